package many

import (
	"fmt"
	"strings"
	"time"

	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/work"
)

// kindWords are how the kinds of changes are offered.
var kindWords = map[work.BulkKind]string{
	work.BulkSet: "set to a value", work.BulkClear: "clear", work.BulkReplace: "find and replace in the text",
	work.BulkAdd: "add a number", work.BulkAddOptions: "add options", work.BulkRemoveOptions: "remove options",
}

// words says what a change does.
func (m *Model) words(c work.BulkChange) string {
	f := m.env.Format()
	switch c.Kind {
	case work.BulkSet:
		return "set " + c.Field.Title + " to " + quoted(f.Text(c.Field, c.Value))
	case work.BulkReplace:
		return "replace " + quoted(c.Find) + " with " + quoted(c.With) + " in " + c.Field.Title
	case work.BulkAdd:
		return "add " + c.Number + " to " + c.Field.Title
	case work.BulkAddOptions:
		return "add " + optionWords(c) + " to " + c.Field.Title
	case work.BulkRemoveOptions:
		return "remove " + optionWords(c) + " from " + c.Field.Title
	}
	return "clear " + c.Field.Title
}

const longestQuote = 30

func quoted(s string) string {
	if s == "" {
		return "nothing"
	}
	return "“" + text.Cut(s, longestQuote, text.Runes) + "”"
}

func optionWords(c work.BulkChange) string {
	titles := make([]string, len(c.Options))
	for i, v := range c.Options {
		o, ok := c.Field.Option(v)
		if !ok {
			o.Title = v
		}
		titles[i] = o.Title
	}
	return strings.Join(titles, ", ")
}

// allWords is the title of an edit.
func (m *Model) allWords(changes []work.BulkChange) string {
	parts := make([]string, len(changes))
	for i, c := range changes {
		parts[i] = m.words(c)
	}
	return strings.Join(parts, ", ")
}

// count returns "1 Asset" or "3 Assets".
func count(n int, col *collection.Collection) string { return pane.Plural(n, col.Singular, col.Title) }

// share is how far a job is: "62%", or what it did so far.
func share(v work.JobView) string {
	switch {
	case v.State == work.JobPaused:
		return "paused"
	case v.Total <= 0:
		return pane.Thousands(v.Settled())
	}
	return fmt.Sprintf("%d%%", percent(v))
}

// percent never says 100 before all is done.
func percent(v work.JobView) int {
	if v.Total <= 0 {
		return 0
	}
	return min(v.Settled()*100/v.Total, 100)
}

// tally lists what became of the rows: "248 done · 2 failed".
func tally(v work.JobView, sep string) string {
	parts := []string{pane.Thousands(v.Done) + " done"}
	for _, p := range []struct {
		n    int
		word string
	}{{v.Failed, " failed"}, {v.Unknown, " of unknown outcome"}, {v.NotRun, " not sent"}} {
		if p.n > 0 {
			parts = append(parts, pane.Thousands(p.n)+p.word)
		}
	}
	return strings.Join(parts, sep)
}

func endWords(v work.JobView) string {
	s := v.Title + ": " + tally(v, ", ")
	if v.Kind == work.JobExport && v.Err == nil {
		s = v.Title + ": " + pane.Plural(v.Done, "row", "rows") + " in " + v.Path
	}
	if v.Err != nil {
		s += ": " + pane.Explain(v.Err)
	}
	return s
}

// stateWords says what a job is doing, and how fast.
func stateWords(v work.JobView) string {
	switch {
	case v.State == work.JobBroken:
		return "broken off when zco ended"
	case !v.Live():
		return "ended"
	case v.State == work.JobPaused:
		return "paused: what was sent goes on, nothing more is"
	case v.State == work.JobCancelling:
		return "stopping: waiting for what was sent"
	case v.Waiting != "":
		return v.Waiting
	}
	var parts []string
	if v.PerSecond > 0 {
		parts = append(parts, rate(v.PerSecond))
	}
	if v.Left >= 0 {
		parts = append(parts, "about "+pane.Age(v.Left.Round(time.Second))+" left")
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
func (m *Model) drawBar(a screen.Area, v work.JobView) {
	th := m.env.Theme
	word := share(v)
	if v.State == work.JobPaused && v.Total > 0 {
		word = fmt.Sprintf("%d%%", percent(v))
	}
	w := a.W - 6
	if v.Total <= 0 || m.env.Plain || w < 4 {
		a.TextCut(0, 0, a.W, th.Strong, word)
		return
	}
	full := w * min(v.Settled(), v.Total) / v.Total
	a.Repeat(0, 0, full, 1, '█', th.Good)
	a.Repeat(full, 0, w-full, 1, '░', th.Muted)
	a.TextRight(w, 0, 6, th.Strong, word)
}
