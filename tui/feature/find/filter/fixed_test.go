package filter

import (
	"context"
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

// users is a family with a fixed filter of each kind: of set values, of values
// that are read, of a relation.
func users() *collection.Collection {
	return &collection.Collection{ID: "users", Title: "Users", Filters: []collection.Choice{
		{Key: "role", Title: "Role", Values: []collection.Option{{Value: "admin", Title: "Admins"}, {Value: "agent", Title: "Agents"}}},
		{Key: "set", Title: "Permission set", Load: func(context.Context, *api.Client) ([]collection.Option, error) {
			return []collection.Option{{Value: "1", Title: "Readers"}}, nil
		}},
		{Key: "broken", Title: "Broken", Load: func(context.Context, *api.Client) ([]collection.Option, error) {
			return nil, errors.New("no answer")
		}},
		{Key: "user", Title: "Person", Target: "zen:user"},
	}}
}

func fixed(t *testing.T, place collection.Place) (*Fixed, *pane.Env, *panetest.Shell) {
	t.Helper()
	env, shell := panetest.Env(t)
	place.Collection = "users"
	return NewFixed(env, sandboxed(t), users(), place), env, shell
}

// narrowed is the fixed filters of the place that was asked for, and whether
// one was.
func narrowed(s *panetest.Shell) (string, bool) {
	v, ok := panetest.Last[pane.Visit](s)
	return v.Place.Fixed, ok
}

func TestChooseAFixedFilter(t *testing.T) {
	d, env, shell := fixed(t, collection.Place{})
	if _, done := panetest.Press(d, "enter"); done || d.Title() != "Filter Users: Role" {
		t.Fatalf("the value is not asked for: %q\n%s", d.Title(), panetest.Screen(env, d, 60, 12))
	}
	_, done := panetest.Press(d, "a", "g", "e", "n", "t", "enter")
	if got, _ := narrowed(shell); !done || got != collection.WithFixed("", "role", "agent") {
		t.Errorf("closes: %v, narrowed to %q", done, got)
	}
}

// A filter that is set is shown in the list, and taken back there as well.
func TestTakeAFixedFilterBack(t *testing.T) {
	both := collection.WithFixed(collection.WithFixed("", "role", "admin"), "set", "1")
	d, env, shell := fixed(t, collection.Place{Fixed: both})
	if got := panetest.Screen(env, d, 60, 12); !strings.Contains(got, "Admins") {
		t.Errorf("what is set is not shown:\n%s", got)
	}
	panetest.Press(d, "enter")
	panetest.Type(d, "any")
	_, done := panetest.Press(d, "enter")
	if got, asked := narrowed(shell); !done || !asked || got != collection.WithFixed("", "set", "1") {
		t.Errorf("closes: %v, narrowed to %q", done, got)
	}
}

func TestValuesThatAreRead(t *testing.T) {
	d, env, shell := fixed(t, collection.Place{})
	panetest.Type(d, "permission")
	panetest.Press(d, "enter")
	if got := panetest.Screen(env, d, 60, 12); !strings.Contains(got, "any") || !strings.Contains(got, "Readers") {
		t.Fatalf("offered are\n%s", got)
	}
	panetest.Press(d, "down", "enter")
	if got, _ := narrowed(shell); got != collection.WithFixed("", "set", "1") {
		t.Errorf("narrowed to %q", got)
	}
}

func TestValuesThatCannotBeRead(t *testing.T) {
	d, env, _ := fixed(t, collection.Place{})
	panetest.Type(d, "broken")
	panetest.Press(d, "enter")
	if got := panetest.Screen(env, d, 60, 12); !strings.Contains(got, "no answer") {
		t.Errorf("why is not said:\n%s", got)
	}
}

func TestARelationAsFixedFilter(t *testing.T) {
	d, env, shell := fixed(t, collection.Place{})
	panetest.Type(d, "person")
	panetest.Press(d, "enter")
	panetest.Type(d, "de")
	if got := panetest.Screen(env, d, 60, 12); !strings.Contains(got, "Tomás") {
		t.Fatalf("nobody is suggested:\n%s", got)
	}
	if _, done := panetest.Press(d, "down"); done {
		t.Error("a move closes it")
	}
	_, done := panetest.Press(d, "enter")
	if got, _ := narrowed(shell); !done || !strings.HasPrefix(got, "user=") || len(got) <= len("user=") {
		t.Errorf("closes: %v, narrowed to %q", done, got)
	}
}

// esc goes back from the value to the filters, and from there out.
func TestEscOfFixedFilters(t *testing.T) {
	d, _, shell := fixed(t, collection.Place{})
	if _, done := panetest.Press(d, "enter", "esc"); done || d.Title() != "Filter Users" {
		t.Errorf("closes: %v, at %q", done, d.Title())
	}
	if _, done := panetest.Press(d, "esc"); !done {
		t.Error("it stays open")
	}
	if _, asked := narrowed(shell); asked {
		t.Error("leaving shows other rows")
	}
}

// Values that come when another filter is asked for are not its values.
func TestLateValuesAreNotOffered(t *testing.T) {
	d, env, _ := fixed(t, collection.Place{})
	panetest.Type(d, "permission")
	late, _ := d.Key(panetest.Key("enter"))
	reply := late() // it is answered, and the answer on its way
	panetest.Press(d, "esc", "enter")
	panetest.Settle(func() tea.Msg { return reply })
	if got := panetest.Screen(env, d, 60, 12); !strings.Contains(got, "Agents") || strings.Contains(got, "Readers") {
		t.Errorf("offered are\n%s", got)
	}
}

// An answer to what was typed before is not that to what is typed now.
func TestLatePeopleAreNotOffered(t *testing.T) {
	d, env, _ := fixed(t, collection.Place{})
	panetest.Type(d, "person")
	panetest.Press(d, "enter")
	panetest.Type(d, "d")
	late, _ := d.Key(panetest.Key("e"))
	reply := late()
	d.Key(panetest.Key("q"))
	panetest.Settle(func() tea.Msg { return reply })
	if got := panetest.Screen(env, d, 60, 12); !strings.Contains(got, "searching") {
		t.Errorf("deq is answered as de:\n%s", got)
	}
}

// What is pasted is what is looked for: among the filters, or as the value.
func TestPasteIntoFixedFilters(t *testing.T) {
	d, env, shell := fixed(t, collection.Place{})
	d.Paste("person")
	if got := panetest.Screen(env, d, 60, 12); !strings.Contains(got, "Person") || strings.Contains(got, "Role") {
		t.Errorf("the filters are\n%s", got)
	}
	panetest.Press(d, "enter")
	panetest.Settle(d.Paste("Tomás"))
	if got := panetest.Screen(env, d, 60, 12); !strings.Contains(got, "Tomás") {
		t.Errorf("the values are\n%s", got)
	}
	if _, asked := narrowed(shell); asked {
		t.Error("pasting alone shows other rows")
	}
}
