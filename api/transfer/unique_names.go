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
	tell      bool                  // names tell which records are meant: all are needed, and what those have
	met       *keyBook              // given by rows so far
	searches  int                   // that were asked
	counted   bool                  // how many records there are was asked
	count     int                   // of records of the object, if that could be told
	records   map[string]api.Record // by name, all of them, once they were listed
	unchecked int                   // rows whose name was looked for nowhere
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
	taken, err := s.names.find(ctx, c, m.Object, given)
	if err != nil {
		return err
	}
	for n := range decided {
		d, name := &decided[n], given[n]
		if name == "" {
			continue
		}
		reason := ""
		if other, ok := taken[name]; ok && other.ID != d.item.ID {
			reason = fmt.Sprintf("the record %s has the name %s, and names are unique", other.ID, shorten(name))
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

// find returns the records that have one of the names, as far as that costs no
// more requests than it may: the names are searched, or all records listed once
// where those are fewer requests than the searches.
func (b *nameBook) find(ctx context.Context, c Client, object string, names []string) (map[string]api.Record, error) {
	names = slices.Compact(slices.Sorted(slices.Values(names)))
	if len(names) > 0 && names[0] == "" {
		names = names[1:]
	}
	if b.records != nil || len(names) == 0 {
		return b.records, nil
	}
	searches := b.searches + (len(names)+maxNames-1)/maxNames
	if searches > fewSearches && !b.counted {
		b.counted, b.count = true, -1
		count, _, err := c.CountRecords(ctx, object)
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		if err == nil { // who may not know goes on without
			b.count = count.Value
		}
	}
	if b.counted && b.count >= 0 && b.count/api.MaxPageSize < min(searches, b.mostPages()) {
		if err := b.list(ctx, c, object); err != nil || b.records != nil {
			return b.records, err
		}
	}
	if searches > maxNameRequests && !b.tell {
		b.unchecked += len(names)
		return nil, nil
	}
	b.searches = searches
	out := map[string]api.Record{}
	return out, search(ctx, c, object, KeyName, names, func(name string, r api.Record) { out[name] = r })
}

// mostPages is how many pages of records are kept; whole records are fewer.
func (b *nameBook) mostPages() int {
	if b.tell {
		return maxNameRequests / 4
	}
	return maxNameRequests
}

// list reads all records. Where these turn out to be many more than was said,
// none is kept.
func (b *nameBook) list(ctx context.Context, c Client, object string) error {
	records := map[string]api.Record{}
	for r, err := range Records(ctx, c, Query{Object: object}) {
		if err != nil {
			return err
		}
		if !b.tell {
			r = api.Record{ID: strings.Clone(r.ID), Name: api.Value(strings.Clone(string(r.Name)))}
		}
		if records[r.Name.Text()] = r; len(records) > maxNameRequests*api.MaxPageSize {
			b.count = -1
			return nil
		}
	}
	b.records = records
	return nil
}
