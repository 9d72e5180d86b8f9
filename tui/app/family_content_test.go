package app_test

import (
	"strings"
	"testing"
)

// Dynamic content: found by identifiers, made with a first text, given the
// other languages at once, a text of many lines changed, the rules told, the
// outdated marked, deleted.
func TestDynamicContentStory(t *testing.T) {
	family(t, "dynamic-content", func(p *program) {
		p.Expect("Snowboard Problem", "{{dc.refund_issued}}", "Variants", "Français (fr):")
		p.Press("/").Type("dc.greeting, car_title").Press("enter").Expect("Greeting", "1 of 2")
		p.expectFamily("GET /api/v2/dynamic_content/items/show_many?identifiers=greeting,car_title")
		p.Press("esc").Expect("Snowboard Problem")

		p.Press("n", "enter").Type("Parcel lost").Press("enter", "ctrl+s").Expect("required")
		p.wrote()
		p.Type("English").Press("enter") // what is missing is open
		p.toField("Default text").Press("enter").Type("Dear customer,").Press("enter").Type("sorry.").Press("ctrl+s", "ctrl+s")
		p.Expect("Create a dynamic content item").Press("enter").Expect("Created Parcel lost")
		id := "9000000000001"
		p.wrote(`POST /api/v2/dynamic_content/items {"item":{"name":"Parcel lost","default_locale_id":1,` +
			`"variants":[{"locale_id":1,"default":true,"content":"Dear customer,\nsorry."}]}}`)

		p.verb("missing").Expect("Add variants to Parcel lost", "Español").Press("ctrl+s").Expect("This will be sent:", "create_many").Press("enter")
		if got := p.writes(); len(got) != 1 || strings.Count(got[0], "Dear customer") != 11 {
			t.Errorf("sent %v", got)
		}
		p.verb("its variants").Expect("Variants · 1 of 12", "Français")
		p.Press("D").Expect("default variant cannot be deleted")
		p.wrote()
		p.Press("enter")
		p.toField("Text").Press("e", "ctrl+end").Type(" Really.").Press("ctrl+s", "ctrl+s").Expect("Send 1 change").Press("enter").Message().Has("Saved")
		if got := p.writes(); len(got) != 1 || !strings.HasPrefix(got[0], "PUT /api/v2/dynamic_content/items/"+id+"/variants/") || strings.Contains(got[0], "locale_id") {
			t.Errorf("sent %v", got)
		}
		p.Press("esc", "r").Find(`Español \(es\) +✗ +✓ +✓`) // not the default, active, outdated
		p.Press("j", "D").Expect("Delete Español").Press("enter")
		p.only("DELETE /api/v2/dynamic_content/items/"+id+"/variants/", "")
		p.Press("<").Status().Left.Has("Dynamic content")
		p.Press("D").Expect("{{dc.parcel_lost}} will").Press("enter")
		p.wrote("DELETE /api/v2/dynamic_content/items/" + id)
	})
}
