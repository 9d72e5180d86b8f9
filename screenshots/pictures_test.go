package screenshots

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"zco/tui/app"
)

// assets is the demo's largest object on a terminal of common size.
func assets(w, h int) stage { return stage{w: w, h: h, start: app.Start{Collection: "asset"}} }

func TestObjectsAndRecords(t *testing.T) {
	play(t, assets(120, 30), func(s *scene) {
		s.Press("ctrl+d").Expect("Assets", "10,000", "SN-000000")
		s.keep("records")
	})
}

func TestSearch(t *testing.T) {
	play(t, assets(120, 24), func(s *scene) {
		s.Press("/").Type("thinkpad oslo").Expect("Lenovo ThinkPad", "Oslo")
		s.keep("search")
	})
}

func TestRecordBeside(t *testing.T) {
	play(t, assets(170, 36), func(s *scene) {
		s.Press("j", "j", "j").Expect("Serial number", "SN-00000004")
		s.keep("beside")
	})
}

func TestChangedField(t *testing.T) {
	play(t, assets(120, 28), func(s *scene) {
		s.openThinkPad()
		s.toField("Location").Press("e").Type(", floor 3").Press("enter").Expect("✎")
		s.keep("record")
	})
}

func TestReview(t *testing.T) {
	play(t, assets(120, 28), func(s *scene) {
		s.openThinkPad()
		s.toField("Location").Press("e").Type(", floor 3").Press("enter")
		s.Press("ctrl+s").Expect("Send 1 change", "after", "floor 3")
		s.keep("review")
	})
}

func TestConflict(t *testing.T) {
	play(t, assets(120, 28), func(s *scene) {
		s.openThinkPad()
		s.toField("Location").Press("e").Type(", floor 3").Press("enter")
		s.colleague(`{"custom_object_record":{"custom_object_fields":{"location":"Oslo, Storgata 5"}}}`)
		s.Press("ctrl+s", "enter").Expect("theirs", "Storgata", "mine", "floor 3")
		s.keep("conflict")
	})
}

func TestFilter(t *testing.T) {
	play(t, assets(120, 24), func(s *scene) {
		s.Press("f").Type("condition").Press("enter", "enter", "down", "down", "down", "enter")
		s.Press("up", "up", "enter").Type("price").Press("enter").Type(">").Press("enter").Type("1000").Press("enter")
		s.Expect("Match all", "Condition is Broken", "Price > 1000")
		s.keep("filter")
	})
}

func TestBulk(t *testing.T) {
	play(t, assets(120, 24), func(s *scene) {
		s.Press("/").Type("thinkpad").Press("enter")
		s.Press("a").Press("b").Press("shift+tab", "shift+tab", "shift+tab", "right", "enter")
		s.Type("condition").Press("enter", "enter", "down", "down", "enter", "enter").Expect("Worn, works", "Type 460")
		for _, digit := range "460" {
			s.Key(string(digit))
		}
		s.Key("enter").Wait(1200*time.Millisecond).Expect("of 460", "a second")
		s.keep("bulk")
	})
}

func TestNarrow(t *testing.T) {
	play(t, assets(60, 16), func(s *scene) {
		s.Press("j").Expect("SN-00000002")
		s.keep("narrow")
	})
}

func TestLight(t *testing.T) {
	st := assets(120, 24)
	st.light = true
	play(t, st, func(s *scene) {
		s.Press("j", "space", "j", "space").Expect("2 selected")
		s.keep("light")
	})
}

func TestHelp(t *testing.T) {
	play(t, assets(120, 34), func(s *scene) {
		s.Press("?").Expect("Save as a view")
		s.keep("help")
	})
}

// openThinkPad searches for a record and opens it.
func (s *scene) openThinkPad() {
	s.Press("/").Type("thinkpad oslo").Press("enter").Expect("Lenovo ThinkPad")
	s.Press("enter").Expect("Serial number")
}

// colleague changes the record on the screen behind our back.
func (s *scene) colleague(body string) {
	s.T.Helper()
	id := s.Find(`\b01[0-9A-Z]{24}\b`)
	r, err := http.NewRequestWithContext(s.Context(), http.MethodPatch, "https://sandbox.example/api/v2/custom_objects/asset/records/"+id, strings.NewReader(body))
	if err != nil {
		s.Fatal(err)
	}
	r.SetBasicAuth("agent@sandbox.example/token", "sandbox-token")
	r.Header.Set("Content-Type", "application/json")
	res, err := s.server.Transport().RoundTrip(r)
	if err != nil {
		s.Fatal(err)
	}
	if res.Body.Close(); res.StatusCode != http.StatusOK {
		s.Fatalf("the colleague's change is answered with %s", res.Status)
	}
}

// toField moves to a field of the record by its title, as it is shown first
// in the row with the mark.
func (s *scene) toField(title string) *scene {
	s.T.Helper()
	for range 40 {
		for line := range strings.Lines(s.Screen()) {
			if strings.Contains(line, "│▌"+title) {
				return s
			}
		}
		s.Press("j")
	}
	s.Fatalf("no field %s can be reached:\n%s", title, s.Screen())
	return s
}

// The first minute: search as one types, open, change, look over, send.
func TestFirstMinute(t *testing.T) {
	const key, look = 110 * time.Millisecond, 1500 * time.Millisecond
	play(t, assets(100, 24), func(s *scene) {
		s.hold(look)
		s.Press("/")
		s.hold(4 * key)
		for _, letter := range "thinkpad" {
			s.Key(string(letter)).Wait(300 * time.Millisecond)
			s.hold(key)
		}
		s.Idle().Expect("Lenovo ThinkPad")
		s.hold(look / 2)
		s.Press("enter")
		s.hold(look / 2)
		s.Press("enter").Expect("Serial number")
		s.hold(look)
		s.toField("Location").Press("e")
		for _, letter := range ", floor 3" {
			s.Key(string(letter))
			s.hold(key)
		}
		s.Press("enter").Expect("✎")
		s.hold(look)
		s.Press("ctrl+s").Expect("after")
		s.hold(2 * look)
		s.Press("enter").Expect("Saved")
		s.hold(2 * look)
		compare(s.T, "first-minute", Animation(s.steps, s.palette()))
	})
}
