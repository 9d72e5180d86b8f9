package transfer

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"zco/api"
)

// references are what texts in lookups to objects stand for that are no ids:
// external ids, and names that one record has. They are asked for in batches
// and kept, by the object's key.
type references map[string]*targetBook

// targetBook is what is known of the records of a lookup's object.
type targetBook struct {
	texts  map[string]reference // by what stands in a cell
	labels map[string]labels    // by id, of what lookups hold now
}

// reference is the id of a record; n is how many the text may mean.
type reference struct {
	id string
	n  int
}

// labels are what a record is called in a file besides its id.
type labels struct{ name, externalID string }

func (r references) book(object string) *targetBook {
	if r[object] == nil {
		r[object] = &targetBook{map[string]reference{}, map[string]labels{}}
	}
	return r[object]
}

// isRecordID reports whether a text has the form of a record's id, as the
// service makes them.
func isRecordID(text string) bool {
	for i := range len(text) {
		if c := text[i]; (c < '0' || c > '9') && (c < 'A' || c > 'Z') || c == 'I' || c == 'L' || c == 'O' || c == 'U' {
			return false
		}
	}
	return len(text) == 26
}

// The forms in which the service takes a lookup that is no id, which its own
// import asks for: external_id:ID and name:NAME.
const (
	externalIDForm = "external_id:"
	nameForm       = "name:"
)

// asReference is what a text says of a record, and by what it may say so.
func asReference(text string) (plain string, byExternalID, byName bool) {
	if plain, ok := strings.CutPrefix(text, externalIDForm); ok {
		return trimAll(plain), true, false
	}
	if plain, ok := strings.CutPrefix(text, nameForm); ok {
		return trimAll(plain), false, true
	}
	return text, true, true
}

// means reports whether a text is what a record is called.
func (l labels) means(text string) bool {
	plain, byExternalID, byName := asReference(text)
	return plain != "" && (byExternalID && plain == l.externalID || byName && plain == l.name)
}

// refersTo is the object that a cell points at by something else than an id.
func (c importCell) refersTo() (object string, ok bool) {
	if !c.column.isLookup() || c.problem != "" || !c.value.IsString() {
		return "", false
	}
	object, ok = api.TargetObjectKey(c.column.schema.Target)
	text := c.value.Text()
	return object, ok && text != "" && !isRecordID(text)
}

// referring walks over the cells of rows that point at records by something
// else than an id, with what the record of the row holds there now.
func referring(rows []importRow, there []api.Record, visit func(cell *importCell, object, now string)) {
	for r := range rows {
		for n := range rows[r].cells {
			if object, ok := rows[r].cells[n].refersTo(); ok {
				visit(&rows[r].cells[n], object, recordValue(there[r], rows[r].cells[n].column.field).Text())
			}
		}
	}
}

// resolveReferences makes ids of the external ids and names in the lookups of
// rows. What the record of a row points at already is looked at first: it needs
// no search, and says which of several is meant. What means nothing stays:
// whoever checks the lookups says so.
func (m Import) resolveReferences(ctx context.Context, c Client, s *layout, rows []importRow, there []api.Record) error {
	if err := m.readLabels(ctx, c, s, rows, there); err != nil {
		return err
	}
	wanted := map[string][]string{}
	referring(rows, there, func(cell *importCell, object, now string) {
		book := s.refers.book(object)
		if _, known := book.texts[cell.value.Text()]; !known && !book.labels[now].means(cell.value.Text()) {
			wanted[object] = append(wanted[object], cell.value.Text())
		}
	})
	for object, texts := range wanted {
		if err := refer(ctx, c, object, texts, s.refers.book(object).texts); err != nil {
			return err
		}
	}
	referring(rows, there, func(cell *importCell, object, now string) {
		book, text := s.refers.book(object), cell.value.Text()
		found := book.texts[text]
		if book.labels[now].means(text) {
			found = reference{now, 1}
		}
		switch found.n {
		case 0:
		case 1:
			cell.text, cell.value = found.id, api.String(found.id)
		default:
			cell.problem = fmt.Sprintf("%d records have the name %s: write the id of one", found.n, shorten(cell.text))
		}
	})
	return nil
}

// readLabels reads what the records are called that lookups hold now, where
// the file has no ids for them.
func (m Import) readLabels(ctx context.Context, c Client, s *layout, rows []importRow, there []api.Record) error {
	held := map[string][]string{}
	referring(rows, there, func(_ *importCell, object, now string) {
		if _, known := s.refers.book(object).labels[now]; !known && now != "" {
			held[object] = append(held[object], now)
		}
	})
	for object, ids := range held {
		records, err := existing(ctx, c, object, KeyID, ids)
		if err != nil {
			return err
		}
		for _, id := range ids {
			s.refers[object].labels[id] = labels{records[id].Name.Text(), records[id].ExternalID.Text()}
		}
	}
	return nil
}

// refer finds the records of an object that texts stand for.
func refer(ctx context.Context, c Client, object string, texts []string, into map[string]reference) error {
	var externalIDs, names []string
	for _, text := range texts {
		if plain, byExternalID, _ := asReference(text); byExternalID && plain != "" {
			externalIDs = append(externalIDs, plain)
		}
	}
	found, err := existing(ctx, c, object, KeyExternalID, externalIDs)
	if err != nil {
		return err
	}
	named := map[string][]string{} // texts by the name that they say
	for _, text := range texts {
		plain, byExternalID, byName := asReference(text)
		record, ok := found[plain]
		switch {
		case byExternalID && ok:
			into[text] = reference{record.ID, 1}
			continue
		case byName && plain != "" && !slices.Contains(named[plain], text):
			names, named[plain] = append(names, plain), append(named[plain], text)
		}
		into[text] = reference{} // asked for
	}
	return search(ctx, c, object, KeyName, names, func(name string, r api.Record) {
		for _, text := range named[name] {
			into[text] = reference{r.ID, into[text].n + 1}
		}
	})
}
