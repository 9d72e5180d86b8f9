package palette

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/pane/panetest"
	"zco/tui/widget/form"
)

// The palette as it opens, with a search, and on what is disabled: its size,
// its lines and its keys.
func TestScreens(t *testing.T) {
	var got strings.Builder
	for _, typed := range []string{"", "copy", "view"} {
		env, _ := panetest.Env(t)
		d := New(env, chain, func(id action.ID) string {
			return map[action.ID]string{action.Duplicate: "there is no row under the cursor"}[id]
		}, Entry{Item: form.Item{Label: "view: mine"}, Run: func() tea.Cmd { return nil }})
		panetest.Type(d, typed)
		w, h := d.Size(120, 14)
		got.WriteString("--- " + typed + "\n" + panetest.Painted(env, w, h, d.Draw))
		for _, hint := range d.Footer() {
			got.WriteString(hint.Key + " " + hint.Text + ", ")
		}
		_, whole := d.Size(120, 300)
		if want := min(d.List.Height(w), tallest); whole != want {
			t.Errorf("with room for all it takes %d rows, and needs %d", whole, want)
		}
		got.WriteString("\n")
	}
	panetest.Golden(t, "palette.txt", got.String())
}
