package many

import (
	"fmt"
	"strings"
	"time"

	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/domain/job"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
)

// kindWords are how the kinds of changes are offered.
var kindWords = map[job.ChangeKind]string{
	job.Set: "set", job.Clear: "clear", job.Replace: "replace in the text",
	job.Add: "add a number", job.AddOptions: "add options", job.RemoveOptions: "remove options",
}

// words says what a change does.
func (f *Feature) words(s *collection.Schema, c job.Change) string {
	on, format := fieldOf(s, job.SchemaKey(c.Field)), f.env.Format()
	switch c.Kind {
	case job.Set:
		return "set " + on.Title + " to " + quoted(format.Text(on, c.Value))
	case job.Replace:
		return "replace " + quoted(c.Find) + " with " + quoted(c.With) + " in " + on.Title
	case job.Add:
		return "add " + c.Number + " to " + on.Title
	case job.AddOptions:
		return "add " + optionWords(on, c.Options) + " to " + on.Title
	case job.RemoveOptions:
		return "remove " + optionWords(on, c.Options) + " from " + on.Title
	}
	return "clear " + on.Title
}

// fieldOf is a field by its key, as far as it is known.
func fieldOf(s *collection.Schema, key string) collection.Field {
	if f, ok := s.Field(key); ok {
		return f
	}
	bare, _ := collection.Field{Key: key}.Custom()
	return collection.Field{Key: key, Title: bare, Type: field.Text}
}

const longestQuote = 30

func quoted(s string) string { return quotedIn(s, longestQuote) }

// quotedIn is a quote of at most some cells.
func quotedIn(s string, most int) string {
	if s == "" {
		return "nothing"
	}
	return "“" + text.Cut(s, most, text.Runes) + "”"
}

func optionWords(f collection.Field, tags []string) string {
	titles := make([]string, len(tags))
	for i, tag := range tags {
		titles[i] = f.OptionTitle(tag)
	}
	return strings.Join(titles, ", ")
}

// allWords is the title of an edit.
func (f *Feature) allWords(s *collection.Schema, changes []job.Change) string {
	parts := make([]string, len(changes))
	for i, c := range changes {
		parts[i] = f.words(s, c)
	}
	return strings.Join(parts, ", ")
}

// count returns "1 Asset" or "3 Assets".
func count(n int, col *collection.Collection) string { return pane.Plural(n, col.Singular, col.Title) }

// share is how far a job is: "62%", or what it did so far.
func share(j job.Job) string {
	switch {
	case j.State == job.Paused:
		return "paused"
	case j.Total <= 0:
		return pane.Thousands(j.Settled())
	}
	return fmt.Sprintf("%d%%", percent(j))
}

// percent never says 100 before all is done.
func percent(j job.Job) int {
	return min(j.Settled()*100/j.Total, 100)
}

// tally lists what became of the rows: "248 done · 2 failed".
func tally(j job.Job, sep string) string {
	parts := []string{pane.Thousands(j.Completed()) + " done"}
	for _, p := range []struct {
		n    int
		word string
	}{{j.Failed, " failed"}, {j.Unknown, " of unknown outcome"}, {j.NotRun, " not sent"}} {
		if p.n > 0 {
			parts = append(parts, pane.Thousands(p.n)+p.word)
		}
	}
	return strings.Join(parts, sep)
}

func endWords(j job.Job) string {
	s := j.Title + ": " + tally(j, ", ")
	if j.Kind == job.KindExport && j.Err == nil {
		s = j.Title + ": " + pane.Plural(j.Done, "row", "rows") + " in " + j.Path
	}
	if j.Err != nil {
		s += ": " + pane.Explain(j.Err)
	}
	return s
}

// stateWords says what a job is doing, and how fast.
func stateWords(j job.Job) string {
	switch {
	case j.State == job.Broken:
		return "interrupted when zco ended"
	case !j.Live():
		return "finished"
	case j.State == job.Paused:
		return "paused: nothing more is sent"
	case j.State == job.Cancelling:
		return "stopping: waiting for what was sent"
	case j.Waiting != "":
		return j.Waiting
	}
	var parts []string
	if j.PerSecond > 0 {
		parts = append(parts, rate(j.PerSecond))
	}
	if j.Left >= 0 {
		parts = append(parts, "about "+pane.Age(j.Left.Round(time.Second))+" left")
	}
	return strings.Join(parts, " · ")
}

func rate(perSecond float64) string {
	if perSecond >= 10 {
		return pane.Thousands(int(perSecond)) + " a second"
	}
	return fmt.Sprintf("%.1f a second", perSecond)
}

// drawBar draws how far a job is, with the number beside: the bar alone would
// tell it by length and colour only.
func (f *Feature) drawBar(a screen.Area, j job.Job) {
	th := f.env.Theme
	word := share(j)
	if j.State == job.Paused && j.Total > 0 {
		word = fmt.Sprintf("%d%%", percent(j))
	}
	w := a.W - 6
	if j.Total <= 0 || f.env.Plain {
		a.TextCut(0, 0, a.W, th.Strong, word)
		return
	}
	full := w * min(j.Settled(), j.Total) / j.Total
	a.Repeat(0, 0, full, 1, '█', th.Good)
	a.Repeat(full, 0, w-full, 1, '░', th.Muted)
	a.TextRight(w, 0, 6, th.Strong, word)
}
