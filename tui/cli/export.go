package cli

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"zco/api/transfer"
	"zco/tui/domain/job"
	"zco/tui/domain/number"
)

func newExport(s Streams, f *flags) *cobra.Command {
	x := exporting{verbRun: verbRun{streams: s}}
	cmd := &cobra.Command{
		Use:   "export OBJECT",
		Short: "Write the records of an object as CSV, JSON, JSON Lines or .xlsx",
		Long: `Export writes records page by page to standard output, or with -o to a file that
only you may read. If an export to a file is interrupted, run the same command
again: it continues where it stopped. Symbolic links are followed; -o - is
standard output. In CSV, a cell that a spreadsheet would run as a formula gets an
apostrophe before it, unless --raw is given.

A workbook (.xlsx) survives a spreadsheet best: text stays text, numbers and
dates are real numbers and dates, drop-downs have a list to choose from, and what
cannot be changed is grey. If people open the CSV with a double click, write it
with --excel.`,
		Example: `  zco export asset -o assets.csv
  zco export asset -o assets.xlsx
  zco export asset -o for-excel.csv --excel
  zco export asset --format jsonl --query nokia --sort -updated_at | wc -l`,
		Args: exactly(1),
		RunE: f.inCollection(&x.verbRun, func(ctx context.Context, _ []string) error { return x.run(ctx) }),
	}
	x.which.define(cmd)
	fl := cmd.Flags()
	fl.StringVar(&x.format, "format", "", "the format, `csv|json|jsonl|xlsx`; default what the file's name says, or csv")
	fl.StringVarP(&x.file, "output", "o", "", "the `FILE` to write")
	fl.StringSliceVar(&x.columns, "columns", nil, "the columns to write, by their `KEYS` or titles, with commas between")
	fl.IntVar(&x.limit, "limit", 0, "at most this many records; 0 for all")
	fl.BoolVar(&x.titles, "titles", false, "CSV: titles of fields and options instead of keys and tags")
	fl.BoolVar(&x.o.Excel, "excel", false, "CSV: a byte order mark and text in quotes, for spreadsheets")
	fl.BoolVar(&x.o.Raw, "raw", false, "CSV: leave cells that spreadsheets run as formulas as they are")
	withJSON(cmd, &x.asJSON)
	return cmd
}

// exporting is one run of zco export.
type exporting struct {
	verbRun

	which        which
	o            transfer.ExportOptions // as far as an option is a member of it
	format, file string
	columns      []string
	limit        int
	titles       bool
	asJSON       bool
}

func (x *exporting) run(ctx context.Context) error {
	if x.subject.key == "" {
		return usage("export writes the records of custom objects; for %s there is: zco records %s --limit 0 --json", x.subject.ID, x.subject.ID)
	}
	q, o, err := x.plan()
	if err != nil {
		return err
	}
	lavish()
	bar := newProgress(x.streams, "exporting "+x.subject.ID)
	if x.file == "" && isTerminal(x.streams.Out) {
		bar.on = false // the rows themselves show how far it is
	}
	total := x.count(ctx, bar, q)
	o.OnProgress = func(p transfer.ExportProgress) {
		st := state{done: p.Rows, total: p.Total, perSecond: p.PerSecond, left: p.Left}
		if st.total == 0 && total > 0 {
			st.total = max(total, p.Rows)
			st.left = timeLeft(st)
		}
		bar.show(st)
	}
	var sum transfer.ExportSummary
	if x.file == "-" {
		x.file = ""
	}
	if x.file != "" {
		sum, err = transfer.ExportFile(ctx, x.session.client, q, x.file, o)
	} else {
		sum, err = x.toOutput(ctx, q, o)
	}
	bar.clear()
	for _, note := range sum.Notes {
		x.streams.say("%s", note)
	}
	if err != nil {
		return x.broken(err, sum)
	}
	return x.done(sum)
}

