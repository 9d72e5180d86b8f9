package cli

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zco/config"
	"zco/tui/pane"
	"zco/tui/resource"
)

func newMemory(t *testing.T) *memory {
	dir := t.TempDir()
	conf := config.Default()
	conf.Limits.Recent = 2
	return &memory{config.Paths{ConfigFile: filepath.Join(dir, "config.toml"), StateDir: dir, CacheDir: dir}, conf, "test"}
}

// A view that is saved is there for the next session, and can be thrown away;
// one that the person wrote can not.
func TestViewsAreKept(t *testing.T) {
	m := newMemory(t)
	own := "[[views]]\nobject = \"car\"\nname = \"Mine\"\nquery = \"volvo\"\n"
	if err := os.WriteFile(m.paths.ConfigFile, []byte(own), 0o600); err != nil {
		t.Fatal(err)
	}
	saved := resource.View{
		Name: "Old", Columns: []string{"name", "custom_object_fields.year"},
		Place: resource.Place{Collection: "car", Text: "saab", Filter: `{"custom_object_fields.year":{"$lt":1990}}`, Sort: "-updated_at"},
	}
	if err := m.SaveView(saved); err != nil {
		t.Fatal(err)
	}
	got, err := newViews(m)
	if err != nil {
		t.Fatal(err)
	}
	mine := resource.View{Name: "Mine", Place: resource.Place{Collection: "car", Text: "volvo"}}
	for _, want := range []resource.View{saved, mine} {
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

func newViews(m *memory) (map[string]resource.View, error) {
	list, err := m.Views()
	out := map[string]resource.View{}
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
		if err := m.Opened(pane.Recent{Ref: resource.Ref{Collection: "car", ID: id}, Name: "n" + id}); err != nil {
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
	want := []pane.Recent{{Ref: resource.Ref{Collection: "car", ID: "3"}, Name: "n3"}, {Ref: resource.Ref{Collection: "car", ID: "2"}, Name: "n2"}}
	if diff := cmp.Diff(want, records); diff != "" {
		t.Error(diff)
	}
}
