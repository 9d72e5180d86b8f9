package collection

import (
	"cmp"
	"context"
	"slices"

	"zco/api"
	"zco/tui/domain/field"
)

// DeletionSchedules is the collection of the account's deletion schedules: of
// custom objects, and of whatever else it deletes by itself.
func DeletionSchedules() *Collection {
	return &Collection{
		ID: familySchedules, Family: familySchedules, Group: GroupAccount, Title: "Deletion schedules", Singular: "Deletion schedule",
		Note: "what is deleted by itself once nobody has changed it for long enough", Address: "/admin/account/security/deletion_schedules",
		ListSorts: keysOf(scheduleFields(nil)), SearchSorts: keysOf(scheduleFields(nil)), Searchable: true,
		Filters: []Choice{
			{Key: "object", Title: "Object", Load: func(ctx context.Context, c *api.Client) ([]Option, error) {
				targets, _ := scheduleTargets(ctx, c)
				return targets, nil
			}},
			{Key: "active", Title: "Active", Values: yesNo},
		},
		Schema: func(ctx context.Context, c *api.Client) (*Schema, error) {
			targets, missing := scheduleTargets(ctx, c)
			return NewSchema(madeFields(scheduleFields(targets)...)).lacking(missing), nil
		},
		List:              listSchedules,
		Get:               getWith((*api.Client).ShowDeletionSchedule, scheduleItem),
		Create:            createSchedule,
		Update:            updateSchedule,
		Delete:            deleteWith((*api.Client).DeleteDeletionSchedule),
		Template:          inactive(copies("title", "object", "older_than", ruleAll, ruleAny, "description")), // it must not delete before it was looked at
		UndeletableReason: whereTrue("default", "it is the account's default schedule: deactivate it instead"),
		Verbs: activeVerbs("PUT", "deletion_schedules/", "deletion_schedule",
			func(active Value) api.DeletionSchedulePatch { return api.DeletionSchedulePatch{Active: active} },
			sendWith((*api.Client).UpdateDeletionSchedule, scheduleItem), nil),
	}
}

// schedulesOf is where the schedules of one object are.
func schedulesOf(key string) Place {
	return Place{Collection: familySchedules, Fixed: FixedQuery("object", api.TargetObject(key))}
}

// scheduleTargets are what schedules can be about.
func scheduleTargets(ctx context.Context, c *api.Client) ([]Option, string) {
	objects, missing := apart(ctx, "the custom objects", func(ctx context.Context) ([]api.Object, error) { return listAll(c.AllObjects(ctx)) })
	var out []Option
	for _, o := range objects {
		out = append(out, Option{Value: api.TargetObject(o.Key), Title: cmp.Or(o.TitlePluralized, o.Title, o.Key)})
	}
	return append(out,
		Option{Value: api.TargetTicket, Title: "tickets"}, Option{Value: api.TargetUser, Title: "people"},
		Option{Value: "zen:attachment", Title: "attachments"}, Option{Value: "zen:bot_only_conversation", Title: "conversations with bots"}), missing
}

func scheduleFields(targets []Option) []Field {
	return []Field{
		{Key: "title", Title: "Title", Type: field.Text, Required: true, MaxLength: 255},
		{Key: "object", Title: "Deletes", Type: field.Dropdown, Options: targets, Required: true, Create: true, Locked: "a schedule stays with what it deletes"},
		{Key: "active", Title: "Active", Type: field.Checkbox},
		{Key: "older_than", Title: "Unchanged for longer than", Type: field.Text, Description: "such as 2 years, 18 months, 30 days"},
		{Key: "default", Title: "Default", Type: field.Checkbox, Locked: madeByService, Hidden: true},
		{Key: "when", Title: "Conditions", Type: field.Text, Locked: "change the age, or the lists of conditions below", Hidden: true},
		{Key: ruleAll, Title: "And meet ALL of", Type: field.TextArea, Hidden: true, Description: "one a line, such as: Created longer ago than 2 years"},
		{Key: ruleAny, Title: "And meet ANY of", Type: field.TextArea, Hidden: true, Description: "one a line"},
		{Key: "description", Title: "Description", Type: field.TextArea},
	}
}

func scheduleItem(s api.DeletionSchedule) Item {
	age, others := ageOf(s.Conditions)
	return Item{ID: s.ID, Name: cmp.Or(s.Title, s.ID), Version: version(s.UpdatedAt, s.Active), Raw: s.Raw, Values: rowValues(s.Raw, map[string]Value{
		"id": api.String(s.ID), "conditions": Absent, "older_than": api.String(age),
		"when":  api.String(scheduleTerms.Sentence(conditionsInWords(s.Conditions))),
		ruleAll: api.String(scheduleTerms.Conditions(inWords(others))), ruleAny: api.String(scheduleTerms.Conditions(inWords(s.Conditions.Any))),
	})}
}

func listSchedules(ctx context.Context, c *api.Client, q Query) (Page, error) {
	list, err := listAll(c.AllDeletionSchedules(ctx))
	v := fixed(q.Fixed)
	object, active := v.Get("object"), flag(v, "active")
	list = slices.DeleteFunc(list, func(s api.DeletionSchedule) bool {
		return object != "" && s.Object != object || active != nil && s.Active != *active
	})
	return whole(each(list, scheduleItem), q, "description", "object"), err
}

// schedulePatch is a patch as the service takes it, over the conditions of now.
func schedulePatch(now api.Conditions, p Patch) (out api.DeletionSchedulePatch, err error) {
	out = api.DeletionSchedulePatch{Title: p["title"], Description: textOrEmpty(p["description"]), Active: p["active"]}
	out.Conditions, err = scheduleConditions(now, p)
	return out, err
}

// createSchedule makes one inactive unless it is said to be active: an active
// one begins to delete.
func createSchedule(ctx context.Context, c *api.Client, p Patch) (Item, error) {
	patch, err := schedulePatch(api.Conditions{}, p)
	switch {
	case err != nil:
		return Item{}, err
	case patch.Conditions.IsAbsent():
		return Item{}, refuse("older_than", nothingMet)
	case patch.Active.IsEmpty():
		patch.Active = api.Bool(false)
	}
	patch.Object = p["object"]
	s, _, err := c.CreateDeletionSchedule(ctx, patch)
	return scheduleItem(s), err
}

// updateSchedule reads the conditions that are there where some are changed:
// they go whole.
func updateSchedule(ctx context.Context, c *api.Client, id string, p Patch) (Item, error) {
	var now api.Conditions
	if !p["older_than"].IsAbsent() || changesRule(p) {
		s, _, err := c.ShowDeletionSchedule(ctx, id)
		if err != nil {
			return Item{}, err
		}
		now = s.Conditions
	}
	patch, err := schedulePatch(now, p)
	if err != nil {
		return Item{}, err
	}
	s, _, err := c.UpdateDeletionSchedule(ctx, id, patch)
	return scheduleItem(s), err
}
