package records_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
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
	"zco/tui/work"
)

// list is a service of a few rows, read in pages, whose requests are noted.
type list struct {
	rows    int
	queries []collection.Query
	fail    error
	version string
	title   string // of rows, "Thing" if empty
	broken  bool   // there is more, and no way to it
}

func (l *list) List(_ context.Context, _ *api.Client, q collection.Query) (collection.Page, error) {
	l.queries = append(l.queries, q)
	if l.fail != nil {
		return collection.Page{}, l.fail
	}
	from, _ := strconv.Atoi(q.After)
	to := min(from+q.Size, l.rows)
	out := collection.Page{Total: -1, HasMore: to < l.rows, After: strconv.Itoa(to), Before: strconv.Itoa(from)}
	if l.broken {
		out.After = ""
	}
	for i := from; i < to; i++ {
		at := i
		if strings.HasPrefix(q.Sort, "-") {
			at = l.rows - 1 - i
		}
		out.Items = append(out.Items, l.row(at))
	}
	return out, nil
}

// row has a name, a size that falls with its number, and no size where that is
// a multiple of four.
func (l *list) row(i int) collection.Item {
	values := map[string]collection.Value{"name": collection.String(fmt.Sprintf("%s %d", cmp.Or(l.title, "Thing"), i))}
	if i%4 != 0 {
		values["size"] = collection.Value(strconv.Itoa(1000 - i))
	}
	return collection.Item{ID: strconv.Itoa(i), Version: "1" + l.version, Values: values}
}

var listSchema = collection.NewSchema([]collection.Field{
	{Key: "name", Title: "Name", Type: field.Text}, {Key: "size", Title: "Size", Type: field.Integer},
})

func (l *list) collection() *collection.Collection {
	return &collection.Collection{
		ID: "thing", Title: "Things", ListSorts: []string{"name"}, KeepsOrder: true, List: l.List,
		Schema: func(context.Context, *api.Client) (*collection.Schema, error) { return listSchema, nil },
		Count: func(context.Context, *api.Client) (collection.Count, error) {
			return collection.Count{Value: l.rows}, nil
		},
		Update: func(context.Context, *api.Client, string, collection.Patch) (collection.Item, error) {
			return collection.Item{}, nil
		},
	}
}

// at is where the table of these tests lies: not at the corner of the screen.
var at = screen.Rect{X: 10, Y: 3, W: 60, H: 12}

func newList(t testing.TB, l *list, with ...func(*pane.Env)) *bench {
	return newBenchOf(t, l.collection(), at, func(env *pane.Env) {
		env.PageSize = 10
		for _, do := range with {
			do(env)
		}
	}, collection.Place{Collection: "thing"})
}

// ids are the rows shown, from the first to the last loaded.
func (b *bench) ids() string {
	var out []string
	for _, it := range b.Loaded() {
		out = append(out, it.ID)
	}
	return strings.Join(out, " ")
}

func (b *bench) current() string {
	it, _ := b.Current()
	return it.ID
}

