package filter

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

// deep is a filter of groups in groups.
const deep = `{"$and":[{"name":{"$contains":"beetle"}},{"$or":[{"custom_object_fields.insured":{"$eq":true}},{"$and":[{"created_at":{"$gt":"2026-01-01"}},{"custom_object_fields.color":{"$exists":false}}]}]}]}`

// press gives keys to a dialog; one that begins with ' is a text to type.
func press(d pane.Dialog, keys ...string) {
	for _, k := range keys {
		if text, typed := strings.CutPrefix(k, "'"); typed {
			for _, letter := range strings.Split(text, "") {
				d.Key(panetest.Key(letter))
			}
			continue
		}
		d.Key(panetest.Key(k))
	}
}

func people(titles ...string) work.Candidates {
	out := work.Candidates{}
	for i, title := range titles {
		out.Options = append(out.Options, collection.Option{Value: fmt.Sprint(i + 1), Title: title, About: map[int]string{0: "ada@acme.example"}[i]})
	}
	return out
}

// The builder in each of its steps.
func TestScreensOfTheBuilder(t *testing.T) {
	var got strings.Builder
	for _, s := range []struct {
		name, filter string
		keys         []string
		then         func(*Model)
	}{
		{name: "nothing is filtered yet"},
		{name: "from a column", then: func(m *Model) { m.StartAt(collection.CustomPrefix + "color") }},
		{name: "no field is called so", keys: []string{"'zzz"}},
		{name: "the relation to a name", keys: []string{"enter"}},
		{name: "a name", keys: []string{"enter", "enter", "'bee"}},
		{name: "several numbers", keys: []string{"'ports", "enter", "'one of", "enter", "'1, 2"}},
		{name: "several colours", keys: []string{"'color", "enter", "'one of", "enter", "space"}},
		{name: "no name", keys: []string{"enter", "enter", "enter"}},
		{name: "a colour", keys: []string{"'color", "enter", "enter"}},
		{name: "an owner, asked for", keys: []string{"'owner", "enter", "enter"}},
		{name: "an owner, found", keys: []string{"'owner", "enter", "enter"}, then: func(m *Model) { m.answered(people("Ada", "Bob")) }},
		{name: "an owner who cannot be looked for", keys: []string{"'owner", "enter", "enter"}, then: func(m *Model) {
			m.answered(work.Candidates{Answer: work.Answer{Err: errors.New("the line is down")}})
		}},
		{name: "groups", filter: deep},
		{name: "on a group in a group", filter: deep, keys: []string{"home", "down", "down"}},
		{name: "on the first", filter: deep, keys: []string{"home"}},
		{name: "on a condition", filter: deep, keys: []string{"home", "down"}},
		{name: "on what adds", filter: deep, keys: []string{"up", "up"}},
		{name: "on the text", filter: deep, keys: []string{"up"}, then: func(m *Model) { m.text.SetText("beetle") }},
		{name: "the text", filter: deep, keys: []string{"up", "enter", "'beetle"}},
		{name: "all is removed", filter: deep, keys: []string{"home", "x"}},
		{name: "an empty group", filter: deep, keys: []string{"home", "down", "N", "esc"}},
		{name: "JSON", filter: deep, keys: []string{"ctrl+e"}},
		{name: "no JSON", filter: `{"name":{"$eq":"a"}}`, keys: []string{"ctrl+e", "'x", "ctrl+s"}},
		{name: "a field that is gone", filter: `{"gone":{"$eq":"a"}}`},
		{name: "a field that is gone, to edit", filter: `{"gone":{"$eq":"a"}}`, keys: []string{"home", "down", "enter"}},
		{name: "no name, and then one", keys: []string{"enter", "enter", "enter", "'x"}},
		{name: "no name, and back", keys: []string{"enter", "enter", "enter", "esc"}},
		{name: "another relation to choose", filter: `{"name":{"$noteq":"a"}}`, keys: []string{"home", "down", "enter"}},
		{name: "one is added", filter: `{"name":{"$eq":"a"}}`, keys: []string{"n", "enter", "enter", "'x", "enter"}},
		{name: "long ones", filter: `{"$or":[{"name":{"$eq":"a name of which not all has room in thirty cells and hardly in eighty"}},{"$and":[{"name":{"$eq":"b"}}]}]}`, keys: []string{"home", "down", "down", "N", "esc", "end"}, then: func(m *Model) {
			m.text.SetText("a text of which not all has room in thirty cells and hardly in eighty")
		}},
		{name: "groups too deep", filter: `{"$or":[{"$and":[{"$or":[{"$and":[{"$or":[{"name":{"$eq":"a"}}]}]}]}]}]}`, keys: []string{"home", "down", "down", "down", "down", "down", "N"}},
		{name: "what the service refuses", filter: `{"gone":{"$eq":"a"}}`, keys: []string{"down", "ctrl+s"}},
	} {
		for _, size := range [][2]int{{80, 24}, {30, 5}} {
			env, _ := panetest.Env(t)
			m := builder(t, env, s.filter)
			press(m, s.keys...)
			if s.then != nil {
				s.then(m)
			}
			fmt.Fprintf(&got, "--- %s, room for %dx%d\n%s", s.name, size[0], size[1], panetest.Framed(env, m, size[0], size[1]))
		}
	}
	panetest.Golden(t, "builder.txt", got.String())
}

// The dialog of fixed filters: which, and the values of each kind.
func TestScreensOfFixedFilters(t *testing.T) {
	var got strings.Builder
	for _, s := range []struct {
		name, fixed string
		keys        []string
		then        func(*Fixed)
	}{
		{name: "none is set"},
		{name: "two are set", fixed: "role=admin&user=5"},
		{name: "values", keys: []string{"enter", "down"}},
		{name: "values that are read", keys: []string{"down", "enter"}},
		{name: "values that cannot be read", keys: []string{"down", "enter"}, then: func(d *Fixed) {
			d.answered(work.FixedOptions{Answer: work.Answer{Err: errors.New("the line is down")}})
		}},
		{name: "no values", keys: []string{"down", "enter"}, then: func(d *Fixed) { d.answered(work.FixedOptions{}) }},
		{name: "many values", keys: []string{"down", "enter"}, then: func(d *Fixed) {
			d.answered(work.FixedOptions{Options: slices.Repeat([]collection.Option{{Value: "1", Title: "Readers"}}, 30)})
		}},
		{name: "a person", keys: []string{"end", "enter"}},
		{name: "people found", keys: []string{"end", "enter", "'a"}, then: func(d *Fixed) { d.answered(people("Ada", "Bob")) }},
		{name: "no such filter", keys: []string{"'zzz"}},
	} {
		for _, size := range [][2]int{{80, 24}, {30, 5}} {
			env, _ := panetest.Env(t)
			layer := work.New(t.Context(), nil)
			layer.LearnName("zen:user", "5", "Ada")
			if s.fixed != "" {
				env.Names = layer
			}
			d := NewFixed(env, layer, users(), collection.Place{Collection: "users", Fixed: s.fixed})
			press(d, s.keys...)
			if s.then != nil {
				s.then(d)
			}
			fmt.Fprintf(&got, "--- %s, room for %dx%d\n%s", s.name, size[0], size[1], panetest.Framed(env, d, size[0], size[1]))
		}
	}
	panetest.Golden(t, "fixed.txt", got.String())
}
