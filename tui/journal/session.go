package journal

import "slices"

// The files of a session. The lock is a file of its own because a log is
// replaced by another file when it is written anew.
const (
	logSuffix  = ".log"
	lockSuffix = ".lock"
	newSuffix  = ".new"
)

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
	var ids []string
	for _, name := range names {
		if id, ok := session(name); ok && id != d.id && !slices.Contains(ids, id) && !d.buries(id) {
			ids = append(ids, id)
		}
	}
	others := map[string]*state{}
	for _, id := range ids {
		unlock, held, err := d.fs.Lock(id + lockSuffix)
		data, readErr := d.fs.Read(id + logSuffix)
		switch s, whole := load(data); {
		case err != nil || held:
			if !s.empty() {
				others[id] = s
			}
		case d.id == "":
			d.id, d.unlock, d.torn, d.size = id, unlock, !whole, int64(len(data))
			j.continueAs(s)
		case readErr != nil:
			unlock() // ended between our looks, or is only beginning
		default:
			j.takeIn(grave{id, unlock}, s, len(data))
		}
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.others = others
	for id := range j.own.took {
		if !slices.Contains(ids, id) && !d.buries(id) {
			delete(j.own.took, id)
		}
	}
	return nil
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
func (j *Journal) continueAs(s *state) {
	s.orphan()
	j.mu.Lock()
	defer j.mu.Unlock()
	fresh := j.own.empty()
	ops := j.own.merge(s)
	for id, size := range s.took {
		j.own.took[id] = size
	}
	j.own.bound(j.opt.Limits, j.opt.Clock())
	if !fresh { // what was typed before there was a file is not in it
		j.pending = nil
		clear(j.puts)
		ops = j.own.ops()
		for _, o := range ops {
			j.queue(o)
		}
	}
}

// takeIn makes what a session left ours.
func (j *Journal) takeIn(g grave, s *state, size int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.disk.graves = append(j.disk.graves, g)
	if took, ok := j.own.took[g.id]; ok && took == size {
		return // we had it before, and ended before we could bury it
	}
	s.orphan()
	for _, o := range j.own.merge(s) {
		j.queue(o)
	}
	took := op{Kind: opTook, ID: g.id, Size: size}
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
