package sandbox

import (
	"cmp"
	"slices"
	"strings"
)

// Bounds of search.
const (
	relevanceMost = 10_000    // records returned without a sort
	scanMost      = 1_000_000 // derived records looked at, the newest; see the package's documentation
)

func searchRoutes(s *Server) {
	s.handle("GET "+recordsPath+"/search", agents, s.withRecords(s.searchRecords))
	s.handle("POST "+recordsPath+"/search", agents, s.withRecords(s.filterRecords)).reads()
	s.handle("GET "+recordsPath+"/autocomplete", agents, s.withRecords(s.autocomplete))
}

// searchRecords: GET /api/v2/custom_objects/{key}/records/search
func (s *Server) searchRecords(q *request, o *object) *answer {
	if o.onlyByParent(q) {
		return forbidden()
	}
	return s.search(q, o, o.scorer(parseQuery(q.param("query")), false), nil, q.param("sort"))
}

// filterRecords: POST /api/v2/custom_objects/{key}/records/search
func (s *Server) filterRecords(q *request, o *object) *answer {
	body, bad := q.body()
	if bad != nil {
		return bad
	}
	if o.onlyByParent(q) && !narrowsTo(body["filter"], "custom_object_fields."+o.cascading().Key) {
		return forbidden()
	}
	var c condition
	if filter, given := body["filter"]; given && filter != nil {
		var err error
		if c, err = s.compile(o, filter, 0); err != nil {
			return badAttribute("You passed an invalid value for the filter attribute. Invalid parameter: " + err.Error())
		}
	}
	return s.search(q, o, o.scorer(parseQuery(q.param("query")), false), c, q.param("sort"))
}

// autocomplete: GET /api/v2/custom_objects/{key}/records/autocomplete. With
// field_id and source the relationship filter of that field is applied.
func (s *Server) autocomplete(q *request, o *object) *answer {
	fieldID, source := q.param("field_id"), q.param("source")
	if fieldID == "" && o.onlyByParent(q) {
		return forbidden()
	}
	if (fieldID == "") != (source == "") {
		return badAttribute("You passed an invalid value for the field_id attribute. field_id and source must be used together")
	}
	var c condition
	if key, found := strings.CutPrefix(source, "zen:custom_object:"); found {
		from := s.objects[key]
		if from == nil || from.field(fieldID) == nil {
			return badAttribute("You passed an invalid value for the field_id attribute. There is no such field on " + source)
		}
		c = s.relationship(o, from.field(fieldID).Filter, q)
	}
	return s.search(q, o, o.scorer(parseQuery(q.param("name")), true), c, "")
}

// search answers one page of what fits a query and a condition.
func (s *Server) search(q *request, o *object, sc *scorer, c condition, sort string) *answer {
	r, bad := parseOrder(sort, order{by: "relevance"}, "name", "created_at", "updated_at")
	if bad != nil {
		return bad
	}
	w, bad := q.window()
	if bad != nil {
		return bad
	}
	v := s.indexed(o)
	f, err := s.find(q.http.Context(), v, o.searchKey(q, v), sc, c)
	if err != nil {
		return failure(408, "RequestTimeout", "The request was given up")
	}
	if r.by == "relevance" {
		return q.byRelevance(o, f, w)
	}
	fits := func(rw row) bool { return sc.score(rw) > 0 && (c == nil || c(rw)) }
	return v.sequence(r.by).page(q, o, r, w, fits, f.total)
}

// view is an object as the search index sees it: the writes that are older
// than the lag.
type view struct {
	o    *object
	skip map[uint64]*record // derived rows that are in over, or gone
	over []*record
	tick int // pending writes it does not see
}

// indexed is the view of now.
func (s *Server) indexed(o *object) view {
	v := view{o: o, skip: o.changed, over: o.updated}
	now := s.now()
	hidden := map[string]*record{}
	for _, c := range slices.Backward(o.pending) {
		if !now.Before(c.at.Add(s.opts.IndexLag)) {
			break
		}
		hidden[c.id] = c.before
		v.tick++
	}
	if len(hidden) == 0 {
		return v
	}
	v.over = nil
	for _, rec := range o.updated {
		if _, unseen := hidden[rec.ID]; !unseen {
			v.over = append(v.over, rec)
		}
	}
	for _, before := range hidden {
		if before != nil {
			v.over = append(v.over, before)
		}
	}
	slices.SortFunc(v.over, byUpdate)
	return v
}

// AdvanceIndex makes every write so far visible to search and autocomplete,
// whatever Options.IndexLag says.
func (s *Server) AdvanceIndex() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, o := range s.objects {
		o.pending = nil
		o.version++
	}
}

// sequence is the view in an order.
func (v view) sequence(by string) sequence {
	q := sequence{o: v.o, by: by, skip: v.skip, over: v.over}
	if by != "updated_at" {
		q.over = slices.SortedFunc(slices.Values(v.over), func(a, b *record) int {
			return v.o.key(row{rec: a}, by).compare(v.o.key(row{rec: b}, by))
		})
	}
	return q
}

// relevanceOrder is the order of a search's cursors.
const relevanceOrder = "-_score,-id"

// byRelevance answers a page of a search without a sort.
func (q *request) byRelevance(o *object, f *found, w window) *answer {
	from, to, more, bad := w.within(len(f.hits), relevanceOrder, func(values []any) (at int, there, known bool) {
		if len(values) != 2 {
			return 0, false, false
		}
		score, isScore := values[0].(int64)
		id, isID := values[1].(string)
		at, there = slices.BinarySearchFunc(f.hits, struct{}{}, func(h hit, _ struct{}) int {
			return cmp.Or(cmp.Compare(score, int64(h.score)), strings.Compare(id, o.id(h.row)))
		})
		return at, there, isScore && isID
	})
	if bad != nil {
		return bad
	}
	rows := make([]row, 0, to-from)
	for _, h := range f.hits[from:to] {
		rows = append(rows, h.row)
	}
	var e edges
	if to > from {
		first, last := f.hits[from], f.hits[to-1]
		e.first = &cursor{relevanceOrder, []any{int64(first.score), o.id(first.row)}}
		e.last = &cursor{relevanceOrder, []any{int64(last.score), o.id(last.row)}}
	}
	return q.many(o, rows, len(f.hits), e, more)
}
