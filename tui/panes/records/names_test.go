package records_test

import (
	"context"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"zco/api"
	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/draw/screen"
	"zco/tui/pane"
)

// people tells what users are called, once it knows and not before, and notes
// who was asked for.
type people struct {
	mu    sync.Mutex // several are asked at once
	asked [][]string
	knows bool
}

func (p *people) RoundTrip(r *http.Request) (*http.Response, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	ids := strings.Split(r.URL.Query().Get("ids"), ",")
	p.asked = append(p.asked, ids)
	var users []string
	for _, id := range ids {
		users = append(users, `{"id":`+id+`,"name":"Person `+id+`"}`)
	}
	status := http.StatusOK
	if !p.knows {
		status = http.StatusForbidden
	}
	return &http.Response{
		StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(strings.NewReader(`{"users":[` + strings.Join(users, ",") + `]}`)), Request: r,
	}, nil
}

func (p *people) client(t testing.TB) *api.Client {
	c, err := api.New("https://acme.zendesk.com", api.WithTransport(p), api.WithCredentials(api.TokenCredentials("a@b.example", "secret")))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

const user = "zen:user"

// owned is a table of rows that each belong to a person: row 3 to 1003. One
// more relation has no column.
func owned(t *testing.T, p *people, rows int) *bench {
	schema := collection.NewSchema([]collection.Field{
		{Key: "name", Title: "Name", Type: field.Text},
		{Key: "owner", Title: "Owner", Type: field.Lookup, Target: user},
		{Key: "seller", Title: "Seller", Type: field.Lookup, Target: user, Hidden: true},
		{Key: "size", Title: "Size", Type: field.Text},
	})
	col := &collection.Collection{
		ID: "thing", Title: "Things", ListSorts: []string{"name"},
		Schema: func(context.Context, *api.Client) (*collection.Schema, error) { return schema, nil },
		List: func(context.Context, *api.Client, collection.Query) (collection.Page, error) {
			out := collection.Page{Total: rows}
			for i := range rows {
				n := strconv.Itoa(i)
				out.Items = append(out.Items, collection.Item{ID: n, Version: "1", Values: map[string]collection.Value{
					"name": collection.String("Thing " + n), "owner": collection.String(strconv.Itoa(1000 + i)), "seller": collection.String(strconv.Itoa(2000 + i)), "size": collection.String("x"),
				}})
			}
			return out, nil
		},
	}
	return newBenchWith(t, p.client(t), col, screen.Rect{W: 80, H: 12}, func(env *pane.Env) { env.PageSize = 100 }, collection.Place{Collection: "thing"})
}

func TestNamesComeForTheColumnsShown(t *testing.T) {
	p := &people{knows: true}
	b := owned(t, p, 3)
	if got := b.draw(); !strings.Contains(got, "Person 1002") {
		t.Errorf("no name is shown:\n%s", got)
	}
	if len(p.asked) != 1 || !slices.Equal(p.asked[0], []string{"1000", "1001", "1002"}) {
		t.Errorf("asked for %v, want the owners", p.asked)
	}
}

// A name that somebody else learnt shows with the next frame.
func TestANameLearntElsewhereIsShown(t *testing.T) {
	b := owned(t, &people{}, 3)
	if got := b.draw(); !strings.Contains(got, "1002") {
		t.Fatalf("the ID is not shown:\n%s", got)
	}
	b.layer.LearnName(user, "1002", "Ada")
	if got := b.draw(); strings.Contains(got, "1002") || !strings.Contains(got, "Ada") {
		t.Errorf("the ID stays:\n%s", got)
	}
}

// The names for a record beside the table come with those around it, as many
// as one request takes, its own among them; and not when its own are known.
func TestNamesAroundARow(t *testing.T) {
	p := &people{knows: true}
	b := owned(t, p, 300)
	p.asked = nil
	rows := b.Loaded()
	b.settle(b.NamesAround(rows[200]))
	if len(p.asked) != 1 || len(p.asked[0]) > api.MaxPageSize {
		t.Fatalf("asked %d times", len(p.asked))
	}
	for _, id := range []string{"2200", "2180", "2220"} {
		if !slices.Contains(p.asked[0], id) {
			t.Errorf("%s is not among %v", id, p.asked[0])
		}
	}
	if b.NamesAround(rows[201]) != nil {
		t.Error("a row whose names are known asks")
	}
	p.asked = nil
	b.settle(b.NamesAround(rows[299]))
	if len(p.asked) != 1 || !slices.Contains(p.asked[0], "2299") || !slices.Contains(p.asked[0], "2250") || slices.Contains(p.asked[0], "2240") {
		t.Errorf("for the last row %v was asked", p.asked)
	}
	if b.NamesAround(collection.Item{ID: "gone"}) != nil {
		t.Error("a row that is not there asks")
	}
}

// A width that a person chose stays when the names come.
func TestNamesFitOnlyColumnsThatNobodySized(t *testing.T) {
	width := func(sized bool) int {
		p := &people{}
		b := owned(t, p, 3)
		b.act(action.Right)
		if sized {
			b.act(action.ColumnNarrow)
		}
		before, _ := b.CellRect()
		p.knows = true
		b.act(action.Refresh)
		after, _ := b.CellRect()
		return after.W - before.W
	}
	if by := width(false); by <= 0 {
		t.Errorf("with names the column grew by %d", by)
	}
	if by := width(true); by != 0 {
		t.Errorf("a column of a chosen width changed by %d", by)
	}
}
