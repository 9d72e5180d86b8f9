package action

import (
	"fmt"
	"slices"
	"strings"
)

// Keymap finds the action of a key, or of a sequence of keys, in a chain of
// scopes.
type Keymap struct {
	scopes map[Scope]map[string]ID // full sequences, keys joined with a space
	prefix map[Scope]map[string]bool
	keys   map[ID][]string
}

// NewKeymap returns the default keymap with the keys of some actions
// replaced; an empty list of keys unbinds the action. An unknown action, a
// key bound twice in a scope or a key that begins another's sequence is an
// error that names both.
func NewKeymap(overrides map[ID][]string) (*Keymap, error) {
	for _, id := range sortedIDs(overrides) {
		if _, ok := byID[id]; !ok {
			return nil, fmt.Errorf("keys: there is no action %q: zco keys lists them", id)
		}
	}
	m := &Keymap{scopes: map[Scope]map[string]ID{}, prefix: map[Scope]map[string]bool{}, keys: map[ID][]string{}}
	for _, s := range Scopes {
		m.scopes[s], m.prefix[s] = map[string]ID{}, map[string]bool{}
	}
	for _, a := range Table {
		keys, replaced := overrides[a.ID]
		if !replaced {
			keys = a.Keys
		}
		for _, k := range keys {
			if err := m.bind(a, strings.Join(strings.Fields(k), " ")); err != nil {
				return nil, err
			}
		}
	}
	if len(m.keys[QuitNow]) == 0 {
		return nil, fmt.Errorf("keys: %s must keep a key", QuitNow)
	}
	return m, m.checkPrefixes()
}

func (m *Keymap) bind(a Action, seq string) error {
	if seq == "" {
		return fmt.Errorf("keys: an empty key for %s", a.ID)
	}
	if other, taken := m.scopes[a.Scope][seq]; taken {
		return fmt.Errorf("keys: %q is bound to both %s and %s (%s)", seq, other, a.ID, Titles[a.Scope])
	}
	m.scopes[a.Scope][seq] = a.ID
	m.keys[a.ID] = append(m.keys[a.ID], seq)
	for i := range len(seq) {
		if seq[i] == ' ' {
			m.prefix[a.Scope][seq[:i]] = true
		}
	}
	return nil
}

func (m *Keymap) checkPrefixes() error {
	for _, s := range Scopes {
		for seq, id := range m.scopes[s] {
			if m.prefix[s][seq] {
				return fmt.Errorf("keys: %q of %s begins a longer sequence (%s)", seq, id, Titles[s])
			}
		}
	}
	return nil
}

// Resolve returns the action that the keys typed so far (joined with spaces)
// stand for in the first scope that knows them. Pending says that they begin
// a sequence.
func (m *Keymap) Resolve(chain []Scope, typed string) (id ID, pending bool) {
	for _, s := range chain {
		if id, ok := m.scopes[s][typed]; ok {
			return id, false
		}
		if m.prefix[s][typed] {
			return "", true
		}
	}
	return "", false
}

// Keys returns the keys of an action, the one to show first.
func (m *Keymap) Keys(id ID) []string { return m.keys[id] }

// Key returns the key to show for an action, or "".
func (m *Keymap) Key(id ID) string {
	if k := m.keys[id]; len(k) > 0 {
		return k[0]
	}
	return ""
}

func sortedIDs(m map[ID][]string) []ID {
	ids := make([]ID, 0, len(m))
	for id := range m {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}
