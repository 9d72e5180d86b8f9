package app

import (
	"cmp"
	"context"
	"os/exec"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"zco/tui/action"
	"zco/tui/domain/job"
	"zco/tui/domain/journal"
	"zco/tui/draw/theme"
	"zco/tui/feature/account"
	"zco/tui/feature/clip"
	"zco/tui/pane"
	"zco/tui/shell"
	"zco/tui/term"
	"zco/tui/work"
)

// Options are what the command line and the configuration say.
type Options struct {
	Context  context.Context
	Layer    *work.Layer    // nil where nobody is signed in
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
	Left       int              // how many texts an editor left there

	// Exec hands the terminal to another program; tea.ExecProcess if nil.
	Exec func(*exec.Cmd, tea.ExecCallback) tea.Cmd

	Pictures pane.Pictures // shows pictures on the terminal; nil where it is not asked for any

	Plain bool
	Mouse bool
	Start Start

	HideList bool // the list of objects is hidden at the start

	Views   pane.Views   // keeps the saved views; nil keeps them for this session
	Recents pane.Recents // remembers what was searched for and opened; may be nil

	Jobs job.Options // where the logs of bulk jobs lie, and how many run at once

	Memory pane.Memory   // keeps the columns chosen in tables; nil keeps them for this session
	Every  time.Duration // between refreshes by the clock, once that is on; 0 for half a minute

	OAuth     bool                   // whether the account is signed in to by OAuth, for the curl command
	Stays     bool                   // nobody could resume the program: it is not suspended
	Clipboard string                 // how to copy: auto, system, osc52
	Getenv    func(string) string    // the person's environment
	Browse    func(url string) error // opens a browser; nil where there is none

	Accounts Accounts       // to switch to and sign in to; nil where there is only this one
	SignIn   account.SignIn // the form to sign in to this account; no Profile where only others can
	Words    account.Words  // about the ways to sign in
	From     string         // where the credentials come from, in words
	Notice   string         // said once, at the start

	// Leave is told where one is as the account is left; it may take its time.
	Leave func(at Start, open bool)
}

// Start is where the program opens.
type Start = shell.Start

// Accounts are the accounts that a person may switch to or sign in to. Its
// methods block, and are called from commands only.
type Accounts interface {
	account.Accounts
	// Open returns what the program needs to be on the account of a profile,
	// once the account has said who signs in. An account that does not let one
	// in is an *account.SignedOutError.
	Open(ctx context.Context, name string) (Options, error)
}

// completed returns the options with what the zero value stands for.
func (o Options) completed() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Getenv == nil {
		o.Getenv = func(string) string { return "" }
	}
	if o.Exec == nil {
		o.Exec = term.Exec
	}
	o.Zone = cmp.Or(o.Zone, time.Local)
	o.Theme.Profile = cmp.Or(o.Theme.Profile, colorprofile.TrueColor)
	o.Theme.Plain = o.Plain
	o.Terminal = cmp.Or(o.Terminal, term.New(o.Now, term.Capabilities{
		Profile: o.Theme.Profile, Dark: o.Theme.Dark, Theme: o.Theme.Name, Mouse: o.Mouse, Stays: o.Stays,
	}))
	if o.Layer != nil {
		o.AccountKey = cmp.Or(o.AccountKey, o.Layer.Base())
	}
	return o
}

// clip is how to copy and to open addresses.
func (o Options) clip() clip.Options {
	return clip.Options{Context: o.Context, Clipboard: o.Clipboard, Getenv: o.Getenv, Browse: o.Browse, OAuth: o.OAuth}
}

// env is the ground that the panes of an account stand on.
func (o Options) env() *pane.Env {
	e := &pane.Env{Keys: o.Keys, Now: o.Now, Zone: o.Zone, Plain: o.Plain}
	if o.Layer == nil {
		return e
	}
	e.ReadOnly, e.Base, e.Names = o.ReadOnly, o.Layer.Base(), o.Layer
	e.Rest, e.Debounce = 150*time.Millisecond, 120*time.Millisecond
	e.Memory, e.Every = o.Memory, o.Every
	if e.Memory == nil {
		e.Memory = newSessionMemory()
	}
	e.Dates, e.Times, e.PageSize, e.Pages = o.Dates, o.Times, o.PageSize, o.Pages
	return e
}
