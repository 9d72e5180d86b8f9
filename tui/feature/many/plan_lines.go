package many

import (
	"fmt"
	"strings"

	"zco/tui/domain/job"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
)

// planLines is what a review says of a plan: the numbers, what else to know,
// what changes set that is long, rows that cannot be changed with the reason,
// and samples.
func (f *Feature) planLines(p *job.Plan, changes []job.Change, w int) []line {
	th := f.env.Theme
	out := wrapped(th.Strong, planWords(p), w, "")
	if p.Note != "" {
		out = append(out, wrapped(th.Warn, text.Clean(p.Note), w, "")...)
	}
	if p.AlreadyIn > 0 {
		words := pane.Plural(p.AlreadyIn, "row is", "rows are") + " in already, by an earlier import that was not all done: not made again"
		out = append(out, wrapped(th.Warn, words, w, "")...)
	}
	out = append(out, f.causeLines(p, w)...)
	if p.Sends() > 0 {
		out = append(out, f.changeLines(f.layer.KnownSchema(p.Collection.ID), changes, w)...)
	}
	if len(p.Troubled) > 0 {
		out = append(out, line{}, line{th.Danger, th.Glyphs.Failed + " " + cannotWords[p.Kind] + ":"})
		for _, t := range p.Troubled {
			out = append(out, wrapped(th.Text, text.Clean(troubleWords(t)), w, "  ")...)
		}
		out = append(out, f.more(p.Problems-len(p.Troubled))...)
	}
	if len(p.Samples) > 0 {
		out = append(out, line{}, line{th.Label, sampleHead(p)})
		for _, s := range p.Samples {
			out = append(out, f.sampleLines(p, s, w)...)
		}
		out = append(out, f.more(p.Sends()-len(p.Samples))...)
	}
	return out
}

// wrapped are the lines of a text that is broken at a width, each indented.
func wrapped(st screen.Style, s string, w int, indent string) (out []line) {
	for _, l := range text.Wrap(s, w-len(indent), text.Clusters) {
		out = append(out, line{st, indent + l})
	}
	return out
}

// causeLines are the cells that a program seems to have changed, by column
// with an example.
func (f *Feature) causeLines(p *job.Plan, w int) []line {
	if len(p.Causes) == 0 {
		return nil
	}
	th := f.env.Theme
	words := pane.Plural(p.Causes.Cells(), "cell that a program seems to have changed is", "cells that a program seems to have changed are") + " not sent:"
	out := append([]line{{}}, wrapped(th.Warn, words, w, "")...)
	for _, c := range p.Causes {
		words := pane.Thousands(c.Cells) + " in " + c.Column + ": " + c.Cause.Words() + ", such as " + quoted(text.Clean(c.Example.Before)) + " → " + quoted(text.Clean(c.Example.After))
		out = append(out, wrapped(th.Text, words, w, "  ")...)
	}
	return out
}

func (f *Feature) more(n int) []line {
	if n <= 0 {
		return nil
	}
	return []line{{f.env.Theme.Muted, "  and " + pane.Thousands(n) + " more"}}
}

func planWords(p *job.Plan) string {
	var parts []string
	add := func(n int, one, many string) {
		if n > 0 {
			parts = append(parts, pane.Plural(n, one, many))
		}
	}
	add(p.Create, "will be created", "will be created")
	add(p.Change, "will change", "will change")
	add(p.Delete, "will be deleted", "will be deleted")
	if len(p.Causes) == 0 {
		add(p.Same, "is so already", "are so already")
	} else { // what such a cell says is neither there already nor sent
		add(p.Same, "stays as it is", "stay as they are")
	}
	add(p.Problems, "cannot be sent", "cannot be sent")
	if len(parts) == 0 {
		return "There is nothing to do"
	}
	return strings.Join(parts, " · ")
}

func sampleHead(p *job.Plan) string {
	if p.Sends() > len(p.Samples) {
		return fmt.Sprintf("The first %d:", len(p.Samples))
	}
	return "Changes"
}

func troubleWords(i job.Item) string {
	name := job.Name(i)
	if i.Row > 0 {
		name = fmt.Sprintf("row %d", i.Row)
	}
	return name + ": " + job.Plain(i.Problem)
}

// sampleLines are a row before and after, a line for each field.
func (f *Feature) sampleLines(p *job.Plan, i job.Item, w int) []line {
	th, made := f.env.Theme, job.Creates(i)
	mark := th.Glyphs.Changed
	if made {
		mark = th.Glyphs.New
	}
	out := []line{{th.Text, mark + " " + job.Name(i)}}
	if p.Delete == p.Sends() {
		return out
	}
	format, schema := f.env.Format(), f.layer.KnownSchema(p.Collection.ID)
	for _, c := range job.Fields(i) {
		field := fieldOf(schema, c.Field)
		words := field.Title + ": "
		if !made {
			words += quoted(format.Text(field, c.Before)) + " → "
		}
		out = append(out, wrapped(th.Muted, text.Clean(words+quoted(format.Text(field, c.After))), w, "    ")...)
	}
	return out
}

// cannotWords head the rows that a job leaves out, by what it would do.
var cannotWords = map[job.Kind]string{
	job.KindEdit: "Cannot be changed", job.KindDelete: "Cannot be deleted", job.KindImport: "Cannot be imported",
	job.KindUndo: "Cannot be undone",
}
