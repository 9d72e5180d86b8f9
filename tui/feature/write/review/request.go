package review

import (
	"bytes"
	"encoding/json"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/pane"
	"zco/tui/work"
)

// Update implements pane.Dialog: it takes the exact request.
func (d *Dialog) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case work.Previewed:
		if d.ref == any(msg.Ref) {
			d.request = requestLines(msg)
		}
	case work.NamesKnown:
		if d.again != nil {
			d.rows, d.diffs = d.again(), nil
		}
	}
	return nil
}

func requestLines(p work.Previewed) []string {
	if p.Err != nil {
		return []string{"the request is not known: " + pane.Explain(p.Err)}
	}
	out := []string{p.Step.Method + " " + p.Step.Path}
	if p.Step.Method == "GET" {
		return append(out, "", "The row is read first; what is sent then is the row as it is, with the new values.")
	}
	var pretty bytes.Buffer
	if json.Indent(&pretty, []byte(p.Step.Body), "", "  ") == nil {
		out = append(out, "Content-Type: application/json", "")
		out = append(out, strings.Split(pretty.String(), "\n")...)
	}
	return out
}
