package api_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"zco/api"
	"zco/api/sandbox"
)

// The client and the sandbox are written apart, each from the reference. Here
// the client's whole surface runs against the sandbox, so that neither can be
// wrong alone.
type desk struct {
	*testing.T
	c *api.Client
}

func openDesk(t *testing.T) desk {
	t.Helper()
	s := sandbox.New(sandbox.Options{Records: 300, LargeIDs: true})
	c, err := api.New("http://127.0.0.1:1", api.WithTransport(described(t, s.Transport())),
		api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")),
		api.WithClock(time.Now, func(ctx context.Context, _ time.Duration) error { return ctx.Err() }))
	if err != nil {
		t.Fatal(err)
	}
	return desk{t, c}
}

// must returns the value of a call that has to succeed.
func must[T any](t desk) func(T, *api.Response, error) T {
	return func(v T, _ *api.Response, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// gone ends the test unless a call without a value succeeds.
func (t desk) gone(_ *api.Response, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (t desk) expect(what string, ok bool) {
	t.Helper()
	if !ok {
		t.Errorf("%s: not so", what)
	}
}

func TestRecordsAgainstTheSandbox(t *testing.T) {
	d := openDesk(t)
	ctx, c, o := t.Context(), d.c, api.ListOptions{Size: 5}
	record, records := must[api.Record](d), must[api.Page[api.Record]](d)

	page := records(c.ListRecords(ctx, "asset", api.RecordFilter{}, o))
	d.expect("a page of five with more behind it", len(page.Items) == 5 && page.Meta.HasMore)
	next := records(c.ListRecords(ctx, "asset", api.RecordFilter{}, api.ListOptions{Size: 5, After: page.Meta.After}))
	back := records(c.ListRecords(ctx, "asset", api.RecordFilter{}, api.ListOptions{Size: 5, Before: next.Meta.Before}))
	d.expect("back is where one was", len(back.Items) == 5 && back.Items[0].ID == page.Items[0].ID)
	two := records(c.ListRecords(ctx, "asset", api.RecordFilter{IDs: []string{page.Items[1].ID, page.Items[3].ID}}, o))
	d.expect("two by id", len(two.Items) == 2)
	n := must[api.Count](d)(c.CountRecords(ctx, "asset"))
	d.expect("300 counted", n.Value == 300)

	city := map[string]api.Value{"city": api.String("Ushuaia")}
	made := record(c.CreateRecord(ctx, "store", api.RecordPatch{Name: api.String("Shop at the end of the world"), ExternalID: api.String("END-1"), Fields: city}))
	d.expect("the created record is shown", record(c.ShowRecord(ctx, "store", made.ID)).Name == made.Name)
	d.expect("found by the beginning of a word", slices.ContainsFunc(
		records(c.SearchRecords(ctx, "store", "worl", o)).Items, func(r api.Record) bool { return r.ID == made.ID }))
	d.expect("completed by its name", slices.ContainsFunc(
		records(c.AutocompleteRecords(ctx, "store", api.Autocomplete{Name: "Shop at"}, o)).Items, func(r api.Record) bool { return r.ID == made.ID }))
	found := records(c.FilterRecords(ctx, "store", "*", api.Or(
		api.Where("external_id", api.Equal, api.String("END-1")), api.Where("name", api.Equal, api.String("nothing"))), o))
	d.expect("filtered", len(found.Items) == 1 && found.Items[0].ID == made.ID)

	d.expect("changed", record(c.UpdateRecord(ctx, "store", made.ID, api.RecordPatch{Name: api.String("Shop 2")})).Name.Text() == "Shop 2")
	d.expect("set by external id", record(c.SetRecordByExternalID(ctx, "store", "END-1", api.RecordPatch{Name: api.String("Shop 3")})).ID == made.ID)
	d.expect("set by name", record(c.SetRecordByName(ctx, "store", "Shop 3", api.RecordPatch{ExternalID: api.String("END-2")})).ID == made.ID)
	d.expect("its events", len(must[api.Page[api.RecordEvent]](d)(c.RecordEvents(ctx, "store", made.ID, o)).Items) > 1)
	d.gone(c.DeleteRecordByExternalID(ctx, "store", "END-2"))
	_, _, err := c.ShowRecord(ctx, "store", made.ID)
	d.expect("the deleted record is not found", api.IsNotFound(err))

	byName := record(c.CreateRecord(ctx, "store", api.RecordPatch{Name: api.String("Gone by name"), Fields: city}))
	d.gone(c.DeleteRecordByName(ctx, "store", byName.Name.Text()))
	byID := record(c.CreateRecord(ctx, "store", api.RecordPatch{Name: api.String("Gone by id"), Fields: city}))
	d.gone(c.DeleteRecord(ctx, "store", byID.ID))
	_, _, err = c.CreateRecord(ctx, "store", api.RecordPatch{Name: api.Null})
	d.expect("a record without a name is refused", api.IsInvalid(err))
	_, _, err = c.ListRecords(ctx, "payroll", api.RecordFilter{}, o)
	d.expect("payroll is forbidden", api.IsForbidden(err))
}

func TestJobsAgainstTheSandbox(t *testing.T) {
	d := openDesk(t)
	ctx, c := t.Context(), d.c
	run := func(a api.Action, items ...api.JobItem) api.JobStatus {
		t.Helper()
		job := must[api.JobStatus](d)(c.StartJob(ctx, "vendor", a, items))
		job = must[api.JobStatus](d)(c.WaitJob(ctx, job.ID, nil))
		d.expect(string(a)+" is shown and listed", must[api.JobStatus](d)(c.ShowJob(ctx, job.ID)).Done() &&
			len(must[[]api.JobStatus](d)(c.ShowJobs(ctx, []string{job.ID}))) == 1 &&
			len(must[api.Page[api.JobStatus]](d)(c.ListJobs(ctx, api.ListOptions{})).Items) > 0)
		return job
	}
	patch := func(name, external string) api.RecordPatch {
		p := api.RecordPatch{Name: api.String(name)}
		if external != "" {
			p.ExternalID = api.String(external)
		}
		return p
	}
	made := run(api.ActionCreate, api.JobItem{Patch: patch("Job one", "J1")}, api.JobItem{Patch: patch("Job two", "J2")}, api.JobItem{Patch: patch("Job one", "")})
	d.expect("two of three made, the double name refused", len(made.Results) == 3 && len(made.Failures()) == 1)
	run(api.ActionSetByExternalID, api.JobItem{Patch: patch("Job 1", "J1")}, api.JobItem{Patch: patch("Job 3", "J3")})
	run(api.ActionSetByName, api.JobItem{Patch: patch("Job 3", "J33")})
	all := must[api.Page[api.Record]](d)(c.ListRecords(ctx, "vendor", api.RecordFilter{ExternalIDs: []string{"J1", "J2", "J33"}}, api.ListOptions{}))
	if len(all.Items) != 3 {
		t.Fatalf("%d records by external id, want 3", len(all.Items))
	}
	run(api.ActionUpdate, api.JobItem{ID: all.Items[0].ID, Patch: api.RecordPatch{ExternalID: api.String("J9")}})
	run(api.ActionDelete, api.JobItem{ID: all.Items[1].ID})
	run(api.ActionDeleteByExternalID, api.JobItem{Patch: api.RecordPatch{ExternalID: api.String("J9")}})
	left := must[api.Page[api.Record]](d)(c.ListRecords(ctx, "vendor", api.RecordFilter{IDs: []string{all.Items[0].ID, all.Items[1].ID, all.Items[2].ID}}, api.ListOptions{}))
	d.expect("one of the three is left", len(left.Items) == 1)
}

func TestObjectsAndFieldsAgainstTheSandbox(t *testing.T) {
	d := openDesk(t)
	ctx, c := t.Context(), d.c
	object, field := must[api.Object](d), must[api.Field](d)
	before := must[api.Limit](d)(c.ObjectLimit(ctx))
	object(c.CreateObject(ctx, api.ObjectPatch{Key: api.String("boat"), Title: api.String("Boat"), TitlePluralized: api.String("Boats")}))
	d.expect("one object more", must[api.Limit](d)(c.ObjectLimit(ctx)).Count == before.Count+1)
	d.expect("renamed", object(c.UpdateObject(ctx, "boat", api.ObjectPatch{Title: api.String("Vessel")})).Title == "Vessel")
	d.expect("listed and shown", object(c.ShowObject(ctx, "boat")).Title == "Vessel" &&
		slices.ContainsFunc(must[api.Page[api.Object]](d)(c.ListObjects(ctx, api.ListOptions{})).Items, func(o api.Object) bool { return o.Key == "boat" }))
	length := field(c.CreateField(ctx, "boat", api.FieldPatch{Key: api.String("length"), Type: api.String("decimal"), Title: api.String("Length")}))
	kind := field(c.CreateField(ctx, "boat", api.FieldPatch{Key: api.String("kind"), Type: api.String("dropdown"), Title: api.String("Kind"),
		Options: api.OptionsValue([]api.FieldOption{{Name: "Sail", Value: "sail"}})}))
	d.expect("the option was made", len(kind.Options) == 1 && kind.Options[0].Value == "sail")
	d.expect("changed", field(c.UpdateField(ctx, "boat", "length", api.FieldPatch{Required: api.Bool(true)})).Required)
	d.gone(c.ReorderFields(ctx, "boat", []string{kind.ID, length.ID}))
	var keys []string
	for _, f := range must[api.Page[api.Field]](d)(c.ListFields(ctx, "boat", api.ListOptions{})).Items {
		if !f.IsStandard() {
			keys = append(keys, f.Key)
		}
	}
	d.expect("in the new order", slices.Equal(keys, []string{"kind", "length"}))
	d.expect("the limit counts them", must[api.Limit](d)(c.FieldLimit(ctx, "boat")).Count == 2)
	d.expect("shown by key", field(c.ShowField(ctx, "boat", "kind")).ID == kind.ID)
	d.gone(c.DeleteField(ctx, "boat", "kind"))
	d.gone(c.DeleteObject(ctx, "boat"))
	_, _, err := c.ShowObject(ctx, "boat")
	d.expect("gone", api.IsNotFound(err))
	d.expect("records are limited", must[api.Limit](d)(c.RecordLimit(ctx)).Limit > 0)
}

func TestFamiliesAgainstTheSandbox(t *testing.T) {
	d := openDesk(t)
	ctx, c, o := t.Context(), d.c, api.ListOptions{}
	d.expect("who one is", must[api.User](d)(c.ShowMe(ctx)).Email == "agent@sandbox.example")

	role := must[api.Role](d)(c.CreateRole(ctx, api.RolePatch{Name: api.String("Night shift"), RoleType: api.Int(0)}))
	d.expect("a role is changed", must[api.Role](d)(c.UpdateRole(ctx, role.ID, api.RolePatch{Name: api.String("Day shift")})).Name == "Day shift")
	d.expect("and listed", len(must[api.Page[api.Role]](d)(c.ListRoles(ctx, o)).Items) > 1)
	d.gone(c.DeleteRole(ctx, role.ID))

	status := must[api.TicketStatus](d)(c.CreateTicketStatus(ctx, api.TicketStatusPatch{Category: api.String("open"), AgentLabel: api.String("With the courier")}))
	_, resp, err := c.UpdateTicketStatus(ctx, status.ID, api.TicketStatusPatch{Category: api.String("hold"), AgentLabel: api.String("On the way")})
	d.expect("the category cannot change, and the answer says so", err == nil && len(resp.Ignored) > 0)
	d.expect("only open ones", !slices.ContainsFunc(must[api.Page[api.TicketStatus]](d)(c.ListTicketStatuses(ctx, api.TicketStatusFilter{Categories: []string{"open"}}, o)).Items,
		func(s api.TicketStatus) bool { return s.Category != "open" }))
	d.gone(c.SetDefaultTicketStatuses(ctx, []string{status.ID}))
	d.expect("it is the default now", must[api.TicketStatus](d)(c.ShowTicketStatus(ctx, status.ID)).Default)
	_, err = c.DeleteTicketStatus(ctx, status.ID)
	d.expect("a default cannot go", api.IsInvalid(err))

	locales := must[api.Page[api.Locale]](d)(c.ListLocales(ctx, o)).Items
	if len(locales) < 3 {
		t.Fatalf("%d locales, want three at least", len(locales))
	}
	variant := func(i int, content string) api.ContentVariantPatch {
		return api.ContentVariantPatch{LocaleID: api.ID(locales[i].ID), Default: api.Bool(i == 0), Active: api.Bool(true), Content: api.String(content)}
	}
	item := must[api.ContentItem](d)(c.CreateContentItem(ctx, api.ContentItemPatch{Name: api.String("Return label"),
		DefaultLocaleID: api.ID(locales[0].ID), Variants: []api.ContentVariantPatch{variant(0, "Hello")}}))
	more := must[[]api.ContentVariant](d)(c.CreateContentVariants(ctx, item.ID, []api.ContentVariantPatch{variant(1, "Hallo")}))
	d.expect("a variant more", len(more) > 0)
	third := must[api.ContentVariant](d)(c.CreateContentVariant(ctx, item.ID, variant(2, "Salut")))
	_, _, err = c.CreateContentVariant(ctx, item.ID, variant(2, "again"))
	d.expect("one variant a locale", api.IsInvalid(err))
	d.expect("its text changes", must[api.ContentVariant](d)(c.UpdateContentVariant(ctx, item.ID, third.ID, api.ContentVariantPatch{Content: api.String("Bonjour")})).Content == "Bonjour")
	d.gone(c.DeleteContentVariant(ctx, item.ID, third.ID))
	d.expect("found by its identifier", len(must[[]api.ContentItem](d)(c.ShowContentItems(ctx, []string{"dc.return_label"}))) == 1)
	d.gone(c.DeleteContentItem(ctx, item.ID))

	card := must[api.EssentialsCard](d)(c.UpdateEssentialsCard(ctx, "zen:user", []string{"zen:user:field:standard:locale"}))
	d.expect("a card of one field", len(card.Fields) == 1 && !card.Default)
	d.gone(c.DeleteEssentialsCard(ctx, "zen:user"))
	d.expect("the default again", must[api.EssentialsCard](d)(c.ShowEssentialsCard(ctx, "zen:user")).Default)

	groups := must[api.Page[api.Named]](d)(c.ListGroups(ctx, o)).Items
	assignable := must[api.Page[api.Membership]](d)(c.ListAssignableMemberships(ctx, o)).Items
	d.expect("groups and memberships", len(groups) > 1 && len(assignable) > 1)
	user := assignable[0].UserID
	var free string
	mine := must[api.Page[api.Membership]](d)(c.ListUserMemberships(ctx, user, o)).Items
	for _, g := range groups {
		if !slices.ContainsFunc(mine, func(m api.Membership) bool { return m.GroupID == g.ID }) {
			free = g.ID
		}
	}
	joined := must[api.Membership](d)(c.CreateMembership(ctx, api.MembershipPatch{UserID: api.ID(user), GroupID: api.ID(free)}))
	d.expect("numeric ids beyond 2^53 stay exact", len(joined.ID) >= 16 && must[api.Membership](d)(c.ShowMembership(ctx, joined.ID)).ID == joined.ID)
	job := must[api.JobStatus](d)(c.DeleteMemberships(ctx, []string{joined.ID}))
	d.expect("removed by a job", must[api.JobStatus](d)(c.WaitJob(ctx, job.ID, nil)).Done())
}

func TestWaitingForAJobCanBeCancelled(t *testing.T) {
	s := sandbox.New(sandbox.Options{JobDelay: time.Hour})
	c, err := api.New("http://127.0.0.1:1", api.WithTransport(described(t, s.Transport())),
		api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
	if err != nil {
		t.Fatal(err)
	}
	d := desk{t, c}
	job := must[api.JobStatus](d)(c.StartJob(t.Context(), "vendor", api.ActionCreate, []api.JobItem{{Patch: api.RecordPatch{Name: api.String("Slow")}}}))
	ctx, cancel := context.WithCancel(t.Context())
	_, _, err = c.WaitJob(ctx, job.ID, func(api.JobStatus) { cancel() })
	d.expect("the wait ends with the context", err != nil && ctx.Err() != nil)
}
