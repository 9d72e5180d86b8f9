package filter

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

// over is the builder over a place that is searched as well, and the shell.
func over(t *testing.T, filter, text string) (*Model, *panetest.Shell) {
	t.Helper()
	env, shell := panetest.Env(t)
	col := &collection.Collection{ID: "car", Title: "Cars", Filterable: true, Searchable: true}
	return New(env, work.New(t.Context(), nil), col, schema(), collection.Place{Collection: "car", Filter: filter, Text: text}, ""), shell
}

// What keys make of a filter, as it is applied at their end.
func TestWhatKeysMakeOfAFilter(t *testing.T) {
	const (
		a, b, c = `{"name":{"$eq":"a"}}`, `{"name":{"$eq":"b"}}`, `{"name":{"$eq":"c"}}`
		two     = `{"$and":[` + a + `,` + b + `]}`
		nested  = `{"$and":[` + a + `,{"$or":[` + b + `,` + c + `]}]}`
	)
	for name, s := range map[string]struct {
		filter string
		keys   []string
		want   string
	}{
		"enter makes any of all":            {two, []string{"home", "enter"}, `{"$or":[` + a + `,` + b + `]}`},
		"space makes all of any":            {`{"$or":[` + a + `,` + b + `]}`, []string{"home", "space"}, two},
		"space on a condition":              {two, []string{"home", "down", "space"}, `{"$or":[` + a + `,` + b + `]}`},
		"space in a group":                  {nested, []string{"home", "down", "down", "down", "space"}, `{"$and":[` + a + `,{"$and":[` + b + `,` + c + `]}]}`},
		"space on what adds":                {two, []string{"up", "up", "space"}, `{"$or":[` + a + `,` + b + `]}`},
		"another value":                     {two, []string{"home", "down", "enter", "enter", "backspace", "'x", "enter"}, `{"$and":[{"name":{"$eq":"x"}},` + b + `]}`},
		"the same value":                    {two, []string{"home", "down", "down", "enter", "enter", "enter"}, two},
		"another relation keeps the value":  {a, []string{"home", "down", "enter", "'contains", "enter", "enter"}, `{"name":{"$contains":"a"}}`},
		"a relation without a value":        {two, []string{"home", "down", "enter", "'no value", "enter"}, `{"$and":[{"name":{"$exists":false}},` + b + `]}`},
		"and with one again":                {`{"name":{"$exists":false}}`, []string{"home", "down", "enter", "'is", "enter", "'x", "enter"}, `{"name":{"$eq":"x"}}`},
		"one value to several":              {`{"custom_object_fields.ports":{"$eq":7}}`, []string{"home", "down", "enter", "'one of", "enter", "'1, 2", "enter"}, `{"custom_object_fields.ports":{"$in":[1,2]}}`},
		"esc takes the value as well":       {a, []string{"home", "down", "enter", "enter", "'x", "esc"}, `{"name":{"$eq":"ax"}}`},
		"esc leaves the relation":           {a, []string{"home", "down", "enter", "esc"}, a},
		"n on a condition adds below":       {two, []string{"home", "down", "n", "enter", "enter", "'x", "enter"}, `{"$and":[` + a + `,{"name":{"$eq":"x"}},` + b + `]}`},
		"n on a group adds at its end":      {nested, []string{"home", "down", "down", "n", "enter", "enter", "'x", "enter"}, `{"$and":[` + a + `,{"$or":[` + b + `,` + c + `,{"name":{"$eq":"x"}}]}]}`},
		"n below adds at the end":           {nested, []string{"n", "enter", "enter", "'x", "enter"}, `{"$and":[` + a + `,{"$or":[` + b + `,` + c + `]},{"name":{"$eq":"x"}}]}`},
		"enter on what adds":                {two, []string{"up", "up", "enter", "enter", "enter", "'x", "enter"}, `{"$and":[` + a + `,` + b + `,{"name":{"$eq":"x"}}]}`},
		"enter on apply":                    {two, []string{"home", "enter", "end", "enter"}, `{"$or":[` + a + `,` + b + `]}`},
		"a group of any in all":             {two, []string{"home", "down", "N", "enter", "enter", "'x", "enter", "home", "down", "down", "n", "enter", "enter", "'y", "enter"}, `{"$and":[` + a + `,{"$or":[{"name":{"$eq":"x"}},{"name":{"$eq":"y"}}]},` + b + `]}`},
		"a group of all in any":             {nested, []string{"home", "down", "down", "N", "enter", "enter", "'x", "enter", "n", "esc"}, `{"$and":[` + a + `,{"$or":[` + b + `,` + c + `,{"name":{"$eq":"x"}}]}]}`},
		"two of nothing":                    {"", []string{"enter", "enter", "'a", "enter", "n", "enter", "enter", "'b", "enter"}, two},
		"a group of two of all in any":      {`{"$or":[` + a + `,` + b + `]}`, []string{"home", "down", "N", "enter", "enter", "'b", "enter", "home", "down", "down", "n", "enter", "enter", "'c", "enter"}, `{"$or":[` + a + `,{"$and":[` + b + `,` + c + `]},` + b + `]}`},
		"a number that is none, left":       {"", []string{"'ports", "enter", "enter", "'-", "esc", "'no value", "enter"}, `{"custom_object_fields.ports":{"$exists":false}}`},
		"a condition is removed":            {nested, []string{"home", "down", "x"}, `{"$or":[` + b + `,` + c + `]}`},
		"a group is removed":                {nested, []string{"home", "down", "down", "delete"}, a},
		"the last in view is removed":       {two, []string{"home", "down", "down", "x"}, a},
		"nothing is removed of what adds":   {two, []string{"up", "up", "x"}, two},
		"back from a value to the relation": {"", []string{"enter", "enter", "esc", "'contains", "enter", "'x", "enter"}, `{"name":{"$contains":"x"}}`},
		"back from a relation to the field": {"", []string{"'color", "enter", "esc", "enter", "'no value", "enter"}, `{"custom_object_fields.color":{"$exists":false}}`},
		"a letter takes a problem away":     {"", []string{"enter", "enter", "enter", "'x", "enter"}, `{"name":{"$eq":"x"}}`},
		"back from no field at all":         {"", []string{"esc"}, ""},
		"JSON unchanged":                    {nested, []string{"ctrl+e", "esc"}, nested},
	} {
		m, shell := over(t, s.filter, "")
		press(m, s.keys...)
		press(m, "ctrl+s")
		v, applied := panetest.Last[pane.Visit](shell)
		if !applied || v.Place.Filter != s.want {
			t.Errorf("%s: applied (%v) is\n%s, want\n%s\n%s", name, applied, v.Place.Filter, s.want, panetest.Framed(m.env, m, 64, 12))
			continue
		}
		closed, _ := panetest.Last[pane.Close](shell)
		left, _ := panetest.Last[Unapplied](shell)
		if closed.Dialog != m || left != (Unapplied{Collection: "car"}) {
			t.Errorf("%s: it stays open, or keeps %+v", name, left)
		}
	}
}

