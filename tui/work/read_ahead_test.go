package work

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/domain/collection"
)

// counting is a collection whose pages are counted as they are asked for.
func counting(asked *int) *collection.Collection {
	return &collection.Collection{
		ID:     "car",
		Schema: func(context.Context, *api.Client) (*collection.Schema, error) { return collection.NewSchema(nil), nil },
		List: func(context.Context, *api.Client, collection.Query) (collection.Page, error) {
			*asked++
			time.Sleep(time.Second)
			return collection.Page{Total: *asked}, nil
		},
	}
}

// refusing is a wire on which nothing comes through.
type refusing struct{}

func (refusing) RoundTrip(*http.Request) (*http.Response, error) { return nil, errors.New("no route") }

// askAhead asks ahead for the first page.
func askAhead(l *Layer, col *collection.Collection) {
	place := collection.Place{Collection: col.ID}
	ask := l.Inbox(nil).early(pageKey{place, place.Query()}, func(ctx context.Context, c *api.Client) tea.Msg {
		return l.page(ctx, c, col, place, place.Query())
	})
	go ask()
	synctest.Wait()
}

func page(l *Layer, col *collection.Collection) int {
	place := collection.Place{Collection: col.ID}
	total := 0
	in := l.Inbox(func(answer tea.Msg) tea.Cmd { total = answer.(int); return nil })
	in.PageAs("page", col, place, place.Query(), func(p Page) tea.Msg { return p.Page.Total })().(Reply).Deliver()
	return total
}

func TestWhatWasAskedAheadIsGivenOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, asked := New(t.Context(), nil), 0
		col := counting(&asked)
		askAhead(l, col)
		if first, second := page(l, col), page(l, col); first != 1 || second != 2 {
			t.Errorf("got pages %d and %d, want the one asked ahead and then another", first, second)
		}
	})
}

func TestWhatWasAskedAheadGrowsOld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, asked := New(t.Context(), nil), 0
		col := counting(&asked)
		askAhead(l, col)
		time.Sleep(time.Second + aheadGood + 1)
		if n := page(l, col); n != 2 {
			t.Errorf("got page %d, want it asked anew", n)
		}
	})
}

// What is asked ahead too late, after who wants it has asked, is not taken for
// the answer to what is asked next.
func TestWhatIsAskedAheadTooLateIsDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, asked := New(t.Context(), nil), 0
		col := counting(&asked)
		first := page(l, col)
		askAhead(l, col)
		time.Sleep(2 * time.Second)
		if second := page(l, col); first != 1 || second != 3 {
			t.Errorf("got pages %d and %d, want the second asked anew", first, second)
		}
	})
}

// A list that fails takes what was asked ahead with it: when it comes in the
// end, what it leads to is asked for anew.
func TestAFailedListDropsWhatWasAskedAhead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, err := api.New("http://127.0.0.1:1", api.WithTransport(refusing{}))
		if err != nil {
			t.Fatal(err)
		}
		l, asked := New(t.Context(), client), 0
		col := counting(&asked)
		askAhead(l, col)
		var list Collections
		l.Inbox(func(answer tea.Msg) tea.Cmd { list = answer.(Collections); return nil }).Collections("list")().(Reply).Deliver()
		if list.Err == nil {
			t.Fatal("the list did not fail")
		}
		if n := page(l, col); n != 2 {
			t.Errorf("got page %d, want it asked anew", n)
		}
	})
}
