package api

import (
	"context"
	"iter"
	"net/url"
	"strconv"
	"time"
)

// Of the incremental export of records.
const (
	MaxChangesSize   = 1000        // records of a page
	ChangesPerMinute = 10          // requests; the 11th is answered 429
	ChangesAge       = time.Minute // the last minute is not told
)

// ChangesOptions say where the export of changes goes on: at a time, or behind a
// cursor that an earlier page gave. One of them is needed.
type ChangesOptions struct {
	Since          time.Time // more than a minute ago; whole seconds
	Cursor         string    // Meta.After of the page before; also of the last, for what came since
	Size           int       // 1 to MaxChangesSize; 0 leaves it to the service (1,000)
	ExcludeDeleted bool
}

// ListChanges lists the records of an object that were made, changed or deleted
// since a time, the earliest change first, a record once for its last change.
// Of deleted ones little is left: see Record.Deleted. Photos are not told. Ten
// requests a minute; admins, and agents who may read the object's records.
//
// GET /api/v2/incremental/custom_objects/{custom_object_key}/cursor
// https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/
func (c *Client) ListChanges(ctx context.Context, objectKey string, o ChangesOptions) (Page[Record], *Response, error) {
	op := get("incremental", "custom_objects", objectKey, "cursor")
	op.query = url.Values{}
	switch {
	case o.Cursor != "":
		op.query.Set("cursor", o.Cursor)
	case o.Since.IsZero():
		return Page[Record]{}, &Response{}, notSent(op, "changes are asked for since a time or behind a cursor")
	default:
		op.query.Set("start_time", strconv.FormatInt(o.Since.Unix(), 10))
	}
	if o.Size < 0 || o.Size > MaxChangesSize {
		return Page[Record]{}, &Response{}, notSent(op, "a page of changes holds 1 to %d, not %d", MaxChangesSize, o.Size)
	}
	if o.Size > 0 {
		op.query.Set("per_page", strconv.Itoa(o.Size))
	}
	if o.ExcludeDeleted {
		op.query.Set("filter[exclude_deleted]", "true")
	}
	return doPage[Record](ctx, c, op, "custom_object_records", ListOptions{})
}

// AllChanges walks over the pages of ListChanges up to the last minute, at most
// ten in a minute: it waits before the eleventh. A page comes even where nothing
// has changed, for its cursor.
func (c *Client) AllChanges(ctx context.Context, objectKey string, o ChangesOptions) iter.Seq2[Page[Record], error] {
	return func(yield func(Page[Record], error) bool) {
		var asked []time.Time
		seen := map[string]bool{o.Cursor: true}
		for {
			if n := len(asked); n >= ChangesPerMinute {
				if err := c.opts.sleep(ctx, time.Minute-c.opts.now().Sub(asked[n-ChangesPerMinute])); err != nil {
					yield(Page[Record]{}, err)
					return
				}
			}
			asked = append(asked, c.opts.now())
			p, _, err := c.ListChanges(ctx, objectKey, o)
			if !yield(p, err) || err != nil || !p.Meta.HasMore || p.Meta.After == "" || seen[p.Meta.After] {
				return
			}
			o.Cursor, seen[p.Meta.After] = p.Meta.After, true
		}
	}
}

// deletedWord stands in place of the texts of a deleted record.
const deletedWord = "[DELETED]"

// Deleted reports whether a record of ListChanges was deleted: its name and all
// that is left of its fields are the word that the service puts in their place.
// UpdatedAt is then when, and UpdatedByUserID who deleted it, as far as that is told.
func (r Record) Deleted() bool {
	if r.Name.Text() != deletedWord {
		return false
	}
	for _, v := range r.Fields {
		if !v.IsEmpty() && v.Text() != deletedWord {
			return false
		}
	}
	return r.ExternalID.IsEmpty() || r.ExternalID.Text() == deletedWord
}
