package actions

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/work"
)

// step is where a flow stands.
type step int

const (
	asking    step = iota // what to ask is being read
	filling               // the form is filled in
	planning              // what would be sent is being read
	reviewing             // the plan is shown
	sending
	reading // what the verb shows is being read
	showing
	failed
)

// flow is a verb on its way: a dialog.
type flow struct {
	m  *Feature
	of work.VerbOf
	in *work.Inbox // of what is asked while the dialog is open

	at     step
	form   *fields
	plan   collection.Plan
	undoes string // the entry of the history that the plan takes back
	taken  string // what that entry did
	lines  []string
	err    error
	want   form.Line
	wrong  bool // something else was typed than asked for
	scroll pane.Scroll

	progress *work.Progress
}

// tick draws the progress of a flow anew.
type tick struct{}

const tickEvery = 250 * time.Millisecond

// The slots of a flow's inbox.
const (
	stepSlot       = "step"
	tickSlot       = "tick"
	candidatesSlot = "candidates"
)

func newFlow(m *Feature, of work.VerbOf) *flow {
	f := &flow{m: m, of: of, progress: &work.Progress{}}
	f.in = m.layer.Inbox(f.answer)
	return f
}

// begin asks for the first thing the verb needs.
func (f *flow) begin() tea.Cmd {
	switch {
	case f.pictured():
		f.at = reading
		return f.askTerminal()
	case f.of.Verb.Show != nil:
		return f.toLines()
	case f.of.Verb.Form != nil:
		f.at = asking
		return f.in.VerbForm(stepSlot, f.of)
	}
	return f.toPlan()
}

func (f *flow) toLines() tea.Cmd {
	f.at = reading
	return f.in.VerbLines(stepSlot, f.of)
}

func (f *flow) toPlan() tea.Cmd {
	f.at = planning
	var answers collection.Patch
	if f.form != nil {
		answers = f.form.answers()
	}
	return f.in.VerbPlan(stepSlot, f.of, answers)
}

func (f *flow) send() tea.Cmd {
	f.at = sending
	return tea.Batch(f.m.send(f), f.tickLater())
}

func (f *flow) tickLater() tea.Cmd { return f.in.After(tickSlot, tickEvery, tick{}) }

// answer takes the answers to the flow's own questions.
func (f *flow) answer(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case work.VerbForm:
		if !f.fails(msg.Err) {
			f.at = filling
			f.form = newFields(f.m.env, f.in, msg.Form, f.m.typed[about(f.of)])
		}
	case work.VerbPlan:
		if !f.fails(msg.Err) {
			f.at, f.plan = reviewing, msg.Plan
			f.scroll.Reset()
		}
	case work.VerbLines:
		if !f.fails(msg.Err) {
			f.at, f.lines = showing, append(f.lines, msg.Lines...)
		}
	case terminalShows:
		return f.terminalTold(msg)
	case work.VerbPicture:
		return f.showPicture(msg)
	case pictureShown:
		return f.pictureSeen(msg)
	case work.Candidates:
		if f.form != nil {
			f.form.candidates(msg)
		}
	case completed:
		if f.form != nil {
			f.form.completed(msg)
		}
	case tick:
		if f.at == sending {
			return f.tickLater()
		}
	}
	return nil
}

// sent shows what became of the plan, or closes the dialog where that is said
// in a line.
func (f *flow) sent(msg work.VerbSent) {
	switch {
	case f.fails(msg.Err):
	case msg.Outcome.Partly:
		f.at, f.lines = showing, strings.Split(msg.Outcome.Text, "; ")
	default:
		f.in.Close()
		f.m.env.Shell.Close(f)
	}
}

// fails keeps an error where it can be mended: at the fields of the form, if
// there is one.
func (f *flow) fails(err error) bool {
	if err == nil {
		return false
	}
	f.m.forbid(nameOf(f.of), err)
	f.err, f.at = err, failed
	f.scroll.Reset()
	if f.form != nil {
		f.form.refuse(collection.Reasons(err))
		f.at = filling
	}
	return true
}

// Title implements pane.Dialog.
func (f *flow) Title() string {
	switch {
	case f.at == filling && f.form != nil && f.form.title != "":
		return f.form.title
	case f.at == reviewing || f.at == sending:
		return f.plan.Title
	case f.of.Verb.Picture != nil && len(f.of.Items) == 1:
		return f.of.Items[0].Name
	}
	return text.Sentence(f.of.Verb.Title)
}

// Key implements pane.Dialog.
func (f *flow) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	if f.at == filling {
		return f.fillKey(k)
	}
	if f.at == reviewing && f.plan.ConfirmText != "" {
		if cmd, done, ours := f.wantKey(k); ours {
			return cmd, done
		}
	}
	id, _ := f.m.env.Keys.Resolve([]action.Scope{action.Dialog, action.List, action.Record, action.Global}, k.String())
	if do := f.keys(id)[id]; do != nil {
		return do()
	}
	f.scroll.Move(id)
	return nil, false
}

func (f *flow) keys(id action.ID) pane.Bindings {
	return pane.Bind(func() (tea.Cmd, bool) { return nil, f.leave() }, action.Dismiss, action.Back, action.Quit).
		And(func() (tea.Cmd, bool) { return f.accept(id) }, action.Accept, action.Send)
}

// leave goes one step back, or closes: true.
func (f *flow) leave() bool {
	if f.at == reviewing && f.form != nil {
		f.at = filling
		return false
	}
	f.in.Close()
	return true
}

func (f *flow) accept(id action.ID) (tea.Cmd, bool) {
	switch f.at {
	case reviewing:
		if f.plan.ConfirmText != "" && strings.TrimSpace(f.want.Text()) != f.plan.ConfirmText {
			f.wrong = true
			return nil, false
		}
		return f.send(), false
	case showing:
		return nil, f.leave()
	case failed:
		if f.undoes != "" {
			f.at = reviewing
			return nil, false
		}
		return f.begin(), false
	}
	return nil, false
}

// wantKey types the text that a dangerous plan wants.
func (f *flow) wantKey(k tea.KeyPressMsg) (tea.Cmd, bool, bool) {
	switch f.want.Key(k) {
	case form.Done:
		cmd, done := f.accept(action.Accept)
		return cmd, done, true
	case form.Leave:
		return nil, f.leave(), true
	case form.Unhandled:
		return nil, false, false
	}
	return nil, false, true
}

// fillKey gives a key to the form.
func (f *flow) fillKey(k tea.KeyPressMsg) (tea.Cmd, bool) {
	return f.filled(f.form.key(k))
}

// Clicked does what a click at a cell of the screen is for.
func (f *flow) Clicked(x, y int) tea.Cmd {
	if f.at != filling {
		return nil
	}
	cmd, _ := f.filled(f.form.click(x, y))
	return cmd
}

// filled goes on as the form says.
func (f *flow) filled(cmd tea.Cmd, out formOutcome) (tea.Cmd, bool) {
	f.keep()
	switch out {
	case formLeft:
		return cmd, f.leave()
	case formDone:
		return tea.Batch(cmd, f.toPlan()), false
	}
	return cmd, false
}

// keep keeps what stands in the form for the next time.
func (f *flow) keep() { f.m.typed[about(f.of)] = f.form.answers() }

// Paste implements pane.Dialog.
func (f *flow) Paste(s string) tea.Cmd {
	switch {
	case f.at == filling:
		cmd := f.form.paste(s)
		f.keep()
		return cmd
	case f.at == reviewing && f.plan.ConfirmText != "":
		f.want.Paste(s)
	}
	return nil
}
