package sandbox

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"
)

// record is one record that a client made or changed, complete.
type record struct {
	ID         string         `json:"id"`
	Name       string         `json:"name"`
	ExternalID string         `json:"external_id,omitempty"` // "" is null
	Fields     map[string]any `json:"fields"`
	CreatedBy  int64          `json:"created_by"`
	UpdatedBy  int64          `json:"updated_by"`
	CreatedMS  int64          `json:"created_ms"`
	UpdatedMS  int64          `json:"updated_ms"`
}

// row is a record wherever it lives: rec if it was made or changed, else the
// derived ordinal n.
type row struct {
	n   uint64
	rec *record
}

// object is a custom object with its schema and its records. Records are
// never changed in place: a write puts a new *record in.
type object struct {
	meta   objectMeta
	fields []*field // by position, the standard ones first
	base   *base    // nil: nothing is derived

	changed  map[uint64]*record // derived ones that were changed; nil: deleted
	byID     map[string]*record // made and changed
	external map[string]*record
	byName   map[string]*record // the last of that name; enough where names are unique
	made     []*record          // by id
	updated  []*record          // made and changed, by last update
	history  map[string][]event
	files    map[string][]*attachment // by record
	buried   []tombstone              // of deleted records, oldest first
	pending  []change                 // oldest first, not yet seen by search

	version  uint64 // grows with every write
	lastMS   int64  // of the last id given out
	sequence uint64 // next autonumber
	binding  map[string]column
	names    *nameOrder // of base, made when first asked for

	cacheMu sync.Mutex
	cached  map[string]*found
	refs    *references

	staleAt    time.Time // when the count of a large object was last taken
	staleCount int
	gone       int // derived records that were deleted
}

// change remembers what search saw before a write.
type change struct {
	at     time.Time
	id     string
	before *record // nil: it was not there
}

func newObject(meta objectMeta) *object {
	return &object{
		meta: meta, sequence: 1,
		changed: map[uint64]*record{}, byID: map[string]*record{}, external: map[string]*record{},
		byName: map[string]*record{}, history: map[string][]event{},
	}
}

// count is how many records there are.
func (o *object) count() int {
	n := len(o.made)
	if o.base != nil {
		n += int(o.base.size) - o.gone
	}
	return n
}

// find returns the record with an id.
func (o *object) find(id string) (row, bool) {
	return o.look(o.byID[id], func(b *base) (uint64, bool) { return b.ordinal(id) })
}

// findExternal returns the record with an external id.
func (o *object) findExternal(id string) (row, bool) {
	return o.look(o.external[id], func(b *base) (uint64, bool) { return b.byExternalID(id) })
}

// findName returns a record with a name; only unique names find the only one.
func (o *object) findName(name string) (row, bool) {
	return o.look(o.byName[name], func(b *base) (uint64, bool) { return b.names.find(name, b.size) })
}

// look returns a record that is kept, else the derived one, unless something
// was done to it.
func (o *object) look(kept *record, derived func(*base) (uint64, bool)) (row, bool) {
	if kept != nil {
		return row{rec: kept}, true
	}
	if o.base == nil {
		return row{}, false
	}
	n, found := derived(o.base)
	if _, touched := o.changed[n]; !found || touched {
		return row{}, false
	}
	return row{n: n}, true
}

// read reads a row wherever it lives: a record that is kept, or a derived one.
func read[T any](o *object, r row, kept func(*record) T, derived func(*base, uint64) T) T {
	if r.rec != nil {
		return kept(r.rec)
	}
	return derived(o.base, r.n)
}

func (o *object) id(r row) string {
	return read(o, r, func(r *record) string { return r.ID }, (*base).id)
}

func (o *object) name(r row) string {
	return read(o, r, func(r *record) string { return r.Name }, func(b *base, n uint64) string { return b.names.text(n) })
}

func (o *object) externalID(r row) string {
	return read(o, r, func(r *record) string { return r.ExternalID }, (*base).externalID)
}

func (o *object) createdMS(r row) int64 {
	return read(o, r, func(r *record) int64 { return r.CreatedMS }, (*base).createdMS)
}

func (o *object) updatedMS(r row) int64 {
	return read(o, r, func(r *record) int64 { return r.UpdatedMS }, (*base).updatedMS)
}

