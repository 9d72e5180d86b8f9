package journal

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"zco/api"
)

// seen is all that a person could see of a journal.
type seen struct {
	Drafts  []Draft
	History []Entry
}

func look(s *state) seen {
	j := &Journal{own: s}
	v := seen{Drafts: j.Drafts(""), History: j.History(Filter{})}
	for i := range v.Drafts {
		v.Drafts[i].Earlier = false
	}
	return v
}

func drawValue(t *rapid.T) api.Value {
	return rapid.SampledFrom([]api.Value{api.Absent, api.Null, `"x"`, `"\n\u0000"`, "12", "[]", "\"\xff\""}).Draw(t, "value")
}

// act does one thing that a session does.
func act(t *rapid.T, j *Journal, ids *[]string) {
	k := Key{"acme", rapid.SampledFrom([]string{"car", "boat"}).Draw(t, "object"), rapid.SampledFrom([]string{"1", "2"}).Draw(t, "record")}
	field := rapid.SampledFrom([]string{"year", "make"}).Draw(t, "field")
	switch rapid.IntRange(0, 8).Draw(t, "what") {
	case 0, 1, 2, 3:
		j.Put(k, About{Name: "n"}, field, Edit{Base: drawValue(t), Mine: drawValue(t), Partial: rapid.String().Draw(t, "partial")})
	case 4:
		j.ClearField(k, field)
	case 5:
		j.DropDraft(k)
	case 6:
		id, err := j.Begin(ctx, Entry{Object: k.Object, Record: k.Record, Action: Update,
			Changes: []Change{{field, drawValue(t), drawValue(t)}}, Before: drawValue(t)})
		if err != nil {
			t.Fatal(err)
		}
		*ids = append(*ids, id)
	case 7:
		if len(*ids) > 0 {
			j.Finish(rapid.SampledFrom(*ids).Draw(t, "id"), Outcome{Result: OK, Record: "9", After: drawValue(t)})
		}
	case 8:
		if err := j.Flush(ctx); err != nil {
			t.Fatal(err)
		}
	}
}

func drawClock() func() time.Time {
	now := time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)
	return func() time.Time { now = now.Add(time.Second); return now }
}

// A file cut at any byte opens to what the session had been at some moment, and
// the longer the file, the later the moment.
func TestAnyCutOpensToAMoment(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := newFolder()
		j, err := open(d, Options{Clock: drawClock()})
		if err != nil {
			t.Fatal(err)
		}
		moments := []seen{look(newState())}
		var ids []string
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			act(t, j, &ids)
			moments = append(moments, look(j.own))
		}
		if err := j.Flush(ctx); err != nil {
			t.Fatal(err)
		}
		data, _ := d.Read(j.disk.id + logSuffix)
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		at := 0
		for cut := range len(data) + 1 {
			s, _ := load(data[:cut])
			now := look(s)
			for at < len(moments) && !reflect.DeepEqual(moments[at], now) {
				at++
			}
			if at == len(moments) {
				t.Fatalf("cut at byte %d of %d it opens to what never was:\n%+v", cut, len(data), now)
			}
		}
		s, _ := load(data)
		if diff := cmp.Diff(moments[len(moments)-1], look(s)); diff != "" {
			t.Fatalf("the whole file is not the last moment (-was +read):\n%s", diff)
		}
	})
}

// After any cut the session is gone on with, and what is typed then is kept.
func TestTypingGoesOnAfterACut(t *testing.T) {
	d := newFolder()
	j := mustOpen(t, d)
	for i := range 3 {
		j.Put(car, about, fmt.Sprint("f", i), Edit{Mine: api.Int(int64(i))})
		must(t, j.Flush(ctx))
	}
	name := j.disk.id + logSuffix
	data, _ := d.Read(name)
	for cut := range len(data) + 1 {
		c := newFolder()
		c.files[name] = &memFile{data[:cut:cut], cut}
		j := mustOpen(t, c)
		before := look(j.own)
		j.Put(Key{Record: "after"}, About{}, "note", Edit{Partial: "x"})
		must(t, j.Close())
		j = mustOpen(t, c)
		if typed(t, j, Key{Record: "after"}, "note").Partial != "x" {
			t.Fatalf("cut at %d: what was typed afterwards is gone", cut)
		}
		j.DropDraft(Key{Record: "after"})
		if diff := cmp.Diff(before, look(j.own)); diff != "" {
			t.Fatalf("cut at %d: what was there before (-was +is):\n%s", cut, diff)
		}
		must(t, j.Close())
	}
}

// Damage costs the lines it is in.
func TestDamageCostsOneLine(t *testing.T) {
	d := newFolder()
	j := mustOpen(t, d)
	for i := range 4 {
		j.Put(car, about, fmt.Sprint("f", i), Edit{Mine: api.Int(int64(i))})
		must(t, j.Flush(ctx))
	}
	data, _ := d.Read(j.disk.id + logSuffix)
	for i := range data {
		spoilt := append([]byte(nil), data...)
		spoilt[i] ^= 0x11
		s, _ := load(spoilt)
		if n := len(s.drafts[car].Fields); n < 2 { // a newline spoilt joins two lines
			t.Fatalf("byte %d spoilt: %d of 4 fields left", i, n)
		}
		for name, f := range s.drafts[car].Fields {
			if f.Mine != api.Value(name[1:]) {
				t.Fatalf("byte %d spoilt: %s became %s", i, name, f.Mine)
			}
		}
	}
}

// The power fails at any write: what Flush had promised is there.
func TestPowerCut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := newFolder()
		o := Options{Clock: drawClock(), Sync: time.Hour} // only Flush writes
		j, err := open(d, o)
		if err != nil {
			t.Fatal(err)
		}
		defer j.Close()
		var ids []string
		for range rapid.IntRange(1, 15).Draw(t, "steps") {
			act(t, j, &ids)
		}
		if err := j.Flush(ctx); err != nil {
			t.Fatal(err)
		}
		if rapid.Bool().Draw(t, "anew") {
			if err := j.ask(ctx, ask{do: j.writeAnew}); err != nil {
				t.Fatal(err)
			}
		}
		want := look(j.own)
		back, err := open(d.crash(rapid.IntRange(0, 400).Draw(t, "luck")), Options{Clock: o.Clock})
		if err != nil {
			t.Fatal(err)
		}
		defer back.Close()
		for i, e := range want.History {
			if e.Result == Sent {
				want.History[i].Result, want.History[i].Message = Unknown, "the program ended before the answer came"
			}
		}
		if diff := cmp.Diff(want, look(back.own)); diff != "" {
			t.Fatalf("(-promised +found):\n%s", diff)
		}
	})
}

// What a later version wrote is passed over, and kept for it.
func TestLaterVersionsAreLeftAlone(t *testing.T) {
	d := newFolder()
	line, err := encode([]op{
		{raw: []byte(`{"op":"photo","id":"7","new":[1,2]}`)},
		{Kind: opPut, Key: &car, About: toWireAbout(about), Field: "note", Edit: toWireField(Field{Edit: Edit{Partial: "x"}})},
	})
	must(t, err)
	d.files["00.log"] = &memFile{line, len(line)}
	j := mustOpen(t, d)
	if typed(t, j, car, "note").Partial != "x" {
		t.Error("what is known is not read")
	}
	must(t, j.ask(ctx, ask{do: j.writeAnew}))
	must(t, j.Close())
	data, _ := d.Read("00.log")
	if s, _ := load(data); len(s.later) != 1 || string(s.later[0]) != `{"op":"photo","id":"7","new":[1,2]}` {
		t.Errorf("the rest is gone: %s", data)
	}
}
