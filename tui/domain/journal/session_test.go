package journal

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zco/api"
)

func TestTwoLiveSessionsSeeEachOther(t *testing.T) {
	dir := osFiles(t.TempDir())
	a, b := mustOpen(t, dir), mustOpen(t, dir)
	a.Put(car, about, "year", Edit{Mine: api.Int(1998)})
	id, err := a.Begin(ctx, Entry{Object: "car", Record: "7", Action: Update})
	must(t, err)
	must(t, b.Rescan(ctx))
	if list := b.Drafts(car.Account); len(list) != 1 || list[0].Session == "" || list[0].Fields["year"].Mine != "1998" {
		t.Fatalf("seen from the other session: %v", list)
	}
	if ours, elsewhere := b.HasDraft(car); ours || !elsewhere {
		t.Errorf("ours %v, elsewhere %v", ours, elsewhere)
	}
	if h := b.History(Filter{}); len(h) != 1 || h[0].Result != Sent || h[0].Session == "" {
		t.Errorf("a change another session is sending: %+v", h)
	}
	b.Put(car, about, "make", Edit{Mine: api.String("b")})
	b.DropDraft(car) // ours, not theirs
	must(t, b.Flush(ctx))
	must(t, a.Rescan(ctx))
	if typed(t, a, car, "year").Mine != "1998" {
		t.Error("one session dropped another's draft")
	}
	a.Finish(id, Outcome{Result: OK})
	must(t, a.Close())
	must(t, b.Rescan(ctx))
	d, ok := b.Draft(car)
	if !ok || !d.Earlier || d.Session != "" || d.Fields["year"].Mine != "1998" {
		t.Errorf("left by a session that ended: %+v", d)
	}
	if h := b.History(Filter{}); len(h) != 1 || h[0].Result != OK || h[0].Session != "" {
		t.Errorf("history left by a session that ended: %+v", h)
	}
	if names, _ := dir.List(); len(names) != 2 {
		t.Errorf("files left: %v", names)
	}
	must(t, b.Close())
}

// Three sessions typed in one field, and all ended: all three are kept.
func TestNoTextIsLostWhenSessionsMeet(t *testing.T) {
	d := newFolder()
	clock := drawClock()
	var js []*Journal
	for range 3 {
		j, err := open(d, Options{Clock: clock})
		must(t, err)
		js = append(js, j)
	}
	for i, text := range []string{"first", "third", "second"} {
		js[i].Put(car, About{Name: text}, "note", Edit{Mine: api.String(text)})
		js[i].Put(car, About{Name: text}, text, Edit{Mine: api.Null})
	}
	js[1].Put(car, About{Name: "third"}, "note", Edit{Mine: api.String("third"), Partial: "third!"})
	for _, j := range js {
		must(t, j.Close())
	}
	for range 3 { // and once more, and again
		j, err := open(d, Options{Clock: clock})
		must(t, err)
		draft, _ := j.Draft(car)
		f := draft.Fields["note"]
		var others []string
		for _, o := range f.Others {
			others = append(others, o.Mine.Text())
		}
		if f.Partial != "third!" || draft.Name != "third" || len(draft.Fields) != 4 {
			t.Fatalf("%+v", draft)
		}
		if diff := cmp.Diff([]string{"second", "first"}, others); diff != "" {
			t.Fatalf("the older texts (-want +got):\n%s", diff)
		}
		must(t, j.Close())
	}
	j := mustOpen(t, d)
	defer j.Close()
	j.Put(car, about, "note", Edit{Mine: api.String("fourth")})
	if draft, _ := j.Draft(car); len(draft.Fields["note"].Others) != 2 {
		t.Error("typing on took the older texts away")
	}
	j.ClearField(car, "note")
	if draft, _ := j.Draft(car); len(draft.Fields) != 3 {
		t.Errorf("not taken back: %+v", draft.Fields)
	}
}

// The program ends between taking a session's drafts and removing its file; a
// draft dropped since does not come back.
func TestTakenTwiceIsTakenOnce(t *testing.T) {
	for _, names := range []string{"aaaaaaaabbbbbbbbcccccccc", "bbbbbbbbaaaaaaaacccccccc"} {
		d := newFolder()
		o := Options{Random: strings.NewReader(names)}
		a, err := open(d, o)
		must(t, err)
		b, err := open(d, o)
		must(t, err)
		a.Put(car, about, "note", Edit{Partial: "x"})
		must(t, a.Flush(ctx))
		left, _ := d.Read(a.disk.id + logSuffix)
		must(t, a.Close())
		must(t, b.Rescan(ctx))
		if typed(t, b, car, "note").Partial != "x" {
			t.Fatal("not taken over")
		}
		b.DropDraft(car)
		must(t, b.Flush(ctx))
		d.files[a.disk.id+logSuffix] = &memFile{left, len(left)} // the removal never reached the disk
		c := mustOpen(t, d.crash(0))
		if _, ok := c.Draft(car); ok {
			t.Errorf("%s: a draft that was thrown away is back", names)
		}
		must(t, c.Close())
	}
}

