package transfer

import (
	"fmt"
	"strings"
	"testing"

	"zco/api"
)

func fileOfNames(rows int) Import {
	var text strings.Builder
	text.WriteString("name\na\n")
	for n := 1; n < rows; n++ {
		fmt.Fprintf(&text, "new %d\n", n)
	}
	m := importOf(text.String())
	for i := range m.Fields {
		if m.Fields[i].Key == api.FieldName {
			m.Fields[i].Properties = map[string]api.Value{"is_unique": "true"}
		}
	}
	return m
}

// A file does not cost hours of the account's limit for its names: what is
// left unchecked is said, also by a plan.
func TestNamesThatTakeTooManyRequests(t *testing.T) {
	d := newFakeDesk()
	d.add("a", "", nil)
	d.counted = 1_000_000
	m, c := fileOfNames(6000), d.client(t)
	dry, err := m.DryRun(t.Context(), c)
	if err != nil || dry.Create != 5999 || dry.Bad != 1 {
		t.Fatalf("%v: %d new, %d refused", err, dry.Create, dry.Bad)
	}
	if d.filtered != maxNameRequests || d.reads != d.filtered {
		t.Errorf("%d searches, %d pages for the names", d.filtered, d.reads)
	}
	if len(dry.Notes) != 1 || !strings.Contains(dry.Notes[0], "those of 2000 rows were compared within the file only") {
		t.Errorf("it says %v", dry.Notes)
	}
	var said []string
	m.OnNote = func(note string) { said = append(said, note) }
	for _, err := range m.Plan(t.Context(), c).Items {
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(said) != 1 || said[0] != dry.Notes[0] {
		t.Errorf("the plan says %v", said)
	}
}

// Where names tell which records are meant, and those are few, they are read
// once for all rows.
func TestRecordsByNameAreListedOnce(t *testing.T) {
	d := newFakeDesk()
	for n := range 150 {
		d.add(fmt.Sprintf("new %d", n), "", map[string]any{"note": "x"})
	}
	m := fileOfNames(4000)
	m.Key = KeyName
	dry, err := m.DryRun(t.Context(), d.client(t))
	if err != nil || dry.Create != 3851 || dry.Same != 149 || d.filtered != 0 || d.reads > 3 {
		t.Errorf("%v: %d new, %d the same, %d searches, %d pages", err, dry.Create, dry.Same, d.filtered, d.reads)
	}
	d.counted, d.filtered = 1_000_000, 0
	if dry, err = m.DryRun(t.Context(), d.client(t)); err != nil || dry.Create != 3851 || dry.Same != 149 || d.filtered != 200 || len(dry.Notes) != 0 {
		t.Errorf("%v: of many %d new, %d the same, %d searches, %v", err, dry.Create, dry.Same, d.filtered, dry.Notes)
	}
}

// A few names are searched, and no count is asked for.
func TestFewNamesAreSearched(t *testing.T) {
	d := newFakeDesk()
	d.add("a", "", nil)
	d.counted = 1_000_000
	dry, err := fileOfNames(30).DryRun(t.Context(), d.client(t))
	if err != nil || dry.Create != 29 || dry.Bad != 1 || d.filtered != 2 {
		t.Errorf("%v: %d new, %d refused, %d searches", err, dry.Create, dry.Bad, d.filtered)
	}
}
