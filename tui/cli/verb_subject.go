package cli

import (
	"context"
	"errors"
	"maps"
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
	out := subjectNamed(name)
	return out, s.askFields(ctx, out)
}

// subjectNamed is a subject whose fields are still to be asked for.
func subjectNamed(name string) *subject {
	name, object := strings.CutPrefix(name, objectPrefix)
	if !object {
		if col := collection.Part(name); col != nil {
			return &subject{Collection: col}
		}
		families := collection.Families()
		if i := slices.IndexFunc(families, func(c *collection.Collection) bool { return c.ID == name }); i >= 0 {
			return &subject{Collection: families[i]}
		}
	}
	return &subject{Collection: collection.Records(api.Object{Key: name}), key: name}
}

// askFields asks for the fields of a subject.
func (s *session) askFields(ctx context.Context, out *subject) error {
	if out.key == "" {
		var err error
		out.schema, err = out.Schema(ctx, s.client)
		if err == nil && out.schema.Missing != "" && s.say != nil {
			s.say("%s", out.schema.Missing)
		}
		return err
	}
	for field, err := range s.client.AllFields(ctx, out.key) {
		if api.IsNotFound(err) {
			return s.noObject(ctx, out.key, err)
		}
		if err != nil {
			return err
		}
		out.fields = append(out.fields, field)
	}
	out.schema = collection.RecordSchema(slices.Clone(out.fields))
	return nil
}

// askFieldsApart asks for the fields of a subject, for a verb that does its work
// without those that were defined: that some are missing is said.
func (s *session) askFieldsApart(ctx context.Context, out *subject) error {
	inner, cancel := context.WithTimeout(ctx, collection.Patience)
	defer cancel()
	err := s.askFields(inner, out)
	if absent := (coded{}); err == nil || out.key == "" || ctx.Err() != nil || errors.As(err, &absent) {
		return err
	}
	s.say("zco: the fields of %s cannot be read: %v", out.key, collection.Brief(err))
	out.schema = collection.RecordSchema(nil)
	return nil
}

// noObject says that there is no object, and which was meant if that can be
// told; or what else it is that was not found, if there is one.
func (s *session) noObject(ctx context.Context, key string, cause error) error {
	const words = "there is no object %q in this account; zco objects lists them"
	page, _, err := s.client.ListObjects(ctx, api.ListOptions{})
	if err == nil {
		if slices.ContainsFunc(page.Items, func(o api.Object) bool { return o.Key == key }) {
			return cause
		}
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

// got sends for a row without waiting for it.
func (s *subject) got(ctx context.Context, c *api.Client, id string) *early[collection.Item] {
	return sendEarly(ctx, func(ctx context.Context) (collection.Item, error) { return s.get(ctx, c, id) })
}

// get reads a row.
func (s *subject) get(ctx context.Context, c *api.Client, id string) (collection.Item, error) {
	if s.Get == nil {
		return collection.Item{}, usage("single %s cannot be asked for; zco records %s lists them", s.Title, s.ID)
	}
	id, err := s.rowID(ctx, c, id)
	if err != nil {
		return collection.Item{}, err
	}
	it, err := s.Get(ctx, c, id)
	if api.IsNotFound(err) {
		return it, withCode(NotFound, "there is no %s: it was deleted, or the ID is not right", s.name(id))
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
		return f, usage("%s has no field %q; it has %s", s.ID, name, s.fieldNames())
	}
	keys := make([]string, len(found))
	for i, f := range found {
		keys[i] = f.Key
	}
	return f, usage("%q can mean more than one field of %s: write %s", name, s.ID, strings.Join(keys, " or "))
}

// fieldsNamed finds several.
func (s *subject) fieldsNamed(names []string) ([]collection.Field, error) {
	var out []collection.Field
	for _, name := range names {
		f, err := s.field(strings.TrimSpace(name))
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

func (s *subject) fieldNames() string {
	return listed(s.schema.Fields, func(f collection.Field) string { key, _ := f.Custom(); return key })
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
	return s.formatWith(s.namesOf(ctx, wantedNames(fields, items)))
}

// formatWith writes values with what ids are called, by target.
func (s *session) formatWith(known map[string]map[string]string) collection.Format {
	return collection.Format{
		Zone: s.zone(), Yes: "yes", No: "no",
		Name: func(target, id string) (string, bool) {
			name, ok := known[target][id]
			return name, ok && name != ""
		},
	}
}

// namesOf asks for what ids are called, of all targets at once.
func (s *session) namesOf(ctx context.Context, wanted map[string][]string) map[string]map[string]string {
	type answer struct {
		names   map[string]string
		missing string
	}
	asked := map[string]*early[answer]{}
	for target, ids := range wanted {
		if s.nameless[target] {
			continue
		}
		asked[target] = sendEarly(ctx, func(ctx context.Context) (answer, error) {
			a := answer{names: map[string]string{}}
			for chunk := range slices.Chunk(ids, api.MaxMany) {
				var some map[string]string
				some, a.missing = collection.NamesApart(ctx, s.client, target, chunk)
				if a.missing != "" {
					break // the next ids would wait as long
				}
				maps.Copy(a.names, some)
			}
			return a, nil
		})
	}
	known := map[string]map[string]string{}
	for _, target := range slices.Sorted(maps.Keys(asked)) { // in one order, as the first says why names are missing
		a, _ := asked[target].wait() // what failed is missing
		if known[target] = a.names; a.missing != "" {
			s.withoutNames(target, a.missing)
		}
	}
	return known
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
