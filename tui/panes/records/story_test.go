package records_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

func (b *bench) field() string {
	f, _ := b.CurrentField()
	return f.Key
}

func (b *bench) keysShown() string {
	var out []string
	for _, f := range b.Columns() {
		out = append(out, f.Key)
	}
	return strings.Join(out, " ")
}

func (b *bench) status() string { return strings.Join(b.Status(), " | ") }

func (b *bench) click(x, y int) {
	b.settle(b.Mouse(tea.MouseClickMsg{X: b.area.X + x, Y: b.area.Y + y, Button: tea.MouseLeft}))
	b.draw()
}

// chooser opens the columns of a table and returns their dialog.
func (b *bench) chooser() pane.Dialog {
	b.tb.Helper()
	b.act(action.Columns)
	open, ok := panetest.Last[pane.Open](b.shell)
	if !ok {
		b.tb.Fatal("it does not open")
	}
	return open.Dialog
}

// footed is a dialog with keys in the foot of its frame that can be clicked.
type footed interface {
	Footer() []pane.Hint
	Clicked(x, y int) tea.Cmd
}

// The chooser as one meets it: where columns are, what they are like, what is
// found by typing, and where there is no room for all.
func TestScreensOfTheChooser(t *testing.T) {
	var got strings.Builder
	screenOf := func(b *bench, d pane.Dialog, w, h int, title string) {
		w, h = d.Size(w, h)
		fmt.Fprintf(&got, "--- %s: %q, %dx%d\n%s", title, d.Title(), w, h, panetest.Painted(b.env, w, h, d.Draw))
		for _, hint := range d.(footed).Footer() {
			fmt.Fprintf(&got, "%s %s, ", hint.Key, hint.Text)
		}
		got.WriteString("\n")
	}
	b := coloured(t, 100, 20, collection.Place{Collection: "thing"})
	b.acts(action.Right, action.ColumnWider, action.Right)
	d := b.chooser()
	screenOf(b, d, 100, 30, "opened")
	screenOf(b, d, 40, 6, "with little room")
	panetest.Press(d, "/")
	screenOf(b, d, 60, 30, "typing")
	panetest.Type(d, "in")
	screenOf(b, d, 60, 30, "typed")
	panetest.Press(d, "enter", "space", "down")
	screenOf(b, d, 60, 30, "found, the first hidden, one further")
	panetest.Press(d, "/")
	panetest.Press(d, "esc")
	screenOf(b, d, 60, 30, "the search dropped")
	panetest.Golden(t, "chooser.txt", got.String())
}

// What the chooser does to columns the table shows at once: widths, freezing,
// order, and back to the usual ones; enter closes it.
func TestTheChooserChangesColumns(t *testing.T) {
	b := coloured(t, 100, 20, collection.Place{Collection: "thing"})
	usual := b.keysShown()
	d := b.chooser()
	width := func() int { r, _ := b.CellRect(); return r.W }
	fits := width()
	panetest.Press(d, "+", "+")
	if got := width(); got != fits+4 {
		t.Fatalf("twice wider, %d is %d", fits, got)
	}
	before := fmt.Sprint(b.Layout())
	panetest.Press(d, "r")
	if r := b.Layout().Shown[0].Width; r != 0 || fmt.Sprint(b.Layout()) == before {
		t.Errorf("fitted, it has the width %d", r)
	}
	panetest.Press(d, "down", "space")
	b.want("hidden", b.keysShown(), strings.Replace(usual, " state", "", 1))
	panetest.Press(d, "0")
	b.want("as usual", b.keysShown(), usual)
	if l := b.Chosen(); l.Shown != nil {
		t.Errorf("the usual ones are told as chosen: %+v", l)
	}
	panetest.Press(d, "end")
	d.Draw(b.canvas.Begin(60, 20).Sub(0, 0, 60, 20))
	d.(footed).Clicked(4, 2) // the third: price
	b.want("clicked away", b.keysShown(), strings.Replace(usual, " price", "", 1))
	d.(footed).Clicked(4, 30)
	b.want("clicked below", b.keysShown(), strings.Replace(usual, " price", "", 1))
	if _, done := panetest.Press(d, "enter"); !done {
		t.Error("enter does not close it")
	}
	if _, done := panetest.Press(b.chooser(), "esc"); !done {
		t.Error("esc does not close it")
	}
}

