package status

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"zco/tui/action"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

// The bar of a session in many states, and the line below the panes with
// everything that may stand there, at widths from roomy to hardly any.
func TestScreens(t *testing.T) {
	trail := []Step{{Text: "Repairs", Back: 3}, {Text: "REP-00000001", Back: 2}, {Text: "Asset Nokia XR21, Genève #00000032", Back: 1}, {Text: "お客様 山田"}}
	bars := []struct {
		name string
		with func(s *Snapshot)
	}{
		{"at rest", func(*Snapshot) {}},
		{"nothing open", func(s *Snapshot) { s.Open = false }},
		{"a demo", func(s *Snapshot) { s.Demo = true }},
		{"reading only, signed out", func(s *Snapshot) { s.ReadOnly, s.SignedOut = true, true }},
		{"a trail", func(s *Snapshot) { s.Trail, s.Back, s.Table = trail, "esc", nil }},
		{"a trail with a position", func(s *Snapshot) { s.Trail, s.Back = trail, "esc" }},
		{"an account in wide letters", func(s *Snapshot) { s.Account = "株式会社 (本番)" }},
		{"all that can be said", func(s *Snapshot) {
			s.Typed, s.Loading, s.Remaining = "g", true, 69
			s.Parts = []pane.Part{{Text: "2 drafts", Tone: pane.Strong, Opens: action.Drafts}, {Text: "job 40%", Opens: action.Jobs}, {Text: "not on disk", Tone: pane.Alarm}}
		}},
		{"few requests left", func(s *Snapshot) { s.Remaining, s.Parts = 70, nil }},
		{"said on the other line", func(s *Snapshot) { s.Spoken = "row 1 of 12" }},
	}
	hints := []pane.Hint{{Key: "enter", Text: "open", ID: action.Open}, {Key: "/", Text: "search", ID: action.SearchRecords}, {Key: "f", Text: "filter", ID: action.Filter}, {Key: "?", Text: "help", Keep: true, ID: action.Help}}
	lines := []struct {
		name string
		with func(s *Snapshot)
	}{
		{"keys", func(*Snapshot) {}},
		{"a note", func(s *Snapshot) { s.Message.Text = "nothing more" }},
		{"a success", func(s *Snapshot) {
			s.Message = Message{Kind: pane.Success, Text: "saved Polo; u undoes it, ctrl+z too", Offers: []pane.Hint{{Key: "u", ID: action.Undo}, {Key: "q"}, {}}}
		}},
		{"an offer at the end", func(s *Snapshot) {
			s.Message = Message{Kind: pane.Success, Text: "山田 saved; u undoes it", Offers: []pane.Hint{{Key: "u", ID: action.Undo}}}
		}},
		{"a warning", func(s *Snapshot) { s.Message = Message{Kind: pane.Warning, Text: "nothing was sent"} }},
		{"a failure", func(s *Snapshot) {
			s.Message = Message{Kind: pane.Failure, Text: "not sent, the draft is kept: the host cannot be reached, and nobody knows why"}
		}},
		{"a wait", func(s *Snapshot) { s.Wait = Wait{now.Add(1600 * time.Millisecond), "the account's limit"} }},
		{"a wait about over", func(s *Snapshot) { s.Wait = Wait{now.Add(time.Millisecond), "the account's limit"} }},
		{"a wait that is over", func(s *Snapshot) { s.Wait = Wait{now, "the account's limit"} }},
		{"read aloud", func(s *Snapshot) { s.Spoken = "table of Cars; Name: Polo, 1 of 12" }},
	}
	for _, w := range []int{140, 80, 62, 40, 12} {
		var got strings.Builder
		for _, c := range bars {
			s := snapshot(t)
			s.Width = w
			c.with(&s)
			fmt.Fprintf(&got, "--- %s\n%s", c.name, painted(s, w, Bar))
		}
		for _, c := range lines {
			s := snapshot(t)
			s.Width, s.Hints = w, hints
			c.with(&s)
			fmt.Fprintf(&got, "--- %s\n%s", c.name, painted(s, w, Line))
		}
		panetest.Golden(t, fmt.Sprintf("status_%d.txt", w), got.String())
	}
}

func painted(s Snapshot, w int, draw func(screen.Area, Snapshot)) string {
	return panetest.Painted(&pane.Env{Theme: s.Theme}, w, 1, func(a screen.Area) screen.Cursor {
		a.Text(0, 0, s.Theme.Danger, strings.Repeat("x", w)) // what stood there goes
		draw(a, s)
		return screen.Cursor{}
	})
}

// What gives way as the bar narrows, cell by cell.
func TestBarNarrows(t *testing.T) {
	var got strings.Builder
	for w := 96; w > 8; w-- {
		s := snapshot(t)
		s.Width, s.Back, s.Loading = w, "esc", true
		s.Trail = []Step{{Text: "Repairs", Back: 2}, {Text: "Asset Nokia XR21, Genève #00000032", Back: 1}, {Text: "Ada"}}
		bar := painted(s, w, Bar)
		got.WriteString(bar[:strings.Index(bar, "|\n")+2])
	}
	panetest.Golden(t, "narrows.txt", got.String())
}
