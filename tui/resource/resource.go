// Package resource says what can be browsed: a Collection is the custom
// records of one object, or one of the account's other families, described as
// data: its fields, how it is listed, and what can be done with it. One file
// holds one family.
//
// It may import api and nothing of the interface. The one rule: a pane never
// asks which family it shows; what differs is said here, as a field or a
// function of the Collection.
package resource

import (
	"context"

	"zco/api"
)

// Value is a value of a field; see api.Value.
type Value = api.Value

// Collection is one thing that can be browsed. A nil function is something
// the service cannot do for this collection.
type Collection struct {
	ID       string // the object's key ("car") or the family's name ("roles")
	Family   string // "" for custom objects, else the family's name
	Title    string // plural, as the list shows it
	Singular string
	Note     string // a sentence about it
	Source   string // as a lookup target: "zen:custom_object:car"
	Address  string // the agent interface's address of a row, with {id}; relative to the account

	ListSorts   []string // what List sorts by, without direction: "id", "updated_at"
	SearchSorts []string // what List sorts by when Text or Filter is set
	KeepsOrder  bool     // the reversed sort lists exactly the reverse: the end is one request away
	Filters     []Choice // fixed filters of the family (status category, active, ...)

	Schema func(context.Context, *api.Client) (*Schema, error)
	List   func(context.Context, *api.Client, Query) (Page, error)
	Get    func(ctx context.Context, c *api.Client, id string) (Item, error)
	Count  func(context.Context, *api.Client) (Count, error)

	Searchable bool // Query.Text is understood
	Filterable bool // Query.Filter is understood

	Suggest func(ctx context.Context, c *api.Client, text string) ([]Item, error)

	Create   func(context.Context, *api.Client, Patch) (Item, error)
	Update   func(ctx context.Context, c *api.Client, id string, p Patch) (Item, error)
	Delete   func(ctx context.Context, c *api.Client, id string) error
	Upsert   func(ctx context.Context, c *api.Client, by UpsertKey, key string, p Patch) (Item, bool, error)
	Template func(from Item) Patch // what a copy starts with; nil copies all writable fields

	Verbs []Verb // what only this family can do
	Bulk  bool   // the jobs API changes many at once
}

// Choice is a fixed filter of a family: one of Values, or none.
type Choice struct {
	Key, Title string
	Values     []Option
}

// Query is what to list. The zero Query is everything in the service's order.
type Query struct {
	Text   string // words to search for
	Filter string // the filter language as JSON, "" for none
	Sort   string // a key with "-" before it for descending; "" for the service's order
	Fixed  string // fixed filters of the family as "key=value&key=value"

	After, Before string // a cursor of an earlier page; at most one of them
	Size          int    // rows a page, 1 to 100; 0 is 100
}

// Place is what a table shows, without where in it: comparable, and what a
// saved view and the way back remember.
type Place struct {
	Collection string
	Text       string
	Filter     string
	Sort       string
	Fixed      string
}

// Query returns the query of the place's first page.
func (p Place) Query() Query {
	return Query{Text: p.Text, Filter: p.Filter, Sort: p.Sort, Fixed: p.Fixed}
}

// Searching reports whether the place shows less than all rows.
func (p Place) Searching() bool { return p.Text != "" || p.Filter != "" }

// Ref names one row.
type Ref struct{ Collection, ID string }

// Page is a page of rows and the way to its neighbours.
type Page struct {
	Items         []Item
	After, Before string
	HasMore       bool
	Total         int // all rows, where the service says so; -1 where not
}

// Count is how many rows there are.
type Count struct {
	Value     int
	Refreshed string // when they were counted, RFC 3339; "" if just now
}

// Item is one row, with its values by field key.
type Item struct {
	ID      string
	Name    string // what it is called; its id where it has no name
	Version string // changes whenever the row does: its updated_at as sent
	Values  map[string]Value
}

// Value returns the value of a field, Absent where there is none.
func (it Item) Value(key string) Value { return it.Values[key] }

// Patch is the values to send, by field key. Null clears.
type Patch map[string]Value

// UpsertKey is what an upsert finds its row by.
type UpsertKey string

// The two ways to upsert.
const (
	ByExternalID UpsertKey = "external_id"
	ByName       UpsertKey = "name"
)

// Verb is something that one family can do with a row.
type Verb struct {
	ID     string // "make-default"
	Title  string
	Danger bool
	Reads  bool   // changes nothing: allowed in read-only mode
	Ask    string // a question whose answer is passed to Run; "" asks nothing
	Rows   bool   // applies to all selected rows at once
	// Allowed returns why the verb is disabled for an item, "" if it is not.
	Allowed func(Item) string
	// Request shows what Run will send, for the review: method, path, body.
	Request func(items []Item, answer string) string
	Run     func(ctx context.Context, c *api.Client, items []Item, answer string) (string, error)
}

// Null clears a field; Absent is a value that is not there.
const (
	Null   = api.Null
	Absent = api.Absent
)

// String returns the value of a text.
func String(s string) Value { return api.String(s) }
