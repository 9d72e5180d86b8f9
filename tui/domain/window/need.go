package window

// Need returns the next page to ask for and counts it as asked: no need is
// told twice. Call it again until ok is false after every move and answer.
// Velocity is the speed of the cursor in rows a second, negative upwards; the
// faster it goes, the earlier the page ahead of it is asked for.
func (w *Window[T]) Need(velocity float64) (r Request, ok bool) {
	if w.jump != nil {
		return w.needJump()
	}
	if len(w.pages) == 0 {
		return r, false
	}
	if r, ok = w.needRefresh(); ok {
		return r, true
	}
	sides := [2]int{down, up}
	if velocity < 0 {
		sides = [2]int{up, down}
	}
	for _, side := range sides {
		if r, ok = w.needEdge(side, velocity); ok {
			return r, true
		}
	}
	return Request{}, false
}

// Waiting reports whether the answer to a request is still wanted; if not, the
// caller may as well cancel it.
func (w *Window[T]) Waiting(gen uint64) bool {
	if gen == 0 {
		return false
	}
	if w.jump != nil && w.jump.gen == gen || w.edge[down].gen == gen || w.edge[up].gen == gen {
		return true
	}
	return w.refreshing(gen) != nil
}

// InFlight returns the number of requests whose answers are still wanted.
func (w *Window[T]) InFlight() int {
	n := 0
	for _, gen := range [...]uint64{w.edge[down].gen, w.edge[up].gen} {
		if gen != 0 {
			n++
		}
	}
	if w.jump != nil && w.jump.gen != 0 {
		n++
	}
	for _, p := range w.pages {
		if p.gen != 0 {
			n++
		}
	}
	return n
}

// Err returns why the last request of this kind failed; nil once it was
// retried or became needless. Nothing is asked again of that kind before
// Retry.
func (w *Window[T]) Err(d Dir) error {
	switch d {
	case Next:
		return w.edge[down].err
	case Prev:
		return w.edge[up].err
	case Refresh:
		return w.refreshErr
	}
	if j := w.failedJump; j != nil && j.dir == d {
		return w.jumpErr
	}
	if w.jump != nil && w.jump.dir == d {
		return w.jump.err
	}
	return nil
}

// Retry lets everything that failed be asked for again.
func (w *Window[T]) Retry() {
	w.edge[down].err, w.edge[up].err, w.refreshErr = nil, nil, nil
	if w.failedJump != nil && w.jump == nil {
		w.jump = w.failedJump
	}
	w.failedJump, w.jumpErr = nil, nil
	if w.jump != nil {
		w.jump.err = nil
	}
}

func (w *Window[T]) request(d Dir, ask wire) Request {
	w.gen++
	return Request{Gen: w.gen, Dir: d, Reversed: w.reversed,
		After: ask.after, Before: ask.before, Size: w.opt.Size}
}

func (w *Window[T]) needJump() (r Request, ok bool) {
	j := w.jump
	if j.gen != 0 || j.err != nil {
		return r, false
	}
	r = w.request(j.dir, wire{})
	r.Reversed = j.dir == Last
	j.gen = r.Gen
	return r, true
}

func (w *Window[T]) needRefresh() (r Request, ok bool) {
	if w.refreshErr != nil {
		return r, false
	}
	i := 0
	for _, p := range w.pages {
		seen := i < w.top+w.height && i+len(p.rows) > w.top || w.n == 0
		i += len(p.rows)
		if seen && p.stale && p.gen == 0 {
			r = w.request(Refresh, p.ask)
			p.gen = r.Gen
			return r, true
		}
	}
	return r, false
}

func (w *Window[T]) needEdge(side int, velocity float64) (r Request, ok bool) {
	e := &w.edge[side]
	if e.done || e.gen != 0 || e.err != nil || !w.wants(side, velocity) {
		return r, false
	}
	ask, ok := w.onward(side)
	if !ok {
		e.done, e.broken = true, true // nothing leads on: as far as this service goes
		return r, false
	}
	r = w.request([...]Dir{down: Next, up: Prev}[side], ask)
	e.gen, e.ask = r.Gen, ask
	return r, true
}

// wants reports whether the cursor is near enough to a side: less than half a
// page, less than it may run before an answer could be here, or so near that
// the screen is not full. The first is counted from the cursor and not from
// the screen, so that a jump to the end costs one request at any height.
func (w *Window[T]) wants(side int, velocity float64) bool {
	behind, ahead := min(w.cur, w.top), w.n-max(w.cur+1, w.top+w.height)
	run := int(velocity * 2 * w.latency.Seconds())
	limit := w.opt.Size * (w.opt.Keep - 2) / 2
	if side == down {
		return w.n-1-w.cur < w.opt.Size/2 || ahead < min(run, limit) || ahead < 0
	}
	unfilled := w.n < w.height && w.edge[down].done
	return w.cur < w.opt.Size/2 || behind < min(-run, limit) || unfilled
}
