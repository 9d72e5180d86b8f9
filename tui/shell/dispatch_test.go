package shell_test

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/widget/confirm"
)

// under is a feature with something under way, and one command.
type under struct {
	what string
	done int
}

func (u *under) Commands() []action.Command {
	return []action.Command{
		action.Do(action.Jobs, func() tea.Cmd { u.done++; return nil }),
		{ID: action.Views, Why: func() string { return "no views today" }, Run: func() tea.Cmd { u.done += 100; return nil }},
	}
}
func (*under) Handlers() []pane.Handler        { return nil }
func (u *under) Leaving() (what, words string) { return u.what, "A job runs." }
func (*under) Farewell() string                { return "bye" }
func (*under) Forbids(id action.ID, _ string) string {
	if id == action.New {
		return "nothing new here"
	}
	return ""
}

// A key runs the command of a feature; one that is disabled says why.
func TestCommandsOfFeatures(t *testing.T) {
	u := &under{}
	story(t, 120, 30, assets, func(a *account) {
		a.Press("J")
		a.Send(tea.KeyPressMsg{Text: "О", Code: 'о', BaseCode: 'j', Mod: tea.ModShift}).Idle() // the same key
		if u.done != 2 {
			t.Errorf("the command ran %d times", u.done)
		}
		a.Press("V").Message().Has("No views today")
		a.Press("n").Message().Has("Nothing new here")
		a.Press("J").ExpectNot("Nothing new here")
		if u.done != 3 || a.shell.Farewell() != "bye" {
			t.Errorf("the command ran %d times; at the end %q", u.done, a.shell.Farewell())
		}
		a.shell.Env().ReadOnly = "only to look at"
		a.Press("D").Message().Has("Only to look at")
	}, u)
}

// Quitting asks first where that breaks something off.
func TestQuitting(t *testing.T) {
	u := &under{what: "A job is under way"}
	story(t, 120, 30, assets, func(a *account) {
		a.Press("q").Dialog().Title().Is("A job is under way")
		a.Dialog().Text().Has("A job runs. Quit all the same?")
		a.Press("esc")
		if a.HasDialog() || a.Quit() {
			t.Fatal("no is not taken for no")
		}
		a.Press("q")
		u.what = ""
		a.Press("x").Dialog().Text().Has("What was under way has ended. Quit now?")
		a.Press("esc", "q")
		if !a.Quit() {
			t.Error("nothing is under way, and it does not quit")
		}
	}, u)
}

// The keys of a sequence are shown while they are typed, and dropped when the
// next one does not come.
func TestSequencesOfKeys(t *testing.T) {
	story(t, 120, 30, assets, func(a *account) {
		keys, err := action.NewKeymap(map[action.ID][]string{action.First: {"g g"}})
		if err != nil {
			t.Fatal(err)
		}
		a.shell.Env().Keys = keys
		a.Press("j", "j", "j").Key("g").Key("g").Idle()
		a.Records().Current().Cell("Serial number").Is("SN-00000001")
		a.Press("j").Key("g").Wait(time.Second)
		a.Status().Right.Has("g")
		a.Wait(1100 * time.Millisecond)
		a.Key("g").Wait(time.Second).Records().Current().Cell("Serial number").Is("SN-00000002")
		a.Key("g").Idle().Records().Current().Cell("Serial number").Is("SN-00000001")
	})
}

// A key that does something in another pane says where.
func TestAKeyOfAnotherPane(t *testing.T) {
	story(t, 120, 30, assets, func(a *account) {
		a.Press("enter", "v").Message().Has("Only in the table")
		a.Press("esc").ExpectNot("Only in the table")
	})
}

// Most terminals send esc and a letter as one key; it is both.
func TestEscAndALetterAtOnce(t *testing.T) {
	story(t, 120, 30, assets, func(a *account) {
		a.Press("enter").Record().Title().Has("LG 27UQ850")
		a.Press("alt+j").Records().Current().Cell("Serial number").Is("SN-00000002")
	})
}

