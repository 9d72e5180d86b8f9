package app_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"zco/api/sandbox"
	"zco/tui/app"
)

// cursorOn fails unless the terminal's cursor is at a text.
func (p *program) cursorOn(text string) {
	p.T.Helper()
	v := p.View()
	if v.Cursor == nil {
		p.T.Fatalf("no cursor is shown, want it on %q:\n%s", text, p.Screen())
	}
	rows := strings.Split(p.Screen(), "\n")
	row, x := rows[v.Cursor.Y], 0
	for len(row) > 0 && x < v.Cursor.X {
		cluster, w := ansi.FirstGraphemeCluster(row, ansi.WcWidth)
		row, x = row[len(cluster):], x+w
	}
	if !strings.HasPrefix(row, text) {
		p.T.Errorf("the cursor is on %.40q, want %q", row, text)
	}
}

// With --plain nothing is drawn that has to be seen: the cursor is on what has
// the focus, and a line says in words what it is.
func TestPlain(t *testing.T) {
	w := with{options: func(o *app.Options) { o.Plain = true }, sandbox: sandbox.Options{}}
	run(t, w, func(t *testing.T, p *program) {
		chrome := func(what string) {
			t.Helper()
			for _, r := range p.Screen() {
				if strings.ContainsRune("│─╭╮╰╯▌●✎✓✗▲▼→•·┃━", r) {
					t.Errorf("%s: %q is drawn", what, r)
				}
			}
		}
		chrome("the table")
		p.cursorOn("LG 27UQ850")
		p.Expect("table of Assets; Name: LG 27UQ850, Bergen #00000001, 1 of 10,000")
		p.Press("j", "l", "space", "k")
		p.cursorOn("SN-00000002")
		p.Expect("table of Assets; Serial number: SN-00000002, 2 of 10,000, 1 selected")
		p.Press("0", "shift+tab").Expect("list of objects: Assets")
		p.cursorOn(">Assets")
		p.Press("tab", "enter")
		p.cursorOn("Apple MacBook Pro 16")
		p.Expect("Asset Apple MacBook Pro 16, Zürich #00000002; Name: Apple MacBook Pro 16, Zürich #00000002")
		p.Press("j", "j", "j").Expect("; Customer: ")
		p.Press("g", "e").Expect("editing Name; enter is done")
		p.Type("Q").Press("enter").Expect("Zürich #00000002Q (changed, not sent)")
		chrome("a draft")
		p.Press("ctrl+s").Expect("dialog: ", "esc closes it")
		chrome("the review")
		p.Press("enter").Expect("yes Saved")
		for _, k := range []string{"y", ":", "?", "ctrl+o"} {
			p.Press("esc", "esc", k)
			if p.View().Cursor == nil {
				t.Errorf("no cursor in the dialog of %s", k)
			}
			chrome(fmt.Sprint("the dialog of ", k))
		}
	})
}
