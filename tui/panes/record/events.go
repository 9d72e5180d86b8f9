package record

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/widget/reader"
	"zco/tui/work"
)

func (m *Model) askEvents() tea.Cmd {
	if m.col == nil || m.creating() {
		return nil
	}
	return m.in.Events("events", m.col, m.ref.ID)
}

// showEvents opens what happened to the record; names of people come as they
// are known.
func (m *Model) showEvents(msg work.Events) tea.Cmd {
	if msg.Err != nil {
		return m.say(pane.Failure, "what happened cannot be shown: "+m.env.Advised(msg.Err))
	}
	if len(msg.Events) == 0 {
		return m.say(pane.Note, "the service tells of nothing that happened to it")
	}
	var people []string
	for _, e := range msg.Events {
		people = append(people, e.Actor)
	}
	env, schema := m.env, cmp.Or(m.schema, &collection.Schema{}) // its fields may not be known
	d := reader.Wrapping(env, "What happened to "+m.item.Name, func() []string {
		var out []string
		for _, e := range msg.Events {
			out = append(out, eventLines(env, schema, e)...)
		}
		return out
	})
	m.env.Shell.Ask(pane.Open{Dialog: d, Unasked: true})
	return m.in.Names(map[string][]string{"zen:user": people})
}

func eventLines(env *pane.Env, s *collection.Schema, e collection.Event) []string {
	who := e.Actor
	if name, ok := env.Names.Name("zen:user", e.Actor); ok {
		who = name
	}
	at := e.At
	if t, err := time.Parse(time.RFC3339, e.At); err == nil {
		at = env.Format().Moment(t)
	}
	what := e.Text
	if what == "" {
		what = strings.ReplaceAll(e.Kind, "_", " ")
	}
	out := []string{strings.TrimSpace(at + "  " + who + "  " + what)}
	return append(out, propertyLines(env, s, e.Properties)...)
}

// propertyLines tell what an event changed, in whichever shape the service
// writes it.
func propertyLines(env *pane.Env, s *collection.Schema, v collection.Value) (out []string) {
	m := v.Members()
	for _, f := range s.Fields {
		bare := strings.TrimPrefix(f.Key, collection.CustomPrefix)
		p, ok := m[bare]
		if !ok {
			continue
		}
		delete(m, bare)
		out = append(out, "    "+f.Title+": "+env.Format().Text(f, p))
	}
	for _, key := range slices.Sorted(maps.Keys(m)) {
		if p := m[key]; !p.IsEmpty() {
			out = append(out, "    "+key+": "+p.Text())
		}
	}
	return out
}
