package review

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

// album collects what a dialog looks like.
type album struct {
	strings.Builder
	env  *pane.Env
	size screen.Rect
}

func (a *album) shot(title string, d pane.Dialog) {
	fmt.Fprintf(a, "--- %s: %s", title, panetest.Framed(a.env, d, a.size.W, a.size.H))
}

var sizes = []screen.Rect{{W: 140, H: 40}, {W: 80, H: 18}, {W: 40, H: 7}, {W: 9, H: 3}}

const (
	condition = "custom_object_fields.condition"
	customer  = "custom_object_fields.customer"
	notes     = "custom_object_fields.notes"
)

var (
	text1 = collection.String("The first line stays.\nThe second goes.\nThe third stays.\n4\n5\n6\n7\n8\n9\n10")
	text2 = collection.String("The first line stays.\nThe second is another.\nThe third stays.\n4\n5\n6\n7\n8\n9\n10\n11")
)

// some edits of each kind that a review draws in its own way.
func someEdits() []collection.Edit {
	return []collection.Edit{
		{Key: notes, Base: text1, Mine: text2},
		{Key: "name", Base: collection.String("A"), Mine: collection.String("B")},
		{Key: condition, Base: collection.Absent, Mine: collection.String("cond_lost")},
		{Key: customer, Base: collection.String("30003"), Mine: collection.Null},
		{Key: location, Base: collection.String("Bergen"), Mine: collection.String(strings.Repeat("a long name ", 9))},
		{Key: "old", Base: collection.String("x"), Mine: collection.String("y")},
		{Key: "external_id", Base: collection.String("same"), Mine: collection.String("same")},
	}
}

// Each kind of review, at sizes where all has room, where it is scrolled, and
// where there is hardly any.
func TestScreensOfTheReview(t *testing.T) {
	for _, size := range sizes {
		s := onStage(t)
		a := &album{env: s.env, size: size}
		show := func(name string, notes []string, impact collection.Impact, with func(c *change.Change)) pane.Dialog {
			c := s.change
			c.Edits = someEdits()
			with(&c)
			panetest.Settle(s.review(c, impact, notes, true))
			d, _ := s.dialog()
			a.shot(name, d)
			return d
		}
		d := show("several changes", nil, collection.Impact{}, func(*change.Change) {})
		panetest.Press(d, "pgdown")
		a.shot("a page down", d)
		panetest.Press(d, "down", "down")
		a.shot("two rows down", d)
		panetest.Press(d, "pgdown", "pgdown", "pgdown", "pgdown", "pgdown")
		a.shot("at the end", d)
		panetest.Press(d, "tab")
		a.shot("the exact request", d)
		panetest.Press(d, "pgdown", "pgdown", "tab")
		a.shot("the fields again", d)
		show("only long ones", []string{"Somebody else set the location of it to the same meanwhile, at noon."}, collection.Impact{}, func(c *change.Change) { c.Edits = c.Edits[:1]; c.Note = "a note" })
		show("only short ones", nil, collection.Impact{}, func(c *change.Change) { c.Edits = c.Edits[1:4]; c.Undoes = "1" })
		show("made anew", nil, collection.Impact{}, func(c *change.Change) { c.Action = journal.Create })
		show("made again", nil, collection.Impact{}, func(c *change.Change) { c.Action, c.Undoes = journal.Create, "1" })
		show("made by its name", nil, collection.Impact{}, func(c *change.Change) {
			c.Action, c.By, c.Value, c.Item = journal.Upsert, collection.ByExternalID, "AST-1", collection.Item{}
		})
		show("changed by its name", nil, collection.Impact{}, func(c *change.Change) { c.Action, c.By, c.Value = journal.Upsert, collection.ByName, "LG" })
		show("deleted", nil, collection.Impact{Warning: "3 tickets lead here."}, func(c *change.Change) { c.Action = journal.Delete })
		d = show("deleted with a word", nil, collection.Impact{Warning: "10,000 records go with it.", ConfirmText: "asset"}, func(c *change.Change) {
			col := *c.Collection
			col.Family = "Objects"
			c.Action, c.Collection = journal.Delete, &col
		})
		panetest.Type(d, "as")
		a.shot("the word begun", d)
		panetest.Press(d, "enter")
		a.shot("another word", d)
		panetest.Press(d, "pgdown")
		a.shot("moved while typing", d)
		panetest.Type(d, "set")
		a.shot("the word", d)
		panetest.Golden(t, fmt.Sprintf("review_%dx%d.txt", size.W, size.H), a.String())
	}
}