func (b *bench) marked() string {
	var out []string
	for _, it := range b.Selected() {
		out = append(out, it.ID)
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func (b *bench) want(what, got, want string) {
	b.tb.Helper()
	if got != want {
		b.tb.Errorf("%s: %q, want %q", what, got, want)
	}
}

func TestMovesAsTheActionsSay(t *testing.T) {
	b := newList(t, &list{rows: 100}) // eleven rows are seen
	for _, step := range []struct {
		id   action.ID
		want string
	}{
		{action.Down, "1"}, {action.Down, "2"}, {action.Up, "1"}, {action.HalfDown, "6"}, {action.HalfUp, "1"},
		{action.PageDown, "12"}, {action.PageUp, "1"}, {action.First, "0"}, {action.Up, "0"}, {action.Last, "99"}, {action.Up, "98"},
	} {
		b.act(step.id)
		b.want("after "+string(step.id), b.current(), step.want)
	}
}

func TestTheEndIsReadFromTheEnd(t *testing.T) {
	l := &list{rows: 100}
	b := newList(t, l)
	asked := len(l.queries)
	b.act(action.Last)
	if got := l.queries[asked].Sort; got != "-name" || len(l.queries) > asked+2 {
		t.Errorf("the end was read by %q in %d requests", got, len(l.queries)-asked)
	}
	if said := b.shell.Said(); said != "" {
		t.Errorf("it says %q", said)
	}
	col := l.collection()
	col.KeepsOrder = false
	b = newBenchOf(t, col, at, func(env *pane.Env) { env.PageSize = 10 }, collection.Place{Collection: "thing"})
	b.act(action.Last)
	if !strings.Contains(b.shell.Said(), "cannot list Things from the end") || b.current() == "99" {
		t.Errorf("on %s it says %q", b.current(), b.shell.Said())
	}
}

// By a field that the service knows the rows are asked for anew: up, down, and
// as they were.
func TestSortsByTheService(t *testing.T) {
	l := &list{rows: 30}
	b := newList(t, l)
	for _, want := range []string{"name", "-name", ""} {
		b.act(action.Sort)
		moved, ok := panetest.Last[pane.Moved](b.shell)
		if !ok || moved.To.Sort != want || b.Place().Sort != want || l.queries[len(l.queries)-1].Sort != want {
			t.Errorf("sorted by %q, the shell heard %+v, asked was %+v; want %q", b.Place().Sort, moved, l.queries[len(l.queries)-1], want)
		}
	}
}

// By any other it sorts the loaded rows, with those that have none last
// whichever way it goes, and says that these are not all.
func TestSortsTheLoadedRows(t *testing.T) {
	b := newList(t, &list{rows: 7})
	b.act(action.Right)
	b.act(action.Sort)
	b.want("up", b.ids(), "6 5 3 2 1 0 4")
	b.want("said", b.shell.Said(), "sorted by Size")
	b.act(action.Sort)
	b.want("down", b.ids(), "1 2 3 5 6 0 4")
	b.act(action.Sort)
	b.want("not at all", b.ids(), "0 1 2 3 4 5 6")
	if _, moved := panetest.Last[pane.Moved](b.shell); moved {
		t.Error("it told of another place")
	}
	big := newList(t, &list{rows: 900})
	big.act(action.Right)
	big.act(action.Sort)
	if !strings.Contains(big.shell.Said(), "Zendesk can sort all rows by Name only") {
		t.Errorf("of part of the rows it says %q", big.shell.Said())
	}
}

func TestSelects(t *testing.T) {
	b := newList(t, &list{rows: 6})
	b.act(action.Select) // and goes to the next row
	b.act(action.Down)
	b.act(action.SelectRange)
	b.act(action.Down)
	b.act(action.Down)
	b.want("a range", b.marked(), "0 2 3 4")
	b.act(action.Up)
	b.want("the range gone back", b.marked(), "0 2 3")
	b.act(action.Up)
	b.act(action.Up)
	b.act(action.Up)
	b.want("the range turned round", b.marked(), "0 1 2")
	b.act(action.Down)
	b.want("what was selected before it stays", b.marked(), "0 1 2")
	if _, done := b.Leave(); !done {
		t.Error("a range is nothing to leave")
	}
	b.act(action.Down)
	b.want("the range is over", b.marked(), "0 1 2")
	b.act(action.SelectInvert)
	b.want("inverted", b.marked(), "3 4 5")
	b.act(action.SelectAll)
	b.want("all", b.marked(), "0 1 2 3 4 5")
	b.want("said of all", b.shell.Said(), "")
	b.act(action.SelectNone)
	if b.Commands().Why(action.SelectNone) == "" {
		t.Error("none can be selected away")
	}
	if _, done := b.Leave(); done {
		t.Error("there is something to leave")
	}
	big := newList(t, &list{rows: 50})
	big.act(action.SelectAll)
	if !strings.Contains(big.shell.Said(), "not all of Things") {
		t.Errorf("of part of the rows it says %q", big.shell.Said())
	}
}

func TestTheQuickFilterNarrowsTheLoadedRows(t *testing.T) {
	b := newList(t, &list{rows: 30})
	b.act(action.QuickFilter)
	b.type_("thing 21")
	if b.ids() != "21" || b.current() != "21" {
		t.Errorf("of thing 21 it shows %s, on %s", b.ids(), b.current())
	}
	b.act(action.SearchRun)
	if scopes := b.Scopes(); slices.Contains(scopes, action.Search) || b.ids() != "21" {
		t.Errorf("after enter it still types: %v, and shows %s", scopes, b.ids())
	}
	b.type_("x")
	b.want("a letter that is not typed", b.ids(), "21")
	cmd, done := b.Leave()
	b.settle(cmd)
	if !done || len(b.Loaded()) != 30 || b.current() != "21" {
		t.Errorf("left: %v, %d rows, on %s", done, len(b.Loaded()), b.current())
	}
}

// Two pages that are on the screen are both read again, at once, and what is
// new in them shows.
func TestRefreshReadsAllThatIsSeen(t *testing.T) {
	l := &list{rows: 100}
	b := newList(t, l)
	for range 14 {
		b.act(action.Down)
	}
	asked := len(l.queries)
	l.version = " more"
	cmd, _ := b.Commands().Run(action.Refresh)
	for _, reply := range answers(cmd) { // they are under way together
		b.settle(reply.Deliver())
	}
	var after []string
	for _, q := range l.queries[asked:] {
		after = append(after, q.After)
	}
	slices.Sort(after)
	b.want("read again", strings.Join(after, ","), ",10")
	for _, it := range b.Loaded()[:20] {
		if it.Version != "1 more" {
			t.Fatalf("row %s is as it was", it.ID)
		}
	}
}

// answers runs commands and returns what is on its way to inboxes.
func answers(cmd tea.Cmd) []work.Reply {
	if cmd == nil {
		return nil
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		var out []work.Reply
		for _, c := range msg {
			out = append(out, answers(c)...)
		}
		return out
	case work.Reply:
		return []work.Reply{msg}
	}
	return nil
}

// ticking is a table that refreshes by the clock. In front says whether the
// shell shows it.
func ticking(t *testing.T, l *list) (*bench, *clockShell) {
	shell := &clockShell{Shell: &panetest.Shell{}}
	b := newList(t, l, func(env *pane.Env) { env.Every, env.Shell = time.Minute, shell })
	b.shell, shell.front = shell.Shell, b.Model
	return b, shell
}

type clockShell struct {
	*panetest.Shell
	front pane.Table
}

func (s *clockShell) Table() pane.Table { return s.front }

func TestTheClockRefreshesOnlyWhatIsSeen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := &list{rows: 5}
		b, shell := ticking(t, l)
		tick := func(cmd tea.Cmd) (next tea.Cmd, asked int) {
			before := len(l.queries)
			reply, ok := cmd().(work.Reply)
			if !ok {
				t.Fatal("the clock does not tick")
			}
			next = reply.Deliver()
			if batch, ok := next().(tea.BatchMsg); ok {
				next = batch[0]
				for _, c := range batch[1:] {
					b.settle(c)
				}
			} else {
				t.Fatal("not a batch")
			}
			return next, len(l.queries) - before
		}
		cmd, _ := b.Commands().Run(action.RefreshTimed)
		b.want("said", b.shell.Said(), "refreshing every 1 min")
		start := time.Now()
		next, asked := tick(cmd)
		if asked != 1 || time.Since(start) != time.Minute {
			t.Errorf("after %v it asked %d times", time.Since(start), asked)
		}
		quiet := func(why string) {
			t.Helper()
			before := len(l.queries)
			reply := next().(work.Reply)
			if next = reply.Deliver(); len(l.queries) != before || next == nil {
				t.Errorf("%s it asks, or ticks no more", why)
			}
		}
		b.SetArea(screen.Rect{})
		quiet("covered")
		b.SetArea(at)
		shell.front = nil
		quiet("behind another table")
		shell.front = b.Model
		late := next().(work.Reply)
		_, _ = b.Commands().Run(action.RefreshTimed)
		if late.Deliver() != nil {
			t.Error("it ticks after it was turned off")
		}
		b.want("said", b.shell.Said(), "auto-refresh is off")
	})
}

