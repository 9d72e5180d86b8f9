package history

import (
	"strings"
	"testing"

	"zco/api"
	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/journal"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

// sent is the history with one entry for each result.
func sent(t *testing.T) (*Model, *panetest.Shell, *pane.Env) {
	t.Helper()
	env, shell := panetest.Env(t)
	client, err := api.New("http://127.0.0.1:1")
	if err != nil {
		t.Fatal(err)
	}
	j := journal.InMemory(journal.Options{Clock: env.Now})
	t.Cleanup(func() { _ = j.Close() })
	for name, result := range map[string]journal.Result{"Taken": journal.OK, "Forbidden": journal.Failed, "Vanished": journal.Unknown, "Flying": journal.Sent} {
		id, err := j.Begin(t.Context(), journal.Entry{Account: "account", Object: "car", Record: "1", Name: name, Action: journal.Update,
			Changes: []journal.Change{{Field: "color", Before: `"red"`, After: `"blue"`}}})
		if err != nil {
			t.Fatal(err)
		}
		if result != journal.Sent {
			j.Finish(id, journal.Outcome{Result: result, Name: name})
		}
	}
	return New(env, work.New(t.Context(), client), &change.DraftStore{Journal: j, Account: "account"}), shell, env
}

// Each entry says what came of it, a refused one that it was refused.
func TestResults(t *testing.T) {
	m, _, env := sent(t)
	rows := strings.Split(panetest.Screen(env, m, 80, 24), "\n")
	for name, want := range map[string]string{"Taken": "ok", "Forbidden": "refused", "Vanished": "not known", "Flying": "on its way"} {
		found := false
		for _, row := range rows {
			if strings.Contains(row, "Changed "+name) {
				found = true
				if !strings.HasSuffix(row, want) {
					t.Errorf("%q does not say %q", row, want)
				}
			}
		}
		if !found {
			t.Errorf("%s is not listed:\n%s", name, strings.Join(rows, "\n"))
		}
	}
	if got := Result(journal.Entry{Result: journal.OK, UndoneBy: "x"}); got != "undone" {
		t.Errorf("what was undone is %q", got)
	}
	if got := Result(journal.Entry{Result: journal.OK, Session: "x"}); got != "other session" {
		t.Errorf("what another session does is %q", got)
	}
}

// An entry shows both sides of each field, and asks to be undone.
func TestEntry(t *testing.T) {
	m, shell, env := sent(t)
	panetest.Type(m, "Forbidden")
	if _, done := panetest.Press(m, "enter"); done {
		t.Error("the list closes as an entry is looked at")
	}
	open, ok := panetest.Last[pane.Open](shell)
	if !ok {
		t.Fatal("no entry opened")
	}
	seen := panetest.Screen(env, open.Dialog, 80, 24)
	for _, want := range []string{"Result  refused", "- red", "+ blue", env.Keys.Key(action.Undo) + " undo it"} {
		if !strings.Contains(seen, want) {
			t.Errorf("no %q in:\n%s", want, seen)
		}
	}
	if _, done := panetest.Press(open.Dialog, env.Keys.Key(action.Undo)); !done {
		t.Error("the entry stays")
	}
	if u, ok := panetest.Last[Undo](shell); !ok || u.Entry.Name != "Forbidden" {
		t.Errorf("asked: %v", shell.Asked)
	}
}

// What was sent meanwhile is listed once it is told.
func TestFill(t *testing.T) {
	m, _, env := sent(t)
	if _, err := m.drafts.Journal.Begin(t.Context(), journal.Entry{Account: "account", Object: "car", Record: "2", Name: "Later", Action: journal.Delete}); err != nil {
		t.Fatal(err)
	}
	m.Fill()
	if seen := panetest.Screen(env, m, 80, 24); !strings.Contains(seen, "Deleted Later") {
		t.Errorf("not listed:\n%s", seen)
	}
}

// An entry is told by its verb and the name of its row, or its ID where the
// row has no name.
func TestWords(t *testing.T) {
	for want, e := range map[string]journal.Entry{
		"changed Beetle":          {Action: journal.Update, Record: "7", Name: "Beetle"},
		"deleted 7":               {Action: journal.Delete, Record: "7"},
		"undid: created Beetle":   {Action: journal.Create, Name: "Beetle", Undoes: "1"},
		"set Beetle":              {Action: journal.Upsert, Name: "Beetle"},
		"did Beetle":              {Action: journal.Verb, Name: "Beetle"},
		"changed many 7":          {Action: journal.Bulk, Record: "7"},
		"undo: set Color of many": {Action: journal.Bulk, Name: "undo: set Color of many", Undoes: "1"},
	} {
		if got := words(e); got != want {
			t.Errorf("%+v is told as %q, want %q", e, got, want)
		}
	}
}

// A row that was made or deleted is shown with all that it had.
func TestEntryOfAWholeRow(t *testing.T) {
	m, _, env := sent(t)
	id, err := m.drafts.Journal.Begin(t.Context(), journal.Entry{Account: "account", Object: "car", Record: "2", Name: "Late", Action: journal.Delete,
		Before: `{"name":"Late","custom_object_fields.color":"red","custom_object_fields.none":null}`})
	if err != nil {
		t.Fatal(err)
	}
	m.drafts.Journal.Finish(id, journal.Outcome{Result: journal.OK, Name: "Late"})
	m.Fill()
	panetest.Type(m, "Late")
	panetest.Press(m, "enter")
	open, _ := panetest.Last[pane.Open](m.env.Shell.(*panetest.Shell))
	seen := panetest.Screen(env, open.Dialog, 80, 40)
	if !strings.Contains(seen, "color\n  - red") || !strings.Contains(seen, "name\n  - Late") || strings.Contains(seen, "none") {
		t.Errorf("it shows\n%s", seen)
	}
	const height = 3
	last := ""
	for range 30 { // each line is drawn as it comes to the top, the heads of the fields too
		shown := panetest.Drawn(env, 70, height, func(a screen.Area) { open.Dialog.Draw(a) })
		first, _, _ := strings.Cut(shown, "\n")
		if first == "color" {
			return
		}
		last = shown
		panetest.Press(open.Dialog, "down")
	}
	t.Errorf("no head of a field comes to the top; at last it shows\n%s", last)
}
