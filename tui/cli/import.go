package cli

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"zco/api/transfer"
	"zco/tui/domain/job"
	"zco/tui/domain/number"
	"zco/tui/widget/form"
)

func newImport(s Streams, f *flags) *cobra.Command {
	m := importing{verbRun: verbRun{streams: s}}
	cmd := &cobra.Command{
		Use:   "import OBJECT FILE|-",
		Short: "Create and change records from a CSV, .xlsx, JSON or JSON Lines file",
		Long: `Import reads the whole file first and checks it against the fields and the
records of the object. If a row has an error, nothing is sent, unless --skip-bad
is given. Then it sends jobs of up to 100 records. With --key external_id (or id,
or name where names are unique) a row changes the record that it names, and only
the fields that differ.

A lookup may be an id, an external id or a name; external_id:ID and name:NAME, as
in Zendesk's own import, say which. A record that the filter of the lookup field
leaves out is refused; --accept filter takes it.

A spreadsheet or another program may have changed cells that nobody edited: a
lost decimal point, NA, letters of another encoding. Such cells are named, counted
and not sent, and the exit code is 2; --accept CAUSE sends them. Other line ends,
1.50 for 1.5 or a date in another notation are no change. --dry-run makes the same
checks and has the same exit codes; with --json it writes the plan, row by row.

If an import is interrupted, run the same command again: it continues where it
stopped. Records that somebody changed since it began are left alone and named;
run it once more to import those rows too. Press ctrl+c once, and it waits for the
jobs that were sent; twice, and it stops at once.`,
		Example: `  zco import store stores.csv --key external_id --dry-run
  zco import store stores.csv --key external_id --failed failed.csv
  zco import asset assets.xlsx --key id --dry-run
  zco import asset pandas.csv --only condition,price --ignore-unknown
  zco import asset german.csv --decimal , --encoding windows-1252
  zco import asset old.csv --map 'State=condition' --map Remarks=-`,
		Args: exactly(2),
		RunE: f.inCollection(&m.verbRun, func(ctx context.Context, args []string) error {
			m.file = args[1]
			return m.run(ctx)
		}),
	}
	m.define(cmd)
	return cmd
}

// importing is one run of zco import.
type importing struct {
	verbRun
	file string

	in                    transfer.Import // as far as an option is a member of it
	key, comma, decimal   string
	failed, log           string
	mapping, only, accept []string
	jobs                  int
	dryRun, skip, asJSON  bool
	told                  bool // JSON was written
	decided               *job.Decided
}

func (m *importing) define(cmd *cobra.Command) {
	fl := cmd.Flags()
	fl.StringVar(&m.key, "key", "", "the column that names the record of a row, `id|external_id|name|none`")
	fl.StringVar((*string)(&m.in.Format), "format", "", "the format, `csv|tsv|json|jsonl|xlsx`; default found from the file")
	fl.StringVar(&m.comma, "separator", "", "CSV: the character between cells; default found from the file")
	fl.StringArrayVar(&m.mapping, "map", nil, "the field of a column, as `HEADER=FIELD`; HEADER=- leaves it out")
	fl.BoolVar(&m.in.EmptyClears, "empty-clears", false, "CSV: an empty cell clears the field, instead of leaving it")
	fl.BoolVar(&m.in.Raw, "raw", false, "CSV: an apostrophe before a formula is text")
	fl.BoolVar(&m.dryRun, "dry-run", false, "say what would be created, changed and left, and send nothing")
	fl.BoolVar(&m.skip, "skip-bad", false, "leave out rows that cannot be right, instead of sending nothing")
	fl.StringSliceVar(&m.only, "only", nil, "set only these fields, by their `KEYS`, with commas between; the other columns are left out")
	fl.BoolVar(&m.in.IgnoreUnknown, "ignore-unknown", false, "leave out columns that are not fields")
	fl.StringVar(&m.in.Encoding, "encoding", "", "the encoding of the file, by its `NAME`, such as windows-1252; default UTF-8, or UTF-16 with a byte order mark")
	fl.StringVar(&m.decimal, "decimal", "", "the decimal mark, `.|,`; default a point")
	fl.StringSliceVar(&m.accept, "accept", nil, "take cells that a program seems to have changed: `CAUSES` of "+causeNames()+" or all; filter takes records that the filter of a lookup field leaves out")
	fl.StringVar(&m.failed, "failed", "", "a `FILE` for the rows that failed, with the reasons")
	fl.StringVar(&m.log, "log", "", "the `FILE` of the results, to continue from; default one in the state folder")
	fl.IntVar(&m.jobs, "jobs", 0, "jobs at once, up to 30; default from the configuration")
	withJSON(cmd, &m.asJSON)
}