// Help, palette and earlier messages open over the panes; what is chosen there
// runs.
func TestDialogsOfTheShell(t *testing.T) {
	u := &under{}
	story(t, 120, 30, assets, func(a *account) {
		a.Press("?").Dialog().Title().Is("Help")
		a.Type("jobs").Press("enter")
		if u.done != 1 || a.HasDialog() {
			t.Errorf("the command ran %d times; a dialog is open: %v", u.done, a.HasDialog())
		}
		a.Press(":").Dialog().Title().Is("Commands")
		a.Paste("earlier messages")
		a.Press("enter").Dialog().Title().Is("Earlier messages")
		a.Press("esc", "V", "L").Dialog().Text().Has("No views today")
	}, u)
}

// The theme and the mouse are changed while it runs, and that is said.
func TestThemesAndTheMouse(t *testing.T) {
	story(t, 120, 30, assets, func(a *account) {
		before := a.View().Content
		a.Send(pane.Run{ID: action.ThemeNext}).Idle().Message().Has("Theme ")
		if a.View().Content == before {
			t.Error("the theme is the same")
		}
		a.Send(pane.Run{ID: action.Mouse}).Idle().Message().Has("Mouse off")
		if a.View().MouseMode != tea.MouseModeNone {
			t.Error("the mouse is on")
		}
		a.Send(pane.Run{ID: action.Mouse}).Idle().Message().Has("Mouse on")
		a.Send(pane.Say{}).Idle().ExpectNot("Mouse on")
		if a.View().MouseMode != tea.MouseModeCellMotion {
			t.Error("the mouse is off")
		}
	})
}

// A dialog that opened by itself takes no keys and clicks before typing pauses.
func TestUnaskedDialogsWait(t *testing.T) {
	story(t, 120, 30, assets, func(a *account) {
		agreed := 0
		ask := confirm.New(a.shell.Env(), "Sure?", "Really.", func() tea.Cmd { agreed++; return nil })
		a.Send(pane.Open{Dialog: ask, Unasked: true}).Wait(0)
		a.Key("y").Wait(300 * time.Millisecond)
		a.Key("enter").Wait(300 * time.Millisecond)
		if agreed != 0 || !a.HasDialog() {
			t.Fatal("typing for something else agrees to it")
		}
		a.Wait(200 * time.Millisecond).Key("enter").Idle()
		if agreed != 1 || a.HasDialog() {
			t.Errorf("agreed %d times; it is open: %v", agreed, a.HasDialog())
		}
		a.Send(pane.Open{Dialog: ask}).Wait(0)
		a.Key("enter").Idle()
		if agreed != 2 {
			t.Errorf("one that was asked for waits: agreed %d times", agreed)
		}
	})
}

// find is the cell of the first line that holds a text.
func (a *account) find(text string) (x, y int) {
	a.Helper()
	for y, line := range strings.Split(a.Screen(), "\n") {
		if before, _, found := strings.Cut(line, text); found {
			return len([]rune(before)), y
		}
	}
	a.Fatalf("there is no %q:\n%s", text, a.Screen())
	return 0, 0
}

func (a *account) click(text string) {
	a.Helper()
	x, y := a.find(text)
	a.Send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}).Idle()
}

// A click is on the pane that it is over, on the key that stands there, or on
// the line of a dialog; the wheel moves in what it is over.
func TestThePointer(t *testing.T) {
	story(t, 120, 30, assets, func(a *account) {
		a.click("SN-00000003")
		a.Records().Current().Cell("Serial number").Is("SN-00000003")
		a.click("? help")
		a.Dialog().Title().Is("Help")
		x, y := a.find("Search")
		a.Send(tea.MouseWheelMsg{X: x, Y: y, Button: tea.MouseWheelDown}).Idle()
		a.Dialog().Current().Text().Has("Only rows without this value")
		a.Send(tea.MouseWheelMsg{X: x, Y: y, Button: tea.MouseWheelUp}).Idle()
		a.Dialog().Current().Text().Has("Search")
		a.Press("esc", ":").Paste("earlier messages")
		a.click("Earlier messages")
		a.Dialog().Title().Is("Earlier messages")
		a.click("esc close")
		if a.HasDialog() {
			t.Errorf("it is open:\n%s", a.Screen())
		}
		a.click("Stores")
		a.Objects().Current().Text().Has("Stores")
		a.Press("<")
		a.click("/ search")
		a.Type("Nokia").Idle().Status().Left.Has("search Nokia")
	})
}