// The last of the frozen columns can be hidden: those before it stay frozen,
// and what is pasted while one types is searched for.
func TestTheChooserKeepsTheFrozenColumns(t *testing.T) {
	b := coloured(t, 100, 20, collection.Place{Collection: "thing"})
	b.acts(action.Right, action.ColumnFreeze) // the first two
	d := b.chooser()
	panetest.Press(d, "home", "down", "down", "space")
	if n := b.Layout().Frozen; n != 2 {
		t.Errorf("with one behind them hidden %d are frozen", n)
	}
	panetest.Press(d, "home", "space")
	if n := b.Layout().Frozen; n != 1 {
		t.Errorf("with one of them hidden %d are frozen", n)
	}
	d.Paste("Unused")
	d.Draw(b.canvas.Begin(60, 20).Sub(0, 0, 60, 20))
	if strings.Contains(b.canvas.Frame(), "No match") {
		t.Error("a paste is searched for while nobody types")
	}
	panetest.Press(d, "/")
	d.Paste("Unus")
	panetest.Press(d, "enter", "space")
	if !strings.HasSuffix(b.keysShown(), " unused") {
		t.Errorf("shown are %s", b.keysShown())
	}
}

// Each change of the columns is put away half a second after the last.
func TestTheChooserIsRemembered(t *testing.T) {
	for _, c := range []struct{ keys, want string }{
		{"+", "name state price stock new updated_at"}, {"r", "name state price stock new updated_at"}, {"space", "state price stock new updated_at"}, {"C", "name state price stock new updated_at"},
		{"shift+down", "state name price stock new updated_at"}, {"end up up space", "name state price stock new updated_at unused"}, {"0", ""},
	} {
		synctest.Test(t, func(t *testing.T) {
			r := &remembering{kept: map[string]pane.Columns{"thing": {}}}
			b := coloured(t, 100, 20, collection.Place{Collection: "thing"}, func(_ *collection.Collection, env *pane.Env) { env.Memory = r })
			d := b.chooser()
			var cmd tea.Cmd
			for _, k := range strings.Fields(c.keys) {
				cmd, _ = d.Key(panetest.Key(k))
			}
			b.settle(cmd)
			var keys []string
			for _, s := range r.kept["thing"].Shown {
				keys = append(keys, s.Key)
			}
			b.want(c.keys, strings.Join(keys, " "), c.want)
		})
	}
}

// A search keeps the rows until others come: whatever was done to those before
// is over, and the total is asked for where it is one.
func TestASearchTakesThePlaceOfTheRows(t *testing.T) {
	l := &list{rows: 60}
	b := newList(t, l)
	b.acts(action.Right, action.Sort, action.QuickFilter)
	b.type_("thing 2")
	b.acts(action.SearchRun, action.SelectRange)
	cmd := b.Search(collection.Place{Collection: "thing", Text: "2", Sort: "-name"})
	b.want("until then", b.status(), "13 of 60 | 1 selected | search 2 | ▼Name")
	if n := len(b.Loaded()); n < 30 {
		t.Errorf("until others come %d rows are shown", n)
	}
	l.rows = 3
	b.settle(cmd)
	b.want("then", b.ids()+": "+b.status(), "2 1 0: 1 of 3 | 1 selected | search 2 | ▼Name")
	b.settle(b.Search(collection.Place{Collection: "thing"}))
	b.want("all again", b.ids()+": "+b.status(), "0 1 2: 3 of 60 | 1 selected")
}

