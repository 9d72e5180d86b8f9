package shell_test

import (
	"fmt"
	"image/color"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/shell"
	"zco/tui/widget/confirm"
	"zco/tui/work"
)

// heard is a dialog that notes what it is asked.
type heard struct {
	pane.Base
	*noted
	takes bool // a click
}

func (*heard) Title() string                  { return "Heard" }
func (*heard) Size(w, h int) (int, int)       { return 20, 4 }
func (*heard) Draw(screen.Area) screen.Cursor { return screen.Cursor{} }
func (d *heard) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	d.say("the dialog has %s", k.String())
	return nil, k.String() == "x"
}
func (d *heard) Click(x, y int) bool { d.say("the dialog is clicked at"); return d.takes }

// acting is one that does by itself what a click is for.
type acting struct{ heard }

func (d *acting) Clicked(x, y int) tea.Cmd { return d.does("the click is done") }

// over is a dialog that lies over a part of a pane.
type over struct{ heard }

func (*over) Place(full screen.Rect) screen.Rect { return screen.Rect{X: 4, Y: 3, W: 20, H: 1} }
func (*over) Footer() []pane.Hint                { return []pane.Hint{{Key: "enter", Text: "done"}} }

func alt(code rune) tea.KeyPressMsg { return tea.KeyPressMsg{Code: code, Mod: tea.ModAlt} }

// rebind puts other keys in force.
func (s *staged) rebind(of map[action.ID][]string) {
	s.Helper()
	keys, err := action.NewKeymap(of)
	if err != nil {
		s.Fatal(err)
	}
	s.env.Keys = keys
}

// A letter with alt is esc and the letter, but for what is a key of its own, in
// an editor or by the keymap, or may be the end of a sequence.
func TestLettersBehindEsc(t *testing.T) {
	stage(t, 120, 20, nil, func(s *staged) {
		s.does(alt('Q'), "car types Q")
		s.Message().Has("Tab goes to the list of objects")
		s.does(tea.KeyPressMsg{Code: 'q', ShiftedCode: 'Q', Mod: tea.ModAlt | tea.ModShift}, "car types Q")
		for _, own := range []tea.KeyPressMsg{alt('['), alt(' '), alt(tea.KeyBackspace), alt(tea.KeyExtended), alt(tea.KeyF5), {Code: 'q', Mod: tea.ModAlt | tea.ModCtrl}} {
			s.does(own, "car types "+own.String())
		}
		s.Send(pane.Focus{Pane: pane.Search}).Idle()
		s.does(alt('b'), "search types alt+b")
		s.does(alt('Q'), "search types Q")
		s.Send(pane.Focus{Pane: pane.Records}).Idle()
		s.does(alt('b')) // esc, and what b does
		s.rebind(map[action.ID][]string{action.Views: {"alt+w"}, action.First: {"g g"}, action.Jobs: {"alt+y y"}})
		s.does(alt('w'), "views is run")
		s.does(alt('y'))
		s.does(alt('Q'), "car types Q") // the sequence is dropped with time
		s.Key("g")
		s.does(alt('Q'), "car types alt+Q")
	})
}

// A key that ends no sequence is typed, and the sequence dropped; a key has its
// own meaning before the one in its place on another keyboard.
func TestKeysAreResolved(t *testing.T) {
	stage(t, 120, 20, nil, func(s *staged) {
		s.rebind(map[action.ID][]string{action.Views: {"Q v"}})
		s.Key("Q").Wait(0)
		s.Status().Right.Has("Q…")
		s.press("U", "car types U")
		s.Status().Right.Lacks("Q")
		s.Key("Q").Key("U")
		s.press("v") // right behind
		s.Key("Q")
		s.press("v", "views is run")
		s.Key("Q")
		s.does(tea.KeyPressMsg{Text: "м", Code: 'м', BaseCode: 'v'}, "car types м") // no letter of a sequence
		s.rebind(nil)
		s.does(tea.KeyPressMsg{Text: "V", Code: 'v', Mod: tea.ModShift, BaseCode: '/'}, "views is run")
		s.Send(pane.Say{Text: "so"}).Idle().Message().Has("So")
		s.press("V", "views is run")
		s.Message().Lacks("So")
	})
}