// Enter on the last row applies, where the builder opens.
func TestEnterApplies(t *testing.T) {
	m, shell := over(t, `{"name":{"$eq":"a"}}`, "")
	m.StartAt("name") // for the first condition alone
	press(m, "enter")
	if v, applied := panetest.Last[pane.Visit](shell); !applied || v.Place.Filter != `{"name":{"$eq":"a"}}` {
		t.Errorf("applied (%v) is %s", applied, v.Place.Filter)
	}
}

// A field that is compared in one way alone is not asked how.
func TestTheOnlyRelationIsNotAskedFor(t *testing.T) {
	m, _ := over(t, "", "")
	if press(m, "'insured", "enter"); m.Title() != "Filter Cars: insured is" {
		t.Errorf("it asks for %q", m.Title())
	}
	if press(m, "esc"); m.Title() != "Filter Cars: by which field?" {
		t.Errorf("esc leads to %q", m.Title())
	}
}

// The text is applied with the filter; enter on its row edits it, x empties it.
func TestTheTextOfTheBuilder(t *testing.T) {
	for _, s := range []struct {
		keys []string
		want string
	}{
		{nil, "bee"}, {[]string{"up", "enter", "'tle", "enter", "enter"}, "beetle"}, {[]string{"up", "enter", "'tle", "esc", "up", "x"}, ""}, {[]string{"home", "down", "x"}, "bee"},
	} {
		m, shell := over(t, `{"name":{"$eq":"a"}}`, "bee")
		press(m, s.keys...)
		press(m, "ctrl+s")
		if v, _ := panetest.Last[pane.Visit](shell); v.Place.Text != s.want {
			t.Errorf("after %q the text is %q, want %q", s.keys, v.Place.Text, s.want)
		}
	}
}

