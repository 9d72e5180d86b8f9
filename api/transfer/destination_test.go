//go:build unix

package transfer

import (
	"fmt"
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

// Where standard output is a file that others wrote to, /dev/stdout goes on
// behind them.
func TestStandardOutputThatIsAFile(t *testing.T) {
	file, err := os.OpenFile(filepath.Join(t.TempDir(), "out"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	stdout := os.Stdout
	os.Stdout = file
	defer func() { os.Stdout = stdout }()
	if _, err := file.WriteString("before\n"); err != nil {
		t.Fatal(err)
	}
	d := newFakeDesk()
	d.add("one", "E1", nil)
	o := ExportOptions{Format: CSV, Fields: schema(), Columns: []string{"name"}}
	if _, err := ExportFile(t.Context(), d.client(t), Query{Object: "car"}, fmt.Sprintf("/dev/fd/%d", file.Fd()), o); err != nil {
		t.Fatal(err)
	}
	if _, err := file.WriteString("after\n"); err != nil {
		t.Error(err)
	}
	if data, err := os.ReadFile(file.Name()); err != nil || string(data) != "before\nname\r\none\r\nafter\n" {
		t.Errorf("%q, %v", data, err)
	}
}
