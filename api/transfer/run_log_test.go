package transfer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"zco/api"
)

func creates(n int) []Item {
	items := make([]Item, n)
	for i := range items {
		items[i] = Item{Action: api.ActionCreate, Row: i + 1, Patch: api.RecordPatch{Name: api.String(fmt.Sprint("car ", i)), ExternalID: api.String(fmt.Sprint("e", i))}}
	}
	return items
}

// brokenOffLog is the log of a run of creations that broke off after a while.
func brokenOffLog(t *testing.T, d *fakeDesk, items []Item, after time.Duration) string {
	t.Helper()
	log := filepath.Join(t.TempDir(), "log")
	ctx, stop := context.WithTimeout(t.Context(), after)
	defer stop()
	r, err := Start(ctx, d.client(t), plan(items), Options{LogPath: log, JobSize: 10, Parallel: 3})
	if err != nil {
		t.Fatal(err)
	}
	_, _ = r.Wait()
	return log
}

// goesOn runs the same again with the log and returns how often each name is there.
func goesOn(t *testing.T, d *fakeDesk, items []Item, log string) (map[string]int, *Run, Progress) {
	t.Helper()
	r, p := runPlan(t, d.client(t), plan(items), Options{LogPath: log, JobSize: 10})
	for range ReadLog(log) { // for undo
	}
	there := map[string]int{}
	for _, rec := range d.records {
		there[rec["name"].(string)]++
	}
	return there, r, p
}

// A log that was cut at any byte, or of which a write left only a part in the
// middle, is gone on with: no line behind is lost and nothing is made twice.
func TestCutLogs(t *testing.T) {
	random := rand.New(rand.NewPCG(24, 7))
	unread := 0
	for n := range 200 {
		synctest.Test(t, func(t *testing.T) {
			d, items := newFakeDesk(), creates(60)
			log := brokenOffLog(t, d, items, time.Duration(1+n%9)*time.Second)
			text, err := os.ReadFile(log)
			if err != nil {
				t.Fatal(err)
			}
			first := bytes.IndexByte(text, '\n') + 1
			lines := bytes.SplitAfter(text[first:], []byte("\n"))
			lines = lines[:len(lines)-1]
			switch at := random.IntN(len(lines)); {
			case n%2 == 0: // the end is missing, in the middle of the line that was written last
				last := lines[len(lines)-1]
				text = append(text[:len(text)-len(last):len(text)-len(last)], last[:random.IntN(len(last))]...)
			default: // a part of a line that was never relied upon stands before another
				part := []byte(`{"at":"2026-11-28T02:00:00Z","batch":99,"items":[{"action":"create","row":3,"patch":{"name":"car`)
				part = part[:1+random.IntN(len(part)-1)]
				text = append([]byte{}, text[:first]...)
				for i, line := range lines {
					if i == at {
						text = append(text, part...)
					}
					text = append(text, line...)
				}
			}
			if err := os.WriteFile(log, text, 0o600); err != nil {
				t.Fatal(err)
			}
			there, r, p := goesOn(t, d, items, log)
			for name, times := range there {
				if times != 1 {
					t.Fatalf("cut %d: %s is there %d times", n, name, times)
				}
			}
			if p.Done+p.Skipped+p.Unknown != 60 || len(there) != 60 && p.Unknown == 0 {
				t.Fatalf("cut %d: %+v with %d records", n, p, len(there))
			}
			if n%2 == 1 && r.Damaged() != 1 {
				unread++
			}
		})
	}
	if unread > 0 {
		t.Errorf("%d damaged logs were not told of as such", unread)
	}
}

// fullDisk takes a part of the next write, and cuts nothing off if it is stuck.
type fullDisk struct {
	logFile
	room  int
	stuck bool
}

func (d *fullDisk) WriteAt(p []byte, off int64) (int, error) {
	if d.room < 0 {
		return d.logFile.WriteAt(p, off)
	}
	n, _ := d.logFile.WriteAt(p[:d.room], off)
	d.room = -1
	return n, syscall.ENOSPC
}

func (d *fullDisk) Truncate(size int64) error {
	if d.stuck {
		return syscall.EIO
	}
	return d.logFile.Truncate(size)
}

// A full disk in the middle of a line leaves no part of it behind, or, where
// it cannot be taken back, none of it in the next line.
func TestFullDiskLeavesWholeLines(t *testing.T) {
	for _, stuck := range []bool{false, true} {
		log, err := openRunLog(filepath.Join(t.TempDir(), "log"), plan(nil))
		if err != nil {
			t.Fatal(err)
		}
		log.file = &fullDisk{log.file, 9, stuck}
		if err := log.write(entry{Batch: 1, Job: "V3-1"}); !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("a full disk is told as %v", err)
		}
		if text, err := os.ReadFile(log.path); err != nil || bytes.HasSuffix(text, []byte("\n")) == stuck {
			t.Errorf("stuck is %v: %v, the log ends in %q", stuck, err, text)
		}
		for n := range 2 { // there is room again
			if err := log.write(entry{Batch: n + 2, Job: "V3-2"}); err != nil {
				t.Fatal(err)
			}
		}
		log.close()
		text, err := os.ReadFile(log.path)
		if err != nil {
			t.Fatal(err)
		}
		lines := bytes.Split(bytes.TrimSuffix(text, []byte("\n")), []byte("\n"))
		whole := 0
		for _, line := range lines {
			if _, ok := parseEntry(line); ok {
				whole++
			}
		}
		if want := map[bool]int{false: 3, true: 4}[stuck]; whole != 3 || len(lines) != want {
			t.Errorf("stuck is %v: %d of %d lines are whole:\n%s", stuck, whole, len(lines), text)
		}
	}
}

// What was made and then changed by somebody is left alone by an undo, which
// knows the whole records that it deletes: it can be undone.
func TestUndoOfWhatWasMade(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newFakeDesk()
		r, p := runPlan(t, d.client(t), plan(creates(4)), Options{})
		if p.Done != 4 {
			t.Fatalf("%+v", p)
		}
		time.Sleep(time.Minute)
		ids := d.order
		d.records[ids[0]]["custom_object_fields"].(map[string]any)["notes"] = "by a colleague"
		d.records[ids[0]]["updated_at"], d.records[ids[0]]["updated_by_user_id"] = now(), "8"
		delete(d.records, ids[1])
		undo := WithMade(t.Context(), d.client(t), UndoPlan("car", r.Results(), nil), nil)
		var items []Item
		for item, err := range undo.Items {
			if err != nil {
				t.Fatal(err)
			}
			items = append(items, item)
		}
		if len(items) != 4 || !strings.HasPrefix(items[0].Problem, "notes changed after it was made, at ") || items[0].Row != 0 || items[0].Before.Name.Text() != "car 0" || items[1].Problem == "" || items[2].Problem != "" {
			t.Fatalf("%+v", items)
		}
		d.colleague(ids[2], 7) // after the review
		undone, p := runPlan(t, d.client(t), plan(items), Options{CheckBefore: true})
		if p.Done != 1 || p.Failed != 3 || len(d.records) != 2 || d.records[ids[0]] == nil || d.records[ids[2]] == nil {
			t.Fatalf("%+v, %d records", p, len(d.records))
		}
		for item, err := range UndoPlan("car", undone.Results(), nil).Items {
			if err != nil || item.Problem != "" || item.Patch.Name.Text() != "car 3" {
				t.Errorf("the undo of the undo: %+v, %v", item, err)
			}
		}
	})
}
