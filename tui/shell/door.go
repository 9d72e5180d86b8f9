package shell

import (
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"zco/tui/action"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/draw/theme"
	"zco/tui/feature/account"
	"zco/tui/pane"
)

// door is the screen where nobody is signed in: the form, and nothing else.
type door struct {
	opts   Options
	env    *pane.Env
	canvas *screen.Canvas
	form   *account.Form
	looks  looks
	words  message // what was last said
	frame  tea.View
	asked  time.Time
	split  split
	esc    bool // esc came, and the next one leaves
	left   bool
}

func newDoor(o Options) (*door, error) {
	o = o.completed()
	th, err := theme.New(o.Theme)
	if err != nil {
		return nil, err
	}
	d := &door{opts: o, env: &pane.Env{Theme: th, Keys: o.Keys, Now: o.Now, Zone: o.Zone, Plain: o.Plain}}
	d.canvas = screen.New(th.Sheet)
	d.looks = looks{profile: o.Theme.Profile, dark: o.Theme.Dark, theme: o.Theme.Name, mouse: o.Mouse}
	d.form = account.NewForm(o.Context, d.env, o.Accounts, o.Words, o.SignIn)
	return d, nil
}

// Init asks the terminal what it is.
func (d *door) Init() tea.Cmd {
	d.asked = d.env.Now()
	return tea.Sequence(
		tea.RequestBackgroundColor,
		tea.Raw(ansi.RequestModeSynchronizedOutput+ansi.RequestModeUnicodeCore+requestStatus),
	)
}

// Unanswered returns how many replies of the terminal may still be under way.
func (d *door) Unanswered() int {
	if d.looks.answers || d.env.Now().Sub(d.asked) >= firstAnswer {
		return 0
	}
	return 1
}

// View returns the frame.
func (d *door) View() tea.View { return d.frame }

// Update takes keys for the form, answers to it, and what the terminal says.
func (d *door) Update(msg tea.Msg) tea.Cmd {
	cmd := d.route(msg)
	d.frame = d.draw(d.canvas.Begin(d.looks.w, d.looks.h))
	return cmd
}

func (d *door) route(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		d.looks.w, d.looks.h = msg.Width, msg.Height
	case tea.ColorProfileMsg:
		d.looks.profile = msg.Profile
		d.retheme()
	case tea.BackgroundColorMsg:
		d.looks.dark = msg.IsDark()
		d.retheme()
	case tea.ModeReportMsg:
		if hasClusters(msg) {
			d.looks.clusters = true
			d.canvas.SetMethod(text.Clusters)
		}
	case tea.ResumeMsg:
		return pane.Batch(tea.ClearScreen, tea.RequestWindowSize)
	case tea.KeyPressMsg:
		return d.key(msg)
	case tea.PasteMsg:
		return d.form.Paste(msg.Content)
	case account.Left:
		return d.leave()
	case pane.Copy:
		return copyNow(d.opts, msg)
	case pane.Say:
		d.words = message{kind: msg.Kind, text: msg.Text}
	default:
		d.looks.answers = d.looks.answers || isStatusReport(msg)
		return d.form.Update(msg)
	}
	return nil
}

func (d *door) key(k tea.KeyPressMsg) tea.Cmd {
	switch id, _ := d.env.Keys.Resolve([]action.Scope{action.Always}, k.String()); id {
	case action.QuitNow:
		d.form.Close()
		d.left = true
		return tea.Quit
	case action.Redraw:
		return tea.ClearScreen
	}
	k, parts := d.split.mend(k, d.env.Now())
	if parts {
		return nil
	}
	d.words = message{}
	d.esc = d.esc && k.Keystroke() == "esc"
	cmd, _ := d.form.Key(k)
	return cmd
}

// leave ends the program at the second esc in a row: a lone one may be the
// first byte of an arrow that a slow line has split.
func (d *door) leave() tea.Cmd {
	if d.esc {
		d.left = true
		return tea.Quit
	}
	d.esc = true
	d.words = message{kind: pane.Note, text: "esc once more leaves zco"}
	return nil
}

func (d *door) retheme() {
	o := d.opts.Theme
	o.Profile, o.Dark = d.looks.profile, d.looks.dark
	if th, err := theme.New(o); err == nil {
		d.env.Theme = th
		d.canvas.SetSheet(th.Sheet)
	}
}

func (d *door) draw(a screen.Area) tea.View {
	th := d.env.Theme
	cursor := drawDialog(d.env, a, d.form)
	if d.words.text != "" {
		st, mark := kindStyle(th, d.words.kind)
		a.TextCut(0, a.H-1, a.W, st, mark+d.words.text)
	}
	v := tea.NewView(d.canvas.Frame())
	v.AltScreen, v.WindowTitle = true, "zco"
	if cursor.Shown {
		v.Cursor = tea.NewCursor(cursor.X, cursor.Y)
		v.Cursor.Blink = false
	}
	return v
}

// hasClusters reports whether the terminal counts cells by grapheme clusters.
func hasClusters(m tea.ModeReportMsg) bool {
	return m.Mode == ansi.ModeUnicodeCore && m.Value != ansi.ModeNotRecognized && m.Value != ansi.ModePermanentlyReset
}