func (o *object) createdBy(r row) int64 {
	return read(o, r, func(r *record) int64 { return r.CreatedBy }, (*base).createdBy)
}

func (o *object) updatedBy(r row) int64 {
	return read(o, r, func(r *record) int64 { return r.UpdatedBy }, (*base).updatedBy)
}

// stored is a field's value as it is kept; roll-ups are not.
func (o *object) stored(r row, key string) any {
	if r.rec != nil {
		return r.rec.Fields[key]
	}
	if c := o.binding[key]; c != nil {
		return c.value(r.n)
	}
	return nil
}

// whole copies a row into a record of its own, ready to be changed.
func (o *object) whole(r row) *record {
	rec := &record{
		ID: o.id(r), Name: o.name(r), ExternalID: o.externalID(r), Fields: map[string]any{},
		CreatedBy: o.createdBy(r), UpdatedBy: o.updatedBy(r), CreatedMS: o.createdMS(r), UpdatedMS: o.updatedMS(r),
	}
	for _, f := range o.fields {
		if !f.standard() && !f.rollup() {
			if v := o.stored(r, f.Key); v != nil {
				rec.Fields[f.Key] = v
			}
		}
	}
	return rec
}

// newID gives out a ULID above every earlier one of this object.
func (o *object) newID(now time.Time) (string, int64) {
	o.lastMS = max(now.UnixMilli(), o.lastMS+1)
	return ulid(o.lastMS, hash(uint64(o.lastMS)^uint64(len(o.meta.Key))<<56)), o.lastMS
}

// put stores a new or changed record; before is the row it replaces, nil for
// a new one.
func (o *object) put(rec *record, before *row) {
	if before != nil {
		o.take(*before)
		if n, derived := o.ordinal(rec.ID); derived {
			o.changed[n] = rec
		}
	}
	if _, derived := o.ordinal(rec.ID); !derived {
		o.made = insert(o.made, rec, byID)
	}
	o.updated = insert(o.updated, rec, byUpdate)
	o.byID[rec.ID] = rec
	o.byName[rec.Name] = rec
	if rec.ExternalID != "" {
		o.external[rec.ExternalID] = rec
	}
	o.version++
}

// remove deletes a row.
func (o *object) remove(r row) {
	id := o.id(r)
	o.take(r)
	if n, derived := o.ordinal(id); derived {
		o.changed[n] = nil
		o.gone++
	}
	o.version++
}

// take forgets a row that was made or changed.
func (o *object) take(r row) {
	rec := r.rec
	if rec == nil {
		return
	}
	delete(o.byID, rec.ID)
	if o.external[rec.ExternalID] == rec {
		delete(o.external, rec.ExternalID)
	}
	if o.byName[rec.Name] == rec {
		delete(o.byName, rec.Name)
	}
	o.updated = without(o.updated, rec, byUpdate)
	if _, derived := o.ordinal(rec.ID); !derived {
		o.made = without(o.made, rec, byID)
	}
}

func (o *object) ordinal(id string) (uint64, bool) {
	if o.base == nil {
		return 0, false
	}
	return o.base.ordinal(id)
}

func sortByID(list []*record) { slices.SortFunc(list, byID) }

func byID(a, b *record) int { return strings.Compare(a.ID, b.ID) }

func byUpdate(a, b *record) int {
	return cmp.Or(cmp.Compare(a.UpdatedMS, b.UpdatedMS), byID(a, b))
}

func insert(list []*record, rec *record, compare func(a, b *record) int) []*record {
	at := sort.Search(len(list), func(i int) bool { return compare(list[i], rec) > 0 })
	return slices.Insert(list, at, rec)
}

func without(list []*record, rec *record, compare func(a, b *record) int) []*record {
	at := sort.Search(len(list), func(i int) bool { return compare(list[i], rec) >= 0 })
	if at < len(list) && list[at] == rec {
		return slices.Delete(list, at, at+1)
	}
	return list
}

// remember notes what search saw before a write to an id.
func (o *object) remember(id string, before *row, now time.Time, lag time.Duration) {
	if lag <= 0 {
		return
	}
	c := change{at: now, id: id}
	if before != nil {
		c.before = o.whole(*before)
	}
	o.pending = append(slices.DeleteFunc(o.pending, func(c change) bool { return !now.Before(c.at.Add(lag)) }), c)
}
