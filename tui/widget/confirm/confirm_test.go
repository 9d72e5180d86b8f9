package confirm

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/tui/pane/panetest"
)

// Where the screen is too small for a question, all of it can still be read,
// and how to answer is always there.
func TestConfirmOnASmallScreen(t *testing.T) {
	e, _ := panetest.Env(t)
	words := "one two three four five six seven eight nine ten eleven twelve thirteen?"
	d := New(e, "Really?", words, nil)
	read := ""
	for range 20 {
		frame := panetest.Screen(e, d, 32, 2)
		if !strings.Contains(frame, "enter yes") || !strings.Contains(frame, "esc no") {
			t.Fatalf("how to answer is not said:\n%s", frame)
		}
		read += frame
		if more := strings.Contains(frame, "down"); more == strings.Contains(frame, "thirteen?") {
			t.Errorf("that there is more is said: %v\n%s", more, frame)
		}
		if _, closed := d.Key(tea.KeyPressMsg{Code: tea.KeyDown}); closed {
			t.Fatal("scrolling answers")
		}
	}
	for word := range strings.FieldsSeq(words) {
		if !strings.Contains(read, word) {
			t.Errorf("%q cannot be read", word)
		}
	}
}

func TestConfirmAnswers(t *testing.T) {
	e, _ := panetest.Env(t)
	for name, test := range map[string]struct {
		key         tea.KeyPressMsg
		yes, closed bool
	}{
		"enter": {tea.KeyPressMsg{Code: tea.KeyEnter}, true, true},
		"y":     {tea.KeyPressMsg{Code: 'y', Text: "y"}, true, true},
		"n":     {tea.KeyPressMsg{Code: 'n', Text: "n"}, false, true},
		"esc":   {tea.KeyPressMsg{Code: tea.KeyEscape}, false, true},
		"j":     {tea.KeyPressMsg{Code: 'j', Text: "j"}, false, false},
		"x":     {tea.KeyPressMsg{Code: 'x', Text: "x"}, false, false},
	} {
		yes := false
		d := New(e, "Really?", "It cannot be taken back.", func() tea.Cmd { yes = true; return nil })
		if _, closed := d.Key(test.key); yes != test.yes || closed != test.closed {
			t.Errorf("%s answers yes: %v, closes: %v; want %v, %v", name, yes, closed, test.yes, test.closed)
		}
	}
}

// A question is drawn with what it is about and how to answer it, and anew once
// it has become another one.
func TestConfirmShowsTheQuestion(t *testing.T) {
	e, _ := panetest.Env(t)
	title, words := "Leave?", "A job is under way, and what it has not done yet is left undone."
	d := Live(e, func() (string, string) { return title, words }, nil)
	if got := panetest.Screen(e, d, 80, 24); d.Title() != "Leave?" || got != "A job is under way, and what it has not done yet is left\nundone.\nenter yes   esc no" {
		t.Errorf("%s:\n%s", d.Title(), got)
	}
	if w, h := d.Size(80, 24); w != 56 || h != 2 {
		t.Errorf("it is %d by %d", w, h)
	}
	title, words = "Leave now?", "It has ended."
	if got := panetest.Screen(e, d, 80, 24); d.Title() != "Leave now?" || got != "It has ended.\nenter yes   esc no" {
		t.Errorf("%s:\n%s", d.Title(), got)
	}
}