// Where one types, letters are letters, whoever they would be keys of.
func TestLettersAreTyped(t *testing.T) {
	stage(t, 120, 20, nil, func(s *staged) {
		s.Send(pane.Focus{Pane: pane.Search}).Idle()
		s.press("V", "search types V")
		s.does(tea.PasteMsg{Content: "a"}, `search takes "a"`)
		s.Send(pane.OpenRecord{Ref: collection.Ref{Collection: "car", ID: "1"}}).Idle()
		s.press("V", "views is run")
		s.record.scopes = []action.Scope{action.Field, action.Record}
		s.press("V", "record types V")
		for _, c := range []struct {
			set            func()
			typing, dialog bool
		}{
			{func() {}, true, false},
			{func() { s.Send(pane.Focus{Pane: pane.Search}).Idle() }, true, false},
			{func() { s.Send(pane.Focus{Pane: pane.Records}).Idle() }, false, false},
			{func() { s.Send(pane.Open{Dialog: &heard{noted: s.noted}}).Idle() }, false, true},
			{func() { s.env.Plain = true }, true, true},
			{func() {
				s.env.Plain = false
				s.Send(pane.Open{Dialog: confirm.New(s.env, "Sure?", "", func() tea.Cmd { return nil })}).Idle()
			}, true, true},
		} {
			c.set()
			if typing, dialog := s.shell.Typing(); typing != c.typing || dialog != c.dialog {
				t.Errorf("on\n%s\none types: %v, in a dialog: %v", s.Screen(), typing, dialog)
			}
		}
	})
}

// An action of another pane runs there, and what that pane has against it is
// said; what both understand goes to the one with the focus.
func TestActionsOfOtherPanes(t *testing.T) {
	stage(t, 180, 20, nil, func(s *staged) {
		note := func(id action.ID, words string) action.Commands {
			return action.Index([]action.Command{action.Do(id, func() tea.Cmd { return s.noted.does("%s", words) })})
		}
		s.list.does_ = note(action.OpenObject, "the list opens")
		s.does(pane.Run{ID: action.OpenObject}, "the list opens")
		s.list.why = "the list is busy"
		s.does(pane.Run{ID: action.OpenObject})
		s.Message().Has("The list is busy")
		s.tables["car"].does_, s.record.does_ = note(action.Filter, "the table filters"), note(action.Filter, "the record filters")
		s.does(pane.Run{ID: action.Filter}, "the table filters")
		s.tables["car"].why = "the table is busy"
		s.Send(pane.OpenRecord{Ref: collection.Ref{Collection: "car", ID: "1"}}).Idle()
		s.does(pane.Run{ID: action.Sort})
		s.Message().Has("The table is busy")
		s.record.scopes = append(s.record.scopes, action.Records) // both understand it
		s.does(pane.Run{ID: action.Filter}, "the record filters")
		s.does(pane.Run{ID: "nothing"})
		if s.env.Shell.Acts("nothing") || s.env.Shell.Acts(action.ObjectFields) || !s.env.Shell.Acts(action.Views) {
			t.Error("a key acts that is none, or that of the views does not")
		}
		s.Send(pane.Open{Dialog: &heard{noted: s.noted}}).Idle()
		if s.env.Shell.Acts(action.Views) {
			t.Error("a key acts behind a dialog")
		}
	})
}

// A dialog knows enter and esc by the keys chosen for them, and takes all keys
// but those that always hold.
func TestKeysOfDialogs(t *testing.T) {
	stage(t, 120, 20, nil, func(s *staged) {
		s.rebind(map[action.ID][]string{action.Accept: {"ctrl+y", "y"}, action.Dismiss: {"ctrl+g"}})
		s.Send(pane.Open{Dialog: &heard{noted: s.noted}}).Idle()
		s.press("ctrl+y", "the dialog has enter")
		s.press("y", "the dialog has y")
		s.press("ctrl+g", "the dialog has esc")
		s.press("ctrl+l")
		s.press("V", "the dialog has V")
		s.press("f5", "the dialog has f5")
		s.press("x", "the dialog has x") // it is done with
		if s.HasDialog() {
			t.Error("it stays open")
		}
		under := &heard{noted: s.noted}
		s.Send(pane.Open{Dialog: under}).Send(pane.Close{Dialog: under}).Idle()
		if s.HasDialog() {
			t.Error("what is closed stays open")
		}
		s.Send(pane.Open{Dialog: under, Unasked: true}).Wait(0)
		s.does(action.Press("a")) // typed for something else; time passes then
		s.press("a", "the dialog has a")
		s.lines = nil
		if s.Key("b").Key("c"); len(s.lines) != 2 {
			t.Errorf("of two keys after a pause it has %q", s.lines)
		}
	})
}

func left(x, y int) tea.MouseClickMsg { return tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft} }

func right(x, y int) tea.MouseClickMsg { return tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseRight} }