func TestAsksTheShell(t *testing.T) {
	b := newList(t, &list{rows: 30})
	b.act(action.Down)
	b.act(action.Open)
	if o, ok := panetest.Last[pane.OpenRecord](b.shell); !ok || o.Ref != (collection.Ref{Collection: "thing", ID: "1"}) || !o.Known || o.Item.ID != "1" {
		t.Errorf("it opens %+v", o)
	}
	b.act(action.Right)
	b.act(action.EditCell)
	e, ok := panetest.Last[pane.EditCell](b.shell)
	cell, on := b.CellRect()
	if !ok || !on || e.Field.Key != "size" || e.Ref.ID != "1" || e.Cell != cell {
		t.Errorf("it edits %+v", e)
	}
	// The cell is where it is drawn: the value stands there, at its right end.
	line := b.canvas.Line(cell.Y)
	if got := strings.TrimSpace(string([]rune(line)[cell.X : cell.X+cell.W])); got != "999" || cell.Y != at.Y+2 {
		t.Errorf("at %+v stands %q", cell, got)
	}
	if r, ok := panetest.Last[pane.Rested](b.shell); ok {
		t.Errorf("editing tells of rest: %+v", r)
	}
	b.act(action.Down)
	if r, ok := panetest.Last[pane.Rested](b.shell); !ok || r.Ref.ID != "2" {
		t.Errorf("the cursor rests on %+v", r)
	}
}