// count is how many records will come, where somebody watches and a listing
// does not tell: 0 if it is not known.
func (x *exporting) count(ctx context.Context, bar *progress, q transfer.Query) int {
	if !bar.on || q.Search != "" || !q.Filter.IsZero() {
		return 0
	}
	n, err := x.subject.Count(ctx, x.session.client)
	if err != nil {
		return 0
	}
	if q.Limit > 0 {
		return min(q.Limit, n.Value)
	}
	return n.Value
}

// toOutput writes to standard output; what a terminal would obey is not
// written to one.
func (x *exporting) toOutput(ctx context.Context, q transfer.Query, o transfer.ExportOptions) (transfer.ExportSummary, error) {
	w := x.streams.Out.Data()
	sum, err := transfer.Export(ctx, x.session.client, q, w, o)
	return sum, errors.Join(err, w.Close())
}

// broken says how far the export came.
func (x *exporting) broken(err error, sum transfer.ExportSummary) error {
	if readerGone(err) {
		x.streams.say("not all records were written: the program that read them has stopped")
		return silent(Partly)
	}
	if sum.Rows == 0 {
		return err
	}
	if x.file != "" {
		return withCode(Partly, "%w; run the same command again to go on from there", err)
	}
	return withCode(Partly, "%w", err)
}

func (x *exporting) done(sum transfer.ExportSummary) error {
	words := number.Of(sum.Rows, "record", "records")
	if x.file != "" {
		words += " in " + x.file
	}
	if sum.Resumed > 0 {
		words += ", " + number.Thousands(sum.Resumed) + " of them from before"
	}
	x.streams.say("%s", words)
	if x.asJSON && x.file != "" {
		return printJSON(x.streams, map[string]any{
			"file": x.file, "rows": sum.Rows, "bytes": sum.Bytes, "resumed": sum.Resumed,
		})
	}
	return nil
}

func (x *exporting) plan() (q transfer.Query, o transfer.ExportOptions, err error) {
	asked, err := x.which.query(x.subject)
	if err != nil {
		return q, o, err
	}
	filter, err := x.which.parsed(x.subject)
	if err != nil {
		return q, o, err
	}
	if x.limit < 0 {
		return q, o, usage("--limit must not be below 0")
	}
	q = transfer.Query{Object: x.subject.key, Search: asked.Text, Filter: filter, Sort: asked.Sort, Limit: x.limit}
	o = x.o
	o.Fields, o.TitleHeader, o.OptionTitles, o.Parallel = x.subject.fields, x.titles, x.titles, x.session.conf.Limits.Jobs
	if o.Format, err = x.form(); err != nil {
		return q, o, err
	}
	columns, err := x.subject.fieldsNamed(x.columns)
	for _, f := range columns {
		o.Columns = append(o.Columns, job.ColumnKey(x.subject.schema, f))
	}
	return q, o, err
}

// form is the format that is asked for, by its name or the file's.
func (x *exporting) form() (transfer.Format, error) {
	name := x.format
	if name == "" && x.asJSON && x.file == "" {
		name = "json"
	}
	if name == "" {
		end := strings.ToLower(filepath.Ext(x.file))
		if way, other := otherFormats[end]; other {
			return "", usage("%s files are not written: %s (or say what to write with --format)", end, way)
		}
		name = formatOf(x.file)
	}
	switch f := transfer.Format(name); f {
	case transfer.CSV, transfer.JSON, transfer.JSONLines, transfer.XLSX:
		return f, nil
	}
	return "", usage("--format must be csv, json, jsonl or xlsx, not %q", name)
}

// formatOf tells a format from the end of a file's name.
func formatOf(file string) string {
	switch strings.ToLower(filepath.Ext(file)) {
	case ".xlsx":
		return "xlsx"
	case ".json":
		return "json"
	case ".jsonl", ".ndjson":
		return "jsonl"
	}
	return "csv"
}

// otherFormats are ends of names that say what is not written.
var otherFormats = map[string]string{
	".xls": "write .xlsx, which the same programs read", ".ods": "write .xlsx, which the same programs read",
	".gz": "write to standard output: zco export OBJECT | gzip > FILE", ".zip": "write the file, then zip it",
}