// A paste goes where one is: into the list, the value, the text, the JSON;
// among the rows JSON takes their place. Lines are joined where there is one.
func TestPastesIntoTheBuilder(t *testing.T) {
	a := `{"name":{"$eq":"a"}}`
	for name, s := range map[string]struct {
		filter       string
		before       []string
		paste        string
		after        []string
		filtered, by string
	}{
		"a field":         {"", nil, "color", []string{"enter", "'no value", "enter"}, `{"custom_object_fields.color":{"$exists":false}}`, ""},
		"a relation":      {"", []string{"enter"}, "contains", []string{"enter", "'x", "enter"}, `{"name":{"$contains":"x"}}`, ""},
		"a value":         {"", []string{"enter", "enter"}, "beetle", []string{"enter"}, `{"name":{"$eq":"beetle"}}`, ""},
		"lines as value":  {"", []string{"enter", "enter"}, "bee\ntle", []string{"enter"}, `{"name":{"$eq":"bee tle"}}`, ""},
		"a text":          {a, []string{"up", "enter"}, "beetle", []string{"enter"}, a, "beetle"},
		"lines as text":   {a, []string{"up", "enter"}, "bee\ntle", []string{"enter"}, a, "bee tle"},
		"among the rows":  {a, nil, ` {"name":{"$eq":"b"}} `, nil, `{"name":{"$eq":"b"}}`, ""},
		"nothing of rows": {a, nil, "\n", nil, "", ""},
		"into the JSON":   {a, []string{"ctrl+e"}, " \n", []string{"ctrl+s"}, a, ""},
	} {
		m, shell := over(t, s.filter, "")
		press(m, s.before...)
		m.Paste(s.paste)
		press(m, s.after...)
		press(m, "ctrl+s")
		if v, applied := panetest.Last[pane.Visit](shell); !applied || v.Place.Filter != s.filtered || v.Place.Text != s.by {
			t.Errorf("%s: applied is %s by %q\n%s", name, v.Place.Filter, v.Place.Text, panetest.Framed(m.env, m, 64, 12))
		}
	}
}

// What is pasted among the rows and no filter stays to be mended, with why.
func TestAPasteThatIsNoFilter(t *testing.T) {
	m, _ := over(t, `{"name":{"$eq":"a"}}`, "")
	m.Paste("[1]")
	if got := panetest.Framed(m.env, m, 64, 12); m.Title() != "Filter Cars as JSON" || !strings.Contains(got, "[1]") || !strings.Contains(got, "not a JSON object") {
		t.Errorf("it shows\n%s", got)
	}
	m.Paste("2")
	press(m, "esc")
	if got := panetest.Framed(m.env, m, 64, 12); !strings.Contains(got, "[1]2") {
		t.Errorf("what was mended is gone:\n%s", got)
	}
	m, _ = over(t, `{"$or":[{"name":{"$eq":"a"}},{"name":{"$eq":"b"}}]}`, "")
	press(m, "home", "ctrl+e", "'x", "ctrl+s", "backspace", "ctrl+s")
	if got := panetest.Framed(m.env, m, 64, 12); !strings.Contains(got, "▌ apply") || strings.Contains(got, "not a JSON object") {
		t.Errorf("once it is mended it shows\n%s", got)
	}
}

