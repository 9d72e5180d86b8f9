package record

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"zco/tui/domain/collection"
	"zco/tui/domain/field"
)

var docFields = []collection.Field{
	{Key: "name", Title: "Name\x1b[2J\n# injected", Type: field.Text, Required: true},
	{Key: "custom_object_fields.notes", Title: "Notes", Type: field.TextArea},
	{Key: "custom_object_fields.n", Title: "N", Type: field.Integer},
	{Key: "custom_object_fields.d", Title: "D", Type: field.Decimal},
	{Key: "custom_object_fields.on", Title: "On", Type: field.Checkbox},
	{Key: "custom_object_fields.day", Title: "Day", Type: field.Date},
	{Key: "custom_object_fields.pick", Title: "Pick", Type: field.Dropdown, Options: []collection.Option{{Value: "a", Title: "A: # x"}, {Value: "no", Title: "No"}}},
	{Key: "custom_object_fields.many", Title: "Many", Type: field.Multiselect, Options: []collection.Option{{Value: "x", Title: "X"}, {Value: "yes", Title: "Y"}}},
	{Key: "custom_object_fields.who", Title: "Who", Type: field.Lookup, Target: "zen:user"},
	{Key: "custom_object_fields.sum", Title: "Sum", Type: field.Integer, Locked: "computed"},
}

func doc(values map[string]collection.Value) *document {
	return &document{
		fields: docFields, now: func() time.Time { return time.Date(2026, 3, 5, 0, 0, 0, 0, time.UTC) },
		locked: func(f collection.Field) string { return f.Locked },
		value:  func(f collection.Field) collection.Value { return values[f.Key] },
		name:   func(collection.Field, collection.Value) string { return "Somebody" },
	}
}

// What is written and read again unchanged is what it was, whatever a customer
// put into a text.
func TestDocumentComesBackAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-c \n\t:#'"|>{}\[\]&*!%@-]{0,40}`), rapid.SampledFrom([]string{
			"yes", "null", "~", "1e3", "0x1F", "2026-01-02", "a\n\nb\n", "\n", " x", "x ", "- a", "# a", "a: b", "--- ", "\r\n", "\u2028", "\u0085", "a\tb\n\tc",
		}))
		values := map[string]collection.Value{
			"name":                       collection.String("n" + text.Draw(t, "name")),
			"custom_object_fields.notes": collection.String("n" + text.Draw(t, "notes")),
			"custom_object_fields.n":     "123456789012",
			"custom_object_fields.d":     "0.10",
			"custom_object_fields.on":    "false",
			"custom_object_fields.day":   `"2026-03-05"`,
			"custom_object_fields.pick":  `"no"`,
			"custom_object_fields.many":  `["yes","x"]`,
			"custom_object_fields.who":   `"0123"`,
		}
		// a line holds one line: a text that has more is not typed there
		values["name"] = collection.String(strings.ReplaceAll(values["name"].Text(), "\n", " "))
		written := doc(values).write("title\n# x: y", nil)
		got, faults := doc(values).read(written)
		if len(faults) > 0 {
			t.Fatalf("faults %v in\n%s", faults, written)
		}
		if d := cmp.Diff(values, got); d != "" {
			t.Fatalf("%s\n%s", d, written)
		}
	})
}

// An editor gets nothing that commands its terminal, turns its text or gives it
// orders, be it in a title, a name or a value.
func TestDocumentCommandsNoEditor(t *testing.T) {
	hostile := "\u009b31m\u202eturned\u2066 vim: set modelines=1: -*- eval: (x) -*- ex: vi:x vim700:y"
	d := doc(map[string]collection.Value{"name": collection.String(hostile), "custom_object_fields.notes": collection.String("a\nvim: x\nLocal variables:\neval: (x)\nEnd:\n" + hostile), "custom_object_fields.many": `["\u202e"]`})
	d.name = func(collection.Field, collection.Value) string { return hostile + " Local Variables: eval: x End:" }
	d.fields = []collection.Field{docFields[0], docFields[7], docFields[1]} // the long text last
	written := d.write(hostile, map[string]string{"": hostile, "name": hostile})
	if strings.ContainsAny(written, "\u009b\u202e\u2066\x1b") {
		t.Errorf("raw:\n%q", written)
	}
	if strings.Contains(strings.ToLower(written), "local variables:") {
		t.Errorf("Emacs takes orders:\n%s", written)
	}
	if values, faults := d.read(written); values["custom_object_fields.notes"] != d.value(docFields[1]) || faults["custom_object_fields.notes"] != "" {
		t.Errorf("the text comes back as %q, %v", values["custom_object_fields.notes"], faults)
	}
	lines := strings.Split(strings.TrimRight(written, "\n"), "\n")
	for _, line := range append(lines[:5:5], lines[len(lines)-5:]...) {
		for _, order := range []string{"vim:", "vi:", "ex:", "vim700:", "-*-"} {
			if strings.Contains(line, order) {
				t.Errorf("an order: %q", line)
			}
		}
	}
}

// Faults are found, each where it is, and said above its line.
func TestDocumentFaults(t *testing.T) {
	d := doc(map[string]collection.Value{"custom_object_fields.n": "1"})
	text := "n: two\npick: c\nmany: [x, z]\nday: someday\nsum: 3\nghost: 1\nwho: {a: b}\nname: null\n"
	values, faults := d.read(text)
	if len(values) != 0 {
		t.Errorf("taken: %v", values)
	}
	for key, want := range map[string]string{
		"custom_object_fields.n": "whole number", "custom_object_fields.pick": "none of its options", "custom_object_fields.many": "z is none",
		"custom_object_fields.day": "", "custom_object_fields.who": "plain value", "name": "required", "": "line 6: there is no field ghost",
	} {
		if faults[key] == "" || !strings.Contains(faults[key], want) {
			t.Errorf("%s: fault %q, want one with %q", key, faults[key], want)
		}
	}
	if !strings.Contains(faults[""], "Sum cannot be changed: computed") {
		t.Errorf("the locked field: %q", faults[""])
	}
	marked := markFaults(text, d, faults)
	if !strings.Contains(marked, faults["custom_object_fields.n"]+"\nn: two") {
		t.Errorf("not where it is:\n%s", marked)
	}
	if again := markFaults(marked, d, faults); again != marked {
		t.Errorf("marks pile up:\n%s", again)
	}
	if _, faults := d.read("a: b: c"); !strings.Contains(faults[""], "line 1") {
		t.Errorf("torn YAML: %v", faults)
	}
}
