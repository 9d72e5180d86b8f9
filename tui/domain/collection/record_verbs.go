package collection

import (
	"context"
	"net/url"

	"zco/api"
	"zco/tui/domain/field"
)

func recordVerbs(key string) []Verb {
	return []Verb{
		{ID: "attachments", Title: "its attachments", Reads: true, Visit: visitingIts(attachmentsPrefix + key + "/")},
		photoVerb(),
		{ID: "fields", Title: "the fields of the object", Reads: true, Table: true, Visit: visiting(fieldsPrefix + key)},
		rightsVerb(func(Item) string { return key }, true),
		{ID: "permissions", Title: "the permissions of roles", Reads: true, Table: true, Visit: visiting(permissionsPrefix + key)},
		{ID: "triggers", Title: "the triggers: what runs when records change", Reads: true, Table: true, Visit: visiting(triggersPrefix + key)},
		{ID: "schedules", Title: "when records are deleted by themselves", Reads: true, Table: true, Visit: func(Item) Place { return schedulesOf(key) }},
		deleteByVerb("delete-by-external-id", "delete by external ID", "external_id", key),
		deleteByVerb("delete-by-name", "delete by name (where names are unique)", "name", key),
	}
}

// VerbPhoto shows the photo of a record.
const VerbPhoto = "photo"

// photoVerb shows the photo of a record on a terminal that can, and what is
// known of it on any other.
func photoVerb() Verb {
	return Verb{
		ID: VerbPhoto, Title: "show its photo", Reads: true,
		Allowed: func(it Item) string {
			if it.Value("photo").IsEmpty() {
				return "it has no photo"
			}
			return ""
		},
		IsPicture: func(it Item) bool { return it.Value("photo").Members()["content_url"].Text() != "" },
		Show: func(_ context.Context, _ *api.Client, items []Item) ([]string, error) {
			photo := first(items).Value("photo")
			out := []string{Format{}.Text(Field{Key: "photo", Type: field.Photo}, photo)}
			if at := photo.Members()["content_url"].Text(); at != "" {
				out = append(out, at)
			}
			return out, nil
		},
		Picture: func(ctx context.Context, c *api.Client, items []Item) (Picture, error) {
			photo := first(items).Value("photo")
			content, _, err := c.DownloadPhoto(ctx, photo.Members()["content_url"].Text())
			return Picture{Name: first(items).Name, About: []string{Format{}.Text(Field{Key: "photo", Type: field.Photo}, photo)}, Content: content}, err
		},
	}
}

// deleteByVerb deletes the record that has an external id or a unique name.
// It reads the record first where the service can find it, so that the review
// names it.
func deleteByVerb(id, title, by, key string) Verb {
	return Verb{
		ID: id, Title: title, Table: true,
		Form: func(_ context.Context, _ *api.Client, items []Item) (Form, error) {
			return Form{
				Title: title, Fields: []Field{{Key: by, Title: words(by), Type: field.Text, Required: true}},
				Values: map[string]Value{by: first(items).Value(by)},
			}, nil
		},
		Plan: func(ctx context.Context, c *api.Client, _ []Item, answers Patch) (Plan, error) {
			value := answers[by].Text()
			plan := Plan{
				Title: "Delete the record with the " + words(by) + " " + value, Warning: "The record is deleted for good.",
				Steps: []Step{step("DELETE", "custom_objects/"+key+"/records?"+by+"="+url.QueryEscape(value), nil)},
			}
			send := c.DeleteRecordByName
			if by == "external_id" {
				send = c.DeleteRecordByExternalID
				found, _, err := c.ListRecords(ctx, key, api.RecordFilter{ExternalIDs: []string{value}}, api.ListOptions{})
				if err != nil {
					return plan, err
				}
				if len(found.Items) == 0 {
					return plan, refuse(by, "no record has the external ID "+value)
				}
				plan.Title += ": " + found.Items[0].Name.Text()
				plan.Saw = found.Items[0].ID + " " + found.Items[0].UpdatedAt.Text
			}
			plan.Send = func(ctx context.Context, _ *api.Client, _ func(int, int)) (Outcome, error) {
				_, err := send(ctx, key, value)
				return Outcome{Text: "deleted the record with the " + words(by) + " " + value, Stale: true}, err
			}
			return plan, nil
		},
	}
}
