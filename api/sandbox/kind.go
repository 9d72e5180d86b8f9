package sandbox

import (
	"slices"
	"strconv"
)

// kind is how the things of one kind are asked for: the one that a path names,
// several by their ids, or a page.
type kind[T any] struct {
	one, many string // the keys of the envelopes
	all       func(*request) []*T
	id        func(*T) *int64
	view      func(*request, *T) obj
}

// named is the thing that the path names, nil if it is not there.
func (k kind[T]) named(q *request) *T {
	return pick(k.all(q), func(t *T) bool { return *k.id(t) == q.pathID("id") })
}

// with finds the thing that the path names for a handler.
func (k kind[T]) with(h func(*request, *T) *answer) handler { return with(k.named, h) }

// show answers the thing that the path names.
func (k kind[T]) show(q *request) *answer { return k.with(k.answer)(q) }

func (k kind[T]) answer(q *request, t *T) *answer { return ok(obj{{k.one, k.view(q, t)}}) }

// created answers a new thing with its address, which is below that of the list.
func (k kind[T]) created(q *request, t *T) *answer {
	return created(q.link(q.plainPath()+"/"+strconv.FormatInt(*k.id(t), 10)), obj{{k.one, k.view(q, t)}})
}

func (k kind[T]) views(q *request, things []*T) []obj {
	return views(things, func(t *T) obj { return k.view(q, t) })
}

// showMany answers the things that ids names, in the order they are named;
// those that are not there are left out.
func (k kind[T]) showMany(q *request) *answer {
	names := q.list("ids")
	if len(names) > maxIDs {
		return tooManyIDs()
	}
	all, found := k.all(q), []*T{}
	for _, name := range names {
		n, err := strconv.ParseInt(name, 10, 64)
		if err != nil {
			return badAttribute("You passed an invalid value for the ids attribute. ids must be a comma-separated list of ids")
		}
		if t := pick(all, func(t *T) bool { return *k.id(t) == n }); t != nil {
			found = append(found, t)
		}
	}
	return ok(obj{{k.many, k.views(q, found)}, {"count", len(found)}, {"next_page", nil}, {"previous_page", nil}})
}

// list answers a page of all.
func (k kind[T]) list(q *request) *answer {
	return k.page(q, cursorOrOffset, func(*T) bool { return true })
}

// page answers a page of the things that are wanted.
func (k kind[T]) page(q *request, how paging, wanted func(*T) bool) *answer {
	items := slices.DeleteFunc(slices.Clone(k.all(q)), func(t *T) bool { return !wanted(t) })
	return paged(q, listing[*T]{
		key: k.many, items: items, how: how,
		id:   func(t *T) int64 { return *k.id(t) },
		show: func(t *T) any { return k.view(q, t) },
	})
}

// editable is a kind whose things can be made, changed and deleted.
type editable[T any] struct {
	kind[T]
	fresh       func(*request) *T
	read        func(*request, *T) *answer // reads what was sent over what is there, and says what is wrong
	undeletable func(*request, *T) *answer // says why a thing cannot be deleted; nil if it can
	keep        func(*request, []*T)
}

func (e editable[T]) create(q *request) *answer {
	t := e.fresh(q)
	if bad := e.read(q, t); bad != nil {
		return bad
	}
	*e.id(t) = q.server.nextID()
	e.keep(q, append(e.all(q), t))
	return e.created(q, t)
}

// update reads what was sent over a copy, which counts if nothing is wrong.
func (e editable[T]) update(q *request) *answer {
	return e.with(func(q *request, t *T) *answer {
		changed := *t
		if bad := e.read(q, &changed); bad != nil {
			return bad
		}
		*t = changed
		return e.answer(q, t)
	})(q)
}

func (e editable[T]) delete(q *request) *answer {
	return e.with(func(q *request, t *T) *answer {
		if bad := e.undeletable(q, t); bad != nil {
			return bad
		}
		e.keep(q, slices.DeleteFunc(e.all(q), func(o *T) bool { return o == t }))
		return noContent()
	})(q)
}

// below is for handlers of what belongs to the object of the path, which must be
// there.
func (s *Server) below(h handler) handler {
	return s.withObject(func(q *request, _ *object) *answer { return h(q) })
}
