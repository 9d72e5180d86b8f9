package find

import (
	"slices"
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
	"zco/tui/widget/list"
	"zco/tui/work"
)

// counts shows how many rows of the table have each value of a field, most
// first. Where the values are known beforehand each is counted by a search that
// respects the table's filter; else the rows are read and counted, some first
// and all of them on demand.
type counts struct {
	*list.Dialog
	env   *pane.Env
	inbox *work.Inbox
	col   *collection.Collection
	place collection.Place
	field collection.Field
	of    int // rows of the place, -1 where that is not known

	values []collection.ValueCount
	shown  []collection.ValueCount // values in the order of the list
	next   int                     // the value to count next; all are once it is len(values)
	left   int                     // counts under way

	tally *collection.Tally // nil while values are counted by searches
	query collection.Query  // of the next page
	limit int               // rows to read before asking, 0 for all
	more  bool              // there are rows that were not read

	came   bool      // something was counted, or is value by value
	at     time.Time // when it was counted
	failed string
}

const (
	countsAtOnce = 4    // searches under way
	rowsAtFirst  = 1000 // that are read before one is asked to go on
)

func (f *Feature) whyNotCounts() string {
	s, ok := f.env.Shell.Subject()
	switch table := f.env.Shell.Table(); {
	case !ok || table == nil:
		return noRow
	case s.Collection.ID != table.Collection().ID:
		return "the table shows " + table.Collection().Title
	case s.Field.Key == "" || s.Field.Opaque():
		return "there is no column to count by under the cursor"
	}
	return ""
}

// openCounts counts the values of the column under the cursor.
func (f *Feature) openCounts() tea.Cmd {
	s, _ := f.env.Shell.Subject()
	table := f.env.Shell.Table()
	d := &counts{env: f.env, col: s.Collection, place: table.Place(), field: s.Field, of: -1, limit: rowsAtFirst, at: f.env.Now()}
	if n, known := table.Total(); known {
		d.of = n
	}
	d.Dialog = list.New(f.env, s.Collection.Title+" by "+s.Field.Title, nil, d.narrow)
	d.List.NoFilter, d.List.Item = true, d.drawValue
	d.List.Empty = "counting" + f.env.Theme.Glyphs.Loading
	d.Width, d.Rows, d.Items, d.Foot = 76, 20, d.items, d.drawFoot
	d.Scopes = []action.Scope{action.Records}
	d.Keys = map[action.ID]list.Key{
		action.SelectAll: {Run: func(int) tea.Cmd { return d.countAll() }},
		action.Copy:      {Run: func(int) tea.Cmd { d.copy(); return nil }},
		action.Export:    {Run: func(int) tea.Cmd { return d.export() }},
	}
	d.hint()
	d.Leave = func() bool { d.inbox.Close(); return true }
	d.inbox = f.layer.Inbox(d.answered)
	f.env.Shell.Open(d)
	return d.begin()
}

func (d *counts) hint() {
	d.Hints = []pane.Hint{d.env.Hint(action.Accept, "only these rows"), d.env.Hint(action.Copy, "copy"), d.env.Hint(action.Export, "to a file")}
	if d.more && d.limit > 0 {
		d.Hints = append(d.Hints, d.env.Hint(action.SelectAll, "count all rows"))
	}
	d.Hints = append(d.Hints, d.env.Hint(action.Dismiss, "close"))
}

func (d *counts) begin() tea.Cmd {
	if d.col.Filterable {
		if values := collection.CountedValues(d.field, d.env.Zone); values != nil {
			return d.countValues(values)
		}
		if d.field.Relates() {
			return d.inbox.CountedTargets("targets", d.field, d.env.Zone)
		}
	}
	return d.readRows()
}

// countValues counts each value with a search, some at once.
func (d *counts) countValues(values []collection.ValueCount) tea.Cmd {
	d.values = values
	cmds := []tea.Cmd{d.names()}
	for range countsAtOnce {
		cmds = append(cmds, d.countNext())
	}
	d.refill()
	return tea.Batch(cmds...)
}

func (d *counts) countNext() tea.Cmd {
	if d.next >= len(d.values) {
		return nil
	}
	i := d.next
	d.next++
	d.left++
	return d.inbox.CountPlace("count/"+strconv.Itoa(i), i, d.col, d.values[i].CountedIn(d.place))
}

// readRows reads the rows and counts what is in them.
func (d *counts) readRows() tea.Cmd {
	d.tally = &collection.Tally{Field: d.field, Zone: d.env.Zone}
	d.query = d.place.Query()
	if d.place.Searching() && d.query.Sort == "" && slices.Contains(d.col.SearchSorts, "created_at") {
		d.query.Sort = "created_at" // without a sort a search ends early
	}
	return d.readPage()
}

func (d *counts) readPage() tea.Cmd {
	return d.inbox.Page("rows", d.col, d.place, d.query)
}

// countAll reads the rest of the rows.
func (d *counts) countAll() tea.Cmd {
	if !d.more || d.limit == 0 {
		return nil
	}
	d.limit = 0
	d.hint()
	return d.readPage()
}

func (d *counts) answered(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case work.CountedTargets:
		if msg.Values == nil {
			return d.readRows()
		}
		return d.countValues(msg.Values)
	case work.Counted:
		return d.counted(msg)
	case work.Page:
		return d.read(msg)
	case work.NamesKnown:
		d.refill()
	}
	return nil
}

func (d *counts) counted(msg work.Counted) tea.Cmd {
	d.left--
	if msg.Err != nil {
		d.failed, d.next = pane.Explain(msg.Err), len(d.values) // the rest would fail as well
	} else {
		d.values[msg.Index].Count = msg.Count
	}
	d.at = d.env.Now()
	d.refill()
	return d.countNext()
}

