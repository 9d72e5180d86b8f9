package record

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"zco/api"
	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

// look is one state of the pane, and how it is looked at.
type look struct {
	name    string
	of      func(*testing.T) *bench
	blurred bool
	h       int
}

// looked draws states of the pane at some widths and compares each width with
// its golden screen.
func looked(t *testing.T, name string, widths []int, looks []look) {
	for _, w := range widths {
		var got strings.Builder
		for _, l := range looks {
			b := l.of(t)
			fmt.Fprintf(&got, "--- %s\n", l.name)
			got.WriteString(b.painted(w, l.h, !l.blurred))
		}
		panetest.Golden(t, fmt.Sprintf("%s_%d.txt", name, w), got.String())
	}
}

// at is the anvil with the cursor on a field.
func at(key string, then ...func(*bench)) func(*testing.T) *bench {
	return func(t *testing.T) *bench {
		b := shown(t)
		b.GoTo(key)
		for _, do := range then {
			do(b)
		}
		return b
	}
}

// A record as it is read: with the focus and without, with room for all and
// for little, with the cursor on each kind of field.
func TestScreensOfARecord(t *testing.T) {
	looked(t, "record", []int{20, 44, 80}, []look{
		{"none", onBench, false, 2},
		{"whole", at("name"), false, 24},
		{"without the focus", at("name"), true, 24},
		{"the cursor on a long text", at(notes), false, 12},
		{"the cursor on a relation", at(shelf), false, 8},
		{"the cursor on the last field", at(serial), false, 6},
		{"for a screen reader", at(uses, func(b *bench) { b.env.Plain = true }), false, 12},
		{"deleted, being sent", at("name", func(b *bench) { b.gone, b.busy[b.ref] = true, true }), false, 3},
		{"a line high", at("name"), false, 1},
		{"a long value under a heading", at(code, func(b *bench) {
			b.item.Values[code] = collection.String(strings.Repeat("many words ", 12))
			b.item.Values[serial] = collection.Null
		}), false, 6},
		{"that above another field", at(serial, func(b *bench) {
			b.item.Values[code] = collection.String(strings.Repeat("many words ", 12))
			b.item.Values[serial] = collection.Null
		}), false, 6},
		{"hostile", at("name", func(b *bench) {
			b.item.Name = "\x1b[2Jred\u202e"
			b.item.Values["name"] = collection.String("\x1b[31mred\u202e turned")
			b.item.Values[notes] = collection.String("湯沸かし器 שלום " + strings.Repeat("long ", 20))
		}), false, 9},
	})
}

// A draft: what is changed, what is wrong with it, and what others did.
func TestScreensOfADraft(t *testing.T) {
	put := func(b *bench, key string, v collection.Value, partial string) {
		b.drafts.Put(b.ref, b.item, key, v, partial)
		b.arrange()
	}
	looked(t, "draft", []int{44, 80}, []look{
		{"changed", at(uses, func(b *bench) {
			put(b, uses, "7", "")
			put(b, price, collection.Absent, "1,x")
			put(b, ready, "false", "")
			put(b, due, collection.String("2026-01-02"), "")
			put(b, shelf, collection.Null, "")
			put(b, tags, collection.Null, "")
		}), false, 18},
		{"a field the object has no more", at("name", func(b *bench) {
			put(b, "custom_object_fields.gone", collection.String("typed"), "")
			b.run(action.Last)
		}), false, 6},
		{"refused, and changed elsewhere", at("name", func(b *bench) {
			put(b, uses, "7", "")
			b.item.Values[uses] = "8"
			put(b, due, collection.String("2026-03-09"), "")
			b.item.Values[due] = collection.Null
			b.serviceRefused(pane.Refused{Ref: b.ref, Fields: map[string]string{uses: "is too many", "ghost": "is there"}})
		}), false, 18},
		{"a placeholder is replaced", at("name", func(b *bench) {
			b.item.Values["name"], b.item.Rendered = collection.String("{{dc.anvil}}"), map[string]string{"name": "Amboss"}
			put(b, "name", collection.String("Anvil"), "")
		}), false, 4},
		{"a placeholder is shown", at(notes, func(b *bench) {
			b.item.Values["name"], b.item.Rendered = collection.String("{{dc.anvil}}"), map[string]string{"name": "Amboss"}
		}), false, 3},
		{"a new tool", func(t *testing.T) *bench { b := onBench(t); b.begin(change.NewRow{}); return b }, false, 14},
		{"a copy", func(t *testing.T) *bench {
			b := onBench(t)
			like := anvil()
			b.begin(change.NewRow{Like: &like})
			return b
		}, false, 8},
		{"set by a key", func(t *testing.T) *bench {
			b := onBench(t)
			b.begin(change.NewRow{By: collection.ByExternalID, Value: "A-7"})
			return b
		}, false, 3},
		{"typed in other sessions", typedElsewhere, false, 12},
	})
}

