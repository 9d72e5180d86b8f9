package shell_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/shell"
	"zco/tui/widget/confirm"
)

// The whole frame: where each pane lies, the rules between them, the bar and
// the line above it, with dialogs over all, at widths for one to three panes.
func TestScreens(t *testing.T) {
	open := func(s *staged) {
		s.Send(pane.OpenRecord{Ref: collection.Ref{Collection: "car", ID: "2"}}).Idle()
	}
	ask := func(s *staged) {
		s.Send(pane.Open{Dialog: confirm.New(s.env, "Sure?", "Really.", func() tea.Cmd { return nil })}).Idle()
	}
	var got strings.Builder
	for _, c := range []struct {
		name string
		w, h int
		set  func(*shell.Options)
		then func(*staged)
	}{
		{"the list, the table", 100, 8, nil, nil},
		{"as one pane at a time", 99, 7, nil, nil},
		{"the list alone", 40, 7, nil, func(s *staged) { s.Press("esc") }},
		{"a record beside", 160, 7, nil, open},
		{"a record over the table", 100, 7, nil, open},
		{"a record alone", 60, 7, nil, open},
		{"the table while one searches", 60, 7, nil, func(s *staged) { s.Send(pane.Focus{Pane: pane.Search}).Idle() }},
		{"lines enough for messages", 60, 16, nil, func(s *staged) { s.Send(pane.Say{Kind: pane.Failure, Text: "it broke"}).Idle() }},
		{"no line for messages", 60, 15, nil, func(s *staged) { s.Send(pane.Say{Kind: pane.Warning, Text: "careful"}).Idle() }},
		{"nothing to show", 100, 7, func(o *shell.Options) { o.Start.Collection = "gone" }, nil},
		{"without the list", 100, 7, func(o *shell.Options) { o.HideList = true }, nil},
		{"without the list, in a record", 100, 17, func(o *shell.Options) { o.HideList = true }, open},
		{"too small", 29, 7, nil, nil},
		{"too low", 40, 5, nil, nil},
		{"a question", 60, 10, nil, ask},
		{"a question where there is little room", 30, 6, nil, ask},
		{"read out", 100, 17, func(o *shell.Options) { o.Env.Plain = true }, nil},
		{"a question, read out", 60, 17, func(o *shell.Options) { o.Env.Plain = true }, ask},
		{"what drops down over the table", 60, 7, nil, func(s *staged) { s.line.covers = true; s.Send(pane.Focus{Pane: pane.Search}).Idle() }},
		{"a record with a draft, read out", 100, 17, func(o *shell.Options) { o.Env.Plain, o.Env.Drafts = true, drafts{of: "2"} }, open},
		{"a table with a draft, read out", 60, 16, func(o *shell.Options) { o.Env.Plain, o.Env.Drafts = true, drafts{of: "1"} }, nil},
		{"the list, read out", 60, 16, func(o *shell.Options) { o.Env.Plain = true }, func(s *staged) { s.Press("esc") }},
		{"an editor over a cell", 60, 17, nil, func(s *staged) { s.Send(pane.Open{Dialog: &over{}}).Idle() }},
		{"without a mouse", 60, 7, func(o *shell.Options) { o.Terminal.Mouse = false }, nil},
		{"a demo, only to look at", 120, 7, func(o *shell.Options) { o.Demo, o.Env.ReadOnly = true, "only to look at" }, nil},
	} {
		stage(t, c.w, c.h, c.set, func(s *staged) {
			if c.then != nil {
				c.then(s)
			}
			fmt.Fprintf(&got, "--- %s, %dx%d\n%s", c.name, c.w, c.h, s.frame())
		})
	}
	panetest.Golden(t, "frames.txt", got.String())
}