// A list is fetched whole for a local order only where all of it can be held:
// with small pages that is less, and the service is not asked without end.
func TestASmallListIsFetchedWholeOnce(t *testing.T) {
	for rows, want := range map[int]string{80: "▲Size", 100: "▲Size (loaded rows only)"} {
		l := &list{rows: rows}
		b := newList(t, l) // eight pages of ten are held
		b.acts(action.Right, action.Sort)
		if n := len(l.queries); n > 8 || !strings.HasSuffix(b.status(), want) {
			t.Errorf("of %d rows, after %d requests: %s", rows, n, b.status())
		}
	}
}

// Pages of the rows before that were under way change nothing in those found.
func TestPagesOfTheSearchBefore(t *testing.T) {
	l := &list{rows: 100}
	b := newList(t, l)
	cmd, _ := b.Commands().Run(action.Refresh)
	late := answers(cmd)
	found := b.Search(collection.Place{Collection: "thing", Text: "x"})
	l.rows = 4
	b.settle(found)
	for _, reply := range late {
		b.settle(reply.Deliver())
	}
	b.want("shown", b.ids(), "0 1 2 3")
}

// A table of the same collection is shown with the columns of the other, as
// wide and with the cursor on the same, and both have one selection.
func TestATableLikeAnother(t *testing.T) {
	of := newList(t, &list{rows: 5})
	of.acts(action.ColumnWider, action.ColumnWider, action.ColumnRight, action.ColumnFreeze)
	of.acts(action.Select)
	l := &list{rows: 5}
	b := newBenchOf(t, l.collection(), at, func(*pane.Env) {}, collection.Place{Collection: "thing"}, func(b *bench) {
		b.Adopt(of.Model)
		b.ShareSelection(of.Model)
		b.want("before a row is here", b.keysShown()+" on "+b.field(), "size name on name")
	})
	if fmt.Sprint(b.Layout()) != fmt.Sprint(of.Layout()) || fmt.Sprint(b.Chosen()) != fmt.Sprint(of.Chosen()) {
		t.Errorf("columns are %v, and those of the other %v", b.Layout(), of.Layout())
	}
	b.want("selected", b.marked(), "0")
	b.acts(action.Down, action.Select)
	of.want("selected there", of.marked(), "0 1")
	b.act(action.ColumnWider)
	if fmt.Sprint(b.Layout()) == fmt.Sprint(of.Layout()) {
		t.Error("a column made wider here is wider there")
	}
	empty := newBenchOf(t, l.collection(), at, func(*pane.Env) {}, collection.Place{Collection: "thing"}, func(b *bench) {
		b.Adopt(records0(t).Model)
	})
	empty.want("like one without fields", empty.keysShown(), "name size")
}

// records0 is a table whose fields did not come.
func records0(t *testing.T) *bench {
	col := (&list{rows: 5}).collection()
	col.Schema = func(context.Context, *api.Client) (*collection.Schema, error) { return nil, errors.New("no line") }
	return newBenchOf(t, col, at, func(*pane.Env) {}, collection.Place{Collection: "thing"})
}

// Fields that changed meanwhile show after a refresh: columns whose field is
// left stay as they are, and where none is left the usual ones show.
func TestFieldsThatChanged(t *testing.T) {
	l := &list{rows: 5}
	col := l.collection()
	schema := func(keys ...string) {
		var fields []collection.Field
		for _, k := range keys {
			fields = append(fields, collection.Field{Key: k, Title: "New " + k, Type: field.Text})
		}
		s := collection.NewSchema(fields)
		col.Schema = func(context.Context, *api.Client) (*collection.Schema, error) { return s, nil }
	}
	b := newBenchOf(t, col, at, func(*pane.Env) {}, collection.Place{Collection: "thing"})
	b.acts(action.ColumnWider, action.Right, action.Sort)
	refresh := func() {
		b.layer.ForgetSchema("thing")
		b.act(action.Refresh)
	}
	schema("more", "size", "name")
	refresh()
	b.want("both are left", b.keysShown(), "name size")
	if got := b.draw(); !strings.Contains(got, "New name") || !strings.Contains(got, "New size") || !strings.Contains(b.status(), "New size") || b.Layout().Shown[0].Width == 0 {
		t.Errorf("%s shows\n%s", b.status(), got)
	}
	schema("name", "more")
	refresh()
	b.want("one is left", b.keysShown(), "name")
	if got := b.status(); strings.Contains(got, "ize") {
		t.Errorf("sorted by a field that is gone: %s", got)
	}
	schema("more", "another")
	refresh()
	b.want("none is left", b.keysShown(), "more")
	col.Schema = func(context.Context, *api.Client) (*collection.Schema, error) { return nil, errors.New("no line") }
	refresh()
	b.want("fields that do not come again", b.keysShown(), "more")
	if b.Failed() {
		t.Error("it is told as failed though the fields of before are shown")
	}
}

