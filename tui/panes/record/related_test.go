package record

import (
	"strings"
	"testing"

	"zco/api"
	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

// Below the fields stands what points at the record, with how many there are;
// enter lists them.
func TestRelatedBelowTheFields(t *testing.T) {
	s := show(t)
	s.shell.Has = append(s.shell.Has, collection.Records(api.Object{Key: "repair", Title: "Repair", TitlePluralized: "Repairs"}))
	s.size(80, 60)
	panetest.Settle(s.Refresh())
	if seen := s.screen(); !strings.Contains(seen, "Related records") || !strings.Contains(seen, "Repairs") {
		t.Fatalf("it shows\n%s", seen)
	}
	s.run(action.Last)
	p, ok := s.pointingHere()
	if !ok || p.From.ID != "repair" {
		t.Fatalf("the cursor is on %v", p)
	}
	n := s.related.counts[0]
	if n.Err != nil || n.More || n.Count < 0 || !strings.Contains(s.screen(), "by "+p.Field.Title) {
		t.Errorf("counted is %+v:\n%s", n, s.screen())
	}
	if why := s.run(action.ToggleField); !strings.Contains(why, "only for checkboxes") {
		t.Errorf("space there: %q", why)
	}
	s.run(action.OpenField)
	v, _ := panetest.Last[pane.Visit](s.shell)
	if _, target, id, _ := v.Place.PointsAt(); v.Place.Collection != "repair" || target != s.col.Source || id != asset {
		t.Errorf("enter goes to %+v", v.Place)
	}
	s.run(action.Up)
	if _, ok := s.field(); !ok {
		t.Error("up does not come back to the fields")
	}
}

// Where another record is shown meanwhile, what pointed at the first is neither
// asked for nor shown.
func TestRelatedIsGivenUp(t *testing.T) {
	s := show(t)
	s.shell.Has = append(s.shell.Has, collection.Records(api.Object{Key: "repair", Title: "Repair", TitlePluralized: "Repairs"}))
	first := s.Refresh()
	other := collection.Ref{Collection: "asset", ID: "other"}
	panetest.Settle(s.Show(s.col, other, collection.Item{ID: "other", Name: "Other"}, true))
	counts := len(s.related.counts)
	panetest.Settle(first)
	if s.related.ref != other || len(s.related.counts) != counts {
		t.Errorf("it shows what points at %v", s.related.ref)
	}
}

// A person who is not there, or whom one may not see, is told of in words.
func TestACardThatCannotBeSeen(t *testing.T) {
	s := show(t)
	user := collection.ForeignOf("zen:user")
	panetest.Settle(s.Show(user, collection.Ref{Collection: user.ID, ID: "999"}, collection.Item{}, false))
	if seen := s.screen(); !strings.Contains(seen, "not there") {
		t.Errorf("of one who is not there is said\n%s", seen)
	}
	if why := s.run(action.Events); !strings.Contains(why, "no events of Users") {
		t.Errorf("its events are refused with %q", why)
	}
	panetest.Settle(s.answer(work.Item{Answer: work.Answer{Err: &api.Error{Status: 403}}, Ref: s.ref}))
	if seen := s.screen(); !strings.Contains(seen, "may not see") {
		t.Errorf("of one who may not be seen is said\n%s", seen)
	}
}

// However many relations there are, each is counted, a few at a time.
func TestEachRelationIsCounted(t *testing.T) {
	s := show(t)
	for _, key := range []string{"repair", "shipment", "warranty"} {
		s.shell.Has = append(s.shell.Has, collection.Records(api.Object{Key: key, Title: key, TitlePluralized: key}))
	}
	s.shell.Has = append(s.shell.Has, s.shell.Has[1:]...) // the same again
	panetest.Settle(s.Refresh())
	if len(s.related.counts) != 6 {
		t.Fatalf("%d relations", len(s.related.counts))
	}
	for i, n := range s.related.counts {
		if n.Count < 0 || n.Err != nil {
			t.Errorf("relation %d: %+v", i, n)
		}
	}
}
