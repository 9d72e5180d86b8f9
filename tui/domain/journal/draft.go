package journal

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"zco/api"
)

// Key names what a draft belongs to.
type Key struct {
	Account string // base address or profile, as long as it is always the same one
	Object  string // key of the custom object
	Record  string // id, or what NewRecord gave for one not created yet
}

const newPrefix = "new-"

// IsNew reports whether the draft is of a record that was not created yet.
func (k Key) IsNew() bool { return strings.HasPrefix(k.Record, newPrefix) }

// About is what is known of a record when it is edited.
type About struct {
	Name    string // for lists of drafts
	Version string // updated_at when editing began, "" for a new record
}

// Edit is what a person did to one field.
type Edit struct {
	Base    api.Value // the value when editing began
	Mine    api.Value // the value to be sent; Absent while there is only Partial
	Partial string    // what was typed and is no value yet ("12a" in a number); "" if Mine says it all
	Caret   int       // where typing goes on, in runes; as the editor likes
}

// Field is one field of a draft.
type Field struct {
	Edit
	At time.Time // of the last key
	// Others are what other sessions that ended had typed in the same field,
	// newest first. They stay until ClearField or DropDraft.
	Others []Typed
}

// Typed is a value or text that lost its place to a newer one.
type Typed struct {
	Mine    api.Value
	Partial string
	At      time.Time
}

// Draft is the unsent changes to one record.
type Draft struct {
	Key
	About
	Fields map[string]Field // by field key; never empty
	At     time.Time        // of the last key
	// Earlier tells that the draft is from before this session, and nothing was
	// typed into it since: it is to be offered.
	Earlier bool
	// Session names another session that is alive and has this draft; "" if it
	// is ours. Another's draft can be looked at, not changed.
	Session string
}

func (d *Draft) clone() Draft {
	c := *d
	c.Fields = maps.Clone(d.Fields)
	return c
}

// Put keeps what was typed in a field, in place of what was kept for it
// before. It returns at once; the disk has it a tenth of a second later.
func (j *Journal) Put(k Key, about About, field string, e Edit) {
	j.mu.Lock()
	defer j.mu.Unlock()
	f := Field{Edit: e, At: j.opt.Clock()}
	if d := j.own.drafts[k]; d != nil {
		f.Others = d.Fields[field].Others
	}
	j.do(op{Kind: opPut, Key: &k, About: toWireAbout(about), Field: field, Edit: toWireField(f)})
	j.own.drafts[k].Earlier = false
}

// Rename gives the record of a draft another name; nothing where there is no
// draft of it.
func (j *Journal) Rename(k Key, name string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	d := j.own.drafts[k]
	if d == nil || d.Name == name {
		return
	}
	for field, f := range d.Fields { // any one of them carries it
		j.do(op{Kind: opPut, Key: &k, About: toWireAbout(About{name, d.Version}), Field: field, Edit: toWireField(f)})
		return
	}
}

// ClearField takes a field's draft back, with what other sessions had typed.
func (j *Journal) ClearField(k Key, field string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if d := j.own.drafts[k]; d != nil {
		if _, ok := d.Fields[field]; ok {
			j.do(op{Kind: opClear, Key: &k, Field: field})
		}
	}
}

// Took takes a field's draft back that was sent; now is what the record has. What
// another session had typed there is no less unsent: the newest of it becomes
// the draft, to be offered, and left is true.
func (j *Journal) Took(k Key, about About, field string, now api.Value) (left bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	d := j.own.drafts[k]
	if d == nil {
		return false
	}
	f, ok := d.Fields[field]
	if !ok {
		return false
	}
	others := slices.DeleteFunc(slices.Clone(f.Others), func(o Typed) bool { return o.Partial == "" && o.Mine == now })
	if len(others) == 0 {
		j.do(op{Kind: opClear, Key: &k, Field: field})
		return false
	}
	f = Field{Edit: Edit{Base: now, Mine: others[0].Mine, Partial: others[0].Partial}, At: others[0].At, Others: others[1:]}
	j.do(op{Kind: opPut, Key: &k, About: toWireAbout(about), Field: field, Edit: toWireField(f)})
	j.own.drafts[k].Earlier = true
	return true
}

// DropDraft throws a whole draft away: it was sent, or a person confirmed it.
func (j *Journal) DropDraft(k Key) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.own.drafts[k] != nil {
		j.do(op{Kind: opDrop, Key: &k})
	}
}

// Draft returns our draft of a record.
func (j *Journal) Draft(k Key) (Draft, bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if d := j.own.drafts[k]; d != nil {
		return d.clone(), true
	}
	return Draft{}, false
}

// HasDraft reports whether we have a draft of a record, and whether another
// live session has one. It is cheap enough for every row drawn.
func (j *Journal) HasDraft(k Key) (ours, elsewhere bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, s := range j.others {
		elsewhere = elsewhere || s.drafts[k] != nil
	}
	return j.own.drafts[k] != nil, elsewhere
}

// Drafts returns the drafts of an account, ours first, then those of other
// live sessions as of the last Rescan, each newest first. An empty account
// means all.
func (j *Journal) Drafts(account string) []Draft {
	j.mu.Lock()
	defer j.mu.Unlock()
	list := j.own.list(account, "")
	for _, id := range slices.Sorted(maps.Keys(j.others)) {
		list = append(list, j.others[id].list(account, id)...)
	}
	return list
}

// Count returns how many drafts of an account are ours.
func (j *Journal) Count(account string) int {
	j.mu.Lock()
	defer j.mu.Unlock()
	n := 0
	for k := range j.own.drafts {
		if account == "" || k.Account == account {
			n++
		}
	}
	return n
}

// CountIn returns how many drafts of an object's records are ours. It is cheap
// enough for every object drawn.
func (j *Journal) CountIn(account, object string) (n int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for k := range j.own.drafts {
		if k.Account == account && k.Object == object {
			n++
		}
	}
	return n
}

func (s *state) list(account, session string) []Draft {
	var list []Draft
	for k, d := range s.drafts {
		if account == "" || k.Account == account {
			c := d.clone()
			c.Session = session
			list = append(list, c)
		}
	}
	slices.SortFunc(list, func(a, b Draft) int {
		return cmp.Or(b.At.Compare(a.At), strings.Compare(a.Object+"/"+a.Record, b.Object+"/"+b.Record))
	})
	return list
}
