package work

import (
	"context"
	"errors"
	"testing"

	"zco/api"
	"zco/tui/domain/collection"
)

// What an answer says of a collection as a whole is kept, whoever asked.
func TestFactsAreLearntFromAnswers(t *testing.T) {
	_, in, l := inbox(t)
	var page collection.Page
	var fails error
	col := &collection.Collection{
		ID:     "roles",
		List:   func(context.Context, *api.Client, collection.Query) (collection.Page, error) { return page, fails },
		Schema: func(context.Context, *api.Client) (*collection.Schema, error) { return nil, fails },
		Count:  func(context.Context, *api.Client) (collection.Count, error) { return collection.Count{}, fails },
	}
	all := collection.Place{Collection: "roles"}
	reads := map[string]func(){
		"page":   func() { in.Page("p", col, all, all.Query())() },
		"schema": func() { in.Schema("s", col)() },
		"count":  func() { in.Count("c", col)() },
	}
	forbidden := &api.Error{Status: 403, Message: "You may not"}
	for name, read := range reads {
		l.ForgetFacts()
		fails = forbidden
		read()
		if l.Forbidden("roles") == "" {
			t.Errorf("a forbidden %s is not known", name)
		}
		fails = errors.New("no line")
		read()
		if l.Forbidden("roles") == "" {
			t.Errorf("a broken line allowed the %s", name)
		}
	}
	fails = nil
	reads["schema"]()
	if l.Forbidden("roles") == "" {
		t.Error("fields that may be seen allowed the rows")
	}
	page.Total = 11
	reads["page"]()
	if n, known := l.Total(all); !known || n != 11 || l.Forbidden("roles") != "" {
		t.Errorf("the page that came says %d, known %v, forbidden %q", n, known, l.Forbidden("roles"))
	}
	page.Total = -1
	reads["page"]()
	if n, _ := l.Total(all); n != 11 {
		t.Errorf("a page without a total changed it to %d", n)
	}
}

func TestTotalsAreOfPlacesInWhateverOrder(t *testing.T) {
	l := New(t.Context(), nil)
	f := l.cache.facts
	f.paged(collection.Place{Collection: "car", Sort: "-id"}, collection.Page{Total: 5}, nil)
	f.paged(collection.Place{Collection: "car", Text: "x"}, collection.Page{Total: 2}, nil)
	total := func(p collection.Place) int {
		n, known := l.Total(p)
		if !known {
			return -1
		}
		return n
	}
	if n := total(collection.Place{Collection: "car", Sort: "name"}); n != 5 {
		t.Errorf("in another order there are %d", n)
	}
	if n := total(collection.Place{Collection: "car", Text: "y"}); n != -1 {
		t.Errorf("another search has %d", n)
	}
	l.AddTotal("car", 1)
	l.AddTotal("bike", 1)
	if a, b, c := total(collection.Place{Collection: "car"}), total(collection.Place{Collection: "car", Text: "x"}), total(collection.Place{Collection: "bike"}); a != 6 || b != 2 || c != -1 {
		t.Errorf("after one was made there are %d, %d found, %d bikes", a, b, c)
	}
	for range keptTotals {
		f.paged(collection.Place{Collection: "car", Text: string(rune('a' + len(f.totals)))}, collection.Page{Total: 1}, nil)
	}
	if len(f.totals) > keptTotals {
		t.Errorf("%d totals are kept", len(f.totals))
	}
	l.ForgetFacts()
	if total(collection.Place{Collection: "car"}) != -1 {
		t.Error("it is not forgotten")
	}
}
