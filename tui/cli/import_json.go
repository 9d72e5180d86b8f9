package cli

import (
	"fmt"
	"strings"

	"zco/api"
	"zco/api/transfer"
)

// planList writes the plan of a dry run as JSON, row by row.
type planList struct {
	jsonList
	on bool
}

func (p *planList) begin() error {
	_, err := fmt.Fprint(p.w, `{"plan":`)
	return err
}

type jsonChange struct {
	Field  string    `json:"field"`
	Before api.Value `json:"before"`
	After  api.Value `json:"after"`
}

type jsonSuspect struct {
	Column string         `json:"column"`
	Field  string         `json:"field"`
	Before string         `json:"before"`
	After  string         `json:"after"`
	Cause  transfer.Cause `json:"cause"`
}

type jsonProblem struct {
	Column string `json:"column,omitempty"`
	Value  string `json:"value,omitempty"`
	Reason string `json:"reason"`
}

type jsonRow struct {
	Row       int           `json:"row"`
	Line      int           `json:"line,omitempty"`
	ID        string        `json:"id,omitempty"`
	Does      string        `json:"does"`
	Changes   []jsonChange  `json:"changes,omitempty"`
	Rewritten []jsonSuspect `json:"rewritten,omitempty"`
	Problems  []jsonProblem `json:"problems,omitempty"`
}

func (p *planList) row(r transfer.OutcomeOfRow) error {
	if !p.on {
		return nil
	}
	out := jsonRow{Row: r.Row, Line: r.Line, ID: r.ID, Does: r.Does}
	for _, c := range r.Changes() {
		out.Changes = append(out.Changes, jsonChange{c.Field, present(c.Before), present(c.After)})
	}
	for _, s := range r.Suspects {
		out.Rewritten = append(out.Rewritten, jsonSuspect{s.Column, s.Field, s.Before, s.After, s.Cause})
	}
	for _, problem := range r.Problems {
		out.Problems = append(out.Problems, jsonProblem{problem.Column, problem.Value, problem.Reason})
	}
	return p.add(out)
}

func present(v api.Value) api.Value {
	if v.IsAbsent() {
		return api.Null
	}
	return v
}

// close ends the plan with the counts, or with why it ends early.
func (p *planList) close(d transfer.DryRun, why error) error {
	if !p.on {
		return nil
	}
	if err := p.end(); err != nil {
		return err
	}
	counts := map[string]any{
		"rows": d.Rows, "create": d.Create, "change": d.Change, "same": d.Same, "rewritten": d.Rewritten, "bad": d.Bad,
		"cells_rewritten": d.Suspects(), "blank": d.Blank, "already_in": d.AlreadyIn,
	}
	if why != nil {
		counts["refused"] = why.Error()
	}
	data, err := encode(counts)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.w, ",%s\n", strings.TrimPrefix(string(data), "{"))
	return err
}

// jsonRefusal is what is written where nothing is sent as the file cannot be
// brought in: why, the columns that are none, and the rows that cannot be.
type jsonRefusal struct {
	Refused string       `json:"refused"`
	Columns []jsonColumn `json:"columns,omitempty"`
	Rows    int          `json:"rows"`
	Bad     int          `json:"bad"`
	Plan    []jsonRow    `json:"plan"`
}

type jsonColumn struct {
	Header string `json:"header"`
	Reason string `json:"reason"`
}

// tellRefusal writes as JSON why an import ended before anything was sent,
// where nothing was written yet.
func (m *importing) tellRefusal(c transfer.Check, why error) error {
	if !m.asJSON || m.told || why == nil {
		return nil
	}
	out := jsonRefusal{Refused: why.Error(), Rows: c.Rows, Bad: c.Bad, Plan: []jsonRow{}}
	for _, col := range c.Columns {
		if col.Problem != "" {
			out.Columns = append(out.Columns, jsonColumn{col.Header, col.Problem})
		}
	}
	for _, p := range c.Problems {
		if n := len(out.Plan); n == 0 || out.Plan[n-1].Row != p.Row {
			out.Plan = append(out.Plan, jsonRow{Row: p.Row, Line: p.Line, Does: "bad"})
		}
		last := &out.Plan[len(out.Plan)-1]
		last.Problems = append(last.Problems, jsonProblem{p.Column, p.Value, p.Reason})
	}
	return printJSON(m.streams, out)
}
