package cli

import (
	"context"
	"slices"
	"strings"
	"time"

	"zco/api"
	"zco/tui/domain/collection"
)

// objectPrefix is before the key of an object that a family is named like.
const objectPrefix = "object:"

// subject is the collection that a verb works on, with its fields.
type subject struct {
	*collection.Collection
	key    string      // of the object; "" for a family
	fields []api.Field // of an object, with the standard ones
	schema *collection.Schema
}

// subject finds a collection by its name. An object is taken at its word:
// whether there is one shows when it is asked for.
func (s *session) subject(ctx context.Context, name string) (*subject, error) {
	if name, told := strings.CutPrefix(name, objectPrefix); told {
		return s.object(ctx, name)
	}
	col := collection.Part(name)
	if i := slices.IndexFunc(collection.Families(), func(c *collection.Collection) bool { return c.ID == name }); i >= 0 {
		col = collection.Families()[i]
	}
	if col == nil {
		return s.object(ctx, name)
	}
	out := &subject{Collection: col}
	var err error
	out.schema, err = col.Schema(ctx, s.client)
	if err == nil && out.schema.Missing != "" && s.say != nil {
		s.say("%s", out.schema.Missing)
	}
	return out, err
}

func (s *session) object(ctx context.Context, key string) (*subject, error) {
	out := &subject{Collection: collection.Records(api.Object{Key: key}), key: key}
	for field, err := range s.client.AllFields(ctx, key) {
		if api.IsNotFound(err) {
			return nil, s.noObject(ctx, key)
		}
		if err != nil {
			return nil, err
		}
		out.fields = append(out.fields, field)
	}
	out.schema = collection.RecordSchema(slices.Clone(out.fields))
	return out, nil
}

// noObject says that there is no object, and which was meant if that can be
// told.
func (s *session) noObject(ctx context.Context, key string) error {
	const words = "there is no object %q in this account; zco objects lists them"
	page, _, err := s.client.ListObjects(ctx, api.ListOptions{})
	if err == nil {
		for _, o := range page.Items {
			if slices.ContainsFunc([]string{o.Key, o.Title, o.TitlePluralized}, func(name string) bool { return strings.EqualFold(name, key) }) {
				return withCode(NotFound, words+"; did you mean %q?", key, o.Key)
			}
		}
	}
	return withCode(NotFound, words, key)
}

// name is how arguments name a row of the subject.
func (s *subject) name(id string) string {
	if id == "" {
		return s.ID
	}
	return s.ID + "/" + id
}

// get reads a row.
func (s *subject) get(ctx context.Context, c *api.Client, id string) (collection.Item, error) {
	if s.Get == nil {
		return collection.Item{}, usage("single %s cannot be asked for; zco records %s lists them", s.Title, s.ID)
	}
	it, err := s.Get(ctx, c, id)
	if api.IsNotFound(err) {
		return it, withCode(NotFound, "there is no %s: it was deleted, or the id is not right", s.name(id))
	}
	return it, err
}

// field finds a field by what a person calls it.
func (s *subject) field(name string) (collection.Field, error) {
	f, found := s.schema.Find(name)
	switch len(found) {
	case 1:
		return f, nil
	case 0:
		return f, usage("%s has no field %q; it has %s", s.ID, name, strings.Join(s.fieldNames(), ", "))
	}
	keys := make([]string, len(found))
	for i, f := range found {
		keys[i] = f.Key
	}
	return f, usage("%q can mean more than one field of %s: write %s", name, s.ID, strings.Join(keys, " or "))
}

func (s *subject) fieldNames() []string {
	var names []string
	for _, f := range s.schema.Fields {
		key, _ := f.Custom()
		names = append(names, key)
	}
	return names
}

// shortName is a field's key without the prefix of custom fields, where that
// is enough.
func (s *subject) shortName(f collection.Field) string {
	bare, custom := f.Custom()
	if _, clash := s.schema.Field(bare); custom && clash {
		return f.Key
	}
	return bare
}

// format writes values for a person: what ids are called is asked for once for
// a page of rows. Where that is not told, the ids stay.
func (s *session) format(ctx context.Context, fields []collection.Field, items []collection.Item) collection.Format {
	known := map[string]map[string]string{}
	for target, ids := range wantedNames(fields, items) {
		names := map[string]string{}
		for chunk := range slices.Chunk(ids, api.MaxMany) {
			if s.nameless[target] {
				break
			}
			some, missing := collection.NamesApart(ctx, s.client, target, chunk)
			if missing != "" {
				s.withoutNames(target, missing)
				break // the next ids would wait as long
			}
			for id, name := range some {
				names[id] = name
			}
		}
		known[target] = names
	}
	return collection.Format{
		Zone: s.zone(), Yes: "yes", No: "no", Unset: "",
		Name: func(target, id string) (string, bool) {
			name, ok := known[target][id]
			return name, ok && name != ""
		},
	}
}

func (s *session) zone() *time.Location { return s.conf.Location(s.account) }

func wantedNames(fields []collection.Field, items []collection.Item) map[string][]string {
	wanted := map[string][]string{}
	for _, f := range fields {
		if !f.Relates() || f.Target == "" {
			continue
		}
		for _, it := range items {
			if id := it.Value(f.Key).Text(); id != "" && !slices.Contains(wanted[f.Target], id) {
				wanted[f.Target] = append(wanted[f.Target], id)
			}
		}
	}
	return wanted
}
