package transfer

import (
	"iter"

	"zco/api"
)

// Kind is what a Change does with a field.
type Kind string

// The kinds of changes, and what of Change each reads.
const (
	Set           Kind = "set"            // Value
	Clear         Kind = "clear"          // nothing
	Replace       Kind = "replace"        // Find, With, MatchCase; in text
	Add           Kind = "add"            // Number, which may be negative; to numbers
	AddOptions    Kind = "add options"    // Options; to a multiselect
	RemoveOptions Kind = "remove options" // Options; from a multiselect
)

// Change is one change to one field of many records.
type Change struct {
	Field     string // a field's key, or api.FieldName or api.FieldExternalID
	Kind      Kind
	Value     api.Value
	Find      string // plain text, not a pattern
	With      string
	MatchCase bool
	Number    string   // digits, sign and point, as people write it
	Options   []string // values (tags)
}

// FieldChange is what changes do to one field of one record.
type FieldChange struct {
	Field         string
	Before, After api.Value
	Problem       string // why it cannot be changed so; After is then Before
}

// Changes reports whether the field will be another than before.
func (f FieldChange) Changes() bool { return f.Problem == "" && !sameValue(f.Before, f.After) }

// Edit is what changes do to one record.
type Edit struct {
	Record api.Record
	Fields []FieldChange // in the order of the changes, each field once
}

// Preview tells what changes would do to a record. Nothing is sent.
func Preview(r api.Record, changes []Change, fields []api.Field) Edit { panic("not yet") }

// Changes reports whether anything will change.
func (e Edit) Changes() bool { panic("not yet") }

// Problem says why the record cannot be changed; "" if it can. A record is
// changed as a whole or not at all.
func (e Edit) Problem() string { panic("not yet") }

// Item is the edit as an item of a plan: the id and what changes.
func (e Edit) Item() Item { panic("not yet") }

// Tally counts what changes would do to many records.
type Tally struct {
	Records  int
	Change   int
	Same     int // are so already
	Problems int
	Samples  []Edit // the first that change
	Troubled []Edit // the first with problems
}

// PreviewAll counts what changes would do to records, with up to samples
// examples of each sort.
func PreviewAll(records iter.Seq2[api.Record, error], changes []Change, fields []api.Field, samples int) (Tally, error) {
	panic("not yet")
}

// EditPlan is the plan of changes to records. Records that are so already are
// left out; those with a problem fail with it, unsent.
func EditPlan(object string, records iter.Seq2[api.Record, error], changes []Change, fields []api.Field) Plan {
	panic("not yet")
}

// DeletePlan is the plan of deleting records by their ids. The whole records
// are kept in the run's log, so that they can be made again.
func DeletePlan(object string, records iter.Seq2[api.Record, error]) Plan { panic("not yet") }

// UndoPlan takes back what results say was done: changed fields get their old
// values, made records are deleted, deleted records are made again, with new
// ids and without what cannot be set. What cannot be taken back is in the plan
// with its Problem. Run it with CheckBefore, so that what others changed since
// is left alone and said.
func UndoPlan(object string, results iter.Seq2[Result, error], fields []api.Field) Plan {
	panic("not yet")
}

func sameValue(a, b api.Value) bool { return a.Same(b) }
