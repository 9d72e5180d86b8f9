package objects

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

// empty is the pane before anything came.
func empty(t *testing.T) *bench {
	env, shell := panetest.Env(t)
	layer := work.New(t.Context(), nil)
	t.Cleanup(layer.Stop)
	return &bench{Model: New(env, layer), t: t, shell: shell}
}

func (b *bench) type_(s string) {
	for _, r := range s {
		panetest.Settle(b.Type(tea.KeyPressMsg{Code: r, Text: string(r)}))
	}
}

// painted is the pane as it stands, with its styles and where the cursor is.
func (b *bench) painted(focused bool) string {
	return panetest.Painted(b.env, b.area.W, b.area.H, func(a screen.Area) screen.Cursor { return b.Draw(a, focused) })
}

var (
	errNoLine  = errors.New("read tcp: connection reset by \x1b]0;peer\a")
	errNoRoles = &api.Error{Status: 403, Code: "Forbidden", Message: "You do not have access to roles"}
	oldAndNew  = pane.Children{Of: func(id string) []pane.Child {
		if id != "car" {
			return nil
		}
		return []pane.Child{{Title: "Old cars", Right: "view", Open: pane.Visit{}}, {Title: "Cars that are sold after 2020", Right: "2"}}
	}}
)

// The pane in each of its states, at widths where all has room, little and
// hardly any.
func TestScreens(t *testing.T) {
	states := []struct {
		name   string
		begin  func(*testing.T) *bench
		do     func(*bench)
		height int
	}{
		{"loading", empty, func(b *bench) { b.Load() }, 4},
		{"without any", empty, func(b *bench) { b.answer(work.Collections{}) }, 4},
		{"plain, without any", empty, func(b *bench) { b.env.Plain = true; b.answer(work.Collections{}) }, 4},
		{"failed", empty, func(b *bench) { b.answer(work.Collections{Answer: work.Answer{Err: errNoLine}}) }, 8},
		{"open, with views and drafts", full, func(b *bench) {
			b.setChildren(oldAndNew)
			b.SetMark(func(id string) string { return map[string]string{"car": "D2", "objects": "D1"}[id] })
			b.page(collection.Place{Collection: "objects"}, 10, nil)
			b.Mark("car")
		}, 16},
		{"on a view", full, func(b *bench) { b.setChildren(oldAndNew); b.Mark("car"); b.act(action.Down) }, 9},
		{"in the middle", full, func(b *bench) { b.act(action.Last, action.Up, action.Up, action.Up, action.Up) }, 6},
		{"at the end", full, func(b *bench) { b.act(action.Last) }, 6},
		{"forbidden", full, func(b *bench) { b.page(collection.Place{Collection: "roles"}, -1, errNoRoles); b.Mark("roles") }, 9},
		{"the objects not listed", full, func(b *bench) { b.answer(work.Collections{Answer: work.Answer{Err: errNoLine}}) }, 12},
		{"typing", full, func(b *bench) { b.act(action.FilterList) }, 6},
		{"filtered, typing", full, func(b *bench) { b.act(action.FilterList); b.type_("ro") }, 8},
		{"filtered", full, func(b *bench) { b.act(action.FilterList); b.type_("ro"); b.act(action.SearchLeave, action.Down) }, 8},
		{"filtered by a long title", full, func(b *bench) { b.act(action.FilterList); b.type_("geräte") }, 4},
		{"filtered away", full, func(b *bench) { b.act(action.FilterList); b.type_("zzz") }, 4},
		{"plain", full, func(b *bench) { b.env.Plain = true; b.act(action.Down, action.Down) }, 5},
	}
	for _, w := range []int{20, 28, 38} {
		var got strings.Builder
		for _, s := range states {
			b := s.begin(t)
			b.size(w, s.height-1)
			s.do(b)
			for _, focused := range []bool{true, false} {
				fmt.Fprintf(&got, "--- %s, focused %v\n%s", s.name, focused, b.painted(focused))
			}
			fmt.Fprintf(&got, "wants %d cells; keys: %s\n", b.Width(), hints(b))
		}
		panetest.Golden(t, fmt.Sprintf("list_%d.txt", w), got.String())
	}
}

func hints(b *bench) string {
	var out []string
	for _, h := range b.Hints() {
		out = append(out, h.Key+" "+h.Text)
	}
	return strings.Join(out, ", ")
}

// full is a pane of objects with counts and titles of all kinds, and the
// families.
func full(t *testing.T) *bench {
	b := empty(t)
	b.Load()
	failing := b.object("store", "Stores")
	failing.Count = func(context.Context, *api.Client) (collection.Count, error) { return collection.Count{}, errNoLine }
	list := []*collection.Collection{
		b.object("asset", "Assets"), b.object("car", "Cars"), b.object("geraet", "Geräte und Maschinen im Außendienst"), b.object("rtl", "غلايات"), failing, b.object("kettle", "湯沸かし器"),
	}
	b.size(30, 40)
	panetest.Settle(b.answer(work.Collections{List: append(list, collection.Families()...)}))
	return b
}
