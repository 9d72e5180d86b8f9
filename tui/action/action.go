// Package action is the table of what a person can do: one row for each
// action feeds the dispatch of keys, the help, the command palette, the
// reference in the README and the reason why something is disabled.
//
// It imports nothing of zco. The one rule: a key is never compared anywhere
// else; a new thing to do is a new row in the table.
package action

// ID names an action, in the configuration too. It does not change once
// released.
type ID string

// Scope is where an action applies. The scopes of the pane with focus form a
// chain, the most particular first, and the first that knows a key has it.
type Scope string

// The scopes.
const (
	Always  Scope = "always"  // even while typing
	Global  Scope = "global"  // everywhere but while typing
	List    Scope = "list"    // lists, tables and forms: moving the cursor
	Objects Scope = "objects" // the list of collections
	Records Scope = "records" // the record table
	Record  Scope = "record"  // one record
	Field   Scope = "field"   // typing in a field
	Search  Scope = "search"  // typing in the search line
	Builder Scope = "builder" // the filter builder
	Dialog  Scope = "dialog"  // anything that lies over the panes

	// Of single dialogs, looked up before those of all.
	Question  Scope = "question" // a yes or a no
	Accounts  Scope = "accounts" // the list of accounts
	ViewList  Scope = "views"    // the list of saved views
	DraftList Scope = "drafts"   // the list of drafts
	Since     Scope = "since"    // what changed since a time
	Bulk      Scope = "bulk"     // a change to many rows and its review
	Transfer  Scope = "transfer" // what to export and import
	Job       Scope = "job"      // one job
	Conflict  Scope = "conflict" // choosing between two changes of one field
)

// Scopes lists the scopes in the order in which help shows them.
var Scopes = []Scope{Always, Global, List, Objects, Records, Record, Field, Search, Builder, Dialog, Question, Accounts, ViewList, DraftList, Since, Bulk, Transfer, Job, Conflict}

// Titles says in words where each scope is.
var Titles = map[Scope]string{
	Always: "at any time", Global: "everywhere", List: "lists and tables", Objects: "objects",
	Records: "records", Record: "a record", Field: "typing in a field", Search: "search", Builder: "building a filter", Dialog: "dialogs",
	Question: "questions", Accounts: "accounts", ViewList: "saved views", DraftList: "drafts", Since: "what changed",
	Bulk: "changing many", Transfer: "exporting and importing", Job: "a job", Conflict: "two changes of one field",
}

// Action is one thing to do.
type Action struct {
	ID    ID
	Scope Scope
	Title string   // as in help and palette: "sort by this column"
	Keys  []string // default keys; several keys in one string are a sequence: "g g"

	Writes bool // changes the account: disabled in read-only mode
	Danger bool // asks before it does anything
	WayOut bool // leads out or to help: of the hints the last to go
	Hidden bool // moves a cursor: in help, not in the palette
}

// Find returns the action with an ID. An unknown ID is a mistake of the
// program: the zero Action.
func Find(id ID) Action {
	return byID[id]
}

var byID = func() map[ID]Action {
	m := make(map[ID]Action, len(Table))
	for _, a := range Table {
		m[a.ID] = a
	}
	return m
}()
