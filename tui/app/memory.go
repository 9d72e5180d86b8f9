package app

import (
	"sync"

	"zco/tui/pane"
)

// sessionMemory remembers chosen columns for as long as the program runs.
type sessionMemory struct {
	mu      sync.Mutex
	columns map[string]pane.Columns // by collection
}

func newSessionMemory() *sessionMemory { return &sessionMemory{columns: map[string]pane.Columns{}} }

// LoadColumns implements pane.Memory.
func (m *sessionMemory) LoadColumns(object string) (pane.Columns, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	c, ok := m.columns[object]
	return c, ok
}

// SaveColumns implements pane.Memory.
func (m *sessionMemory) SaveColumns(object string, c pane.Columns) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if delete(m.columns, object); len(c.Shown) > 0 {
		m.columns[object] = c
	}
}
