package form

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/draw/theme"
)

// sheet is a form of a choice, a name that only its first word wants, and a
// secret.
func sheet() (*Sheet, *Radio, *Line, *Secret) {
	how, name, secret := NewRadio("by name", "by key"), &Line{}, &Secret{}
	return &Sheet{LabelWidth: 8, Fields: []Labelled{
		{Label: "How", Editor: &how},
		{Label: "Name", Editor: name, Shown: func() bool { return how.Chosen() == 0 }},
		{Label: "Key", Editor: secret},
	}}, &how, name, secret
}

// drawnSheet draws a sheet as an editor is drawn.
type drawnSheet struct{ *Sheet }

func (d drawnSheet) Draw(a screen.Area, th *theme.Theme) screen.Cursor {
	_, at := d.Sheet.Draw(a, th)
	return at
}

func sheetScreen(t *testing.T, s *Sheet, w, h int) string {
	t.Helper()
	rows, _ := draw(t, drawnSheet{s}, w, h, text.Clusters)
	return strings.Join(rows, "\n")
}

func TestSheetMovesFromFieldToField(t *testing.T) {
	s, _, name, secret := sheet()
	press(s, "tab")
	s.Paste("Ada\nLovelace")
	press(s, "down")
	s.Paste(" k e y ")
	if name.Text() != "Ada Lovelace" || secret.Text() != "key" {
		t.Errorf("typed are %q and %q", name.Text(), secret.Text())
	}
	if press(s, "tab"); s.At() != 0 {
		t.Errorf("past the end it is on %d", s.At())
	}
	if press(s, "up"); s.Current().Label != "Key" {
		t.Errorf("before the first it is on %s", s.Current().Label)
	}
	if out := press(s, "enter"); out != Done {
		t.Errorf("enter is %v", out)
	}
	if out := press(s, "esc"); out != Leave {
		t.Errorf("esc is %v", out)
	}
}

// A choice takes fields away; the cursor stays on one that is there.
func TestSheetShowsWhatMatters(t *testing.T) {
	s, how, _, _ := sheet()
	if got := sheetScreen(t, s, 40, 3); got != "How     (*) by name  ( ) by key\nName\nKey" {
		t.Errorf("shown is\n%s", got)
	}
	press(s, "right")
	if got := sheetScreen(t, s, 40, 3); how.Text() != "by key" || got != "How     ( ) by name  (*) by key\nKey\n" {
		t.Errorf("shown is\n%s", got)
	}
	if s.Height(40) != 2 {
		t.Errorf("it takes %d rows", s.Height(40))
	}
	s.Go(-1)
	if s.Current().Label != "Key" {
		t.Errorf("the last is %s", s.Current().Label)
	}
}

// What is chosen last may take away what stood before it.
func TestSheetKeepsTheCursorOnAField(t *testing.T) {
	how := NewRadio("by name", "by key")
	s := &Sheet{Fields: []Labelled{{Editor: &Line{}, Shown: func() bool { return how.Chosen() == 0 }}, {Label: "How", Editor: &how}}}
	s.Go(1)
	if press(s, "right"); s.Current().Label != "How" {
		t.Errorf("the cursor is on %q", s.Current().Label)
	}
	press(s, "left")
	sheetScreen(t, s, 40, 5)
	at := s.drawn[1]
	if s.Click(at.X+15, at.Y+1); how.Text() != "by key" || s.Current().Label != "How" {
		t.Errorf("after a click on %s the cursor is on %q", how.Text(), s.Current().Label)
	}
	area := &Area{}
	area.SetText("abcdef")
	s = &Sheet{LabelWidth: 8, Fields: []Labelled{{Label: "Notes", Editor: area}}}
	for width, want := range map[int]int{14: 2, 15: 1} {
		if h := s.Height(width); h != want {
			t.Errorf("in %d cells it takes %d rows, want %d", width, h, want)
		}
	}
}

// Where there is no room for all, the field with the cursor is shown.
func TestSheetScrolls(t *testing.T) {
	s, _, _, secret := sheet()
	secret.SetText("abc")
	s.Go(2)
	if got := sheetScreen(t, s, 40, 2); got != "Name\nKey     ***" {
		t.Errorf("shown is\n%s", got)
	}
	s.LabelWidth = 0
	if got := sheetScreen(t, s, 40, 4); got != "Name\n\nKey\n***" {
		t.Errorf("with labels above, shown is\n%s", got)
	}
}

// An editor of many lines takes the room there is, and no more than it may.
func TestSheetOfATallEditor(t *testing.T) {
	area := &Area{}
	area.SetText("1\n2\n3\n4\n5")
	s := &Sheet{MaxRows: 3, Fields: []Labelled{{Editor: area}, {Label: "Name", Editor: &Line{}}}}
	if h := s.Height(40); h != 5 {
		t.Errorf("it takes %d rows", h)
	}
	if got := sheetScreen(t, s, 40, 2); got != "4\n5" { // the end, where typing goes on
		t.Errorf("shown is\n%s", got)
	}
	s.Go(1)
	if got := sheetScreen(t, s, 40, 2); got != "Name\n" {
		t.Errorf("below it, shown is\n%s", got)
	}
}

