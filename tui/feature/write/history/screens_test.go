package history

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"zco/api"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/domain/journal"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

// asked is a service that has nothing and notes what it is asked for.
type asked []string

func (a *asked) RoundTrip(r *http.Request) (*http.Response, error) {
	*a = append(*a, r.URL.String())
	return &http.Response{StatusCode: http.StatusNotFound, Body: http.NoBody, Request: r}, nil
}

// carFields has a text, a long text and a relation.
var carFields = collection.NewSchema([]collection.Field{
	{Key: "name", Title: "Name", Type: field.Text},
	{Key: collection.CustomPrefix + "color", Title: "Color", Type: field.Text},
	{Key: collection.CustomPrefix + "notes", Title: "Notes", Type: field.TextArea},
	{Key: collection.CustomPrefix + "owner", Title: "Owner", Type: field.Lookup, Target: api.TargetUser},
})

// sending is the history of some entries, and the requests that it makes. What
// cars are like is known once they are asked for.
func sending(t *testing.T, entries ...journal.Entry) (*Model, *panetest.Shell, *asked) {
	t.Helper()
	env, shell := panetest.Env(t)
	requests := &asked{}
	client, err := api.New("http://127.0.0.1:1", api.WithTransport(requests))
	if err != nil {
		t.Fatal(err)
	}
	shell.Has = []*collection.Collection{{ID: "car", Title: "Cars", Schema: func(context.Context, *api.Client) (*collection.Schema, error) { return carFields, nil }}}
	j := journal.InMemory(journal.Options{Clock: env.Now})
	t.Cleanup(func() { _ = j.Close() })
	for _, e := range entries {
		e.Account, e.User = "account", "me@acme.example"
		out := journal.Outcome{Result: e.Result, Message: e.Message}
		id, err := j.Begin(t.Context(), e)
		if err != nil {
			t.Fatal(err)
		}
		j.Finish(id, out)
	}
	layer := work.New(t.Context(), client)
	env.Names = layer
	return New(env, layer, &change.DraftStore{Journal: j, Account: "account"}), shell, requests
}

func changed(key string, before, after collection.Value) journal.Change {
	return journal.Change{Field: collection.CustomPrefix + key, Before: before, After: after}
}

// The list of what was sent, and entries of each sort, at a size where all has
// room, and where little has.
func TestScreens(t *testing.T) {
	lines := func(n int, last string) collection.Value {
		return collection.String(strings.Repeat("the same\n", n) + last)
	}
	entries := []journal.Entry{
		{ID: "1", Object: "car", Record: "1", Name: "Beetle", Action: journal.Update, Result: journal.OK, Changes: []journal.Change{changed("color", collection.String(strings.Repeat("x", 32)), collection.String(strings.Repeat("y", 72))), changed("owner", `"7"`, `"8"`)}},
		{ID: "2", Object: "car", Record: "2", Action: journal.Create, Result: journal.OK, After: `{"name":"Polo","custom_object_fields.color":"\u001b[31mred","custom_object_fields.none":null}`},
		{ID: "3", Object: "car", Record: "3", Name: "Golf", Action: journal.Update, Result: journal.Failed, Message: "Color: is not a color, and the service has a long story to tell of why that is so and what else to choose", Changes: []journal.Change{changed("notes", lines(2, "old"), lines(2, "new"))}},
		{ID: "4", Object: "car", Record: "1", Name: "Beetle", Action: journal.Update, Result: journal.OK, Undoes: "1", Changes: []journal.Change{changed("color", `"blue"`, `"red"`)}},
		{ID: "5", Object: "car", Name: "set Color to “red” in 1,200 Cars", Action: journal.Bulk, Result: journal.OK},
		{ID: "6", Object: "gone", Record: "01GGTT6E00R28WJ0KVYRQ78KKP", Name: strings.Repeat("a long name ", 9), Action: journal.Delete, Result: journal.Unknown, Before: `{"b":"2","a":"1"}`},
	}
	for _, size := range [][2]int{{100, 30}, {36, 8}, {26, 4}} {
		m, shell, _ := sending(t, entries...)
		var out strings.Builder
		shot := func(title string, d pane.Dialog) {
			fmt.Fprintf(&out, "--- %s: %s", title, panetest.Framed(m.env, d, size[0], size[1]))
		}
		shot("the list", m)
		for i, e := range m.entries {
			shell.Asked = nil
			panetest.Settle(m.look(e))
			open, _ := panetest.Last[pane.Open](shell)
			shot(fmt.Sprint("entry ", i), open.Dialog)
			for n := range 3 {
				if size[1] < 20 && (i == 0 || i == 2) {
					panetest.Press(open.Dialog, "down")
					shot(fmt.Sprint(n+1, " lines down"), open.Dialog)
				}
			}
		}
		panetest.Golden(t, fmt.Sprintf("history_%dx%d.txt", size[0], size[1]), out.String())
	}
}

