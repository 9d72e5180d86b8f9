package form

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/draw/screen"
	"zco/tui/draw/theme"
)

// Pick chooses one of values that are searched elsewhere. Its text is the
// value chosen. What is typed is searched for by the caller, who watches
// Query and answers with Suggest or Fail; a value can also be typed as it is
// after "id:".
type Pick struct {
	Required    bool   // whether choosing nothing is a problem, and so not offered
	Placeholder string // shown while nothing is chosen or typed

	value, label string
	query        Line
	generation   int    // of the query
	asked        string // the query of that generation
	state        state
	why          string // the search failed
	found        []Option
	values       []string // of the list's items
	list         List
}

type state uint8

const (
	waiting state = iota
	arrived
	failed
)

var _ Editor = (*Pick)(nil)

// rawPrefix goes before a value that is typed as it is.
const rawPrefix = "id:"

// Query returns what is searched for and a number that changes whenever that
// does. The first query is the empty one with the number 0.
func (p *Pick) Query() (query string, generation int) { return p.asked, p.generation }

// Suggest gives what was found for a generation; that of an old one is
// dropped.
func (p *Pick) Suggest(generation int, found []Option) {
	if generation == p.generation {
		p.state, p.found = arrived, found
		p.rebuild()
	}
}

// Fail says why the search of a generation failed, in a few words.
func (p *Pick) Fail(generation int, why string) {
	if generation == p.generation {
		p.state, p.why, p.found = failed, why, nil
		p.rebuild()
	}
}

// Retry asks for the present query once more, under a new number.
func (p *Pick) Retry() { p.generation, p.state = p.generation+1, waiting }

// SetChosen sets the value chosen and what a person reads for it, "" while
// that is not known.
func (p *Pick) SetChosen(value, label string) {
	p.value, p.label = value, label
	p.rebuild()
}

// Chosen returns the value chosen and its label.
func (p *Pick) Chosen() (value, label string) { return p.value, p.label }

// Text returns the value chosen, or "".
func (p *Pick) Text() string { return p.value }

// SetText sets the value chosen; its label is not known. What was typed is
// forgotten.
func (p *Pick) SetText(value string) {
	p.query.SetText("")
	p.requery()
	p.SetChosen(value, "")
}

// Problem says that nothing was chosen where something must be, or "".
func (p *Pick) Problem() string {
	if p.Required && p.value == "" {
		return "a choice is required"
	}
	return ""
}

// Height asks for the query and a few suggestions.
func (p *Pick) Height(int) int { return 1 + listRows }

func (p *Pick) raw() (string, bool) {
	s := strings.TrimSpace(p.query.Text())
	if len(s) < len(rawPrefix) || !strings.EqualFold(s[:len(rawPrefix)], rawPrefix) {
		return "", false
	}
	return strings.TrimSpace(s[len(rawPrefix):]), true
}

// requery begins a new generation if something else is searched for now.
func (p *Pick) requery() {
	q := strings.TrimSpace(p.query.Text())
	if _, raw := p.raw(); raw || q == p.asked {
		return
	}
	p.asked, p.state, p.generation = q, waiting, p.generation+1
	p.list.touched = false
	p.rebuild()
}

// rebuild makes the items anew. What an earlier search found stays until the
// next one has arrived.
func (p *Pick) rebuild() {
	p.list.NoFilter = true
	p.values = p.values[:0]
	var items []Item
	add := func(value string, it Item) {
		if it.Mark = Blank; value == p.value {
			it.Mark = On
		}
		p.values = append(p.values, value)
		items = append(items, it)
	}
	isNow := func(o Option) bool { return o.Value == p.value }
	if p.asked == "" && (p.value != "" || !p.Required) && !slices.ContainsFunc(p.found, isNow) {
		add(p.value, Item{Label: p.now()}) // first and under the cursor: enter leaves it as it is
	}
	for _, o := range p.found {
		add(o.Value, item(o))
	}
	if p.asked == "" && p.value != "" && !p.Required && p.state != waiting {
		add("", Item{Label: "(no value)"}) // below what was found, where no key reaches it by accident
	}
	p.list.SetItems(items)
	if !p.list.touched {
		p.list.Select(max(slices.Index(p.values, p.value), 0))
	}
}