// The keys that nobody has a use for move on or leave, and what nobody has a
// use for at all is the caller's.
func TestSheetOutcomes(t *testing.T) {
	area := &Area{}
	s := &Sheet{Fields: []Labelled{{Editor: &Secret{}}, {Editor: area}}}
	for _, step := range []struct {
		key  string
		out  Outcome
		at   int
		text string
	}{
		{"shift+tab", Handled, 1, ""}, {"up", Handled, 1, ""}, {"enter", Handled, 1, "\n"}, {"f5", Unhandled, 1, "\n"}, {"ctrl+s", Done, 1, "\n"},
		{"tab", Handled, 0, "\n"}, {"up", Handled, 1, "\n"}, {"tab", Handled, 0, "\n"}, {"down", Handled, 1, "\n"}, {"esc", Leave, 1, "\n"},
	} {
		if out := press(s, step.key); out != step.out || s.At() != step.at || area.Text() != step.text {
			t.Errorf("%s is %d and goes to %d, the text is %q", step.key, out, s.At(), area.Text())
		}
	}
	if out := s.Paste("a\nb"); out != Handled || area.Text() != "\na\nb" {
		t.Errorf("a paste of lines is %d: %q", out, area.Text())
	}
}

func TestSecret(t *testing.T) {
	e := &Secret{}
	e.SetText("abc")
	press(e, "d backspace")
	e.Paste("\x1b e\n")
	if e.Text() != "abce" {
		t.Errorf("the secret is %q", e.Text())
	}
	lines, c := draw(t, e, 4, 1, text.Clusters)
	if lines[0] != "***" || c.X != 3 || !c.Shown {
		t.Errorf("drawn is %q, the cursor at %+v", lines[0], c)
	}
	if press(e, "ctrl+u"); e.Text() != "" {
		t.Errorf("ctrl+u leaves %q", e.Text())
	}
	if press(e, "backspace"); e.Text() != "" {
		t.Errorf("backspace makes %q of nothing", e.Text())
	}
	e.SetText("one")
	if e.SetText("two"); e.Text() != "two" {
		t.Errorf("set anew it is %q", e.Text())
	}
	if out := press(e, "tab"); out != Next {
		t.Errorf("tab is %v", out)
	}
}

func TestRadio(t *testing.T) {
	e := NewRadio("a", "b", "c")
	press(&e, "left")
	if e.Chosen() != 2 {
		t.Errorf("before the first it is %d", e.Chosen())
	}
	e.Key(tea.KeyPressMsg{Code: tea.KeySpace, Text: " "})
	if e.Text() != "a" {
		t.Errorf("past the last it is %s", e.Text())
	}
	e.SetText("b")
	if e.SetText("d"); e.Chosen() != 1 {
		t.Errorf("an unknown word chooses %d", e.Chosen())
	}
	if out := press(&e, "enter"); out != Done {
		t.Errorf("enter is %v", out)
	}
}

// Where not all words have room the chosen one is drawn, and clicked where it
// is.
func TestRadioShowsTheChosenWord(t *testing.T) {
	e := NewRadio("set", "clear", "add")
	for _, test := range []struct {
		chosen, w int
		want      string
	}{
		{0, 27, "(*) set  ( ) clear  ( ) add"}, {2, 27, "( ) set  ( ) clear  (*) add"}, {0, 26, "(*) set  ( ) clear  ( ) a…"},
		{1, 18, "( ) set  (*) clear"}, {1, 17, "… (*) clear  ( )…"}, {2, 26, "… ( ) clear  (*) add"}, {2, 20, "… ( ) clear  (*) add"}, {2, 19, "… (*) add"}, {2, 8, "… (*) a…"},
		{0, 6, "(*) s…"},
	} {
		e.Choose(test.chosen)
		lines, c := draw(t, &e, test.w, 1, text.Clusters)
		if mark := strings.IndexRune(test.want, '*'); lines[0] != test.want || c.X != len([]rune(test.want[:mark])) {
			t.Errorf("%d in %d cells is %q, the cursor at %d", test.chosen, test.w, lines[0], c.X)
		}
	}
	e.Choose(2)
	draw(t, &e, 19, 1, text.Clusters)
	if e.Click(2, 1); e.Chosen() != 2 {
		t.Error("a click beside the words chooses")
	}
	draw(t, &e, 20, 1, text.Clusters)
	if e.Click(3, 1); e.Text() != "clear" {
		t.Errorf("a click at the second word chooses %q", e.Text())
	}
}

// A click goes into a field, and chooses there.
func TestSheetIsClicked(t *testing.T) {
	s, how, _, _ := sheet()
	sheetScreen(t, s, 40, 4)
	first := s.drawn[0]
	s.Click(first.X+8, first.Y+2)
	if s.Current().Label != "Key" {
		t.Errorf("the cursor is in %s", s.Current().Label)
	}
	if s.Click(first.X+25, first.Y); how.Text() != "by key" || s.Current().Label != "How" {
		t.Errorf("chosen is %q, the cursor is in %s", how.Text(), s.Current().Label)
	}
	if out := s.Click(first.X+8, first.Y+3); out != Unhandled {
		t.Errorf("a click below is %v", out)
	}
	s.Go(0)
	press(s, "left")
	s.Go(1)
	if out := s.Click(first.X, first.Y); out != Handled || s.Current().Label != "How" {
		t.Errorf("a click on a label is %v, the cursor in %s", out, s.Current().Label)
	}
	// a field that a key took away since it was drawn cannot be clicked
	sheetScreen(t, s, 40, 4)
	press(s, "right")
	if out := s.Click(first.X, first.Y+2); out != Unhandled {
		t.Errorf("a click where a field was is %v", out)
	}
}