// A click puts the cursor on a row, or chooses what a list or an editor offers;
// beside and below them it does nothing.
func TestClicksInTheBuilder(t *testing.T) {
	m, shell := over(t, `{"$or":[{"name":{"$eq":"a"}},{"name":{"$eq":"b"}}]}`, "")
	panetest.Framed(m.env, m, 64, 12)
	for _, c := range []struct{ x, y, want int }{{0, 0, 0}, {63, 2, 2}, {5, 5, 5}} {
		if taken := m.Click(c.x, c.y); !taken || m.cursor != c.want {
			t.Errorf("a click at %d,%d is taken: %v, the cursor on %d", c.x, c.y, taken, m.cursor)
		}
	}
	panetest.Painted(m.env, 64, 20, m.Draw) // there is room below the rows
	for _, c := range [][2]int{{64, 1}, {5, 6}, {5, 19}, {5, 20}} {
		if m.Click(c[0], c[1]) || m.cursor != 5 {
			t.Errorf("a click at %v is taken, the cursor on %d", c, m.cursor)
		}
	}
	press(m, "up", "up", "enter")
	panetest.Framed(m.env, m, 64, 20)
	if !m.Click(5, 10) || m.Click(5, 13) {
		t.Error("a click on a field is not taken, or one below the fields is")
	}
	press(m, "enter", "enter")
	panetest.Framed(m.env, m, 64, 12)
	if m.Click(5, 2) || m.Title() != "Filter Cars" {
		t.Errorf("a click on a colour leads to %q, or takes anything there", m.Title())
	}
	press(m, "ctrl+s")
	if v, _ := panetest.Last[pane.Visit](shell); !strings.Contains(v.Place.Filter, `{"custom_object_fields.color":{"$eq":"blue"}}`) {
		t.Errorf("applied is %s", v.Place.Filter)
	}
	m, _ = over(t, "", "")
	press(m, "enter", "enter", "'x")
	panetest.Framed(m.env, m, 64, 12)
	if m.Click(1, 0); m.Title() != "Filter Cars: Name is" {
		t.Errorf("a click into the value leads to %q", m.Title())
	}
}

// Ids in the conditions are asked for by name, each target's together; nothing
// is asked for where there are none.
func TestNamesInTheBuilder(t *testing.T) {
	m, _ := over(t, `{"name":{"$eq":"a"}}`, "")
	if m.Init() != nil {
		t.Error("names are asked for where there are no ids")
	}
	m, _ = over(t, `{"$and":[{"custom_object_fields.owner":{"$eq":"5"}},{"$or":[{"custom_object_fields.owner":{"$eq":"6"}},{"custom_object_fields.owner":{"$exists":true}}]}]}`, "")
	wanted := map[string][]string{}
	m.idsOf(m.root, wanted)
	if got := wanted["zen:user"]; len(wanted) != 1 || strings.Join(got, ",") != "5,6" || m.Init() == nil {
		t.Errorf("asked for are %v", wanted)
	}
	layer := work.New(t.Context(), nil)
	layer.LearnName("zen:user", "5", "Ada")
	m.env.Names = layer
	press(m, "home", "down", "enter", "enter")
	if got := panetest.Framed(m.env, m, 64, 12); !strings.Contains(got, "Ada") {
		t.Errorf("who it is now is shown as\n%s", got)
	}
}

// An answer that comes when nothing is asked for any more, or something that
// searches nothing, changes nothing; closing ends what is asked for.
func TestAnswersNobodyWaitsFor(t *testing.T) {
	m, _ := over(t, "", "")
	m.answered(people("Ada"))
	press(m, "enter", "enter")
	m.answered(people("Ada"))
	if got := panetest.Framed(m.env, m, 64, 12); strings.Contains(got, "Ada") {
		t.Errorf("a name is answered with people:\n%s", got)
	}
	m, _ = over(t, `{"name":{"$eq":"a"}}`, "")
	late := m.inbox.After("late", 0, people("Ada"))
	press(m, "esc")
	if late() != nil {
		t.Error("something still comes to the closed builder")
	}
	m, _ = over(t, "", "")
	press(m, "'owner", "enter")
	first, _ := m.Key(panetest.Key("enter"))
	press(m, "esc", "'no value", "enter")
	if first() != nil {
		t.Error("where no value is asked for any more, people still are")
	}
}

