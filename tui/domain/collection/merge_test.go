package collection

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"zco/api"
	"zco/tui/domain/field"
)

// drawRow draws a row of the schema's three fields.
func drawRow(t *rapid.T, label string) Item {
	it := Item{ID: "1", Values: map[string]Value{}}
	for _, f := range mergeFields.Fields {
		it.Values[f.Key] = rapid.SampledFrom(mergeValues[f.Type]).Draw(t, label+" "+f.Key)
	}
	return it
}

var mergeFields = NewSchema([]Field{{Key: "t", Type: field.Text}, {Key: "n", Type: field.Decimal}, {Key: "m", Type: field.Multiselect}, {Key: "locked", Type: field.Text, Locked: "computed"}})

var mergeValues = map[*field.Type][]Value{
	field.Text:        {api.Absent, api.Null, `""`, `"a"`, `"b"`},
	field.Decimal:     {api.Null, "1", "1.0", "2", "20e-1"},
	field.Multiselect: {api.Null, "[]", `["x","y"]`, `["y","x"]`, `["x"]`},
}

// Whatever the three sides are: what is sent, laid over the row as it is now,
// loses nobody's change. A field nobody else touched becomes mine; one nobody
// here touched stays theirs; one both touched is sent only if a person decides.
func TestMergeLosesNobodysChange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		known, now, mine := drawRow(t, "known"), drawRow(t, "now"), drawRow(t, "mine")
		var edits []Edit
		for _, f := range mergeFields.Fields {
			if rapid.Bool().Draw(t, "edit "+f.Key) {
				edits = append(edits, Edit{f.Key, known.Value(f.Key), mine.Value(f.Key)})
			}
		}
		m := mergeFields.Merge(edits, known, now)
		asked := map[string]bool{}
		for _, c := range m.Conflicts {
			asked[c.Key] = true
		}
		for _, f := range mergeFields.Fields {
			i := slices.IndexFunc(edits, func(e Edit) bool { return e.Key == f.Key })
			sent, isSent := m.Patch[f.Key]
			theirsMoved := !f.Same(known.Value(f.Key), now.Value(f.Key))
			mineMoved := i >= 0 && !f.Same(known.Value(f.Key), mine.Value(f.Key))
			switch {
			case !mineMoved && isSent:
				t.Fatalf("%s is sent though it was not changed here", f.Key)
			case isSent && theirsMoved:
				t.Fatalf("%s: another's change is overwritten unseen", f.Key)
			case isSent && sent != mine.Value(f.Key):
				t.Fatalf("%s: %s is sent, not %s", f.Key, sent, mine.Value(f.Key))
			case mineMoved && !isSent && !asked[f.Key] && !f.Same(now.Value(f.Key), mine.Value(f.Key)):
				t.Fatalf("%s: what was typed is lost", f.Key)
			case asked[f.Key] && (!mineMoved || !theirsMoved):
				t.Fatalf("%s: asked though only one side changed it", f.Key)
			case i < 0 && f.Locked == "" && theirsMoved != slices.Contains(m.Moved, f.Key):
				t.Fatalf("%s: moved %v, said %v", f.Key, theirsMoved, m.Moved)
			}
		}
	})
}

// A change that took is judged so, one that left no trace as well, whoever
// else changed other fields.
func TestJudge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := drawRow(t, "before"), drawRow(t, "after")
		p := Patch{}
		for _, f := range mergeFields.Fields[:3] {
			if v := rapid.SampledFrom(mergeValues[f.Type]).Draw(t, "patch "+f.Key); !f.Same(v, before.Value(f.Key)) {
				p[f.Key] = v
			}
		}
		if len(p) == 0 {
			return
		}
		done, left := drawRow(t, "done"), after
		left.Values = map[string]Value{}
		for _, f := range mergeFields.Fields {
			left.Values[f.Key] = after.Value(f.Key)
			if v, ok := p[f.Key]; ok {
				done.Values[f.Key], left.Values[f.Key] = v, before.Value(f.Key)
			}
		}
		if v := mergeFields.Judge(p, before, done); v != Took {
			t.Fatalf("done: %v", v)
		}
		if v := mergeFields.Judge(p, before, left); v != DidNotTake {
			t.Fatalf("left: %v", v)
		}
	})
	if v := mergeFields.Judge(Patch{"t": `"a"`, "n": "1"}, Item{}, Item{Values: map[string]Value{"t": `"a"`, "n": "7"}}); v != CannotTell {
		t.Errorf("half: %v", v)
	}
}