func TestSaysWhatIsNotPossible(t *testing.T) {
	l := &list{}
	empty := newList(t, l)
	for _, id := range []action.ID{action.Open, action.EditCell, action.Select, action.SelectRange, action.SelectAll, action.SelectInvert, action.QuickFilter} {
		empty.want(string(id)+" without rows", empty.Commands().Why(id), "there is no row under the cursor")
	}
	empty.want("deletion", empty.Why(action.Delete), "Things cannot be deleted in Zendesk")
	empty.want("an action that is nothing to it", empty.Why(action.Help), "")
	col := l.collection()
	col.Update = nil
	fixed := newBenchOf(t, col, at, func(*pane.Env) {}, collection.Place{Collection: "thing"})
	fixed.want("editing", fixed.Commands().Why(action.EditCell), "Things cannot be changed in Zendesk")
	col.Verbs = []collection.Verb{{ID: "move"}}
	moved := newBenchOf(t, col, at, func(*pane.Env) {}, collection.Place{Collection: "thing"})
	moved.want("editing", moved.Commands().Why(action.EditCell), "Things have no fields to edit: press . for what can be done with them")
	if fixed.Why(action.Import) == "" {
		t.Error("things that can be neither made nor changed can be imported")
	}
	failing := newList(t, &list{fail: errors.New("no line")})
	failing.want("columns that never came", failing.Commands().Why(action.Sort), "the columns are not here yet")
	if !failing.Failed() || empty.Failed() {
		t.Error("what failed and what is empty are told as one")
	}
}

// What is made, changed and deleted here shows without asking, and counts.
func TestFollowsWhatIsChangedHere(t *testing.T) {
	l := &list{rows: 5}
	b := newList(t, l)
	asked := len(l.queries)
	b.act(action.SelectAll)
	row := func(id string) pane.Changed {
		return pane.Changed{Ref: collection.Ref{Collection: "thing", ID: id}, Item: collection.Item{ID: id, Version: "2"}}
	}
	deleted, made, other := row("2"), row("x"), row("3")
	deleted.Deleted, made.Created = true, true
	other.Ref.Collection, other.Deleted = "another", true
	for _, c := range []pane.Changed{deleted, made, other} {
		b.settle(b.Changed(c))
	}
	if n, known := b.Total(); !known || n != 5 || len(b.Loaded()) != 5 || !strings.Contains(b.ids(), "x") {
		t.Errorf("there are %d: %s", n, b.ids())
	}
	b.want("selected", b.marked(), "0 1 3 4")
	b.Changed(made)
	b.Changed(made)
	if n, _ := b.Total(); n != 7 {
		t.Errorf("after two more there are %d", n)
	}
	if len(l.queries) != asked {
		t.Error("it asked the service")
	}
}

