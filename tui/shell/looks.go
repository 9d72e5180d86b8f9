package shell

import (
	"github.com/charmbracelet/colorprofile"

	"zco/tui/draw/text"
)

// looks are what the terminal has said of itself and the person has chosen for
// the screen; they outlast an account.
type looks struct {
	w, h     int
	profile  colorprofile.Profile
	dark     bool
	theme    string
	clusters bool
	mouse    bool
	answers  bool
}

func (p *Program) looks() looks {
	if p.front == nil {
		return p.door.looks
	}
	m := p.front
	return looks{
		w: m.width, h: m.height, profile: m.opts.Theme.Profile, dark: m.opts.Theme.Dark, theme: m.opts.Theme.Name,
		clusters: m.canvas.Method == text.Clusters, mouse: m.mouse, answers: m.pace.answers,
	}
}

func (l looks) onto(o *Options) {
	o.Theme.Profile, o.Theme.Dark, o.Theme.Name, o.Mouse = l.profile, l.dark, l.theme, l.mouse
}

func (l looks) into(m *Model) {
	if l.clusters {
		m.canvas.SetMethod(text.Clusters)
	}
	m.pace.answers = l.answers
	m.resize(l.w, l.h)
}
