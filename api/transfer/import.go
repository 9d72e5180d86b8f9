package transfer

import (
	"context"
	"io"
	"iter"

	"zco/api"
)

// Key is what tells which record a row is about.
type Key string

// The keys of an import.
const (
	KeyAuto       Key = ""            // external_id if the file has it, else id, else none
	KeyNone       Key = "none"        // every row is a new record
	KeyID         Key = "id"          // rows without an id are new records
	KeyExternalID Key = "external_id" // every row must have one
	KeyName       Key = "name"        // every row must have one; names must be unique
)

// Import is a file of records to bring into an object.
type Import struct {
	Object string
	Fields []api.Field                   // of the object, with the standard ones
	Open   func() (io.ReadCloser, error) // the file from its beginning; called several times
	Format Format                        // "" looks at the file
	Key    Key
	Comma  rune // CSV: between cells; 0 looks at the file

	// Mapping says for a column what it is, by its header: a field's key, or
	// "-" to leave it out. Columns that are not in it are found by key, then
	// by title.
	Mapping map[string]string

	EmptyClears bool // CSV: an empty cell clears the field; else it says nothing
}

// Column is a column of the file and what becomes of it.
type Column struct {
	Header  string
	Field   string // what it sets; "" if it is left out
	Problem string // why it cannot be used
	Ignored string // why it is left out, if that is nothing to worry about
}

// RowProblem is why a row cannot be brought in.
type RowProblem struct {
	Row    int    // of the data, from 1
	Line   int    // of the file, from 1
	Column string // its header; "" if it is about the whole row
	Reason string
}

// Check is what can be said about a file without asking the service.
type Check struct {
	Format   Format
	Key      Key
	Columns  []Column
	Rows     int
	Bad      int          // rows with problems
	Problems []RowProblem // the first 1,000
	Err      string       // why the file as a whole cannot be brought in; "" if it can
}

// OK reports whether every row can be brought in.
func (c Check) OK() bool { return c.Err == "" && c.Bad == 0 }

// DryRun is what an import would do.
type DryRun struct {
	Check
	Create, Change, Same int
	Samples              []Edit // the first records that would change
}

// Check reads the whole file and checks it against the fields.
func (m Import) Check() (Check, error) { panic("not yet") }

// DryRun says what the import would do, by reading the records that are there.
func (m Import) DryRun(ctx context.Context, c Client) (DryRun, error) { panic("not yet") }

// Plan is the import as a plan. It reads the records that are there, 100 in a
// request, and leaves out rows that would change nothing. Rows with problems
// fail, unsent.
func (m Import) Plan(ctx context.Context, c Client) Plan { panic("not yet") }

// WriteFailed writes the rows of the file that failed, as they were, with the
// reasons: CSV with a column zco_reason more, or JSON Lines with that member.
// Such a file can be imported itself: the reasons are left out.
func (m Import) WriteFailed(w io.Writer, failed iter.Seq2[Result, error]) (rows int, err error) {
	panic("not yet")
}
