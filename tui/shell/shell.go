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
	"zco/tui/draw/text"
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
	opts  Options
	env   *pane.Env
	layer *work.Layer
	panes Panes

	terminal *term.Terminal
	canvas   *screen.Canvas
	layout   layout
	frame    tea.View // what was last given to the renderer

	at      nav.Location // what is on the screen; show alone changes it
	beside  bool         // the record is shown beside the table where there is room
	tables  nav.Tables[Table]
	history nav.History
	dialogs []pane.Dialog
	guard   typeAhead

	queue    pane.Queue      // requests of panes and features, not done yet
	handlers pane.Handlers   // of requests
	commands action.Commands // of the features and the shell
	features []pane.Feature

	inbox    *work.Inbox // of the shell's own clocks
	typed    string      // keys of a sequence begun
	messages status.Log
	wait     status.Wait
	quitting bool
}

// New returns the shell of an account without panes and features, which Add
// and Place bring.
func New(o Options) (*Model, error) {
	m := &Model{
		opts: o, env: o.Env, layer: o.Layer, at: nav.Location{Focus: pane.Objects}, beside: true, terminal: o.Terminal,
		handlers: pane.Handlers{}, commands: action.Commands{},
	}
	m.inbox = o.Layer.Inbox(m.route)
	m.env.Shell = host{&m.queue, m}
	th, err := theme.New(m.themeOptions())
	if err != nil {
		return nil, err
	}
	m.env.Theme, m.canvas = th, screen.New(th.Sheet)
	if o.Terminal.Clusters {
		m.canvas.SetMethod(text.Clusters)
	}
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

// Init asks for the list of collections; the first frame does not wait for
// it.
func (m *Model) Init() tea.Cmd {
	return tea.Batch(m.panes.Catalog.Load(), m.inbox.Signals(), m.terminal.Probe(), m.startFeatures())
}

// Update gives each message to whom it concerns, does what was asked of the
// shell meanwhile, and draws what came of it.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmds := []tea.Cmd{m.route(msg)}
	for request, ok := m.queue.Next(); ok; request, ok = m.queue.Next() {
		cmds = append(cmds, m.route(request))
	}
	m.settle()
	return m, tea.Batch(append(cmds, m.present())...)
}

// View returns the frame that Update drew.
func (m *Model) View() tea.View { return m.frame }

// Env returns the ground that the account's panes stand on.
func (m *Model) Env() *pane.Env { return m.env }

// route gives a message or a request to whom it concerns.
func (m *Model) route(msg tea.Msg) tea.Cmd {
	if news, cmd := m.terminal.Update(msg); news != term.Foreign {
		return tea.Batch(cmd, m.adapt(news))
	}
	switch msg := msg.(type) {
	case work.Reply:
		return msg.Deliver()
	case tea.KeyPressMsg:
		return m.key(msg)
	case tea.PasteMsg:
		return m.paste(msg.Content)
	case tea.MouseMsg:
		return m.pointer(msg)
	case tea.BatchMsg: // of what ran beside the loop
		return tea.Batch(msg...)
	case work.Signal:
		cmd, _ := m.handlers.Do(msg)
		return tea.Batch(cmd, m.inbox.Signals())
	}
	cmd, _ := m.handlers.Do(msg)
	return cmd
}
