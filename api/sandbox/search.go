package sandbox

import (
	"context"
	"slices"
	"strings"
)

// Bounds of search.
const (
	relevanceMost = 10_000    // records returned without a sort
	scanMost      = 1_000_000 // derived records looked at, the newest; see the package's documentation
)

func searchRoutes(s *Server) {
	s.handle("GET "+recordsPath+"/search", agents, s.withRecords((*Server).searchRecords))
	s.handle("POST "+recordsPath+"/search", signedIn, s.withRecords((*Server).filterRecords)).reads()
	s.handle("GET "+recordsPath+"/autocomplete", agents, s.withRecords((*Server).autocomplete))
}

// searchRecords: GET /api/v2/custom_objects/{key}/records/search
func (s *Server) searchRecords(q *request, o *object) *answer {
	return s.search(q, o, o.scorer(parseQuery(q.param("query")), false), nil, q.param("sort"))
}

// filterRecords: POST /api/v2/custom_objects/{key}/records/search
func (s *Server) filterRecords(q *request, o *object) *answer {
	body, bad := q.body()
	if bad != nil {
		return bad
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
	rows, e, more, bad := v.sequence(r.by).page(q.http.Context(), r, w, fits)
	if bad != nil {
		return bad
	}
	return q.many(o, rows, f.total, e, more)
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
	for i := len(o.pending) - 1; i >= 0; i-- {
		c := o.pending[i]
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

// found is the result of a search: the best rows, and how many there are.
type found struct {
	version uint64
	hits    []hit
	total   int // of all, an estimate above scanMost derived records
}

// hit is a row and its score.
type hit struct {
	row
	score int
}

// searchKey tells searches apart.
func (o *object) searchKey(q *request, v view) string {
	return strings.Join([]string{q.param("query"), q.param("name"), q.param("field_id"), q.param("source"),
		q.param("requester_id"), q.param("assignee_id"), q.param("organization_id"), string(q.raw), q.segments[len(q.segments)-1], string(rune('0' + v.tick))}, "\x00")
}

// cacheMost is how many searches of one object are remembered.
const cacheMost = 32

// find scans a view, newest first, and keeps the 10,000 best rows.
func (s *Server) find(ctx context.Context, v view, key string, sc *scorer, c condition) (*found, error) {
	o := v.o
	o.cacheMu.Lock()
	f := o.cached[key]
	o.cacheMu.Unlock()
	if f != nil && f.version == o.version {
		return f, nil
	}
	f, err := v.scan(ctx, sc, c)
	if err != nil {
		return nil, err
	}
	f.version = o.version
	o.cacheMu.Lock()
	defer o.cacheMu.Unlock()
	if len(o.cached) >= cacheMost {
		o.cached = nil
	}
	if o.cached == nil {
		o.cached = map[string]*found{}
	}
	o.cached[key] = f
	return f, nil
}

func (v view) scan(ctx context.Context, sc *scorer, c condition) (*found, error) {
	f := &found{}
	b := &buckets{rows: map[int][]row{}}
	derived, fitting, looked := 0, 0, 0
	rest := func(row) bool { return false }
	for r := range v.sequence("id").down(nil) {
		if looked++; looked&0xffff == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if r.rec == nil {
			if derived++; derived > scanMost {
				end := v.o.base.id(r.n)
				rest = func(r row) bool { return r.rec.ID < end }
				break
			}
		}
		if score := sc.score(r); score > 0 && (c == nil || c(r)) {
			b.add(r, score)
			if r.rec == nil {
				fitting++
			}
		}
	}
	if derived > scanMost {
		more := sc.far(v, v.o.base.size-scanMost, c)
		for _, rec := range v.over {
			if r := (row{rec: rec}); rest(r) && sc.score(r) > 0 && (c == nil || c(r)) {
				more = append(more, r)
			}
		}
		slices.SortFunc(more, func(x, y row) int { return strings.Compare(v.o.id(y), v.o.id(x)) })
		for _, r := range more {
			b.add(r, sc.score(r))
		}
		b.total += int(float64(fitting) / scanMost * float64(v.o.base.size-scanMost))
	}
	f.hits = b.best()
	f.total = max(b.total, len(f.hits))
	return f, nil
}

// buckets sorts rows by score while they come, best row first in each.
type buckets struct {
	rows  map[int][]row
	total int
}

func (b *buckets) add(r row, score int) {
	if b.total++; len(b.rows[score]) < relevanceMost {
		b.rows[score] = append(b.rows[score], r)
	}
}

// best are the rows of the highest scores, at most relevanceMost.
func (b *buckets) best() []hit {
	var scores []int
	size := 0
	for score, rows := range b.rows {
		scores = append(scores, score)
		size += len(rows)
	}
	slices.Sort(scores)
	slices.Reverse(scores)
	hits := make([]hit, 0, min(size, relevanceMost))
	for _, score := range scores {
		for _, r := range b.rows[score] {
			if len(hits) == relevanceMost {
				return hits
			}
			hits = append(hits, hit{r, score})
		}
	}
	return hits
}

// farMost is how many serials are tried for one word beyond the scan.
const farMost = relevanceMost

// far are the derived rows below limit, which the scan does not reach, whose
// serial the query spells.
func (s *scorer) far(v view, limit uint64, c condition) (out []row) {
	seen := map[uint64]bool{}
	for _, p := range s.parts {
		for _, d := range p.digits {
			for n := max(d.low, 1); n <= min(d.high, limit, d.low+farMost); n++ {
				r := row{n: n - 1}
				if _, touched := v.skip[r.n]; touched || seen[r.n] || c != nil && !c(r) {
					continue
				}
				seen[r.n] = true
				out = append(out, r)
			}
		}
	}
	return out
}

// relevanceOrder is the order of a search's cursors.
const relevanceOrder = "-_score,-id"

// byRelevance answers a page of a search without a sort.
func (q *request) byRelevance(o *object, f *found, w window) *answer {
	compare := func(h hit, score int64, id string) int {
		if int64(h.score) != score {
			return int(score) - h.score
		}
		return strings.Compare(id, o.id(h.row))
	}
	from, to := 0, len(f.hits)
	if w.from != nil {
		c := w.from
		if c.order != relevanceOrder || len(c.values) != 2 {
			return badCursor("page[after]")
		}
		score, okScore := c.values[0].(int64)
		id, okID := c.values[1].(string)
		if !okScore || !okID {
			return badCursor("page[after]")
		}
		at, there := slices.BinarySearchFunc(f.hits, struct{}{}, func(h hit, _ struct{}) int { return compare(h, score, id) })
		switch {
		case w.backward:
			to = at
		case there:
			from = at + 1
		default:
			from = at
		}
	}
	more := to-from > w.size
	if more && w.backward {
		from = to - w.size
	} else if more {
		to = from + w.size
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

// relationship compiles a relationship filter: all and any of
// {"field","operator","value"}. Conditions on fields that are not known here
// match nothing.
func (s *Server) relationship(o *object, filter map[string]any, q *request) condition {
	if filter == nil {
		return nil
	}
	group := func(name string) (out []condition) {
		list, _ := filter[name].([]any)
		for _, e := range list {
			m, _ := e.(map[string]any)
			out = append(out, s.relation(o, m, q))
		}
		return out
	}
	all, anyOf := group("all"), group("any")
	if len(anyOf) > 0 {
		all = append(all, some(anyOf))
	}
	return every(all)
}

// dynamicValues are the parameters that stand in for a filter's dynamic
// values.
var dynamicValues = map[string]string{"requester": "requester_id", "assignee": "assignee_id", "organization": "organization_id"}

func (s *Server) relation(o *object, m map[string]any, q *request) condition {
	path, _ := m["field"].(string)
	op, _ := m["operator"].(string)
	value := m["value"]
	if text, isText := value.(string); isText {
		if name := dynamicValues[strings.Trim(text, "{}$")]; name != "" {
			value = q.param(name)
		}
	}
	path = strings.TrimPrefix(path, "custom_object."+o.meta.Key+".")
	path = strings.Replace(path, "custom_fields.", "custom_object_fields.", 1)
	ops := map[string]string{
		"is": "$eq", "is_not": "$noteq", "greater_than": "$gt", "greater_than_equal": "$gte", "less_than": "$lt",
		"less_than_equal": "$lte", "includes": "$contains", "not_includes": "$notcontains", "matches": "$eq", "present": "$exists",
	}
	c, err := s.comparison(o, path, map[string]any{ops[op]: value})
	if err != nil {
		return func(row) bool { return false }
	}
	return c
}
