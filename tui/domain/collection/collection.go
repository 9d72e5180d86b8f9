// Package collection says what can be browsed: a Collection is the custom
// records of one object, or one of the account's other families, described as
// data: its fields, how it is listed, and what can be done with it. One file
// holds one family.
//
// It may import api and nothing of the interface. The one rule: a pane never
// asks which family it shows; what differs is said here, as a field or a
// function of the Collection.
package collection

import (
	"context"
	"slices"
	"strings"

	"zco/api"
)

// Value is a value of a field; see api.Value.
type Value = api.Value

// Collection is one thing that can be browsed. A nil function is something
// the service cannot do for this collection.
type Collection struct {
	ID       string // the object's key ("car") or the family's name ("roles")
	Family   string // "" for custom objects, else the family's name
	Group    string // the heading it stands under in the list: "Account"
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

	Create   func(context.Context, *api.Client, Patch) (Item, error)
	Update   func(ctx context.Context, c *api.Client, id string, p Patch) (Item, error)
	Delete   func(ctx context.Context, c *api.Client, id string) error
	Upsert   func(ctx context.Context, c *api.Client, by UpsertKey, key string, p Patch) (Item, bool, error)
	Template func(from Item) Patch // what a copy starts with; nil copies all writable fields
	// Applies reports whether the field with this key goes with the other values
	// of a row; the form of a row leaves out what does not. nil where all do.
	Applies func(value func(key string) Value, key string) bool
	// Propose returns what the other fields of a new row may be, once a value of
	// the field with this key is typed; nil where nothing follows of one.
	Propose func(key string, v Value) Patch

	Verbs []Verb // what only this family can do
	Bulk  bool   // the jobs API changes many at once

	// ReadOnlyReason returns why the field with this key cannot be changed in one row,
	// and UndeletableReason why the row cannot be deleted; "" if it can. See WhyNotEdit and
	// WhyNotDelete.
	ReadOnlyReason    func(it Item, key string) string
	UndeletableReason func(Item) string
	// DeleteImpact reads what deleting rows costs beside the rows themselves, to be
	// told before it is asked for; nil where it costs nothing else.
	DeleteImpact func(ctx context.Context, c *api.Client, items []Item) (Impact, error)

	// Definition is the row that says what this collection is: the definition of
	// a custom object. It is zero for what the account cannot change.
	Definition Ref
	// SchemaOf is the ID of the collection whose fields the rows are: a change
	// of a row makes that collection's schema stale.
	SchemaOf string
	// Attachments returns the collection of the files of a row; nil where rows
	// have none.
	Attachments func(id string) *Collection
	// Child returns the collection that a row stands for, where rows are
	// themselves things to browse: a custom object its records.
	Child func(Item) *Collection
}

// Impact is what deleting costs.
type Impact struct {
	Refused     string // why the service would refuse it, "" if it would not
	Warning     string // what goes with it: "this deletes 10,000 records as well"
	ConfirmText string // what to type before it is done, "" for a plain yes
}

// WhyNotEdit returns why a field of a row cannot be changed, "" if it can.
func (col *Collection) WhyNotEdit(it Item, f Field) string {
	switch {
	case f.Locked != "":
		return f.Locked
	case col.Update == nil:
		return "Press . for what can be changed"
	case col.ReadOnlyReason != nil:
		return col.ReadOnlyReason(it, f.Key)
	}
	return ""
}

// WhyNotDelete returns why a row cannot be deleted, "" if it can.
func (col *Collection) WhyNotDelete(it Item) string {
	switch {
	case HasCard(col.ID):
		return changedInZendesk
	case col.Delete == nil:
		return col.Title + " cannot be deleted in Zendesk"
	case col.UndeletableReason != nil:
		return col.UndeletableReason(it)
	}
	return ""
}

// Choice is a fixed filter of a family: one of Values, or none. Where Values
// is empty they are read with Load, or the id of a Target is picked by name.
type Choice struct {
	Key, Title string
	Values     []Option
	Load       func(context.Context, *api.Client) ([]Option, error)
	Target     string
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
func (p Place) Searching() bool {
	_, _, _, pointing := p.PointsAt()
	return p.Text != "" || p.Filter != "" || pointing
}

// Ref names one row.
type Ref struct{ Collection, ID string }

// Page is a page of rows and the way to its neighbours.
type Page struct {
	Items         []Item
	After, Before string
	HasMore       bool
	Total         int // all rows, where the service says so; -1 where not
	Unreadable    int // rows that made no sense and are left out
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
	Raw     Value // as the service wrote it; Absent for a record, whose values are as it wrote them
	// Rendered are the texts that the service put in the place of placeholders,
	// by field key, for the values that hold some; see Shown.
	Rendered map[string]string
}

// Value returns the value of a field, Absent where there is none.
func (it Item) Value(key string) Value { return it.Values[key] }

// values are those of some fields, as a copy of the row begins with them.
func (it Item) values(keys ...string) Patch {
	p := Patch{}
	for _, key := range keys {
		p[key] = it.Value(key)
	}
	return p
}

// copies is the Template of rows that are called by one field and keep the
// values of some others.
func copies(name string, keys ...string) func(Item) Patch {
	return func(from Item) Patch {
		p := from.values(keys...)
		p[name] = String("Copy of " + from.Name)
		return p
	}
}

// inactive is a Template of what must not act before somebody looked at it.
func inactive(template func(Item) Patch) func(Item) Patch {
	return func(from Item) Patch {
		p := template(from)
		p["active"] = Bool(false)
		return p
	}
}

func (it Item) id() string { return it.ID }

// Patch is the values to send, by field key. Null clears.
type Patch map[string]Value

// UpsertKey is what an upsert finds its row by.
type UpsertKey string

// The two ways to upsert.
const (
	ByExternalID UpsertKey = "external_id"
	ByName       UpsertKey = "name"
)

// Null clears a field; Absent is a value that is not there.
const (
	Null   = api.Null
	Absent = api.Absent
)

// String returns the value of a text.
func String(s string) Value { return api.String(s) }

// Bool returns the value of yes or no.
func Bool(b bool) Value { return api.Bool(b) }

// View is a look at a collection under a name: what is searched for, the
// filter, the order and the columns.
type View struct {
	Name    string
	Place   Place
	Columns []string // keys of fields, from left to right; none for the usual
	Widths  []int    // of Columns, in cells; 0 or none for what fits
}

// Fit returns a place without what the collection cannot do: an order that a
// search has and a list has not.
func (col *Collection) Fit(p Place) Place {
	sorts := col.ListSorts
	if p.Searching() {
		sorts = col.SearchSorts
	}
	if p.Sort != "" && !slices.Contains(sorts, strings.TrimPrefix(p.Sort, "-")) {
		p.Sort = ""
	}
	return p
}
