package many

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/job"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/work"
)

// mostUntyped is how many rows are changed on enter alone; for more, and for
// any deletion, their number is typed.
const mostUntyped = 100

// review shows what a job would do, and begins it once that is agreed to.
type review struct {
	pane.Base
	f       *Feature
	in      *work.Inbox
	col     *collection.Collection
	name    string
	source  job.Source
	reading *job.Reading
	rows    int // read so far, as last drawn
	plan    *job.Plan
	err     error
	scroll  pane.Scroll
	answer  form.Line
	wrong   bool
}

// What the reading of a review tells.
type (
	readOn   struct{} // it is time to tell how far it is
	reviewed struct {
		plan *job.Plan
		err  error
	}
)

// Failure returns why the rows cannot be read, nil if they were.
func (r reviewed) Failure() error { return r.err }

// review opens the review of what a source would do.
func (f *Feature) review(col *collection.Collection, name string, source job.Source) tea.Cmd {
	d := &review{f: f, col: col, name: name, source: source}
	d.in = f.layer.Inbox(d.told)
	f.env.Shell.Open(d)
	return d.read()
}

func (d *review) read() tea.Cmd {
	reading := &job.Reading{}
	d.plan, d.err, d.reading = nil, nil, reading
	return tea.Batch(d.in.Ask("review", func(ctx context.Context) tea.Msg {
		plan, err := d.f.jobs.Review(ctx, d.col, d.source, reading)
		return reviewed{plan, err}
	}), d.tick())
}

// tick paces what the reading draws.
func (d *review) tick() tea.Cmd { return d.in.After("tick", 300*time.Millisecond, readOn{}) }

func (d *review) told(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case readOn:
		d.rows = d.reading.Rows()
		return d.tick()
	case reviewed:
		d.in.Cancel("tick")
		d.plan, d.err = msg.plan, msg.err
	}
	return nil
}

// Title implements pane.Dialog.
func (d *review) Title() string { return d.name }

// Footer are the keys in the foot of the frame.
func (d *review) Footer() []pane.Hint {
	h := d.f.env.Hint
	back := func(words string) pane.Hint {
		if d.fromFile() {
			words = "back to the columns"
		}
		return h(action.Dismiss, words)
	}
	switch {
	case d.err != nil:
		return []pane.Hint{h(action.BulkAgain, "try again"), back("leave it")}
	case d.plan == nil:
		return []pane.Hint{back("leave it")}
	case d.plan.Sends() == 0 && d.fromFile():
		return []pane.Hint{h(action.Dismiss, "nothing to send: back to the columns")}
	case d.plan.Sends() == 0:
		return []pane.Hint{h(action.Dismiss, "nothing to send")}
	case d.mustType():
		return []pane.Hint{back("leave it")}
	}
	return []pane.Hint{h(action.Accept, d.verb()), back("cancel")}
}

// mustType reports whether the number is asked for.
func (d *review) mustType() bool {
	return d.err == nil && d.plan != nil && (d.plan.Delete > 0 || d.plan.Sends() > mostUntyped)
}

func (d *review) want() string { return strconv.Itoa(d.plan.Sends()) }

// verb says what agreeing does, with the number.
func (d *review) verb() string {
	n := count(d.plan.Sends(), d.col)
	switch {
	case d.plan.Delete == d.plan.Sends():
		return "delete " + n
	case d.plan.Create == d.plan.Sends():
		return "create " + n
	case d.plan.Change == d.plan.Sends():
		return "change " + n
	}
	return "send " + n
}

// Key implements pane.Dialog.
func (d *review) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	id := d.f.env.DialogKey(k, action.Bulk)
	if d.mustType() {
		id = d.f.env.TypingKey(k) // letters are left to the number
	}
	if do := d.keys()[id]; do != nil {
		return do()
	}
	switch {
	case d.plan == nil, d.scrolls(id):
		return nil, false
	case d.mustType():
		return d.typeNumber(k)
	}
	if do := d.agreeing()[id]; do != nil {
		return do()
	}
	return nil, false
}

// keys do the same whatever is typed.
func (d *review) keys() pane.Bindings {
	keys := pane.Bind(pane.Ends(d.leave), action.Dismiss, action.Back)
	if d.err != nil {
		keys.And(pane.Stays(d.read), action.BulkAgain)
	}
	if d.sendsNothing() {
		keys.And(pane.Ends(d.leave), action.Quit)
	}
	return keys
}

// agreeing are the keys that answer a review in which no number is typed.
func (d *review) agreeing() pane.Bindings {
	if d.sendsNothing() {
		return pane.Bind(pane.Ends(d.leave), action.Accept)
	}
	return pane.Bind(pane.Ends(d.begin), action.Accept)
}

// fromFile reports whether leaving leads back to the columns of a file.
func (d *review) fromFile() bool {
	_, is := d.source.(job.Import)
	return is && d.f.importing != nil
}

func (d *review) sendsNothing() bool { return d.plan != nil && d.plan.Sends() == 0 }

// scrolls moves the lines, but not by a key that edits the number.
func (d *review) scrolls(id action.ID) bool {
	if d.mustType() && slices.Contains([]action.ID{action.First, action.Last}, id) {
		return false
	}
	return d.scroll.Move(id)
}

func (d *review) typeNumber(k tea.KeyPressMsg) (tea.Cmd, bool) {
	d.wrong = false
	if d.answer.Key(k) == form.Done {
		if strings.ReplaceAll(strings.TrimSpace(d.answer.Text()), ",", "") == d.want() {
			return d.begin(), true
		}
		d.wrong = true
	}
	return nil, false
}

// leave gives up: what was put together is kept by the feature, and the columns
// of a file are shown again.
func (d *review) leave() tea.Cmd {
	d.in.Close()
	if d.fromFile() {
		d.f.env.Shell.Open(d.f.importing)
		d.f.importing = nil
	}
	if d.plan == nil {
		return nil
	}
	plan := d.plan
	return d.f.in.Aside("", func() tea.Msg { d.f.jobs.Discard(plan); return nil })
}

// begin starts the job and shows it.
func (d *review) begin() tea.Cmd {
	switch d.source.(type) {
	case job.Edit:
		delete(d.f.parts, d.col.ID)
		if d.f.editing != nil {
			d.f.editing.in.Close()
			d.f.env.Shell.Close(d.f.editing)
			d.f.editing = nil
		}
	case job.Import:
		if d.f.importing != nil {
			d.f.importing.in.Close()
			d.f.importing = nil
		}
	}
	id := d.f.jobs.Add(d.plan)
	d.f.show(id)
	return d.f.launch(id)
}

// Paste implements pane.Dialog.
func (d *review) Paste(s string) tea.Cmd {
	if d.mustType() {
		d.answer.Paste(s)
	}
	return nil
}
