package records_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"zco/api"
	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/draw/theme"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

// drafts are unsent values, by row and field.
type drafts map[string]collection.Value

// HasDraft and Draft implement pane.Drafts.
func (d drafts) HasDraft(ref collection.Ref) bool {
	for at := range d {
		if strings.HasPrefix(at, ref.ID+" ") {
			return true
		}
	}
	return false
}

func (d drafts) IsNew(collection.Ref) bool { return false }

func (d drafts) Draft(ref collection.Ref, key string) (collection.Value, bool) {
	v, ok := d[ref.ID+" "+key]
	return v, ok
}

var unsent = drafts{
	"3 price": collection.Value("99.25"), "2 name": collection.String("A name that is a good deal longer than its column is wide"), "4 state": collection.String(""),
}

// coloured is the shop in colours, with drafts, on w by h cells.
func coloured(t *testing.T, w, h int, place collection.Place, with ...func(*collection.Collection, *pane.Env)) *bench {
	s := &shop{}
	col := s.collection()
	return newBenchOf(t, col, screen.Rect{W: w, H: h}, func(env *pane.Env) {
		th, err := theme.New(theme.Options{Name: "dark", Profile: colorprofile.TrueColor})
		if err != nil {
			t.Fatal(err)
		}
		env.Theme, env.Names, env.Drafts = th, s, unsent
		for _, do := range with {
			do(col, env)
		}
	}, place)
}

// state is what a person sees of the table: its cells and their styles, its
// part of the status line, and the keys it offers.
func (b *bench) state(title string, focused bool) string {
	var out strings.Builder
	fmt.Fprintf(&out, "--- %s, focused %v\n", title, focused)
	out.WriteString(panetest.Painted(b.env, b.area.W, b.area.H, func(a screen.Area) screen.Cursor { return b.Draw(a, focused) }))
	fmt.Fprintf(&out, "status: %s\nkeys:", strings.Join(b.Status(), " | "))
	for _, h := range b.Hints() {
		fmt.Fprintf(&out, " %s %s,", h.Key, h.Text)
	}
	return out.String() + "\n"
}

func (b *bench) acts(ids ...action.ID) {
	b.tb.Helper()
	for _, id := range ids {
		b.act(id)
	}
}

// fixed returns a collection's list that answers every page with this one.
func fixed(p collection.Page, err error) func(*collection.Collection, *pane.Env) {
	return func(c *collection.Collection, _ *pane.Env) {
		c.List = func(context.Context, *api.Client, collection.Query) (collection.Page, error) { return p, err }
	}
}

// The table in each of its states, where it has room and where it has little.
func TestStates(t *testing.T) {
	all := collection.Place{Collection: "thing"}
	few := collection.Page{Total: 4}
	for i := range 4 {
		few.Items = append(few.Items, shopRow(i))
	}
	plain := func(_ *collection.Collection, env *pane.Env) { env.Plain = true }
	type withs = []func(*collection.Collection, *pane.Env)
	states := []struct {
		name  string
		place collection.Place
		with  withs
		do    func(*bench)
	}{
		{"as it opens", all, nil, func(*bench) {}},
		{"in an empty cell of numbers", all, nil, func(b *bench) { b.acts(action.Down, action.Down, action.Down, action.Down, action.Right, action.Right) }},
		{"on a draft", all, nil, func(b *bench) { b.acts(action.Down, action.Down, action.Down, action.Right, action.Right) }},
		{"on an unset draft", all, nil, func(b *bench) { b.acts(action.Down, action.Down, action.Down, action.Down, action.Right) }},
		{"a range", all, nil, func(b *bench) { b.acts(action.Down, action.SelectRange, action.Down) }},
		{"selected", all, nil, func(b *bench) { b.acts(action.Select, action.Select) }},
		{"scrolled down and to the right", all, nil, func(b *bench) {
			b.acts(action.Last, action.Up, action.ColumnFreeze, action.Right, action.Right, action.Right, action.Right, action.Right, action.Right)
		}},
		{"typing a filter", all, nil, func(b *bench) { b.acts(action.QuickFilter) }},
		{"filtered, typing", all, nil, func(b *bench) { b.acts(action.QuickFilter); b.type_("kettle sale") }},
		{"filtered", all, withs{fixed(few, nil)}, func(b *bench) { b.acts(action.QuickFilter); b.type_("湯沸"); b.acts(action.SearchRun) }},
		{"filtered and sorted", all, nil, func(b *bench) {
			b.acts(action.Right, action.Right, action.Sort, action.Sort, action.QuickFilter)
			b.type_("kett")
			b.acts(action.SearchRun, action.Down)
		}},
		{"sorted here", all, withs{fixed(few, nil)}, func(b *bench) { b.acts(action.Right, action.Sort) }},
		{"sorted here, of nobody knows how many", all, withs{func(c *collection.Collection, _ *pane.Env) { c.Count = nil }}, func(b *bench) { b.acts(action.Right, action.Sort) }},
		{"sorted by its last column", collection.Place{Collection: "thing", Sort: "-updated_at"}, nil, func(*bench) {}},
		{"sorted by a number", collection.Place{Collection: "thing", Sort: "price"}, nil, func(*bench) {}},
		{"searched", collection.Place{Collection: "thing", Text: "wasser 湯沸 büro"}, withs{fixed(few, nil)}, func(b *bench) { b.acts(action.Down) }},
		{"searched and filtered", collection.Place{Collection: "thing", Text: "kettle", Filter: "x"}, withs{fixed(few, nil)}, func(b *bench) { b.acts(action.QuickFilter); b.type_("on sale") }},
		{"plain", all, withs{plain}, func(b *bench) { b.acts(action.Down, action.Right) }},
		{"plain, typing", all, withs{plain}, func(b *bench) { b.acts(action.QuickFilter); b.type_("k") }},
		{"changed by somebody, and made here", all, withs{fixed(few, nil)}, func(b *bench) {
			changed := shopRow(1)
			changed.Version = "2"
			b.col.List = func(context.Context, *api.Client, collection.Query) (collection.Page, error) {
				return collection.Page{Items: []collection.Item{shopRow(0), changed, shopRow(2)}, Total: 3}, nil
			}
			b.acts(action.Refresh)
			b.Changed(pane.Changed{Ref: collection.Ref{Collection: "thing", ID: "9"}, Item: shopRow(9), Created: true})
		}},
	}
	for _, size := range []screen.Rect{{W: 34, H: 7}, {W: 100, H: 8}} {
		var got strings.Builder
		for _, s := range states {
			b := coloured(t, size.W, size.H, s.place, s.with...)
			s.do(b)
			got.WriteString(b.state(s.name, true))
			if s.name == "as it opens" || s.name == "plain" || s.name == "filtered, typing" {
				got.WriteString(b.state(s.name, false))
			}
		}
		panetest.Golden(t, fmt.Sprintf("states_%d.txt", size.W), got.String())
	}
}

