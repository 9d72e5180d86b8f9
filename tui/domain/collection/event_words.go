package collection

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"zco/tui/domain/number"
)

// EventNames are the ids in events whose names a person reads, by target.
func EventNames(s *Schema, events []Event) map[string][]string {
	out := map[string][]string{}
	for _, e := range events {
		if e.Actor != "" {
			out["zen:user"] = append(out["zen:user"], e.Actor)
		}
		for _, c := range e.Changes {
			f, _ := s.Field(c.Key)
			for _, v := range []Value{c.From, c.To} {
				if f.Target != "" && !v.IsEmpty() {
					out[f.Target] = append(out[f.Target], v.Text())
				}
			}
		}
	}
	return out
}

// EventWords writes what happened to a record for a person.
type EventWords struct {
	Format Format
	Schema *Schema // the record's fields; none where they are not known
	More   string  // stands for the rest of a long value
}

// Lines tell of an event in a sentence: when, who, and what from what to what.
// Several changes stand below it, a line each.
func (w EventWords) Lines(e Event) []string {
	at := e.At
	if t, err := time.Parse(time.RFC3339, e.At); err == nil {
		at = w.Format.Moment(t)
	}
	rest := w.properties(e.Properties)
	head := strings.TrimSpace(at + "  " + w.actor(e))
	switch {
	case len(e.Changes) == 1:
		return append([]string{head + " " + w.change(e.Changes[0])}, rest...)
	case len(e.Changes) > 1:
		out := []string{head + " changed " + number.Of(len(e.Changes), "field", "fields")}
		for _, c := range e.Changes {
			out = append(out, "    "+w.change(c))
		}
		return append(out, rest...)
	}
	return append([]string{head + " " + eventVerb(e, len(rest) > 0)}, rest...)
}

func (w EventWords) actor(e Event) string {
	if e.Actor == "" {
		return "somebody"
	}
	if w.Format.Name != nil {
		if name, ok := w.Format.Name("zen:user", e.Actor); ok && name != "" {
			return name
		}
	}
	return "user " + e.Actor
}

// eventVerb says what kind of event it was, where no change is told; told says
// that what changed stands below.
func eventVerb(e Event, told bool) string {
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

// change says what became of a field: "changed Condition from Good to Broken",
// "set Notes to …", "cleared Notes, which was …".
func (w EventWords) change(c EventChange) string {
	f, known := w.Schema.Field(c.Key)
	if !known {
		f = Field{Key: c.Key, Title: strings.TrimPrefix(c.Key, CustomPrefix)}
	}
	format := w.Format
	format.Yes, format.No = "yes", "no"
	write := func(v Value) string {
		line := []rune(strings.Join(strings.Fields(format.Text(f, v)), " "))
		if len(line) > longestValue {
			line = append(line[:longestValue-1], []rune(w.More)...)
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

// properties tell what an event changed, in whichever shape the service writes
// it.
func (w EventWords) properties(v Value) (out []string) {
	m := v.Members()
	if w.Schema != nil {
		for _, f := range w.Schema.Fields {
			bare := strings.TrimPrefix(f.Key, CustomPrefix)
			p, ok := m[bare]
			if !ok {
				continue
			}
			delete(m, bare)
			out = append(out, "    "+f.Title+": "+w.Format.Text(f, p))
		}
	}
	for _, key := range slices.Sorted(maps.Keys(m)) {
		if p := m[key]; !p.IsEmpty() {
			out = append(out, "    "+key+": "+p.Text())
		}
	}
	return out
}

// EventsSince are those of a record's events, the newest first, that happened
// since a time; what has no time that can be read is among them.
func EventsSince(events []Event, since time.Time) []Event {
	return slices.DeleteFunc(slices.Clone(events), func(e Event) bool {
		at, err := time.Parse(time.RFC3339, e.At)
		return err == nil && at.Before(since.Truncate(time.Second))
	})
}
