package transfer

import (
	"context"
	"io"
	"iter"
	"time"

	"zco/api"
)

// Format is a form of file.
type Format string

// The forms of files.
const (
	CSV       Format = "csv"
	JSON      Format = "json"  // an array of records
	JSONLines Format = "jsonl" // a record on each line
)

// Query says which records are wanted. The zero Query, but for Object, is all.
type Query struct {
	Object string
	Search string     // words; see api.Client.SearchRecords
	Filter api.Filter // zero for none
	Sort   string     // "" leaves the order to Records, which takes one that stands still
	Limit  int        // at most so many; 0 for all
}

// Records walks over the records of a query, page by page, each once.
func Records(ctx context.Context, c Client, q Query) iter.Seq2[api.Record, error] { panic("not yet") }

// ExportOptions say how records are written.
type ExportOptions struct {
	Format Format
	Fields []api.Field // of the object, with the standard ones

	// Columns are the keys of what to write, in this order: id, name,
	// external_id, created_at, updated_at, created_by_user_id,
	// updated_by_user_id, url, and the keys of fields. A field whose key is
	// one of those is written custom_object_fields.KEY. None means all.
	Columns []string

	TitleHeader  bool // CSV: the titles of fields above, not their keys
	OptionTitles bool // CSV: the titles of options, not their tags
	Raw          bool // CSV: cells that spreadsheets run as formulas stay as they are

	OnProgress func(ExportProgress) // after each page
}

// ExportProgress is how far an export is.
type ExportProgress struct {
	Rows      int
	Total     int // 0 if not known
	Bytes     int64
	PerSecond float64
	Left      time.Duration // -1 if not known
}

// ExportSummary is what an export did.
type ExportSummary struct {
	Rows    int
	Bytes   int64
	Resumed int      // rows that an earlier, broken export had written
	Notes   []string // what was done differently than asked, in words
}

// Export writes the records of a query to w, page by page.
func Export(ctx context.Context, c Client, q Query, w io.Writer, o ExportOptions) (ExportSummary, error) {
	panic("not yet")
}

// ExportFile writes the records of a query to a file that only its owner may
// read. While it is being written it is called PATH.part, with PATH.part.state
// beside it; if the two are there from a broken export of the same query, it
// is resumed.
func ExportFile(ctx context.Context, c Client, q Query, path string, o ExportOptions) (ExportSummary, error) {
	panic("not yet")
}
