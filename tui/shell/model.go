// Package shell is the shell: the root model, the layout, the focus and the
// dialogs. It routes; it decides nothing about records.
//
// It imports the panes and the command layer and never api. The one rule: a
// message goes to whom it concerns in Update, and everything else is somebody
// else's file; nothing does input or output in Update or View.
package shell

import (
	"context"
	"os/exec"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/job"
	"zco/tui/domain/journal"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/draw/theme"
	"zco/tui/feature/account"
	"zco/tui/feature/actions"
	"zco/tui/feature/clip"
	"zco/tui/feature/find"
	"zco/tui/feature/many"
	"zco/tui/feature/write"
	"zco/tui/nav"
	"zco/tui/pane"
	"zco/tui/panes/objects"
	"zco/tui/panes/record"
	"zco/tui/panes/records"
	"zco/tui/panes/search"
	"zco/tui/status"
	"zco/tui/term"
	"zco/tui/work"
)

// Options are what the command line and the configuration say.
type Options struct {
	Context  context.Context
	Layer    *work.Layer
	Terminal *term.Terminal // nil is one of which nothing is known but Theme and Mouse
	Keys     *action.Keymap
	Theme    theme.Options
	Now      func() time.Time
	Zone     *time.Location
	Dates    string // the layout of days, see collection.Format; "" is 2006-01-02
	Times    string // and of times of the day; "" is 15:04
	PageSize int    // rows asked for in a page, 10 to 100; 0 is 100
	Pages    int    // pages that a table holds, at least 4; 0 is 8
	Account  string // shown in the status bar: "acme · production"
	Demo     bool
	ReadOnly string // why nothing may be written, "" if it may

	Journal    *journal.Journal // of drafts and sent changes; nil keeps them in memory
	AccountKey string           // the account in the journal; "" is its address
	User       string           // who sends, for the history
	EditDir    string           // where files for $EDITOR lie, "" for the system's folder

	// Exec hands the terminal to another program; tea.ExecProcess if nil.
	Exec func(*exec.Cmd, tea.ExecCallback) tea.Cmd

	Plain bool
	Mouse bool
	Start Start

	Views   pane.Views   // keeps the saved views; nil keeps them for this session
	Recents pane.Recents // remembers what was searched for and opened; may be nil

	Jobs job.Options // where the logs of bulk jobs lie, and how many run at once

	Memory pane.Memory   // keeps the columns chosen in tables; nil forgets them at the end
	Every  time.Duration // between refreshes by the clock, once that is on; 0 for half a minute

	OAuth     bool                   // whether the account is signed in to by OAuth, for the curl command
	Clipboard string                 // how to copy: auto, system, osc52
	Getenv    func(string) string    // the person's environment
	Browse    func(url string) error // opens a browser; nil where there is none

	Handlers []pane.Handler // of requests that the program over the accounts does

	Accounts Accounts       // to switch to and sign in to; nil where there is only this one
	SignIn   account.SignIn // the form to sign in to this account; no Profile where only others can
	Words    account.Words  // about the ways to sign in
	From     string         // where the credentials come from, in words
	Notice   string         // said once, at the start

	// Leave is told where one is as the account is left; it may take its time.
	Leave func(at Start, open bool)
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

// Model is the whole program's state.
type Model struct {
	opts  Options
	env   *pane.Env
	layer *work.Layer
	in    *work.Inbox // of what the shell itself waits for

	terminal *term.Terminal
	canvas   *screen.Canvas
	layout   layout
	frame    tea.View // what was last given to the renderer

	objects *objects.Model
	records *records.Model
	editor  *record.Model
	search  *search.Model
	write   *write.Feature
	bulk    *many.Feature

	tables  nav.Tables[*records.Model]
	history nav.History
	finding *find.Feature
	at      nav.Location // what is on the screen; show alone changes it
	beside  bool         // the record is shown beside the table where there is room
	dialogs []pane.Dialog
	guard   typeAhead
	account *account.Feature

	queue    pane.Queue      // requests of panes and features, not done yet
	handlers pane.Handlers   // of requests
	commands action.Commands // of the features and the shell
	features []pane.Feature

	typed    string // keys of a sequence begun
	messages status.Log
	wait     status.Wait
	quitting bool
}

// panel is what the shell needs of a pane.
type panel interface {
	// Scopes returns the chain of scopes for keys, without List and Global
	// where text is being typed.
	Scopes() []action.Scope
	// Type takes a key that is no action, for the text being typed.
	Type(tea.KeyPressMsg) tea.Cmd
	Paste(string) tea.Cmd
	Update(tea.Msg) tea.Cmd
	// Why returns what the pane and what its cursor is on have against an
	// action that is done elsewhere, "" for nothing.
	Why(action.ID) string
	Draw(a screen.Area, focused bool) screen.Cursor
}

// New returns the program in its first state: nothing has been asked yet.
func New(o Options) (*Model, error) {
	o = o.Completed()
	th, err := theme.New(o.Theme)
	if err != nil {
		return nil, err
	}
	env := &pane.Env{
		Theme: th, Keys: o.Keys, Now: o.Now, Zone: o.Zone, ReadOnly: o.ReadOnly, Plain: o.Plain,
		Base: o.Layer.Base(), Names: o.Layer, Rest: 150 * time.Millisecond, Debounce: 120 * time.Millisecond,
		Memory: o.Memory, Every: o.Every,
		Dates: o.Dates, Times: o.Times, PageSize: o.PageSize, Pages: o.Pages,
	}
	m := &Model{
		opts: o, env: env, layer: o.Layer, canvas: screen.New(th.Sheet), at: nav.Location{Focus: pane.Objects},
		beside: true, terminal: o.Terminal,
	}
	m.handlers, m.commands = pane.Handlers{}, action.Commands{}
	m.handlers.Add(o.Handlers...)
	m.handlers.Add(m.requests()...)
	m.commands.Add(m.own())
	m.in = o.Layer.Inbox(m.route)
	env.Shell = host{&m.queue, m}
	m.objects = objects.New(env, o.Layer)
	m.write = newWrite(o, env)
	m.add(m.write)
	m.bulk = many.New(env, o.Layer, o.Layer.Jobs(m.jobOptions()))
	m.add(m.bulk)
	m.editor = record.New(env, o.Layer, m.write.Drafts(), m.write, record.External{Dir: o.EditDir, Getenv: o.Getenv, Exec: o.Exec})
	m.finding = find.New(env, o.Layer, find.Stores{Views: o.Views, Recents: o.Recents})
	m.search = search.New(env, o.Layer, m.finding)
	m.add(actions.New(env, o.Layer, m.write.Writer()))
	m.add(clip.New(env, o.Clip()))
	m.account = newAccount(o, m)
	m.add(m.account)
	m.add(m.finding)
	m.handlers.Add(m.objects.Handlers()...)
	m.handlers.Add(m.editor.Handlers()...)
	m.handlers.Add(m.writeHandlers()...)
	m.objects.SetMark(m.write.Mark)
	if o.Notice != "" {
		m.say(pane.Warning, o.Notice)
	}
	if o.Terminal.Clusters {
		m.canvas.SetMethod(text.Clusters)
	}
	m.arrange()
	m.frame = m.view("")
	return m, nil
}

// Completed returns the options with what the zero value stands for.
func (o Options) Completed() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Getenv == nil {
		o.Getenv = func(string) string { return "" }
	}
	if o.Zone == nil {
		o.Zone = time.Local
	}
	if o.Theme.Profile == 0 {
		o.Theme.Profile = colorprofile.TrueColor
	}
	if o.Exec == nil {
		o.Exec = term.Exec
	}
	o.Theme.Plain = o.Plain
	if o.Terminal == nil {
		o.Terminal = term.New(o.Now, term.Capabilities{
			Profile: o.Theme.Profile, Dark: o.Theme.Dark, Theme: o.Theme.Name, Mouse: o.Mouse,
		})
	}
	o.Theme.Profile, o.Theme.Dark, o.Theme.Name = o.Terminal.Profile, o.Terminal.Dark, o.Terminal.Theme
	return o
}

