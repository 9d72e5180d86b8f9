package transfer

import (
	"context"
	"iter"
	"maps"
	"slices"

	"zco/api"
)

// DryRun is what an import would do.
type DryRun struct {
	Check
	Create, Change, Same int
	AlreadyIn            int         // of Same: rows that an earlier import made records of
	Rewritten            int         // rows of which nothing is sent but what a program seems to have changed
	Causes               CauseCounts // cells that a program seems to have changed, by cause and column
	Samples              []Edit      // the first records that would change
	New                  []Item      // the first that would be made
}

// CauseCount is how many cells of a column a program seems to have changed
// for one cause.
type CauseCount struct {
	Cause   Cause
	Column  string
	Cells   int
	Example Suspect
}

// CauseCounts are what was met of each cause in each column.
type CauseCounts []CauseCount

// Cells is how many cells a program seems to have changed.
func (c CauseCounts) Cells() int {
	n := 0
	for _, one := range c {
		n += one.Cells
	}
	return n
}

// Add counts a cell.
func (c *CauseCounts) Add(s Suspect) {
	at := slices.IndexFunc(*c, func(one CauseCount) bool { return one.Cause == s.Cause && one.Column == s.Column })
	if at < 0 {
		at = len(*c)
		*c = append(*c, CauseCount{Cause: s.Cause, Column: s.Column, Example: s})
	}
	(*c)[at].Cells++
}

// Suspects is how many cells a program seems to have changed.
func (d DryRun) Suspects() int { return d.Causes.Cells() }

// OutcomeOfRow is what an import would do with one row.
type OutcomeOfRow struct {
	Row, Line int
	Does      string // create, change, same or bad
	ID        string // of the record that is there
	Suspects  []Suspect
	Problems  []RowProblem

	decision *decision
}

var fateNames = map[fate]string{fateBad: "bad", fateSame: "same", fateCreate: "create", fateChange: "change"}

func (d *decision) outcome() OutcomeOfRow {
	return OutcomeOfRow{
		Row: d.row.number, Line: d.row.line, Does: fateNames[d.fate], ID: d.item.ID,
		Suspects: d.suspects, Problems: d.row.problems, decision: d,
	}
}

// Item is the row as a plan has it, also where it fails unsent; ok is false
// where there is nothing to do.
func (o OutcomeOfRow) Item() (item Item, ok bool) {
	return o.decision.toSend(), o.decision.fate != fateSame
}

// Changes are what the row changes of its record, or sets of a new one.
func (o OutcomeOfRow) Changes() []FieldChange {
	if o.decision.fate != fateCreate {
		return o.decision.edit.Fields
	}
	patch := o.decision.toSend().Patch
	keys := patchKeys(patch)
	out := make([]FieldChange, len(keys))
	for n, key := range keys {
		out[n] = FieldChange{Field: key, After: patchValue(patch, key)}
	}
	return out
}

const maxSamples = 20

// DryRun says what the import would do, by reading the records that are
// there. Nothing is sent that changes anything.
func (m Import) DryRun(ctx context.Context, c Client) (DryRun, error) {
	return m.DryRunEach(ctx, c, nil)
}

// DryRunEach is DryRun that tells of each row as it comes to it; nil is told
// nothing.
func (m Import) DryRunEach(ctx context.Context, c Client, each func(OutcomeOfRow) error) (DryRun, error) {
	s, err := m.layout()
	d := DryRun{Check: s.check}
	if err != nil {
		return d, &FileError{err}
	}
	if s.check.Err != "" {
		return d, err
	}
	for decided, err := range m.decide(ctx, c, s) {
		if err != nil {
			return d, err
		}
		d.Rows++
		for _, suspect := range decided.suspects {
			d.Causes.Add(suspect)
		}
		if each != nil {
			if err := each(decided.outcome()); err != nil {
				return d, err
			}
		}
		switch decided.fate {
		case fateBad:
			d.bad(decided.row.problems)
		case fateSame:
			if decided.alreadyIn {
				d.AlreadyIn++
			}
			if d.Same++; len(decided.suspects) > 0 {
				d.Same--
				d.Rewritten++
			}
		case fateCreate:
			if d.Create++; len(d.New) < maxSamples {
				d.New = append(d.New, decided.toSend())
			}
		case fateChange:
			if d.Change++; len(d.Samples) < maxSamples {
				d.Samples = append(d.Samples, decided.edit)
			}
		}
	}
	d.noted(s.seen)
	d.Notes = append(d.Notes, s.notes()...)
	slices.SortStableFunc(d.Causes, func(a, b CauseCount) int { return b.Cells - a.Cells })
	return d, nil
}

