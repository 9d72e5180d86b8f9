// Package pane is what the panes and the shell have in common: the
// environment that panes draw and speak in, what a pane may ask of the shell,
// and the contract of dialogs.
//
// It imports widgets' ground (screen, theme, action) and resource, never api,
// and no pane. The one rule: panes do not know each other; they ask the shell
// with a message of this package.
package pane

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/draw/theme"
)

// Env is the ground that all panes stand on. It is shared by pointer: the
// shell changes it (theme, size, read-only), panes only read it.
type Env struct {
	Shell    Shell // what may be asked of the shell
	Theme    *theme.Theme
	Keys     *action.Keymap
	Now      func() time.Time
	Zone     *time.Location
	Dates    string // the layout of days, see collection.Format
	Times    string // and of times of the day
	ReadOnly string // why nothing may be written, "" if it may
	PageSize int    // rows that a table asks for in a page; 0 is 100
	Pages    int    // pages that a table holds; 0 is 8
	Plain    bool   // for screen readers: no frames, the cursor on what has focus
	Base     string // the account's address, for links
	Names    Names
	Rest     time.Duration // how long the cursor rests before the record beside follows
	Debounce time.Duration // how long typing pauses before the service is asked
	Every    time.Duration // how often a table refreshes by the clock, once that is on
	Memory   Memory        // what a person chose earlier; nil where nothing is remembered
	Drafts   Drafts        // what was typed and not sent; nil where nothing is kept
}

// Drafts tells what a person typed and has not sent yet.
type Drafts interface {
	HasDraft(ref collection.Ref) bool
	IsNew(ref collection.Ref) bool // the row is not created yet
	// Draft returns the unsent value of a field, and whether there is one.
	Draft(ref collection.Ref, key string) (collection.Value, bool)
}

// Names tells what an id is called, when it is known already.
type Names interface {
	// Name returns the name behind an id of a lookup's target ("zen:user",
	// "zen:custom_object:car"), and whether it is known.
	Name(target, id string) (string, bool)
}

// Kind says how a message to the person is meant.
type Kind int

// The kinds of message.
const (
	Note Kind = iota
	Success
	Warning
	Failure
)

// Say shows a message in the status line and keeps it in the list of earlier
// messages.
type Say struct {
	Kind Kind
	Text string
	// Offers are actions whose keys the text names; a click there presses them.
	Offers [2]action.ID
}

// Visit shows a place in the table. Select puts the cursor on a row; Columns,
// by their fields' keys, are shown in place of the table's own.
type Visit struct {
	Place   collection.Place
	Select  string
	Columns Columns // to show; none for those of the collection
}

// Listed says that what can be browsed is known now, or anew.
type Listed struct{ List []*collection.Collection }

// Moved says that the table in front now shows another place, such as the same
// rows in another order.
type Moved struct{ To collection.Place }

// OpenRecord shows one row in the record pane and gives it the focus. Item
// is what is known of it already. Follow says that a relation led there, so
// that back leads to the row and the field it started from. Field puts the
// cursor on a field by its key.
type OpenRecord struct {
	Ref    collection.Ref
	Item   collection.Item
	Known  bool
	Follow bool
	Field  string
}

// Rested says that the table's cursor has come to rest on a row: the record
// beside it may follow.
type Rested struct {
	Ref  collection.Ref
	Item collection.Item
}

// Run runs an action as if its key had been pressed.
type Run struct{ ID action.ID }

// Focus gives a pane the focus.
type Focus struct{ Pane Name }

// Changed is a row that is now different.
type Changed struct {
	Ref     collection.Ref
	Item    collection.Item
	Created bool
	Deleted bool
}

// Open is a dialog to be laid over the panes. Unasked says that it opens by
// itself: it takes no key until typing has paused.
type Open struct {
	Dialog  Dialog
	Unasked bool
}

// Close removes a dialog, the topmost one where none is named.
type Close struct{ Dialog Dialog }

// Copy puts a text on the clipboard. What says in words what it is.
type Copy struct{ Text, What string }

// Name names a pane.
type Name string

// The panes.
const (
	Objects Name = "objects"
	Records Name = "records"
	Record  Name = "record"
	Search  Name = "search"
)

// Pane is a part of the screen that can have the focus.
type Pane interface {
	// Scopes returns the chain of scopes for keys, without List and Global
	// where text is being typed.
	Scopes() []action.Scope
	// Commands returns what the pane itself does.
	Commands() action.Commands
	// Why returns what the pane and what its cursor is on have against an
	// action that is done elsewhere, "" for nothing.
	Why(action.ID) string
	// Type takes a key that is no action, for the text being typed.
	Type(tea.KeyPressMsg) tea.Cmd
	Paste(string) tea.Cmd
	Mouse(tea.MouseMsg) tea.Cmd
	// Changed takes that a row is now different.
	Changed(Changed) tea.Cmd
	Draw(a screen.Area, focused bool) screen.Cursor
}

// Dialog is something that lies over the panes and takes the keys until it
// is closed.
type Dialog interface {
	Title() string
	// Size returns how large the inside wants to be at most.
	Size(width, height int) (w, h int)
	Draw(a screen.Area) screen.Cursor
	// Key takes a key and returns whether the dialog is done with.
	Key(tea.KeyPressMsg) (cmd tea.Cmd, done bool)
	Paste(text string) tea.Cmd
}

// Colors says in which colours accounts are to be shown, as the theme reads
// one, "" for none.
type Colors struct{ Accounts []string }

// Retry asks again for what failed, and for what is in front.
type Retry struct{}
