package filter

import (
	"strings"
	"testing"

	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

// A choice can be one of several: the service compares it with one at a time,
// and the dialog writes that.
func TestChoiceIsOneOf(t *testing.T) {
	env, shell := panetest.Env(t)
	m := builder(t, env, "")
	panetest.Type(m, "color")
	panetest.Press(m, "enter")
	panetest.Type(m, "one of")
	panetest.Press(m, "enter", "space", "down", "space", "enter", "ctrl+s")
	v, _ := panetest.Last[pane.Visit](shell)
	want := `{"$or":[{"custom_object_fields.color":{"$eq":"red"}},{"custom_object_fields.color":{"$eq":"blue"}}]}`
	if v.Place.Filter != want {
		t.Errorf("applied %s, want %s", v.Place.Filter, want)
	}
	f, err := collection.ReadFilter(schema(), want)
	if err != nil {
		t.Fatal(err)
	}
	if got := schema().FilterText(env.Format(), f); got != "color is one of Red, Blue" {
		t.Errorf("in words %q", got)
	}
	if got := schema().FilterText(env.Format(), collection.Group(collection.AnyOf, f.Filters[0], byName(t))); !strings.Contains(got, " or ") {
		t.Errorf("two fields in words %q", got)
	}
}

func byName(t *testing.T) collection.Filter {
	t.Helper()
	f, err := collection.ReadFilter(schema(), `{"name":{"$eq":"a"}}`)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
