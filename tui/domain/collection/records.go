package collection

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"

	"zco/api"
)

// objectsPatience is how long the list of custom objects is waited for, before
// what else there is is shown without it.
const objectsPatience = 3 * Patience

// Collections lists what the account has: its custom objects and its other
// families. Where only the objects cannot be listed, the families come with the
// error; where nobody is signed in or there is no network, nothing does.
//
// GET /api/v2/custom_objects
func Collections(ctx context.Context, c *api.Client) ([]*Collection, error) {
	inner, cancel := context.WithTimeout(ctx, objectsPatience)
	defer cancel()
	var out []*Collection
	var failed error
	for obj, err := range c.AllObjects(inner) {
		if err != nil {
			failed = err
			break
		}
		out = append(out, Records(obj))
	}
	late := inner.Err() != nil && ctx.Err() == nil
	switch {
	case late:
		failed = errors.New("the custom objects did not come in time")
	case failed != nil && (api.StatusOf(failed) == 0 || api.IsUnauthorized(failed)):
		return nil, failed
	}
	slices.SortStableFunc(out, func(a, b *Collection) int {
		return strings.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title))
	})
	return append(out, Families()...), failed
}

// Records is the collection of an object's records.
func Records(obj api.Object) *Collection {
	key := obj.Key
	var attachments func(id string) *Collection
	if obj.AllowsAttachments {
		attachments = func(id string) *Collection { return AttachmentsOf(key + "/" + id) }
	}
	return &Collection{
		ID: RecordsID(key), Group: GroupObjects, Title: cmp.Or(obj.TitlePluralized, obj.Title, key), Singular: cmp.Or(obj.Title, key),
		Note: obj.Description, Source: "zen:custom_object:" + key,
		Address:   "/agent/custom-objects/" + key + "/records/{id}",
		ListSorts: []string{"id", "updated_at"}, SearchSorts: []string{"name", "created_at", "updated_at"},
		KeepsOrder: true, Searchable: true, Filterable: true, Bulk: true,
		Schema: func(ctx context.Context, c *api.Client) (*Schema, error) { return recordSchema(ctx, c, key) },
		List: func(ctx context.Context, c *api.Client, q Query) (Page, error) {
			p, err := listRecords(ctx, c, key, q)
			return p, explained(ctx, c, key, toRead, err)
		},
		Get: asked(getWith(in(key, (*api.Client).ShowRecord), RecordItem)),
		Count: func(ctx context.Context, c *api.Client) (Count, error) {
			n, _, err := c.CountRecords(ctx, key)
			return Count{Value: n.Value, Refreshed: n.RefreshedAt.Text}, err
		},
		Create: func(ctx context.Context, c *api.Client, p Patch) (Item, error) {
			r, _, err := c.CreateRecord(ctx, key, RecordPatch(p))
			return RecordItem(r), explained(ctx, c, key, toCreate, err)
		},
		Update: func(ctx context.Context, c *api.Client, id string, p Patch) (Item, error) {
			r, _, err := c.UpdateRecord(ctx, key, id, RecordPatch(p))
			return RecordItem(r), explained(ctx, c, key, toUpdate, err)
		},
		Delete: func(ctx context.Context, c *api.Client, id string) error {
			_, err := c.DeleteRecord(ctx, key, id)
			return explained(ctx, c, key, toDelete, err)
		},
		Attachments: attachments,
		Verbs:       recordVerbs(key), Definition: Ref{Collection: familyObjects, ID: key},
		Upsert: func(ctx context.Context, c *api.Client, by UpsertKey, value string, p Patch) (Item, bool, error) {
			set := c.SetRecordByExternalID
			if by == ByName {
				set = c.SetRecordByName
			}
			r, resp, err := set(ctx, key, value, RecordPatch(p))
			return RecordItem(r), resp.Created(), explained(ctx, c, key, toUpdate, err)
		},
	}
}

func listRecords(ctx context.Context, c *api.Client, key string, q Query) (Page, error) {
	o := listOptions(q)
	var p api.Page[api.Record]
	var err error
	by, pointing := pointingIn(q.Fixed)
	switch {
	case pointing:
		p, err = listPointing(ctx, c, key, q, by, o)
	case q.Filter != "":
		var f api.Filter
		if f, err = api.ParseFilter([]byte(q.Filter)); err != nil {
			return Page{}, err
		}
		p, _, err = c.FilterRecords(ctx, key, cmp.Or(q.Text, "*"), f, o)
	case q.Text != "":
		p, _, err = c.SearchRecords(ctx, key, q.Text, o)
	default:
		p, _, err = c.ListRecords(ctx, key, api.RecordFilter{}, o)
	}
	if err != nil {
		return Page{}, err
	}
	return paged(p, RecordItem), nil
}

// RecordItem is a record as a row.
func RecordItem(r api.Record) Item {
	values := make(map[string]Value, len(r.Fields)+len(r.Extra)+9)
	for k, v := range r.Fields {
		values[customKey(k)] = v
	}
	maps.Copy(values, r.Extra)
	values["name"], values["external_id"], values["photo"] = r.Name, r.ExternalID, r.Photo
	put := func(key, text string) {
		if text != "" {
			values[key] = api.String(text)
		}
	}
	put("id", r.ID)
	put("created_at", r.CreatedAt.Text)
	put("updated_at", r.UpdatedAt.Text)
	put("url", r.URL)
	put("created_by_user_id", r.CreatedByUserID)
	put("updated_by_user_id", r.UpdatedByUserID)
	return Item{ID: r.ID, Name: cmp.Or(r.Name.Text(), r.ID), Version: r.UpdatedAt.Text, Values: values}
}

// customKeys keeps the keys of custom fields with their prefix: every record
// of a page has the same. A service that sends ever new ones fills it once.
var customKeys struct {
	sync.RWMutex
	of map[string]string
}

const mostCustomKeys = 10_000

func customKey(field string) string {
	customKeys.RLock()
	key, known := customKeys.of[field]
	customKeys.RUnlock()
	if known {
		return key
	}
	key = CustomPrefix + field
	customKeys.Lock()
	defer customKeys.Unlock()
	if customKeys.of == nil {
		customKeys.of = map[string]string{}
	}
	if len(customKeys.of) < mostCustomKeys {
		customKeys.of[key[len(CustomPrefix):]] = key
	}
	return key
}

// RecordPatch is a patch as the record endpoints take it.
func RecordPatch(p Patch) api.RecordPatch {
	out := api.RecordPatch{Fields: map[string]Value{}}
	for key, v := range p {
		if custom, ok := strings.CutPrefix(key, CustomPrefix); ok {
			out.Fields[custom] = v
			continue
		}
		switch key {
		case "name":
			out.Name = v
		case "external_id":
			out.ExternalID = v
		}
	}
	return out
}