func TestTheMouse(t *testing.T) {
	b := newList(t, &list{rows: 30})
	click := func(x, y int) { b.settle(b.Mouse(tea.MouseClickMsg{X: at.X + x, Y: at.Y + y, Button: tea.MouseLeft})) }
	click(4, 5)
	b.want("a click at the fifth row", b.current(), "4")
	b.shell.Asked = nil
	click(4, 5)
	if o, ok := panetest.Last[pane.OpenRecord](b.shell); !ok || o.Ref.ID != "4" {
		t.Errorf("a second click opens %+v", o)
	}
	click(1, 7)
	click(1, 8)
	click(1, 7)
	if rows := b.Selected(); len(rows) != 1 || rows[0].ID != "7" || b.current() != "6" {
		t.Errorf("clicks before rows selected %v, the cursor is on %s", rows, b.current())
	}
	click(4, 5)
	b.act(action.SelectNone)
	click(4, 40)
	b.want("a click below", b.current(), "4")
	b.settle(b.Mouse(tea.MouseWheelMsg{Button: tea.MouseWheelDown, X: at.X, Y: at.Y + 2}))
	if !b.Scrolled() {
		t.Error("the wheel does not scroll")
	}
	b.settle(b.Mouse(tea.MouseWheelMsg{Button: tea.MouseWheelUp, X: at.X, Y: at.Y + 2}))
	if b.Scrolled() {
		t.Error("the wheel does not scroll back")
	}
	// The head: a column, then the other way to sort by it.
	f, _ := b.CurrentField()
	b.want("field", f.Key, "name")
	cell, _ := b.CellRect()
	border := cell.X - at.X + cell.W
	click(border+2, 0)
	f, _ = b.CurrentField()
	b.want("a click at the second title", f.Key, "size")
	// The border: it is dragged.
	click(border, 0)
	b.settle(b.Mouse(tea.MouseMotionMsg{X: at.X + border + 5, Y: at.Y, Button: tea.MouseLeft}))
	b.settle(b.Mouse(tea.MouseReleaseMsg{X: at.X + border + 5, Y: at.Y}))
	b.settle(b.Mouse(tea.MouseMotionMsg{X: at.X + border + 9, Y: at.Y}))
	b.act(action.Left)
	if wide, _ := b.CellRect(); wide.W != cell.W+5 {
		t.Errorf("dragged by five, the column is %d wide and was %d", wide.W, cell.W)
	}
}

// remembering is a pane.Memory.
type remembering struct{ kept map[string]pane.Columns }

func (r *remembering) LoadColumns(object string) (pane.Columns, bool) {
	c, ok := r.kept[object]
	return c, ok
}
func (r *remembering) SaveColumns(object string, c pane.Columns) { r.kept[object] = c }

func TestColumnsArePutAwayOnceTheyAreLeftAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &remembering{kept: map[string]pane.Columns{}}
		with := func(env *pane.Env) { env.Memory = r }
		b := newList(t, &list{rows: 5}, with)
		cmd, _ := b.Commands().Run(action.ColumnWider)
		last, _ := b.Commands().Run(action.ColumnRight)
		start := time.Now()
		b.settle(last)
		if msg := cmd(); msg != nil {
			t.Error("the one before is put away as well")
		}
		kept := r.kept["thing"]
		if time.Since(start) != time.Second/2 || len(kept.Shown) != 2 || kept.Shown[1].Key != "name" || kept.Shown[1].Width == 0 || kept.Shown[0].Width != 0 {
			t.Errorf("after %v %+v is kept", time.Since(start), kept)
		}
		again := newList(t, &list{rows: 5}, with)
		fields := again.Columns()
		if len(fields) != 2 || fields[0].Key != "size" {
			t.Errorf("another time it shows %v", fields)
		}
	})
}

// The columns of a view show once the rows are here, whenever they were wanted,
// and are not taken for a person's own.
func TestColumnsOfAView(t *testing.T) {
	r := &remembering{kept: map[string]pane.Columns{}}
	b := newList(t, &list{rows: 5}, func(env *pane.Env) { env.Memory = r })
	b.ShowColumns(pane.Columns{Shown: []pane.Column{{Key: "size", Width: 9}, {Key: "gone"}, {Key: "name"}}})
	if l := b.Layout(); len(l.Shown) != 2 || l.Shown[0] != (pane.Column{Key: "size", Width: 9}) || l.Shown[1].Width != 0 {
		t.Errorf("as saved it shows %+v", l)
	}
	b.SetArea(screen.Rect{W: 50, H: 10})
	if l := b.Layout(); len(l.Shown) != 2 || l.Shown[0].Width != 9 {
		t.Errorf("in another width it shows %+v", l)
	}
	b.ShowColumns(pane.Columns{Shown: []pane.Column{{Key: "size"}, {Key: "gone"}}})
	b.want("now", b.Columns()[0].Key, "size")
	if len(b.Columns()) != 1 || len(r.kept) != 0 {
		t.Errorf("it shows %v and keeps %v", b.Columns(), r.kept)
	}
	l := &list{rows: 5}
	early := newBenchOf(t, l.collection(), at, func(*pane.Env) {}, collection.Place{Collection: "thing"}, func(b *bench) { b.ShowColumns(pane.Columns{Shown: []pane.Column{{Key: "size"}}}) })
	if len(early.Columns()) != 1 || early.Columns()[0].Key != "size" {
		t.Errorf("wanted before the rows were here, it shows %v", early.Columns())
	}
}

