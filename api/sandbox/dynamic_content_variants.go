package sandbox

import (
	"fmt"
	"slices"
)

var dcVariantKeys = []string{"locale_id", "content", "active", "default"}

// dcVariantRoutes registers the endpoints below one item.
func dcVariantRoutes(s *Server, on func(string, handler), base string) {
	on("GET "+base, dcItems.with(s.listDCVariants))
	on("POST "+base, dcItems.with(s.createDCVariant))
	on("POST "+base+"/create_many", dcItems.with(s.createDCVariants))
	on("PUT "+base+"/update_many", dcItems.with(s.updateDCVariants))
	on("GET "+base+"/{variant}", s.withDCVariant(s.showDCVariant))
	on("PUT "+base+"/{variant}", s.withDCVariant(s.updateDCVariant))
	on("DELETE "+base+"/{variant}", s.withDCVariant(s.deleteDCVariant))
}

func (s *Server) withDCVariant(h func(*request, *dcItem, *dcVariant) *answer) handler {
	return dcItems.with(within(func(q *request, it *dcItem) *dcVariant { return it.variant(q.pathID("variant")) }, h))
}

func (s *Server) listDCVariants(q *request, it *dcItem) *answer {
	return paged(q, listing[*dcVariant]{
		key: "variants", items: it.Variants,
		id:   func(v *dcVariant) int64 { return v.ID },
		show: func(v *dcVariant) any { return q.dcVariantView(it, v) },
	})
}

func (s *Server) showDCVariant(q *request, it *dcItem, v *dcVariant) *answer {
	return ok(obj{{"variant", q.dcVariantView(it, v)}})
}

func newDCVariant(q *request) *dcVariant {
	return &dcVariant{Active: true, Created: q.now(), Updated: q.now()}
}

// readDCVariant reads what was sent over what is there.
func readDCVariant(t *decoder, v *dcVariant) {
	t.id("locale_id", &v.Locale)
	t.text("content", 0, &v.Content)
	t.flag("active", &v.Active)
	t.flag("default", &v.Default)
}

// checkDCVariant holds what is true of every variant: it says something, in
// a locale of the account that no other variant of the item is in.
func checkDCVariant(t *decoder, it *dcItem, v *dcVariant) {
	t.required("content", v.Content)
	if _, active := localeByID(v.Locale); !active {
		t.fault("locale_id", "is not one of the account's locales", "InvalidValue")
	} else if o := it.inLocale(v.Locale); o != nil && o.ID != v.ID || o != nil && v.ID == 0 {
		t.fault("locale_id", "has already been taken", "DuplicateValue")
	}
}

func (s *Server) createDCVariant(q *request, it *dcItem) *answer {
	t, bad := q.decoder("variant", dcVariantKeys...)
	if bad != nil {
		return bad
	}
	v := addDCVariant(q, &t, it)
	if t.bad.any() {
		return t.bad.answer()
	}
	v.ID = s.nextID()
	settleDCVariant(q, it, v)
	return created(q.link(dcVariantPath(it, v)), obj{{"variant", q.dcVariantView(it, v)}})
}

// addDCVariant reads a new variant and, if nothing is wrong with it, puts it
// into the item, still without an id.
func addDCVariant(q *request, t *decoder, it *dcItem) *dcVariant {
	v := newDCVariant(q)
	readDCVariant(t, v)
	checkDCVariant(t, it, v)
	if v.Default && !v.Active {
		t.fault("active", "the default variant must be active", "InvalidValue")
	}
	if !t.bad.any() {
		it.Variants = append(it.Variants, v)
	}
	return v
}

// settleDCVariant makes v the only default if it is one.
func settleDCVariant(q *request, it *dcItem, v *dcVariant) {
	if v.Default {
		for _, o := range it.Variants {
			o.Default = o == v
		}
		v.Outdated = false
	}
	it.Updated = q.now()
}

