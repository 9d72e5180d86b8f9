package transfer

import (
	"context"
	"fmt"
	"regexp"

	"zco/api"
)

// references are what texts in lookups to objects stand for that are no ids:
// external ids, and names that one record has. They are asked for in batches
// and kept, by the object's key.
type references map[string]map[string]reference

// reference is the id of a record; n is how many the text may mean.
type reference struct {
	id string
	n  int
}

// recordID is the form of a record's id, as the service makes them.
var recordID = regexp.MustCompile(`^[0-9A-HJKMNP-TV-Z]{26}$`)

// refersTo is the object that a cell points at by something else than an id.
func (c importCell) refersTo() (object string, ok bool) {
	if c.field.Type != api.TypeLookup && c.field.Type != api.TypeParent || c.problem != "" || !c.value.IsString() {
		return "", false
	}
	object, ok = api.TargetObjectKey(c.field.Target)
	text := c.value.Text()
	return object, ok && text != "" && !recordID.MatchString(text)
}

// resolveReferences makes ids of the external ids and names in the lookups of
// rows. What means nothing stays: whoever checks the lookups says so.
func (m Import) resolveReferences(ctx context.Context, c Client, s layout, rows []importRow) error {
	wanted := map[string][]string{}
	for _, row := range rows {
		for _, cell := range row.cells {
			if object, ok := cell.refersTo(); ok {
				if _, known := s.refers[object][cell.value.Text()]; !known {
					wanted[object] = append(wanted[object], cell.value.Text())
				}
			}
		}
	}
	for object, texts := range wanted {
		if s.refers[object] == nil {
			s.refers[object] = map[string]reference{}
		}
		if err := refer(ctx, c, object, texts, s.refers[object]); err != nil {
			return err
		}
	}
	for r := range rows {
		for n := range rows[r].cells {
			cell := &rows[r].cells[n]
			object, ok := cell.refersTo()
			if !ok {
				continue
			}
			switch found := s.refers[object][cell.value.Text()]; found.n {
			case 0:
			case 1:
				cell.text, cell.value = found.id, api.String(found.id)
				setPatch(&rows[r].patch, cell.key, cell.value)
			default:
				cell.problem = fmt.Sprintf("%d records have the name %s: write the id of one", found.n, shorten(cell.text))
			}
		}
	}
	return nil
}

// refer finds the records of an object whose external ids or names are texts.
func refer(ctx context.Context, c Client, object string, texts []string, into map[string]reference) error {
	byExternalID := map[string]api.Record{}
	if err := existingByExternalID(ctx, c, object, texts, byExternalID); err != nil {
		return err
	}
	var names []string
	for _, text := range texts {
		if record, ok := byExternalID[text]; ok {
			into[text] = reference{record.ID, 1}
			continue
		}
		into[text] = reference{} // asked for
		names = append(names, text)
	}
	return searchEach(ctx, c, object, "name", names, func(r api.Record) string { return r.Name.Text() }, func(name string, r api.Record) {
		into[name] = reference{r.ID, into[name].n + 1}
	})
}
