package job

import (
	"os"
	"path/filepath"
	"testing"
)

// The place of a file is told in full, and beside one that is taken a name
// that is not.
func TestProbeOffersAFreeName(t *testing.T) {
	t.Chdir(t.TempDir())
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a.csv", "a-2.csv", "a-3.csv.part.state", "b"} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, free := range map[string]string{"a.csv": "a-4.csv", "b": "b-2", "c.csv": ""} {
		p, err := Probe(name)
		if err != nil || p.Path != filepath.Join(here, name) || p.Exists != (free != "") {
			t.Errorf("%s: %+v, %v", name, p, err)
		}
		if free != "" && p.Free != filepath.Join(here, free) || free == "" && p.Free != "" {
			t.Errorf("%s: %q is free, not %q", name, p.Free, free)
		}
	}
}

// A table is written beside what is there, and no cell of it is a formula.
func TestSaveTable(t *testing.T) {
	path := filepath.Join(t.TempDir(), "counts.csv")
	for _, want := range []string{"counts.csv", "counts-2.csv"} {
		written, err := SaveTable(path, [][]string{{"A", "Rows"}, {"=1+1", "3"}})
		if err != nil || filepath.Base(written) != want {
			t.Fatalf("written to %q, want %s: %v", written, want, err)
		}
		data, _ := os.ReadFile(written)
		if string(data) != "A,Rows\r\n'=1+1,3\r\n" {
			t.Errorf("%s is %q", written, data)
		}
	}
	if _, err := SaveTable(filepath.Join(path, "x.csv"), nil); err == nil {
		t.Error("a file is no folder")
	}
}
