package journal

import (
	"cmp"
	"errors"
	"fmt"
	"time"
)

var errClosed = errors.New("the journal is closed")

// disk is what the writer's goroutine knows of its file.
type disk struct {
	fs     files
	id     string // the session's name; "" until the folder could be looked at
	unlock func()
	out    file
	lost   bool  // our file was cleared away, and no other says all yet
	torn   bool  // the file may end within a line
	size   int64 // of the file
	base   int64 // its size when it was last written anew
	graves []grave
}

// grave is a session that ended and whose file we hold until what was in it is
// safe in ours.
type grave struct {
	id     string
	unlock func()
}

// compactAt is how much a file may grow before it is written anew, in bytes.
const compactAt = 1 << 20

// run writes what is put, soon but not at each key, and again after a failure.
func (j *Journal) run() {
	defer close(j.done)
	var due <-chan time.Time
	var last time.Time
	save := func() {
		due = nil
		err := j.save()
		if last = time.Now(); err != nil {
			due = time.After(j.opt.Retry)
		}
	}
	for {
		select {
		case <-j.wake:
			if due != nil {
				continue
			}
			if wait := j.opt.Sync - time.Since(last); wait > 0 && !last.IsZero() {
				due = time.After(wait)
			} else {
				save()
			}
		case <-due:
			save()
		case a := <-j.asks:
			err := a.do()
			last = time.Now()
			if err != nil && due == nil {
				due = time.After(j.opt.Retry)
			}
			a.err <- err
			if a.end {
				return
			}
		}
	}
}

// save writes all that is pending, and tells if that begins or ends to fail.
func (j *Journal) save() error {
	err := j.write()
	if err != nil {
		err = fmt.Errorf("what you type is kept in memory only, until the disk takes it: %w", err)
	}
	j.mu.Lock()
	changed := fmt.Sprint(j.err) != fmt.Sprint(err)
	j.err = err
	status := Status{Err: err, Unsaved: len(j.pending) > 0}
	j.mu.Unlock()
	if changed && j.opt.OnStatus != nil {
		j.opt.OnStatus(status)
	}
	return err
}

func (j *Journal) write() error {
	d := &j.disk
	if err := j.ready(); err != nil {
		return err
	}
	if ops := j.take(); len(ops) > 0 {
		if err := d.append(ops); err != nil {
			j.putBack(ops)
			return err
		}
	}
	j.bury()
	if d.size > d.base+max(compactAt, d.base) {
		d.base = d.size   // not again at once if it fails
		_ = j.writeAnew() // what is appended is safe without it
	}
	return nil
}

// take returns what is to be written.
func (j *Journal) take() []op {
	j.mu.Lock()
	defer j.mu.Unlock()
	ops := j.pending
	j.pending = nil
	clear(j.puts)
	return ops
}

// putBack returns what could not be written before what was put meanwhile.
// What is typed while the disk is full so takes no more memory than the drafts.
func (j *Journal) putBack(ops []op) {
	later := j.take()
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, o := range append(ops, later...) {
		j.queue(o)
	}
}

func (d *disk) append(ops []op) error {
	line, err := encode(ops)
	if err != nil {
		return err
	}
	if d.torn {
		line = append([]byte{'\n'}, line...)
	}
	d.torn = true
	n, err := d.out.Write(line)
	d.size += int64(n)
	if err != nil {
		return err
	}
	if err := d.out.Sync(); err != nil {
		return err
	}
	d.torn = false
	return nil
}

// ready sees to it that there is a file to append to, and that it is the one
// in the folder: somebody may have cleared it away.
func (j *Journal) ready() error {
	d := &j.disk
	if d.out != nil && d.out.Current() {
		return nil
	}
	if d.out != nil {
		d.lost = true
		_ = d.out.Close()
		d.out = nil
		if d.unlock != nil {
			d.unlock()
		}
		d.id, d.unlock = "", nil
	}
	err := d.fs.Prepare()
	if d.id == "" {
		err = cmp.Or(err, j.survey()) // a folder that cannot be written can still be read
	}
	if err != nil {
		return err
	}
	j.claim()
	if d.lost {
		return j.writeAnew()
	}
	return j.reopen()
}

func (j *Journal) reopen() error {
	d := &j.disk
	out, err := d.fs.Append(d.id + logSuffix)
	if err == nil {
		d.out = out
	}
	return err
}

// writeAnew replaces the file by one that says the same in the fewest words.
// The old file stands until the new one is whole and on disk.
func (j *Journal) writeAnew() error {
	d := &j.disk
	j.mu.Lock()
	j.own.bound(j.opt.Limits, j.opt.Clock())
	ops := j.own.ops()
	j.mu.Unlock()
	var data []byte
	for _, o := range ops { // a line each, so that damage costs one
		line, err := encode([]op{o})
		if err != nil {
			return err
		}
		data = append(data, line...)
	}
	if err := d.fs.Replace(d.id+logSuffix, data); err != nil {
		return err
	}
	if d.out != nil {
		_ = d.out.Close()
		d.out = nil
	}
	d.lost = false
	d.torn, d.size, d.base = false, int64(len(data)), int64(len(data))
	return j.reopen()
}

// leave lets the session go, and leaves no file if it has nothing to say.
func (j *Journal) leave() {
	d := &j.disk
	if d.out != nil {
		_ = d.out.Close()
	}
	j.mu.Lock()
	empty := j.own.empty() && len(j.pending) == 0
	j.mu.Unlock()
	if empty && d.id != "" {
		_ = d.fs.Remove(d.id + logSuffix)
		_ = d.fs.Remove(d.id + lockSuffix)
	}
	if d.unlock != nil {
		d.unlock()
	}
	for _, g := range d.graves {
		g.unlock()
	}
}