// What could not be read beside the fields is said once, and fields that come
// after they failed are shown.
func TestWhatIsMissingBesideTheFields(t *testing.T) {
	l := &list{rows: 5}
	col := l.collection()
	col.Schema = func(context.Context, *api.Client) (*collection.Schema, error) { return nil, errors.New("no line") }
	b := newBenchOf(t, col, at, func(*pane.Env) {}, collection.Place{Collection: "thing"})
	if got := b.draw(); !strings.Contains(got, "could not be read") || !b.Failed() {
		t.Errorf("without fields it shows\n%s", got)
	}
	s := collection.NewSchema(listSchema.Fields)
	s.Missing = "the titles of \x1bchoices could not be read"
	col.Schema = func(context.Context, *api.Client) (*collection.Schema, error) { return s, nil }
	b.act(action.Refresh)
	if got := b.draw(); !strings.Contains(got, "Thing 3") || b.Failed() {
		t.Errorf("with fields it shows\n%s", got)
	}
	b.want("said", b.shell.Said(), "the titles of ␛choices could not be read")
	b.act(action.Refresh)
	b.want("said again", b.shell.Said(), "")
}

// A refusal to name relations is said with what it means.
func TestNamesThatMayNotBeRead(t *testing.T) {
	b := owned(t, &people{}, 3)
	if said := b.shell.Said(); said == "" {
		t.Error("ids stand where names would and nobody says why")
	}
}

// A count that fails leaves the total open, which is said and is no failure of
// the rows.
func TestACountThatFails(t *testing.T) {
	l := &list{rows: 30}
	col := l.collection()
	col.Count = func(context.Context, *api.Client) (collection.Count, error) {
		return collection.Count{}, errors.New("no line")
	}
	b := newBenchOf(t, col, at, func(env *pane.Env) { env.PageSize = 10 }, collection.Place{Collection: "thing"})
	b.want("status", b.status(), "1 of ? (the service did not count them)")
	if !b.Failed() {
		t.Error("nothing is told as failed")
	}
}

// Rows that made no sense are counted and said once, until one begins anew.
func TestRowsThatMadeNoSense(t *testing.T) {
	l := &list{rows: 100}
	col := l.collection()
	col.List = func(ctx context.Context, c *api.Client, q collection.Query) (collection.Page, error) {
		p, err := l.List(ctx, c, q)
		p.Unreadable = 1
		return p, err
	}
	b := newBenchOf(t, col, at, func(env *pane.Env) { env.PageSize = 10 }, collection.Place{Collection: "thing"})
	b.want("said", b.shell.Said(), "Things: 1 row that made no sense was left out")
	first := b.status()
	b.acts(action.PageDown, action.PageDown)
	if more := b.status(); !strings.Contains(first, "left out") || more == first || !strings.Contains(more, " rows left out") {
		t.Errorf("the status is %q, two pages on %q", first, more)
	}
	b.want("said again", b.shell.Said(), "")
	before := b.status()
	b.act(action.Refresh)
	b.want("read again", b.status(), before)
	b.act(action.Sort)
	if got := b.status(); strings.Contains(got, before[strings.Index(before, "|"):]) || !strings.Contains(got, "left out") {
		t.Errorf("begun anew, the status is %q", got)
	}
}

