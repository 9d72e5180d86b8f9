package records_test

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/draw/screen"
	"zco/tui/draw/theme"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/panes/records"
	"zco/tui/work"
)

// service answers a table at once, from an object of as many rows as are
// asked for. Cursors are row numbers.
type service struct{ pages int }

func (s *service) list(_ context.Context, _ *api.Client, q collection.Query) (collection.Page, error) {
	s.pages++
	from, before := 0, false
	if q.After != "" {
		from, _ = strconv.Atoi(q.After)
	} else if q.Before != "" {
		from, _ = strconv.Atoi(q.Before)
		from, before = max(from-q.Size-1, 0), true
	}
	out := collection.Page{HasMore: !before || from > 0, Total: -1, After: strconv.Itoa(from + q.Size), Before: strconv.Itoa(from + 1)}
	for i := range q.Size {
		out.Items = append(out.Items, item(from+i))
	}
	return out, nil
}

func (s *service) collection() *collection.Collection {
	return &collection.Collection{
		ID: "thing", Title: "Things", ListSorts: []string{"id"}, KeepsOrder: true,
		Schema: func(context.Context, *api.Client) (*collection.Schema, error) { return schema, nil },
		List:   s.list,
	}
}

var schema = func() *collection.Schema {
	fields := []collection.Field{{Key: "name", Title: "Name", Type: field.Text}}
	for i := range 4 {
		fields = append(fields, collection.Field{Key: fmt.Sprintf("f%d", i), Title: fmt.Sprintf("Field %d", i), Type: field.Text})
	}
	return collection.NewSchema(fields)
}()

func item(i int) collection.Item {
	n := strconv.Itoa(i)
	values := make(map[string]collection.Value, 5)
	values["name"] = collection.Value(`"Thing ` + n + `"`)
	for _, f := range schema.Fields[1:] {
		values[f.Key] = collection.Value(`"of ` + n + ` in ` + f.Title + `"`)
	}
	return collection.Item{ID: n, Version: "1", Values: values}
}

// bench is a table that is answered at once and drawn after every action.
type bench struct {
	*records.Model
	tb     testing.TB
	env    *pane.Env
	col    *collection.Collection
	layer  *work.Layer
	shell  *panetest.Shell
	keys   *action.Keymap
	glyphs theme.Glyphs
	sheet  *screen.Sheet
	pages  *int
	canvas *screen.Canvas
	area   screen.Rect
}

// Changed tells of a change as the program does: the layer hears of it as well.
func (b *bench) Changed(c pane.Changed) tea.Cmd {
	if c.Created || c.Deleted {
		b.layer.AddTotal(c.Ref.Collection, map[bool]int{true: 1, false: -1}[c.Created])
	}
	return b.Model.Changed(c)
}

func newBench(tb testing.TB) *bench {
	s := &service{}
	b := newBenchOf(tb, s.collection(), screen.Rect{W: 100, H: 40}, func(*pane.Env) {}, collection.Place{Collection: "thing"})
	b.pages = &s.pages
	return b
}

// newBenchOf is the table of a place that has been loaded; before is
// what happened until then.
func newBenchOf(tb testing.TB, col *collection.Collection, area screen.Rect, with func(*pane.Env), place collection.Place, before ...func(*bench)) *bench {
	return newBenchWith(tb, nil, col, area, with, place, before...)
}

// newBenchWith is the same with a client, which names are asked of.
func newBenchWith(tb testing.TB, client *api.Client, col *collection.Collection, area screen.Rect, with func(*pane.Env), place collection.Place, before ...func(*bench)) *bench {
	env, shell := panetest.Env(tb)
	th, err := theme.New(theme.Options{Name: "mono"})
	if err != nil {
		tb.Fatal(err)
	}
	layer := work.New(tb.Context(), client)
	tb.Cleanup(layer.Stop)
	env.Theme, env.Names = th, layer
	with(env)
	b := &bench{Model: records.New(env, layer, col, place), tb: tb, env: env, col: col, layer: layer, shell: shell, canvas: screen.New(env.Theme.Sheet), area: area}
	b.keys, b.glyphs, b.sheet = env.Keys, env.Theme.Glyphs, env.Theme.Sheet
	b.SetArea(area)
	for _, do := range before {
		do(b)
	}
	b.settle(b.Load())
	b.draw()
	return b
}

// settle does what a command asks for until nothing is left to do.
func (b *bench) settle(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		for _, c := range msg {
			b.settle(c)
		}
	case work.Reply:
		b.settle(msg.Deliver())
	}
}

// act does an action as its key would. The shell holds what it asked.
func (b *bench) act(id action.ID) {
	b.tb.Helper()
	if why := b.Commands().Why(id); why != "" {
		b.tb.Fatalf("%s is disabled: %s", id, why)
	}
	b.shell.Asked = nil
	cmd, known := b.Commands().Run(id)
	if !known {
		b.tb.Fatalf("the table does not know %s", id)
	}
	b.settle(cmd)
	b.draw()
}

func (b *bench) draw() string {
	b.Draw(b.canvas.Begin(b.area.X+b.area.W, b.area.Y+b.area.H).Sub(b.area.X, b.area.Y, b.area.W, b.area.H), true)
	return b.canvas.Frame()
}

// heap is what the program holds, in bytes.
func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// The memory of a table does not grow with what was browsed: as much is held
// after 400 pages as after 100 (with ZCO_LONG, after 10,000 as after 1,000).
func TestNumbersOfMemory(t *testing.T) {
	base := heap()
	b := newBench(t)
	browse := func(pages int) float64 {
		for *b.pages < pages {
			b.act(action.PageDown)
		}
		held := float64(heap()-base) / (1 << 20)
		t.Logf("%-58s %9.1f  MiB", "held by a table after "+pane.Thousands(pages)+" pages", held)
		return held
	}
	some, many := 100, 400
	if os.Getenv("ZCO_LONG") != "" {
		some, many = 1000, 10_000
	}
	few, most := browse(some), browse(many)
	if most > few+1 || few > 8 {
		t.Errorf("%.1f MiB after %d pages, %.1f after %d: it should be a few, and no more", few, some, most, many)
	}
	for range some / 2 {
		b.act(action.PageUp)
	}
	if back := float64(heap()-base) / (1 << 20); back > few+1 {
		t.Errorf("%.1f MiB on the way back, want no more than on the way there, %.1f", back, few)
	}
	runtime.KeepAlive(b)
}

// A key that moves the cursor costs next to nothing but its two rows.
func TestNumbersOfAllocations(t *testing.T) {
	b := newBench(t)
	b.act(action.Down)
	n := testing.AllocsPerRun(100, func() {
		_, _ = b.Commands().Run(action.Down)
		b.draw()
		_, _ = b.Commands().Run(action.Up)
		b.draw()
	})
	t.Logf("%-58s %9.1f  at most 20", "allocations for each row changed by the cursor", n/4)
	if n/4 > 20 {
		t.Errorf("%.1f allocations for each changed row, want at most 20", n/4)
	}
}
