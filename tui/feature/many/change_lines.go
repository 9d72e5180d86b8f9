package many

import (
	"strings"

	"zco/tui/domain/collection"
	"zco/tui/domain/job"
	"zco/tui/draw/text"
)

// changeLines are the changes of an edit that the samples of a review do not
// show whole: what is set in many rows is to be read before it is sent.
func (f *Feature) changeLines(s *collection.Schema, changes []job.Change, w int) (out []line) {
	th := f.env.Theme
	for _, c := range changes {
		parts := f.wholeChange(s, c)
		if len(parts) == 0 {
			continue
		}
		out = append(out, line{})
		for _, p := range parts {
			out = append(out, wrapped(th.Label, p.head, w, "")...)
			if p.value == "" {
				continue
			}
			// by runes, which no terminal draws wider: nothing is cut at the edge
			for _, l := range text.Wrap(text.CleanLines(p.value), w-2, text.Runes) {
				out = append(out, line{th.Text, "  " + l})
			}
		}
	}
	return out
}

// wholePart is a value of a change with all its lines, below what it is for.
type wholePart struct{ head, value string }

// wholeChange is what a change says, whole; nothing where each sample does.
func (f *Feature) wholeChange(s *collection.Schema, c job.Change) []wholePart {
	on := fieldOf(s, job.SchemaKey(c.Field))
	var parts []wholePart
	switch c.Kind {
	case job.Set:
		parts = []wholePart{{"Set " + on.Title + " to:", f.env.Format().Text(on, c.Value)}}
	case job.AddOptions:
		parts = []wholePart{{"Add to " + on.Title + ":", optionWords(on, c.Options)}}
	case job.RemoveOptions:
		parts = []wholePart{{"Remove from " + on.Title + ":", optionWords(on, c.Options)}}
	case job.Replace: // of a long text, a sample shows the beginning only
		if !long(c.Find) && !long(c.With) {
			return []wholePart{{head: text.Sentence(f.words(s, c))}}
		}
		with := c.With
		if with == "" {
			with = "nothing"
		}
		return []wholePart{{"Replace in " + on.Title + ":", c.Find}, {"With:", with}}
	}
	if len(parts) == 0 || !long(parts[0].value) {
		return nil
	}
	return parts
}

// long reports whether a quote of a text is not the whole of it.
func long(s string) bool {
	return strings.Contains(s, "\n") || text.Width(s, text.Runes) > longestQuote
}
