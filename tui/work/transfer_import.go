package work

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/api/transfer"
)

// ImportSource is a file of rows and how it is read.
type ImportSource struct {
	Object      string            `json:"object"`
	Path        string            `json:"path"`
	Key         string            `json:"key"`     // id, external_id, name, none; "" looks at the file
	Mapping     map[string]string `json:"mapping"` // by header: a field by its key in the schema, or "-" to leave it out
	EmptyClears bool              `json:"empty_clears,omitempty"`
	Title       string            `json:"title"`
}

// The keys of an import, in the order in which to offer them.
var ImportKeys = []string{
	string(transfer.KeyAuto), string(transfer.KeyID), string(transfer.KeyExternalID), string(transfer.KeyName), string(transfer.KeyNone),
}

// ImportCheck is what the file says of itself: nobody was asked but for the
// fields.
type ImportCheck struct {
	Format  string
	Key     string // never ""
	Columns []ImportColumn
	Rows    int
	Bad     int      // rows with faults
	Faults  []string // the first 1,000: "row 3 (line 4), color: why"
	Err     string   // why the file as a whole cannot be brought in
}

// ImportColumn is a column of the file and what becomes of it.
type ImportColumn struct {
	Header  string
	Field   string // by its key in the schema, "id" too; "" for none
	Problem string // why it cannot be used
	Ignored string // why it is left out
}

// Checked is the answer to Check.
type Checked struct {
	Answer
	Source ImportSource
	Check  ImportCheck
}

const checkSlot Slot = "bulk/check"

// Check reads a file and checks it against the fields of its object.
func (j *Jobs) Check(gen uint64, s ImportSource) tea.Cmd {
	return j.layer.Go(checkSlot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		start := time.Now()
		check, err := s.check(ctx, c)
		return Checked{Answer{checkSlot, gen, err, time.Since(start)}, s, check}
	})
}

func (s ImportSource) check(ctx context.Context, c *api.Client) (out ImportCheck, err error) {
	m, err := s.transfer(ctx, c)
	if err != nil {
		return out, err
	}
	check, err := m.Check()
	out = ImportCheck{Format: string(check.Format), Key: string(check.Key), Rows: check.Rows, Bad: check.Bad, Err: check.Err}
	for _, col := range check.Columns {
		field := col.Field
		if field != "" && field != "id" {
			field = fieldKey(field)
		}
		out.Columns = append(out.Columns, ImportColumn{Header: col.Header, Field: field, Problem: col.Problem, Ignored: col.Ignored})
	}
	for _, p := range check.Problems {
		out.Faults = append(out.Faults, plainReason(p.String()))
	}
	return out, err
}

func (s ImportSource) transfer(ctx context.Context, c *api.Client) (transfer.Import, error) {
	fields, err := fieldsOf(ctx, c, s.Object)
	m := transfer.Import{
		Object: s.Object, Fields: fields, Open: transfer.FromFile(s.Path), Key: transfer.Key(s.Key),
		Mapping: map[string]string{}, EmptyClears: s.EmptyClears,
	}
	for header, key := range s.Mapping {
		m.Mapping[header] = key
	}
	return m, err
}

func (ImportSource) kind() JobKind { return JobImport }

func (s ImportSource) plan(ctx context.Context, c *api.Client, v *survey) (transfer.Plan, error) {
	m, err := s.transfer(ctx, c)
	if err != nil {
		return transfer.Plan{}, err
	}
	check, err := m.Check()
	if err != nil {
		return transfer.Plan{}, err
	}
	v.plan.Records, v.plan.source = check.Rows, &s
	p := m.Plan(ctx, c)
	p.Title = s.Title
	return p, nil
}
