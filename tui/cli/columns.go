package cli

import (
	"slices"
	"strings"

	"zco/config"
	"zco/tui/domain/collection"
	"zco/tui/pane"
)

// loadColumns reads what was chosen in the program. It beats what the
// configuration says, as it was chosen later.
func (m *memory) loadColumns(p *config.ProfileState) {
	for id, keys := range p.Columns {
		cols := pane.Columns{Frozen: p.Frozen[id]}
		for _, key := range keys {
			cols.Shown = append(cols.Shown, pane.Column{Key: key, Width: p.Widths[id+"/"+key]})
		}
		m.columns[id] = cols
	}
}

// LoadColumns returns the columns chosen for a collection: in the program, or
// else in the configuration.
func (m *memory) LoadColumns(object string) (pane.Columns, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if c, ok := m.columns[object]; ok {
		return c, true
	}
	var cols pane.Columns
	for _, name := range m.conf.Columns[collection.ObjectKey(object)] {
		cols.Shown = append(cols.Shown, pane.Column{Key: name})
		if !strings.HasPrefix(name, collection.CustomPrefix) && !slices.Contains(recordOrder, name) {
			// The configuration names fields as people do; which of the two
			// there is shows with the fields.
			cols.Shown = append(cols.Shown, pane.Column{Key: collection.CustomPrefix + name})
		}
	}
	return cols, len(cols.Shown) > 0
}

// SaveColumns keeps columns, or forgets them when none are shown. The table
// has them in any case: what the disk does not take is lost at the end only.
func (m *memory) SaveColumns(object string, c pane.Columns) {
	m.mu.Lock()
	if len(c.Shown) == 0 {
		delete(m.columns, object)
	} else {
		m.columns[object] = c
	}
	m.mu.Unlock()
	_ = m.update(func(p *config.ProfileState) { putColumns(p, object, c) })
}

func putColumns(p *config.ProfileState, id string, c pane.Columns) {
	for key := range p.Widths {
		if strings.HasPrefix(key, id+"/") {
			delete(p.Widths, key)
		}
	}
	delete(p.Columns, id)
	delete(p.Frozen, id)
	if len(c.Shown) == 0 {
		return
	}
	for _, col := range c.Shown {
		put(&p.Columns, id, append(p.Columns[id], col.Key))
		if col.Width > 0 {
			put(&p.Widths, id+"/"+col.Key, col.Width)
		}
	}
	if c.Frozen > 0 {
		put(&p.Frozen, id, c.Frozen)
	}
}

// put puts a value into a map that is made when it is first needed.
func put[V any](m *map[string]V, key string, v V) {
	if *m == nil {
		*m = map[string]V{}
	}
	(*m)[key] = v
}
