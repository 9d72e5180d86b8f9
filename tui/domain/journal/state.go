package journal

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"zco/api"
)

// state is what a file says, in memory.
type state struct {
	drafts  map[Key]*Draft
	entries map[string]*Entry
	took    map[string]int    // sessions whose files are in this one, and how long those were
	later   []json.RawMessage // operations of a later version of the program
}

func newState() *state {
	return &state{drafts: map[Key]*Draft{}, entries: map[string]*Entry{}, took: map[string]int{}}
}

func (s *state) empty() bool { return len(s.drafts)+len(s.entries)+len(s.later) == 0 }

// apply makes one operation; each may be made twice without harm.
func (s *state) apply(o op) {
	switch {
	case o.raw != nil:
		s.later = append(s.later, o.raw)
	case o.Kind == opPut:
		s.put(o)
	case o.Kind == opClear:
		if d := s.drafts[*o.Key]; d != nil {
			delete(d.Fields, o.Field)
			d.stamp()
			if len(d.Fields) == 0 {
				delete(s.drafts, *o.Key)
			}
		}
	case o.Kind == opDrop:
		delete(s.drafts, *o.Key)
	case o.Kind == opSent:
		s.entries[o.Entry.ID] = o.Entry.entry()
	case o.Kind == opResult:
		s.result(o)
	case o.Kind == opTook:
		s.took[o.ID] = o.Size
	}
}

func (s *state) put(o op) {
	d := s.drafts[*o.Key]
	if d == nil {
		d = &Draft{Key: *o.Key, Fields: map[string]Field{}}
		s.drafts[*o.Key] = d
	}
	d.About = About{Name: string(o.About.Name), Version: o.About.Version}
	d.Fields[o.Field] = o.Edit.field()
	d.stamp()
}

// stamp takes a draft's time from its fields.
func (d *Draft) stamp() {
	d.At = time.Time{}
	for _, f := range d.Fields {
		if f.At.After(d.At) {
			d.At = f.At
		}
	}
}

func (s *state) result(o op) {
	old := s.entries[o.ID]
	if old == nil {
		return
	}
	e := *old // History may have handed out the old one
	e.Result = Result(cmp.Or(string(o.Outcome.Result), string(e.Result)))
	e.Message = cmp.Or(string(o.Outcome.Message), e.Message)
	e.Record = cmp.Or(o.Outcome.Record, e.Record)
	e.Name = cmp.Or(string(o.Outcome.Name), e.Name)
	e.After = cmp.Or(api.Value(o.Outcome.After), e.After)
	s.entries[o.ID] = &e
}

// ops returns the operations that make this state anew, what is dearest first.
func (s *state) ops() []op {
	var ops []op
	for id, size := range s.took {
		ops = append(ops, op{Kind: opTook, ID: id, Size: size})
	}
	for _, d := range s.drafts {
		for name, f := range d.Fields {
			ops = append(ops, op{Kind: opPut, Key: &d.Key, About: toWireAbout(d.About), Field: name, Edit: toWireField(f)})
		}
	}
	for _, raw := range s.later {
		ops = append(ops, op{raw: raw})
	}
	for _, e := range s.sorted() {
		ops = append(ops, op{Kind: opSent, Entry: toWireEntry(*e)})
	}
	return ops
}

// sorted returns the entries, newest first.
func (s *state) sorted() []*Entry {
	return slices.SortedFunc(maps.Values(s.entries), newestFirst)
}

// orphan is called for a session that ended: what it sent has no answer any
// more, and what it had drafted is to be offered.
func (s *state) orphan() {
	for id, e := range s.entries {
		if e.Result == Sent {
			s.result(op{ID: id, Outcome: &wireOutcome{Result: Unknown, Message: "the program ended before the answer came"}})
		}
	}
	for _, d := range s.drafts {
		d.Earlier = true
	}
}

// merge takes in the state of a session that ended, and returns the operations
// that did it. Nothing typed is lost: of two texts in one field the newer is
// kept as the draft and the older beside it.
func (s *state) merge(from *state) (ops []op) {
	for k, d := range from.drafts {
		ours := s.drafts[k]
		earlier := ours == nil || ours.Earlier
		for name, f := range d.Fields {
			about := d.About
			if ours != nil {
				if have, ok := ours.Fields[name]; ok {
					f = have.join(f)
				}
				if ours.At.After(d.At) {
					about = ours.About
				}
			}
			ops = append(ops, op{Kind: opPut, Key: &k, About: toWireAbout(about), Field: name, Edit: toWireField(f)})
			s.apply(ops[len(ops)-1])
		}
		s.drafts[k].Earlier = earlier
	}
	for id, e := range from.entries {
		if have := s.entries[id]; have == nil || !have.Result.final() && e.Result.final() {
			ops = append(ops, op{Kind: opSent, Entry: toWireEntry(*e)})
			s.apply(ops[len(ops)-1])
		}
	}
	for _, raw := range from.later {
		ops = append(ops, op{raw: raw})
		s.apply(ops[len(ops)-1])
	}
	return ops
}

func (r Result) final() bool { return r == OK || r == Failed }

// join makes one field of two.
func (f Field) join(g Field) Field {
	if g.At.After(f.At) {
		f, g = g, f
	}
	others := append(slices.Clone(f.Others), g.Others...)
	others = append(others, Typed{g.Mine, g.Partial, g.At})
	slices.SortStableFunc(others, func(a, b Typed) int { return b.At.Compare(a.At) })
	f.Others = nil
	seen := []Typed{{Mine: f.Mine, Partial: f.Partial}}
	for _, o := range others {
		if !slices.ContainsFunc(seen, func(t Typed) bool { return t.Mine == o.Mine && t.Partial == o.Partial }) {
			seen = append(seen, o)
			f.Others = append(f.Others, o)
		}
	}
	return f
}

// bound lets go of the oldest entries beyond the limits, but of none that
// waits for its answer.
func (s *state) bound(l Limits, now time.Time) {
	oldest := now.Add(-l.Age)
	bytes := 0
	for i, e := range s.sorted() {
		bytes += e.size()
		if e.Result != Sent && (i >= l.Entries || bytes > l.Bytes || e.Time.Before(oldest)) {
			delete(s.entries, e.ID)
		}
	}
}

func (e *Entry) size() int {
	n := 200 + len(e.Before) + len(e.After) + len(e.Message)
	for _, c := range e.Changes {
		n += len(c.Field) + len(c.Before) + len(c.After)
	}
	return n
}

// session returns the name of the session a file belongs to.
func session(file string) (string, bool) {
	for _, suffix := range []string{logSuffix, lockSuffix} {
		if id, ok := strings.CutSuffix(file, suffix); ok && id != "" {
			return id, true
		}
	}
	return "", false
}