func TestTheChooserOfColumns(t *testing.T) {
	b := newList(t, &list{rows: 5})
	b.act(action.Columns)
	open, ok := panetest.Last[pane.Open](b.shell)
	if !ok {
		t.Fatal("it does not open")
	}
	press := func(ids ...action.ID) {
		for _, id := range ids {
			key := strings.Fields(b.keys.Key(id))[0]
			open.Dialog.Key(panetest.Key(key))
		}
	}
	keys := func() string {
		var out []string
		for _, f := range b.Columns() {
			out = append(out, f.Key)
		}
		return strings.Join(out, " ")
	}
	press(action.Down, action.ColumnLeft)
	b.want("moved up", keys(), "size name")
	press(action.Select)
	b.want("hidden", keys(), "name")
	press(action.Up, action.Select)
	b.want("the last stays", keys(), "name")
	press(action.Down, action.Select)
	b.want("shown again", keys(), "name size")
	before, _ := b.CellRect() // the cursor of the table is on the name
	press(action.First, action.ColumnWider, action.ColumnWider)
	if after, _ := b.CellRect(); after.W != before.W+4 {
		t.Errorf("twice wider, the column is %d and was %d", after.W, before.W)
	}
	press(action.SelectNone)
	b.want("as at first", keys(), "name size")
}

// A failure is said once, and again when it is another.
func TestFailuresAreSaidOnce(t *testing.T) {
	l := &list{rows: 100}
	b := newList(t, l)
	l.fail = errors.New("no line")
	b.act(action.Refresh)
	if said := b.shell.Said(); !strings.Contains(said, "Things: not refreshed") {
		t.Errorf("it says %q", said)
	}
	if status := strings.Join(b.Status(), ", "); !strings.Contains(status, "not refreshed") {
		t.Errorf("the status is %q", status)
	}
	l.fail = nil
	b.act(action.Refresh)
	if status := strings.Join(b.Status(), ", "); strings.Contains(status, "not refreshed") || b.shell.Said() != "" {
		t.Errorf("after it came, %q and %q", status, b.shell.Said())
	}
}

// With the clock on, the same failure is not said with every try.
func TestFailuresOfTheClock(t *testing.T) {
	l := &list{rows: 100}
	b := newList(t, l, func(env *pane.Env) { env.Every = time.Nanosecond })
	l.fail = errors.New("no line")
	for range 2 {
		b.act(action.Refresh)
		if b.shell.Said() == "" {
			t.Error("what a person asked for failed and nothing is said")
		}
	}
	_, _ = b.Commands().Run(action.RefreshTimed)
	b.act(action.Refresh)
	b.want("the same, with the clock on", b.shell.Said(), "")
	l.fail = errors.New("another thing")
	b.act(action.Refresh)
	if b.shell.Said() == "" {
		t.Error("another failure is not said")
	}
}

// That the list ends before its end is said once, and once more when it does
// so anew.
func TestAListThatBreaksOff(t *testing.T) {
	l := &list{rows: 100, broken: true}
	b := newList(t, l)
	if !strings.Contains(b.shell.Said(), "Things: the service says there are more") {
		t.Errorf("it says %q", b.shell.Said())
	}
	again := func() string {
		b.act(action.Sort)
		return b.shell.Said()
	}
	b.want("sorted", again(), "")
	l.broken = false
	b.want("mended", again(), "")
	l.broken = true
	if !strings.Contains(again(), "the service says there are more") {
		t.Error("broken anew, it says nothing")
	}
}

func TestSortingEndsARange(t *testing.T) {
	b := newList(t, &list{rows: 30})
	for _, column := range []action.ID{action.Left, action.Right} {
		b.act(column)
		b.act(action.SelectRange)
		b.act(action.Sort)
		if _, left := b.Leave(); left {
			t.Errorf("after sorting, %s, the range goes on", column)
		}
	}
}

// Where the quick filter leaves nothing it can still be changed.
func TestAFilterThatLeavesNothing(t *testing.T) {
	b := newList(t, &list{rows: 5})
	b.act(action.QuickFilter)
	b.type_("zzz")
	b.act(action.SearchRun)
	b.want("shown", b.ids(), "")
	b.want("typing again", b.Commands().Why(action.QuickFilter), "")
}

