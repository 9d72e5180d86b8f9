// Package shell is one account on the screen: the dispatch of keys and
// requests, the layout, the dialogs, the drawing and the pointer. It routes;
// it decides nothing about records.
//
// It knows pane.Pane, pane.Dialog, pane.Feature and action.Command, and no
// pane or feature by its package: tui/app makes those and hands them over. The
// one rule: a message goes to whom it concerns in Update; drawing changes
// nothing, and nothing does input or output in either.
package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/draw/theme"
	"zco/tui/nav"
	"zco/tui/pane"
	"zco/tui/status"
	"zco/tui/term"
	"zco/tui/work"
)

// Options are what the shell must know of its account.
type Options struct {
	Env      *pane.Env // its Shell and Theme are set here
	Layer    *work.Layer
	Terminal *term.Terminal
	Theme    theme.Options // but for what the terminal says
	Account  string        // shown in the status bar: "acme · production"
	Demo     bool
	HideList bool // the list of objects is hidden at the start
	Start    Start
}

// Start is where the program opens.
type Start struct {
	Collection string // "" for the first
	Record     string // opened, if not ""

	// Where one was last: nobody asked for it, so that it is no longer there
	// is no warning. Place is what the table shows, Row what its cursor is on.
	Last  bool
	Place collection.Place
	Row   string
}

// Model is the state of the screen of one account.
type Model struct {
	stage
	opts  Options
	layer *work.Layer

	canvas *screen.Canvas
	frame  tea.View // what was last given to the renderer

	dialogs  dialogs
	queue    pane.Queue      // requests of panes and features, not done yet
	handlers pane.Handlers   // of requests
	commands action.Commands // of the features and the shell

	inbox    *work.Inbox // of what the shell itself waits for
	typed    string      // keys of a sequence begun
	messages status.Log
	wait     status.Wait
	waiting  waiting
	quitting bool
}

// New returns the shell of an account without panes and features, which Add
// and Place bring.
func New(o Options) (*Model, error) {
	m := &Model{
		stage: stage{env: o.Env, terminal: o.Terminal, start: o.Start, at: nav.Location{Focus: pane.Objects}, beside: true, listAway: o.HideList},
		opts:  o, layer: o.Layer, dialogs: dialogs{now: o.Env.Now}, handlers: pane.Handlers{}, commands: action.Commands{},
	}
	m.inbox = o.Layer.Inbox(func(request tea.Msg) tea.Cmd { m.queue.Ask(request); return nil })
	m.env.Shell = host{&m.dialogs, &m.stage, &m.queue, m}
	th, err := theme.New(m.themeOptions())
	if err != nil {
		return nil, err
	}
	m.env.Theme, m.canvas = th, screen.New(th.Sheet)
	m.canvas.SetMethod(o.Terminal.Method())
	m.handlers.Add(m.requests()...)
	m.commands.Add(m.own())
	return m, nil
}

// Handle adds handlers of requests that go further than the account.
func (m *Model) Handle(h ...pane.Handler) { m.handlers.Add(h...) }

// Add takes a feature in.
func (m *Model) Add(f pane.Feature) {
	m.features = append(m.features, f)
	m.handlers.Add(f.Handlers()...)
	m.commands.Add(f.Commands())
}

// Place puts the panes on the screen.
func (m *Model) Place(p Panes) {
	m.panes = p
	for _, s := range p.Slots {
		if h, ok := s.Pane.(handling); ok {
			m.handlers.Add(h.Handlers()...)
		}
	}
	m.arrange()
	m.frame = m.view("")
}

// Leaving says what leaving the account now would break off: in a few words,
// and what comes of it; "" for nothing.
func (m *Model) Leaving() (what, words string) { return m.features.leaving() }

// Farewell is what to say after the screen is gone, "" for nothing.
func (m *Model) Farewell() string { return m.features.farewell() }

// Init asks for the list of collections and for the place to start at; the
// first frame does not wait for them.
func (m *Model) Init() tea.Cmd {
	return tea.Batch(m.panes.Catalog.Load(), m.ahead(m.inbox), m.inbox.Signals(), m.terminal.Probe(), m.features.start())
}

// Update gives each message to whom it concerns, does what was asked of the
// shell meanwhile, and draws what came of it.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmds []tea.Cmd
	for more := true; more; msg, more = m.queue.Next() {
		if news, cmd := m.terminal.Update(msg); news != term.Foreign {
			cmds = append(cmds, cmd, m.adapt(news))
			continue
		}
		var cmd tea.Cmd
		switch msg := msg.(type) {
		case work.Reply:
			cmd = msg.Deliver()
		case tea.KeyPressMsg:
			cmd = m.key(msg)
		case tea.PasteMsg:
			cmd = m.paste(msg.Content)
		case tea.MouseMsg:
			cmd = m.pointer(msg)
		case tea.BatchMsg: // of what ran beside the loop
			cmd = tea.Batch(msg...)
		default: // a request
			if do := m.handlers.Of(msg); do != nil {
				cmd = do(msg)
			}
		}
		if _, told := msg.(work.Signal); told {
			cmds = append(cmds, m.inbox.Signals())
		}
		cmds = append(cmds, cmd)
	}
	return m, tea.Batch(append(cmds, m.watch(), m.present())...)
}

// View returns the frame that Update drew.
func (m *Model) View() tea.View { return m.frame }

// Canvas holds the cells of the frame that Update drew.
func (m *Model) Canvas() *screen.Canvas { return m.canvas }

// Env returns the ground that the account's panes stand on.
func (m *Model) Env() *pane.Env { return m.env }
