package prompt

import (
	"fmt"
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

// The question with and without label and note, in little and in usual room.
func TestScreens(t *testing.T) {
	e, _ := panetest.Env(t)
	note := func(s string) string {
		if s == "" {
			return ""
		}
		return "there is one of this name, and this takes its place"
	}
	var got strings.Builder
	for _, room := range [][2]int{{14, 1}, {40, 5}, {80, 24}} {
		for _, typed := range []string{"", "a long name of which not all has room there"} {
			for _, label := range []string{"", "external ID of it"} {
				d := New(e, "Save", nil)
				d.Label, d.Line.Placeholder = label, "its name"
				if label != "" {
					d.Note = note
				}
				d.Line.SetText(typed)
				w, h := d.Size(room[0], room[1])
				fmt.Fprintf(&got, "--- %q labelled %q: %d by %d\n", typed, label, w, h)
				got.WriteString(panetest.Painted(e, w, h, d.Draw))
			}
		}
	}
	// higher than it asks for, the line keeps to its row
	d := New(e, "Save", nil)
	d.Line.SetText("high")
	got.WriteString("--- higher\n" + panetest.Painted(e, 20, 3, d.Draw))
	panetest.Golden(t, "screens.txt", got.String())
}