func (d *counts) read(msg work.Page) tea.Cmd {
	if msg.Err != nil {
		d.failed, d.List.Empty = pane.Explain(msg.Err), "Nothing was counted"
		return nil
	}
	d.tally.Add(msg.Page.Items)
	d.values, d.at = d.tally.Values(), d.env.Now()
	d.query.After, d.more = msg.Page.After, msg.Page.HasMore && msg.Page.After != ""
	d.refill()
	d.hint()
	if d.more && (d.limit == 0 || d.tally.Rows < d.limit) {
		return tea.Batch(d.names(), d.readPage())
	}
	return d.names()
}

// names asks for the names behind the values of a lookup.
func (d *counts) names() tea.Cmd {
	if d.field.Target == "" {
		return nil
	}
	var ids []string
	for _, v := range d.values {
		if !v.Value.IsEmpty() && len(ids) < 100 {
			ids = append(ids, v.Value.Text())
		}
	}
	return d.inbox.Names(map[string][]string{d.field.Target: ids})
}

// refill puts the most first.
func (d *counts) refill() {
	d.shown, d.came = slices.Clone(d.values), true
	if d.tally == nil {
		collection.SortCounts(d.shown)
	}
	if len(d.shown) == 0 {
		d.List.Empty = "There are no rows"
	}
	i, _ := d.List.Selected()
	d.Reload()
	if i == 0 { // who has not moved looks at the most
		d.List.Select(0)
	}
}

func (d *counts) items() []form.Item {
	out := make([]form.Item, len(d.shown))
	for i, v := range d.shown {
		out[i] = form.Item{Label: d.text(v), Right: d.number(v)}
	}
	return out
}

func (d *counts) text(v collection.ValueCount) string {
	f := d.env.Format()
	f.Yes, f.No = "yes", "no"
	return v.Text(f, d.field)
}

func (d *counts) number(v collection.ValueCount) string {
	if v.Count < 0 {
		return d.env.Theme.Glyphs.Loading
	}
	return pane.Thousands(v.Count)
}

// rows is how many rows the counts are a part of.
func (d *counts) rows() int {
	if d.tally != nil {
		return d.tally.Rows
	}
	sum := 0
	for _, v := range d.values {
		sum += max(v.Count, 0)
	}
	return max(d.of, sum)
}

// drawValue draws a value, its bar, its count and its share.
func (d *counts) drawValue(a screen.Area, i int, under bool) {
	th, v := d.env.Theme, d.shown[i]
	st, bar := th.Text, th.Link
	if under {
		st, bar = th.Cursor, th.Cursor
	}
	right := d.number(v)
	digits := text.Width(right, a.Method())
	label := min(a.W*2/5, a.W-6-digits)
	a.TextCut(0, 0, label, st, strings.ReplaceAll(d.text(v), "\n", " "))
	edge := a.W - 5
	if digits > edge {
		edge = a.W // no room for the share
	} else {
		share := collection.Share(v.Count, d.rows())
		a.Text(a.W-len(share), 0, th.Muted, share)
	}
	a.Text(edge-digits, 0, st, right)
	room := a.W - label - 7 - max(len(d.number(d.shown[0])), 8)
	most := max(d.shown[0].Count, 1)
	if n := v.Count * room / most; v.Count > 0 && room > 0 {
		a.Text(label+1, 0, bar, strings.Repeat(d.block(), min(max(n, 1), room)))
	}
}

func (d *counts) block() string {
	if d.env.Plain {
		return "#"
	}
	return "█"
}

// drawFoot says what was counted, of how many, and when.
func (d *counts) drawFoot(a screen.Area) {
	if d.failed != "" {
		a.TextCut(0, 0, a.W, d.env.Theme.Danger, d.failed)
		return
	}
	if d.came {
		a.TextCut(0, 0, a.W, d.env.Theme.Muted, d.told())
	}
}

func (d *counts) told() string {
	when := " at " + d.env.Format().Moment(d.at)
	filtered := ""
	switch {
	case !d.place.Searching():
	case d.rows() == 1:
		filtered = " that passes the filter"
	default:
		filtered = " that pass the filter"
	}
	switch {
	case d.tally == nil && (d.left > 0 || d.next < len(d.values)):
		return "counting value by value" + d.env.Theme.Glyphs.Loading
	case d.tally == nil:
		return pane.Plural(d.rows(), "row", "rows") + filtered + ", counted by Zendesk" + when
	case d.more && d.limit == 0:
		return pane.Thousands(d.tally.Rows) + d.ofAll() + " rows read" + d.env.Theme.Glyphs.Loading + " esc stops"
	case d.more:
		return "the first " + pane.Thousands(d.tally.Rows) + d.ofAll() + " rows" + filtered + ", counted" + when
	}
	all := ""
	if d.tally.Rows > 1 {
		all = "all "
	}
	return all + pane.Plural(d.tally.Rows, "row", "rows") + filtered + ", counted" + when
}

func (d *counts) ofAll() string {
	if d.of <= d.tally.Rows { // not known, or others came since
		return ""
	}
	return " of " + pane.Thousands(d.of)
}

// narrow shows the rows of one value in the table.
func (d *counts) narrow(i int) tea.Cmd {
	d.inbox.Close()
	v := d.shown[i]
	if v.Filter.IsZero() {
		d.env.Shell.Say(pane.Warning, refused(d.col, "filtered by "+d.field.Title))
		return nil
	}
	p := d.place
	p.Filter = collection.FilterAlso(p.Filter, v.Filter)
	d.env.Shell.Visit(pane.Visit{Place: d.col.Fit(p)})
	return nil
}