func TestFolderWithoutLocks(t *testing.T) {
	d := newFolder()
	d.noLocks = true
	a, b := mustOpen(t, d), mustOpen(t, d)
	a.Put(car, about, "note", Edit{Partial: "a"})
	b.Put(car, about, "note", Edit{Partial: "b"})
	must(t, a.Close())
	must(t, b.Rescan(ctx))
	must(t, b.Close())
	c := mustOpen(t, d)
	defer c.Close()
	if list := c.Drafts(""); len(list) != 2 {
		t.Errorf("%d of 2 drafts can be seen", len(list))
	}
}

func TestHistoryTellsWhatHasNoAnswer(t *testing.T) {
	d := newFolder()
	j := mustOpen(t, d)
	sent := Entry{Account: "acme", User: "jo", Object: "car", Record: "7", Name: "Tesla", Action: Update,
		Changes: []Change{{"year", api.Absent, api.Int(1998)}, {"make", api.Null, api.String("")}},
		Before:  `{"id":"7"}`, Group: "g"}
	id, err := j.Begin(ctx, sent)
	must(t, err)
	crashed := d.crash(0) // the answer never comes
	j.Finish(id, Outcome{Result: Failed, Message: "year must be a number"})
	j.Finish("no such entry", Outcome{Result: OK})
	must(t, j.Close())

	back := mustOpen(t, crashed)
	defer back.Close()
	e, ok := back.Entry(id)
	if !ok || e.Result != Unknown || e.Message == "" {
		t.Errorf("sent, and no answer known: %+v", e)
	}
	j = mustOpen(t, d)
	defer j.Close()
	got, _ := j.Entry(id)
	sent.ID, sent.Time, sent.Result, sent.Message = id, got.Time, Failed, "year must be a number"
	if diff := cmp.Diff(sent, got); diff != "" {
		t.Errorf("(-sent +kept):\n%s", diff)
	}
}

func TestHistoryIsNewestFirstAndKnowsItsUndos(t *testing.T) {
	j, err := open(newFolder(), Options{Clock: drawClock()})
	must(t, err)
	defer j.Close()
	begin := func(e Entry, r Result) string {
		id, err := j.Begin(ctx, e)
		must(t, err)
		j.Finish(id, Outcome{Result: r})
		return id
	}
	a := begin(Entry{Object: "car", Record: "1", Action: Update}, OK)
	b := begin(Entry{Object: "car", Record: "2", Action: Delete}, OK)
	c := begin(Entry{Object: "boat", Record: "1", Action: Create}, OK)
	begin(Entry{Object: "car", Record: "1", Action: Update, Undoes: a}, Failed)
	u := begin(Entry{Object: "car", Record: "2", Action: Create, Undoes: b}, OK)
	var ids []string
	for _, e := range j.History(Filter{Object: "car", Limit: 3}) {
		ids = append(ids, e.ID)
	}
	if len(ids) != 3 || ids[0] != u || ids[2] != b {
		t.Errorf("newest first, three of car: %v", ids)
	}
	for id, want := range map[string]string{a: "", b: u, c: ""} {
		if e, _ := j.Entry(id); e.UndoneBy != want {
			t.Errorf("%s undone by %q, want %q", id, e.UndoneBy, want)
		}
	}
}

func TestHistoryIsBounded(t *testing.T) {
	for name, l := range map[string]Limits{
		"entries": {Entries: 10}, "age": {Age: 10 * time.Second}, "bytes": {Bytes: 12_500},
	} {
		d := newFolder()
		clock := drawClock()
		j, err := open(d, Options{Limits: l, Clock: clock})
		must(t, err)
		var last string
		for range 40 {
			last, err = j.Begin(ctx, Entry{Object: "car", Action: Update, Before: api.String(string(make([]byte, 150)))})
			must(t, err)
			j.Finish(last, Outcome{Result: OK})
		}
		must(t, j.ask(ctx, ask{do: j.writeAnew}))
		must(t, j.Close())
		j, err = open(d, Options{Clock: clock})
		must(t, err)
		if h := j.History(Filter{}); len(h) > 12 || len(h) < 4 || h[0].ID != last {
			t.Errorf("%s: %d entries left", name, len(h))
		}
		must(t, j.Close())
	}
}