// Why things cannot be made, copied, imported and deleted is said of each kind
// of collection.
func TestWhyNot(t *testing.T) {
	do := func(context.Context, *api.Client, collection.Patch) (collection.Item, error) {
		return collection.Item{}, nil
	}
	for _, c := range []struct {
		name string
		with func(*collection.Collection)
		rows int
		want map[action.ID]string
	}{
		{"read only", func(c *collection.Collection) { c.Update = nil }, 3, map[action.ID]string{
			action.New: "Things cannot be created in Zendesk", action.Duplicate: "Things cannot be created in Zendesk", action.Import: "Things cannot be imported in Zendesk",
			action.Upsert: "Things cannot be created or updated (upserted) in Zendesk", action.Delete: "Things cannot be deleted in Zendesk",
		}},
		{"made alone", func(c *collection.Collection) { c.Create, c.Update = do, nil }, 3, map[action.ID]string{action.New: "", action.Duplicate: "", action.Import: ""}},
		{"changed alone", func(*collection.Collection) {}, 3, map[action.ID]string{action.New: "Things cannot be created in Zendesk", action.Import: ""}},
		{"none", func(c *collection.Collection) {
			c.Create = do
			c.Delete = func(context.Context, *api.Client, string) error { return nil }
			c.Upsert = func(context.Context, *api.Client, collection.UpsertKey, string, collection.Patch) (collection.Item, bool, error) {
				return collection.Item{}, false, nil
			}
		}, 0, map[action.ID]string{
			action.New: "", action.Upsert: "", action.Duplicate: "there is no row under the cursor", action.Delete: "there is no row under the cursor",
		}},
	} {
		col := (&list{rows: c.rows}).collection()
		c.with(col)
		b := newBenchOf(t, col, at, func(*pane.Env) {}, collection.Place{Collection: "thing"})
		for id, want := range c.want {
			b.want(c.name+", "+string(id), b.Why(id), want)
		}
	}
}

// A click is on what is drawn there: the first and the last row, a column, the
// mark before a row, and nothing beside them.
func TestClicksAtTheEdges(t *testing.T) {
	b := newList(t, &list{rows: 30})
	b.click(4, at.H-1)
	b.want("the last row on the screen", b.current(), "10")
	b.click(4, 1)
	b.want("the first", b.current(), "0")
	b.acts(action.Down, action.Down)
	for _, y := range []int{-1, at.H, at.H + 1} {
		b.click(4, y)
		b.want(fmt.Sprintf("a click in row %d", y), b.current(), "2")
	}
	few := newList(t, &list{rows: 3})
	few.click(4, 4)
	few.want("below the last", few.current(), "0")
	few.click(4, 3)
	few.want("the last", few.current(), "2")
	b.act(action.Right)
	cell, _ := b.CellRect()
	b.act(action.Left)
	b.click(cell.X-at.X, 4)
	b.want("a click in the second column", b.current()+" "+b.field(), "3 size")
	b.click(at.W-1, 5)
	b.want("behind the last column", b.current()+" "+b.field(), "4 size")
	b.click(2, 6)
	b.want("before a row", b.current()+", selected "+b.marked(), "5, selected 5")
	b.click(3, 7)
	b.want("at the beginning of a row", b.current()+" "+b.field()+", selected "+b.marked(), "6 name, selected 5")
	b.settle(b.Mouse(tea.MouseClickMsg{X: at.X + 4, Y: at.Y + 9, Button: tea.MouseRight}))
	b.want("another button", b.current(), "6")
}

