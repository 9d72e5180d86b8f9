package clip

import (
	"encoding/json"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/goccy/go-yaml"

	"zco/tui/domain/collection"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/widget/list"
)

// copies is one line of the copy menu.
type copies struct{ what, text string }

// shownCells are as many of a text as the menu has room for at most.
const shownCells = 46

// menu offers what can be copied of what the cursor is on.
func (f *Feature) menu() tea.Cmd {
	s, ok := f.env.Shell.Subject()
	if !ok {
		f.env.Shell.Say(pane.Note, "there is nothing under the cursor")
		return nil
	}
	var all []copies
	for _, c := range f.copiesOf(s) {
		if c.text != "" {
			all = append(all, c)
		}
	}
	items := make([]form.Item, len(all))
	for i, c := range all {
		items[i] = form.Item{Label: text.Sentence(c.what), Hint: text.Cut(c.text, shownCells, text.Runes)}
	}
	f.env.Shell.Open(list.New(f.env, "Copy", items, func(i int) tea.Cmd {
		return f.copyText(pane.Copy{Text: all[i].text, What: all[i].what})
	}))
	return nil
}

func (f *Feature) copiesOf(s pane.Subject) []copies {
	format := f.env.Format()
	out := []copies{}
	if s.Field.Key != "" {
		out = append(out, copies{s.Field.Title, format.Text(s.Field, s.Item.Value(s.Field.Key))})
	}
	row := make([]string, len(s.Columns))
	for i, col := range s.Columns {
		row[i] = strings.NewReplacer("\t", " ", "\n", " ").Replace(format.Text(col, s.Item.Value(col.Key)))
	}
	return append(out,
		copies{"ID", s.Item.ID},
		copies{"external ID", s.Item.Value("external_id").Text()},
		copies{"name", s.Item.Value("name").Text()},
		copies{"the row", strings.Join(row, "\t")},
		copies{"the record as JSON", recordJSON(s)},
		copies{"the record as YAML", recordYAML(s)},
		copies{"the address", f.address(s)},
		copies{"the API address", s.Collection.APIAddress(f.env.Base, s.Item)},
		copies{"a curl command", f.curl(s)},
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
func (f *Feature) address(s pane.Subject) string {
	return s.Collection.AgentAddress(f.env.Base, s.Item.ID)
}

// curl is the request for the row; the secret stays a variable.
func (f *Feature) curl(s pane.Subject) string {
	url := s.Collection.APIAddress(f.env.Base, s.Item)
	if !strings.HasPrefix(url, f.env.Base+"/") || strings.ContainsFunc(url, func(r rune) bool { return r <= ' ' || r == '\'' || r > '~' }) {
		return "" // a secret goes to the account alone, and what is pasted into a shell is one line
	}
	who := `-u "$ZENDESK_EMAIL/token:$ZENDESK_API_TOKEN"`
	if f.o.OAuth {
		who = `-H "Authorization: Bearer $ZENDESK_OAUTH_TOKEN"`
	}
	return "curl " + who + " '" + url + "'"
}
