package job

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"zco/config/disk"
)

// A job has three files, named by its group:
//
//	GROUP.json   what it is and how it ended: kept
//	GROUP.items  what is to be done, as a person agreed to it
//	GROUP.log    what became of each item, with what was there before
const (
	keptSuffix  = ".json"
	itemsSuffix = ".items"
	logSuffix   = ".log"
)

// keptFor is how long the files of a job are kept: as long as the history.
const keptFor = 90 * 24 * time.Hour

// reviewFor is longer than anybody looks at a review.
const reviewFor = 7 * 24 * time.Hour

const keptVersion = 1

type kept struct {
	Version    int       `json:"version"`
	Group      string    `json:"group"`
	Account    string    `json:"account"`
	Kind       Kind      `json:"kind"`
	Title      string    `json:"title"`
	Object     string    `json:"object"`
	Collection string    `json:"collection"`
	Began      time.Time `json:"began"`
	Ended      time.Time `json:"ended,omitzero"`
	Total      int       `json:"total"`
	Done       int       `json:"done"`
	Failed     int       `json:"failed"`
	Unknown    int       `json:"unknown"`
	NotRun     int       `json:"not_run"`
	Entry      string    `json:"entry,omitempty"`  // of the history
	Undoes     string    `json:"undoes,omitempty"` // the entry that it takes back
	Import     *Import   `json:"import,omitempty"`
}

func (r *Runner) itemsPath(group string) string { return filepath.Join(r.dir(), group+itemsSuffix) }
func (r *Runner) logPath(group string) string   { return filepath.Join(r.dir(), group+logSuffix) }
func (r *Runner) keptPath(group string) string  { return filepath.Join(r.dir(), group+keptSuffix) }

func (r *Runner) dir() string {
	if r.o.Dir != "" {
		return r.o.Dir
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.temp
}

// newGroup makes the folder if need be and names a new job.
func (r *Runner) newGroup() (string, error) {
	name := strings.ToLower(rand.Text())
	if r.o.Dir != "" {
		return name, os.MkdirAll(r.o.Dir, 0o700)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.temp != "" {
		return name, nil
	}
	dir, err := os.MkdirTemp("", "zco-jobs-")
	if err != nil {
		return "", err
	}
	r.temp = dir
	context.AfterFunc(r.ctx, func() { _ = os.RemoveAll(dir) })
	return name, nil
}

func (r *Runner) keep(k kept) error {
	data, err := json.Marshal(k)
	if err != nil {
		return err
	}
	return disk.Write(r.keptPath(k.Group), data)
}

// forget removes the files of a job.
func (r *Runner) forget(group string) {
	for _, path := range []string{r.keptPath(group), r.itemsPath(group), r.logPath(group)} {
		_ = os.Remove(path)
	}
}

// Find lists the jobs of earlier sessions that broke off, removes the files of
// old ones, and returns how many it listed. It reads the disk.
func (r *Runner) Find() (broken int, err error) {
	if r.o.Dir == "" {
		return 0, nil
	}
	r.sweep()
	all, err := r.keptJobs()
	for _, k := range all {
		switch {
		case !k.Ended.IsZero() && r.o.Now().Sub(k.Began) > keptFor:
			r.forget(k.Group)
		case k.Ended.IsZero() && k.Account == r.o.Account && r.free(k.Group):
			r.add(&entry{kept: k, Job: Job{
				Kind: k.Kind, Title: k.Title, Collection: k.Collection, Group: k.Group, Began: k.Began,
				Progress: Progress{State: Broken, Total: k.Total},
			}})
			broken++
		}
	}
	return broken, err
}

// sweep removes what was written down for a review that nobody agreed to, when
// the program ended in the middle of it.
func (r *Runner) sweep() {
	paths, _ := filepath.Glob(filepath.Join(r.dir(), "*"+itemsSuffix))
	for _, path := range paths {
		group := strings.TrimSuffix(filepath.Base(path), itemsSuffix)
		_, err := os.Stat(r.keptPath(group))
		info, ierr := os.Stat(path)
		if errors.Is(err, os.ErrNotExist) && ierr == nil && r.o.Now().Sub(info.ModTime()) > reviewFor {
			r.forget(group)
		}
	}
}

// keptJobs reads what is known of the jobs in the folder, the oldest first. What
// cannot be read is left alone.
func (r *Runner) keptJobs() ([]kept, error) {
	names, err := os.ReadDir(r.dir())
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	var out []kept
	for _, name := range names {
		if group, ok := strings.CutSuffix(name.Name(), keptSuffix); ok {
			if k, err := r.keptJob(group); err == nil {
				out = append(out, k)
			}
		}
	}
	slices.SortFunc(out, func(a, b kept) int { return a.Began.Compare(b.Began) })
	return out, err
}

func (r *Runner) keptJob(group string) (k kept, err error) {
	data, err := os.ReadFile(r.keptPath(group))
	if err != nil {
		return k, err
	}
	if err := json.Unmarshal(data, &k); err != nil || k.Group != group || k.Version != keptVersion {
		return k, errors.New("it is not one of ours")
	}
	return k, nil
}

// free reports whether no session that is alive runs the job: a run holds the
// lock of its log.
func (r *Runner) free(group string) bool {
	l := flock.New(r.logPath(group)+".lock", flock.SetPermissions(0o600))
	ok, err := l.TryLock()
	if err != nil || !ok {
		return false
	}
	_ = os.Remove(l.Path())
	return l.Unlock() == nil
}

// Abandon takes a job that is not under way from the list; one that broke off
// is not offered again, which is noted on disk.
func (r *Runner) Abandon(id int) {
	r.mu.Lock()
	e := r.find(id)
	if e == nil || e.Live() {
		r.mu.Unlock()
		return
	}
	broken := e.State == Broken
	r.list = slices.DeleteFunc(r.list, func(o *entry) bool { return o == e })
	r.notify()
	r.mu.Unlock()
	if broken {
		e.kept.Ended = r.o.Now()
		_ = r.keep(e.kept) // at worst it is offered again
	}
}
