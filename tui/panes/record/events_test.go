package record

import (
	"strings"
	"testing"

	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

// What happened to a record is shown though its fields could not be read.
func TestEventsWithoutFields(t *testing.T) {
	s := show(t)
	s.Model.schema = nil
	s.Model.showEvents(work.Events{Ref: s.Model.ref, Events: []collection.Event{{Kind: "record_updated", Actor: "7", Properties: `{"location":"Oslo"}`}}})
	open, ok := panetest.Last[pane.Open](s.shell)
	if !ok {
		t.Fatal("nothing is shown")
	}
	if seen := panetest.Screen(s.env, open.Dialog, 80, 24); !strings.Contains(seen, "Oslo") {
		t.Errorf("it shows\n%s", seen)
	}
}

// An event is a sentence: when, who, and what from what to what.
func TestEventsReadAsSentences(t *testing.T) {
	s := show(t)
	status := "custom_object_fields.condition"
	f, ok := s.schema.Field(status)
	if !ok || len(f.Options) < 2 {
		t.Fatalf("the object has no choice %s", status)
	}
	a, b := f.Options[0], f.Options[1]
	s.layer.LearnName("zen:user", "7", "Ada Lindqvist")
	s.Model.showEvents(work.Events{Ref: s.Model.ref, Events: []collection.Event{
		{At: "2026-03-01T10:15:00Z", Kind: "record_updated", Actor: "7", Changes: []collection.EventChange{
			{Key: status, From: collection.String(a.Value), To: collection.String(b.Value)},
		}},
		{At: "2026-03-01T09:00:00Z", Kind: "record_updated", Actor: "7", Changes: []collection.EventChange{
			{Key: location, From: collection.String("Oslo"), To: collection.Null}, {Key: notes, From: collection.Null, To: collection.String("two\nlines")},
		}},
		{At: "2026-02-01T09:00:00Z", Kind: "record_created", Actor: "7"},
	}})
	open, _ := panetest.Last[pane.Open](s.shell)
	seen := panetest.Screen(s.env, open.Dialog, 120, 24)
	for _, want := range []string{
		"2026-03-01 10:15  Ada Lindqvist changed " + f.Title + " from " + a.Title + " to " + b.Title,
		"2026-03-01 09:00  Ada Lindqvist changed 2 fields", "cleared Location, which was Oslo", "set Notes to two lines",
		"2026-02-01 09:00  Ada Lindqvist created it",
	} {
		if !strings.Contains(seen, want) {
			t.Errorf("%q is missing in\n%s", want, seen)
		}
	}
}
