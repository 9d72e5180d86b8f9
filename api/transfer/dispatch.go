package transfer

import (
	"fmt"
	"time"

	"zco/api"
)

// dispatchAll cuts the plan into batches of one action each and sends them on their
// way as slots come free.
func (r *Run) dispatchAll() {
	waiting := map[api.Action][]Item{}
	var order []api.Action
	for item, err := range r.plan.Items {
		if err != nil {
			r.fail(fmt.Errorf("cannot go on with the plan: %w", err))
			break
		}
		if r.ended() {
			break
		}
		if item.Problem == "" {
			item.Problem = lacking(item)
		}
		if r.known(&item) {
			continue
		}
		if _, met := waiting[item.Action]; !met {
			order = append(order, item.Action)
		}
		waiting[item.Action] = append(waiting[item.Action], item)
		if len(waiting[item.Action]) == r.o.JobSize {
			r.dispatch(waiting[item.Action])
			waiting[item.Action] = nil
		}
	}
	for _, action := range order {
		r.dispatch(waiting[action])
	}
}

// known deals with an item that need not be sent: by the log it is done, or
// nobody knows; or it has a problem.
func (r *Run) known(item *Item) bool {
	m := item.fingerprint()
	switch {
	case r.log.done[m] > 0:
		r.log.done[m]--
		r.update(func(p *Progress) { p.Skipped++ })
		return true
	case item.Row != 0 && r.log.rows.done[item.Row]: // and changed since by somebody
		r.update(func(p *Progress) { p.Skipped++ })
		return true
	case r.log.unknown[m] > 0 && !repeatable(*item):
		r.log.unknown[m]--
		r.update(func(p *Progress) { p.Unknown++ })
		return true
	case item.Problem != "":
		r.settle(&batch{items: []Item{*item}}, []int{0}, []Result{{Item: *item, Outcome: Failed, Reason: item.Problem}})
		return true
	case r.log.unknown[m] > 0:
		r.log.unknown[m]--
		item.lookFirst = item.Action == api.ActionCreate
	}
	var late string
	if *item, late = r.log.rows.rebased(*item, r.client.ClockSkew()); late != "" && r.o.CheckBefore {
		r.settle(&batch{items: []Item{*item}}, []int{0}, []Result{{Item: *item, Outcome: Failed, ID: item.ID, Reason: late, Verified: true}})
		return true
	}
	return false
}

// repeatable reports whether an item of unknown outcome may be sent again:
// doing it twice is doing it once, or its external id tells whether it is done.
func repeatable(i Item) bool {
	return i.Action != api.ActionCreate || listable(i.Patch.ExternalID.Text())
}

// lacking says what the action needs and the item does not have. One such
// item would have the whole job refused.
func lacking(i Item) string {
	switch i.Action {
	case api.ActionCreate:
		return ""
	case api.ActionUpdate, api.ActionDelete:
		if i.ID == "" {
			return "it has no id"
		}
	case api.ActionSetByExternalID, api.ActionDeleteByExternalID:
		if i.Patch.ExternalID.Text() == "" {
			return "it has no external id"
		}
	case api.ActionSetByName:
		if i.Patch.Name.Text() == "" {
			return "it has no name"
		}
	default:
		return fmt.Sprintf("there is no action %q", i.Action)
	}
	return ""
}

// dispatch waits for a free slot and sends the items on their way.
func (r *Run) dispatch(items []Item) {
	if len(items) == 0 {
		return
	}
	b := &batch{items: items, at: time.Now()}
	if !r.acquire() {
		r.notRun(b, "the run was ended before")
		return
	}
	r.start(func() { r.sendBatch(b) })
}

// acquire waits until not paused and a slot is free. It fails when the run ends.
func (r *Run) acquire() bool {
	if !r.mayGo() {
		return false
	}
	if r.slots.Acquire(r.sending, 1) != nil {
		return false
	}
	if !r.mayGo() { // paused or ended while waiting
		r.slots.Release(1)
		return false
	}
	return true
}

// mayGo waits while the run is paused; false when it ends.
func (r *Run) mayGo() bool {
	for !r.ended() {
		r.mu.Lock()
		open, paused := r.open, r.paused
		r.mu.Unlock()
		if !paused {
			return true
		}
		select {
		case <-open:
		case <-r.sending.Done():
		}
	}
	return false
}

// held reports whether nothing is to be sent now.
func (r *Run) held() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.paused || r.ended()
}

// start runs f with the slot that acquire took.
func (r *Run) start(f func()) {
	r.batches.Go(func() {
		defer r.slots.Release(1)
		f()
	})
}

// settle notes what became of items of a batch, and tells it.
func (r *Run) settle(b *batch, index []int, results []Result) {
	if len(results) == 0 {
		return
	}
	if err := r.log.settled(b, index, results); err != nil {
		r.fail(err)
	}
	r.report(results)
}

// report counts results and hands them on.
func (r *Run) report(results []Result) {
	if r.o.OnResult != nil {
		r.calls.Lock()
		for _, result := range results {
			r.o.OnResult(result)
		}
		r.calls.Unlock()
	}
	r.update(func(p *Progress) {
		for _, result := range results {
			switch result.Outcome {
			case Done:
				p.Done++
			case Failed:
				p.Failed++
			case NotRun:
				p.NotRun++
			default:
				p.Unknown++
			}
		}
	})
}

// notRun settles a whole batch that was not sent.
func (r *Run) notRun(b *batch, why string) {
	r.settle(b, b.indexes(), b.results(NotRun, why))
}
