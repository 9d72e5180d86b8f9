package shell

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
)

// Typing reports whether what is typed now is a text, in a field, a search, or
// a dialog that has the terminal's cursor, and whether it is a dialog, in which
// tab does not lead away.
func (m *Model) Typing() (typing, dialog bool) {
	if m.dialogs.top() != nil {
		return m.env.Plain || m.frame.Cursor != nil, true
	}
	return m.typing(m.chain()), false
}

// typing reports whether keys that are no action are letters of a text.
func (m *Model) typing(chain []action.Scope) bool {
	return slices.Contains(chain, action.Field) || slices.Contains(chain, action.Search)
}

// A letter with alt is the letter behind esc to most terminals, and the two
// come as one where a slow line held them back. So one that does nothing of its
// own is these two keys.
const (
	altInText = "bdf<>" // editors know these
	altParts  = "[]OoPp_^Xx"
)

// apart returns the letter of a key that is esc and a letter.
func (m *Model) apart(k tea.KeyPressMsg) (letter tea.KeyPressMsg, ok bool) {
	typing, _ := m.Typing()
	if k.Mod&^tea.ModShift != tea.ModAlt || k.Code <= ' ' || k.Code >= tea.KeyExtended || k.Code == tea.KeyBackspace ||
		strings.ContainsRune(altParts, k.Code) || typing && strings.ContainsRune(altInText, k.Code) {
		return k, false
	}
	chain := append(m.chain(), action.Dialog, action.List)
	if id, pending := m.env.Keys.Resolve(chain, k.String()); id != "" || pending || m.typed != "" {
		return k, false
	}
	letter = tea.KeyPressMsg{Code: k.Code, ShiftedCode: k.ShiftedCode, BaseCode: k.BaseCode, Mod: k.Mod &^ tea.ModAlt, Text: string(k.Code)}
	if k.ShiftedCode != 0 {
		letter.Text = string(k.ShiftedCode)
	}
	return letter, true
}
