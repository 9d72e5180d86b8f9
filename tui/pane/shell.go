package pane

import (
	"reflect"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
)

// Shell is what panes, features and dialogs may ask of the shell, and read of
// what is on the screen.
//
// It is called on the event loop only; what runs beside it is made with Async
// and returns the request.
type Shell interface {
	// Ask hands a request to the feature that handles its type: see On. It and
	// the next four are queued and done, in the order of the calls, as soon as
	// the code that was called by the shell has returned: before the next key,
	// so that a key typed right behind goes where the request leads.
	Ask(request any)
	Say(kind Kind, text string)
	Visit(Visit)
	Focus(Name)
	Run(action.ID)

	// Push lays a dialog over the panes, at once; a command may also return it,
	// as it may any request.
	Push(Open)
	// Open is Push of a dialog that a key asked for.
	Open(Dialog)
	// Close closes a dialog; nil closes the topmost.
	Close(Dialog)

	// Changed tells all panes and features that a row is now different, and
	// returns what they await. It is for features: a pane would be told while
	// it is in the middle of something. Where it is to follow what was asked
	// before, ask it.
	Changed(Changed) tea.Cmd
	// Became tells of a row that was only a draft, and is there now.
	Became(Became) tea.Cmd

	// Async returns a command that runs fn beside the event loop; what it
	// returns is done as a request, nil is none. It is dropped where the
	// account has been left meanwhile.
	Async(fn func() tea.Msg) tea.Cmd

	// Subject is what the cursor of the pane with the focus is on.
	Subject() (Subject, bool)
	// Table is the record table in front, nil where there is none.
	Table() Table
	Focused() Name
	// Acts reports whether the key of an action runs it where the focus is now.
	Acts(action.ID) bool
	// Collection returns what can be browsed under an ID, nil for nothing.
	Collection(id string) *collection.Collection
	Collections() []*collection.Collection
	// Count is how many rows a collection has, if that is known already.
	Count(id string) (int, bool)
}

// Table is what others may know of the record table in front.
type Table interface {
	Collection() *collection.Collection
	Schema() *collection.Schema // nil while it is not here
	Place() collection.Place
	Current() (collection.Item, bool)
	Selected() []collection.Item
	Loaded() []collection.Item // of the rows shown those that are here
	Columns() []collection.Field
	Layout() Columns // those, with the widths that a person chose
	Total() (int, bool)
	Failed() bool // something that it asked for could not be read
}

// Handler does the requests of one type. Make it with On.
type Handler struct {
	of reflect.Type
	do func(any) tea.Cmd
}

// On returns the handler of requests of type T.
func On[T any](do func(T) tea.Cmd) Handler {
	return Handler{of: reflect.TypeFor[T](), do: func(request any) tea.Cmd { return do(request.(T)) }}
}

// Handlers finds the handler of a request by its type.
type Handlers map[reflect.Type]func(any) tea.Cmd

// Add adds handlers. Two for one type are a mistake of the program.
func (h Handlers) Add(list ...Handler) {
	for _, one := range list {
		if _, twice := h[one.of]; twice {
			panic("two handlers of " + one.of.String())
		}
		h[one.of] = one.do
	}
}

// Of returns what does a request, nil where nothing does.
func (h Handlers) Of(request any) func(any) tea.Cmd { return h[reflect.TypeOf(request)] }

// Feature is a group of things to do that is no pane: finding, writing,
// copying. The shell knows features by this alone.
type Feature interface {
	Commands() []action.Command
	Handlers() []Handler
}

// What a feature may have besides; the shell asks for each with a type
// assertion.
type (
	// Starter has something to ask for as the account opens.
	Starter interface{ Init() tea.Cmd }
	// Watcher is told of each row that was changed, made or deleted. One
	// without an ID stands for any number of rows of its collection.
	Watcher interface{ Watch(Changed) tea.Cmd }
	// Visitor is told of each place and record as it is opened.
	Visitor interface {
		Visited(collection.Place) tea.Cmd
		Opened(OpenRecord) tea.Cmd
	}
	// Teller has something for the right of the status bar.
	Teller interface{ Status() []Part }
	// Readier is told when it is first known what there is to browse, and each
	// time that is read anew.
	Readier interface{ Ready() }
	// Holder says what would be broken off by leaving now: what is under way,
	// "" for nothing, and what comes of leaving.
	Holder interface{ Leaving() (what, words string) }
	// Parting has words to say after the screen is gone, "" for none.
	Parting interface{ Farewell() string }
)

// Part is a piece of the status bar.
type Part struct {
	Text  string
	Tone  Tone
	Opens action.ID // what a click on it runs, "" for nothing
}

// Tone says how a part of the status bar is meant.
type Tone int

// The tones.
const (
	Plain Tone = iota
	Strong
	Alarm
)
