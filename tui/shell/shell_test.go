package shell

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/nav"
	"zco/tui/pane"
)

func TestLayout(t *testing.T) {
	for _, tt := range []struct {
		name         string
		w, h         int
		over, beside bool
		focus        Region
		shown        []Region
	}{
		{"three side by side", 160, 40, false, true, Middle, []Region{Left, Middle, Right}},
		{"and over makes no difference", 160, 40, true, true, Right, []Region{Left, Middle, Right}},
		{"two where the record is not wanted beside", 160, 40, false, false, Middle, []Region{Left, Middle}},
		{"two", 159, 40, false, true, Middle, []Region{Left, Middle}},
		{"the record over the table", 100, 40, true, true, Right, []Region{Left, Right}},
		{"one at a time: the list", 99, 40, false, true, Left, []Region{Left}},
		{"the table", 99, 40, false, true, Middle, []Region{Middle}},
		{"the table while its search line is typed in", 99, 40, false, true, Top, []Region{Middle}},
		{"the record", 99, 40, true, true, Right, []Region{Right}},
	} {
		l := lay(tt.w, tt.h, nav.Location{Over: tt.over}, tt.focus, tt.beside, 24)
		var shown []Region
		for r, rect := range l.regions[:Top] {
			if rect.W > 0 {
				shown = append(shown, Region(r))
			}
			if rect.X+rect.W > tt.w || rect.W > 0 && (rect.Y != 1 || rect.H != tt.h-3) {
				t.Errorf("%s: region %d is at %+v", tt.name, r, rect)
			}
		}
		if diff := cmp.Diff(tt.shown, shown); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
	if l := lay(80, 15, nav.Location{}, Left, true, 24); l.message != l.status || l.regions[Left].H != 13 {
		t.Errorf("a low screen has a line for messages alone: %+v", l)
	}
	for _, size := range [][2]int{{leastWidth - 1, 24}, {80, leastHeight - 1}} {
		if !lay(size[0], size[1], nav.Location{}, Left, true, 24).small {
			t.Errorf("%v is room enough", size)
		}
	}
	l := lay(160, 40, nav.Location{}, Middle, true, 24)
	at, w := 0, 0
	for _, r := range l.regions[:Top] {
		if r.X != at {
			t.Errorf("a region begins at %d, not %d: %+v", r.X, at, l)
		}
		at, w = r.X+r.W+1, r.X+r.W
	}
	if w != 160 || l.regions[Top] != (screen.Rect{W: 160, H: 1}) || l.message != (screen.Rect{Y: 38, W: 160, H: 1}) || l.status != (screen.Rect{Y: 39, W: 160, H: 1}) {
		t.Errorf("the screen is not filled: %+v", l)
	}
	for list, want := range map[int]int{0: 0, 5: leastList, 27: 27, 90: 40} {
		if l := lay(120, 40, nav.Location{}, Middle, false, list); l.regions[Left].W != want || want == 0 && l.regions[Middle].W != 120 {
			t.Errorf("a list of %d cells: %+v", list, l.regions)
		}
	}
	if l := lay(leastWidth, leastHeight, nav.Location{}, Left, true, 24); l.small {
		t.Error("the least size is too small")
	}
}

// dialog is one that does nothing.
type dialog struct {
	pane.Base
	name string // so that two of them differ
}

func (*dialog) Title() string                       { return "" }
func (*dialog) Size(w, h int) (int, int)            { return w, h }
func (*dialog) Draw(screen.Area) screen.Cursor      { return screen.Cursor{} }
func (*dialog) Key(tea.KeyPressMsg) (tea.Cmd, bool) { return nil, false }

func TestDialogs(t *testing.T) {
	now := time.Unix(0, 0)
	ds := dialogs{now: func() time.Time { return now }}
	ds.Close(nil)
	a, b := &dialog{name: "a"}, &dialog{name: "b"}
	ds.Push(pane.Open{Dialog: a})
	ds.Push(pane.Open{Dialog: b, Unasked: true})
	if ds.top() != pane.Dialog(b) {
		t.Error("the latest is not on top")
	}
	if !ds.swallows(now.Add(typingPause)) || !ds.swallows(now.Add(2*typingPause)) {
		t.Error("a key typed on answers what nobody asked for")
	}
	if ds.swallows(now.Add(3*typingPause + 1)) {
		t.Error("a key after a pause is swallowed")
	}
	ds.Close(a)
	if ds.top() != pane.Dialog(b) {
		t.Error("closing the lower one takes the upper away")
	}
	if ds.Close(nil); ds.top() != nil {
		t.Error("the topmost is not closed")
	}
	if ds.Push(pane.Open{Dialog: a}); ds.swallows(now) {
		t.Error("a dialog that was asked for swallows keys")
	}
}

// feature is one that says what it is told to.
type feature struct{ forbids, leaving, farewell string }

func (feature) Commands() []action.Command             { return nil }
func (feature) Handlers() []pane.Handler               { return nil }
func (f feature) Forbids(_ action.ID, _ string) string { return f.forbids }
func (f feature) Leaving() (what, words string)        { return f.leaving, "words" }
func (f feature) Farewell() string                     { return f.farewell }

func TestFeaturesSpeakInTurn(t *testing.T) {
	fs := features{feature{}, feature{"no", "sending", "drafts"}, feature{"never", "jobs", "jobs\n"}}
	if why := fs.forbids(action.New, "car"); why != "no" {
		t.Errorf("forbidden: %q", why)
	}
	if what, _ := fs.leaving(); what != "sending" {
		t.Errorf("leaving breaks off %q", what)
	}
	if words := fs.farewell(); words != "jobs\ndrafts" {
		t.Errorf("at the end: %q", words)
	}
	if what, _ := fs[:1].leaving(); what != "" {
		t.Errorf("nothing is under way, and leaving breaks off %q", what)
	}
}

// A pane that shares its region with another shows while it has the focus.
func TestPanesThatShareARegion(t *testing.T) {
	st := stage{panes: Panes{Slots: []Slot{{Name: pane.Record, Region: Right}, {Name: "log", Region: Right}}}}
	if s := st.front(Right); s == nil || s.Name != pane.Record {
		t.Errorf("in front without the focus: %v", s)
	}
	st.at.Focus = "log"
	if s := st.front(Right); s == nil || s.Name != "log" {
		t.Errorf("in front with the focus: %v", s)
	}
	if s := st.front(Left); s != nil {
		t.Errorf("a region without panes shows %v", s)
	}
}

// Rows put in another order are what one comes back to.
func TestAnotherOrderIsComeBackTo(t *testing.T) {
	st := stage{}
	first, sorted := collection.Place{Collection: "car"}, collection.Place{Collection: "car", Sort: "name"}
	st.at.Place = first
	st.history.Push(nav.Entry{Place: first})
	st.moved(sorted)
	st.history.Push(nav.Entry{Place: collection.Place{Collection: "store"}})
	if back, ok := st.history.Go(-1); !ok || back.Place != sorted || st.at.Place != sorted {
		t.Errorf("back leads to %+v, on the screen is %+v", back.Place, st.at.Place)
	}
}