// Two quick clicks are two at one row, within less than half a second; a third
// is the first of others.
func TestTwoQuickClicks(t *testing.T) {
	now := panetest.Now
	b := newList(t, &list{rows: 30}, func(env *pane.Env) { env.Now = func() time.Time { return now } })
	opened := func(y int, later time.Duration) bool {
		b.shell.Asked = nil
		now = now.Add(later)
		b.click(4, y)
		_, ok := panetest.Last[pane.OpenRecord](b.shell)
		return ok
	}
	for i, c := range []struct {
		y     int
		later time.Duration
		want  bool
	}{
		{3, 0, false}, {3, 400 * time.Millisecond, true}, {3, 0, false}, {3, 401 * time.Millisecond, false}, {4, 0, false}, {3, 0, false}, {3, 0, true},
	} {
		if got := opened(c.y, c.later); got != c.want {
			t.Errorf("click %d opens: %v, want %v", i+1, got, c.want)
		}
	}
}

// The blank behind a title is dragged, and clicked twice fits the column;
// letting go of nothing changes nothing.
func TestTheBorderOfAColumn(t *testing.T) {
	now := panetest.Now
	b := newList(t, &list{rows: 30}, func(env *pane.Env) { env.Now = func() time.Time { return now } })
	width := func() int { r, _ := b.CellRect(); return r.W }
	fits := width()
	border := 3 + fits
	motion := func(x int) { b.settle(b.Mouse(tea.MouseMotionMsg{X: at.X + x, Y: at.Y})); b.draw() }
	release := func(x int) { b.settle(b.Mouse(tea.MouseReleaseMsg{X: at.X + x, Y: at.Y})) }
	release(border)
	if l := b.Chosen(); l.Shown != nil {
		t.Errorf("letting go of nothing chooses %+v", l)
	}
	b.click(border, 0)
	motion(border + 3)
	motion(border + 5)
	if got := width(); got != fits+5 {
		t.Errorf("dragged by three and two, the column is %d wide and was %d", got, fits)
	}
	release(border + 5)
	if l := b.Chosen(); l.Shown == nil || l.Shown[0].Width != fits+5 {
		t.Errorf("dragged, it is kept as %+v", l)
	}
	now = now.Add(time.Second)
	b.click(border+5, 0)
	release(border + 5)
	if got := width(); got != fits+5 {
		t.Errorf("clicked once, the column is %d wide", got)
	}
	b.click(border+5, 0)
	if got := width(); b.Layout().Shown[0].Width != 0 || got >= fits+5 {
		t.Errorf("clicked twice, the column is %d wide", got)
	}
	b.click(0, 0)
	b.want("a click before the titles", b.status(), "1 of 30")
}

// The wheel moves the view by three rows and takes a range along.
func TestTheWheelTakesARangeAlong(t *testing.T) {
	b := newList(t, &list{rows: 60})
	b.acts(action.SelectRange)
	wheel := func(b *bench, button tea.MouseButton) {
		b.settle(b.Mouse(tea.MouseWheelMsg{Button: button, X: at.X, Y: at.Y + 2}))
		b.draw()
	}
	wheel(b, tea.MouseWheelDown)
	b.want("down", b.current()+", selected "+b.marked(), "3, selected 0 1 2 3")
	b.acts(action.Down, action.Down)
	wheel(b, tea.MouseWheelUp)
	b.want("up", b.current()+", selected "+b.marked(), "5, selected 0 1 2 3 4 5")
	sorted := newList(t, &list{rows: 30})
	sorted.acts(action.Right, action.Sort, action.First)
	wheel(sorted, tea.MouseWheelDown)
	sorted.want("in a local order", sorted.current(), sorted.Loaded()[3].ID)
}

// A range ends where the rows are others: at either end of a list that is
// read anew from there, and with each other way to select.
func TestWhatEndsARange(t *testing.T) {
	for _, id := range []action.ID{action.First, action.Last, action.SelectAll, action.SelectInvert, action.SelectNone, action.SelectRange} {
		b := newList(t, &list{rows: 3000})
		if id == action.First {
			b.acts(action.Last) // the first rows are not here then
		}
		b.acts(action.SelectRange, action.Up, action.Down)
		b.act(id)
		if strings.Contains(b.status(), "(range)") {
			t.Errorf("after %s the range goes on: %s", id, b.status())
		}
	}
	b := newList(t, &list{rows: 3000})
	b.acts(action.Down, action.SelectRange)
	b.want("begun", b.marked(), "1")
	b.act(action.Last)
	b.want("at the other end", b.current()+", selected "+b.marked(), "2999, selected 1")
	b.act(action.First)
	b.want("back", b.current()+" "+b.status(), "0 1 of 3,000 | 1 selected")
}

