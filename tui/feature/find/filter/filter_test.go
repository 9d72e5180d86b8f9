package filter

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/draw/screen"
	"zco/tui/draw/theme"
	"zco/tui/pane"
	"zco/tui/work"
)

// nobody answers what the dialog asks.
type nobody struct{}

func (nobody) Candidates(work.Slot, uint64, time.Duration, string, string) tea.Cmd { return nil }
func (nobody) Names(map[string][]string) tea.Cmd                                   { return nil }
func (nobody) Cancel(work.Slot)                                                    {}

func environment(t *testing.T) *pane.Env {
	t.Helper()
	th, err := theme.New(theme.Options{Name: "dark"})
	if err != nil {
		t.Fatal(err)
	}
	keys, err := action.NewKeymap(nil)
	if err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC) }
	return &pane.Env{Theme: th, Keys: keys, Now: now, Zone: time.UTC}
}

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

// press is a key by its name, a letter or a named key.
func press(name string) tea.KeyPressMsg {
	named := map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "up": tea.KeyUp, "down": tea.KeyDown,
		"delete": tea.KeyDelete, "space": tea.KeySpace, "backspace": tea.KeyBackspace}
	switch code, ok := named[name]; {
	case ok && name == "space":
		return tea.KeyPressMsg{Code: code, Text: " "}
	case ok:
		return tea.KeyPressMsg{Code: code}
	case len(name) > 5 && name[:5] == "ctrl+":
		return tea.KeyPressMsg{Code: rune(name[5]), Mod: tea.ModCtrl}
	}
	return tea.KeyPressMsg{Code: rune(name[0]), Text: name}
}

// Whatever is pressed, nothing breaks, and no filter leaves the dialog that
// the service would refuse.
func TestWhateverIsPressed(t *testing.T) {
	env, s := environment(t), schema()
	col := &collection.Collection{ID: "car", Title: "Cars", Filterable: true, Searchable: true}
	keys := []string{"enter", "enter", "enter", "down", "down", "up", "n", "N", "space", "delete", "esc", "ctrl+e", "ctrl+s", "1", "2", "-", "a", "y", "backspace"}
	applied := 0
	rapid.Check(t, func(rt *rapid.T) {
		m := New(env, nobody{}, col, s, collection.Place{Collection: "car"}, "")
		canvas := screen.New(env.Theme.Sheet)
		for range rapid.IntRange(1, 80).Draw(rt, "keys") {
			cmd, done := m.Key(press(rapid.SampledFrom(keys).Draw(rt, "key")))
			w, h := m.Size(60, 20)
			m.Draw(canvas.Begin(w, h))
			if f := pruned(m.root); f.Depth() > collection.MaxFilterDepth {
				rt.Fatalf("groups are %d deep", f.Depth())
			}
			if !done {
				continue
			}
			for _, msg := range messages(cmd) {
				if v, ok := msg.(pane.Visit); ok {
					applied++
					if _, err := collection.ReadFilter(s, v.Place.Filter); err != nil {
						rt.Fatalf("%s leaves the dialog: %v", v.Place.Filter, err)
					}
				}
			}
			return
		}
	})
	if applied == 0 {
		t.Error("no filter was ever applied: the test tries nothing")
	}
}

func messages(cmd tea.Cmd) []tea.Msg {
	if cmd == nil {
		return nil
	}
	msg := cmd()
	if batch, ok := msg.(tea.BatchMsg); ok {
		var out []tea.Msg
		for _, c := range batch {
			out = append(out, messages(c)...)
		}
		return out
	}
	return []tea.Msg{msg}
}

// A filter that is opened and applied unchanged is the same filter.
func TestOpenedAndApplied(t *testing.T) {
	env, s := environment(t), schema()
	col := &collection.Collection{ID: "car", Title: "Cars", Filterable: true}
	for _, text := range []string{
		`{"name":{"$eq":"a"}}`,
		`{"$or":[{"name":{"$eq":"a"}},{"custom_object_fields.ports":{"$in":[1,2]}}]}`,
		`{"$and":[{"name":{"$contains":"a"}},{"$or":[{"custom_object_fields.insured":{"$eq":true}},{"$and":[{"created_at":{"$gt":"2026-01-01"}},{"custom_object_fields.color":{"$exists":false}}]}]}]}`,
	} {
		m := New(env, nobody{}, col, s, collection.Place{Collection: "car", Filter: text}, "")
		cmd, _ := m.Key(press("ctrl+s"))
		got := ""
		for _, msg := range messages(cmd) {
			if v, ok := msg.(pane.Visit); ok {
				got = v.Place.Filter
			}
		}
		if got != text {
			t.Errorf("applied %s, want %s", got, text)
		}
	}
}
