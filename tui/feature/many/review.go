package many

import (
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/work"
)

// mostUntyped is how many rows are changed on enter alone; for more, and for
// any deletion, their number is typed.
const mostUntyped = 100

// review shows what a job would do, and begins it once that is agreed to.
type review struct {
	m       *Model
	col     *collection.Collection
	name    string
	source  work.BulkSource
	gen     uint64
	reading *work.Reading
	rows    int // read so far, as last drawn
	plan    *work.BulkPlan
	err     error
	lines   []line
	width   int // that the lines are for
	scroll  pane.Scroll
	answer  form.Line
	wrong   bool
}

// reviewRows bounds a review: it is scrolled, and what it covers is sent twice.
const reviewRows = 20

// line is a line to read, with its style.
type line struct {
	style screen.Style
	text  string
}

// review opens the review of what a source would do.
func (m *Model) review(col *collection.Collection, name string, source work.BulkSource) tea.Cmd {
	d := &review{m: m, col: col, name: name, source: source}
	return pane.Batch(pane.Ask(pane.Open{Dialog: d}), d.read())
}

// tickSlot paces what the reading of a review draws.
const tickSlot work.Slot = "bulk/reading"

type readOn struct{ gen uint64 }

func (d *review) read() tea.Cmd {
	d.gen = d.m.nextGen()
	d.plan, d.err, d.lines = nil, nil, nil
	reading, cmd := d.m.jobs.Review(d.gen, d.col, d.source)
	d.reading = reading
	return pane.Batch(cmd, d.tick())
}

func (d *review) tick() tea.Cmd {
	return d.m.ask.After(tickSlot, 300*time.Millisecond, readOn{d.gen})
}

// Update implements pane.Dialog.
func (d *review) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case readOn:
		if msg.gen == d.gen && d.plan == nil && d.err == nil {
			d.rows = d.reading.Rows()
			return d.tick()
		}
	case work.Reviewed:
		if msg.Gen == d.gen {
			d.plan, d.err, d.lines = msg.Plan, msg.Err, nil
		}
	case work.NamesKnown:
		d.lines = nil
	}
	return nil
}

// Title implements pane.Dialog.
func (d *review) Title() string { return d.name }

// Size implements pane.Dialog.
func (d *review) Size(w, h int) (int, int) {
	w = min(dialogWidth, w)
	if d.plan == nil && d.err == nil {
		return w, min(2, h)
	}
	return w, min(len(d.text(w))+2, reviewRows, h)
}

// Draw implements pane.Dialog.
func (d *review) Draw(a screen.Area) screen.Cursor {
	th := d.m.env.Theme
	body, foot := a.Bottom(1)
	if d.plan == nil && d.err == nil {
		body.TextCut(0, 0, body.W, th.Muted, d.readingWords())
		d.m.env.DrawHints(foot, 0, []pane.Hint{d.m.env.Hint(action.Dismiss, "leave it")})
		return foot.At(0, 0)
	}
	lines := d.text(body.W)
	if d.mustType() {
		body, _ = a.Bottom(2)
	}
	top := d.scroll.Fit(len(lines), body.H)
	for y := 0; y < body.H && top+y < len(lines); y++ {
		body.TextCut(0, y, body.W, lines[top+y].style, lines[top+y].text)
	}
	if left := d.scroll.Below(); left > 0 {
		body.TextRight(0, body.H-1, body.W, th.Muted, " "+pane.Plural(left+1, "line", "lines")+" below "+th.Glyphs.More)
	}
	return d.drawFoot(a, foot)
}

func (d *review) readingWords() string {
	words := "reading the rows as they are now" + d.m.env.Theme.Glyphs.Loading
	if d.rows > 0 {
		words += " " + pane.Thousands(d.rows)
	}
	return words
}

func (d *review) drawFoot(a, foot screen.Area) screen.Cursor {
	th := d.m.env.Theme
	switch {
	case d.err != nil:
		d.m.env.DrawHints(foot, 0, []pane.Hint{{Key: "r", Text: "try again"}, d.m.env.Hint(action.Dismiss, "leave it")})
	case d.plan.Sends() == 0:
		d.m.env.DrawHints(foot, 0, []pane.Hint{d.m.env.Hint(action.Dismiss, "nothing to send")})
	case d.mustType():
		words := "type " + d.want() + " and press enter to " + d.verb() + "; esc leaves it"
		st := th.Muted
		if d.wrong {
			words, st = th.Glyphs.Failed+" that is not the number; "+words, th.Danger
		}
		a.Row(a.H-2).TextCut(0, 0, a.W, st, words)
		return d.answer.Draw(foot, th)
	default:
		d.m.env.DrawHints(foot, 0, []pane.Hint{d.m.env.Hint(action.Accept, d.verb()), d.m.env.Hint(action.Dismiss, "not now")})
	}
	return foot.At(0, 0)
}

// mustType reports whether the number is asked for.
func (d *review) mustType() bool {
	return d.plan != nil && d.plan.Sends() > 0 && (d.plan.Delete > 0 || d.plan.Sends() > mostUntyped)
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
	id := d.m.env.DialogKey(k)
	if d.mustType() {
		id = d.m.env.TypingKey(k) // letters are left to the number
	}
	quits := id == action.Quit && d.plan != nil && d.plan.Sends() == 0
	switch {
	case id == action.Dismiss, id == action.Back, quits:
		return d.leave(), true
	case d.err != nil && k.String() == "r":
		return d.read(), false
	case d.plan == nil, d.scrolls(id):
		return nil, false
	case d.mustType():
		return d.typeNumber(k)
	case id == action.Accept && d.plan.Sends() == 0:
		return d.leave(), true
	case id == action.Accept:
		return d.begin(), true
	}
	return nil, false
}

// scrolls moves the lines, but not by a key that edits the number.
func (d *review) scrolls(id action.ID) bool {
	if d.mustType() && (id == action.First || id == action.Last) {
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

// leave gives up: what was put together is kept by the model.
func (d *review) leave() tea.Cmd {
	if d.plan == nil {
		d.m.jobs.StopReview()
		return nil
	}
	return d.m.jobs.Discard(d.plan)
}

// begin starts the job and shows it.
func (d *review) begin() tea.Cmd {
	if _, edit := d.source.(work.BulkEdit); edit {
		delete(d.m.changes, d.col.ID)
	}
	id, cmd := d.m.jobs.Start(d.plan)
	d.m.views = d.m.jobs.List()
	return pane.Batch(cmd, d.m.show(id))
}

// Paste implements pane.Dialog.
func (d *review) Paste(s string) tea.Cmd {
	if d.mustType() {
		d.answer.Paste(s)
	}
	return nil
}

// text is all there is to read, for a width.
func (d *review) text(w int) []line {
	if d.lines == nil || d.width != w {
		d.width = w
		if d.err != nil {
			for _, s := range d.m.env.Failed(d.err, w, text.Clusters) {
				d.lines = append(d.lines, line{d.m.env.Theme.Danger, s})
			}
			return d.lines
		}
		d.lines = d.m.planLines(d.plan, w)
	}
	return d.lines
}
