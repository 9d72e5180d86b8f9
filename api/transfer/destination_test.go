//go:build unix

package transfer

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// What zco did not make is neither replaced by another node nor given another
// mode: links are followed, pipes written through.
func TestExportLeavesWhatItDidNotMake(t *testing.T) {
	d := newFakeDesk()
	d.add("one", "E1", nil)
	o := ExportOptions{Format: CSV, Fields: schema(), Columns: []string{"name"}}
	write := func(path string) error {
		_, err := ExportFile(t.Context(), d.client(t), Query{Object: "car"}, path, o)
		return err
	}
	dir := t.TempDir()
	real, link := filepath.Join(dir, "real.csv"), filepath.Join(dir, "link.csv")
	if err := os.WriteFile(real, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("real.csv", link); err != nil {
		t.Skip(err)
	}
	if err := write(link); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(link)
	data, rerr := os.ReadFile(real)
	after, serr := os.Stat(real)
	if err != nil || rerr != nil || serr != nil || info.Mode()&os.ModeSymlink == 0 || !strings.Contains(string(data), "one") || after.Mode().Perm() != 0o644 {
		t.Errorf("the link is %v, the file %v with %q", info, after, data)
	}

	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	read := make(chan string)
	go func() {
		f, err := os.Open(pipe)
		if err != nil {
			read <- err.Error()
			return
		}
		data, _ := io.ReadAll(f)
		read <- string(data)
	}()
	if err := write(pipe); err != nil {
		t.Fatal(err)
	}
	if got := <-read; !strings.Contains(got, "one") {
		t.Errorf("through the pipe came %q", got)
	}
	if info, err := os.Lstat(pipe); err != nil || info.Mode()&os.ModeNamedPipe == 0 {
		t.Errorf("the pipe is %v, %v", info, err)
	}

	own := filepath.Join(dir, "new.csv")
	if err := os.WriteFile(own+partSuffix, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := write(own); err == nil || !strings.Contains(err.Error(), "move it away") {
		t.Errorf("a part that is not ours: %v", err)
	}
}