// A range that goes back over rows selected before it leaves them so, and no
// row beyond it changes.
func TestARangeChangesItsRowsAlone(t *testing.T) {
	b := newList(t, &list{rows: 20})
	b.acts(action.Down, action.Down, action.Down, action.Select, action.Down, action.SelectRange) // 3 before, a range from 5
	b.want("begun", b.marked(), "3 5")
	b.acts(action.Up, action.Up, action.Up)
	b.want("upwards", b.marked(), "2 3 4 5")
	b.acts(action.Down, action.Down)
	b.want("and back", b.marked(), "3 4 5")
	b.acts(action.Down, action.Down, action.Down)
	b.want("through its beginning", b.marked(), "3 5 6 7")
}

// The quick filter takes a row under the table while it is open or set, and
// gives it back; what is pasted is one line.
func TestTheRowOfTheQuickFilter(t *testing.T) {
	b := newList(t, &list{rows: 30})
	rows := func() int { return strings.Count(b.draw(), "Thing") }
	all := rows()
	b.Paste("Thing 3")
	if rows() != all {
		t.Error("a paste filters while nobody types")
	}
	b.act(action.QuickFilter)
	if got := rows(); got != all-1 {
		t.Errorf("open, there are %d rows, and %d without", got, all)
	}
	b.act(action.PageDown)
	b.want("a page", b.current(), "10")
	b.act(action.SearchRun)
	if got := rows(); got != all {
		t.Errorf("closed without a word there are %d rows, and were %d", got, all)
	}
	b.acts(action.First, action.PageDown)
	b.want("a page then", b.current(), "11")
	b.act(action.QuickFilter)
	b.settle(b.Paste("thing\n 21"))
	b.want("pasted", b.ids(), "21")
	b.act(action.SearchLeave)
	b.want("left by esc, it holds on", b.ids(), "21")
	cmd, _ := b.Leave()
	b.settle(cmd)
	b.acts(action.First, action.PageDown)
	b.want("a page at last", b.current(), "11")
	b.act(action.QuickFilter)
	if _, done := b.Leave(); !done {
		t.Error("an open filter without a word is nothing to leave")
	}
	if got := rows(); got != all {
		t.Errorf("left without a word, there are %d rows, and were %d", got, all)
	}
	b.acts(action.First, action.PageDown)
	b.want("a page after that", b.current(), "11")
}

// A page and half a page are never nothing, however few rows are seen.
func TestMovesOnATinyScreen(t *testing.T) {
	l := &list{rows: 30}
	b := newBenchOf(t, l.collection(), screen.Rect{W: 40, H: 2}, func(env *pane.Env) { env.PageSize = 10 }, collection.Place{Collection: "thing"})
	for _, c := range []struct {
		id   action.ID
		want string
	}{{action.HalfDown, "1"}, {action.PageDown, "2"}, {action.HalfUp, "1"}, {action.PageUp, "0"}} {
		b.act(c.id)
		b.want(string(c.id), b.current(), c.want)
	}
	b.SetArea(screen.Rect{W: 40, H: 1})
	b.act(action.PageDown)
	b.want("without a row", b.current(), "1")
	for _, r := range []screen.Rect{{}, {W: 40}, {H: 6}} {
		b.SetArea(r)
		b.act(action.PageDown)
	}
	b.want("covered", b.current(), "4")
}

