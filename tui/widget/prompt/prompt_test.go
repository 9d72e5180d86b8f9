package prompt

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/tui/pane/panetest"
)

func TestPromptGivesTheAnswer(t *testing.T) {
	e, _ := panetest.Env(t)
	got := "nothing"
	d := New(e, "Set a car", func(s string) tea.Cmd { got = s; return nil })
	d.Label = "external ID"
	if _, done := panetest.Press(d, "enter"); done || got != "nothing" {
		t.Errorf("no text is an answer: %q", got)
	}
	panetest.Type(d, " a1 ")
	if shown := panetest.Screen(e, d, 60, 9); shown != "External ID  a1\nenter go on   esc cancel" {
		t.Errorf("shown is\n%s", shown)
	}
	if _, done := panetest.Press(d, "enter"); !done || got != "a1" {
		t.Errorf("closes: %v, the answer is %q", done, got)
	}
}

func TestPromptSaysWhatATextMeans(t *testing.T) {
	e, _ := panetest.Env(t)
	got := "nothing"
	d := New(e, "Save", func(s string) tea.Cmd { got = s; return nil })
	d.Line.Placeholder, d.Verb, d.Empty = "its name", "save", true
	d.Note = func(s string) string {
		if s == "old" {
			return "takes the place of the old"
		}
		return ""
	}
	if shown := panetest.Screen(e, d, 60, 9); !strings.Contains(shown, "its name") || !strings.Contains(shown, "enter save") {
		t.Errorf("shown is\n%s", shown)
	}
	panetest.Type(d, "old")
	if shown := panetest.Screen(e, d, 60, 9); !strings.Contains(shown, "Takes the place") {
		t.Errorf("shown is\n%s", shown)
	}
	if _, done := panetest.Press(d, "esc"); !done || got != "nothing" {
		t.Errorf("esc closes: %v, answers %q", done, got)
	}
	d.Line.SetText("")
	if _, done := panetest.Press(d, "enter"); !done || got != "" {
		t.Errorf("no text is no answer: %q", got)
	}
}

func TestPromptJoinsPastedLines(t *testing.T) {
	e, _ := panetest.Env(t)
	got := ""
	d := New(e, "Set a car", func(s string) tea.Cmd { got = s; return nil })
	d.Paste("one\n  two\n")
	if panetest.Press(d, "enter"); got != "one two" {
		t.Errorf("the answer is %q", got)
	}
}
