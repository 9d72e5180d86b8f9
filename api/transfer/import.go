package transfer

import (
	"context"
	"fmt"
	"io"
	"os"

	"zco/api"
)

// Key is what tells which record a row is about.
type Key string

// The keys of an import.
const (
	KeyAuto       Key = ""            // id if the file has it, else external_id, else none
	KeyNone       Key = "none"        // every row is a new record
	KeyID         Key = "id"          // rows without an id are new records
	KeyExternalID Key = "external_id" // every row must have one
	KeyName       Key = "name"        // every row must have one; names must be unique
)

// Import is a file of records to bring into an object. As JSON it is what a
// person chose of it.
type Import struct {
	Object string                        `json:"object"`
	Fields []api.Field                   `json:"-"`                // of the object, with the standard ones
	Open   func() (io.ReadCloser, error) `json:"-"`                // the file from its beginning; called several times
	Format Format                        `json:"format,omitempty"` // "" looks at the file
	Key    Key                           `json:"key"`
	Comma  rune                          `json:"comma,omitempty"` // CSV: between cells; 0 looks at the file

	// Mapping says for a column what it is, by its header: a field's key, or
	// "-" to leave it out. Columns that are not in it are found by key, then
	// by title.
	Mapping map[string]string `json:"mapping"`

	EmptyClears bool `json:"empty_clears,omitempty"` // CSV: an empty cell clears the field; else it says nothing
	Raw         bool `json:"raw,omitempty"`          // CSV: an apostrophe before a formula is text, not a guard

	Only          []string `json:"only,omitempty"`           // the fields to set, by key; the other columns are left out
	IgnoreUnknown bool     `json:"ignore_unknown,omitempty"` // columns that are no fields are left out
	Decimal       rune     `json:"decimal,omitempty"`        // between a number and its decimals: '.' or ','; 0 is '.'
	Encoding      string   `json:"encoding,omitempty"`       // of the file, by its name; "" is UTF-8, or UTF-16 with a mark
	Accept        []Cause  `json:"accept,omitempty"`         // causes whose cells are changes all the same

	// AlreadyIn are new records that earlier imports made, which are not made
	// again; see Created.
	AlreadyIn Made `json:"-"`

	OnRow       func()        `json:"-"` // Plan: for each row that is no blank one
	OnSuspect   func(Suspect) `json:"-"` // Plan: for each cell that is not sent as a program seems to have changed it
	OnAlreadyIn func(row int) `json:"-"` // Plan: for each row whose record is in AlreadyIn
	OnNote      func(string)  `json:"-"` // Plan: at its end, what was not checked and why

	// Matches returns what reports whether a text matches a pattern of the
	// service; nil checks none. Names names records of a lookup's target by id, as many as
	// there are of at most 100, with false for a target it cannot ask about;
	// nil checks no lookups.
	Matches func(pattern string) func(text string) bool                                                             `json:"-"`
	Names   func(ctx context.Context, target string, ids []string) (names map[string]string, asked bool, err error) `json:"-"`
}

// FromFile returns an Import.Open for a file on disk.
func FromFile(path string) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return os.Open(path) }
}

func (m Import) unguard(cell string) string {
	if m.Raw {
		return cell
	}
	return unguardCell(cell)
}

// RowProblem is why a row cannot be brought in.
type RowProblem struct {
	Row    int    `json:"-"`                // of the data, from 1
	Line   int    `json:"-"`                // of the file, from 1; 0 where it is not known
	Column string `json:"column,omitempty"` // its header; "" if it is about the whole row
	Value  string `json:"value,omitempty"`  // of the cell, where it is one
	Reason string `json:"reason"`
}

// String returns "row 3 (line 7), color: reason".
func (p RowProblem) String() string {
	text := fmt.Sprintf("row %d", p.Row)
	if p.Line > 0 {
		text += fmt.Sprintf(" (line %d)", p.Line)
	}
	if p.Column != "" {
		text += ", " + p.Column
	}
	return text + ": " + p.Reason
}

// Check is what can be said about a file without asking the service.
type Check struct {
	Format   Format
	Key      Key // never KeyAuto
	Columns  []Column
	Rows     int
	Notes    []string     // what was understood otherwise than written
	Blank    int          // rows of nothing but separators, left out
	Bad      int          // rows with problems
	Problems []RowProblem // the first 1,000
	Err      string       // why the file as a whole cannot be brought in; "" if it can
}

// maxProblems is how many problems a Check keeps.
const maxProblems = 1000

// OK reports whether every row can be brought in.
func (c Check) OK() bool { return c.Err == "" && c.Bad == 0 }

func (c *Check) bad(problems []RowProblem) {
	if len(problems) == 0 {
		return
	}
	c.Bad++
	room := max(0, maxProblems-len(c.Problems))
	c.Problems = append(c.Problems, problems[:min(room, len(problems))]...)
}

// FileError says that a file cannot be read, or is not of its format.
type FileError struct{ Err error }

func (e *FileError) Error() string { return e.Err.Error() }

// Unwrap returns why.
func (e *FileError) Unwrap() error { return e.Err }

// Header says what the columns of the file are, and reads of its rows no more
// than that takes; DryRun checks them. The error is about reading the file.
func (m Import) Header() (Check, error) {
	s, err := m.layout()
	return s.check, err
}

// Check reads the whole file and checks it against the fields. The error is
// about reading the file.
func (m Import) Check() (Check, error) {
	s, err := m.layout()
	check := s.check
	if err != nil || check.Err != "" {
		return check, err
	}
	for row, err := range m.rows(s) {
		if err != nil {
			return check, err
		}
		check.Rows++
		check.bad(row.all())
	}
	check.noted(s.seen)
	return check, nil
}
