package filter

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"zco/api"
	"zco/api/sandbox"
	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

func schema() *collection.Schema {
	options := []collection.Option{{Value: "red", Title: "Red"}, {Value: "blue", Title: "Blue"}}
	f := func(key string, t *field.Type) collection.Field {
		return collection.Field{Key: collection.CustomPrefix + key, Title: key, Type: t, Given: t.Name, Options: options, Target: map[bool]string{true: "zen:user"}[t == field.Lookup]}
	}
	return collection.NewSchema([]collection.Field{
		{Key: "name", Title: "Name", Type: field.Text}, {Key: "created_at", Title: "Created", Type: field.DateTime},
		f("note", field.TextArea), f("code", field.Regexp), f("insured", field.Checkbox), f("ports", field.Integer),
		f("weight", field.Decimal), f("price", field.Currency), f("bought", field.Date), f("color", field.Dropdown),
		f("tags", field.Multiselect), f("owner", field.Lookup),
	})
}

// sandboxed is the layer of a sandbox.
func sandboxed(t *testing.T) *work.Layer {
	t.Helper()
	client, err := api.New("http://127.0.0.1:1", api.WithTransport(sandbox.New(sandbox.Options{}).Transport()),
		api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
	if err != nil {
		t.Fatal(err)
	}
	return work.New(t.Context(), client)
}

// builder is the dialog over a place of cars, which asks nobody.
func builder(t *testing.T, env *pane.Env, filter string) *Model {
	t.Helper()
	col := &collection.Collection{ID: "car", Title: "Cars", Filterable: true, Searchable: true}
	return New(env, work.New(t.Context(), nil), col, schema(), collection.Place{Collection: "car", Filter: filter}, "")
}

// Whatever is pressed, nothing breaks, and no filter leaves the dialog that
// the service would refuse.
func TestWhateverIsPressed(t *testing.T) {
	keys := []string{"enter", "enter", "enter", "down", "down", "up", "n", "N", "space", "delete", "esc", "ctrl+e", "ctrl+s", "1", "2", "-", "a", "y", "backspace"}
	applied := 0
	rapid.Check(t, func(rt *rapid.T) {
		env, shell := panetest.Env(t)
		m := builder(t, env, "")
		canvas := screen.New(env.Theme.Sheet)
		for range rapid.IntRange(1, 80).Draw(rt, "keys") {
			m.Key(panetest.Key(rapid.SampledFrom(keys).Draw(rt, "key")))
			w, h := m.Size(60, 20)
			m.Draw(canvas.Begin(w, h))
			if f := pruned(m.root); f.Depth() > collection.MaxFilterDepth {
				rt.Fatalf("groups are %d deep", f.Depth())
			}
			if _, closed := panetest.Last[pane.Close](shell); !closed {
				continue
			}
			if v, ok := panetest.Last[pane.Visit](shell); ok {
				applied++
				if _, err := collection.ReadFilter(schema(), v.Place.Filter); err != nil {
					rt.Fatalf("%s leaves the dialog: %v", v.Place.Filter, err)
				}
			}
			return
		}
	})
	if applied == 0 {
		t.Error("no filter was ever applied: the test tries nothing")
	}
}

// A filter that is opened and applied unchanged is the same filter.
func TestOpenedAndApplied(t *testing.T) {
	for _, text := range []string{
		`{"name":{"$eq":"a"}}`,
		`{"$or":[{"name":{"$eq":"a"}},{"custom_object_fields.ports":{"$in":[1,2]}}]}`,
		`{"$and":[{"name":{"$contains":"a"}},{"$or":[{"custom_object_fields.insured":{"$eq":true}},{"$and":[{"created_at":{"$gt":"2026-01-01"}},{"custom_object_fields.color":{"$exists":false}}]}]}]}`,
	} {
		env, shell := panetest.Env(t)
		panetest.Press(builder(t, env, text), "ctrl+s")
		if v, _ := panetest.Last[pane.Visit](shell); v.Place.Filter != text {
			t.Errorf("applied %s, want %s", v.Place.Filter, text)
		}
	}
}

// Answers about one relation that come when another is asked for are not its
// candidates.
func TestLateCandidatesAreNotOffered(t *testing.T) {
	env, _ := panetest.Env(t)
	col := &collection.Collection{ID: "car", Title: "Cars", Filterable: true}
	m := New(env, sandboxed(t), col, schema(), collection.Place{Collection: "car"}, "")
	panetest.Type(m, "owner")
	panetest.Press(m, "enter")
	ask, _ := m.Key(panetest.Key("enter"))
	reply := ask()
	late, ok := reply.(work.Reply)
	if !ok {
		t.Fatalf("entering a relation's value asks nobody: %T", reply)
	}
	m.Key(panetest.Key("a")) // another question, not answered yet
	late.Deliver()
	if got := panetest.Screen(env, m, 60, 12); !strings.Contains(got, "searching") {
		t.Errorf("answered as it is\n%s", got)
	}
}

// What is wrong with a filter is said, and it stays open.
func TestTheBuilderSaysWhatIsWrong(t *testing.T) {
	env, shell := panetest.Env(t)
	m := builder(t, env, `{"name":{"$eq":"a"}}`)
	panetest.Press(m, "ctrl+e")
	m.Paste("nonsense")
	panetest.Press(m, "ctrl+s")
	if got := panetest.Screen(env, m, 64, 12); !strings.Contains(got, "nonsense") || m.Title() != "Filter Cars as JSON" {
		t.Errorf("%s\n%s", m.Title(), got)
	}
	if m.problem == "" {
		t.Error("why it is not applied is not said")
	}
	if len(shell.Asked) > 0 {
		t.Errorf("asked of the shell is %v", shell.Asked)
	}
}

// A filter that was looked at and left as it was is not kept as unapplied.
func TestLeftAsItWas(t *testing.T) {
	for _, keys := range [][]string{{"esc"}, {"x", "esc"}} {
		env, shell := panetest.Env(t)
		m := builder(t, env, `{"$or":[{"name":{"$eq":"a"}},{"name":{"$eq":"b"}}]}`)
		m.cursor = 1
		panetest.Press(m, keys...)
		u, _ := panetest.Last[Unapplied](shell)
		if changed := len(keys) > 1; (u.Filter != "") != changed || (shell.Said() != "") != changed {
			t.Errorf("after %v kept is %q, said %q", keys, u.Filter, shell.Said())
		}
		if c, _ := panetest.Last[pane.Close](shell); c.Dialog != m {
			t.Errorf("%v does not close it", keys)
		}
	}
}

// The keys that a person chose are those that the dialog tells.
func TestTheBuildersKeys(t *testing.T) {
	env, _ := panetest.Env(t)
	keys, err := action.NewKeymap(map[action.ID][]string{action.BuilderJSON: {"ctrl+j"}})
	if err != nil {
		t.Fatal(err)
	}
	env.Keys = keys
	m := builder(t, env, `{"name":{"$eq":"a"}}`)
	if got := panetest.Screen(env, m, 64, 12); !strings.Contains(got, "ctrl+j JSON") {
		t.Errorf("the hints are\n%s", got)
	}
	if panetest.Press(m, "ctrl+j"); m.step != atJSON {
		t.Error("the key does nothing")
	}
}

// Groups can be put into each other as deep as the service takes them.
func TestGroupsToTheLimit(t *testing.T) {
	env, _ := panetest.Env(t)
	m := builder(t, env, `{"$or":[{"name":{"$eq":"a"}},{"name":{"$eq":"b"}}]}`)
	for range collection.MaxFilterDepth + 2 {
		panetest.Press(m, "g", "N", "esc", "esc")
		for m.row().kind != groupRow || len(m.row().path) != depth(m.root)-1 {
			m.cursor++
		}
		panetest.Press(m, "N", "esc")
	}
	if got := depth(m.root); got != collection.MaxFilterDepth {
		t.Errorf("groups are %d deep, want %d", got, collection.MaxFilterDepth)
	}
}

// depth is how many groups lie in each other.
func depth(f collection.Filter) int {
	if f.Field != "" {
		return 0
	}
	deepest := 0
	for _, inner := range f.Filters {
		deepest = max(deepest, depth(inner))
	}
	return deepest + 1
}

// A filter that is applied is not one that was built and not applied.
func TestOnlyUnappliedFiltersAreToldOf(t *testing.T) {
	env, _ := panetest.Env(t)
	a, b := `{"name":{"$eq":"a"}}`, `{"name":{"$eq":"b"}}`
	col := &collection.Collection{ID: "car", Title: "Cars", Filterable: true}
	for earlier, told := range map[string]bool{a: false, b: true, "": false, "broken": false} {
		m := New(env, work.New(t.Context(), nil), col, schema(), collection.Place{Collection: "car", Filter: a}, earlier)
		if got := panetest.Screen(env, m, 64, 12); strings.Contains(got, "not applied yet") != told {
			t.Errorf("with %q kept it shows\n%s", earlier, got)
		}
	}
}

// Keys alone scroll the conditions: what was on the screen comes back after the
// window had another height for a moment; a click is on what is there.
func TestDrawingScrollsNothing(t *testing.T) {
	env, _ := panetest.Env(t)
	var names []string
	for i := range 20 {
		names = append(names, fmt.Sprintf(`{"name":{"$eq":"car %d"}}`, i))
	}
	m := builder(t, env, `{"$or":[`+strings.Join(names, ",")+`]}`)
	draw := func(h int) string { return panetest.Drawn(env, 60, h, func(a screen.Area) { m.Draw(a) }) }
	draw(6)
	panetest.Press(m, "end")
	end := draw(6)
	panetest.Press(m, "up", "up", "up")
	want := draw(6)
	if strings.Split(want, "\n")[0] != strings.Split(end, "\n")[0] {
		t.Errorf("steps up in what is shown scroll to\n%s", want)
	}
	for _, h := range []int{1, 3, 12, 40} {
		draw(h)
		if got := draw(6); got != want {
			t.Errorf("after %d rows it shows\n%s\nnot\n%s", h, got, want)
		}
	}
	panetest.Press(m, "home", "end")
	if want = draw(6); !m.Click(5, 0) || !strings.Contains(strings.Split(want, "\n")[0], m.schema.FilterText(env.Format(), *at(&m.root, m.row().path))) {
		t.Errorf("a click at the first row is on %v of\n%s", m.row(), want)
	}
	if got := draw(6); strings.Split(got, "\n")[1] != strings.Split(want, "\n")[1] {
		t.Errorf("a click scrolls to\n%s", got)
	}
}

// The cursor goes over the rows one by one, and to either end.
func TestTheCursorsKeys(t *testing.T) {
	env, _ := panetest.Env(t)
	m := builder(t, env, `{"$or":[{"name":{"$eq":"a"}},{"name":{"$eq":"b"}},{"name":{"$eq":"c"}}]}`)
	panetest.Press(m, "home")
	last := len(m.rows()) - 1
	for _, step := range []struct {
		keys []string
		want int
	}{
		{[]string{"down"}, 1}, {[]string{"down", "down"}, 3}, {[]string{"up"}, 2},
		{[]string{"end"}, last}, {[]string{"down"}, last}, {[]string{"up"}, last - 1},
		{[]string{"home"}, 0}, {[]string{"up"}, 0}, {[]string{"pgdown"}, last}, {[]string{"pgup"}, 0},
	} {
		if panetest.Press(m, step.keys...); m.cursor != step.want {
			t.Errorf("after %v the cursor is on row %d, want %d", step.keys, m.cursor, step.want)
		}
	}
}

// A filter written as JSON is in the rows once its editor is left.
func TestJSONIsReadAsItIsLeft(t *testing.T) {
	env, _ := panetest.Env(t)
	m := builder(t, env, `{"name":{"$eq":"a"}}`)
	panetest.Press(m, "ctrl+e")
	m.json.SetText(`{"name":{"$eq":"beetle"}}`)
	panetest.Press(m, "esc")
	if got := panetest.Screen(env, m, 64, 12); m.step != atRows || !strings.Contains(got, "beetle") {
		t.Errorf("the rows are\n%s", got)
	}
}

// What was wrong is not said any more once one goes on.
func TestAProblemIsForgotten(t *testing.T) {
	env, _ := panetest.Env(t)
	m := builder(t, env, `{"name":{"$eq":"a"}}`)
	m.problem = "it is wrong"
	if panetest.Press(m, "down"); m.problem != "" {
		t.Errorf("it still says %q", m.problem)
	}
}
