package review

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"zco/api"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

// asked is what was asked of the shell since the last look, a line each, and
// the screen of each dialog that was opened.
func (s *stage) asked() string {
	var out strings.Builder
	for _, a := range s.shell.Asked {
		switch a := a.(type) {
		case pane.Say:
			fmt.Fprintf(&out, "said (%v): %s %v\n", a.Kind, a.Text, a.Offers[0])
		case pane.Open:
			w, h := a.Dialog.Size(80, 24)
			fmt.Fprintf(&out, "opened %q, asked for %v\n", a.Dialog.Title(), !a.Unasked)
			out.WriteString(panetest.Painted(s.env, w, h, func(area screen.Area) screen.Cursor { return a.Dialog.Draw(area) }))
		case pane.Changed:
			fmt.Fprintf(&out, "changed %s/%s: %s, made %v, deleted %v\n", a.Ref.Collection, a.Ref.ID, a.Item.Name, a.Created, a.Deleted)
		case pane.Became:
			fmt.Fprintf(&out, "%s became %s: %s\n", a.From.ID, a.To.ID, a.Item.Name)
		case pane.Refused:
			fmt.Fprintf(&out, "refused %s: %v\n", a.Ref.ID, a.Fields)
		case pane.Copy:
			fmt.Fprintf(&out, "copied %s: %q\n", a.What, a.Text)
		default:
			fmt.Fprintf(&out, "%T %+v\n", a, a)
		}
	}
	s.shell.Asked = nil
	return out.String()
}

// told is how a change of the stage may end, and what became of the draft.
type told struct {
	name string
	sent func(s *stage) change.Sent
}

func (s *stage) ending(e change.Ending, with func(*change.Sent)) change.Sent {
	out := change.Sent{Change: s.change, Ending: e, Item: s.change.Item}
	if with != nil {
		with(&out)
	}
	return out
}

// Every way in which a change can end is told in words of its own, with the
// rows, dialogs and fields that it touches.
func TestHowAChangeEnds(t *testing.T) {
	lost := errors.New("connection reset")
	refusal := &collection.Refusal{Reasons: []collection.Reason{
		{Key: "name", Text: "is too long"}, {Key: location, Text: "is not known"}, {Key: location, Text: "is not a place"}, {Text: "come back later"}, {Text: "or never"},
	}}
	edit := func(f func(*change.Sent)) func(s *stage) change.Sent {
		return func(s *stage) change.Sent { return s.ending(change.Saved, f) }
	}
	of := func(e change.Ending, f func(*change.Sent)) func(s *stage) change.Sent {
		return func(s *stage) change.Sent { return s.ending(e, f) }
	}
	act := func(a journal.Action) func(*change.Sent) { return func(o *change.Sent) { o.Change.Action = a } }
	nameless := func(o *change.Sent) { o.Item, o.Change.Item = collection.Item{}, collection.Item{} }
	var got strings.Builder
	for _, c := range []told{
		{"saved", edit(nil)},
		{"saved, but otherwise", edit(func(o *change.Sent) { o.Differs = []string{location, "nowhere"} })},
		{"saved, others changed more", edit(func(o *change.Sent) {
			o.Merge = collection.Merge{Moved: []string{"name", "external_id"}, Already: []string{location}}
		})},
		{"saved, as reading again showed", edit(func(o *change.Sent) { o.Found = true })},
		{"taken back", edit(func(o *change.Sent) { o.Change.Undoes = "1" })},
		{"created", edit(func(o *change.Sent) { o.Change.Action, o.Created = journal.Create, true })},
		{"created again", edit(func(o *change.Sent) { o.Change.Action, o.Created, o.Change.Undoes = journal.Create, true, "1" })},
		{"upsert that changed", edit(act(journal.Upsert))},
		{"deleted", edit(act(journal.Delete))},
		{"deletion of what cannot be made", edit(func(o *change.Sent) {
			col := *o.Change.Collection
			col.Create = nil
			o.Change.Action, o.Change.Collection = journal.Delete, &col
		})},
		{"deletion taken back by deleting", edit(func(o *change.Sent) { o.Change.Action, o.Change.Undoes = journal.Delete, "1" })},
		{"conflict", of(change.Conflicted, func(o *change.Sent) {
			o.Merge.Conflicts = []collection.Conflict{{Key: location, Base: collection.String("Bergen"), Theirs: collection.String("Rome"), Mine: collection.String("Oslo")}}
		})},
		{"gone", of(change.Gone, nil)},
		{"gone, and cannot be made", of(change.Gone, func(o *change.Sent) {
			col := *o.Change.Collection
			col.Create = nil
			o.Change.Collection = &col
		})},
		{"gone before the deletion", of(change.Gone, act(journal.Delete))},
		{"already so", of(change.Already, nil)},
		{"moved", of(change.Moved, nil)},
		{"moved in fields", of(change.Moved, func(o *change.Sent) { o.Merge.Moved = []string{"name", location} })},
		{"upsert of a row that moved", of(change.Moved, func(o *change.Sent) {
			o.Change.Action, o.Change.By, o.Change.Value = journal.Upsert, collection.ByExternalID, "AST-1"
			o.Change.Edits = []collection.Edit{{Key: location, Base: collection.String("long ago"), Mine: collection.String("Oslo")}}
		})},
		{"not read", of(change.Unread, func(o *change.Sent) { o.Err = lost })},
		{"no history", of(change.NoHistory, func(o *change.Sent) { o.Err = lost })},
		{"not done", of(change.NotDone, func(o *change.Sent) { o.Err = lost })},
		{"creation not done", of(change.NotDone, func(o *change.Sent) { o.Err, o.Change.Action = lost, journal.Create })},
		{"lost", of(change.Lost, func(o *change.Sent) { o.Err = lost })},
		{"lost without a name read", of(change.Lost, func(o *change.Sent) { o.Err, o.Item = lost, collection.Item{} })},
		{"lost without any name", of(change.Lost, func(o *change.Sent) { o.Err = lost; nameless(o) })},
		{"refused", of(change.Refused, func(o *change.Sent) { o.Err = refusal })},
		{"refused at a field", of(change.Refused, func(o *change.Sent) { o.Err = &collection.Refusal{Reasons: refusal.Reasons[:1]} })},
		{"refused as a whole", of(change.Refused, func(o *change.Sent) { o.Err = &collection.Refusal{Reasons: refusal.Reasons[3:4]} })},
		{"signed out", of(change.Refused, func(o *change.Sent) { o.Err = &api.Error{Status: 401} })},
		{"deletion refused", of(change.Refused, func(o *change.Sent) { o.Err, o.Change.Action = lost, journal.Delete })},
		{"creation refused", of(change.Refused, func(o *change.Sent) { o.Err, o.Change.Action = lost, journal.Create })},
	} {
		s := onStage(t)
		panetest.Settle(s.sent(c.sent(s)))
		fmt.Fprintf(&got, "--- %s\n%sdraft kept: %v\n", c.name, s.asked(), s.drafts.HasDraft(s.change.Ref))
	}
	panetest.Golden(t, "ends.txt", got.String())
}
