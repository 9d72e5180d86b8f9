package status

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/draw/theme"
	"zco/tui/pane"
)

var now = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

func snapshot(t *testing.T) Snapshot {
	th, err := theme.New(theme.Options{Profile: colorprofile.TrueColor})
	if err != nil {
		t.Fatal(err)
	}
	return Snapshot{
		Theme: th, Now: now, Account: "acme", Open: true, Title: "Cars", Trail: []Step{{Text: "Cars"}}, Table: []string{"1 of 12", "by year"},
		Parts: []pane.Part{{Text: "2 drafts", Tone: pane.Strong}}, Remaining: 687, Limit: 700,
	}
}

// row draws one row; raw keeps its styles.
func row(s Snapshot, width int, draw func(screen.Area, Snapshot)) (plain, raw string) {
	c := screen.New(s.Theme.Sheet)
	s.Width = width
	draw(c.Begin(width, 1), s)
	raw = c.Frame()
	return strings.TrimRight(ansi.Strip(raw), " \r\n"), raw
}

func TestBar(t *testing.T) {
	s := snapshot(t)
	s.Typed, s.Loading, s.SignedOut = "g", true, true
	s.Remaining = 120
	got, _ := row(s, 120, Bar)
	for _, want := range []string{"acme", "signed out", "Cars", "1 of 12", "by year", "2 drafts", "g…", "loading…", "120 of 700 requests left"} {
		if !strings.Contains(got, want) {
			t.Errorf("the bar lacks %q: %q", want, got)
		}
	}
	s.Demo, s.ReadOnly = true, true
	if got, _ := row(s, 120, Bar); !strings.Contains(got, "demo") || !strings.Contains(got, "read-only") {
		t.Errorf("the bar hides what the session is: %q", got)
	}
}

func TestBarYieldsToThePlace(t *testing.T) {
	s := snapshot(t)
	s.Loading, s.Remaining = true, 120
	got, _ := row(s, 50, Bar)
	if !strings.Contains(got, "Cars") || !strings.Contains(got, "1 of 12") || strings.Contains(got, "requests left") {
		t.Errorf("the right cuts the place: %q", got)
	}
	if strings.Contains(got, "acme") {
		t.Errorf("the account's name takes the room of the position: %q", got)
	}
	s.Open = false
	if got, _ := row(s, 50, Bar); !strings.Contains(got, "acme") {
		t.Errorf("nothing is open, and the account is not named: %q", got)
	}
}

// How many requests are left is said when it matters, and louder when it
// matters more.
func TestTheRateIsSaidWhenItMatters(t *testing.T) {
	s := snapshot(t)
	s.Parts = nil
	s.Remaining, s.Limit = 140, 700
	if got, _ := row(s, 80, Bar); strings.Contains(got, "left") {
		t.Errorf("a fifth of the limit is left: %q", got)
	}
	s.Remaining = 139
	if got, _ := row(s, 80, Bar); !strings.Contains(got, "139 of 700 requests left") {
		t.Errorf("less is left: %q", got)
	}
	s.Remaining = 70
	_, calm := row(s, 80, Bar)
	s.Remaining = 69
	if _, alarm := row(s, 80, Bar); strings.ReplaceAll(calm, "70 of 700", "69 of 700") == alarm {
		t.Error("a tenth of the limit left looks like less than that")
	}
}

// The trail says how one came here; where room is short, its middle goes, and
// where one is stays. A click on a step goes back as often as leads there.
func TestTrail(t *testing.T) {
	s := snapshot(t)
	s.Parts, s.Table, s.Back = nil, nil, "esc"
	s.Trail = []Step{{Text: "Repairs", Back: 3}, {Text: "REP-00000001", Back: 2}, {Text: "Asset Nokia XR21, Genève #00000032", Back: 1}, {Text: "User Ada"}}
	c := screen.New(s.Theme.Sheet)
	for width, want := range map[int]string{
		120: "Repairs › REP-00000001 › Asset Nokia XR21, Genève #00000032 › User Ada",
		75:  "Repairs › REP-00000001 › Asset Nokia XR21, Genèv… › User Ada",
		66:  "Repairs › … › Asset Nokia XR21, Genèv… › User Ada",
		44:  "Repairs › … › User Ada",
	} {
		s.Width = max(width, 60)
		Bar(c.Begin(width, 1), s)
		if got := ansi.Strip(c.Frame()); !strings.Contains(got, want) {
			t.Errorf("in %d cells %q, not %q", width, got, want)
		}
	}
	s.Table = []string{"1 of 10,000"}
	Bar(c.Begin(85, 1), s)
	if got := ansi.Strip(c.Frame()); !strings.Contains(got, "Genèv… › User Ada") || !strings.Contains(got, "1 of 10,000") {
		t.Errorf("a whole step takes the room of the position: %q", got)
	}
	s.Table = nil
	s.Width = 120
	Bar(c.Begin(120, 1), s)
	var keys []string
	for _, p := range c.Presses() {
		keys = append(keys, p.Key)
	}
	if diff := cmp.Diff([]string{"esc esc esc", "esc esc", "esc"}, keys); diff != "" {
		t.Error(diff)
	}
}

