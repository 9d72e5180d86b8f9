package app_test

import (
	"slices"
	"sync"
	"testing"

	"zco/tui/app"
	"zco/tui/domain/collection"
	"zco/tui/pane"
)

// shelf keeps views and recents as the configuration does, from one start to
// the next.
type shelf struct {
	mu       sync.Mutex
	views    []collection.View
	searches map[string][]string
	records  []pane.Recent
}

func (s *shelf) Views() ([]collection.View, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.views), nil
}

func (s *shelf) SaveView(v collection.View) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.views = append(s.views, v)
	return nil
}

func (s *shelf) DeleteView(object, name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.views = slices.DeleteFunc(s.views, func(v collection.View) bool { return v.Place.Collection == object && v.Name == name })
	return nil
}

func (s *shelf) Recents() (map[string][]string, []pane.Recent, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.searches, s.records, nil
}

func (s *shelf) Searched(object, text string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.searches == nil {
		s.searches = map[string][]string{}
	}
	s.searches[object] = append([]string{text}, s.searches[object]...)
	return nil
}

func (s *shelf) Opened(r pane.Recent) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.records = append([]pane.Recent{r}, s.records...)
	return nil
}

func (s *shelf) options(o *app.Options) { o.Views, o.Recents = s, s }

// Views, searches and opened records are there at the next start: in the list
// of views, the palette and the jump list.
func TestViewsSurviveARestart(t *testing.T) {
	s := &shelf{}
	run(t, with{options: s.options, w: 160, h: 45}, func(t *testing.T, p *program) {
		p.Press("/").Type("Nokia").Press("enter", "s")
		p.Press("f").Type("insured").Press("enter", "y", "enter", "enter").Expect("Insured is")
		p.Press("w").Type("Phones we pay for").Press("enter").Expect("Saved as the view")
		p.Press("enter").Expect("Serial number")
		p.Press("q")
	})
	run(t, with{options: s.options, w: 160, h: 45}, func(t *testing.T, p *program) {
		p.Press("shift+tab").Press("g").Expect("Phones we pay") // under its object
		p.Press("tab", "V").Expect("Phones we pay for", "Nokia, Insured is", "Assets")
		p.Press("enter").Expect("Insured is", "search Nokia")
		p.expectFilter(`{"custom_object_fields.insured":{"$eq":true}}`)
		p.Press(":").Type("phones we").Expect("view: Phones we pay for")
		p.Press("esc", "ctrl+o").Type("phones").Press("enter").Expect("Insured is")
		p.Press("ctrl+o").Type("Nokia").Press("enter").Expect("Serial number", "Nokia")
		p.Press("esc", "/", "ctrl+u").Expect("Nokia", "searched before")
		p.Press("esc", "V", "ctrl+x").Expect("again deletes")
		p.Press("ctrl+x").Expect("No views yet", "Deleted the view")
	})
	if len(s.views) != 0 {
		t.Errorf("a deleted view is still kept: %v", s.views)
	}
}

// Related records of a record is listed with its number and shown as a table that
// can be narrowed further.
func TestRelatedRecords(t *testing.T) {
	run(t, with{w: 160, h: 45}, func(t *testing.T, p *program) {
		p.Press("ctrl+o").Type("stores").Press("enter").Expect("of 64")
		p.Press("R").Expect("Related records of", "Assets", "by Store", "154")
		p.Type("assets").Press("enter").Expect("Store is ")
		p.Press("f").Type("ports").Press("enter", "enter").Type("4").Press("enter", "enter").Expect("Store is ", "Ports is 4")
		if f := lastFilter(p); f == "" {
			t.Error("the relation and the filter were not sent together")
		}
		p.Press("backspace", "backspace").ExpectNot("Store is ")
		p.Press("ctrl+o").Type("stores").Press("enter", "j", "j", "enter", "R").Type("assets").Press("enter").Expect("Store is ")
		p.Press("l", "l", "=").Expect("Condition is ")
		p.Press("esc").ExpectNot("Condition is ").Expect("Store is ")
		p.Press("esc").Expect("Region", "3 of 64") // the record that was asked about
	})
}

// < and > go through tables and records as one was in them.
func TestBackAndForward(t *testing.T) {
	run(t, with{w: 160, h: 45}, func(t *testing.T, p *program) {
		p.Press("j", "j", "j", "enter").Expect("SN-00000004")
		p.Press("ctrl+o").Type("stores").Press("enter").Expect("of 64")
		p.Press("j", "j").Expect("3 of 64")
		p.Press("<").Expect("Assets", "SN-00000004")
		p.Press("<").Expect("4 of 10,000")
		p.Press(">", ">").Expect("3 of 64")
		p.Press(">").Expect("Nothing further forward")
	})
}

// Any record that the API finds is found in under ten keys: by the beginning
// of its name, by a word in it, by its id, or by the object it belongs to.
func TestAnyRecordInUnderTenKeys(t *testing.T) {
	for want, keys := range map[string][]string{
		"SN-00007777":            {"/", "0", "0", "0", "0", "7", "7", "7", "enter"},
		"Lenovo ThinkPad X1":     {"/", "l", "e", "n", "o", "v", "o", "down", "enter"},
		"EU-00000003":            {"ctrl+o", "v", "e", "n", "enter", "j", "j", "enter"},
		"Repair point Reykjavík": {"ctrl+o", "s", "t", "o", "enter", "/", "r", "e", "y"},
	} {
		t.Run(want, func(t *testing.T) {
			if len(keys) >= 10 {
				t.Fatalf("%d keys", len(keys))
			}
			run(t, with{w: 160, h: 45}, func(t *testing.T, p *program) {
				for _, k := range keys {
					p.Press(k)
				}
				p.Expect(want)
			})
		})
	}
}
