package collection

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	"zco/api"
	"zco/tui/domain/field"
	"zco/tui/domain/number"
)

// Objects is the collection of the custom objects themselves: what they are
// called, not their records.
func Objects() *Collection {
	return &Collection{
		ID: familyObjects, Family: familyObjects, Group: GroupAccount, Title: "Custom object definitions", Singular: "Custom object",
		Note: "what the custom objects are called and who sees them", Source: "zen:custom_object",
		Address:   "/admin/objects-rules/custom-objects/objects/{id}",
		ListSorts: keysOf(objectFields), SearchSorts: keysOf(objectFields), Searchable: true,
		Schema: schemaOf(madeFields(slices.Clone(objectFields)...)),
		List:   listWith((*api.Client).AllObjects, objectItem, "title", "title_pluralized", "description"),
		Get:    getWith((*api.Client).ShowObject, objectItem),
		Create: createWith((*api.Client).CreateObject, newObjectPatch, objectItem),
		Update: updateWith((*api.Client).UpdateObject, objectPatch, objectItem),
		Delete: deleteWith((*api.Client).DeleteObject),
		Template: func(from Item) Patch {
			p := from.values("title_pluralized", "description", "include_in_list_view", "allows_photos", "allows_attachments")
			p["key"], p["title"] = api.String(from.ID+"_copy"), api.String("Copy of "+from.Value("title").Text())
			return p
		},
		Propose: proposeForObject, DeleteImpact: objectImpact,
		Child: func(it Item) *Collection { return Records(objectOf(it)) },
		Verbs: []Verb{
			{ID: "fields", Title: "its fields", Reads: true, Visit: visitingIts(fieldsPrefix)},
			{ID: "records", Title: "its records", Reads: true, Visit: func(it Item) Place { return Place{Collection: RecordsID(it.ID)} }},
			rightsVerb(func(it Item) string { return it.ID }, false),
			{ID: "permissions", Title: "the permissions of roles", Reads: true, Visit: visitingIts(permissionsPrefix)},
			{ID: "rules", Title: "its access rules", Reads: true, Visit: visitingIts(accessRulesPrefix)},
			{ID: "triggers", Title: "its triggers: what runs when records change", Reads: true, Visit: visitingIts(triggersPrefix)},
			{ID: "schedules", Title: "when its records are deleted by themselves", Reads: true, Visit: func(it Item) Place { return schedulesOf(it.ID) }},
			{ID: "limits", Title: "limits of the account", Reads: true, Table: true, Show: func(ctx context.Context, c *api.Client, items []Item) ([]string, error) {
				return Limits(ctx, c, first(items).ID)
			}},
		},
	}
}

var objectFields = []Field{
	{Key: "title", Title: "Title", Type: field.Text, Required: true},
	{Key: "title_pluralized", Title: "Plural", Type: field.Text, Required: true},
	{
		Key: "key", Title: "Key", Type: field.Regexp, Required: true, Create: true, Locked: "the key of an object does not change",
		Pattern: `\A[A-Za-z0-9_]*[A-Za-z_][A-Za-z0-9_]*\z`, Description: "letters, digits and underscores, not only digits",
	},
	{Key: "include_in_list_view", Title: "Visible to all agents", Type: field.Checkbox, Description: "if not, admins only"},
	{Key: "allows_photos", Title: "Photos", Type: field.Checkbox},
	{Key: "allows_attachments", Title: "Attachments", Type: field.Checkbox},
	{Key: "description", Title: "Description", Type: field.TextArea},
}

// objectItem holds texts as they were written, so that a placeholder of
// dynamic content is edited as one; the name is as agents see it.
func objectItem(o api.Object) Item {
	r := rendering{set: map[string]Value{"id": api.String(o.Key)}}
	r.add("title", o.RawTitle, o.Title)
	r.add("title_pluralized", o.RawPluralized, o.TitlePluralized)
	r.add("description", o.RawDescription, o.Description)
	return Item{
		ID: o.Key, Name: cmp.Or(o.TitlePluralized, o.Title, o.Key), Version: o.UpdatedAt.Text,
		Raw: o.Raw, Values: rowValues(o.Raw, r.set), Rendered: r.rendered,
	}
}

