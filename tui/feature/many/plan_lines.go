package many

import (
	"fmt"
	"strings"

	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/work"
)

// planLines is what a review says of a plan: the numbers, what else to know,
// rows that cannot be changed with the reason, and samples.
func (m *Model) planLines(p *work.BulkPlan, w int) []line {
	th := m.env.Theme
	var out []line
	for _, s := range text.Wrap(planWords(p), w, text.Clusters) {
		out = append(out, line{th.Strong, s})
	}
	if p.Note != "" {
		for _, s := range text.Wrap(text.Clean(p.Note), w, text.Clusters) {
			out = append(out, line{th.Warn, s})
		}
	}
	if len(p.Troubled) > 0 {
		out = append(out, line{}, line{th.Danger, th.Glyphs.Failed + " cannot be:"})
		for _, t := range p.Troubled {
			out = append(out, line{th.Text, "  " + troubleWords(t)})
		}
		out = append(out, more(p.Problems-len(p.Troubled), m)...)
	}
	if len(p.Samples) > 0 {
		out = append(out, line{}, line{th.Label, sampleHead(p)})
		for _, s := range p.Samples {
			out = append(out, m.sampleLines(p, s)...)
		}
		out = append(out, more(p.Sends()-len(p.Samples), m)...)
	}
	return out
}

func more(n int, m *Model) []line {
	if n <= 0 {
		return nil
	}
	return []line{{m.env.Theme.Muted, "  and " + pane.Thousands(n) + " more"}}
}

func planWords(p *work.BulkPlan) string {
	var parts []string
	add := func(n int, one, many string) {
		if n > 0 {
			parts = append(parts, pane.Plural(n, one, many))
		}
	}
	add(p.Create, "will be created", "will be created")
	add(p.Change, "will change", "will change")
	add(p.Delete, "will be deleted", "will be deleted")
	add(p.Same, "is so already", "are so already")
	add(p.Problems, "cannot be", "cannot be")
	if len(parts) == 0 {
		return "there is nothing to do"
	}
	return strings.Join(parts, " · ")
}

func sampleHead(p *work.BulkPlan) string {
	if p.Sends() > len(p.Samples) {
		return fmt.Sprintf("the first %d:", len(p.Samples))
	}
	return "these:"
}

func troubleWords(t work.BulkTrouble) string {
	name := t.Name
	if name == "" {
		name = t.ID
	}
	if t.Row > 0 {
		name = fmt.Sprintf("row %d", t.Row)
	}
	return name + ": " + t.Why
}

// sampleLines are a row before and after, a line for each field.
func (m *Model) sampleLines(p *work.BulkPlan, s work.BulkSample) []line {
	th := m.env.Theme
	mark := th.Glyphs.Changed
	if s.Created {
		mark = th.Glyphs.New
	}
	out := []line{{th.Text, mark + " " + s.Name}}
	if p.Delete == p.Sends() {
		return out
	}
	f := m.env.Format()
	for _, c := range s.Fields {
		field := m.field(p.Collection.ID, c.Key)
		will := quoted(f.Text(field, c.After))
		words := "    " + field.Title + ": "
		if !s.Created {
			words += quoted(f.Text(field, c.Before)) + " → "
		}
		out = append(out, line{th.Muted, words + will})
	}
	return out
}

// field is a field of a collection by its key, as far as it is known.
func (m *Model) field(object, key string) collection.Field {
	if f, ok := m.schemas[object].Field(key); ok {
		return f
	}
	bare, _ := collection.Field{Key: key}.Custom()
	return collection.Field{Key: key, Title: bare, Type: field.Text}
}
