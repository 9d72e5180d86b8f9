package records_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"zco/api"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
)

// wasted is how many cells may stand empty beside something that is cut.
const wasted = 8

// anyObject is an object of some fields of any type and some rows.
func anyObject(rt *rapid.T) *collection.Collection {
	types := []*field.Type{field.Text, field.Integer, field.Decimal, field.Checkbox, field.Date, field.Dropdown, field.Multiselect, field.DateTime}
	word := rapid.StringMatching(`[a-zéß東]{1,12}`)
	words := func(label string, most int) string {
		return strings.Join(rapid.SliceOfN(word, 1, most).Draw(rt, label), " ")
	}
	fields := []collection.Field{{Key: "name", Title: "Name", Type: field.Text}}
	for i := range rapid.IntRange(0, 11).Draw(rt, "fields") {
		fields = append(fields, collection.Field{Key: fmt.Sprint("f", i), Title: words("title", 3), Type: rapid.SampledFrom(types).Draw(rt, "type")})
	}
	page := collection.Page{Total: -1}
	for i := range rapid.IntRange(1, 12).Draw(rt, "rows") {
		it := collection.Item{ID: fmt.Sprint(i), Version: "1", Values: map[string]collection.Value{}}
		for _, f := range fields {
			if f.Key == "name" || rapid.Bool().Draw(rt, "set") {
				it.Values[f.Key] = collection.String(words("value", 9))
			}
		}
		page.Items = append(page.Items, it)
	}
	schema := collection.NewSchema(fields)
	return &collection.Collection{
		ID: "thing", Title: "Things", ListSorts: []string{"id"},
		Schema: func(context.Context, *api.Client) (*collection.Schema, error) { return schema, nil },
		List:   func(context.Context, *api.Client, collection.Query) (collection.Page, error) { return page, nil },
	}
}

// Whatever the object and however wide the table, at first and in another width
// later: nothing is cut while eight or more cells stand empty beside it.
func TestNothingIsCutBesideEmptyCells(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		col := anyObject(rt)
		width := func(label string) screen.Rect {
			return screen.Rect{W: rapid.IntRange(80, 200).Draw(rt, label), H: 20}
		}
		b := newBenchOf(t, col, width("width"), func(*pane.Env) {}, collection.Place{Collection: "thing"})
		check := func() {
			b.draw()
			for y := range b.area.H {
				line := strings.TrimRight(b.canvas.Line(y), " ›")
				if free := b.area.W - text.Width(line, text.Clusters); strings.Contains(line, "…") && free >= wasted {
					if longest := b.longest(); longest+wasted <= b.area.W {
						rt.Fatalf("%d wide, %d filled, row %d is cut:\n%s", b.area.W, longest, y, b.text(""))
					}
				}
			}
		}
		check()
		b.area = width("later")
		b.SetArea(b.area)
		check()
	})
}

// longest is how many cells the columns take, the gutter too: a row may end
// early because its last value is short.
func (b *bench) longest() (end int) {
	for y := range b.area.H {
		end = max(end, text.Width(strings.TrimRight(b.canvas.Line(y), " ›"), text.Clusters))
	}
	return end
}

// Names are whole on a narrow screen although one of them is too long for it:
// the names of the others are not cut for it, and neither is one that needs a
// little more than two thirds of the line.
func TestOneLongNameCutsNoOther(t *testing.T) {
	fields := []collection.Field{{Key: "name", Title: "Name", Type: field.Text}}
	for _, key := range []string{"serial", "condition", "place"} {
		fields = append(fields, collection.Field{Key: key, Title: key, Type: field.Text})
	}
	page := collection.Page{Total: -1}
	for i := range 10 {
		name := fmt.Sprintf("Apple MacBook Pro 16, Reykjavík #%08d", i)
		if i == 5 {
			name = "Lenovo ThinkPad X1 Carbon, Bangkok, by the river #00000005"
		}
		page.Items = append(page.Items, collection.Item{ID: fmt.Sprint(i), Version: "1", Values: map[string]collection.Value{
			"name": collection.String(name), "serial": collection.String("SN-00000001"),
			"condition": collection.String("Lost or stolen"), "place": collection.String("Reykjavík"),
		}})
	}
	schema := collection.NewSchema(fields)
	col := &collection.Collection{
		ID: "thing", Title: "Things", ListSorts: []string{"id"},
		Schema: func(context.Context, *api.Client) (*collection.Schema, error) { return schema, nil },
		List:   func(context.Context, *api.Client, collection.Query) (collection.Page, error) { return page, nil },
	}
	b := newBenchOf(t, col, screen.Rect{W: 60, H: 20}, func(*pane.Env) {}, collection.Place{Collection: "thing"})
	b.draw()
	if got := b.text(""); strings.Count(got, "Reykjavík #0000000") != 9 {
		t.Errorf("names are cut:\n%s", got)
	}
}
