// Package many is what a person sees of changes to many rows: the dialogs in
// which bulk edits, deletions, exports and imports are put together, reviewed
// and watched, and the list of jobs.
//
// It asks the command layer and never imports api, api/transfer or another
// pane. The one rule: what is sent is what the review showed; a dialog never
// starts anything that was not counted in one before.
package many

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
	"zco/tui/pane"
	"zco/tui/work"
)

// Commands is what the dialogs ask of the command layer. *work.Jobs does
// most of it.
type Commands interface {
	Review(gen uint64, col *collection.Collection, source work.BulkSource) (*work.Reading, tea.Cmd)
	StopReview()
	Discard(*work.BulkPlan) tea.Cmd
	Start(*work.BulkPlan) (id int, cmd tea.Cmd)
	Export(work.ExportOrder) (id int, cmd tea.Cmd)
	Check(gen uint64, s work.ImportSource) tea.Cmd
	Probe(gen uint64, path string) tea.Cmd
	Complete(typed string) tea.Cmd
	Undo(e journal.Entry, title string) (work.BulkUndo, string)
	UndoJob(id int, title string) (work.BulkUndo, string)

	Watch() tea.Cmd
	Find() tea.Cmd
	List() []work.JobView
	Results(id int) (list []work.JobResult, more int)
	Pause(id int) tea.Cmd
	Resume(id int) tea.Cmd
	Cancel(id int) tea.Cmd
	Continue(id int) tea.Cmd
	Abandon(id int) tea.Cmd
	SaveFailed(id int, path string, over bool) tea.Cmd
}

// Asker is what the dialogs ask of the layer beside the jobs.
type Asker interface {
	After(work.Slot, time.Duration, tea.Msg) tea.Cmd
	Complete(slot work.Slot, generation int, delay time.Duration, col *collection.Collection, f collection.Field, text string) tea.Cmd
}

var (
	_ Commands = (*work.Jobs)(nil)
	_ Asker    = (*work.Layer)(nil)
)

// Subject is what the table in front shows: what bulk actions are about.
type Subject struct {
	Collection *collection.Collection
	Schema     *collection.Schema
	Place      collection.Place
	Selected   []collection.Item
	Current    *collection.Item // under the cursor; nil for none
	Columns    []collection.Field
	Total      int // rows of the place, -1 if not known
}

// Model keeps what outlives a dialog: the jobs as last told, and changes that
// were put together and not sent.
type Model struct {
	env  *pane.Env
	jobs Commands
	ask  Asker
	gen  uint64

	views       []work.JobView // the newest first
	changes     map[string][]work.BulkChange
	left        *value                            // what was typed for a change and not finished
	schemas     map[string]*collection.Schema     // by collection, for the titles of reviews
	collections map[string]*collection.Collection // seen, by id
	paths       map[string]string                 // the last path of an export or import, by collection
}

// Ended says that a job ended: the rows of its collection are not what they
// were, and those that failed are to stay selected.
type Ended struct {
	Job    work.JobView
	Done   []string          // the ids of those that are, as far as they are known
	Failed []collection.Item // what is known of them: at least the id
}

// Swap lays a dialog in the place of another that an answer has finished.
type Swap struct{ Old, New pane.Dialog }

// New returns a model without jobs.
func New(env *pane.Env, jobs Commands, ask Asker) *Model {
	return &Model{
		env: env, jobs: jobs, ask: ask, changes: map[string][]work.BulkChange{},
		schemas: map[string]*collection.Schema{}, collections: map[string]*collection.Collection{}, paths: map[string]string{},
	}
}

// Init looks for jobs that an earlier session left, and begins to watch.
func (m *Model) Init() tea.Cmd { return pane.Batch(m.jobs.Watch(), m.jobs.Find()) }

func (m *Model) nextGen() uint64 {
	m.gen++
	return m.gen
}

// Update takes what jobs tell. Dialogs get their answers by themselves.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case work.Schema:
		if msg.Err == nil {
			m.schemas[msg.Collection] = msg.Schema
		}
	case work.Collections:
		for _, col := range msg.List {
			m.collections[col.ID] = col
		}
	case work.JobsMoved:
		m.views = m.jobs.List()
		cmds := []tea.Cmd{m.jobs.Watch()}
		for _, id := range msg.Ended {
			cmds = append(cmds, m.ended(id))
		}
		return pane.Batch(cmds...)
	case work.JobStarted:
		m.views = m.jobs.List()
		if msg.Err != nil {
			return pane.Saying(pane.Failure, "the job did not begin: "+pane.Explain(msg.Err))
		}
	case work.JobsFound:
		m.views = m.jobs.List()
		if msg.Broken > 0 {
			return pane.Saying(pane.Warning, pane.Plural(msg.Broken, "job was", "jobs were")+" broken off when zco ended; "+
				m.env.Keys.Key("jobs")+" shows them, and they can be continued")
		}
	}
	return nil
}

// job returns a job as last told.
func (m *Model) job(id int) work.JobView {
	for _, v := range m.views {
		if v.ID == id {
			return v
		}
	}
	return work.JobView{ID: id}
}

// ended tells how a job ended, and the shell whose rows to read again.
func (m *Model) ended(id int) tea.Cmd {
	v := m.job(id)
	kind := pane.Success
	switch {
	case v.Err != nil:
		kind = pane.Failure
	case v.Failed+v.Unknown+v.NotRun > 0:
		kind = pane.Warning
	}
	cmd := pane.Saying(kind, endWords(v)+"; "+m.env.Keys.Key("jobs")+" shows the result")
	if v.Kind == work.JobExport {
		return cmd
	}
	results, _ := m.jobs.Results(id)
	e := Ended{Job: v}
	for _, r := range results {
		switch {
		case r.ID == "":
		case r.Why == "":
			e.Done = append(e.Done, r.ID)
		case r.Outcome == work.Failed:
			e.Failed = append(e.Failed, collection.Item{ID: r.ID, Name: r.Name})
		}
	}
	return pane.Batch(cmd, pane.Ask(e))
}

// Running returns how many jobs are under way.
func (m *Model) Running() int {
	n := 0
	for _, v := range m.views {
		if v.Live() {
			n++
		}
	}
	return n
}

// Mark is what the status bar says of jobs, "" for nothing.
func (m *Model) Mark() string {
	n, one := 0, work.JobView{}
	for _, v := range m.views {
		if v.Live() {
			n++
			one = v
		}
	}
	switch n {
	case 0:
		return ""
	case 1:
		return "job " + share(one)
	}
	return pane.Plural(n, "job", "jobs") + " " + share(one)
}

// Leaving says what quitting does to the jobs, "" when none is under way.
func (m *Model) Leaving() string {
	n := m.Running()
	if n == 0 {
		return ""
	}
	return pane.Plural(n, "job is", "jobs are") + " under way. Quitting stops sending; what is sent already is carried out. " +
		"The next start offers to go on from there."
}
