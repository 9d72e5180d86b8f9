package record

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/pane/panetest"
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
	d := doc(map[string]collection.Value{"name": collection.String(hostile), "custom_object_fields.notes": collection.String("a\nvim: x\nLocal variables:\neval: (x)\nEnd:\n" + hostile), "custom_object_fields.many": `["\u202e"]`, "custom_object_fields.who": `"7"`})
	d.name = func(collection.Field, collection.Value) string { return hostile + " Local Variables: eval: x End:" }
	d.fields = []collection.Field{docFields[0], docFields[7], docFields[8], docFields[1]} // the long text last
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

// The text of a row as an editor finds it: what each field is and may hold, and
// what is wrong, above its line.
func TestDocumentAsItIsRead(t *testing.T) {
	d := doc(map[string]collection.Value{
		"name": collection.String("Anvil: 5 kg"), "custom_object_fields.notes": collection.String("one\n  two\n\nthree"), "custom_object_fields.n": "7",
		"custom_object_fields.many": `["yes","x"]`, "custom_object_fields.pick": `"a"`, "custom_object_fields.who": `"0123"`, "custom_object_fields.on": "true",
	})
	d.fields = append([]collection.Field{}, docFields...)
	d.fields[0].Title = "Name"
	d.fields = append(d.fields,
		collection.Field{Key: "custom_object_fields.code", Title: "Code", Type: field.Regexp, Pattern: "[A-Z]{2}"},
		collection.Field{Key: "custom_object_fields.nobody", Title: "Nobody", Type: field.Lookup, Target: "zen:user"},
		collection.Field{Key: "custom_object_fields.nr 2", Title: "Nr 2", Type: field.Text},
	)
	got := d.write("Tool Anvil", map[string]string{"": "line 7: no\nsense", "custom_object_fields.n": "too\nmany"})
	panetest.Golden(t, "document.txt", got)
	if _, faults := d.read(got); len(faults) > 0 {
		t.Errorf("it is not read as it was written: %v", faults)
	}
}

// A text of many lines is a block where that holds every character of it, else a
// quoted string.
func TestBlocks(t *testing.T) {
	for text, want := range map[string]bool{
		"a\nb": true, "a\n  b": true, "a\n\nb": true, "a": false, "a\nb\n": false, " a\nb": false, "\na": false, "\ta\nb": false,
		"a \nb": false, "a\t\nb": false, "a\nb ": false, "a\x00\nb": false, "a\n\ufeffb": false, "a\n\ufffdb": false, "a\n\u202eb": false,
		"a\nLocal Variables:": false, "local variables: a": false, "a\u2028b\nc": false,
	} {
		if got := strings.HasPrefix(block(text), "|-\n"); got != want {
			t.Errorf("%q is a block: %v", text, got)
		}
	}
}

// A key is quoted where it holds more than letters, digits, lines and dashes.
func TestKeysInADocument(t *testing.T) {
	for _, key := range []string{"a", "z", "A", "Z", "0", "9", "a_b-c", "MixedCase09"} {
		if got := quoteKey(key); got != key {
			t.Errorf("%q is written %q", key, got)
		}
	}
	for _, key := range []string{"a b", "a:b", "`", "{", "@", "[", "/", "ä"} { // among them the neighbours of the letters and digits
		if got := quoteKey(key); got != `"`+key+`"` {
			t.Errorf("%q is written %q", key, got)
		}
	}
}

// A document may have one field, or none, and be torn.
func TestSmallDocuments(t *testing.T) {
	d := doc(nil)
	if values, faults := d.read("n: 5"); values["custom_object_fields.n"] != "5" || len(faults) > 0 {
		t.Errorf("one field: %v, %v", values, faults)
	}
	for _, text := range []string{"", "# nothing\n", "null\n"} {
		if values, faults := d.read(text); len(values) > 0 || len(faults) > 0 {
			t.Errorf("%q: %v, %v", text, values, faults)
		}
	}
	if _, faults := d.read("n: 5\nmany: [x\n"); !strings.HasPrefix(faults[""], "line ") {
		t.Errorf("torn: %v", faults)
	}
	values, faults := d.read("n: [1]\nmany: [[x]]\npick: {a: 1}\nname: 12\nd: 1.50\nday: null\n")
	if len(values) != 3 || values["name"] != `"12"` || values["custom_object_fields.d"] != "1.50" || values["custom_object_fields.day"] != "null" {
		t.Errorf("taken are %v", values)
	}
	for key, want := range map[string]string{
		"custom_object_fields.n": "a list is not what this field holds", "custom_object_fields.many": "a list is not what this field holds", "custom_object_fields.pick": "this is not a plain value",
	} {
		if faults[key] != want {
			t.Errorf("%s: %q", key, faults[key])
		}
	}
}

// Marks stand above the lines they are about, that of the whole text at the top.
func TestMarks(t *testing.T) {
	d := doc(nil)
	got := markFaults("# head\nn: two\nd: 1", d, map[string]string{"": "no\nsense", "custom_object_fields.n": "too many"})
	if want := "#!! no sense\n# head\n#!! too many\nn: two\nd: 1"; got != want {
		t.Errorf("marked it is\n%s", got)
	}
	if got := markFaults(got, d, nil); got != "# head\nn: two\nd: 1" {
		t.Errorf("put right it is\n%s", got)
	}
}