// objectOf is as much of an object as its collection of records needs.
func objectOf(it Item) api.Object {
	return api.Object{
		Key: it.ID, Title: it.text("title"), TitlePluralized: it.Name, Description: it.text("description"),
	}
}

func objectPatch(p Patch) api.ObjectPatch {
	return api.ObjectPatch{
		Title: p["title"], TitlePluralized: p["title_pluralized"], Description: textOrEmpty(p["description"]),
		IncludeInListView: p["include_in_list_view"], AllowsPhotos: p["allows_photos"], AllowsAttachments: p["allows_attachments"],
	}
}

// newObjectPatch has the key too, which is taken on creation only.
func newObjectPatch(p Patch) api.ObjectPatch {
	out := objectPatch(p)
	out.Key = p["key"]
	return out
}

// objectImpact counts the records that go with objects. The key, or for several
// the number of records, must be typed.
//
// GET /api/v2/custom_objects/{custom_object_key}/records/count
func objectImpact(ctx context.Context, c *api.Client, items []Item) (Impact, error) {
	n, all := 0, true
	for _, it := range items {
		count, known := countApart(ctx, c, it.ID)
		n, all = n+count, all && known
	}
	records, confirm := number.Of(n, "record", "records"), strconv.Itoa(n)
	if !all {
		records, confirm = "all their records (how many cannot be told)", "delete all"
	}
	loss := Impact{Warning: fmt.Sprintf("This deletes %s with all fields, lookups to it and %s for good. There is no way back.",
		namesOf(items), records)}
	if loss.ConfirmText = confirm; len(items) == 1 {
		loss.ConfirmText = items[0].ID
	}
	return loss, nil
}

// Limits tells who is signed in, and how much of what is allowed is used:
// objects and records of the account, and the fields of one object, unless key
// is "".
//
// GET /api/v2/users/me,
// GET /api/v2/custom_objects/limits/object_limit,
// GET /api/v2/custom_objects/limits/record_limit,
// GET /api/v2/custom_objects/{custom_object_key}/limits/field_limit
func Limits(ctx context.Context, c *api.Client, key string) ([]string, error) {
	asks := []struct {
		what string
		ask  func(context.Context) (api.Limit, *api.Response, error)
	}{
		{"custom objects", c.ObjectLimit},
		{"records of all objects", c.RecordLimit},
		{"fields of " + key, func(ctx context.Context) (api.Limit, *api.Response, error) { return c.FieldLimit(ctx, key) }},
	}
	if key == "" {
		asks = asks[:2]
	}
	me, missing := apart(ctx, "who is signed in", func(ctx context.Context) (api.User, error) { return result(c.ShowMe(ctx)) })
	out := []string{"Signed in as " + userWords(me)}
	if missing != "" {
		out = []string{"Who is signed in: the service does not tell"}
	}
	for _, a := range asks {
		l, missing := apart(ctx, a.what, func(ctx context.Context) (api.Limit, error) { return result(a.ask(ctx)) })
		if missing != "" || l == (api.Limit{}) {
			out = append(out, a.what+": the service does not tell")
			continue
		}
		out = append(out, limitLine(a.what, l))
	}
	return out, ctx.Err()
}

// userWords says in a line who somebody is.
func userWords(u api.User) string {
	if u.IsAnonymous() {
		return "nobody: the service does not know these credentials"
	}
	line := u.Name
	for _, more := range []string{u.Email, u.Role} {
		if more != "" {
			line += ", " + more
		}
	}
	return line
}

func limitLine(what string, l api.Limit) string {
	line := fmt.Sprintf("%s of %s", number.Of(l.Count, what, what), number.Thousands(l.Limit))
	if l.Limit > 0 {
		line += fmt.Sprintf(" (%d %%)", l.Count*100/l.Limit)
	}
	return line
}