func TestLine(t *testing.T) {
	s := snapshot(t)
	s.Hints = []pane.Hint{{Key: "f", Text: "filter"}}
	for _, tt := range []struct {
		name   string
		change func(*Snapshot)
		want   string
	}{
		{"hints", func(*Snapshot) {}, "f filter"},
		{"spoken", func(s *Snapshot) { s.Spoken = "list of objects" }, "list of objects"},
		{"waiting", func(s *Snapshot) { s.Wait = Wait{now.Add(2 * time.Second), "busy"} }, "f filter                         ! trying again in 2 s: busy"},
		{"waited", func(s *Snapshot) { s.Wait = Wait{now, "busy"} }, "f filter"},
		{"message", func(s *Snapshot) {
			s.Message, s.Wait = Message{Text: "sent"}, Wait{now.Add(time.Second), "busy"}
		}, "f filter                                                sent"},
		{"a long message", func(s *Snapshot) { s.Message.Text = strings.Repeat("long ", 11) + "end" }, strings.Repeat("long ", 11) + "end"},
		{"some hints fit", func(s *Snapshot) {
			s.Hints = append(s.Hints, pane.Hint{Key: "s", Text: "sort by this column"}, pane.Hint{Key: "?", Text: "help", Keep: true})
			s.Message.Text = "nothing is selected: space selects"
		}, "f filter   ? help         nothing is selected: space selects"},
		{"help does not fit", func(s *Snapshot) {
			s.Hints = append(s.Hints, pane.Hint{Key: "?", Text: "help", Keep: true})
			s.Message.Text = strings.Repeat("long ", 10) + "end"
		}, strings.Repeat("long ", 10) + "end"},
	} {
		s := s
		tt.change(&s)
		if got, _ := row(s, 60, Line); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestLogKeepsTheLatest(t *testing.T) {
	var l Log
	if diff := cmp.Diff([]string{"No messages yet"}, l.Lines(time.UTC)); diff != "" {
		t.Error(diff)
	}
	for range keptMessages + 1 {
		l.Say(Message{Text: "old", At: now})
	}
	l.Say(Message{Kind: pane.Failure, Text: "new", At: now.Add(time.Second)})
	if l.Last().Text != "new" {
		t.Errorf("last said: %q", l.Last().Text)
	}
	l.Clear()
	lines := l.Lines(time.UTC)
	if l.Last().Text != "" || len(lines) != keptMessages || lines[0] != "03:04:06 new" || lines[1] != "03:04:05 old" {
		t.Errorf("%d lines, %q", len(lines), lines[:2])
	}
}

func TestSpoken(t *testing.T) {
	cars := &collection.Collection{ID: "car", Title: "Cars", Singular: "car"}
	sub := &pane.Subject{Collection: cars, Item: collection.Item{ID: "7", Name: "Volvo"}, Field: collection.Field{Key: "year", Title: "Year"}}
	for _, tt := range []struct {
		r    Reading
		want string
	}{
		{Reading{Dialog: "Copy", Close: "esc"}, "dialog: Copy; esc closes it"},
		{Reading{Focus: pane.Objects}, "list of objects"},
		{Reading{Focus: pane.Objects, Object: "Cars"}, "list of objects: Cars"},
		{Reading{Focus: pane.Search, Title: "Cars"}, "searching in Cars"},
		{Reading{Focus: pane.Records}, ""},
		{Reading{Focus: pane.Records, Open: true, Title: "Cars", Table: []string{"loading"}}, "table of Cars, loading"},
		{Reading{Focus: pane.Records, Open: true, Title: "Cars", Table: []string{"2 of 9"}, Subject: sub, Value: "1999", Draft: true}, "table of Cars; Year: 1999, a draft is not sent, 2 of 9"},
		{Reading{Focus: pane.Record}, "a record"},
		{Reading{Focus: pane.Record, Subject: sub}, "car Volvo; Year: empty"},
		{Reading{Focus: pane.Record, Subject: sub, Value: "1999", Changed: true}, "car Volvo; Year: 1999 (changed, not sent)"},
		{Reading{Focus: pane.Record, Subject: sub, Editing: true}, "car Volvo; editing Year; enter is done"},
	} {
		if got := tt.r.Spoken(); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}

// The key that a message offers can be clicked, and nothing in front of it: a
// record may be called as it likes.
func TestAMessagesOfferIsClicked(t *testing.T) {
	s := snapshot(t)
	c := screen.New(s.Theme.Sheet)
	m := Message{Kind: pane.Success, Text: "saved a; u undoes 日本; u undoes it", Offers: []pane.Hint{{Key: "u", ID: "undo"}}}
	m.Draw(c.Begin(60, 1), s.Theme)
	presses := c.Presses()
	line := c.Line(0)
	at := len([]rune(line[:strings.LastIndex(line, "u undoes it")])) + 2 // two wide characters before it
	if len(presses) != 1 || presses[0].X != at || presses[0].W != len("u undoes it") || presses[0].Action != "undo" {
		t.Errorf("clicked are %+v, want one at %d of %q", presses, at, line)
	}
}
