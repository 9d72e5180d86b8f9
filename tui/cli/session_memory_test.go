package cli

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zco/config"
	"zco/tui/app"
	"zco/tui/domain/collection"
	"zco/tui/pane"
)

func newMemory(t *testing.T) *memory {
	dir := t.TempDir()
	conf := config.Default()
	conf.Limits.Recent = 2
	paths := config.Paths{ConfigFile: filepath.Join(dir, "config.toml"), StateDir: dir, CacheDir: dir}
	s := &session{paths: paths, conf: conf, account: config.Account{Profile: "test"}}
	return s.memory()
}

// again is the memory of the next session.
func again(m *memory) *memory {
	s := &session{paths: m.paths, conf: m.conf, account: config.Account{Profile: m.profile}}
	return s.memory()
}

func TestColumnsAreKept(t *testing.T) {
	m := newMemory(t)
	m.conf.Columns = map[string][]string{"car": {"name", "year"}}
	want := pane.Columns{Shown: []pane.Column{{Key: "name"}, {Key: "year"}, {Key: "custom_object_fields.year"}}}
	if got, ok := m.LoadColumns("car"); !ok || cmp.Diff(want, got) != "" {
		t.Errorf("of the configuration: %v", got)
	}
	chosen := pane.Columns{Shown: []pane.Column{{Key: "id", Width: 9}, {Key: "name"}}, Frozen: 1}
	m.SaveColumns("car", chosen)
	for _, m := range []*memory{m, again(m)} {
		if got, ok := m.LoadColumns("car"); !ok || cmp.Diff(chosen, got) != "" {
			t.Errorf("chosen: %v", got)
		}
	}
	m.SaveColumns("car", pane.Columns{})
	if got, _ := again(m).LoadColumns("car"); cmp.Diff(want, got) != "" {
		t.Errorf("after forgetting: %v", got)
	}
}

func TestOpensWhereOneWas(t *testing.T) {
	m := newMemory(t)
	s := &session{paths: m.paths, conf: m.conf, account: config.Account{Profile: m.profile}}
	if got := s.start(target{}, Streams{}); got != (app.Start{}) {
		t.Errorf("the first time: %+v", got)
	}
	at := app.Start{Last: true, Collection: "car", Row: "7", Place: collection.Place{Collection: "car", Text: "volvo", Sort: "-name"}}
	if err := m.stay(at); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(at, s.start(target{}, Streams{})); diff != "" {
		t.Error(diff)
	}
	at.Record = "7"
	if err := m.stay(at); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(at, s.start(target{}, Streams{})); diff != "" {
		t.Error(diff)
	}
	if got := s.start(target{collection: "bike", id: "1"}, Streams{}); got != (app.Start{Collection: "bike", Record: "1"}) {
		t.Errorf("what was asked for: %+v", got)
	}
}

// A view that is saved is there for the next session, and can be thrown away;
// one that the person wrote can not.
func TestViewsAreKept(t *testing.T) {
	m := newMemory(t)
	own := "[[views]]\nobject = \"car\"\nname = \"Mine\"\nquery = \"volvo\"\n"
	if err := os.WriteFile(m.paths.ConfigFile, []byte(own), 0o600); err != nil {
		t.Fatal(err)
	}
	saved := collection.View{
		Name: "Old", Columns: []string{"name", "custom_object_fields.year"}, Widths: []int{40, 0},
		Place: collection.Place{Collection: "car", Text: "saab", Filter: `{"custom_object_fields.year":{"$lt":1990}}`, Sort: "-updated_at"},
	}
	if err := m.SaveView(saved); err != nil {
		t.Fatal(err)
	}
	got, err := newViews(m)
	if err != nil {
		t.Fatal(err)
	}
	mine := collection.View{Name: "Mine", Place: collection.Place{Collection: "car", Text: "volvo"}}
	for _, want := range []collection.View{saved, mine} {
		if diff := cmp.Diff(want, got[want.Name]); diff != "" {
			t.Error(diff)
		}
	}
	if err := m.DeleteView("car", "Mine"); !errors.Is(err, config.ErrOwned) || !strings.Contains(err.Error(), `"Mine"`) {
		t.Errorf("deleting what the person wrote: %v", err)
	}
	if err := m.DeleteView("car", "Old"); err != nil {
		t.Error(err)
	}
	if got, _ := newViews(m); len(got) != 1 {
		t.Errorf("left: %v", got)
	}
}

func newViews(m *memory) (map[string]collection.View, error) {
	list, err := m.Views()
	out := map[string]collection.View{}
	for _, v := range list {
		out[v.Name] = v
	}
	return out, err
}

func TestRecentsAreKept(t *testing.T) {
	m := newMemory(t)
	for _, text := range []string{"one", "two", "one", "three"} {
		if err := m.Searched("car", text); err != nil {
			t.Fatal(err)
		}
	}
	for _, id := range []string{"1", "2", "3"} {
		if err := m.Opened(pane.Recent{Ref: collection.Ref{Collection: "car", ID: id}, Name: "n" + id}); err != nil {
			t.Fatal(err)
		}
	}
	searches, records, err := m.Recents()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string][]string{"car": {"three", "one"}}, searches); diff != "" {
		t.Error(diff)
	}
	want := []pane.Recent{{Ref: collection.Ref{Collection: "car", ID: "3"}, Name: "n3"}, {Ref: collection.Ref{Collection: "car", ID: "2"}, Name: "n2"}}
	if diff := cmp.Diff(want, records); diff != "" {
		t.Error(diff)
	}
}
