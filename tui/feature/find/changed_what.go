package find

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/work"
)

// what is what was changed in the record under the cursor, read from its events
// once the cursor has rested there: one small request for each that is looked
// at.
type what struct {
	known map[string]told // by record
	asked string          // the record that is asked about
}

// told is what the events of a record say since the time of the list.
type told struct {
	events []collection.Event
	err    error
}

// rested says that the cursor has stayed on a record.
type rested struct{ id string }

const whatSlot = "what"

// whatRows is how many rows what was changed has.
const whatRows = 6

// Key implements pane.Dialog.
func (d *changes) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	id := d.env.TypingKey(k, action.Since)
	if do := pane.Bind(d.askSince, action.ChangesSince)[id]; do != nil {
		return do()
	}
	cmd, done := d.Dialog.Key(k)
	if done {
		return cmd, done
	}
	return tea.Batch(cmd, d.rest()), false
}

// here is the change under the cursor.
func (d *changes) here() (collection.RecordChange, bool) {
	i, ok := d.List.Selected()
	if !ok {
		return collection.RecordChange{}, false
	}
	return d.answer.Records[i], true
}

// rest asks about the record under the cursor in a moment.
func (d *changes) rest() tea.Cmd {
	r, ok := d.here()
	if _, known := d.what.known[r.ID]; !ok || known || r.What == "deleted" || d.what.asked == r.ID {
		return nil
	}
	d.what.asked = r.ID
	return d.inbox.After(whatSlot, d.env.Rest, rested{r.ID})
}

// ask reads the events of the record, if the cursor is still on it.
func (d *changes) ask(r rested) tea.Cmd {
	if now, ok := d.here(); !ok || now.ID != r.id {
		d.what.asked = ""
		return nil
	}
	return d.inbox.Events(whatSlot, d.col, r.id)
}

func (d *changes) arrived(msg work.Events) tea.Cmd {
	if d.what.known == nil {
		d.what.known = map[string]told{}
	}
	t := told{collection.EventsSince(msg.Events, d.answer.Since), msg.Err}
	d.what.known[msg.Ref.ID] = t
	return d.inbox.Names(collection.EventNames(d.schema, t.events))
}

// whatLines say what was changed in the record under the cursor.
func (d *changes) whatLines() []string {
	r, ok := d.here()
	if !ok {
		return nil
	}
	t, known := d.what.known[r.ID]
	switch {
	case r.What == "deleted":
		return []string{"It was deleted: Zendesk does not tell what was in it."}
	case !known:
		return []string{"Reading what was changed" + d.env.Theme.Glyphs.Loading}
	case t.err != nil:
		return []string{"What was changed cannot be read: " + d.env.Advised(t.err)}
	case len(t.events) == 0:
		return []string{"Its events do not say what was changed."}
	}
	words := collection.EventWords{Format: d.env.Format(), Schema: d.schema, More: d.env.Theme.Glyphs.Loading}
	var out []string
	for _, e := range t.events {
		out = append(out, words.Lines(e)...)
	}
	return out
}

// drawWhat draws what was changed.
func (d *changes) drawWhat(a screen.Area) {
	var lines []string
	for _, l := range d.whatLines() {
		lines = append(lines, text.Wrap(l, max(a.W, 8), a.Method())...)
	}
	if over := len(lines) - a.H; over > 0 {
		rest := strings.Join(lines[a.H-1:], " ")
		if r, _ := d.here(); len(d.what.known[r.ID].events) > 0 {
			rest = d.env.Theme.Glyphs.Loading + " " + pane.Plural(over+1, "more line", "more lines") + ": open the record to see all"
		}
		lines = append(lines[:a.H-1], rest)
	}
	for y, l := range lines {
		a.TextCut(0, y, a.W, d.env.Theme.Text, l)
	}
}
