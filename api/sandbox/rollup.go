package sandbox

import (
	"encoding/json"
	"iter"
	"math/big"
	"strings"
)

// value is a field's value of a row as it is sent: stored, or rolled up.
func (s *Server) value(o *object, r row, f *field) any {
	if f.rollup() {
		return s.rollup(o, r, f)
	}
	return o.stored(r, f.Key)
}

// references finds made and changed records by what a field points at. It is
// made anew after every write that is followed by a question.
type references struct {
	version uint64
	byField map[string]map[string][]*record
}

func (o *object) referring(f *field, id string) []*record {
	o.cacheMu.Lock()
	defer o.cacheMu.Unlock()
	if o.refs == nil || o.refs.version != o.version {
		o.refs = &references{version: o.version, byField: map[string]map[string][]*record{}}
	}
	table := o.refs.byField[f.Key]
	if table == nil {
		table = map[string][]*record{}
		for _, rec := range o.updated {
			if to, isString := rec.Fields[f.Key].(string); isString {
				table[to] = append(table[to], rec)
			}
		}
		o.refs.byField[f.Key] = table
	}
	return table[id]
}

// children are the rows of o whose field f points at a record of a custom
// object.
func (s *Server) children(o *object, f *field, id string) iter.Seq[row] {
	return func(yield func(row) bool) {
		for n := range o.derivedChildren(f, id) {
			if _, touched := o.changed[n]; !touched && !yield(row{n: n}) {
				return
			}
		}
		for _, rec := range o.referring(f, id) {
			if !yield(row{rec: rec}) {
				return
			}
		}
	}
}

// derivedChildren are the ordinals that pointed at a record from the start.
func (o *object) derivedChildren(f *field, id string) iter.Seq[uint64] {
	return func(yield func(uint64) bool) {
		c, isLookup := o.binding[f.Key].(lookupColumn)
		if !isLookup {
			return
		}
		t, found := c.target.ordinal(id)
		if !found {
			return
		}
		for n := c.first(t); n < o.base.size; n += c.period() {
			if !yield(n) {
				return
			}
		}
	}
}

// countChildren is the number of children, without walking the derived ones.
func (s *Server) countChildren(o *object, f *field, id string) int {
	count := len(o.referring(f, id))
	c, isLookup := o.binding[f.Key].(lookupColumn)
	if !isLookup {
		return count
	}
	t, found := c.target.ordinal(id)
	if !found {
		return count
	}
	if first := c.first(t); first < o.base.size {
		count += int((o.base.size-first-1)/c.period()) + 1
	}
	for n := range o.changed {
		if to, points := c.to(n); points && to == t {
			count--
		}
	}
	return count
}

// rollupMost is how many children a SUM, MIN or MAX looks at.
const rollupMost = 10_000

// rollup computes COUNT, SUM, MIN or MAX over the child records of a row.
func (s *Server) rollup(o *object, r row, f *field) any {
	child := s.objects[strings.TrimPrefix(f.property("rollup_child_object"), "zen:custom_object:")]
	if child == nil {
		return nil
	}
	relation := child.pointingAt(o.meta.Key)
	if relation == nil {
		return nil
	}
	id, kind := o.id(r), f.property("rollup_aggregation_type")
	if kind == "COUNT" {
		return json.Number(big.NewInt(int64(s.countChildren(child, relation, id))).String())
	}
	of := child.field(f.property("rollup_aggregated_field"))
	if of == nil || of.rollup() {
		return nil
	}
	return s.aggregate(child, relation, of, id, kind)
}

// pointingAt is the field that makes an object the child of another: the
// parent field if there is one, else the first lookup.
func (o *object) pointingAt(key string) *field {
	var found *field
	for _, f := range o.fields {
		if f.points() && f.targetObject() == key && (found == nil || f.Type == typeParent && found.Type != typeParent) {
			found = f
		}
	}
	return found
}

// aggregate is SUM, MIN or MAX of one field of the children; nil without any.
// Dates, as their texts sort, have MIN and MAX only.
func (s *Server) aggregate(child *object, relation, of *field, id, kind string) any {
	var best any
	total, scale, seen := new(big.Rat), 0, 0
	for r := range s.children(child, relation, id) {
		if seen++; seen > rollupMost {
			break
		}
		v := child.stored(r, of.Key)
		if v == nil {
			continue
		}
		if best == nil || kind == "MIN" && less(v, best) || kind == "MAX" && less(best, v) {
			best = v
		}
		if n, isNumber := v.(json.Number); isNumber {
			if rat, okay := new(big.Rat).SetString(string(n)); okay {
				total.Add(total, rat)
				_, fraction, _ := strings.Cut(string(n), ".")
				scale = max(scale, len(fraction))
			}
		}
	}
	if kind == "SUM" {
		return json.Number(total.FloatString(scale))
	}
	return best
}

// less compares two values of one field: numbers as numbers, texts as texts.
func less(a, b any) bool {
	x, okX := a.(json.Number)
	y, okY := b.(json.Number)
	if okX && okY {
		return compareNumbers(string(x), string(y)) < 0
	}
	s, _ := a.(string)
	t, _ := b.(string)
	return s < t
}
