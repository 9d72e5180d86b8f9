package change

import (
	"context"
	"time"

	"zco/api"
	"zco/tui/domain/collection"
)

func (w *Sender) create(ctx context.Context, c Change) Sent {
	p := c.values()
	began := w.Now()
	s := Sent{Created: true}
	if !w.begin(ctx, c, p, collection.Item{}, &s) {
		return s
	}
	it, err := c.Collection.Create(ctx, w.Client, p)
	if api.IsUnknownOutcome(err) {
		it, err = lookForNew(ctx, w.Client, c, p, began, &s, err)
	}
	s.Differs = differs(c.Schema, p, it)
	return w.finish(c, s, it, err)
}

// newest is how many rows are looked through for one whose creation was not
// answered.
const newest = 100

// clockSlack is how far the clocks of this host and of the service may be
// apart.
const clockSlack = 5 * time.Minute

// lookForNew looks for a row whose creation was not answered: by its external
// id, else among the rows changed last. One with the same values that is older
// may be another, and one that is not among them proves nothing unless they
// reach back to before it was sent.
func lookForNew(ctx context.Context, client *api.Client, c Change, p collection.Patch, began time.Time, s *Sent, lost error) (collection.Item, error) {
	s.Ending = Lost
	began = began.Add(-client.ClockSkew() - clockSlack)
	found, all, err := newRows(ctx, client, c, p, began)
	if err != nil {
		return collection.Item{}, lost
	}
	similar := false
	for _, it := range found {
		if c.Schema.Judge(p, collection.Item{}, it) != collection.Took {
			continue
		}
		if stamp(it, "created_at").After(began) {
			return s.judged(collection.Took, it, lost)
		}
		similar = true
	}
	if all && !similar {
		s.Ending, lost = NotDone, collection.Settled(lost)
	}
	return collection.Item{}, lost
}

// newRows returns the rows among which a new one is, if it was made; all says
// that no other can be it.
func newRows(ctx context.Context, client *api.Client, c Change, p collection.Patch, since time.Time) (rows []collection.Item, all bool, err error) {
	if c.Collection.Family != "" {
		return nil, false, nil
	}
	if id := p["external_id"].Text(); id != "" {
		it, there, err := collection.Find(ctx, client, c.Collection, collection.ByExternalID, id)
		if !there {
			return nil, true, err
		}
		return []collection.Item{it}, true, err
	}
	page, err := c.Collection.List(ctx, client, collection.Query{Sort: "-updated_at", Size: newest})
	if err != nil {
		return nil, false, err
	}
	return page.Items, !page.HasMore || reachBack(page.Items, since), nil
}

// reachBack reports whether rows are the newest and go back to a time. A service
// that sorts in another way than it was asked proves nothing.
func reachBack(rows []collection.Item, since time.Time) bool {
	last := time.Time{}
	for i, it := range rows {
		at := stamp(it, "updated_at")
		if at.IsZero() || i > 0 && at.After(last) {
			return false
		}
		last = at
	}
	return len(rows) > 0 && last.Before(since)
}

func stamp(it collection.Item, key string) time.Time {
	return api.ParseTimestamp(it.Value(key).Text()).Time
}

// remove deletes a row that still is what was reviewed.
func (w *Sender) remove(ctx context.Context, c Change) Sent {
	now, err := w.get(ctx, c)
	if err != nil {
		return unread(err)
	}
	look := w.Client.AfterLook(ctx)
	s := Sent{Item: now, Merge: c.Schema.Merge(nil, c.looks.seen(c.Item, now), now)}
	if len(s.Merge.Moved) > 0 {
		s.Ending = Moved
		return s
	}
	if !w.begin(ctx, c, nil, now, &s) {
		return s
	}
	err = c.Collection.Delete(look, w.Client, c.Ref.ID)
	if api.IsUnknownOutcome(err) {
		s.Ending = Lost
		switch _, again := w.get(ctx, c); {
		case collection.Gone(again):
			_, err = s.judged(collection.Took, now, err)
		case again == nil:
			_, err = s.judged(collection.DidNotTake, now, err)
		}
	}
	return w.finish(c, s, now, err)
}

// upsert sets a row found by its external id or name, if it still is what was
// reviewed: there or not, and with the same values where it is changed.
func (w *Sender) upsert(ctx context.Context, c Change) Sent {
	now, there, err := collection.Find(ctx, w.Client, c.Collection, c.By, c.Value)
	if err != nil {
		return Sent{Ending: Unread, Err: err}
	}
	look := w.Client.AfterLook(ctx)
	if there != (c.Item.ID != "") || there && now.ID != c.Item.ID {
		return Sent{Ending: Moved, Item: now}
	}
	s := Sent{Item: now, Merge: collection.Merge{Patch: c.values()}}
	if there {
		s.Merge = c.Schema.Merge(c.Edits, c.Item, now)
	}
	switch {
	case len(s.Merge.Conflicts) > 0:
		s.Ending = Conflicted
		return s
	case there && len(s.Merge.Patch) == 0:
		s.Ending = Already
		return s
	}
	p := s.Merge.Patch
	if !w.begin(ctx, c, p, now, &s) {
		return s
	}
	it, created, err := c.Collection.Upsert(look, w.Client, c.By, c.Value, p)
	s.Created = created || !there // some services answer alike in both cases
	if api.IsUnknownOutcome(err) {
		it, err = w.refind(ctx, c, p, now, &s, err)
	}
	s.Differs = differs(c.Schema, p, it)
	return w.finish(c, s, it, err)
}

// refind looks for a row after the answer to setting it was lost.
func (w *Sender) refind(ctx context.Context, c Change, p collection.Patch, before collection.Item, s *Sent, lost error) (collection.Item, error) {
	s.Ending = Lost
	now, there, err := collection.Find(ctx, w.Client, c.Collection, c.By, c.Value)
	if err != nil {
		return before, lost
	}
	if !there {
		return s.judged(collection.DidNotTake, before, lost)
	}
	s.Item, s.Created = now, before.ID == ""
	return s.judged(c.Schema.Judge(p, before, now), now, lost)
}
