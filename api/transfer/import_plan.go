package transfer

import (
	"context"
	"iter"

	"zco/api"
)

// DryRun is what an import would do.
type DryRun struct {
	Check
	Create, Change, Same int
	Samples              []Edit // the first records that would change
	New                  []Item // the first that would be made
}

const maxSamples = 20

// DryRun says what the import would do, by reading the records that are
// there. Nothing is sent that changes anything.
func (m Import) DryRun(ctx context.Context, c Client) (DryRun, error) {
	s, err := m.layout()
	d := DryRun{Check: s.check}
	if err != nil || s.check.Err != "" {
		return d, err
	}
	for decided, err := range m.decide(ctx, c, s) {
		if err != nil {
			return d, err
		}
		d.Rows++
		switch decided.fate {
		case fateBad:
			d.bad(decided.row.problems)
		case fateSame:
			d.Same++
		case fateCreate:
			if d.Create++; len(d.New) < maxSamples {
				d.New = append(d.New, decided.item)
			}
		case fateChange:
			if d.Change++; len(d.Samples) < maxSamples {
				d.Samples = append(d.Samples, decided.edit)
			}
		}
	}
	return d, nil
}

// Plan is the import as a plan. It reads the records that are there, 100 in a
// request, and leaves out rows that would change nothing. Rows with problems
// fail, unsent. Ask Check first: a file that cannot be brought in as a whole
// makes the plan end with that.
func (m Import) Plan(ctx context.Context, c Client) Plan {
	return Plan{Object: m.Object, Title: "import into " + m.Object, Items: func(yield func(Item, error) bool) {
		s, err := m.layout()
		if err == nil && s.check.Err != "" {
			err = importError(s.check.Err)
		}
		if err != nil {
			yield(Item{}, err)
			return
		}
		for decided, err := range m.decide(ctx, c, s) {
			if err == nil && decided.fate == fateSame {
				continue
			}
			if !yield(decided.item, err) || err != nil {
				return
			}
		}
	}}
}

type importError string

func (e importError) Error() string { return "the file cannot be imported: " + string(e) }

// fate is what becomes of a row.
type fate int

const (
	fateBad fate = iota
	fateSame
	fateCreate
	fateChange
)

type decision struct {
	row  importRow
	fate fate
	item Item
	edit Edit // of a change
}

// decide walks over the rows with what is to be done about each.
func (m Import) decide(ctx context.Context, c Client, s layout) iter.Seq2[decision, error] {
	return func(yield func(decision, error) bool) {
		var waiting []importRow
		flush := func() bool {
			decided, err := m.decideAll(ctx, c, s, waiting)
			waiting = waiting[:0]
			if err != nil {
				yield(decision{}, err)
				return false
			}
			for _, d := range decided {
				if !yield(d, nil) {
					return false
				}
			}
			return true
		}
		for row, err := range m.rows(s) {
			if err != nil {
				yield(decision{}, err)
				return
			}
			if waiting = append(waiting, row); len(waiting) == api.MaxMany && !flush() {
				return
			}
		}
		flush()
	}
}

func (m Import) decideAll(ctx context.Context, c Client, s layout, rows []importRow) ([]decision, error) {
	var keys []string
	for _, row := range rows {
		if key := row.key(s.check.Key); key != "" && len(row.problems) == 0 {
			keys = append(keys, key)
		}
	}
	there, err := existing(ctx, c, m.Object, s.check.Key, keys)
	if err != nil {
		return nil, err
	}
	out := make([]decision, len(rows))
	for n, row := range rows {
		record, found := there[row.key(s.check.Key)]
		out[n] = m.decideOne(s, row, record, found)
	}
	return out, nil
}

func (m Import) decideOne(s layout, row importRow, record api.Record, found bool) decision {
	if len(row.problems) == 0 {
		switch {
		case found:
			return m.change(s, row, record)
		case s.check.Key == KeyID && row.id != "":
			row.problem("id", "there is no record with this id: "+shorten(row.id))
		default:
			m.checkNew(s, &row)
		}
	}
	d := decision{row: row, fate: fateCreate, item: Item{Action: api.ActionCreate, Row: row.number, Patch: row.patch}}
	switch {
	case s.check.Key == KeyName:
		d.item.Action = api.ActionSetByName
	case s.check.Key != KeyNone && !row.patch.ExternalID.IsEmpty():
		d.item.Action = api.ActionSetByExternalID // a second time makes no second record
	}
	if len(row.problems) > 0 {
		d.fate, d.item.ID, d.item.Problem = fateBad, row.id, rowReasons(row.problems)
	}
	return d
}

func rowReasons(problems []RowProblem) string {
	text := ""
	for i, p := range problems {
		if i > 0 {
			text += "; "
		}
		if p.Column != "" {
			text += p.Column + ": "
		}
		text += p.Reason
	}
	return text
}

// change is the row as an edit of the record that is there: only what differs.
func (m Import) change(s layout, row importRow, record api.Record) decision {
	e := Edit{Record: record}
	for _, key := range patchKeys(row.patch) {
		before, after := orNull(recordValue(record, key)), patchValue(row.patch, key)
		if sameStored(after, before) {
			continue
		}
		if after.IsEmpty() && s.mustHave(key) {
			row.problem(key, "it must have a value")
			return decision{row: row, fate: fateBad, item: Item{Action: api.ActionUpdate, ID: record.ID, Row: row.number, Problem: rowReasons(row.problems)}}
		}
		e.Fields = append(e.Fields, FieldChange{Field: key, Before: before, After: after})
	}
	if len(e.Fields) == 0 {
		return decision{row: row, fate: fateSame}
	}
	item := e.Item()
	item.Row = row.number
	return decision{row: row, fate: fateChange, item: item, edit: e}
}
