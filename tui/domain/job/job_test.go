package job

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zco/api"
	"zco/api/transfer"
	"zco/tui/domain/collection"
)

func testRunner(t *testing.T, o Options) *Runner {
	client, err := api.New("http://127.0.0.1:1")
	if err != nil {
		t.Fatal(err)
	}
	return New(t.Context(), client, o)
}

// What was agreed to is read back as it was written, null and absent apart,
// and a file of it is never written over.
func TestSpool(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.items")
	items := []transfer.Item{
		{Action: api.ActionUpdate, ID: "A", Patch: api.RecordPatch{Fields: map[string]api.Value{"x": api.Null, "y": api.String("=1\n\x1b[31m")}},
			Before: &api.Record{ID: "A", Name: api.String("one"), Fields: map[string]api.Value{"x": api.Value("12345678901234567890")}}},
		{Action: api.ActionDelete, ID: "B", Problem: "it is not there any more"},
	}
	s, err := newSpool(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range items {
		if err := s.put(i); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.close(); err != nil {
		t.Fatal(err)
	}
	var got []transfer.Item
	for i, err := range spooled(path) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, i)
	}
	want, _ := json.Marshal(items)
	have, _ := json.Marshal(got)
	if diff := cmp.Diff(string(want), string(have)); diff != "" {
		t.Error(diff)
	}
	if _, err := newSpool(path); err == nil {
		t.Error("a spool was written over another")
	}
	for _, err := range spooled(path + "x") {
		if err == nil {
			t.Error("a spool that is gone reads as empty: a job would do nothing and say done")
		}
	}
}

// Files of old jobs and of reviews that were never agreed to go; those of
// another account, of a live job and of what may still be undone stay.
func TestFindKeepsAndRemoves(t *testing.T) {
	dir, now := t.TempDir(), time.Now()
	j := testRunner(t, Options{Dir: dir, Account: "acme", Now: func() time.Time { return now }})
	put := func(group, account string, began, ended time.Time) {
		if err := j.keep(kept{Version: keptVersion, Group: group, Account: account, Title: group, Began: began, Ended: ended}); err != nil {
			t.Fatal(err)
		}
	}
	old := now.Add(-100 * 24 * time.Hour)
	put("broken", "acme", now, time.Time{})
	put("other", "globex", now, time.Time{})
	put("ended", "acme", now, now)
	put("old", "acme", old, old)
	for _, name := range []string{"left.items", "fresh.items"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(os.Chtimes(filepath.Join(dir, "left.items"), old, old), os.WriteFile(filepath.Join(dir, "torn.json"), []byte(`{"vers`), 0o600)); err != nil {
		t.Fatal(err)
	}
	if broken, err := j.Find(); broken != 1 || err != nil {
		t.Errorf("found %d, %v, want the one that is broken", broken, err)
	}
	if l := j.List(); len(l) != 1 || l[0].Title != "broken" || !l[0].CanContinue() {
		t.Errorf("the list is %+v", l)
	}
	for name, stays := range map[string]bool{
		"broken.json": true, "other.json": true, "ended.json": true, "old.json": false, "left.items": false, "fresh.items": true, "torn.json": true,
	} {
		if _, err := os.Stat(filepath.Join(dir, name)); (err == nil) != stays {
			t.Errorf("%s: stays is %v, want %v", name, err == nil, stays)
		}
	}
}

// The keys of the schema and of the service name the same fields.
func TestFieldKeys(t *testing.T) {
	for _, key := range []string{"name", "external_id", collection.CustomPrefix + "year", collection.CustomPrefix + "name"} {
		if got := SchemaKey(FieldKey(collection.Field{Key: key})); got != key {
			t.Errorf("%s becomes %s", key, got)
		}
	}
	if FieldKey(collection.Field{Key: collection.CustomPrefix + "name"}) == FieldKey(collection.Field{Key: "name"}) {
		t.Error("a custom field called name is taken for the record's name")
	}
}

func TestCompletePaths(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"assets.csv", "assets-old.csv", "österreich.csv", ".hidden"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "sub"), 0o700); err != nil {
		t.Fatal(err)
	}
	for typed, want := range map[string]string{"a": "assets", "assets.": "assets.csv", "ö": "österreich.csv", "s": "sub" + string(filepath.Separator), "zz": "zz", "": ""} {
		got, names := Complete(filepath.Join(dir, "x")[:len(dir)+1] + typed)
		if rest := got[len(dir)+1:]; rest != want {
			t.Errorf("%q completes to %q, want %q (%v)", typed, rest, want, names)
		}
	}
}
