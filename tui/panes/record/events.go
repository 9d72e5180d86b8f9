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

func (m *row) whyNotEvents() string {
	switch {
	case m.col != nil && m.col.Family != "":
		return "Zendesk keeps no events of " + m.col.Title
	case m.creating():
		return "nothing has happened to it yet"
	}
	return ""
}

// showEvents opens what happened to the record; names of people and of what
// relations point to come as they are known.
func (m *Model) showEvents(msg work.Events) tea.Cmd {
	if msg.Err != nil {
		return m.say(pane.Failure, "what happened cannot be shown: "+m.env.Advised(msg.Err))
	}
	if len(msg.Events) == 0 {
		return m.say(pane.Note, "the service tells of nothing that happened to it")
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
	return m.in.Names(namesIn(schema, msg.Events))
}

// namesIn are the ids in events whose names a person reads, by target.
func namesIn(s *collection.Schema, events []collection.Event) map[string][]string {
	out := map[string][]string{}
	for _, e := range events {
		if e.Actor != "" {
			out["zen:user"] = append(out["zen:user"], e.Actor)
		}
		for _, c := range e.Changes {
			f, _ := s.Field(c.Key)
			for _, v := range []collection.Value{c.From, c.To} {
				if f.Target != "" && !v.IsEmpty() {
					out[f.Target] = append(out[f.Target], v.Text())
				}
			}
		}
	}
	return out
}

// eventLines tell of an event in a sentence: when, who, and what from what to
// what. Several changes stand below it, a line each.
func eventLines(env *pane.Env, s *collection.Schema, e collection.Event) []string {
	at := e.At
	if t, err := time.Parse(time.RFC3339, e.At); err == nil {
		at = env.Format().Moment(t)
	}
	rest := propertyLines(env, s, e.Properties)
	head := strings.TrimSpace(at + "  " + actorOf(env, e))
	switch {
	case len(e.Changes) == 1:
		return append([]string{head + " " + changeSentence(env, s, e.Changes[0])}, rest...)
	case len(e.Changes) > 1:
		out := []string{head + " changed " + pane.Plural(len(e.Changes), "field", "fields")}
		for _, c := range e.Changes {
			out = append(out, "    "+changeSentence(env, s, c))
		}
		return append(out, rest...)
	}
	return append([]string{head + " " + eventVerb(e, len(rest) > 0)}, rest...)
}

func actorOf(env *pane.Env, e collection.Event) string {
	if e.Actor == "" {
		return "somebody"
	}
	if name, ok := env.Names.Name("zen:user", e.Actor); ok && name != "" {
		return name
	}
	return "user " + e.Actor
}

// eventVerb says what kind of event it was, where no change is told; told says
// that what changed stands below.
func eventVerb(e collection.Event, told bool) string {
	switch {
	case e.Kind == "record_created":
		return "created it"
	case e.Kind == "record_updated" && told:
		return "changed it"
	case e.Kind == "record_updated":
		return "changed it; Zendesk does not say what"
	}
	return cmp.Or(e.Text, strings.ReplaceAll(e.Kind, "_", " "))
}

// longestValue is how many characters of a value a sentence holds.
const longestValue = 80

// changeSentence says what became of a field: "changed Condition from Good to
// Broken", "set Notes to …", "cleared Notes, which was …".
func changeSentence(env *pane.Env, s *collection.Schema, c collection.EventChange) string {
	f, known := s.Field(c.Key)
	if !known {
		f = collection.Field{Key: c.Key, Title: strings.TrimPrefix(c.Key, collection.CustomPrefix)}
	}
	format := env.Format()
	format.Yes, format.No = "yes", "no"
	write := func(v collection.Value) string {
		line := []rune(strings.Join(strings.Fields(format.Text(f, v)), " "))
		if len(line) > longestValue {
			line = append(line[:longestValue-1], []rune(env.Theme.Glyphs.Loading)...)
		}
		return string(line)
	}
	from, to := write(c.From), write(c.To)
	switch {
	case to == "" && from == "":
		return "cleared " + f.Title
	case to == "":
		return "cleared " + f.Title + ", which was " + from
	case from == "":
		return "set " + f.Title + " to " + to
	}
	return "changed " + f.Title + " from " + from + " to " + to
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
