package filter

import (
	"slices"

	"zco/tui/domain/collection"
)

// path leads from the root group to a part: the index in each group on the
// way. The empty path is the root.
type path []int

func (p path) parent() path {
	if len(p) == 0 {
		return p
	}
	return p[:len(p)-1]
}

func (p path) child(i int) path { return append(slices.Clone(p), i) }

// asGroup is a filter as the group at the root of a tree that can be changed.
func asGroup(f collection.Filter) collection.Filter {
	if f.Field != "" {
		return collection.Group(collection.AllOf, f)
	}
	return f
}

// at returns the part that a path leads to.
func at(root *collection.Filter, p path) *collection.Filter {
	f := root
	for _, i := range p {
		f = &f.Filters[i]
	}
	return f
}

// insert puts a part into the group at p, as its part i.
func insert(root *collection.Filter, p path, i int, f collection.Filter) path {
	g := at(root, p)
	g.Filters = slices.Insert(g.Filters, i, f)
	return p.child(i)
}

// remove takes a part out; the root is only emptied.
func remove(root *collection.Filter, p path) {
	if len(p) == 0 {
		root.Filters = nil
		return
	}
	g, i := at(root, p.parent()), p[len(p)-1]
	g.Filters = slices.Delete(g.Filters, i, i+1)
}

// pruned is the filter that a tree stands for: groups without conditions are
// left out, and a group of one part is that part.
func pruned(f collection.Filter) collection.Filter {
	if f.Field != "" {
		return f
	}
	out := collection.Filter{Join: f.Join}
	for _, inner := range f.Filters {
		if p := pruned(inner); !p.IsZero() {
			out.Filters = append(out.Filters, p)
		}
	}
	if len(out.Filters) == 1 {
		return out.Filters[0]
	}
	return out
}

// row is one line of the builder.
type row struct {
	kind rowKind
	path path
}

type rowKind int

const (
	groupRow rowKind = iota
	conditionRow
	addRow
	textRow
	applyRow
)

// rows are the lines of a tree, and below it what applies to all of it.
func rows(root collection.Filter) []row {
	var out []row
	var walk func(f collection.Filter, p path)
	walk = func(f collection.Filter, p path) {
		if f.Field != "" {
			out = append(out, row{conditionRow, p})
			return
		}
		out = append(out, row{groupRow, p})
		for i, inner := range f.Filters {
			walk(inner, p.child(i))
		}
	}
	walk(root, nil)
	return append(out, row{kind: addRow}, row{kind: textRow}, row{kind: applyRow})
}
