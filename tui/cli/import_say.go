package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"zco/api"
	"zco/api/transfer"
	"zco/tui/domain/collection"
	"zco/tui/domain/number"
)

// saidProblems is how many rows are named before the rest is only counted.
const saidProblems = 20

// causeNames are the causes by name, for the help.
func causeNames() string {
	return listed(transfer.Causes, func(c transfer.Cause) string { return string(c) })
}

// choose takes what flags say of how cells are read.
func (m *importing) choose(in *transfer.Import) error {
	switch m.decimal {
	case "":
	case ".", ",":
		in.Decimal = rune(m.decimal[0])
	default:
		return usage("--decimal must be . or , not %q", m.decimal)
	}
	only, err := m.subject.fieldsNamed(m.only)
	if err != nil {
		return err
	}
	for _, f := range only {
		key, _ := f.Custom()
		in.Only = append(in.Only, key)
	}
	for _, name := range m.accept {
		switch cause := transfer.Cause(name); {
		case name == "all":
			in.Accept = append(in.Accept, transfer.Causes...)
		case slices.Contains(transfer.Causes, cause), cause == transfer.CauseFiltered:
			in.Accept = append(in.Accept, cause)
		default:
			return usage("--accept must be of %s, all or filter, not %q", causeNames(), name)
		}
	}
	return nil
}

// outputs refuses to write over the file that is read.
func (m *importing) outputs() error {
	read, err := os.Stat(m.file)
	if err != nil {
		return nil //nolint:nilerr // what cannot be looked at is not the same file
	}
	for flag, name := range map[string]string{"--failed": m.failed, "--log": m.log} {
		if written, err := os.Stat(name); name != "" && err == nil && os.SameFile(read, written) && written.Mode().IsRegular() {
			return usage("%s is the file that is read: name another", flag)
		}
	}
	return nil
}

// names names records of a lookup's target, so that a dry run knows whether
// they are there.
func (m *importing) names(ctx context.Context, target string, ids []string) (map[string]string, bool, error) {
	if !collection.Nameable(target) || m.session.nameless[target] {
		return nil, false, nil
	}
	names, missing := collection.NamesApart(ctx, m.session.client, target, ids)
	if missing != "" && ctx.Err() == nil {
		m.session.withoutNames(target, missing) // what may not be read may still be pointed at
	}
	return names, missing == "", ctx.Err()
}

// saidColumns is how many columns are named for one reason before the rest is
// only counted.
const saidColumns = 8

// sayColumns says which columns are none or are left out, those for one reason
// in one line.
func (m *importing) sayColumns(c transfer.Check) {
	var reasons []string
	columns := map[string][]string{}
	for _, col := range c.Columns {
		why := col.Problem
		if why == "" && col.Field == "" && col.Ignored != "" {
			why = "left out: " + col.Ignored
		}
		if why == "" {
			continue
		}
		if columns[why] == nil {
			reasons = append(reasons, why)
		}
		columns[why] = append(columns[why], strconv.Quote(col.Header))
	}
	for _, why := range reasons {
		said := columns[why]
		word := "columns"
		if len(said) == 1 {
			word = "column"
		}
		if rest := len(said) - saidColumns; rest > 1 {
			said = append(said[:saidColumns:saidColumns], "and "+number.Thousands(rest)+" more")
		}
		m.streams.say("%s %s: %s", word, strings.Join(said, ", "), why)
	}
}

// survey reads the records that are there and says of each row that cannot be,
// and of each cell that a program seems to have changed, why.
func (m *importing) survey(ctx context.Context, in transfer.Import) (transfer.DryRun, error) {
	plan := &planList{jsonList: jsonList{w: m.streams.Out.Raw()}, on: m.dryRun && m.asJSON}
	if plan.on {
		m.told = true
		if err := plan.begin(); err != nil {
			return transfer.DryRun{}, err
		}
	}
	bar := newProgress(m.streams, "checking "+m.subject.ID)
	rows := 0
	d, err := in.DryRunEach(ctx, m.session.client, func(row transfer.OutcomeOfRow) error {
		rows++
		bar.show(state{done: rows, left: -1})
		if m.decided != nil {
			if item, ok := row.Item(); ok {
				if err := m.decided.Add(item); err != nil {
					return err
				}
			}
		}
		return plan.row(row)
	})
	bar.clear()
	if err := errors.Join(err, plan.close(d, err)); err != nil {
		return d, err
	}
	m.sayDry(d)
	return d, nil
}