// Where the end cannot be read from the end it is said why, and what would
// help; where the whole list is here it is simply gone to.
func TestGoingToTheEnd(t *testing.T) {
	name := []string{"name"}
	const nowhere = "the service cannot list Things from the end: this is the last row loaded so far"
	const relevance = "results by relevance have no other end: this is the last one loaded; sorted by Name they have"
	for _, c := range []struct {
		what        string
		rows        int
		keeps       bool
		sorts       []string
		searchSorts []string
		place       collection.Place
		atEnd       bool
		said        string
	}{
		{"sorted as it is", 100, true, name, nil, collection.Place{}, true, ""},
		{"not sorted at all", 100, true, nil, nil, collection.Place{}, false, nowhere},
		{"sorted by a person", 100, true, nil, nil, collection.Place{Sort: "name"}, true, ""},
		{"without an order that holds", 100, false, name, nil, collection.Place{Sort: "name"}, false, nowhere},
		{"found by relevance", 100, true, name, name, collection.Place{Text: "x"}, false, relevance},
		{"found, with no sorts", 100, true, name, nil, collection.Place{Text: "x"}, false, nowhere},
		{"found and sorted", 100, true, name, name, collection.Place{Text: "x", Sort: "name"}, true, ""},
		{"found and sorted without an order that holds", 100, false, name, name, collection.Place{Text: "x", Sort: "name"}, false, nowhere},
		{"all here", 5, false, nil, nil, collection.Place{}, true, ""},
	} {
		col := (&list{rows: c.rows}).collection()
		col.KeepsOrder, col.ListSorts, col.SearchSorts = c.keeps, c.sorts, c.searchSorts
		c.place.Collection = "thing"
		b := newBenchOf(t, col, at, func(env *pane.Env) { env.PageSize = 10 }, c.place)
		b.act(action.Last)
		if want := fmt.Sprint(c.rows - 1); b.shell.Said() != c.said || (b.current() == want) != c.atEnd {
			t.Errorf("%s: on %s it says %q, want %q", c.what, b.current(), b.shell.Said(), c.said)
		}
	}
}

// The keys offered with rows that are a part of their collection.
func TestHintsOfAPartOfThings(t *testing.T) {
	pointing := collection.Pointing{From: &collection.Collection{ID: "thing"}, Field: collection.Field{ID: "1", Key: "owner"}}.Place(&collection.Collection{Source: "zen:user"}, "7")
	with := func(p collection.Place, text, filter string) collection.Place {
		p.Collection, p.Text, p.Filter = "thing", text, filter
		return p
	}
	kind := collection.Place{Fixed: "kind=old"}
	for _, c := range []struct {
		what  string
		place collection.Place
		rows  int
		back  string // what esc says it gives back, "" for nothing
		drop  bool   // whether the last filter can be removed
	}{
		{"all", with(collection.Place{}, "", ""), 3, "", false},
		{"none of all", with(collection.Place{}, "", ""), 0, "", false},
		{"what points at a row", with(pointing, "", ""), 3, "back", false},
		{"nothing that points at a row", with(pointing, "", ""), 0, "back", true},
		{"found among what points at a row", with(pointing, "x", ""), 3, "all Things", false},
		{"filtered among what points at a row", with(pointing, "", "x"), 3, "all Things", false},
		{"found", with(collection.Place{}, "x", ""), 3, "all Things", false},
		{"of one kind", with(kind, "", ""), 3, "", false},
		{"none of one kind", with(kind, "", ""), 0, "", true},
	} {
		col := (&list{rows: c.rows}).collection()
		col.Filters = []collection.Choice{{Key: "kind"}}
		b := newBenchOf(t, col, at, func(*pane.Env) {}, c.place)
		back, drop := "", false
		for _, h := range b.Hints() {
			if h.ID == action.Back {
				back = h.Text
			}
			drop = drop || h.ID == action.FilterDrop
		}
		if back != c.back || drop != c.drop {
			t.Errorf("%s: esc says %q, want %q; a filter can be removed: %v", c.what, back, c.back, drop)
		}
	}
}
