package work

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

	tea "charm.land/bubbletea/v2"
	"github.com/gofrs/flock"
	"github.com/google/renameio/v2/maybe"
)

// A job has three files, named by its group:
//
//	GROUP.json   what it is and how it ended: keptJob
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

type keptJob struct {
	Version    int           `json:"version"`
	Group      string        `json:"group"`
	Account    string        `json:"account"`
	Kind       JobKind       `json:"kind"`
	Title      string        `json:"title"`
	Object     string        `json:"object"`
	Collection string        `json:"collection"`
	Began      time.Time     `json:"began"`
	Ended      time.Time     `json:"ended,omitzero"`
	Total      int           `json:"total"`
	Done       int           `json:"done"`
	Failed     int           `json:"failed"`
	Unknown    int           `json:"unknown"`
	NotRun     int           `json:"not_run"`
	Entry      string        `json:"entry,omitempty"`  // of the history
	Undoes     string        `json:"undoes,omitempty"` // the entry that it takes back
	Import     *ImportSource `json:"import,omitempty"`
}

func (j *Jobs) itemsPath(group string) string { return filepath.Join(j.dir(), group+itemsSuffix) }
func (j *Jobs) logPath(group string) string   { return filepath.Join(j.dir(), group+logSuffix) }
func (j *Jobs) keptPath(group string) string  { return filepath.Join(j.dir(), group+keptSuffix) }

func (j *Jobs) dir() string {
	if j.o.Dir != "" {
		return j.o.Dir
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.temp
}

// newGroup makes the folder if need be and names a new job.
func (j *Jobs) newGroup() (string, error) {
	name := strings.ToLower(rand.Text())
	if j.o.Dir != "" {
		return name, os.MkdirAll(j.o.Dir, 0o700)
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.temp != "" {
		return name, nil
	}
	dir, err := os.MkdirTemp("", "zco-jobs-")
	if err != nil {
		return "", err
	}
	j.temp = dir
	context.AfterFunc(j.layer.ctx, func() { _ = os.RemoveAll(dir) })
	return name, nil
}

func (j *Jobs) keep(e *job) error {
	data, err := json.Marshal(e.kept)
	if err != nil {
		return err
	}
	return maybe.WriteFile(j.keptPath(e.kept.Group), data, 0o600)
}

// forget removes the files of a job.
func (j *Jobs) forget(group string) {
	for _, path := range []string{j.keptPath(group), j.itemsPath(group), j.logPath(group)} {
		_ = os.Remove(path)
	}
}

// Discard throws away a plan that nobody agreed to.
func (j *Jobs) Discard(p *BulkPlan) tea.Cmd {
	group := p.group
	return func() tea.Msg { j.forget(group); return nil }
}

// JobsFound is the answer to Find.
type JobsFound struct {
	Broken int // jobs that an earlier session left unfinished
	Err    error
}

// Find looks for the jobs of earlier sessions that broke off, lists them, and
// removes the files of old ones.
func (j *Jobs) Find() tea.Cmd {
	if j.o.Dir == "" {
		return nil
	}
	return func() tea.Msg {
		j.sweep()
		all, err := j.kept()
		found := JobsFound{Err: err}
		for _, k := range all {
			switch {
			case !k.Ended.IsZero() && j.o.Now().Sub(k.Began) > keptFor:
				j.forget(k.Group)
			case k.Ended.IsZero() && k.Account == j.o.Account && j.free(k.Group):
				j.add(&job{kept: k, source: k.Import, view: JobView{
					Kind: k.Kind, State: JobBroken, Title: k.Title, Collection: k.Collection, Group: k.Group,
					Began: k.Began, Total: k.Total,
				}})
				found.Broken++
			}
		}
		return found
	}
}

// sweep removes what was written down for a review that nobody agreed to, when
// the program ended in the middle of it.
func (j *Jobs) sweep() {
	paths, _ := filepath.Glob(filepath.Join(j.dir(), "*"+itemsSuffix))
	for _, path := range paths {
		group := strings.TrimSuffix(filepath.Base(path), itemsSuffix)
		_, err := os.Stat(j.keptPath(group))
		info, ierr := os.Stat(path)
		if errors.Is(err, os.ErrNotExist) && ierr == nil && j.o.Now().Sub(info.ModTime()) > reviewFor {
			j.forget(group)
		}
	}
}

// kept reads what is known of the jobs in the folder, the oldest first. What
// cannot be read is left alone.
func (j *Jobs) kept() ([]keptJob, error) {
	names, err := os.ReadDir(j.dir())
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	var out []keptJob
	for _, name := range names {
		if group, ok := strings.CutSuffix(name.Name(), keptSuffix); ok {
			if k, err := j.keptJob(group); err == nil {
				out = append(out, k)
			}
		}
	}
	slices.SortFunc(out, func(a, b keptJob) int { return a.Began.Compare(b.Began) })
	return out, err
}

func (j *Jobs) keptJob(group string) (k keptJob, err error) {
	data, err := os.ReadFile(j.keptPath(group))
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
func (j *Jobs) free(group string) bool {
	l := flock.New(j.logPath(group)+".lock", flock.SetPermissions(0o600))
	ok, err := l.TryLock()
	if err != nil || !ok {
		return false
	}
	_ = os.Remove(l.Path())
	return l.Unlock() == nil
}

// Abandon takes a job that broke off from the list for good.
func (j *Jobs) Abandon(id int) tea.Cmd {
	j.mu.Lock()
	e := j.find(id)
	if e == nil || e.view.Live() {
		j.mu.Unlock()
		return nil
	}
	broken := e.view.State == JobBroken
	j.list = slices.DeleteFunc(j.list, func(o *job) bool { return o == e })
	j.stir()
	j.mu.Unlock()
	if !broken {
		return nil
	}
	return func() tea.Msg {
		e.kept.Ended = j.o.Now()
		_ = j.keep(e) // at worst it is offered again
		return nil
	}
}