// An entry asks for the fields of its object and for the names of what its
// relations point at, each once.
func TestAnEntryAsksForNames(t *testing.T) {
	m, shell, requests := sending(t,
		journal.Entry{Object: "car", Record: "1", Action: journal.Update, Result: journal.OK, Changes: []journal.Change{changed("color", `"red"`, `"5"`), changed("owner", `"7"`, collection.Null)}},
		journal.Entry{Object: "other", Record: "1", Action: journal.Update, Result: journal.OK, Changes: []journal.Change{changed("owner", `"9"`, `"10"`)}},
	)
	car := m.entries[slices.IndexFunc(m.entries, func(e journal.Entry) bool { return e.Object == "car" })]
	panetest.Settle(m.look(car))
	if len(*requests) != 1 || !strings.Contains((*requests)[0], "users") || !strings.HasSuffix((*requests)[0], "=7") {
		t.Errorf("asked for %q", *requests)
	}
	d, _ := panetest.Last[pane.Open](shell)
	if seen := panetest.Screen(m.env, d.Dialog, 80, 24); !strings.Contains(seen, "Owner") {
		t.Errorf("the fields are not known:\n%s", seen)
	}
	panetest.Settle(m.look(car)) // the fields are known
	if n := len(*requests); n != 2 {
		t.Errorf("%d requests for what is not known yet", n)
	}
	shell.Has = nil
	if cmd := m.look(journal.Entry{Object: "gone"}); cmd != nil {
		t.Error("it asks for the fields of what is no more")
	}
}

// What is not known of an object leaves its entries as they are.
func TestAnEntryOfUnknownFields(t *testing.T) {
	m, shell, _ := sending(t, journal.Entry{Object: "car", Record: "1", Action: journal.Update, Result: journal.OK, Changes: []journal.Change{changed("color", `"red"`, `"blue"`)}})
	m.answer(work.Schema{Answer: work.Answer{Err: http.ErrServerClosed}, Collection: "car", Schema: carFields})
	shell.Has = nil
	m.look(m.entries[0])
	d, _ := panetest.Last[pane.Open](shell)
	if seen := panetest.Screen(m.env, d.Dialog, 80, 24); !strings.Contains(seen, "\ncolor\n") {
		t.Errorf("it shows\n%s", seen)
	}
}

// Keys that scroll leave an entry open, those that lead out close it.
func TestKeysOfAnEntry(t *testing.T) {
	m, shell, _ := sending(t, journal.Entry{Object: "car", Record: "1", Action: journal.Update, Result: journal.OK, Changes: []journal.Change{changed("color", `"red"`, `"blue"`)}})
	m.look(m.entries[0])
	d, _ := panetest.Last[pane.Open](shell)
	panetest.Drawn(m.env, 70, 3, func(a screen.Area) { d.Dialog.Draw(a) })
	for _, key := range []string{"down", "j", "G", "x", "g"} {
		if _, done := panetest.Press(d.Dialog, key); done {
			t.Errorf("%s closes", key)
		}
	}
	for _, key := range []string{"enter", "esc", "q"} {
		if _, done := panetest.Press(d.Dialog, key); !done {
			t.Errorf("%s does not close", key)
		}
	}
}