func (m *importing) run(ctx context.Context) error {
	if err := m.outputs(); err != nil {
		return err
	}
	forget, err := m.spooled()
	if err != nil {
		return err
	}
	defer forget()
	in, err := m.source()
	if err != nil {
		return err
	}
	check, err := m.bring(ctx, in)
	return errors.Join(err, m.tellRefusal(check, err))
}

// bring checks the file and sends it, if it is all right and no dry run.
func (m *importing) bring(ctx context.Context, in transfer.Import) (transfer.Check, error) {
	logs, err := m.earlier()
	if err == nil {
		in.AlreadyIn, err = transfer.Created(logs)
	}
	if err != nil {
		return transfer.Check{}, err
	}
	check, err := in.Header()
	if err != nil {
		return check, usage("the file cannot be brought in: %w", err)
	}
	m.sayColumns(check)
	if check.Err != "" {
		return check, m.refused(check)
	}
	if !m.dryRun {
		if m.decided, err = job.NewDecided(m.session.importsDir()); err != nil {
			return check, fmt.Errorf("%w: there is no place to write down what is to be sent", err)
		}
		defer m.decided.Close()
	}
	dry, err := m.survey(ctx, in)
	if err == nil {
		err = m.after(ctx, in, dry)
	} else if errors.As(err, new(*transfer.FileError)) {
		err = usage("the file cannot be brought in: %w", err)
	}
	return dry.Check, err
}

// after ends a dry run, or sends what is to be sent.
func (m *importing) after(ctx context.Context, in transfer.Import, dry transfer.DryRun) error {
	switch {
	case m.dryRun:
		return m.preview(dry)
	case dry.Bad > 0 && !m.skip:
		return m.refused(dry.Check)
	}
	if err := m.session.writable(); err != nil {
		return err
	}
	if err := m.send(ctx, in, dry.Check); err != nil {
		return err
	}
	return m.unsent(dry)
}

// spooled copies what can be read only once, such as a pipe: an import reads
// its file several times.
func (m *importing) spooled() (forget func(), err error) {
	from := m.streams.In
	if m.file != "-" {
		info, err := os.Stat(m.file)
		if err != nil {
			return nil, usage("%w", err)
		}
		if info.Mode().IsRegular() {
			return func() {}, nil
		}
		file, err := os.Open(m.file)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		from = file
	}
	path, err := spool(from)
	m.file = path
	return func() { _ = os.Remove(path) }, err // a copy; the system tidies what stays
}

// spool keeps what comes on standard input: an import reads its file several
// times.
func spool(in io.Reader) (path string, err error) {
	file, err := os.CreateTemp("", "zco-import-*")
	if err != nil {
		return "", err
	}
	_, err = io.Copy(file, in)
	if err := errors.Join(err, file.Close()); err != nil {
		_ = os.Remove(file.Name())
		return "", err
	}
	return file.Name(), nil
}

