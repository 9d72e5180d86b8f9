package journal

import (
	"maps"
	"slices"
)

// The files of a session. The lock is a file of its own because a log is
// replaced by another file when it is written anew.
const (
	logSuffix  = ".log"
	lockSuffix = ".lock"
	newSuffix  = ".new"
)

// ended is a session that ended and whose lock we now hold.
type ended struct {
	grave
	*state
	size        int
	there, torn bool
}

// survey looks at all sessions in the folder. Those that hold their lock are
// alive and only looked at. Of those that ended one is continued as ours, if we
// have no name yet, and the others are taken in and buried after the next
// write. A folder that cannot be locked shows all of them as alive: nothing is
// lost, nothing taken.
func (j *Journal) survey() error {
	d := &j.disk
	names, err := d.fs.List()
	if err != nil {
		return err
	}
	ids := map[string]bool{}
	for _, name := range names {
		if id, ok := session(name); ok && id != d.id && !d.buries(id) {
			ids[id] = true
		}
	}
	others := map[string]*state{}
	var dead []ended
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		unlock, held, err := d.fs.Lock(id + lockSuffix)
		data, readErr := d.fs.Read(id + logSuffix)
		switch s, whole := load(data); {
		case err == nil && !held:
			dead = append(dead, ended{grave{id, unlock}, s, len(data), readErr == nil, !whole})
		case !s.empty():
			others[id] = s
		}
	}
	j.inherit(dead)
	j.mu.Lock()
	defer j.mu.Unlock()
	j.others = others
	for id := range j.own.took {
		if !ids[id] && !d.buries(id) {
			delete(j.own.took, id)
		}
	}
	return nil
}

// inherit goes on with one of the sessions that ended and takes in the others.
// A file that another one says to contain is not looked at again: what was
// thrown away since would come back.
func (j *Journal) inherit(dead []ended) {
	took := map[string]int{}
	for _, e := range dead {
		maps.Copy(took, e.took)
	}
	j.mu.Lock()
	maps.Copy(took, j.own.took)
	j.mu.Unlock()
	for _, e := range dead {
		size, ok := took[e.id]
		had := ok && size == e.size
		switch {
		case j.disk.id == "" && !had:
			j.continueAs(e)
		case !e.there:
			e.unlock() // ended between our looks, or is only beginning
		default:
			j.takeIn(e, had)
		}
	}
}

// claim gives our session a name, if it goes on with nobody else's.
func (j *Journal) claim() {
	d := &j.disk
	for held := d.id == ""; held; {
		d.id = j.newID()
		d.unlock, held, _ = d.fs.Lock(d.id + lockSuffix) // without locks we are shown as alive for ever
	}
}

func (d *disk) buries(id string) bool {
	return slices.ContainsFunc(d.graves, func(g grave) bool { return g.id == id })
}

// continueAs goes on with the file of a session that ended.
func (j *Journal) continueAs(e ended) {
	d := &j.disk
	d.id, d.unlock, d.torn, d.size = e.id, e.unlock, e.torn, int64(e.size)
	e.orphan()
	j.mu.Lock()
	defer j.mu.Unlock()
	fresh := j.own.empty()
	j.own.merge(e.state)
	maps.Copy(j.own.took, e.took)
	j.own.bound(j.opt.Limits, j.opt.Clock())
	if !fresh { // what was typed before there was a file is not in it
		j.pending = nil
		clear(j.puts)
		for _, o := range j.own.ops() {
			j.queue(o)
		}
	}
}

// takeIn makes what a session left ours, unless we had it before and ended
// before we could bury it.
func (j *Journal) takeIn(e ended, had bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.disk.graves = append(j.disk.graves, e.grave)
	if had {
		return
	}
	e.orphan()
	for _, o := range j.own.merge(e.state) {
		j.queue(o)
	}
	took := op{Kind: opTook, ID: e.id, Size: e.size}
	j.own.apply(took)
	j.queue(took)
	j.own.bound(j.opt.Limits, j.opt.Clock())
}

// bury removes the files of sessions whose content is on disk in ours.
func (j *Journal) bury() {
	d := &j.disk
	j.mu.Lock()
	safe := !slices.ContainsFunc(j.pending, func(o op) bool { return o.Kind == opTook })
	j.mu.Unlock()
	if !safe {
		return
	}
	var left []grave
	for _, g := range d.graves {
		if d.fs.Remove(g.id+logSuffix) != nil {
			left = append(left, g)
			continue
		}
		_ = d.fs.Remove(g.id + lockSuffix)
		g.unlock()
		j.mu.Lock()
		delete(j.own.took, g.id)
		j.mu.Unlock()
	}
	d.graves = left
}