// Title says what the import is, for people.
func (m Import) Title() string { return "import into " + m.Object }

// Plan is the import as a plan. It reads the records that are there, 100 in a
// request, and leaves out rows that would change nothing. Rows with problems
// fail, unsent. Ask Check first: a file that cannot be brought in as a whole
// makes the plan end with that.
func (m Import) Plan(ctx context.Context, c Client) Plan {
	return Plan{Object: m.Object, Title: m.Title(), Items: func(yield func(Item, error) bool) {
		s, err := m.layout()
		if err == nil && s.check.Err != "" {
			err = importError(s.check.Err)
		}
		if err != nil {
			yield(Item{}, err)
			return
		}
		for decided, err := range m.decide(ctx, c, s) {
			if err != nil {
				yield(Item{}, err)
				return
			}
			if m.OnRow != nil {
				m.OnRow()
			}
			if m.OnSuspect != nil {
				for _, suspect := range decided.suspects {
					m.OnSuspect(suspect)
				}
			}
			if decided.alreadyIn && m.OnAlreadyIn != nil {
				m.OnAlreadyIn(decided.row.number)
			}
			if decided.fate == fateSame {
				continue
			}
			if !yield(decided.toSend(), nil) {
				return
			}
		}
		for _, note := range s.notes() {
			if m.OnNote != nil {
				m.OnNote(note)
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
	item Item // of a new record without its patch: ask toSend
	edit Edit // of a change

	alreadyIn bool      // an earlier import made the record
	suspects  []Suspect // cells that are not sent
}

// toSend is the item with all that is to be sent. What a new record has is put
// together for those who ask: a dry run need not.
func (d *decision) toSend() Item {
	switch d.item.Action {
	case api.ActionCreate, api.ActionSetByExternalID, api.ActionSetByName:
		if d.item.Patch.Fields == nil {
			d.item.Patch = d.row.newPatch()
		}
	}
	return d.item
}

// maxDecided is how many rows are decided at once, so that what several of them
// point at is asked for once, and in full requests.
const maxDecided = 1000

// decide walks over the rows with what is to be done about each. The next are
// read and converted while the ones before are being decided.
func (m Import) decide(ctx context.Context, c Client, s *layout) iter.Seq2[*decision, error] {
	return func(yield func(*decision, error) bool) {
		in := maps.Clone(m.AlreadyIn)
		for rows, err := range ahead(parts(m.rows(s), maxDecided)) {
			if err != nil {
				yield(nil, &FileError{err})
				return
			}
			decided, err := m.decideAll(ctx, c, s, rows)
			if err == nil {
				err = in.forgetGone(ctx, c, m.Object, decided)
			}
			if err == nil {
				err = m.checkNames(ctx, c, s, decided, in)
			}
			if err != nil {
				yield(nil, err)
				return
			}
			for n := range decided {
				d := &decided[n]
				if in.take(d) {
					d.fate, d.alreadyIn = fateSame, true
				}
				if d.fate == fateCreate && s.check.Format.table() {
					s.nulls.note(&d.row)
				}
				if !yield(d, nil) {
					return
				}
			}
		}
	}
}

func (m Import) decideAll(ctx context.Context, c Client, s *layout, rows []importRow) ([]decision, error) {
	var keys []string
	for n := range rows {
		row := &rows[n]
		if key := row.key(s.check.Key); key != "" && len(row.problems) == 0 {
			keys = append(keys, key)
			if row.rawKey != "" {
				keys = append(keys, row.rawKey)
			}
		}
	}
	there, err := m.there(ctx, c, s, keys)
	if err != nil {
		return nil, err
	}
	records, found := make([]api.Record, len(rows)), make([]bool, len(rows))
	for n := range rows {
		row := &rows[n]
		records[n], found[n] = there[row.key(s.check.Key)]
		if !found[n] && row.rawKey != "" {
			records[n], found[n] = there[row.rawKey]
		}
	}
	if err := m.resolveReferences(ctx, c, s, rows, records); err != nil {
		return nil, err
	}
	out := make([]decision, len(rows))
	for n, row := range rows {
		out[n] = m.decideOne(s, row, records[n], found[n])
	}
	return out, m.checkLookups(ctx, c, s, out)
}

// there are the records that keys tell.
func (m Import) there(ctx context.Context, c Client, s *layout, keys []string) (map[string]api.Record, error) {
	if s.check.Key == KeyName {
		s.names.tell = true
		return s.names.find(ctx, c, m.Object, keys)
	}
	return existing(ctx, c, m.Object, s.check.Key, keys)
}

func (m Import) decideOne(s *layout, row importRow, record api.Record, found bool) decision {
	if len(row.problems) == 0 && found {
		return m.change(s, row, record)
	}
	row.problems = row.all()
	switch {
	case len(row.problems) > 0:
	case s.check.Key == KeyID && row.id != "":
		row.problem("id", "there is no record with this id: "+shorten(row.id))
	default:
		m.checkNew(s, &row)
		checkSent(&row, 0, func(c importCell) api.Value { return c.value })
	}
	d := decision{row: row, fate: fateCreate, item: Item{Action: api.ActionCreate, Row: row.number}}
	switch {
	case s.check.Key == KeyName:
		d.item.Action = api.ActionSetByName
	case s.check.Key != KeyNone && !row.value(api.FieldExternalID).IsEmpty():
		d.item.Action = api.ActionSetByExternalID // a second time makes no second record
	}
	d.refuse(row.id)
	return d
}

// refuse makes a decision with problems one that is not sent.
func (d *decision) refuse(id string) {
	if len(d.row.problems) > 0 {
		d.fate, d.item.ID, d.item.Problem = fateBad, id, rowReasons(d.row.problems)
	}
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

// change is the row as an edit of the record that is there: only what differs,
// and of that only what no program seems to have done.
func (m Import) change(s *layout, row importRow, record api.Record) decision {
	d := decision{row: row, edit: Edit{Record: record}}
	if header := m.shifted(s, row, record); header != "" {
		d.row.problem(header, "a backslash at its end took the next cell in, and the cells behind are not where they belong")
	}
	for _, cell := range row.cells {
		before := orNull(recordValue(record, cell.column.field))
		after, cause, problem := m.judge(s, cell, before)
		switch {
		case cause != "":
			d.suspects = append(d.suspects, Suspect{
				Row: row.number, Line: row.line, ID: record.ID, Column: cell.column.header, Field: cell.column.field,
				Before: storedText(cell.column.schema, before), After: cell.text, Cause: cause,
			})
		case problem == "" && (after.IsAbsent() || sameStored(after, before)):
		case problem == "" && after.IsEmpty() && cell.column.needed:
			problem = "it must have a value"
			fallthrough
		case problem != "":
			d.row.problems = append(d.row.problems, cell.says(&row, problem))
		default:
			d.edit.Fields = append(d.edit.Fields, FieldChange{Field: cell.column.field, Before: before, After: after})
		}
	}
	d.item = d.edit.Item()
	d.item.Row = row.number
	switch {
	case len(d.edit.Fields) == 0 && len(d.row.problems) == 0:
		d.fate, d.item = fateSame, Item{ID: record.ID, Row: row.number}
		return d
	case len(d.row.problems) == 0:
		checkChange(&d.row, d.item.Patch, record)
	}
	d.fate = fateChange
	if len(d.row.problems) > 0 {
		d.item = Item{Action: api.ActionUpdate, Row: row.number}
		d.refuse(record.ID)
	}
	return d
}
