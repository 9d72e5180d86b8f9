package shell

import (
	"encoding/json"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/goccy/go-yaml"

	"zco/tui/domain/collection"
	"zco/tui/draw/text"
	"zco/tui/feature/clip"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/widget/list"
)

// subject is what the cursor of the pane with the focus is on.
func (m *Model) subject() (pane.Subject, bool) {
	if m.focus == pane.Record {
		return m.editor.Subject()
	}
	if m.records == nil {
		return pane.Subject{}, false
	}
	return m.records.Subject()
}

// copies is one line of the copy menu.
type copies struct{ what, text string }

// copyMenu offers what can be copied of the subject.
func (m *Model) copyMenu() tea.Cmd {
	s, ok := m.subject()
	if !ok {
		return pane.Saying(pane.Note, "there is nothing under the cursor")
	}
	var all []copies
	for _, c := range m.copiesOf(s) {
		if c.text != "" {
			all = append(all, c)
		}
	}
	items := make([]form.Item, len(all))
	for i, c := range all {
		items[i] = form.Item{Label: c.what, Hint: text.Cut(c.text, 26, text.Runes)}
	}
	m.openDialog(list.New(m.env, "Copy", items, func(i int) tea.Cmd {
		return pane.Ask(pane.Copy{Text: all[i].text, What: all[i].what})
	}), false)
	return nil
}

func (m *Model) copiesOf(s pane.Subject) []copies {
	format := m.env.Format()
	out := []copies{}
	if s.Field.Key != "" {
		out = append(out, copies{s.Field.Title, format.Text(s.Field, s.Item.Value(s.Field.Key))})
	}
	row := make([]string, len(s.Columns))
	for i, f := range s.Columns {
		row[i] = strings.NewReplacer("\t", " ", "\n", " ").Replace(format.Text(f, s.Item.Value(f.Key)))
	}
	return append(out,
		copies{"id", s.Item.ID},
		copies{"external id", s.Item.Value("external_id").Text()},
		copies{"name", s.Item.Value("name").Text()},
		copies{"the row", strings.Join(row, "\t")},
		copies{"the record as JSON", recordJSON(s)},
		copies{"the record as YAML", recordYAML(s)},
		copies{"the address", m.address(s)},
		copies{"the API address", s.Collection.APIAddress(m.env.Base, s.Item)},
		copies{"a curl command", m.curl(s)},
	)
}

// recordJSON is the row as the service has it.
func recordJSON(s pane.Subject) string {
	out, err := json.MarshalIndent(nested(s), "", "  ")
	if err != nil {
		return ""
	}
	return string(out) + "\n"
}

func recordYAML(s pane.Subject) string {
	raw, err := json.Marshal(nested(s))
	if err != nil {
		return ""
	}
	out, err := yaml.JSONToYAML(raw)
	if err != nil {
		return ""
	}
	return string(out)
}

// nested puts the custom fields of a row where the service has them.
func nested(s pane.Subject) map[string]any {
	custom, out := map[string]collection.Value{}, map[string]any{}
	for key, v := range s.Item.Values {
		if v == collection.Absent {
			continue
		}
		if bare, ok := strings.CutPrefix(key, collection.CustomPrefix); ok {
			custom[bare] = v
			continue
		}
		out[key] = v
	}
	if len(custom) > 0 {
		out["custom_object_fields"] = custom
	}
	return out
}

// address is where a browser shows the row.
func (m *Model) address(s pane.Subject) string {
	return s.Collection.AgentAddress(m.env.Base, s.Item.ID)
}

// curl is the request for the row; the secret stays a variable.
func (m *Model) curl(s pane.Subject) string {
	url := s.Collection.APIAddress(m.env.Base, s.Item)
	if !strings.HasPrefix(url, m.env.Base+"/") || strings.ContainsFunc(url, func(r rune) bool { return r <= ' ' || r == '\'' || r > '~' }) {
		return "" // a secret goes to the account alone, and what is pasted into a shell is one line
	}
	who := `-u "$ZENDESK_EMAIL/token:$ZENDESK_API_TOKEN"`
	if m.opts.OAuth {
		who = `-H "Authorization: Bearer $ZENDESK_OAUTH_TOKEN"`
	}
	return "curl " + who + " '" + url + "'"
}

// copyText copies, after a warning where the text is not what it seems.
func (m *Model) copyText(c pane.Copy) tea.Cmd {
	if !text.Marked(c.Text) {
		return CopyNow(m.opts, c)
	}
	ask := []form.Item{
		{Label: "copy it with the marks", Hint: "as it is shown"},
		{Label: "copy the true text", Hint: "it may do harm"},
	}
	m.openDialog(list.New(m.env, "Hidden characters in "+c.What, ask, func(i int) tea.Cmd {
		if i == 0 {
			c.Text = text.CleanLines(c.Text)
		}
		return CopyNow(m.opts, c)
	}), true)
	return nil
}

// CopyNow puts a text on the clipboard.
func CopyNow(o Options, c pane.Copy) tea.Cmd {
	way := clip.Choose(o.Clipboard, o.Getenv)
	if err := clip.Check(way, c.Text); err != nil {
		return pane.Saying(pane.Failure, err.Error())
	}
	if way == clip.Terminal {
		return askToCopy(o, c)
	}
	return func() tea.Msg { return copied(o, way, c) }
}

// askToCopy asks the terminal, through GNU screen where one is in between.
func askToCopy(o Options, c pane.Copy) tea.Cmd {
	ask := tea.SetClipboard(c.Text)
	if o.Getenv("STY") != "" {
		ask = tea.Raw(ansi.ScreenPassthrough(ansi.SetSystemClipboard(c.Text), screenLimit))
	}
	return pane.Batch(ask, pane.Saying(pane.Success, clip.Terminal.Said(c.What)))
}

// screenLimit is how much GNU screen passes on at once.
const screenLimit = 768

func copied(o Options, way clip.Way, c pane.Copy) tea.Msg {
	took, err := clip.Copy(o.Context, way, c.Text)
	switch {
	case err == nil:
		return pane.Say{Kind: pane.Success, Text: took.Said(c.What)}
	case way == clip.Desktop && o.Clipboard != "system" && clip.Check(clip.Terminal, c.Text) == nil:
		return tea.BatchMsg{askToCopy(o, c)} // a desk without a program for it
	}
	return pane.Say{Kind: pane.Failure, Text: "not copied: " + err.Error()}
}

// browse opens an address in the browser where there is one, else offers it
// to copy.
func (m *Model) browse(url string) tea.Cmd {
	if m.opts.Browse == nil {
		return pane.Batch(CopyNow(m.opts, pane.Copy{Text: url, What: "the address"}), pane.Saying(pane.Note, url))
	}
	open := m.opts.Browse
	return func() tea.Msg {
		if err := open(url); err != nil {
			return pane.Say{Kind: pane.Warning, Text: "no browser here (" + err.Error() + "): " + url}
		}
		return pane.Say{Kind: pane.Note, Text: "opened in the browser"}
	}
}
