package app_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/tui/app"
	"zco/tui/draw/screen"
)

// footer is what can be clicked in the line above the status.
func (p *program) footer() (out []screen.Press) {
	_, h := p.app.Canvas().Size()
	for _, at := range p.app.Canvas().Presses() {
		if at.Y == h-2 {
			out = append(out, at)
		}
	}
	return out
}

// states are the states of the screen that have a footer of their own: how one
// comes there, what the footer must say, and what it must not.
var states = []struct {
	name        string
	keys        string // pressed one by one; "text:" is typed
	says, lacks []string
	readOnly    bool
}{
	{name: "a table", says: []string{"enter open", "e edit", "? help"}, lacks: []string{"review and send", "delete"}},
	{name: "a table of an account that may only read", readOnly: true, says: []string{"enter open", "? help"}, lacks: []string{"edit", "n new"}},
	{name: "rows selected", keys: "space v k v", says: []string{"b edit 2", "X delete 2", "0 select none", "? help"}},
	{name: "a range being selected", keys: "v j", says: []string{"v end the range", "esc end the range"}},
	{name: "a row with a draft", keys: "e ctrl+u text:x enter", says: []string{"ctrl+s review and send"}},
	{name: "an empty result", keys: "/ text:zzzzqq enter", says: []string{"/ search", "n new", "esc all Assets", "? help"}, lacks: []string{"open", "sort", "edit cell", "space select"}},
	{name: "a filtered table", keys: "right right =", says: []string{"enter open", "esc all Assets"}},
	{name: "the quick filter", keys: "ctrl+f text:a", says: []string{"enter done"}, lacks: []string{"? help", "/ search"}},
	{name: "the list of objects", keys: "shift+tab", says: []string{"enter open", "/ filter the list", "? help"}, lacks: []string{"n new", "delete"}},
	{name: "the list being filtered", keys: "shift+tab / text:a", says: []string{"enter open", "esc done"}, lacks: []string{"? help"}},
	{name: "searching", keys: "/ text:le", says: []string{"enter search", "esc cancel"}, lacks: []string{"? help", "f filter"}},
	{name: "typing in a cell", keys: "e", says: []string{"enter done", "esc keep draft"}, lacks: []string{"? help", "f filter"}},
	{name: "choosing in a cell", keys: "right right e", says: []string{"enter choose", "esc cancel"}, lacks: []string{"? help"}},
	{name: "a record", keys: "enter", says: []string{"e edit", "esc back", "? help"}, lacks: []string{"revert", "discard", "review and send"}},
	{name: "a record of an account that may only read", keys: "enter", readOnly: true, says: []string{"esc back", "? help"}, lacks: []string{"e edit", "delete"}},
	{name: "a new record", keys: "n", says: []string{"e edit", "esc back", "? help"}, lacks: []string{"delete", "related", "actions"}},
	{name: "a record with a draft", keys: "enter e ctrl+u text:x enter", says: []string{"ctrl+s review and send", "z revert field", "esc back", "? help"}},
	{name: "choosing a related record", keys: "enter down down down down e", says: []string{"enter choose", "type to find", "ctrl+x cancel", "esc keep draft"}, lacks: []string{"? help"}},
	{name: "typing in a field", keys: "enter e", says: []string{"enter done", "ctrl+s review", "esc keep draft"}, lacks: []string{"? help"}},
}

// shown is the screen but for the status, which tells how many requests are left.
func (p *program) shown() string {
	s := p.Screen()
	return s[:strings.LastIndex(s, "\n")]
}

// come brings the program into a state.
func (p *program) come(keys string) *program {
	for _, key := range strings.Fields(keys) {
		if text, typed := strings.CutPrefix(key, "text:"); typed {
			p.Type(text)
			continue
		}
		p.Press(key)
	}
	return p
}

// In every state the footer says what can be done and nothing else: each hint
// does something when its key is pressed, is not typed as a letter, and does
// the same when it is clicked. Help and the way out are there when room is
// short.
func TestEveryHintOfTheFooterIsTrue(t *testing.T) {
	for _, s := range states {
		t.Run(s.name, func(t *testing.T) {
			w := with{w: 160, h: 40, options: func(o *app.Options) {
				o.Mouse = true
				o.Start.Collection = "asset"
				if s.readOnly {
					o.ReadOnly = "the account may only be read"
				}
			}}
			var hints []screen.Press
			run(t, w, func(t *testing.T, p *program) {
				p.come(s.keys)
				p.Message().Has(s.says...).Lacks(s.lacks...)
				hints = p.footer()
			})
			if len(hints) == 0 {
				t.Fatal("nothing can be clicked")
			}
			for i, h := range hints {
				pressed, clicked, before := "", "", ""
				run(t, w, func(t *testing.T, p *program) {
					before = p.come(s.keys).shown()
					pressed = p.come(h.Key).shown()
				})
				run(t, w, func(t *testing.T, p *program) {
					at := p.come(s.keys).footer()[i]
					p.Send(tea.MouseClickMsg{X: at.X, Y: at.Y, Button: tea.MouseLeft})
					p.Idle()
					clicked = p.shown()
				})
				if pressed == before && h.Key != "r" { // which reads anew what is shown
					t.Errorf("%s does nothing:\n%s", h.Key, before)
				}
				if len([]rune(h.Key)) == 1 && strings.Contains(pressed, "▌"+h.Key) {
					t.Errorf("%s was typed:\n%s", h.Key, pressed)
				}
				if clicked != pressed {
					t.Errorf("a click on %s does not what its key does:\n%s\n%s", h.Key, clicked, pressed)
				}
			}
		})
	}
}

// On a small screen help and the way out are the last to go.
func TestTheFooterKeepsTheWayOut(t *testing.T) {
	for _, w := range []int{40, 60, 80} {
		run(t, with{w: w, h: 20}, func(t *testing.T, p *program) {
			p.Press("enter")
			p.Message().Has("esc back", "? help")
		})
	}
}
