package records_test

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

// shop is a service of a few rows with every type of field.
type shop struct{ fail error }

var shopSchema = collection.NewSchema([]collection.Field{
	{Key: "name", Title: "Name", Type: field.Text},
	{Key: "state", Title: "State", Type: field.Dropdown, Options: []collection.Option{{Value: "on_sale", Title: "On sale"}, {Value: "gone", Title: "Gone"}}},
	{Key: "price", Title: "Price", Type: field.Decimal},
	{Key: "stock", Title: "In stock", Type: field.Integer},
	{Key: "new", Title: "New", Type: field.Checkbox},
	{Key: "tags", Title: "Tags", Type: field.Multiselect, Options: []collection.Option{{Value: "a", Title: "Outdoor"}, {Value: "b", Title: "Indoor"}}},
	{Key: "note", Title: "Note", Type: field.TextArea},
	{Key: "unused", Title: "Unused", Type: field.Text},
	{Key: "since", Title: "Since", Type: field.Date},
	{Key: "maker", Title: "Maker", Type: field.Lookup, Target: "zen:custom_object:maker"},
	{Key: "updated_at", Title: "Updated", Type: field.DateTime, System: true},
})

func (s *shop) collection() *collection.Collection {
	return &collection.Collection{
		ID: "thing", Title: "Things", ListSorts: []string{"id"}, KeepsOrder: true,
		Schema: func(context.Context, *api.Client) (*collection.Schema, error) { return shopSchema, nil },
		Count: func(context.Context, *api.Client) (collection.Count, error) {
			return collection.Count{Value: 1_024_332, Refreshed: "2026-03-01T10:00:00Z"}, nil
		},
		List: func(_ context.Context, _ *api.Client, q collection.Query) (collection.Page, error) {
			out := collection.Page{Total: -1, HasMore: true, After: "more"}
			for i := range 70 {
				out.Items = append(out.Items, shopRow(i))
			}
			if q.Text != "" {
				out = collection.Page{}
			}
			return out, s.fail
		},
	}
}

func shopRow(i int) collection.Item {
	names := []string{"Kettle", "Wasserkocher für das Büro, groß", "湯沸かし器 大", "غلاية", "Two\nlines", "bell\a and \x1b[31mred"}
	values := map[string]collection.Value{
		"name": collection.String(fmt.Sprintf("%s %d", names[i%len(names)], i)), "state": collection.String([]string{"on_sale", "gone", "unknown_tag"}[i%3]),
		"price": collection.Value(strconv.Itoa(i*37) + ".5"), "stock": collection.Value(strconv.Itoa(i * i * 100)), "new": collection.Value(strconv.FormatBool(i%2 == 0)),
		"tags": collection.Value(`["a","b"]`), "note": collection.String("first line\nsecond line"), "since": collection.String(fmt.Sprintf("2026-01-%02d", i%28+1)),
		"maker": collection.String([]string{"01A", "01B"}[i%2]), "updated_at": collection.String(fmt.Sprintf("2026-02-03T04:%02d:00Z", i%60)),
	}
	if i%5 == 4 {
		delete(values, "price")
	}
	return collection.Item{ID: strconv.Itoa(i), Name: "row", Version: "1", Values: values}
}

// Name implements pane.Names.
func (s *shop) Name(_, id string) (string, bool) {
	name, ok := map[string]string{"01A": "Ærø Kedler"}[id]
	return name, ok
}

// HasDraft and Draft implement pane.Drafts.
func (s *shop) HasDraft(ref collection.Ref) bool { return ref.ID == "3" }

func (s *shop) IsNew(collection.Ref) bool { return false }
func (s *shop) Draft(ref collection.Ref, key string) (collection.Value, bool) {
	return collection.Value("99.25"), ref.ID == "3" && key == "price"
}

func newShop(t *testing.T, w, h int, place collection.Place, fail error) *bench {
	s := &shop{fail: fail}
	return newBenchOf(t, s.collection(), screen.Rect{W: w, H: h}, func(env *pane.Env) { env.Names, env.Drafts = s, s }, place)
}

// text is what the table looks like, and its part of the status bar.
func (b *bench) text(title string) string {
	b.draw()
	var out strings.Builder
	fmt.Fprintf(&out, "--- %s\n", title)
	for y := range b.area.H {
		out.WriteString(b.canvas.Line(y) + "\n")
	}
	fmt.Fprintf(&out, "status: %s\n", strings.Join(b.Status(), " | "))
	return out.String()
}

func (b *bench) type_(s string) {
	for _, r := range s {
		b.settle(b.Type(tea.KeyPressMsg{Code: r, Text: string(r)}))
	}
}

func TestScreens(t *testing.T) {
	for _, size := range []screen.Rect{{W: 80, H: 24}, {W: 120, H: 40}, {W: 200, H: 60}} {
		t.Run(fmt.Sprintf("%dx%d", size.W, size.H), func(t *testing.T) {
			place := collection.Place{Collection: "thing"}
			b := newShop(t, size.W, size.H, place, nil)
			got := b.text("as it opens")
			for _, id := range []action.ID{action.Down, action.Select, action.SelectRange, action.Down, action.Right, action.Right} {
				b.act(id)
			}
			got += b.text("selected rows, a draft, the cursor in a column of numbers")
			b.act(action.Sort)
			b.act(action.QuickFilter)
			b.type_("kettle")
			got += b.text("sorted and filtered here")
			b.type_("zzz")
			got += b.text("filtered away")
			wide := newShop(t, size.W/2, size.H/2, place, nil)
			for range 9 {
				wide.act(action.Right)
			}
			got += wide.text("half the room, at the last column")
			got += newShop(t, size.W, 8, collection.Place{Collection: "thing", Text: "none"}, nil).text("nothing found")
			got += newShop(t, size.W, 8, place, errors.New("read tcp: connection reset by \x1b]0;peer\a")).text("a failure")
			panetest.Golden(t, fmt.Sprintf("table_%dx%d.txt", size.W, size.H), got)
		})
	}
}
