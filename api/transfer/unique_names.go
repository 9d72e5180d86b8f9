package transfer

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"zco/api"
)

// maxNameRequests is how many requests the check of unique names may cost, for
// which the records are listed or the names searched. Beyond it the service
// tells, of each row that is sent.
const maxNameRequests = 200

// fewSearches are not worth a request for how many records there are.
const fewSearches = 3

// nameBook is what is known of names where they are unique.
type nameBook struct {
	met       *keyBook          // given by rows so far
	searches  int               // that were asked
	counted   bool              // how many records there are was asked
	records   int               // of the object, if that could be told
	ids       map[string]string // by name, of all records, once they were listed
	unchecked int               // rows whose name was looked for nowhere
}

func newNameBook() *nameBook { return &nameBook{met: newKeyBook()} }

// notes say what was not checked.
func (b *nameBook) notes() []string {
	if b.unchecked == 0 {
		return nil
	}
	return []string{fmt.Sprintf("names are unique, and those of %s were compared within the file only, not with the records that are there: "+
		"that would take more than %d requests; the service refuses a name that is taken", plural(b.unchecked, "row"), maxNameRequests)}
}

// checkNames refuses rows that would give a name which another record or an
// earlier row has, where the names of the object are unique. The search that
// tells does not know what changed in the last minutes; the service does.
func (m Import) checkNames(ctx context.Context, c Client, s *layout, decided []decision, in Made) error {
	field := s.fields[api.FieldName]
	if !field.Unique() || s.check.Key == KeyName {
		return nil
	}
	given := make([]string, len(decided))
	for n := range decided {
		given[n] = decided[n].names(in)
	}
	taken, err := s.names.taken(ctx, c, m.Object, given)
	if err != nil {
		return err
	}
	for n := range decided {
		d, name := &decided[n], given[n]
		if name == "" {
			continue
		}
		reason := ""
		if id, ok := taken[name]; ok && id != d.item.ID {
			reason = fmt.Sprintf("the record %s has the name %s, and names are unique", id, shorten(name))
		} else if row, twice := s.names.met.meet(name, d.row.number); twice {
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
func (d *decision) names(in Made) string {
	switch d.fate {
	case fateCreate:
		if in.has(d) {
			return "" // it is in already
		}
		return d.row.value(api.FieldName).Text()
	case fateChange:
		return d.item.Patch.Name.Text()
	}
	return ""
}

// taken returns the ids of records that have one of the names, as far as that
// costs no more requests than it may: the names are searched, or all records
// listed once where those are fewer requests than the searches.
func (b *nameBook) taken(ctx context.Context, c Client, object string, names []string) (map[string]string, error) {
	names = slices.Compact(slices.Sorted(slices.Values(names)))
	if len(names) > 0 && names[0] == "" {
		names = names[1:]
	}
	if b.ids != nil || len(names) == 0 {
		return b.ids, nil
	}
	searches := (len(names) + maxNames - 1) / maxNames
	if b.searches+searches > fewSearches {
		if err := b.count(ctx, c, object); err != nil {
			return nil, err
		}
	}
	if b.counted && b.records >= 0 && b.records/api.MaxPageSize < min(b.searches+searches, maxNameRequests) {
		if err := b.list(ctx, c, object); err != nil || b.ids != nil {
			return b.ids, err
		}
	}
	if b.searches+searches > maxNameRequests {
		b.unchecked += len(names)
		return nil, nil
	}
	b.searches += searches
	out := map[string]string{}
	return out, searchEach(ctx, c, object, "name", names, func(r api.Record) string { return r.Name.Text() }, func(name string, r api.Record) { out[name] = r.ID })
}

// count asks once how many records there are; who may not know goes on without.
func (b *nameBook) count(ctx context.Context, c Client, object string) error {
	if b.counted {
		return nil
	}
	b.counted, b.records = true, -1
	count, _, err := c.CountRecords(ctx, object)
	if err == nil {
		b.records = count.Value
	}
	return context.Cause(ctx)
}

// list reads the names of all records. Where these turn out to be many more
// than was said, the names stay unchecked.
func (b *nameBook) list(ctx context.Context, c Client, object string) error {
	ids, most := map[string]string{}, maxNameRequests*api.MaxPageSize
	for r, err := range Records(ctx, c, Query{Object: object}) {
		if err != nil {
			return err
		}
		if ids[strings.Clone(r.Name.Text())] = strings.Clone(r.ID); len(ids) > most {
			b.records = -1
			return nil
		}
	}
	b.ids = ids
	return nil
}
