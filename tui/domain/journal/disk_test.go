package journal

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"zco/api"
)

func TestFullDisk(t *testing.T) {
	for _, free := range []int{0, 1, 9, 57, 200} {
		synctest.Test(t, func(t *testing.T) {
			d := newFolder()
			var told []Status
			j, err := open(d, Options{OnStatus: func(s Status) { told = append(told, s) }})
			must(t, err)
			j.Put(car, about, "before", Edit{Mine: api.Int(1)})
			must(t, j.Flush(ctx))
			d.with(func() { d.free = free })
			for i := range 1000 {
				j.Put(car, about, "note", Edit{Partial: fmt.Sprint("typed ", i)})
				time.Sleep(20 * time.Millisecond)
			}
			synctest.Wait()
			if e := typed(t, j, car, "note"); e.Partial != "typed 999" {
				t.Errorf("in memory: %q", e.Partial)
			}
			if len(told) != 1 || !errors.Is(told[0].Err, syscall.ENOSPC) || !told[0].Unsaved {
				t.Errorf("told: %+v", told)
			}
			if err := j.Flush(ctx); !errors.Is(err, syscall.ENOSPC) {
				t.Errorf("flush to a full disk: %v", err)
			}
			if len(j.pending) > 1 {
				t.Errorf("%d operations wait for the disk, of one field", len(j.pending))
			}
			back := mustOpen(t, d.crash(1<<20)) // what was there before is still there
			if e := typed(t, back, car, "before"); e.Mine != "1" {
				t.Errorf("the draft from before the disk was full is %v", e)
			}
			back.Close()
			d.with(func() { d.free = -1 })
			time.Sleep(3 * time.Second)
			synctest.Wait()
			if len(told) != 2 || told[1] != (Status{}) {
				t.Errorf("told when there was room again: %+v", told[1:])
			}
			back = mustOpen(t, d.crash(0))
			if e := typed(t, back, car, "note"); e.Partial != "typed 999" {
				t.Errorf("on disk at last: %q", e.Partial)
			}
			back.Close()
			j.Close()
		})
	}
}

func TestReadOnlyFolder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newFolder()
		d.readOnly = true
		j, err := open(d, Options{})
		if !errors.Is(err, syscall.EROFS) || !strings.Contains(err.Error(), "memory only") {
			t.Errorf("opened with %v", err)
		}
		j.Put(car, about, "note", Edit{Partial: "x"})
		id, err := j.Begin(ctx, Entry{Object: "car", Record: "1", Action: Update})
		if err == nil || id == "" {
			t.Errorf("began %q with %v", id, err)
		}
		j.Finish(id, Outcome{Result: OK})
		if e := typed(t, j, car, "note"); e.Partial != "x" || !j.Status().Unsaved {
			t.Errorf("%v, %+v", e, j.Status())
		}
		d.with(func() { d.readOnly = false })
		time.Sleep(3 * time.Second)
		synctest.Wait()
		if s := j.Status(); s != (Status{}) {
			t.Errorf("writable again: %+v", s)
		}
		back := mustOpen(t, d.crash(0))
		defer back.Close()
		if e := typed(t, back, car, "note"); e.Partial != "x" || back.History(Filter{})[0].Result != OK {
			t.Error("not on disk though it can be written")
		}
		must(t, j.Close())
	})
}

func TestOfferedFromAReadOnlyFolder(t *testing.T) {
	d := newFolder()
	j := mustOpen(t, d)
	j.Put(car, about, "note", Edit{Partial: "x"})
	must(t, j.Close())
	d.readOnly = true
	j, err := open(d, Options{})
	if err == nil {
		t.Error("a folder that cannot be written is not told")
	}
	defer j.Close()
	if e := typed(t, j, car, "note"); e.Partial != "x" {
		t.Errorf("%v", e)
	}
}

// Somebody clears the state folder away while we run.
func TestFolderClearedAway(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state", "journal")
	j, err := Open(dir, Options{})
	must(t, err)
	j.Put(car, about, "first", Edit{Mine: api.Int(1)})
	must(t, j.Flush(ctx))
	must(t, os.RemoveAll(filepath.Dir(dir)))
	j.Put(car, about, "second", Edit{Mine: api.Int(2)})
	must(t, j.Close())
	j, err = Open(dir, Options{})
	must(t, err)
	defer j.Close()
	if typed(t, j, car, "first").Mine != "1" || typed(t, j, car, "second").Mine != "2" {
		t.Error("what was typed before the folder was cleared is gone")
	}
}