// What stands in the place of rows, and what the status line and the keys say
// then.
func TestStatesWithoutRows(t *testing.T) {
	all := collection.Place{Collection: "thing"}
	refused := &api.Error{Status: 403, Code: "Forbidden", Message: "You do not have access to things"}
	gone := &api.Error{Status: 404, Code: "RecordNotFound", Message: "Not found"}
	makes := func(c *collection.Collection, _ *pane.Env) {
		c.Create = func(context.Context, *api.Client, collection.Patch) (collection.Item, error) {
			return collection.Item{}, nil
		}
	}
	narrowed := func(p collection.Place) collection.Place { p.Collection = "thing"; return p }
	none := collection.Page{}
	type withs = []func(*collection.Collection, *pane.Env)
	states := []struct {
		name  string
		place collection.Place
		with  withs
	}{
		{"none", all, withs{fixed(none, nil)}},
		{"none, and they can be made", all, withs{fixed(none, nil), makes}},
		{"none found", narrowed(collection.Place{Text: "kettle"}), withs{fixed(none, nil)}},
		{"none pass the filter", narrowed(collection.Place{Filter: "x"}), withs{fixed(none, nil)}},
		{"empty pages without end", all, withs{func(c *collection.Collection, _ *pane.Env) {
			n := 0
			c.List = func(context.Context, *api.Client, collection.Query) (collection.Page, error) {
				n++
				return collection.Page{Total: -1, HasMore: true, After: fmt.Sprint(n)}, nil
			}
		}}},
		{"failed", all, withs{fixed(none, errors.New("read tcp: connection reset by \x1b]0;peer\a"))}},
		{"refused", all, withs{fixed(none, refused)}},
		{"gone", all, withs{fixed(none, gone)}},
		{"the fields failed", all, withs{func(c *collection.Collection, _ *pane.Env) {
			c.Schema = func(context.Context, *api.Client) (*collection.Schema, error) { return nil, errors.New("no fields") }
		}}},
	}
	for _, size := range []screen.Rect{{W: 30, H: 10}, {W: 80, H: 8}} {
		var got strings.Builder
		for _, s := range states {
			got.WriteString(coloured(t, size.W, size.H, s.place, s.with...).state(s.name, true))
		}
		newBenchOf(t, (&shop{}).collection(), size, func(*pane.Env) {}, all, func(b *bench) { got.WriteString(b.state("loading", true)) })
		loading := coloured(t, size.W, size.H, all)
		loading.Search(narrowed(collection.Place{Text: "kettle"})) // which is not answered
		got.WriteString(loading.state("searching, with the rows of before", true))
		panetest.Golden(t, fmt.Sprintf("without_rows_%d.txt", size.W), got.String())
	}
}
