package cli

import (
	"errors"
	"os"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"

	"zco/tui/console"
	"zco/tui/graphics"
	"zco/tui/pane"
	tty "zco/tui/term"
)

// pictures shows pictures on the console: the screen is handed over as to an
// editor, and drawn anew afterwards.
type pictures struct {
	console func() *console.Console

	mu    sync.Mutex
	asked bool
	how   graphics.Protocol
}

// Ask implements pane.Pictures.
func (p *pictures) Ask(done func(shows bool) tea.Msg) tea.Cmd {
	if how, asked := p.known(); asked {
		return func() tea.Msg { return done(how != graphics.None) }
	}
	return p.lend(func(t graphics.Terminal) error {
		how, err := t.Ask()
		p.mu.Lock()
		defer p.mu.Unlock()
		p.how, p.asked = how, err == nil
		return err
	}, func(error) tea.Msg {
		how, _ := p.known()
		return done(how != graphics.None)
	})
}

// Show implements pane.Pictures.
func (p *pictures) Show(pic pane.Picture, done tea.ExecCallback) tea.Cmd {
	how, _ := p.known()
	if how == graphics.None {
		return func() tea.Msg { return done(errors.New("the terminal does not say that it can show pictures")) }
	}
	caption := strings.Join(append([]string{pic.Name}, pic.About...), "  ")
	if _, err := graphics.Decode(pic.Content); err != nil { // the screen is kept
		return func() tea.Msg { return done(err) }
	}
	return p.lend(func(t graphics.Terminal) error { return t.Show(how, pic.Content, caption) }, done)
}

func (p *pictures) known() (graphics.Protocol, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.how, p.asked
}

func (p *pictures) lend(use func(graphics.Terminal) error, done tea.ExecCallback) tea.Cmd {
	return tty.Lend(func(back tea.ExecCallback) tea.Cmd {
		return func() tea.Msg {
			return p.console().Lend(func(in, out *os.File) error { return use(graphics.Terminal{In: in, Out: out}) }, back)()
		}
	}, done)
}
