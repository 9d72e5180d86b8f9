package sandbox

import (
	"context"
	"maps"
	"slices"
	"strings"
)

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

// searchKey tells searches apart: by all that is asked but the order and the
// page.
func (o *object) searchKey(q *request, v view) string {
	asked := q.http.URL.Query()
	for name := range asked {
		if name == "sort" || strings.HasPrefix(name, "page") {
			delete(asked, name)
		}
	}
	return strings.Join([]string{asked.Encode(), string(q.raw), q.segments[len(q.segments)-1], string(rune('0' + v.tick))}, "\x00")
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
	for r := range v.sequence("id").walk(nil, true) {
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
	hits := make([]hit, 0, min(b.total, relevanceMost))
	for _, score := range slices.Backward(slices.Sorted(maps.Keys(b.rows))) {
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