// Clip is how to copy and to open addresses.
func (o Options) Clip() clip.Options {
	return clip.Options{Context: o.Context, Clipboard: o.Clipboard, Getenv: o.Getenv, Browse: o.Browse, OAuth: o.OAuth}
}

// Init asks for the list of collections; the first frame does not wait for
// it.
func (m *Model) Init() tea.Cmd {
	return pane.Batch(m.objects.Load(), m.layer.Signals(), m.terminal.Probe(), m.startFeatures())
}

// Update gives each message to whom it concerns and draws what came of it.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := m.take(m.route(msg))
	cmd = pane.Batch(cmd, m.drain())
	m.objects.Fold(m.at.Focus != pane.Objects && m.records != nil && m.records.Scrolled())
	return m, pane.Batch(cmd, m.present())
}

// Env returns the ground that the account's panes stand on.
func (m *Model) Env() *pane.Env { return m.env }

// Account returns the account's key in the journal.
func (m *Model) Account() string { return m.write.Drafts().Account }

func (m *Model) route(msg tea.Msg) tea.Cmd {
	if news, cmd := m.terminal.Update(msg); news != term.Foreign {
		return pane.Batch(cmd, m.adapt(news))
	}
	switch msg := msg.(type) {
	case nil: // only draws
	case work.Reply:
		return msg.Deliver()
	case tea.KeyPressMsg:
		return m.key(msg)
	case tea.PasteMsg:
		return m.paste(msg.Content)
	case tea.MouseMsg:
		return m.pointer(msg)
	case work.Signal:
		return pane.Batch(m.signal(msg), m.layer.Signals())
	default:
		if cmd, known := m.handlers.Do(msg); known {
			return cmd
		}
		return m.everyone(msg)
	}
	return nil
}

