package work

import (
	"context"
	"errors"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
)

// Collections whose fields cannot be read are counted; that is a failure only
// where nothing was found in the others.
func TestRelatedSkipsWhatCannotBeRead(t *testing.T) {
	broken := errors.New("no line")
	to := &collection.Collection{ID: "car", Source: "zen:custom_object:car"}
	from := func(id string, fails error) *collection.Collection {
		return &collection.Collection{ID: id, Filterable: true, Schema: func(context.Context, *api.Client) (*collection.Schema, error) {
			return collection.NewSchema([]collection.Field{{Key: "car", ID: "9", Title: "Car", Type: field.Lookup, Target: "zen:custom_object:car"}}), fails
		}}
	}
	ask := func(among ...*collection.Collection) Related {
		var got Related
		l := New(t.Context(), nil)
		defer l.Stop()
		in := l.Inbox(func(msg tea.Msg) tea.Cmd { got = msg.(Related); return nil })
		in.Related("related", to, among)().(Reply).Deliver()
		return got
	}
	family := from("roles", broken)
	family.Filterable = false
	if got := ask(family, from("repair", nil), from("wreck", broken)); got.Err != nil || got.Skipped != 1 || len(got.Pointing) != 1 {
		t.Errorf("one that can be read and one that cannot: %d, %d skipped, %v", len(got.Pointing), got.Skipped, got.Err)
	}
	if got := ask(from("wreck", broken)); !errors.Is(got.Err, broken) || got.Skipped != 1 {
		t.Errorf("one that cannot be read: %d skipped, %v", got.Skipped, got.Err)
	}
}
