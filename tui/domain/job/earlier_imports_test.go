package job

import (
	"os"
	"path/filepath"
	"testing"

	"zco/api"
	"zco/api/transfer"
	"zco/tui/domain/journal"
)

// importOf is the import of a file of assets that have no key.
func (a *account) importOf(path, rows string) Import {
	a.t.Helper()
	if err := os.WriteFile(path, []byte("name,serial_number,weight_kg\n"+rows), 0o600); err != nil {
		a.t.Fatal(err)
	}
	return Import{FileOptions: FileOptions{Object: "asset"}, Path: path, Title: "import"}
}

const (
	twoOfThree = "one,SN-90000001,1\ntwo,SN-90000002,heavy\nthree,SN-90000003,3\n"
	mended     = "one,SN-90000001,1\ntwo,SN-90000002,2\nthree,SN-90000003,3\n"
)

// A file that was mended after some of its rows failed makes no record twice,
// but those that are gone since; once all is in, it may be brought in again.
func TestAMendedFileMakesNothingTwice(t *testing.T) {
	with(t, func(t *testing.T, a *account) {
		path := filepath.Join(t.TempDir(), "new.csv")
		if p := a.reviewed(a.importOf(path, twoOfThree)); p.Create != 2 || p.Problems != 1 || a.ran(p).Done != 2 {
			t.Fatalf("the first plan is %+v", p)
		}
		p := a.reviewed(a.importOf(path, mended))
		if p.Create != 1 || p.AlreadyIn != 2 || p.Same != 2 {
			t.Fatalf("of the mended file %d are new, %d in", p.Create, p.AlreadyIn)
		}
		other := a.importOf(path, mended)
		other.Key = transfer.KeyNone
		if p := a.reviewed(other); p.Create != 3 {
			t.Errorf("by another key it is another import: %d are new", p.Create)
		}
		made, _, err := a.client.SearchRecords(t.Context(), "asset", "SN-90000003", api.ListOptions{})
		if err != nil || len(made.Items) == 0 || made.Items[0].Name.Text() != "three" {
			t.Fatalf("%v: %d found", err, len(made.Items))
		}
		if _, err := a.client.DeleteRecord(t.Context(), "asset", made.Items[0].ID); err != nil {
			t.Fatal(err)
		}
		p = a.reviewed(a.importOf(path, mended))
		if p.Create != 2 || p.AlreadyIn != 1 {
			t.Errorf("with one gone, %d are new, %d in", p.Create, p.AlreadyIn)
		}
		a.ran(p)
		if p := a.reviewed(a.importOf(path, mended)); p.Create != 3 || p.AlreadyIn != 0 {
			t.Errorf("once all was done, %d are new, %d in", p.Create, p.AlreadyIn)
		}
	})
}

// What was undone is not in, and one that nobody goes on with is not all done.
func TestUndoneImportsAreNotIn(t *testing.T) {
	with(t, func(t *testing.T, a *account) {
		path := filepath.Join(t.TempDir(), "new.csv")
		a.ran(a.reviewed(a.importOf(path, twoOfThree)))
		entries := a.journal.History(journal.Filter{})
		if len(entries) != 1 {
			t.Fatal(entries)
		}
		a.ran(a.reviewed(Undo{Entry: entries[0], Title: "undo"}))
		logs, err := EarlierImports(a.dir(), "sandbox", "asset", transfer.KeyAuto)
		if err != nil || len(logs) != 0 {
			t.Errorf("%v: %v", err, logs)
		}
		if p := a.reviewed(a.importOf(path, mended)); p.Create != 3 {
			t.Errorf("%d are new, %d in", p.Create, p.AlreadyIn)
		}
	})
}

// What the command line brought in is not made again here.
func TestImportsOfTheCommandLineAreIn(t *testing.T) {
	with(t, func(t *testing.T, a *account) {
		dir := t.TempDir()
		a.o.Imports = filepath.Join(dir, "imports")
		if err := os.Mkdir(a.o.Imports, 0o700); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, "new.csv")
		m := a.importOf(path, twoOfThree)
		in, err := a.file(t.Context(), m)
		if err != nil {
			t.Fatal(err)
		}
		log := filepath.Join(a.o.Imports, ImportKin("sandbox", "asset", transfer.KeyAuto)+"-0.jsonl")
		run, err := transfer.Start(t.Context(), a.client, in.Plan(t.Context(), a.client), transfer.Options{LogPath: log})
		if err != nil {
			t.Fatal(err)
		}
		if p, err := run.Wait(); err != nil || p.Done != 2 {
			t.Fatal(err, p)
		}
		if p := a.reviewed(a.importOf(path, mended)); p.Create != 1 || p.AlreadyIn != 2 {
			t.Errorf("%d are new, %d in", p.Create, p.AlreadyIn)
		}
	})
}