// everyone hands an answer to all panes and dialogs; each knows its own by
// slot and generation.
func (m *Model) everyone(msg tea.Msg) tea.Cmd {
	cmds := []tea.Cmd{m.objects.Update(msg), m.editor.Update(msg)}
	for _, t := range m.tables.All() {
		cmds = append(cmds, t.Update(msg))
	}
	for _, d := range m.dialogs {
		cmds = append(cmds, d.Update(msg))
	}
	return pane.Batch(cmds...)
}

// begin opens the place to start at, once what can be browsed is known.
func (m *Model) begin() tea.Cmd {
	if m.records != nil {
		return nil
	}
	start := m.opts.Start
	col := m.objects.Find(start.Collection)
	if col == nil && start.Last {
		start = Start{}
		col = m.objects.Find("")
	}
	if col == nil {
		if start.Collection != "" {
			m.say(pane.Warning, "there is no object "+start.Collection+" in this account")
		}
		return nil
	}
	place := start.Place
	place.Collection = col.ID
	cmd := m.visit(pane.Visit{Place: place, Select: start.Row})
	if a, ok, _ := collection.Named(start.Record); ok && a.ExternalID != "" {
		a.Collection = col.ID
		m.env.Shell.Ask(pane.GoTo{Address: a})
		return cmd
	}
	if id := start.Record; id != "" {
		ref := collection.Ref{Collection: col.ID, ID: id}
		return pane.Batch(cmd, m.open(pane.OpenRecord{Ref: ref}))
	}
	return cmd
}

// panel returns the pane with a name, nil where there is none yet.
func (m *Model) panel(name pane.Name) panel {
	switch name {
	case pane.Objects:
		return m.objects
	case pane.Record:
		return m.editor
	case pane.Search:
		return m.search
	}
	if m.records == nil {
		return nil
	}
	return m.records
}
