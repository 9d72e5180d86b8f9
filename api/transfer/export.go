package transfer

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
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
	XLSX      Format = "xlsx"  // a workbook with one sheet
	TSV       Format = "tsv"   // tabs between cells, line ends and tabs in them as \n and \t; read only
)

// ExportOptions say how records are written.
//
// A CSV is as RFC 4180 has it, in UTF-8, with a header. Text that a
// spreadsheet would run as a formula (that begins with = + - @, a tab, a line
// end, their wide forms, or an apostrophe) has an apostrophe before it, which
// Import takes off again; numbers are numbers. The options of a multiselect
// stand between bars: red|blue, with a backslash before a bar or backslash
// that is part of one, and \e for an empty one. Nothing and empty text are
// both an empty cell. JSON has every value as the service wrote it.
type ExportOptions struct {
	Format Format
	Fields []api.Field `json:"-"` // of the object, with the standard ones

	// Columns are the keys of what to write, in this order: id, name,
	// external_id, created_at, updated_at, created_by_user_id,
	// updated_by_user_id, url, and the keys of fields. A field whose key is
	// one of those is written custom_object_fields.KEY. None means all; of
	// JSON, the whole records.
	Columns []string

	TitleHeader  bool // CSV: the titles of fields above, not their keys
	OptionTitles bool // CSV: the titles of options, not their tags
	Excel        bool // CSV: a byte order mark before, and text in quotes, for spreadsheets
	Raw          bool // CSV: cells that spreadsheets run as formulas stay as they are

	Parallel int `json:"-"` // requests at once, at most; 0 is DefaultParallel

	OnProgress func(ExportProgress) `json:"-"` // after each page
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

// rowWriter writes records in one format.
type rowWriter interface {
	header() error
	record(api.Record) error
	footer() error
}

// Export writes the records of a query to w, page by page: what was written
// when an error comes is whole pages.
func Export(ctx context.Context, c Client, q Query, w io.Writer, o ExportOptions) (ExportSummary, error) {
	x, err := newExport(c, q, w, o)
	if err != nil {
		return ExportSummary{}, err
	}
	err = x.run(ctx)
	return x.summary, errors.Join(err, x.close())
}

// close gives up what a writer holds besides the file.
func (x *export) close() error {
	if sheet, ok := x.rows.(*xlsxWriter); ok {
		return sheet.close()
	}
	return nil
}

// export is one export on its way.
type export struct {
	client  Client
	query   Query
	o       ExportOptions
	counter *countingWriter
	buffer  *bufio.Writer
	rows    rowWriter
	json    *jsonWriter // rows, if it is one
	whole   api.Record  // the one that is being written, where rows are made of its members
	summary ExportSummary
	pace    pace
	total   int
	bad     int                 // elements that are no records
	place   place               // where it stands, after each page
	onPage  func(*export) error // nil for nothing
	saved   time.Time           // when the place was written down
}

// place is where an export stands, as is needed to resume it.
type place struct {
	Cursor string   `json:"cursor"` // of the next page
	Seen   []string `json:"seen"`   // the ids on the last page
	Bytes  int64    `json:"bytes"`
	Rows   int      `json:"rows"`
	Last   string   `json:"last,omitempty"` // the id up to which all was written, of a list in the order of ids; that may be beyond the cursor
}

func newExport(c Client, q Query, w io.Writer, o ExportOptions) (*export, error) {
	columns, err := outColumns(o.Columns, o.Fields)
	if err != nil {
		return nil, err
	}
	q.sources = true
	x := &export{client: c, query: q, o: o, counter: &countingWriter{w: w}}
	x.buffer = bufio.NewWriterSize(x.counter, 1<<16)
	_, _, x.summary.Notes = q.plan()
	switch o.Format {
	case CSV:
		x.rows = &csvWriter{w: x.buffer, columns: columns, o: o}
	case XLSX:
		if x.rows, err = newXLSXWriter(x.buffer, q.Object, columns); err != nil {
			return nil, err
		}
	case JSON, JSONLines:
		if len(o.Columns) == 0 {
			columns = nil
		}
		x.json = &jsonWriter{w: x.buffer, columns: columns, array: o.Format == JSON}
		x.rows = x.json
	default:
		return nil, fmt.Errorf("there is no format %q: choose csv, json, jsonl or xlsx", o.Format)
	}
	return x, nil
}

func (x *export) run(ctx context.Context) error {
	if x.place.Rows == 0 && x.place.Cursor == "" {
		if err := x.rows.header(); err != nil {
			return err
		}
	}
	x.pace.note(time.Now(), x.place.Rows)
	pages := x.pages(ctx)
	for p, err := range ahead(pages) {
		if err != nil {
			return fmt.Errorf("the export stopped after %d records: %w", x.summary.Rows, err)
		}
		if err := x.page(p); err != nil {
			return fmt.Errorf("the export stopped after %d records: %w", x.summary.Rows, err)
		}
		if ctx.Err() != nil && p.next != "" {
			return fmt.Errorf("the export stopped after %d records: %w", x.summary.Rows, context.Cause(ctx))
		}
	}
	if err := x.rows.footer(); err != nil {
		return err
	}
	switch {
	case x.bad == 1:
		x.summary.Notes = append(x.summary.Notes, "1 element of the list made no sense and is left out")
	case x.bad > 1:
		x.summary.Notes = append(x.summary.Notes, fmt.Sprintf("%d elements of the list made no sense and are left out", x.bad))
	}
	err := x.buffer.Flush()
	x.summary.Bytes = x.counter.n
	return err
}

// pages walks over what is still to be written.
func (x *export) pages(ctx context.Context) iter.Seq2[recordPage, error] {
	return x.query.pagesAtOnce(ctx, x.client, x.place, cmp.Or(x.o.Parallel, DefaultParallel))
}

// page writes one page and says so.
func (x *export) page(p recordPage) error {
	seen := make([]string, 0, len(p.records))
	for _, r := range p.records {
		seen = append(seen, r.ID)
		if x.json == nil || x.json.columns != nil {
			x.whole.ReadSource(r)
			r = x.whole
		}
		if err := x.rows.record(r); err != nil {
			return err
		}
	}
	if err := x.buffer.Flush(); err != nil {
		return err
	}
	x.summary.Rows += len(p.records)
	x.bad += p.bad
	x.summary.Bytes, x.total = x.counter.n, max(x.total, p.total)
	if !p.afterMeeting {
		x.place.Bytes, x.place.Rows, x.place.Last = x.counter.n, x.summary.Rows, p.upTo
		if p.next != metCursor {
			x.place.Cursor, x.place.Seen = p.next, seen
		}
	}
	if x.onPage != nil && p.next != "" && !p.afterMeeting {
		if err := x.onPage(x); err != nil {
			return err
		}
	}
	x.tell()
	return nil
}

func (x *export) tell() {
	if x.o.OnProgress == nil {
		return
	}
	x.pace.note(time.Now(), x.summary.Rows)
	total := x.total
	if x.query.Limit > 0 && (total == 0 || x.query.Limit < total) {
		total = x.query.Limit
	}
	rate := x.pace.perSecond()
	x.o.OnProgress(ExportProgress{
		Rows: x.summary.Rows, Total: total, Bytes: x.counter.n,
		PerSecond: rate, Left: timeLeft(total, x.summary.Rows, rate),
	})
}

type countingWriter struct {
	w io.Writer
	n int64
}

func (c *countingWriter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}
