package review

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"zco/tui/action"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/draw/theme"
	"zco/tui/pane"
)

func env(t *testing.T) *pane.Env {
	th, err := theme.New(theme.Options{Name: "dark", Profile: colorprofile.TrueColor})
	if err != nil {
		t.Fatal(err)
	}
	keys, err := action.NewKeymap(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &pane.Env{Theme: th, Keys: keys, Zone: time.UTC, Now: time.Now}
}

// lines draws a dialog at the size it asks for and returns its rows.
func lines(e *pane.Env, d pane.Dialog, w, h int) []string {
	w, h = d.Size(w, h)
	c := screen.New(e.Theme.Sheet)
	c.Method = text.Clusters
	d.Draw(c.Begin(w, h))
	out := make([]string, h)
	for y := range out {
		out[y] = c.Line(y)
	}
	return out
}

// All of a change can be seen at any size: scrolled through, every line of it
// was on the screen once.
func TestAllOfAChangeCanBeSeen(t *testing.T) {
	e := env(t)
	var rows []Difference
	var want []string
	for _, word := range strings.Fields("alpha beta gamma delta epsilon zeta eta theta") {
		rows = append(rows, Difference{Title: word, Old: "old " + word, New: strings.Repeat("new "+word+"\n", 5)})
		want = append(want, word, "- old "+word, "+ new "+word)
	}
	for _, size := range [][2]int{{76, 30}, {36, 8}, {26, 4}} {
		d := &Dialog{env: e, title: "x", differences: func() []Difference { return rows }, notes: []string{"a note that is quite long and wraps in narrow dialogs"}, verb: "send"}
		seen := ""
		for range 100 {
			seen += strings.Join(lines(e, d, size[0], size[1]), "\n") + "\n"
			d.Key(tea.KeyPressMsg{Code: tea.KeyDown})
		}
		for _, w := range want {
			if !strings.Contains(seen, w) {
				t.Errorf("%v: %q was never seen", size, w)
			}
		}
	}
}

// Nothing but enter agrees, and where a name is wanted, not before it stands
// there.
func TestOnlyEnterAgrees(t *testing.T) {
	sent := 0
	yes := func() (tea.Cmd, bool) { sent++; return nil, true }
	d := &Dialog{env: env(t), differences: func() []Difference { return []Difference{{"a", "b", "c"}} }, yes: yes, ask: func() tea.Cmd { return nil }}
	for r := rune(' '); r < 0x7f; r++ {
		d.Key(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	d.Key(tea.KeyPressMsg{Code: tea.KeyTab})
	if sent != 0 {
		t.Fatal("a letter sent it")
	}
	d = &Dialog{env: env(t), want: "Probe", yes: yes}
	for _, r := range "Probe" {
		if d.Key(tea.KeyPressMsg{Code: tea.KeyEnter}); sent != 0 {
			t.Fatalf("sent before the name was whole")
		}
		d.Key(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	if d.Key(tea.KeyPressMsg{Code: tea.KeyEnter}); sent != 1 {
		t.Error("the name does not agree")
	}
}

// Keys that a person chose work in a review; while a name is typed its
// letters are letters, whatever they are bound to elsewhere.
func TestChosenKeysWorkInAReview(t *testing.T) {
	e := env(t)
	keys, err := action.NewKeymap(map[action.ID][]string{action.Accept: {"s", "ctrl+g"}, action.Dismiss: {"x"}, action.Down: {"n"}})
	if err != nil {
		t.Fatal(err)
	}
	e.Keys = keys
	sent := 0
	yes := func() (tea.Cmd, bool) { sent++; return nil, true }
	letter := func(r rune) tea.KeyPressMsg { return tea.KeyPressMsg{Code: r, Text: string(r)} }

	d := &Dialog{env: e, differences: func() []Difference { return []Difference{{"a", strings.Repeat("b\n", 20), "c"}} }, yes: yes}
	before := lines(e, d, 76, 8)
	d.Key(letter('n'))
	if after := lines(e, d, 76, 8); after[0] != before[1] {
		t.Errorf("the key chosen for down does not scroll: %q, then %q", before[0], after[0])
	}
	if _, done := d.Key(letter('x')); !done || sent != 0 {
		t.Error("the key chosen for closing does not close")
	}
	if _, done := d.Key(letter('s')); !done || sent != 1 {
		t.Error("the key chosen for agreeing does not agree")
	}

	d = &Dialog{env: e, want: "snx", yes: yes}
	for _, r := range "snx" {
		if _, done := d.Key(letter(r)); done {
			t.Fatalf("%c ends the dialog while the name is typed", r)
		}
	}
	if _, done := d.Key(tea.KeyPressMsg{Code: 'g', Mod: tea.ModCtrl}); !done || sent != 2 {
		t.Error("the name does not agree by the key chosen for it")
	}
}
