package clip

import (
	"context"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"zco/tui/action"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/widget/list"
)

// Options are how to copy and to open addresses.
type Options struct {
	Context   context.Context
	Clipboard string                 // the configuration's word: auto, system, osc52, off
	Getenv    func(string) string    // the person's environment
	Browse    func(url string) error // opens a browser; nil where there is none
	OAuth     bool                   // whether the account is signed in to by OAuth, for the curl command
}

// Feature copies what the cursor is on, and opens it in the browser.
type Feature struct {
	env *pane.Env
	o   Options
}

var _ pane.Feature = (*Feature)(nil)

// New returns the feature.
func New(env *pane.Env, o Options) *Feature { return &Feature{env: env, o: o} }

// Commands implements pane.Feature.
func (f *Feature) Commands() []action.Command {
	return []action.Command{
		{ID: action.Copy, Why: f.whyNoRow, Run: f.menu},
		{ID: action.Browser, Why: f.whyNoPage, Run: f.browseHere},
	}
}

// Handlers implements pane.Feature.
func (f *Feature) Handlers() []pane.Handler {
	return []pane.Handler{
		pane.On(f.copyText),
	}
}

// whyNoRow is why nothing can be done with the row under the table's cursor.
func (f *Feature) whyNoRow() string {
	if f.env.Shell.Focused() == pane.Record || f.env.Shell.Table() == nil {
		return ""
	}
	if _, ok := f.env.Shell.Subject(); !ok {
		return "there is no row under the cursor"
	}
	return ""
}

// whyNoPage is why there is nothing to open in the browser.
func (f *Feature) whyNoPage() string {
	t := f.env.Shell.Table()
	if t != nil && f.env.Shell.Focused() != pane.Record && t.Collection().Address == "" {
		return t.Collection().Title + " have no page of their own in the agent interface"
	}
	return f.whyNoRow()
}

// copyText copies, after a warning where the text is not what it seems.
func (f *Feature) copyText(c pane.Copy) tea.Cmd {
	if !text.Marked(c.Text) {
		return f.Now(c)
	}
	answers := []form.Item{
		{Label: "Copy it with the marks", Hint: "As it is shown"},
		{Label: "Copy the true text", Hint: "It may do harm"},
	}
	f.env.Shell.Push(pane.Open{Unasked: true, Dialog: list.New(f.env, "Hidden characters in "+c.What, answers, func(i int) tea.Cmd {
		if i == 0 {
			c.Text = text.CleanLines(c.Text)
		}
		return f.Now(c)
	})})
	return nil
}

// Now returns the command that copies a text as it is.
func (f *Feature) Now(c pane.Copy) tea.Cmd {
	way := Choose(f.o.Clipboard, f.o.Getenv)
	if err := Check(way, c.Text); err != nil {
		f.env.Shell.Say(pane.Failure, err.Error())
		return nil
	}
	if way == Terminal {
		f.env.Shell.Say(pane.Success, Terminal.Said(c.What))
		return f.askTerminal(c.Text)
	}
	return f.env.Shell.Async(func() tea.Msg { return f.copied(way, c) })
}

// screenLimit is how much GNU screen passes on at once.
const screenLimit = 768

// askTerminal asks the terminal, through GNU screen where one is in between.
func (f *Feature) askTerminal(text string) tea.Cmd {
	if f.o.Getenv("STY") != "" {
		return tea.Raw(ansi.ScreenPassthrough(ansi.SetSystemClipboard(text), screenLimit))
	}
	return tea.SetClipboard(text)
}

// copied copies beside the event loop.
func (f *Feature) copied(way Way, c pane.Copy) tea.Msg {
	took, err := Copy(f.o.Context, way, c.Text)
	switch {
	case err == nil:
		return pane.Say{Kind: pane.Success, Text: took.Said(c.What)}
	case way == Desktop && f.o.Clipboard != "system" && Check(Terminal, c.Text) == nil:
		said := f.env.Shell.Async(func() tea.Msg { return pane.Say{Kind: pane.Success, Text: Terminal.Said(c.What)} })
		return tea.BatchMsg{f.askTerminal(c.Text), said} // a desk without a program for it
	}
	return pane.Say{Kind: pane.Failure, Text: "not copied: " + err.Error()}
}

// browseHere opens the page of what the cursor is on.
func (f *Feature) browseHere() tea.Cmd {
	s, ok := f.env.Shell.Subject()
	if !ok || f.address(s) == "" {
		f.env.Shell.Say(pane.Note, "there is no page for this in the browser")
		return nil
	}
	return f.browse(f.address(s))
}

// browse opens an address in the browser where there is one, else offers it
// to copy.
func (f *Feature) browse(url string) tea.Cmd {
	if f.o.Browse == nil {
		cmd := f.Now(pane.Copy{Text: url, What: "the address"})
		f.env.Shell.Say(pane.Note, url)
		return cmd
	}
	return f.env.Shell.Async(func() tea.Msg {
		if err := f.o.Browse(url); err != nil {
			return pane.Say{Kind: pane.Warning, Text: "no browser here (" + err.Error() + "): " + url}
		}
		return pane.Say{Kind: pane.Note, Text: "opened in the browser"}
	})
}
