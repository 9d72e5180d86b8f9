package transfer

import (
	"context"
	"fmt"

	"zco/api"
)

// checkNames refuses rows that would give a name which another record or an
// earlier row has, where the names of the object are unique. The search that
// tells does not know what changed in the last minutes; the service does.
func (m Import) checkNames(ctx context.Context, c Client, s layout, decided []decision, in Made) error {
	field := s.fields[api.FieldName]
	if !field.Unique() || s.check.Key == KeyName {
		return nil
	}
	var names []string
	for _, d := range decided {
		if name := d.names(in); name != "" {
			names = append(names, name)
		}
	}
	taken := map[string]api.Record{}
	if err := search(ctx, c, m.Object, "name", names, func(r api.Record) string { return r.Name.Text() }, taken); err != nil {
		return err
	}
	for n := range decided {
		d := &decided[n]
		name := d.names(in)
		if name == "" {
			continue
		}
		reason := ""
		if other, ok := taken[name]; ok && other.ID != d.item.ID {
			reason = fmt.Sprintf("the record %s has the name %s, and names are unique", other.ID, shorten(name))
		} else if row, twice := s.names.meet(name, d.row.number); twice {
			reason = fmt.Sprintf("row %d has the name %s, and names are unique", row, shorten(name))
		}
		if reason != "" {
			d.row.problem("name", reason)
			d.refuse(d.item.ID)
		}
	}
	return nil
}

// names is the name that a decision gives a record, "" if it gives none.
func (d decision) names(in Made) string {
	switch d.fate {
	case fateCreate:
		if in.has(d) {
			return "" // it is in already
		}
	case fateChange:
	default:
		return ""
	}
	return d.item.Patch.Name.Text()
}
