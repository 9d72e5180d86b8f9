package record

import (
	"testing"

	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/pane/panetest"
)

// The keys told are those that do something in the state that the record is in.
func TestHints(t *testing.T) {
	put := func(key string, v collection.Value) func(*bench) {
		return func(b *bench) { b.drafts.Put(b.ref, b.item, key, v, "") }
	}
	edit := func(key string) func(*testing.T) *bench {
		return at(key, func(b *bench) { b.edits(key) })
	}
	const rest = "R related · D delete · . actions… · esc back"
	for _, s := range []struct {
		name string
		of   func(*testing.T) *bench
		want string
	}{
		{"no record", onBench, "esc back"},
		{"a field", at("name"), "e edit · " + rest},
		{"a field that is locked", at(serial), rest},
		{"a relation", at(shelf), "enter open · e edit · " + rest},
		{"a relation that has no value", at(shelf, func(b *bench) { delete(b.item.Values, shelf) }), "e edit · " + rest},
		{"a relation with a draft", at(shelf, put(shelf, collection.String("s2"))), "ctrl+s review and send · e edit · z revert field · Z discard draft · " + rest},
		{"a draft of another field", at("name", put(uses, "7")), "ctrl+s review and send · e edit · Z discard draft · " + rest},
		{"a photo", at(photo), "enter show · " + rest},
		{"no photo", at(photo, func(b *bench) { delete(b.item.Values, photo) }), rest},
		{"deleted", at("name", func(b *bench) { b.gone = true }), rest},
		{"a new row", func(t *testing.T) *bench { b := onBench(t); b.begin(change.NewRow{}); return b }, "e edit · esc back"},
		{"a person", func(t *testing.T) *bench {
			b := onBench(t)
			user := collection.ForeignOf("zen:user")
			panetest.Settle(b.Show(user, collection.Ref{Collection: user.ID, ID: "9"}, collection.Item{ID: "9", Name: "Ada"}, true))
			return b
		}, "R related · o open in Zendesk · y copy · esc back"},
		{"a line", edit("name"), "enter done · tab next field · ctrl+s review · ctrl+x cancel · esc keep draft"},
		{"many lines", edit(notes), "ctrl+s review and send · tab next field · ctrl+x cancel · esc keep draft"},
		{"a choice", edit(state), "enter choose · type to find · ctrl+s review · esc cancel"},
		{"several choices", edit(tags), "enter done · space on or off · type to find · ctrl+s review · ctrl+x cancel · esc keep draft"},
		{"a relation being chosen", edit(shelf), "enter choose · type to find · ctrl+s review · ctrl+x cancel · esc keep draft"},
		{"a checkbox", edit(ready), "enter done · space yes or no · ctrl+s review · ctrl+x cancel · esc keep draft"},
		{"a question", at("name", func(b *bench) { b.edits("name"); panetest.Settle(b.Paste("a\nb")) }), "j join the lines with spaces · f take the first line · esc paste nothing"},
	} {
		if got := hinted(s.of(t).Hints()); got != s.want {
			t.Errorf("%s:\n got %s\nwant %s", s.name, got, s.want)
		}
	}
}

// On the lines below the fields the keys are about what is there.
func TestHintsBelowTheFields(t *testing.T) {
	b := onBench(t)
	b.withFiles()
	b.withPointing("Repairs", total(3))
	b.show()
	b.run(action.Last)
	for i, want := range []string{
		"enter open · esc back",
		"enter upload · esc back",
		"enter show · x download · n upload · D delete · . actions… · esc back",
	} {
		if got := hinted(b.Hints()); got != want {
			t.Errorf("line %d from below: %s", i, got)
		}
		b.run(action.Up)
	}
	b.broken = errCut
	b.run(action.Refresh)
	b.moveTo(len(b.fields))
	if got := hinted(b.Hints()); got != "enter try again · esc back" {
		t.Errorf("where the files cannot be read: %s", got)
	}
	for _, h := range b.Hints() {
		if h.Keep && h.ID != action.Back {
			t.Errorf("kept before others is %v", h)
		}
	}
	b.GoTo("name")
	b.edits("name")
	if h := b.Hints(); !h[len(h)-1].Keep {
		t.Error("the key that leaves the editor may be cut")
	}
}
