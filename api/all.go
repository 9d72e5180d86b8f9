package api

import (
	"context"
	"iter"
)

// The All functions walk over a whole list, page by page; see Items for what
// ends them. A list that has no pages comes with one request.

// AllObjects walks over what ListObjects lists.
func (c *Client) AllObjects(ctx context.Context) iter.Seq2[Object, error] {
	return all(ctx, 0, c.ListObjects)
}

// AllFields walks over what ListFields lists.
func (c *Client) AllFields(ctx context.Context, objectKey string) iter.Seq2[Field, error] {
	return allOf(ctx, MaxPageSize, objectKey, c.ListFields)
}

// AllRecords walks over what ListRecords lists, in an order of its own; "" is
// the service's.
func (c *Client) AllRecords(ctx context.Context, objectKey string, f RecordFilter, sort string) iter.Seq2[Record, error] {
	return Items(ListOptions{Size: MaxPageSize, Sort: sort}, func(o ListOptions) (Page[Record], *Response, error) {
		return c.ListRecords(ctx, objectKey, f, o)
	})
}

// AllAttachments walks over what ListAttachments lists.
func (c *Client) AllAttachments(ctx context.Context, objectKey, recordID string) iter.Seq2[Attachment, error] {
	return all(ctx, 0, func(ctx context.Context, o ListOptions) (Page[Attachment], *Response, error) {
		return c.ListAttachments(ctx, objectKey, recordID, o)
	})
}

// AllRoles walks over what ListRoles lists.
func (c *Client) AllRoles(ctx context.Context) iter.Seq2[Role, error] {
	return all(ctx, 0, c.ListRoles)
}

// AllTicketStatuses walks over what ListTicketStatuses lists.
func (c *Client) AllTicketStatuses(ctx context.Context, f TicketStatusFilter) iter.Seq2[TicketStatus, error] {
	return allOf(ctx, 0, f, c.ListTicketStatuses)
}

// AllTicketForms walks over what ListTicketForms lists.
func (c *Client) AllTicketForms(ctx context.Context) iter.Seq2[Named, error] {
	return all(ctx, 0, c.ListTicketForms)
}

// AllTicketFormStatuses walks over what ListTicketFormStatuses lists.
func (c *Client) AllTicketFormStatuses(ctx context.Context) iter.Seq2[TicketFormStatus, error] {
	return all(ctx, 0, c.ListTicketFormStatuses)
}

// AllEssentialsCards walks over what ListEssentialsCards lists.
func (c *Client) AllEssentialsCards(ctx context.Context) iter.Seq2[EssentialsCard, error] {
	return all(ctx, 0, c.ListEssentialsCards)
}

// AllUserMemberships walks over what ListUserMemberships lists.
func (c *Client) AllUserMemberships(ctx context.Context, userID string) iter.Seq2[Membership, error] {
	return allOf(ctx, MaxPageSize, userID, c.ListUserMemberships)
}

// AllTriggers walks over what ListTriggers lists, or SearchTriggers where the
// filter has a query.
func (c *Client) AllTriggers(ctx context.Context, objectKey string, f TriggerFilter) iter.Seq2[Trigger, error] {
	return all(ctx, MaxPageSize, func(ctx context.Context, o ListOptions) (Page[Trigger], *Response, error) {
		if f.Query != "" {
			return c.SearchTriggers(ctx, objectKey, f, o)
		}
		return c.ListTriggers(ctx, objectKey, f, o)
	})
}

// AllAccessRules walks over what ListAccessRules lists.
func (c *Client) AllAccessRules(ctx context.Context, objectKey string) iter.Seq2[AccessRule, error] {
	return allOf(ctx, 0, objectKey, c.ListAccessRules)
}

// AllPermissionPolicies walks over what ListPermissionPolicies lists.
func (c *Client) AllPermissionPolicies(ctx context.Context, objectKey string) iter.Seq2[PermissionPolicy, error] {
	return allOf(ctx, 0, objectKey, c.ListPermissionPolicies)
}

// AllDeletionSchedules walks over what ListDeletionSchedules lists.
func (c *Client) AllDeletionSchedules(ctx context.Context) iter.Seq2[DeletionSchedule, error] {
	return all(ctx, 0, c.ListDeletionSchedules)
}

// AllGroups walks over what ListGroups lists.
func (c *Client) AllGroups(ctx context.Context) iter.Seq2[Named, error] {
	return all(ctx, MaxPageSize, c.ListGroups)
}

// AllLocales walks over what ListLocales lists.
func (c *Client) AllLocales(ctx context.Context) iter.Seq2[Locale, error] {
	return all(ctx, 0, c.ListLocales)
}

// all walks over a list in pages of a size; 0 leaves it to the service.
func all[T any](ctx context.Context, size int, list func(context.Context, ListOptions) (Page[T], *Response, error)) iter.Seq2[T, error] {
	return Items(ListOptions{Size: size}, func(o ListOptions) (Page[T], *Response, error) { return list(ctx, o) })
}

// allOf walks over a list of one thing, or one that is narrowed.
func allOf[A, T any](ctx context.Context, size int, of A, list func(context.Context, A, ListOptions) (Page[T], *Response, error)) iter.Seq2[T, error] {
	return Items(ListOptions{Size: size}, func(o ListOptions) (Page[T], *Response, error) { return list(ctx, of, o) })
}