// While the request is read, and where it cannot be.
func TestScreensOfTheRequest(t *testing.T) {
	s := onStage(t)
	a := &album{env: s.env, size: screen.Rect{W: 80, H: 24}}
	s.propose()
	d, _ := s.dialog()
	cmd, _ := d.Key(panetest.Key("tab"))
	a.shot("being read", d)
	panetest.Settle(cmd)
	a.shot("read", d)
	dlg := d.(*Dialog)
	dlg.answer(previewed{err: errors.New("no such field")})
	a.shot("not known", d)
	dlg.answer(previewed{step: collection.Step{Method: "GET", Path: "/roles/1"}})
	a.shot("read first", d)
	dlg.answer(previewed{step: collection.Step{Method: "DELETE", Path: "/roles/1"}})
	a.shot("without a body", d)
	panetest.Golden(t, "request.txt", a.String())
}

// threeConflicts is the dialog over a text, a relation and a long note.
func (s *stage) threeConflicts() *conflict {
	str := collection.String
	return newConflict(s.Controller, change.Sent{Change: s.change, Item: s.change.Item, Merge: collection.Merge{Conflicts: []collection.Conflict{
		{Key: location, Base: str("Bergen"), Theirs: collection.Null, Mine: str("Oslo")},
		{Key: customer, Base: str("30003"), Theirs: str("30004"), Mine: collection.Null},
		{Key: notes, Base: text1, Theirs: text2, Mine: str("The first line stays.\nThe second goes.\nThe third is mine.\n4\n5\n6\n7")},
	}}})
}

// The conflict as it is decided field by field.
func TestScreensOfTheConflict(t *testing.T) {
	for _, size := range sizes {
		s := onStage(t)
		a := &album{env: s.env, size: size}
		c := s.threeConflicts()
		panetest.Settle(c.names())
		press := func(title string, keys ...string) {
			panetest.Press(c, keys...)
			a.shot(title, c)
		}
		a.shot("open", c)
		press("up from the first", "up")
		press("the first is mine", "m")
		press("the second as it was", "w")
		press("the third is theirs, the last stays", "t")
		press("down from the last", "down")
		press("another decision of the second", "k", "t")
		press("a note is written anew", "j", "e")
		press("written", "backspace")
		press("taken", "esc")
		press("a relation is written anew", "k", "e")
		panetest.Type(c, "ООО")
		a.shot("organizations are found", c)
		press("chosen", "enter")
		press("back at the first", "shift+tab", "shift+tab")
		c = newConflict(s.Controller, change.Sent{Change: s.change, Item: s.change.Item, Merge: collection.Merge{Conflicts: []collection.Conflict{
			{Key: notes, Base: text1, Theirs: collection.String(text1.Text() + "\n11"), Mine: collection.String(text1.Text() + "\n12")},
		}}})
		a.shot("they part at the end", c)
		c = newConflict(s.Controller, change.Sent{Change: s.change, Item: s.change.Item, Merge: collection.Merge{Conflicts: []collection.Conflict{
			{Key: "name", Base: collection.String("1\n2\n3\n4\n5\n6"), Theirs: collection.String("1\n2\n3\n4\n5\n6\n7"), Mine: collection.String(strings.Repeat("word ", 40))},
		}}})
		a.shot("six lines, seven, and one that is wrapped", c)
		long := strings.Repeat("A line of a note.\n", 12)
		c = newConflict(s.Controller, change.Sent{Change: s.change, Item: s.change.Item, Merge: collection.Merge{Conflicts: []collection.Conflict{
			{Key: notes, Base: collection.Null, Theirs: collection.String(long + "Theirs."), Mine: collection.String("Mine.\n" + long)},
		}}})
		a.shot("all the room for one", c)
		panetest.Golden(t, fmt.Sprintf("conflict_%dx%d.txt", size.W, size.H), a.String())
	}
}