// typedElsewhere is the anvil with what two sessions that ended, and one that
// goes on, have typed.
func typedElsewhere(t *testing.T) *bench {
	b := shown(t)
	dir := t.TempDir()
	var sessions []*journal.Journal
	for i, typed := range []journal.Edit{{Base: "1200", Mine: "1300"}, {Base: "1200", Partial: "many"}, {Base: "1200", Mine: "1400"}} {
		j, err := journal.Open(dir, journal.Options{Clock: func() time.Time { return panetest.Now.Add(time.Duration(i) * time.Hour) }})
		if err != nil {
			t.Fatal(err)
		}
		j.Put(b.drafts.Key(b.ref), journal.About{Name: "Anvil"}, uses, typed)
		sessions = append(sessions, j)
	}
	for _, j := range sessions {
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // ours, and one beside it
		j, err := journal.Open(dir, journal.Options{Clock: func() time.Time { return panetest.Now.Add(9 * time.Hour) }})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = j.Close() })
		sessions = append(sessions, j)
	}
	ours, other := sessions[3], sessions[4]
	other.Put(b.drafts.Key(b.ref), journal.About{Name: "Anvil"}, price, journal.Edit{Mine: "2"})
	if err := errors.Join(other.Flush(t.Context()), ours.Rescan(t.Context())); err != nil {
		t.Fatal(err)
	}
	b.drafts.Journal = ours
	b.GoTo(uses)
	return b
}

// What is there instead of a record that is not read.
func TestScreensWithoutTheFields(t *testing.T) {
	refused := &api.Error{Method: "GET", Path: "/api/v2/custom_objects/tool", Status: http.StatusForbidden, Message: "Forbidden"}
	ref := collection.Ref{Collection: "tool", ID: "1"}
	fails := func(schema, item error) func(*testing.T) *bench {
		return func(t *testing.T) *bench {
			b := onBench(t)
			if schema != nil {
				b.tools.Schema = func(context.Context, *api.Client) (*collection.Schema, error) { return nil, schema }
			}
			b.tools.Get = func(context.Context, *api.Client, string) (collection.Item, error) { return b.tool, item }
			b.show()
			return b
		}
	}
	looked(t, "unread", []int{30, 59}, []look{
		{"asked for", func(t *testing.T) *bench { b := onBench(t); b.Show(b.tools, ref, collection.Item{}, false); return b }, false, 3},
		{"the fields are asked for", func(t *testing.T) *bench { b := onBench(t); b.Show(b.tools, ref, b.tool, true); return b }, true, 3},
		{"the fields cannot be read", fails(refused, nil), false, 8},
		{"the record cannot be read", fails(nil, errCut), false, 4},
		{"it is not there", fails(nil, &api.Error{Status: http.StatusNotFound, Message: "RecordNotFound"}), false, 6},
		{"read before, and not again", func(t *testing.T) *bench {
			b := shown(t)
			b.tools.Get = func(context.Context, *api.Client, string) (collection.Item, error) { return b.tool, errCut }
			b.run(action.Refresh)
			return b
		}, false, 3},
		{"read before, and gone", func(t *testing.T) *bench {
			b := shown(t)
			b.tools.Get = func(context.Context, *api.Client, string) (collection.Item, error) {
				return b.tool, &api.Error{Status: http.StatusNotFound}
			}
			b.run(action.Refresh)
			return b
		}, false, 3},
	})
}