// Key takes a key: letters search, enter chooses the suggestion under the
// cursor or the value after "id:".
func (p *Pick) Key(k tea.KeyPressMsg) Outcome {
	s := stroke(k)
	if typed(k) == "" && s == "enter" {
		return p.choose()
	}
	if typed(k) == "" && s != "home" && s != "end" && p.list.moved(s) {
		return Handled
	}
	if s == "ctrl+r" && p.state == failed {
		p.Retry()
		return Handled
	}
	out := p.query.Key(k)
	p.requery()
	return out
}

func (p *Pick) choose() Outcome {
	if v, raw := p.raw(); raw {
		if v == "" {
			return Handled
		}
		p.query.SetText("")
		p.requery()
		if v != p.value {
			p.SetChosen(v, "")
		}
		return Done
	}
	i, ok := p.list.Selected()
	switch {
	case p.query.Text() == "" && (!ok || !p.list.touched):
		return Done // nothing was asked for: the choice stays
	case !ok, p.state == waiting && p.asked != "" && !p.list.touched:
		return Handled // nothing chosen unseen: the answer may still move the list
	}
	value, label := p.values[i], ""
	if value == p.value {
		label = p.label
	}
	if n := slices.IndexFunc(p.found, func(o Option) bool { return o.Value == value }); n >= 0 {
		label = item(p.found[n]).Label
	}
	p.query.SetText("")
	p.requery()
	p.list.touched = false // the cursor goes to what is chosen now
	p.SetChosen(value, label)
	return Done
}

// Paste searches for the text, on one line.
func (p *Pick) Paste(s string) Outcome {
	out := p.query.Paste(joinLines(strings.Split(cleanPaste(s), "\n")))
	p.requery()
	return out
}

// Draw draws what was typed, or the choice while nothing was, and what is
// known of the search below.
func (p *Pick) Draw(a screen.Area, th *theme.Theme) screen.Cursor {
	head, rest := a.Top(1)
	p.query.Placeholder = p.placeholder()
	if p.state == waiting && head.W >= roomy {
		s := " searching" + th.Glyphs.Loading
		var right screen.Area
		head, right = head.Right(10 + len([]rune(th.Glyphs.Loading)))
		right.Text(0, 0, th.Muted, s)
	}
	cursor := p.query.Draw(head, th)
	if line, st := p.status(th, a.W); line != "" {
		var top screen.Area
		top, rest = rest.Top(1)
		top.TextCut(2, 0, top.W-2, st, line)
	}
	if len(p.values) > 0 {
		p.list.Draw(rest, th)
	}
	return cursor
}

// now is what the choice is called.
func (p *Pick) now() string {
	switch {
	case p.value == "":
		return "(no value)"
	case p.label != "":
		return p.label
	}
	return rawPrefix + p.value
}

func (p *Pick) placeholder() string {
	switch {
	case p.value != "":
		return p.now()
	case p.Placeholder != "":
		return p.Placeholder
	}
	return "Type to search, or " + rawPrefix + " and the ID"
}

// status says what is to be known above the suggestions, or "".
func (p *Pick) status(th *theme.Theme, width int) (string, screen.Style) {
	if v, raw := p.raw(); raw {
		return "Enter takes the ID " + v + " as it is", th.Info
	}
	switch {
	case p.state == failed:
		return th.Glyphs.Failed + " The search failed: " + p.why + " (ctrl+r tries again)", th.Danger
	case p.state == arrived && len(p.found) == 0 && p.asked != "":
		return "Nothing found", th.Muted
	case p.state == waiting && width < roomy:
		return "Searching" + th.Glyphs.Loading, th.Muted
	}
	return "", th.Text
}