// The keys of a cell's editor stand below the panes, those of a window in its
// frame.
func TestKeysOfACellsEditor(t *testing.T) {
	story(t, 120, 30, assets, func(a *account) {
		a.Press("e").Message().Has("esc").Lacks("? help", "select")
		if a.View().Cursor == nil {
			t.Error("the terminal's cursor is not in the editor")
		}
		a.Press("esc").Message().Has("? help")
		a.Press("?")
		if got := a.Message().String(); strings.Contains(got, "? help") {
			t.Errorf("below a window stands %q", got)
		}
		if v := a.View(); !v.AltScreen || !v.ReportFocus {
			t.Error("the terminal's own screen is drawn on")
		}
	})
}

// Who has the screen read out hears where the focus is and what is there.
func TestWhatIsReadOut(t *testing.T) {
	story(t, 120, 30, assets, func(a *account) {
		a.shell.Env().Plain = true
		a.Press("j").Expect("Apple MacBook Pro 16, Zürich #00000002", "2 of 200").ExpectNot("a draft is not sent", "│")
		a.Press("enter", "e").Type(" x").Press("enter", "esc").Expect("a draft is not sent")
		a.Press("k").ExpectNot("a draft is not sent")
		a.Press("?").Expect("Help").ExpectNot("╭", "tab to move")
	})
}

// The list of objects is hidden where there is room for it beside the table.
func TestTheListIsHidden(t *testing.T) {
	story(t, 100, 30, assets, func(a *account) {
		a.Send(pane.Run{ID: action.ObjectList}).Idle().ExpectNot("Custom objects").Message().Has("esc objects")
		a.Press("esc").Send(pane.Run{ID: action.ObjectList}).Idle().Expect("Custom objects")
		a.Resize(99, 30).Idle().Send(pane.Run{ID: action.ObjectList}).Idle().Message().Has("One pane at a time")
	})
}

// A key that is another pane's says so, and what is pasted goes where the focus
// is.
func TestKeysWithoutAUseHere(t *testing.T) {
	story(t, 120, 30, assets, func(a *account) {
		a.Press("shift+tab", "s").Message().Has("The s key does nothing here", "sort")
		a.Press("j").Message().Lacks("does nothing")
		a.Press("tab", "/")
		a.Paste("Nokia")
		a.Idle().Status().Left.Has("search Nokia")
	})
}

// A click gives the focus to what it is on, and a step of the trail leads back
// by as many records as lie between.
func TestClicksGiveTheFocus(t *testing.T) {
	story(t, 180, 30, assets, func(a *account) {
		a.click("Condition               ")
		a.Press("j")
		if !a.Record().Field("Customer").Cursor() {
			t.Errorf("the record has no focus:\n%s", a.Screen())
		}
		a.click("SN-00000003")
		a.Press("j").Records().Current().Cell("Serial number").Is("SN-00000004")
	})
	story(t, 120, 30, assets, func(a *account) {
		a.Press("j", "enter")
		a.Send(pane.OpenRecord{Ref: collection.Ref{Collection: "store", ID: "x"}, Follow: true}).Idle()
		a.Send(pane.OpenRecord{Ref: collection.Ref{Collection: "store", ID: "y"}, Follow: true}).Idle()
		a.Status().Left.Has("Assets › Apple MacBook Pro 16, Zürich #00000002 › Store x › Store y")
		a.click("Store x ›")
		a.Status().Left.Has("Assets › Apple MacBook Pro 16, Zürich #00000002 › Store x").Lacks("Store y")
		a.Press(">")
		a.click("Apple MacBook Pro 16, Zürich #00000002 ›")
		a.Status().Left.Lacks("Store").Has("Apple")
		a.Press(">", ">")
		a.click("Assets ›")
		a.Status().Left.Has("Assets · 2 of 200")
	})
}
