package cli

import (
	"fmt"
	"strings"

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

type jsonRow struct {
	Row       int                    `json:"row"`
	Line      int                    `json:"line,omitempty"`
	ID        string                 `json:"id,omitempty"`
	Does      string                 `json:"does"`
	Changes   []transfer.FieldChange `json:"changes,omitempty"`
	Rewritten []transfer.Suspect     `json:"rewritten,omitempty"`
	Problems  []transfer.RowProblem  `json:"problems,omitempty"`
}

func (p *planList) row(r transfer.OutcomeOfRow) error {
	if !p.on {
		return nil
	}
	return p.add(jsonRow{Row: r.Row, Line: r.Line, ID: r.ID, Does: r.Does, Changes: r.Changes(), Rewritten: r.Suspects, Problems: r.Problems})
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
		last.Problems = append(last.Problems, p)
	}
	return printJSON(m.streams, out)
}
