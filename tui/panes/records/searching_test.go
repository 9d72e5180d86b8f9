package records_test

import (
	"context"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

// A search by relevance gives no more than ten thousand rows, which is said; and
// the count of the whole collection is not its total.
func TestTheTotalOfASearch(t *testing.T) {
	status := func(family, sort string, total int) (string, int) {
		counted := 0
		col := (&list{}).collection()
		col.Family, col.SearchSorts = family, []string{"name"}
		col.Count = func(context.Context, *api.Client) (collection.Count, error) {
			counted++
			return collection.Count{Value: 77}, nil
		}
		col.List = func(context.Context, *api.Client, collection.Query) (collection.Page, error) {
			return collection.Page{Items: []collection.Item{{ID: "1", Values: map[string]collection.Value{"name": collection.String("Thing")}}},
				Total: total, HasMore: true, After: "1"}, nil
		}
		b := newBenchOf(t, col, at, func(*pane.Env) {}, collection.Place{Collection: "thing", Text: "thing", Sort: sort})
		return b.Status()[0], counted
	}
	for _, c := range []struct {
		family, sort string
		total        int
		want         string
	}{
		{"", "", 10_000, "1 of 10,000+"}, {"", "", 9_999, "1 of 9,999"}, {"", "name", 10_000, "1 of 10,000"}, {"roles", "", 10_000, "1 of 10,000"},
	} {
		got, counted := status(c.family, c.sort, c.total)
		if got != c.want || counted != 0 {
			t.Errorf("%d found in %q sorted by %q: %q after %d counts, want %q after none", c.total, c.family, c.sort, got, counted, c.want)
		}
	}
}

func TestSaysWhyThereAreNoRows(t *testing.T) {
	shown := func(with func(*collection.Collection), place collection.Place) string {
		col := (&list{}).collection()
		col.List = func(context.Context, *api.Client, collection.Query) (collection.Page, error) {
			return collection.Page{}, nil
		}
		with(col)
		b := newBenchOf(t, col, at, func(*pane.Env) {}, place)
		return b.draw()
	}
	all := collection.Place{Collection: "thing"}
	none := func(*collection.Collection) {}
	makes := func(c *collection.Collection) {
		c.Create = func(context.Context, *api.Client, collection.Patch) (collection.Item, error) {
			return collection.Item{}, nil
		}
	}
	newHint := "new"
	if got := shown(none, all); !strings.Contains(got, "No Things yet.") || strings.Contains(got, newHint) {
		t.Errorf("where none can be made:\n%s", got)
	}
	if got := shown(makes, all); !strings.Contains(got, "No Things yet.") || !strings.Contains(got, newHint) {
		t.Errorf("where they can be made:\n%s", got)
	}
	if got := shown(none, collection.Place{Collection: "thing", Text: "x"}); !strings.Contains(got, "Nothing found for x.") {
		t.Errorf("searched:\n%s", got)
	}
	if got := shown(none, collection.Place{Collection: "thing", Filter: "x"}); !strings.Contains(got, "pass the filter") {
		t.Errorf("filtered:\n%s", got)
	}
}

// The foot says which rows a local order is over.
func TestTheFootOfALocalOrder(t *testing.T) {
	foot := func(rows int) string {
		b := newList(t, &list{rows: rows})
		b.act(action.Right)
		b.act(action.Sort)
		b.draw()
		return strings.TrimSpace(b.canvas.Line(at.Y + at.H - 1))
	}
	if got := foot(7); !strings.Contains(got, "Size: all 7 rows") {
		t.Errorf("of all rows: %q", got)
	}
	if got := foot(900); !strings.Contains(got, "Size: only the") || !strings.Contains(got, "are sorted, of 900") {
		t.Errorf("of part of them: %q", got)
	}
}

func TestTheWheelSideways(t *testing.T) {
	b := newList(t, &list{rows: 5})
	on := func() string {
		f, _ := b.CurrentField()
		return f.Key
	}
	b.settle(b.Mouse(tea.MouseWheelMsg{Button: tea.MouseWheelRight, X: at.X, Y: at.Y}))
	b.want("to the right", on(), "size")
	b.settle(b.Mouse(tea.MouseWheelMsg{Button: tea.MouseWheelLeft, X: at.X, Y: at.Y}))
	b.want("to the left", on(), "name")
}

// A table in a local order is scrolled as soon as one row is above.
func TestScrolledInALocalOrder(t *testing.T) {
	b := newList(t, &list{rows: 30})
	b.act(action.Right)
	b.act(action.Sort)
	for b.act(action.First); b.current() != b.Loaded()[10].ID; b.act(action.Down) { // ten rows are seen, above the foot
		if b.Scrolled() {
			t.Fatalf("scrolled with row %s the tenth or before", b.current())
		}
	}
	if !b.Scrolled() {
		t.Error("one row further, it is not scrolled")
	}
}

// Selecting a row by itself ends a range: the next move selects nothing.
func TestSelectingARowEndsARange(t *testing.T) {
	b := newList(t, &list{rows: 6})
	b.act(action.SelectRange)
	b.act(action.Down)
	b.act(action.Select)
	b.act(action.Down)
	b.want("selected", b.marked(), "0")
}

// A total counted a while ago is told as about; one that was counted as it was
// asked for stays what it is for longer.
func TestTheAgeOfATotal(t *testing.T) {
	for _, c := range []struct {
		counted, later time.Duration
		want           string
	}{
		{0, 0, "77"}, {0, 30 * time.Minute, "77"}, {0, time.Hour, "about 77"},
		{time.Minute, 30 * time.Minute, "77"}, {2 * time.Minute, 0, "about 77"}, {10 * time.Minute, 0, "about 77"},
	} {
		now := panetest.Now
		col := (&list{rows: 5}).collection()
		col.Count = func(context.Context, *api.Client) (collection.Count, error) {
			return collection.Count{Value: 77, Refreshed: panetest.Now.Add(-c.counted).Format(time.RFC3339)}, nil
		}
		b := newBenchOf(t, col, at, func(e *pane.Env) { e.Now = func() time.Time { return now } }, collection.Place{Collection: "thing"})
		now = now.Add(c.later)
		if got := b.Status()[0]; got != "1 of "+c.want {
			t.Errorf("counted %v before, %v later: %q, want %q", c.counted, c.later, got, c.want)
		}
	}
}
