package change

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zco/api"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/domain/journal"
)

var carSchema = collection.NewSchema([]collection.Field{
	{Key: "color", Title: "Color", Type: field.Text},
	{Key: "name", Title: "Name", Type: field.Text, Required: true},
	{Key: "id", Title: "ID", Type: field.Text, Locked: "the service gives it"},
	{Key: "plate", Title: "Plate", Type: field.Text, Locked: "it is set once", Create: true},
})

// car can be changed.
var car = &collection.Collection{ID: "car", Singular: "Car", Update: func(context.Context, *api.Client, string, collection.Patch) (collection.Item, error) {
	return collection.Item{}, nil
}}

func typed(v collection.Value) journal.Field { return journal.Field{Edit: journal.Edit{Mine: v}} }

// A draft is a change, or says what is in its way.
func TestDraftChange(t *testing.T) {
	for why, c := range map[string]struct {
		fields map[string]journal.Field
		isNew  bool
		at     string
		in     string // of what is in the way
		action journal.Action
		edits  int
	}{
		"nothing typed":            {nil, false, "", "nothing was changed", "", 0},
		"nothing typed of a new":   {nil, true, "", "nothing was changed", "", 0},
		"a field":                  {map[string]journal.Field{"color": typed(`"red"`)}, false, "", "", journal.Update, 1},
		"half a value":             {map[string]journal.Field{"color": {Edit: journal.Edit{Partial: "x"}}}, false, "color", "Color: no value", "", 0},
		"a required one cleared":   {map[string]journal.Field{"name": typed("null")}, false, "name", "Name is required", "", 0},
		"a required one missing":   {map[string]journal.Field{"color": typed(`"red"`)}, true, "name", "Name is required", "", 0},
		"a new one":                {map[string]journal.Field{"name": typed(`"A"`), "plate": typed(`"P"`)}, true, "", "", journal.Create, 2},
		"a field that is gone":     {map[string]journal.Field{"doors": typed("4")}, false, "doors", "no such field", "", 0},
		"set by a key":             {map[string]journal.Field{setByKey: {Edit: journal.Edit{Mine: `"name"`, Partial: "A"}}, "name": typed(`"A"`)}, true, "", "", journal.Upsert, 1},
		"only the key of a set by": {map[string]journal.Field{setByKey: {Edit: journal.Edit{Mine: `"name"`, Partial: "A"}}}, true, "", "nothing was changed", "", 0},
	} {
		ch, in := Draft{
			Collection: car, Schema: carSchema, New: c.isNew, Fields: c.fields,
			Problem: func(collection.Field, journal.Field) string { return "no value" },
		}.Change()
		if in.Field != c.at || (c.in == "") != (in.Why == "") || !strings.Contains(in.Why, c.in) {
			t.Errorf("%s: %+v", why, in)
		}
		if c.in == "" && (ch.Action != c.action || len(ch.Edits) != c.edits || !ch.Drafted) {
			t.Errorf("%s: %s with %d edits", why, ch.Action, len(ch.Edits))
		}
	}
}

// A form shows what can be set, the required fields first.
func TestFormFields(t *testing.T) {
	keys := func(fields []collection.Field) (out []string) {
		for _, f := range fields {
			out = append(out, f.Key)
		}
		return out
	}
	draft := map[string]journal.Field{"doors": typed("4"), setByKey: {}}
	if got := keys((Draft{Schema: carSchema, Fields: draft}).FormFields()); !slices.Equal(got, []string{"color", "name", "id", "plate", "doors"}) {
		t.Errorf("a row shows %v", got)
	}
	if got := keys((Draft{Schema: carSchema, New: true}).FormFields()); !slices.Equal(got, []string{"name", "color", "plate"}) {
		t.Errorf("a form shows %v", got)
	}
	if (Draft{Fields: draft}).FormFields() != nil {
		t.Error("fields without a schema")
	}
}

// A copy starts with what can be set and need not differ.
func TestBegin(t *testing.T) {
	j := journal.InMemory(journal.Options{})
	defer func() { _ = j.Close() }()
	s := &DraftStore{Journal: j, Account: "account"}
	schema := collection.NewSchema(append(slices.Clone(carSchema.Fields), collection.Field{Key: "vin", Type: field.Text, Unique: true}))
	like := collection.Item{Values: map[string]collection.Value{"name": `"A"`, "id": `"1"`, "plate": `"P"`, "vin": `"V"`, "external_id": `"E"`}}
	ref := s.Begin(car, schema, NewRow{Like: &like})
	d, _ := s.Record(ref)
	if !s.IsNew(ref) || len(d.Fields) != 2 || d.Fields["name"].Mine != `"A"` || d.Fields["plate"].Mine != `"P"` {
		t.Errorf("the copy starts with %v", d.Fields)
	}
	ref = s.Begin(car, schema, NewRow{By: collection.ByName, Value: "B"})
	d, _ = s.Record(ref)
	if by, value, ok := (Draft{Fields: d.Fields}).SetBy(); !ok || by != collection.ByName || value != "B" || d.Fields["name"].Mine != `"B"` || Typed(d) != 1 {
		t.Errorf("set by %q %q, %v", by, value, d.Fields)
	}
}

// A text that the person's own editor left is found again, and whose it is.
func TestLeftTexts(t *testing.T) {
	dir := t.TempDir()
	ref := collection.Ref{Collection: "car", ID: "1"}
	text := Signed(ref, Signed(collection.Ref{Collection: "car", ID: "0"}, "name: A\n"))
	for name, data := range map[string]string{"record-1.yaml": text, "record-2.yaml": "name: B\n", "record-3.yaml": "name: C\n" + ofMark + "{}\n", "other.txt": text} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	left := LeftTexts(dir)
	if len(left) != 1 || left[0].Ref != ref || filepath.Base(left[0].Path) != "record-1.yaml" {
		t.Errorf("left: %+v", left)
	}
	if LeftTexts("") != nil {
		t.Error("texts of no folder")
	}
}

// The form of a field's definition has what its type has, and what was typed.
func TestFormFieldsOfAType(t *testing.T) {
	col := collection.FieldsOf("car")
	schema := collection.NewSchema([]collection.Field{
		{Key: "title"}, {Key: "type"}, {Key: "options"}, {Key: "tag"}, {Key: "relationship_target_type"},
		{Key: "properties.is_unique"}, {Key: "properties.rollup_child_object"},
	})
	for kind, want := range map[string][]string{
		"":         {"title", "type"},
		"dropdown": {"title", "type", "options"},
		"checkbox": {"title", "type", "tag"},
		"lookup":   {"title", "type", "relationship_target_type"},
		"integer":  {"title", "type", "properties.rollup_child_object"},
	} {
		d := Draft{Collection: col, Schema: schema, New: true, Fields: map[string]journal.Field{"type": typed(collection.String(kind))}}
		var got []string
		for _, f := range d.FormFields() {
			got = append(got, f.Key)
		}
		if !slices.Equal(got, want) {
			t.Errorf("a new %q shows %q, want %q", kind, got, want)
		}
	}
	kept := Draft{Collection: col, Schema: schema, Fields: map[string]journal.Field{"options": typed(collection.String("A = a"))}, Item: collection.Item{Values: collection.Patch{
		"type": collection.String("text"), "tag": collection.String("x"),
	}}}
	if got := len(kept.FormFields()); got != 4 {
		t.Errorf("%d fields are shown with what was typed and what is set, want 4", got)
	}
}