// createDCVariants takes all the variants or none.
func (s *Server) createDCVariants(q *request, it *dcItem) *answer {
	list, bad := q.dcVariantList()
	if bad != nil {
		return bad
	}
	draft := *it
	draft.Variants = slices.Clone(it.Variants)
	var faults invalid
	for _, in := range list {
		t := decoder{in: in}
		addDCVariant(q, &t, &draft)
		faults.merge(t.bad)
	}
	if faults.any() {
		return faults.answer()
	}
	fresh := draft.Variants[len(it.Variants):]
	it.Variants = draft.Variants
	for _, v := range fresh {
		v.ID = s.nextID()
		settleDCVariant(q, it, v)
	}
	return reply(201, obj{{"variants", q.dcVariantViews(it, fresh)}})
}

func (s *Server) updateDCVariant(q *request, it *dcItem, v *dcVariant) *answer {
	in, bad := q.object("variant", dcVariantKeys...)
	if bad != nil {
		return bad
	}
	if faults := changeDCVariants(q, it, []dcChange{{v, in}}); faults.any() {
		return faults.answer()
	}
	return s.showDCVariant(q, it, v)
}

// updateDCVariants finds the variants by the id of each; all change or none.
func (s *Server) updateDCVariants(q *request, it *dcItem) *answer {
	list, bad := q.dcVariantList("id")
	if bad != nil {
		return bad
	}
	changes := make([]dcChange, len(list))
	for i, in := range list {
		id, _ := asID(in["id"])
		v := it.variant(id)
		if v == nil {
			return recordNotFound()
		}
		changes[i] = dcChange{v, in}
	}
	if faults := changeDCVariants(q, it, changes); faults.any() {
		return faults.answer()
	}
	return ok(obj{{"variants", views(changes, func(c dcChange) obj { return q.dcVariantView(it, c.v) })}})
}

// dcChange is what was sent for one variant.
type dcChange struct {
	v  *dcVariant
	in map[string]any
}

// changeDCVariants tries all changes on copies and keeps them if none is
// refused. Rewriting the default variant leaves the others outdated.
func changeDCVariants(q *request, it *dcItem, changes []dcChange) (faults invalid) {
	before, updated := make([]dcVariant, len(it.Variants)), it.Updated
	for i, v := range it.Variants {
		before[i] = *v
	}
	for _, c := range changes {
		t, old := decoder{in: c.in}, *c.v
		readDCVariant(&t, c.v)
		checkDCVariant(&t, it, c.v)
		checkDCDefault(&t, old, c.v)
		faults.merge(t.bad)
		if old == *c.v || t.bad.any() {
			continue
		}
		c.v.Updated = q.now()
		settleDCVariant(q, it, c.v)
		if c.v.Content != old.Content {
			c.v.Outdated = false
			for _, o := range it.Variants {
				o.Outdated = o.Outdated || c.v.Default && o != c.v
			}
		}
	}
	if faults.any() {
		for i, v := range it.Variants {
			*v = before[i]
		}
		it.Updated = updated
	}
	return faults
}

// checkDCDefault refuses what would leave an item without a default variant.
func checkDCDefault(t *decoder, old dcVariant, v *dcVariant) {
	if old.Default && !v.Default {
		t.fault("default", "the default variant stays the default until another one becomes it", "InvalidValue")
	}
	if (old.Default || v.Default) && !v.Active {
		t.fault("active", "the default variant must be active", "InvalidValue")
	}
}

func (s *Server) deleteDCVariant(q *request, it *dcItem, v *dcVariant) *answer {
	if v.Default {
		return recordInvalid("base", "The default variant cannot be deleted", "")
	}
	it.Variants = slices.DeleteFunc(it.Variants, func(o *dcVariant) bool { return o == v })
	it.Updated = q.now()
	return noContent()
}

// dcVariantList reads {"variants":[{...}]}, at most 100.
func (q *request) dcVariantList(more ...string) ([]map[string]any, *answer) {
	list, bad := q.array("variants", "an array of objects")
	if bad != nil {
		return nil, bad
	}
	if len(list) > maxIDs {
		return nil, tooManyValues(fmt.Sprintf("Maximum %d variants may be sent per call", maxIDs))
	}
	out := make([]map[string]any, len(list))
	for i, one := range list {
		in, isObject := one.(map[string]any)
		if !isObject {
			return nil, badAttribute("You passed an invalid value for the variants attribute. Every variant must be an object")
		}
		q.drop("variants", in, append(more, dcVariantKeys...))
		out[i] = in
	}
	return out, nil
}
