package records_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"zco/api"
	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

// object is a collection of text fields with these titles and rows of values,
// and when each was changed.
func object(titles []string, rows ...[]string) *collection.Collection {
	var fields []collection.Field
	for _, title := range titles {
		fields = append(fields, collection.Field{Key: strings.ToLower(title), Title: title, Type: field.Text})
	}
	fields = append(fields, collection.Field{Key: "updated_at", Title: "Updated", Type: field.DateTime, System: true})
	schema := collection.NewSchema(fields)
	page := collection.Page{Total: len(rows)}
	for i, row := range rows {
		values := map[string]collection.Value{"updated_at": collection.String("2026-02-03T04:05:00Z")}
		for n, v := range row {
			if v != "" {
				values[fields[n].Key] = collection.String(v)
			}
		}
		page.Items = append(page.Items, collection.Item{ID: fmt.Sprint(i), Version: "1", Values: values})
	}
	return &collection.Collection{
		ID: "thing", Title: "Things", ListSorts: []string{"name"},
		Schema: func(context.Context, *api.Client) (*collection.Schema, error) { return schema, nil },
		List:   func(context.Context, *api.Client, collection.Query) (collection.Page, error) { return page, nil },
	}
}

// objects are a few whose columns nobody chose: short names, names of which a
// few or most are too long, and more fields than have room.
var objects = []struct {
	name string
	of   func() *collection.Collection
}{
	{"few fields", func() *collection.Collection {
		return object([]string{"Name", "Place"}, []string{"Kettle", "Reykjavík"}, []string{"Pot", "Bangkok, by the river, second floor"})
	}},
	{"long names", func() *collection.Collection {
		return object([]string{"Name", "Serial", "Condition", "Place", "A title longer than all"},
			[]string{"Apple MacBook Pro 16, Reykjavík #00000001", "SN-00000001", "Lost or stolen", "Reykjavík", "x"},
			[]string{"Apple MacBook Pro 16, Reykjavík #00000002", "SN-00000002", "New", "Bangkok", ""},
			[]string{"Lenovo ThinkPad X1 Carbon, Bangkok, by the river #00000003", "SN-00000003", "New", "Bangkok", ""})
	}},
	{"one long name of five", func() *collection.Collection {
		return object([]string{"Name", "Serial", "Place"},
			[]string{"Apple MacBook", "SN-1", "Oslo"}, []string{"Apple MacBook Air", "SN-2", "Oslo"}, []string{"Dell", "SN-3", "Rome"}, []string{"HP", "SN-4", "Rome"},
			[]string{"Lenovo ThinkPad X1 Carbon, Bangkok", "SN-5", "Rome"})
	}},
	{"many fields", func() *collection.Collection {
		titles := []string{"Name"}
		row := []string{"A thing with a name"}
		for i := range 9 {
			titles, row = append(titles, fmt.Sprint("Field ", i)), append(row, strings.Repeat("x", 3*i+2))
		}
		return object(append(titles, "Blank"), row)
	}},
}

// head is the titles of the table and its first row, as they are laid out.
func (b *bench) head(w, h int) string {
	b.area = screen.Rect{W: w, H: h}
	b.SetArea(b.area)
	b.draw()
	return fmt.Sprintf("%3d %s|\n    %s|\n", w, b.canvas.Line(0), b.canvas.Line(1))
}

// How the columns that nobody chose share a line, as the table opens at each
// width; one that looks like the one before it is left out.
func TestLayouts(t *testing.T) {
	var got strings.Builder
	for _, o := range objects {
		fmt.Fprintf(&got, "--- %s\n", o.name)
		last := ""
		for w := 20; w <= 150; w += 3 {
			b := newBenchOf(t, o.of(), screen.Rect{W: w, H: 8}, func(*pane.Env) {}, collection.Place{Collection: "thing"})
			if head := b.head(w, 8); head[3:] != last {
				got.WriteString(head)
				last = head[3:]
			}
		}
	}
	panetest.Golden(t, "layouts.txt", got.String())
}

// How columns follow what happens to them: another width of the screen, chosen
// widths and fields, a view, names that become known, more rows.
func TestLayoutsThatChange(t *testing.T) {
	var got strings.Builder
	all := collection.Place{Collection: "thing"}
	say := func(format string, args ...any) { fmt.Fprintf(&got, "--- "+format+"\n", args...) }
	for _, o := range objects[1:] {
		say("%s, opened at 60", o.name)
		b := newBenchOf(t, o.of(), screen.Rect{W: 60, H: 8}, func(*pane.Env) {}, all)
		b.act(action.Right)
		for _, w := range []int{60, 90, 120, 60} {
			got.WriteString(b.head(w, 8))
		}
		f, _ := b.CurrentField()
		say("the cursor is on %s; its column sized", f.Title)
		b.acts(action.ColumnWider, action.ColumnWider)
		for _, w := range []int{60, 100} {
			got.WriteString(b.head(w, 8))
		}
		say("a view of three fields")
		b.ShowColumns(pane.Columns{Frozen: 1, Shown: []pane.Column{{Key: "updated_at"}, {Key: "name"}, {Key: "serial", Width: 7}}})
		for _, w := range []int{60, 100, 60} {
			got.WriteString(b.head(w, 8))
		}
	}
	say("names that are not known, and then are, at 30, 60 and 80")
	for _, w := range []int{30, 60, 80} {
		p := &people{}
		b := owned(t, p, 3)
		got.WriteString(b.head(w, 8))
		p.knows = true
		b.act(action.Refresh)
		got.WriteString(b.head(w, 8))
	}
	say("names that become known in a column of a view, and in one that was sized")
	for _, width := range []int{0, 6} {
		p := &people{}
		b := owned(t, p, 3)
		b.ShowColumns(pane.Columns{Shown: []pane.Column{{Key: "owner", Width: width}, {Key: "name"}, {Key: "size"}}})
		got.WriteString(b.head(40, 8))
		p.knows = true
		b.act(action.Refresh)
		got.WriteString(b.head(40, 8))
	}
	say("a page of longer values than the first")
	l := &list{rows: 40}
	b := newList(t, l)
	got.WriteString(b.head(60, 8))
	l.title = "A thing with a good deal longer name that no line holds"
	b.act(action.Last)
	b.act(action.PageUp)
	got.WriteString(b.head(60, 8))
	panetest.Golden(t, "layouts_changed.txt", got.String())
}