// source is the file with all that the flags say about it.
func (m *importing) source() (in transfer.Import, err error) {
	if m.subject.key == "" {
		return in, usage("import writes the records of custom objects; for %s there is: zco create %s", m.subject.ID, m.subject.ID)
	}
	in = m.in
	in.Object, in.Fields, in.Mapping = m.subject.key, m.subject.fields, map[string]string{}
	in.Open, in.Matches, in.Names = transfer.FromFile(m.file), form.MatchesRuby, m.names
	if err := m.choose(&in); err != nil {
		return in, err
	}
	if in.Key, err = importKey(m.key); err != nil {
		return in, err
	}
	switch in.Format {
	case "", transfer.CSV, transfer.TSV, transfer.JSON, transfer.JSONLines, transfer.XLSX:
	default:
		return in, usage("--format must be csv, tsv, json, jsonl or xlsx, not %q", in.Format)
	}
	if m.comma != "" {
		r, n := utf8.DecodeRuneInString(strings.ReplaceAll(m.comma, `\t`, "\t"))
		if n != len(strings.ReplaceAll(m.comma, `\t`, "\t")) {
			return in, usage("--separator must be one character")
		}
		in.Comma = r
	}
	for _, pair := range m.mapping {
		i := strings.LastIndex(pair, "=")
		if i < 1 {
			return in, usage("--map %q is not HEADER=FIELD", pair)
		}
		in.Mapping[pair[:i]] = pair[i+1:]
		if pair[i+1:] == "-" {
			continue
		}
		f, err := m.subject.field(pair[i+1:])
		if err != nil {
			return in, err
		}
		in.Mapping[pair[:i]], _ = f.Custom()
	}
	return in, nil
}

func importKey(name string) (transfer.Key, error) {
	switch k := transfer.Key(strings.ReplaceAll(name, "-", "_")); k {
	case transfer.KeyAuto, transfer.KeyNone, transfer.KeyID, transfer.KeyExternalID, transfer.KeyName:
		return k, nil
	}
	return "", usage("--key must be id, external_id, name or none, not %q", name)
}

func (m *importing) refused(c transfer.Check) error {
	if c.Err != "" {
		wayOut := ""
		if slices.ContainsFunc(c.Columns, func(col transfer.Column) bool { return col.Problem != "" }) {
			wayOut = " (--map HEADER=FIELD names its field, --map HEADER=- leaves it out; --ignore-unknown leaves out all that are no fields)"
		}
		return usage("the file cannot be brought in: %s%s", c.Err, wayOut)
	}
	return usage("%s of %s rows cannot be right; nothing was sent (--skip-bad leaves them out)", number.Thousands(c.Bad), number.Thousands(c.Rows))
}

// logPath is where the results of this import are kept, so that the same
// import goes on where it stopped: by account, object, key and content.
func (m *importing) logPath() (string, error) {
	if m.log != "" {
		return m.log, nil
	}
	sum, err := m.sum()
	if err != nil {
		return "", err
	}
	dir := m.session.importsDir()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("%w: there is no place for the results of the import; name one with --log FILE", err)
	}
	return filepath.Join(dir, m.kin()+"-"+sum[:24]+".jsonl"), nil
}

// sum is the fingerprint of the file.
func (m *importing) sum() (string, error) {
	file, err := os.Open(m.file)
	if err != nil {
		return "", err
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// content tells the rows of this import, as they are read, from all others.
func (m *importing) content(in transfer.Import) (string, error) {
	sum, err := m.sum()
	if err != nil {
		return "", err
	}
	choices, err := json.Marshal(in)
	if err != nil {
		return "", err
	}
	all := sha256.Sum256(append(choices, sum...))
	return hex.EncodeToString(all[:16]), nil
}

// kin names all imports into the same object by the same key.
func (m *importing) kin() string {
	key, _ := importKey(m.key) // it was looked at
	return job.ImportKin(m.session.journalAccount(), m.subject.key, key)
}

// earlier are the logs of imports of its kind that are not all done, from the
// command line and from the interface.
func (m *importing) earlier() ([]string, error) {
	if m.log != "" {
		return nil, nil
	}
	key, _ := importKey(m.key) // it was looked at
	logs, err := job.EarlierImports(m.session.jobsDir(), m.session.journalAccount(), m.subject.key, key)
	if err = cmp.Or(m.session.paths.NoState, err); err != nil {
		return nil, fmt.Errorf("%w: what earlier imports made cannot be told; --log FILE goes on without", err)
	}
	return append(logs, m.kinLogs()...), nil
}

// kinLogs are those of the command line, but the one that this import goes on
// with.
func (m *importing) kinLogs() []string {
	logs := job.KinLogs(m.session.importsDir(), m.kin())
	own, err := m.logPath()
	return slices.DeleteFunc(logs, func(path string) bool { return err == nil && path == own && !m.dryRun })
}