func (m *importing) sayDry(d transfer.DryRun) {
	for _, note := range d.Notes {
		m.streams.say("%s", note)
	}
	if d.AlreadyIn > 0 {
		m.streams.say("%s in already, by an earlier import that was not all done: not made again", number.Of(d.AlreadyIn, "row is", "rows are"))
	}
	for i, p := range d.Problems {
		if i == saidProblems {
			m.streams.say("... and %s more", number.Of(max(d.Bad-saidProblems, 1), "row", "rows"))
			break
		}
		m.streams.say("%s", problemWords(p))
	}
	for _, c := range d.Causes {
		m.streams.say("%s: %s in column %s, such as %s → %s (row %d, %s)", number.Of(c.Cells, "cell", "cells"),
			c.Cause.Words(), c.Column, orNothing(c.Example.Before), orNothing(c.Example.After), c.Example.Row, c.Example.ID)
		if c.Cause == transfer.CauseEscapes && strings.ContainsAny(c.Example.Before, "\t\r\n\\") != strings.Contains(c.Example.After, `\`) {
			m.streams.say("  --format tsv reads a file that is written so")
		}
	}
	if n := d.Suspects(); n > 0 {
		m.streams.say("%s that a program seems to have changed, not a person: not sent (--accept %s takes them)", number.Of(n, "cell", "cells"), acceptable(d))
	}
}

// shown is a value without the time that the service puts behind a day.
func shown(v api.Value) string { return strings.TrimSuffix(v.Text(), "T00:00:00+00:00") }

func problemWords(p transfer.RowProblem) string {
	if strings.HasSuffix(p.Reason, transfer.PointAdvice) {
		p.Reason += ", or say --decimal ,"
	}
	return p.String()
}

// acceptable are the causes that were met, as --accept takes them.
func acceptable(d transfer.DryRun) string {
	var names []string
	for _, cause := range transfer.Causes {
		if slices.ContainsFunc(d.Causes, func(c transfer.CauseCount) bool { return c.Cause == cause }) {
			names = append(names, string(cause))
		}
	}
	return strings.Join(names, ",")
}

// preview says what an import would do, and ends with 2 where something in the
// file is to be seen to first.
func (m *importing) preview(d transfer.DryRun) error {
	if !m.asJSON {
		for _, e := range d.Samples {
			for _, f := range e.Fields {
				if f.Changes() {
					m.streams.say("%s: %s: %s → %s", e.Record.ID, strings.TrimPrefix(f.Field, api.StandardPrefix), orNothing(shown(f.Before)), orNothing(shown(f.After)))
				}
			}
		}
		words := fmt.Sprintf("would create %s, change %s, leave %s as they are, fail %s",
			number.Thousands(d.Create), number.Thousands(d.Change), number.Thousands(d.Same+d.Rewritten), number.Thousands(d.Bad))
		if n := d.Suspects(); n > 0 {
			words += ", and not send " + number.Of(n, "cell", "cells") + " that a program changed"
		}
		if err := m.streams.print("%s", words); err != nil {
			return err
		}
	}
	if d.Bad > 0 || d.Suspects() > 0 {
		return silent(Usage)
	}
	return nil
}

// unsent ends an import with 2 that left out what a program seems to have
// changed.
func (m *importing) unsent(d transfer.DryRun) error {
	if n := d.Suspects(); n > 0 {
		return usage("%s not sent that a program seems to have changed (--accept %s takes them)", number.Of(n, "cell was", "cells were"), acceptable(d))
	}
	return nil
}