// The same text asks nobody again.
func TestTheSameTextAsksNobody(t *testing.T) {
	m, _ := over(t, "", "")
	press(m, "'owner", "enter")
	ask := func(key string) tea.Cmd { cmd, _ := m.Key(panetest.Key(key)); return cmd }
	if ask("enter") == nil || ask("a") == nil {
		t.Error("nobody is asked")
	}
	if ask("left") != nil {
		t.Error("a move asks again")
	}
}

// What was found in the builder is left at the row it began with; keys of the
// rows never close the dialog by themselves.
func TestKeysLeaveTheClosingToTheShell(t *testing.T) {
	m, _ := over(t, `{"name":{"$eq":"a"}}`, "")
	for _, keys := range [][]string{{"down"}, {"n", "esc"}, {"up", "enter", "'x", "esc"}, {"ctrl+e", "esc"}, {"home", "down", "enter", "enter", "esc"}} {
		if _, done := panetest.Press(m, keys[0]); done {
			t.Errorf("%s closes it", keys[0])
		}
		for _, k := range keys[1:] {
			if _, done := m.Key(panetest.Key(strings.TrimPrefix(k, "'"))); done {
				t.Errorf("%s closes it", k)
			}
		}
	}
}

// A click in the dialog of fixed filters chooses a filter, a value, a person;
// beside them it does nothing.
func TestClicksInFixedFilters(t *testing.T) {
	env, shell := panetest.Env(t)
	layer := work.New(t.Context(), nil)
	d := NewFixed(env, layer, users(), collection.Place{Collection: "users"})
	click := func(x, y int) tea.Cmd { panetest.Framed(env, d, 48, 12); return d.Clicked(x, y) }
	if click(3, 0); d.Title() != "Filter Users" {
		t.Error("a click at what is typed chooses")
	}
	if click(3, 1); d.Title() != "Filter Users: Role" {
		t.Errorf("a click on a filter leads to %q", d.Title())
	}
	if _, closed := panetest.Last[pane.Close](shell); closed {
		t.Error("a click on a filter closes it")
	}
	late := d.inbox.After("late", 0, people("Ada"))
	click(3, 2)
	closed, _ := panetest.Last[pane.Close](shell)
	if got, _ := narrowed(shell); got != "role=admin" || closed.Dialog != d || late() != nil {
		t.Errorf("a click on a value narrows to %q, closes %v, or leaves it waiting", got, closed.Dialog)
	}

	env, shell = panetest.Env(t)
	d = NewFixed(env, layer, users(), collection.Place{Collection: "users"})
	press(d, "end", "enter")
	d.answered(people("Ada", "Bob"))
	if click(3, 0); len(panetest.All[pane.Close](shell)) != 0 {
		t.Error("a click at what is typed closes it")
	}
	click(3, 3)
	if got, _ := narrowed(shell); got != "user=2" || len(panetest.All[pane.Close](shell)) != 1 {
		t.Errorf("a click on a person narrows to %q", got)
	}
}

// Who goes back from a person is among the filters again, with what was asked
// for ended; the same text asks nobody, and esc at the filters ends it all.
func TestKeysInFixedFilters(t *testing.T) {
	env, _ := panetest.Env(t)
	d := NewFixed(env, work.New(t.Context(), nil), users(), collection.Place{Collection: "users"})
	press(d, "end")
	ask, done := d.Key(panetest.Key("enter"))
	if ask == nil || done {
		t.Errorf("choosing a filter asks nobody, or closes it: %v", done)
	}
	if again, _ := d.Key(panetest.Key("left")); again != nil {
		t.Error("a move asks again")
	}
	if cmd, _ := d.Key(panetest.Key("a")); cmd == nil {
		t.Error("a letter asks nobody")
	}
	if again, _ := d.Key(panetest.Key("left")); again != nil {
		t.Error("a move asks again")
	}
	if _, done := d.Key(panetest.Key("esc")); done || d.Title() != "Filter Users" || ask() != nil {
		t.Errorf("esc leads to %q, closes (%v), or leaves it waiting", d.Title(), done)
	}
	if _, done := panetest.Press(d, "'", "enter"); done {
		t.Error("enter on nothing closes it")
	}
	late := d.inbox.After("late", 0, nil)
	if _, done := d.Key(panetest.Key("esc")); !done || late() != nil {
		t.Error("esc leaves it open, or waiting")
	}
}
