package action

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
)

// Keymap finds the action of a key, or of a sequence of keys, in a chain of
// scopes.
type Keymap struct {
	scopes map[Scope]map[string]ID // full sequences, keys joined with a space
	prefix map[Scope]map[string]bool
	bound  map[ID]key.Binding
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
	m := &Keymap{scopes: map[Scope]map[string]ID{}, prefix: map[Scope]map[string]bool{}, bound: map[ID]key.Binding{}}
	for _, s := range Scopes {
		m.scopes[s], m.prefix[s] = map[string]ID{}, map[string]bool{}
	}
	for _, a := range Table {
		keys, replaced := overrides[a.ID]
		if !replaced {
			keys = a.Keys
		}
		if err := m.bind(a, keys); err != nil {
			return nil, err
		}
	}
	if len(m.Keys(QuitNow)) == 0 {
		return nil, fmt.Errorf("keys: %s must keep a key", QuitNow)
	}
	return m, m.checkPrefixes()
}

// bind gives an action its keys.
func (m *Keymap) bind(a Action, keys []string) error {
	seqs := make([]string, len(keys))
	for i, k := range keys {
		seqs[i] = strings.Join(strings.Fields(k), " ")
		if err := m.claim(a, seqs[i]); err != nil {
			return err
		}
	}
	if len(seqs) > 0 { // else a person took the keys away: there is no hint
		m.bound[a.ID] = key.NewBinding(key.WithKeys(seqs...), key.WithHelp(seqs[0], a.Title))
	}
	return nil
}

// claim notes that a sequence of keys runs an action in its scope.
func (m *Keymap) claim(a Action, seq string) error {
	if seq == "" {
		return fmt.Errorf("keys: an empty key for %s", a.ID)
	}
	if other, taken := m.scopes[a.Scope][seq]; taken {
		return fmt.Errorf("keys: %q is bound to both %s and %s (%s)", seq, other, a.ID, Titles[a.Scope])
	}
	m.scopes[a.Scope][seq] = a.ID
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

// Binds reports whether a key does something, or begins what does.
func (m *Keymap) Binds(key string) bool {
	id, pending := m.Resolve(Scopes, key)
	return id != "" || pending
}

// Binding returns an action's keys and title as the widgets of bubbles take
// them; it is disabled where the action has no key.
func (m *Keymap) Binding(id ID) key.Binding { return m.bound[id] }

// Keys returns the keys of an action, the one to show first.
func (m *Keymap) Keys(id ID) []string { return m.bound[id].Keys() }

// Key returns the key to show for an action, or "".
func (m *Keymap) Key(id ID) string { return m.bound[id].Help().Key }

func sortedIDs(m map[ID][]string) []ID {
	ids := make([]ID, 0, len(m))
	for id := range m {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}