// Clicks and the wheel go to the pane they are over, at its first and last cell;
// the left button alone presses what stands in a line.
func TestWhereClicksGo(t *testing.T) {
	stage(t, 180, 20, nil, func(s *staged) {
		s.Send(pane.OpenRecord{Ref: collection.Ref{Collection: "car", ID: "1"}}).Idle()
		for _, c := range []struct {
			x, y int
			pane string
		}{{0, 1, "objects"}, {23, 17, "objects"}, {25, 1, "car"}, {116, 17, "car"}, {118, 1, "record"}, {179, 17, "record"}, {24, 5, ""}, {117, 5, ""}} {
			var want []string
			if c.pane != "" {
				want = []string{fmt.Sprintf("%s has the mouse at %d,%d", c.pane, c.x, c.y)}
			}
			s.does(left(c.x, c.y), want...)
			if c.pane != "" && !strings.HasPrefix(c.pane, string(s.env.Shell.Focused())[:3]) && c.pane != "car" {
				t.Errorf("a click on %s gives the focus to %s", c.pane, s.env.Shell.Focused())
			}
		}
		s.does(left(3, 0), "search is run")
		s.does(tea.MouseWheelMsg{X: 3, Y: 0, Button: tea.MouseWheelDown})
		s.does(tea.MouseWheelMsg{X: 3, Y: 1, Button: tea.MouseWheelDown}, "objects has the mouse at 3,1")
		s.Send(pane.Focus{Pane: pane.Search}).Idle()
		s.does(left(3, 0))
		s.line.covers = true
		s.does(left(30, 2), "search has the mouse at 30,2")
		s.does(left(30, 3), "the search line closes", "car has the mouse at 30,3")
		s.does(right(172, 19))
		s.does(left(172, 19), "views is run")
		say := func() { s.Send(pane.Say{Text: "so"}).Idle().Message().Has("So") }
		for name, at := range map[string][2]int{"the line of messages": {90, 18}, "a pane": {30, 3}, "what is pressed": {172, 19}} {
			say()
			s.Send(left(at[0], at[1])).Idle()
			if strings.Contains(s.Message().String(), "So") {
				t.Errorf("a click on %s leaves the message", name)
			}
		}
	})
	stage(t, 120, 20, func(o *shell.Options) { o.Start.Collection = "gone" }, func(s *staged) {
		s.does(tea.MouseWheelMsg{X: 60, Y: 5, Button: tea.MouseWheelDown})
		s.does(left(60, 5))
	})
}

// In a dialog a click at a line that can be taken is enter there, and a notch of
// the wheel three lines.
func TestThePointerInDialogs(t *testing.T) {
	stage(t, 120, 20, nil, func(s *staged) {
		d := &heard{noted: s.noted}
		s.Send(pane.Open{Dialog: d}).Idle()
		s.does(left(60, 9), "the dialog is clicked at")
		d.takes = true
		s.does(left(60, 9), "the dialog is clicked at", "the dialog has enter")
		s.does(right(60, 9))
		s.does(tea.MouseReleaseMsg{X: 60, Y: 9})
		s.does(tea.MouseWheelMsg{X: 60, Y: 9, Button: tea.MouseWheelUp}, "the dialog has up", "the dialog has up", "the dialog has up")
		s.does(tea.MouseWheelMsg{X: 60, Y: 9, Button: tea.MouseWheelDown}, "the dialog has down", "the dialog has down", "the dialog has down")
		s.Send(pane.Close{}).Send(pane.Open{Dialog: &acting{heard{noted: s.noted}}}).Idle()
		s.does(left(60, 9), "the click is done")
		s.does(right(60, 9))
		s.Send(pane.Close{}).Send(pane.Open{Dialog: &acting{heard{noted: s.noted}}, Unasked: true}).Wait(0)
		s.does(left(60, 9))
		s.Send(pane.Close{}).Send(pane.Open{Dialog: d, Unasked: true}).Wait(0)
		s.does(left(60, 9))
	})
}

// The themes come round; the terminal's own follows its background; one that is
// none is said.
func TestThemesComeRound(t *testing.T) {
	var o *shell.Options
	stage(t, 120, 20, func(of *shell.Options) { o = of; o.Terminal.Mouse = true }, func(s *staged) {
		terminal := o.Terminal
		var names []string
		for range 6 {
			s.Send(pane.Run{ID: action.ThemeNext}).Idle()
			_, name, _ := strings.Cut(s.Message().String(), "Theme ")
			names = append(names, strings.TrimSpace(strings.Split(name, "\n")[0])+"/"+s.env.Theme.Name)
		}
		want := []string{"dark/dark", "high-contrast/high-contrast", "light/light", "mono/mono", "of the terminal: dark/dark", "dark/dark"}
		if !slices.Equal(names, want) {
			t.Errorf("the themes are %q, want %q", names, want)
		}
		for range 4 {
			s.Send(pane.Run{ID: action.ThemeNext}).Idle()
		}
		before := s.View().Content
		s.Send(tea.BackgroundColorMsg{Color: color.White}).Idle()
		if s.env.Theme.Name != "light" || s.View().Content == before {
			t.Errorf("on white it is %s, or drawn as before", s.env.Theme.Name)
		}
		th := s.env.Theme
		s.Send(pane.Colors{Accounts: []string{"#ff0000"}}).Idle()
		if s.env.Theme == th || s.env.Theme.Chip("#ff0000") == th.Chip("#ff0000") {
			t.Error("the colours of other accounts are not drawn")
		}
		terminal.Theme = "gone"
		th = s.env.Theme
		s.Send(pane.Colors{}).Idle().Message().Has("gone")
		if s.env.Theme != th {
			t.Error("a theme that is none is taken")
		}
	})
}

