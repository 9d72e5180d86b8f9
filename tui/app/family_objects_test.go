package app_test

import (
	"strings"
	"testing"
)

// Custom objects: limits, one made from the list of objects, its fields made,
// ordered, switched, refused, its title changed, and the whole deleted with
// its key typed.
func TestObjectsStory(t *testing.T) {
	family(t, "asset", func(p *program) {
		p.Press("shift+tab", "i").Expect("custom objects of 50", "records of all objects", "fields of asset of 100").Press("enter")
		p.expectFamily("GET /api/v2/custom_objects/limits/object_limit", "GET /api/v2/custom_objects/limits/record_limit",
			"GET /api/v2/custom_objects/asset/limits/field_limit")

		p.Press("n").Expect("1 of") // no key of a list that one walks through makes an object
		p.Press(":").Type("new object").Press("enter", "enter").Type("Bicycle").Press("enter")
		p.Expect("Bicycles", "bicycle") // the plural and the key are proposed
		p.toField("Key").Press("enter", "ctrl+u").Type("asset").Press("enter", "ctrl+s", "enter").Expect("Key: has already")
		p.writes()
		p.toField("Key").Press("enter", "ctrl+u").Type("bicycle").Press("enter", "ctrl+s").Expect("Create a custom object").Press("enter")
		p.wrote(`POST /api/v2/custom_objects {"custom_object":{"key":"bicycle","title":"Bicycle","title_pluralized":"Bicycles"}}`)
		p.Expect(" Bicycles ")

		p.Press("ctrl+o").Type("Bicycles").Press("enter").Expect("No Bicycles yet")
		p.verb("fields of the object").Expect("Fields of bicycle", "standard::name")
		for _, name := range []string{"brand", "size"} {
			p.Press("n", "enter").Type(name).Press("enter")
			p.toField("Type").Press("enter").Type("text").Press("tab", "ctrl+s").Press("enter").Expect("Created " + name)
			p.wrote(`POST /api/v2/custom_objects/bicycle/fields {"custom_object_field":{"key":"` + name + `","type":"text","title":"` + name + `"}}`)
			p.Press("esc")
		}
		p.Expect("1 of 4").Press("r", "g", "D").Expect("Every object has this field")
		p.Press("G")
		p.verb("move up").Expect("fields/reorder").Press("enter").Expect("Moved size")
		p.only("PUT /api/v2/custom_objects/bicycle/fields/reorder ", "")
		p.verb("deactivate").Press("enter").Expect("Saved size")
		p.only("PATCH /api/v2/custom_objects/bicycle/fields/", ` {"custom_object_field":{"active":false}}`)
		p.Press("D").Expect("Deactivating keeps them").Type("size").Press("enter")
		p.only("DELETE /api/v2/custom_objects/bicycle/fields/", "")
		p.deleteBicycles()
	})
}

func (p *program) deleteBicycles() {
	p.T.Helper()
	p.Press("shift+tab").Press("/").Type("bicycle").Press("esc").Press("D").ExpectNot("no way back")
	p.Press(":").Type("delete the object").Press("enter").Expect("0 records", "no way back")
	p.Press("enter")
	p.wrote()
	p.Type("bicycle").Press("enter")
	p.wrote("DELETE /api/v2/custom_objects/bicycle")
	p.Press("esc")
	if strings.Contains(p.Screen(), " Bicycles ") {
		p.T.Errorf("it is still in the list:\n%s", p.Screen())
	}
}

// A new field is a column at once: what was known of the fields is forgotten.
func TestNewFieldIsSeen(t *testing.T) {
	family(t, "fields:store", func(p *program) {
		p.Press("n", "enter").Type("Parking").Press("enter")
		p.toField("Key").Press("enter").Type("parking").Press("enter")
		p.toField("Type").Press("enter").Type("checkbox").Press("enter", "ctrl+s").Press("enter").Expect("Created Parking")
		p.Press("esc")
		p.verb("records of the object").Expect("Stores", "Parking")
	})
}

// What was typed to choose by is chosen on the way to the next field, or said
// not to be.
func TestTabTakesAChoice(t *testing.T) {
	family(t, "asset", func(p *program) {
		p.Press("e", "esc", "enter")
		p.toField("Condition").Press("e").Type("brand").Press("tab").Expect("✎ Brand new")
		p.Press("shift+tab").Type("qqq").Press("tab").Expect(`Condition: nothing was chosen for "qqq"`, "✎ Brand new")
	})
}