func TestOthersCannotRead(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "journal")
	must(t, os.MkdirAll(dir, 0o755))
	must(t, os.WriteFile(filepath.Join(dir, "0123.log"), nil, 0o644))
	j, err := Open(dir, Options{})
	must(t, err)
	j.Put(car, about, "note", Edit{Partial: "x"})
	must(t, j.Flush(ctx))
	must(t, j.ask(ctx, ask{do: j.writeAnew}))
	names := 0
	must(t, filepath.Walk(dir, func(path string, st os.FileInfo, err error) error {
		names++
		want := os.FileMode(0o600)
		if st.IsDir() {
			want = 0o700
		}
		if st.Mode().Perm() != want {
			t.Errorf("%s is %v, want %v", path, st.Mode().Perm(), want)
		}
		return err
	}))
	if names != 3 {
		t.Errorf("%d names in the folder", names)
	}
	j.DropDraft(car)
	must(t, j.Close())
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("nothing to say, and left %v", left)
	}
}

func TestFileStaysSmallWhileTyping(t *testing.T) {
	d := newFolder()
	j := mustOpen(t, d)
	big := strings.Repeat("x", 20_000)
	for i := range 500 {
		j.Put(car, about, "note", Edit{Partial: fmt.Sprint(i, big)})
		must(t, j.Flush(ctx))
		for name, f := range d.files {
			if len(f.data) > compactAt+100_000 {
				t.Fatalf("%s has %d bytes", name, len(f.data))
			}
		}
		if i%50 == 0 { // another session looks at any moment
			other := mustOpen(t, d)
			if list := other.Drafts(""); len(list) != 1 || list[0].Session == "" || list[0].Fields["note"].Partial != fmt.Sprint(i, big) {
				t.Fatalf("%d: seen from another session: %d drafts", i, len(list))
			}
			must(t, other.Close())
		}
	}
	if d.replaced == 0 {
		t.Error("never written anew")
	}
	must(t, j.Close())
}

// Writing anew needs room; without it the long file goes on.
func TestNoRoomToWriteAnew(t *testing.T) {
	d := newFolder()
	j := mustOpen(t, d)
	j.Put(car, about, "big", Edit{Partial: strings.Repeat("x", 2*compactAt)})
	d.with(func() { d.free = 2*compactAt + 1000 })
	must(t, j.Flush(ctx))
	j.Put(car, about, "note", Edit{Partial: "x"})
	must(t, j.Flush(ctx))
	back := mustOpen(t, d.crash(0))
	if len(typed(t, back, car, "big").Partial) != 2*compactAt || typed(t, back, car, "note").Partial != "x" || d.replaced != 0 {
		t.Error("lost")
	}
}

// Four hands type while the file is written anew again and again.
func TestTypingWhileWrittenAnew(t *testing.T) {
	dir := t.TempDir()
	j, err := Open(dir, Options{Sync: time.Microsecond})
	must(t, err)
	var hands sync.WaitGroup
	for h := range 4 {
		hands.Go(func() {
			for i := range 200 {
				j.Put(car, about, fmt.Sprint(h, " ", i%40), Edit{Mine: api.Int(int64(i))})
				if h == 0 && i%10 == 0 {
					if err := j.ask(ctx, ask{do: j.writeAnew}); err != nil {
						t.Error(err)
					}
				}
				j.Drafts("")
			}
		})
	}
	hands.Wait()
	want, _ := j.Draft(car)
	must(t, j.Close())
	j, err = Open(dir, Options{})
	must(t, err)
	defer j.Close()
	got, _ := j.Draft(car)
	got.Earlier = false
	if diff := cmp.Diff(want, got); diff != "" || len(got.Fields) != 160 {
		t.Errorf("%d fields (-typed +kept):\n%s", len(got.Fields), diff)
	}
}

// Where there is no place for it, the journal works in memory and says why; no
// folder is made.
func TestNoPlace(t *testing.T) {
	why := errors.New("HOME is not set")
	dir := filepath.Join(t.TempDir(), "journal")
	j, err := Open(dir, Options{NoPlace: why})
	t.Cleanup(func() { _ = j.Close() })
	if !errors.Is(err, why) || !errors.Is(j.Status().Err, why) {
		t.Errorf("it says %v, and is %v", err, j.Status().Err)
	}
	j.Put(car, about, "note", Edit{Partial: "typed"})
	if e := typed(t, j, car, "note"); e.Partial != "typed" {
		t.Errorf("in memory: %q", e.Partial)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("there is a folder")
	}
}