// Below the fields: files and what points at the record.
func TestScreensBelowTheFields(t *testing.T) {
	below := func(cursor int, then ...func(*bench)) func(*testing.T) *bench {
		return func(t *testing.T) *bench {
			b := onBench(t)
			b.withFiles()
			b.withPointing("Repairs", total(1289))
			b.withPointing("Loans", func() (collection.Page, error) {
				return collection.Page{Items: attached(), HasMore: true, Total: -1}, nil
			})
			b.withPointing("Sales", func() (collection.Page, error) { return collection.Page{}, errCut })
			for _, do := range then {
				do(b)
			}
			b.show()
			b.run(action.Last)
			for range cursor {
				b.run(action.Up)
			}
			return b
		}
	}
	looked(t, "below", []int{24, 44, 80}, []look{
		{"the last line", below(0), false, 14},
		{"without the focus", below(0), true, 14},
		{"the first relation", below(2), false, 10},
		{"on the line to upload", below(3), false, 8},
		{"on a file with malware", below(4), false, 8},
		{"on the first file", below(5, func(b *bench) { b.env.Plain = true }), false, 8},
		{"no files", below(3, func(b *bench) { b.files = nil }), false, 8},
		{"the files cannot be read", below(3, func(b *bench) { b.broken = errCut }), false, 8},
		{"that, not under the cursor", below(2, func(b *bench) { b.broken = errCut; b.env.Plain = true }), false, 9},
		{"room for all", below(0), false, 40},
	})
}

// Each editor in its field.
func TestScreensOfEditors(t *testing.T) {
	edit := func(key string, keys ...string) func(*testing.T) *bench {
		return at(key, func(b *bench) {
			b.answers["/autocomplete"] = shelvesFound
			b.edits(key)
			b.presses(keys...)
		})
	}
	looked(t, "editor", []int{44, 80}, []look{
		{"a line", edit("name", "x"), false, 4},
		{"a line, without the focus", edit("name"), true, 3},
		{"a required line without a text", edit("name", "ctrl+u"), false, 4},
		{"many lines", edit(notes, "ctrl+home"), false, 13},
		{"a number that is none", edit(uses, "ctrl+u", "1", "x"), false, 4},
		{"a checkbox", edit(ready, "space"), false, 3},
		{"a day", edit(due), false, 13},
		{"a choice", edit(state), false, 8},
		{"several choices", edit(tags), false, 8},
		{"a relation", edit(shelf), false, 8},
		{"a relation that is searched for", edit(shelf, "t", "o"), false, 8},
		{"a pattern that is not met", edit(code, "a"), false, 6},
		{"a paste of many lines", at("name", func(b *bench) {
			b.edits("name")
			panetest.Settle(b.Paste("first\nsecond"))
		}), false, 7},
		{"a paste where there is no room", at("name", func(b *bench) {
			b.edits("name")
			panetest.Settle(b.Paste("first\nsecond"))
		}), false, 2},
	})
}

// A text that is cut says how many lines more there are, and the key that shows
// them where that has room: from the width on where it just fits.
func TestScreensOfACutText(t *testing.T) {
	var got strings.Builder
	for _, s := range []struct{ w, h int }{{25, 2}, {26, 2}, {55, 2}, {56, 2}, {45, 4}, {46, 4}, {70, 2}} {
		b := shown(t)
		b.item.Values[notes] = collection.String("the first of its lines\nthe second\nand a third one, longer than what is told\nfour\nfive\nsix\nseven\neight")
		b.GoTo(notes)
		fmt.Fprintf(&got, "--- %dx%d\n%s", s.w, s.h, b.painted(s.w, s.h, true))
	}
	panetest.Golden(t, "cut.txt", got.String())
}

// The answers to a paste stand in one line from the width on that has room.
func TestScreensOfAQuestion(t *testing.T) {
	var got strings.Builder
	for _, w := range []int{96, 97} {
		b := shown(t)
		b.edits("name")
		panetest.Settle(b.Paste("first\nsecond"))
		fmt.Fprintf(&got, "--- %d\n%s", w, b.painted(w, 7, true))
	}
	panetest.Golden(t, "question.txt", got.String())
}

// Of what is told beside a value no more lines are shown than of a long text.
func TestWrapped(t *testing.T) {
	for n, want := range map[int]string{1: "x", 6: "x", 7: "x…"} {
		lines := wrapped(strings.TrimSpace(strings.Repeat("x\n", n)), 9, "…")
		if len(lines) != min(n, 6) || lines[len(lines)-1] != want {
			t.Errorf("of %d lines there are %q", n, lines)
		}
	}
}