// That requests take long is said after a second, until they are answered.
func TestLoadingIsSaidAfterASecond(t *testing.T) {
	stage(t, 120, 20, nil, func(s *staged) {
		in := s.layer.Inbox(func(tea.Msg) tea.Cmd { return nil })
		s.service.slow = 3 * time.Second
		for range 2 {
			s.Send(tea.BatchMsg{in.Item("slow", 0, collection.ByID("car"), "1")}).Wait(0)
			s.Send(pane.Say{}).Wait(time.Second - time.Millisecond)
			s.Status().Right.Lacks("loading")
			s.Wait(time.Millisecond).Status().Right.Has("loading…")
			s.Wait(2 * time.Second).Status().Right.Lacks("loading")
		}
	})
}

// What comes from outside a command is told, one after the other.
func TestSignalsAreToldEach(t *testing.T) {
	stage(t, 120, 20, nil, func(s *staged) {
		for _, words := range []string{"One", "Two", "Three"} {
			s.layer.Signal(work.Told{Text: words})
			s.Idle().Message().Has(words)
		}
		s.env.Shell.Ask(tea.BatchMsg{s.noted.does("ran beside")})
		s.does(pane.Say{}, "ran beside")
		if _, ok := s.shell.Last(); !ok {
			t.Error("one was nowhere")
		}
	})
	stage(t, 120, 20, func(o *shell.Options) { o.Start.Collection, o.Terminal.Stays = "gone", true }, func(s *staged) {
		if last, ok := s.shell.Last(); ok {
			t.Errorf("one was at %+v", last)
		}
		s.Send(pane.Run{ID: action.Suspend}).Idle().Message().Has("zco was not started from a shell")
	})
}

// The table in front shows another place: it is kept and come back to there, and
// a table that showed that before is closed.
func TestTheTableMoves(t *testing.T) {
	stage(t, 120, 20, nil, func(s *staged) {
		s.Send(pane.Visit{Place: at("car", "x")}).Idle()
		s.press("<", "car resumes", "car selects 1")
		s.does(pane.Moved{To: at("car", "x")}, "car x is closed")
		if last, _ := s.shell.Last(); last.Place != at("car", "x") {
			t.Errorf("one is at %+v", last.Place)
		}
	})
}

// A record that was opened from another without a relation leads back to the
// table, and forward again to where each was left.
func TestFromRecordToRecord(t *testing.T) {
	stage(t, 120, 20, nil, func(s *staged) {
		s.Send(pane.OpenRecord{Ref: collection.Ref{Collection: "car", ID: "1"}}).Idle()
		s.Send(pane.OpenRecord{Ref: collection.Ref{Collection: "car", ID: "2"}}).Idle()
		s.record.field = "year"
		s.Status().Left.Has("Cars › Bee")
		s.press("esc")
		s.Status().Left.Has("Cars · 1 of 3")
		s.press("<", "car resumes", "car selects 1", "car/2 is shown, known false", "the record goes to year", "opened is 2")
		s.Send(pane.OpenRecord{Ref: collection.Ref{Collection: "car", ID: "3"}, Follow: true}).Idle()
		s.Status().Left.Has("Cars › Bee › Car Cat")
		s.Send(pane.Focus{Pane: pane.Objects}).Idle()
		s.Status().Left.Has("Cars › Bee › Car Cat") // it lies over the table
		s.press("esc")
		s.Send(pane.Focus{Pane: pane.Records}).Idle().Expect("car car").ExpectNot("record record")
		s.Status().Left.Has("Cars · 1 of 3")
		s.Send(pane.Focus{Pane: pane.Search}).Idle()
		s.does(pane.Run{ID: action.Back}, "the search line closes")
		if s.env.Shell.Focused() != pane.Records {
			t.Errorf("back from the search line leads to %s", s.env.Shell.Focused())
		}
	})
	stage(t, 180, 20, nil, func(s *staged) {
		s.Send(pane.OpenRecord{Ref: collection.Ref{Collection: "car", ID: "2"}}).Idle()
		s.Send(pane.Focus{Pane: pane.Objects}).Idle()
		s.Status().Left.Has("Cars · 1 of 3") // it lies beside the table
	})
}
