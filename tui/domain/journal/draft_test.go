package journal

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"zco/api"
)

var (
	ctx   = context.Background()
	car   = Key{"https://acme.zendesk.com", "car", "01GC"}
	about = About{"Tesla \x1b[31m S", "2022-09-15T21:07:03Z"}
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func mustOpen(t *testing.T, d files) *Journal {
	t.Helper()
	j, err := open(d, Options{})
	must(t, err)
	return j
}

func typed(t *testing.T, j *Journal, k Key, field string) Edit {
	t.Helper()
	d, ok := j.Draft(k)
	if !ok {
		t.Fatalf("no draft of %v", k)
	}
	return d.Fields[field].Edit
}

// Whatever was typed, and whatever it was before, comes back the same.
func TestDraftComesBackAsItWas(t *testing.T) {
	edits := map[string]Edit{
		"absent":  {Base: api.Absent, Mine: api.Null},
		"null":    {Base: api.Null, Mine: api.String("")},
		"digits":  {Base: api.Value("12345678901234567890.10"), Mine: api.Value("1e400")},
		"partial": {Base: api.Int(12), Partial: "12a", Caret: 3},
		"hostile": {Base: api.String("\x1b]0;x\a"), Mine: api.String("a\u2028\n\r\x00 <b>&\"\\")},
		"bytes":   {Mine: api.Value("\"\xff\xfe\""), Partial: "\xc3("},
		"no json": {Mine: api.Value("{")},
		"lists":   {Base: api.Strings(nil), Mine: api.Strings([]string{"x", "y"})},
		"long":    {Mine: api.String(strings.Repeat("kömmt 日本\n", 30_000))},
	}
	d := newFolder()
	j := mustOpen(t, d)
	for field, e := range edits {
		j.Put(car, about, field, e)
	}
	must(t, j.Flush(ctx))
	want, _ := j.Draft(car)
	must(t, j.Close())
	j = mustOpen(t, d)
	got, ok := j.Draft(car)
	if !ok || !got.Earlier || want.Earlier {
		t.Fatalf("draft there %v, offered %v (in its own session %v)", ok, got.Earlier, want.Earlier)
	}
	for field, e := range edits {
		if got.Fields[field].Edit != e {
			t.Errorf("%s: %.200v came back as %.200v", field, e, got.Fields[field].Edit)
		}
	}
	got.Earlier = false
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-put +read):\n%.2000s", diff)
	}
}

func TestDraftIsTakenBackOnlyWhenTold(t *testing.T) {
	d := newFolder()
	j := mustOpen(t, d)
	j.Put(car, about, "year", Edit{Mine: api.Int(1998)})
	j.Put(car, about, "make", Edit{Mine: api.String("x")})
	j.ClearField(car, "year")
	j.ClearField(car, "never typed")
	if draft, _ := j.Draft(car); len(draft.Fields) != 1 || j.Count(car.Account) != 1 {
		t.Errorf("left: %v", draft)
	}
	j.ClearField(car, "make")
	if _, ok := j.Draft(car); ok || j.Count("") != 0 {
		t.Error("a draft without a field is still there")
	}
	boat := Key{car.Account, "boat", j.NewRecord()}
	j.Put(boat, About{}, "name", Edit{Mine: api.String("x")})
	j.Put(car, about, "year", Edit{Mine: api.Int(1998)})
	j.DropDraft(car)
	must(t, j.Close())
	j = mustOpen(t, d)
	if list := j.Drafts(car.Account); len(list) != 1 || list[0].Key != boat || !list[0].IsNew() {
		t.Errorf("after a start: %v", list)
	}
	if list := j.Drafts("another account"); len(list) != 0 {
		t.Errorf("another account's: %v", list)
	}
	j.Put(boat, About{}, "name", Edit{Mine: api.String("xy")})
	if draft, _ := j.Draft(boat); draft.Earlier {
		t.Error("a draft that is typed into is still offered")
	}
}

// A draft is on disk within a quarter of a second of the last key, and a held
// key does not write at each repeat.
func TestTypedIsOnDiskWithinAQuarterSecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newFolder()
		j := mustOpen(t, d)
		defer j.Close()
		text := ""
		for i := range 300 { // ten seconds at thirty keys a second
			text = fmt.Sprint("typed ", i)
			j.Put(car, about, "note", Edit{Partial: text})
			time.Sleep(time.Second / 30)
		}
		last := time.Now().Add(-time.Second / 30)
		time.Sleep(time.Until(last.Add(250 * time.Millisecond)))
		synctest.Wait()
		back := mustOpen(t, d.crash(0))
		defer back.Close()
		if e := typed(t, back, car, "note"); e.Partial != text {
			t.Errorf("after a quarter of a second the disk has %q, typed was %q", e.Partial, text)
		}
		if d.writes > 105 {
			t.Errorf("%d writes in ten seconds", d.writes)
		}
		writes := d.writes
		time.Sleep(time.Hour)
		if d.writes != writes {
			t.Error("it writes though nothing is typed")
		}
	})
}

func TestPutDoesNotWaitForTheDisk(t *testing.T) {
	d := newFolder()
	j := mustOpen(t, d)
	d.mu.Lock() // the disk hangs
	for i := range 1000 {
		j.Put(car, about, "note", Edit{Partial: fmt.Sprint(i)})
	}
	if e := typed(t, j, car, "note"); e.Partial != "999" || !j.Status().Unsaved {
		t.Errorf("%q, %+v", e.Partial, j.Status())
	}
	soon, cancel := context.WithCancel(ctx)
	cancel()
	if j.Flush(soon) == nil {
		t.Error("flushed to a disk that hangs")
	}
	d.mu.Unlock()
	must(t, j.Close())
	if j.Status().Unsaved {
		t.Error("not saved")
	}
}

// What was sent is a draft no more; what another session had typed in the same
// field is one, until it is sent or thrown away itself.
func TestWhatAnotherSessionTypedOutlivesSending(t *testing.T) {
	j := InMemory(Options{})
	defer j.Close()
	k := Key{Account: "a", Object: "car", Record: "1"}
	j.Put(k, About{Name: "Saab"}, "note", Edit{Base: `"was"`, Mine: `"newer"`})
	j.mu.Lock()
	j.do(op{Kind: opPut, Key: &k, About: toWireAbout(About{Name: "Saab"}), Field: "note", Edit: toWireField(Field{
		Edit: Edit{Base: `"was"`, Mine: `"newer"`}, Others: []Typed{{Mine: `"older"`}, {Mine: `"newer"`}, {Partial: "half"}},
	})})
	j.mu.Unlock()
	if !j.Took(k, About{Name: "Saab"}, "note", `"newer"`) {
		t.Fatal("nothing is left")
	}
	d, _ := j.Draft(k)
	if f := d.Fields["note"]; f.Mine != `"older"` || f.Base != `"newer"` || len(f.Others) != 1 || f.Others[0].Partial != "half" || !d.Earlier {
		t.Errorf("left is %+v, to be offered: %v", f, d.Earlier)
	}
	if !j.Took(k, About{}, "note", `"older"`) || j.Took(k, About{}, "note", `"half"`) {
		t.Error("the half-typed text is not left, or for ever")
	}
	if _, there := j.Draft(k); there {
		t.Error("a draft without anything is left")
	}
}