// A row is put under the cursor now, in whatever order the rows are, or as soon
// as it comes.
func TestSelectsARowByItsID(t *testing.T) {
	b := newList(t, &list{rows: 7})
	b.act(action.Right)
	b.act(action.Sort)
	b.Select("3")
	b.want("sorted here", b.current(), "3")
	l := &list{rows: 30}
	early := newBenchOf(t, l.collection(), at, func(env *pane.Env) { env.PageSize = 10 }, collection.Place{Collection: "thing"}, func(b *bench) { b.Select("4") })
	early.want("before it was here", early.current(), "4")
	early.act(action.Down)
	early.act(action.Refresh)
	early.want("it does not go back there", early.current(), "5")
}

// What is computed changes without a new version of its row: reading it again
// shows it, and so does a change made here.
func TestValuesOfTheSameVersion(t *testing.T) {
	l := &list{rows: 5}
	b := newList(t, l)
	b.draw()
	l.title = "Asked"
	b.act(action.Refresh)
	if got := b.draw(); !strings.Contains(got, "Asked 3") || strings.Contains(got, "Thing 3") {
		t.Errorf("read again:\n%s", got)
	}
	l.title = "Typed"
	b.Changed(pane.Changed{Ref: collection.Ref{Collection: "thing", ID: "3"}, Item: l.row(3)})
	if got := b.draw(); !strings.Contains(got, "Typed 3") || !strings.Contains(got, "Asked 2") {
		t.Errorf("changed here:\n%s", got)
	}
}

// The name has its column though no row has one; another that is blank has
// none.
func TestBlankColumns(t *testing.T) {
	col := (&list{}).collection()
	col.List = func(context.Context, *api.Client, collection.Query) (collection.Page, error) {
		return collection.Page{Items: []collection.Item{{ID: "1"}}, Total: 1}, nil
	}
	b := newBenchOf(t, col, at, func(*pane.Env) {}, collection.Place{Collection: "thing"})
	if cols := b.Columns(); len(cols) != 1 || cols[0].Key != "name" {
		t.Errorf("it shows %v", cols)
	}
}

func TestSelectsWhatAJobFailedOn(t *testing.T) {
	b := newList(t, &list{rows: 5})
	b.act(action.SelectAll)
	b.Reselect([]string{"0", "1", "2", "3"}, []collection.Item{{ID: "2"}, {ID: "x"}})
	b.want("selected", b.marked(), "2 4 x")
	for _, it := range b.Selected() {
		if it.ID == "2" && it.Values == nil {
			t.Error("of a row that is loaded less is known than before")
		}
	}
}

// A row that was made here is marked until it is seen in the list.
func TestARowMadeHereIsMarked(t *testing.T) {
	b := newList(t, &list{rows: 5})
	b.Changed(pane.Changed{Ref: collection.Ref{Collection: "thing", ID: "x"}, Created: true,
		Item: collection.Item{ID: "x", Version: "1", Values: map[string]collection.Value{"name": collection.String("Made")}}})
	b.draw()
	for y := range at.H {
		line := b.canvas.Line(at.Y + y)
		if made := strings.Contains(line, "Made"); made != strings.Contains(line, b.glyphs.New+"Made") {
			t.Errorf("drawn as %q", line)
		}
	}
}

// Where the cursor is in all is known after the rows were sorted anew as well.
func TestThePositionIsKnownAfterSorting(t *testing.T) {
	b := newList(t, &list{rows: 100})
	b.want("at first", b.Status()[0], "1 of 100")
	b.act(action.Sort)
	b.act(action.Last)
	b.want("at the end", b.Status()[0], "100 of 100")
}

func TestHidingAFrozenColumnFreezesNoOther(t *testing.T) {
	b := newList(t, &list{rows: 5})
	b.act(action.Columns)
	open, _ := panetest.Last[pane.Open](b.shell)
	drawn := func() string {
		c := screen.New(b.sheet)
		open.Dialog.Draw(c.Begin(46, 6))
		var out []string
		for y := range 6 {
			out = append(out, c.Line(y))
		}
		return strings.Join(out, "\n")
	}
	if got := drawn(); strings.Count(got, "frozen") != 1 {
		t.Errorf("at first:\n%s", got)
	}
	open.Dialog.Key(panetest.Key("space"))
	if got := drawn(); strings.Contains(got, "frozen") {
		t.Errorf("without the name:\n%s", got)
	}
}
