// Package objectmap is the map of an account's custom objects: which object
// points at which by which field, as text, Mermaid, DOT or SVG.
package objectmap

import (
	"cmp"
	"slices"
	"strings"

	"zco/api"
	"zco/tui/domain/collection"
)

// Node is an object, or what a lookup field points at besides: users,
// organizations, tickets.
type Node struct {
	ID    string // "asset", "zen:user"
	Title string // "Assets", "Users"
	Place string // the collection to open, "" where there is none here
}

// Link is a lookup field.
type Link struct {
	From, To   string // ids of nodes
	Field      string // its key
	FieldTitle string
}

// Map is all of it, in an order that does not depend on who answered first.
type Map struct {
	Nodes []Node
	Links []Link
}

// foreign are the targets of lookups that are no custom objects.
var foreign = map[string]string{
	"zen:user": "Users", "zen:organization": "Organizations", "zen:ticket": "Tickets", "zen:group": "Groups", "zen:brand": "Brands",
}

// Add adds an object with its fields.
func (m *Map) Add(col *collection.Collection, s *collection.Schema) {
	key := collection.ObjectKey(col.ID)
	m.node(Node{ID: key, Title: col.Title, Place: col.ID})
	for _, f := range s.Fields {
		if f.Target == "" || f.System {
			continue
		}
		to, isObject := api.TargetObjectKey(f.Target)
		if !isObject {
			to = f.Target
			m.node(Node{ID: to, Title: cmp.Or(foreign[to], to)})
		}
		m.Links = append(m.Links, Link{From: key, To: to, Field: strings.TrimPrefix(f.Key, "custom_object_fields."), FieldTitle: f.Title})
	}
}

func (m *Map) node(n Node) {
	if !slices.ContainsFunc(m.Nodes, func(o Node) bool { return o.ID == n.ID }) {
		m.Nodes = append(m.Nodes, n)
	}
}

// Sort puts the map into its order, and adds the objects that are pointed at
// and could not be read.
func (m *Map) Sort() {
	for _, l := range m.Links {
		m.node(Node{ID: l.To, Title: l.To})
	}
	slices.SortFunc(m.Nodes, func(a, b Node) int {
		return cmp.Or(cmp.Compare(foreignLast(a.ID), foreignLast(b.ID)), strings.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title)), strings.Compare(a.ID, b.ID))
	})
	slices.SortStableFunc(m.Links, func(a, b Link) int {
		return cmp.Or(strings.Compare(a.From, b.From), strings.Compare(a.To, b.To), strings.Compare(a.Field, b.Field))
	})
}

func foreignLast(id string) int {
	if strings.HasPrefix(id, "zen:") {
		return 1
	}
	return 0
}

// Title is what a node is called.
func (m *Map) Title(id string) string {
	for _, n := range m.Nodes {
		if n.ID == id {
			return n.Title
		}
	}
	return id
}

// Of returns the links that begin at a node, and those that end there.
func (m *Map) Of(id string) (out, in []Link) {
	for _, l := range m.Links {
		if l.From == id {
			out = append(out, l)
		}
		if l.To == id {
			in = append(in, l)
		}
	}
	return out, in
}
