package find

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/domain/job"
	"zco/tui/pane"
	"zco/tui/widget/prompt"
)

// table are the counts with their titles.
func (d *counts) table() [][]string {
	out := [][]string{{d.field.Title, "Rows"}}
	for _, v := range d.shown {
		out = append(out, []string{d.text(v), strconv.Itoa(max(v.Count, 0))})
	}
	return out
}

// copy copies the counts as lines with tabs.
func (d *counts) copy() {
	var b strings.Builder
	for _, row := range d.table() {
		for i, cell := range row {
			row[i] = strings.NewReplacer("\t", " ", "\n", " ").Replace(cell)
		}
		b.WriteString(strings.Join(row, "\t") + "\n")
	}
	d.env.Shell.Ask(pane.Copy{Text: b.String(), What: "the table of counts"})
}

// export asks where the counts are to be written, and writes them.
func (d *counts) export() tea.Cmd {
	ask := prompt.New(d.env, "Write the counts to a CSV file", func(path string) tea.Cmd {
		rows := d.table()
		return d.env.Shell.Async(func() tea.Msg {
			written, err := job.SaveTable(path, rows)
			if err != nil {
				return pane.Say{Kind: pane.Failure, Text: "not written: " + pane.Explain(err)}
			}
			return pane.Say{Kind: pane.Success, Text: pane.Plural(len(rows)-1, "value", "values") + " written to " + written}
		})
	})
	ask.Verb, ask.Label = "write", "file"
	ask.Line.SetText(d.fileName())
	ask.Note = func(string) string { return "a file that is there stays: another name is taken then" }
	d.env.Shell.Open(ask)
	return nil
}

// fileName is made of the object and the field.
func (d *counts) fileName() string {
	plain := func(s string) string {
		return strings.Trim(strings.Map(func(r rune) rune {
			switch {
			case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
				return r
			case r >= 'A' && r <= 'Z':
				return r - 'A' + 'a'
			}
			return '-'
		}, s), "-")
	}
	key, _ := d.field.Custom()
	return plain(collection.ObjectKey(d.col.ID)+"-by-"+key) + "-" + d.at.Format("2006-01-02") + ".csv"
}
