package app

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/draw/theme"
	"zco/tui/feature/account"
	"zco/tui/feature/clip"
	"zco/tui/pane"
	"zco/tui/shell"
	"zco/tui/status"
	"zco/tui/term"
)

// signIn is the screen where nobody is signed in: the form, and nothing else.
type signIn struct {
	opts   Options
	env    *pane.Env
	canvas *screen.Canvas
	form   *account.Form
	queue  pane.Queue // requests of the form

	commands action.Commands // of keys that hold whatever is typed
	clip     *clip.Feature
	said     status.Message // last
	frame    tea.View
	esc      bool // esc came, and the next one leaves
	left     bool
}

func newSignIn(o Options) (*signIn, error) {
	th, err := theme.New(o.Theme)
	if err != nil {
		return nil, err
	}
	d := &signIn{opts: o}
	d.env = &pane.Env{Shell: noAccount{&d.queue}, Theme: th, Keys: o.Keys, Now: o.Now, Zone: o.Zone, Plain: o.Plain}
	d.canvas = screen.New(th.Sheet)
	d.clip = clip.New(d.env, o.clip())
	d.commands = action.Index([]action.Command{
		action.Do(action.QuitNow, d.quit),
		action.Do(action.Redraw, func() tea.Cmd { return tea.ClearScreen }),
	})
	d.form = account.NewForm(o.Context, d.env, o.Accounts, o.Words, o.SignIn)
	return d, nil
}

// Init asks the terminal what it is.
func (d *signIn) Init() tea.Cmd { return d.opts.Terminal.Probe() }

// View returns the frame.
func (d *signIn) View() tea.View { return d.frame }

// Update takes keys for the form, answers to it, and what the terminal says.
func (d *signIn) Update(msg tea.Msg) tea.Cmd {
	cmds := []tea.Cmd{d.route(msg)}
	for request, ok := d.queue.Next(); ok; request, ok = d.queue.Next() {
		cmds = append(cmds, d.route(request))
	}
	d.frame = d.draw(d.canvas.Begin(d.opts.Terminal.Width, d.opts.Terminal.Height))
	return tea.Batch(cmds...)
}

func (d *signIn) route(msg tea.Msg) tea.Cmd {
	if news, cmd := d.opts.Terminal.Update(msg); news != term.Foreign {
		d.adapt(news)
		return cmd
	}
	switch msg := msg.(type) {
	case account.Signed: // for the program
		return func() tea.Msg { return msg }
	case tea.KeyPressMsg:
		return d.key(msg)
	case tea.PasteMsg:
		return d.form.Paste(msg.Content)
	case account.Left:
		return d.leave()
	case pane.Copy:
		return d.clip.Now(msg)
	case pane.Say:
		d.said = status.Message{Kind: msg.Kind, Text: msg.Text}
	default:
		return d.form.Update(msg)
	}
	return nil
}

// adapt follows what the terminal has said of itself.
func (d *signIn) adapt(news term.News) {
	switch news {
	case term.Recolored:
		o := d.opts.Theme
		o.Profile, o.Dark = d.opts.Terminal.Profile, d.opts.Terminal.Dark
		if th, err := theme.New(o); err == nil {
			d.env.Theme = th
			d.canvas.SetSheet(th.Sheet)
		}
	case term.Remeasured:
		d.canvas.SetMethod(d.opts.Terminal.Method())
	}
}

func (d *signIn) key(k tea.KeyPressMsg) tea.Cmd {
	if id, _ := d.env.Keys.Resolve([]action.Scope{action.Always}, k.String()); id != "" {
		cmd, _ := d.commands.Run(id)
		return cmd
	}
	d.said = status.Message{}
	d.esc = d.esc && k.Keystroke() == "esc"
	cmd, _ := d.form.Key(k)
	return cmd
}

// quit ends the program, and the sign-in that is under way.
func (d *signIn) quit() tea.Cmd {
	d.form.Close()
	d.left = true
	return tea.Quit
}

// leave ends the program at the second esc in a row: a lone one may be the
// first byte of an arrow that a slow line has split.
func (d *signIn) leave() tea.Cmd {
	if d.esc {
		d.left = true
		return tea.Quit
	}
	d.esc = true
	d.said = status.Message{Kind: pane.Note, Text: "esc once more leaves zco"}
	return nil
}

func (d *signIn) draw(a screen.Area) tea.View {
	cursor := shell.DrawDialog(d.env, a, d.form)
	if d.said.Text != "" {
		_, last := a.Bottom(1)
		d.said.Draw(last, d.env.Theme)
	}
	v := tea.NewView(d.canvas.Frame())
	v.AltScreen, v.WindowTitle = true, "zco"
	if cursor.Shown {
		v.Cursor = tea.NewCursor(cursor.X, cursor.Y)
		v.Cursor.Blink = false
	}
	return v
}

// noAccount is the shell of the form: requests are taken, and there is nothing
// to read.
type noAccount struct{ *pane.Queue }

func (noAccount) Push(pane.Open)                           {}
func (noAccount) Open(pane.Dialog)                         {}
func (noAccount) Close(pane.Dialog)                        {}
func (noAccount) Changed(pane.Changed) tea.Cmd             { return nil }
func (noAccount) Became(pane.Became) tea.Cmd               { return nil }
func (noAccount) Async(fn func() tea.Msg) tea.Cmd          { return fn }
func (noAccount) Subject() (pane.Subject, bool)            { return pane.Subject{}, false }
func (noAccount) Table() pane.Table                        { return nil }
func (noAccount) Acts(action.ID) bool                      { return false }
func (noAccount) Focused() pane.Name                       { return "" }
func (noAccount) Collection(string) *collection.Collection { return nil }
func (noAccount) Collections() []*collection.Collection    { return nil }
func (noAccount) Count(string) (int, bool)                 { return 0, false }
