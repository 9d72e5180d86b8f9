package job

import (
	"os"
	"path/filepath"
	"testing"

	"zco/api"
	"zco/api/transfer"
)

// What was decided comes back as it was, and nobody finds it on the disk: also
// where the folder cannot be.
func TestDecidedItems(t *testing.T) {
	home := t.TempDir()
	file := filepath.Join(home, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{filepath.Join(home, "new", "folder"), filepath.Join(file, "below")} {
		t.Setenv("TMPDIR", home)
		d, err := NewDecided(dir)
		if err != nil {
			t.Fatal(err)
		}
		want := []transfer.Item{
			{Action: api.ActionUpdate, ID: "1", Row: 1, Patch: api.RecordPatch{Name: api.Null, Fields: map[string]api.Value{"n": "12345678901234567890", "x": api.Null}}},
			{Action: api.ActionCreate, Row: 2, Problem: "it cannot be"},
		}
		for _, item := range want {
			if err := d.Add(item); err != nil {
				t.Fatal(err)
			}
		}
		if dir != filepath.Join(file, "below") && filepath.Dir(d.path) != dir {
			t.Errorf("they are at %s, not in %s", d.path, dir)
		}
		n := 0
		for item, err := range d.Items() {
			if err != nil {
				t.Fatal(err)
			}
			if w := want[n]; item.ID != w.ID || item.Row != w.Row || item.Action != w.Action || item.Problem != w.Problem || item.Patch.Name != w.Patch.Name || len(item.Patch.Fields) != len(w.Patch.Fields) || item.Patch.Fields["n"] != w.Patch.Fields["n"] {
				t.Errorf("%+v, want %+v", item, w)
			}
			n++
		}
		if n != len(want) {
			t.Errorf("%d items of %d", n, len(want))
		}
		d.Close()
	}
	left, err := filepath.Glob(filepath.Join(home, "*", "*", "*"))
	if top, _ := filepath.Glob(filepath.Join(home, "decided-*")); err != nil || len(left)+len(top) > 0 {
		t.Errorf("%v, left: %v %v", err, left, top)
	}
}
