package shell

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
)

// key turns a key into an action, or gives it to what is being typed in.
func (m *Model) key(k tea.KeyPressMsg) tea.Cmd {
	if letter, ok := m.apart(k); ok {
		return tea.Batch(m.key(tea.KeyPressMsg{Code: tea.KeyEscape}), m.key(letter))
	}
	if d := m.dialogs.top(); d != nil {
		return m.dialogKey(d, k, m.env.Now())
	}
	chain := m.chain()
	typed := k.String()
	if m.typed != "" {
		typed = m.typed + " " + typed
	}
	id, pending := m.env.Keys.Resolve(chain, typed)
	if id == "" && !pending && k.BaseCode != 0 && m.typed == "" {
		id, pending = m.env.Keys.Resolve(chain, base(k)) // the same key on another layout
	}
	m.typed = ""
	switch {
	case pending:
		return m.pending(typed)
	case id != "":
		m.messages.Clear()
		return m.run(id)
	case !m.typing(chain):
		m.elsewhere(typed)
	}
	if p := m.focused(); p != nil {
		return p.Type(k)
	}
	return nil
}

// elsewhere says of a key that does nothing here where it would do something.
func (m *Model) elsewhere(key string) {
	for _, a := range action.Table {
		if slices.Contains(m.env.Keys.Keys(a.ID), key) && slices.Contains([]action.Scope{action.Objects, action.Records, action.Record}, a.Scope) {
			m.say(pane.Note, "the "+key+" key does nothing here. In "+action.Titles[a.Scope]+": "+a.Title)
			return
		}
	}
}

// sequenceAfter is how long the next key of a sequence is waited for.
const sequenceAfter = 2 * time.Second

// sequenceOver says that a sequence was begun so long ago that it is dropped.
type sequenceOver struct{ typed string }

// pending keeps the keys of a sequence begun; the status bar shows them.
func (m *Model) pending(typed string) tea.Cmd {
	m.typed = typed
	return m.inbox.After("sequence", sequenceAfter, sequenceOver{typed})
}

func (m *Model) sequenceOver(o sequenceOver) {
	if m.typed == o.typed {
		m.typed = ""
	}
}

// base is the key as a keyboard of the Latin layout would have sent it.
func base(k tea.KeyPressMsg) string {
	b := tea.Key{Code: k.BaseCode, Mod: k.Mod}
	if k.Mod&^tea.ModShift == 0 {
		b.Text = string(k.BaseCode)
		if k.Mod&tea.ModShift != 0 && k.BaseCode >= 'a' && k.BaseCode <= 'z' {
			b.Text = string(k.BaseCode - 'a' + 'A')
		}
	}
	return b.String()
}

// chain is the scopes that a key is looked up in, the most particular first.
func (m *Model) chain() []action.Scope {
	var chain []action.Scope
	if p := m.focused(); p != nil {
		chain = p.Scopes()
	}
	for _, s := range chain {
		if s == action.Field || s == action.Search {
			return append(chain, action.Always)
		}
	}
	return append(chain, action.Global, action.Always)
}

// run runs an action unless something forbids it, and then says what.
func (m *Model) run(id action.ID) tea.Cmd {
	if why := m.why(id); why != "" {
		m.say(pane.Warning, why)
		return nil
	}
	if do := m.find(id).Run; do != nil {
		return do()
	}
	return nil
}

// find returns the command of an action: that of the pane with the focus, of
// the pane it belongs to, or of the features and the shell.
func (m *Model) find(id action.ID) action.Command {
	for _, p := range []pane.Pane{m.focused(), m.owner(id)} {
		if p == nil {
			continue
		}
		if cmd, known := p.Commands()[id]; known {
			return cmd
		}
	}
	return m.commands[id]
}

// owner is the pane that an action belongs to: the one with the focus where it
// takes the keys of the action's scope (what both understand, such as copying,
// goes to the record), else the one that the scope names.
func (m *Model) owner(id action.ID) pane.Pane {
	scope := action.Find(id).Scope
	p := m.focused()
	if p != nil && slices.Contains(p.Scopes(), scope) {
		return p
	}
	for i := range m.panes.Slots {
		if s := &m.panes.Slots[i]; s.Scope == scope {
			return m.pane(s)
		}
	}
	return p
}

// why returns why an action is disabled, "" if it is not.
func (m *Model) why(id action.ID) string {
	if action.Find(id).Writes && m.env.ReadOnly != "" {
		return m.env.ReadOnly
	}
	if why := m.features.forbids(id, m.about(id)); why != "" {
		return why
	}
	if disabled := m.find(id).Why; disabled != nil {
		if why := disabled(); why != "" {
			return why
		}
	}
	if p := m.owner(id); p != nil {
		return p.Why(id)
	}
	return ""
}

// about is the collection whose rows an action would change.
func (m *Model) about(id action.ID) string {
	switch action.Find(id).Scope {
	case action.Objects:
		return collection.Objects().ID
	case action.Record:
		return m.at.Record.Collection
	}
	return m.at.Place.Collection
}

// usualKeys are the keys that dialogs know, in the place of those that a person
// chose for the same.
var usualKeys = map[action.ID]rune{action.Accept: tea.KeyEnter, action.Dismiss: tea.KeyEscape}

func (m *Model) dialogKey(d pane.Dialog, k tea.KeyPressMsg, now time.Time) tea.Cmd {
	id, _ := m.env.Keys.Resolve([]action.Scope{action.Always, action.Dialog}, k.String())
	usual, chosen := usualKeys[id]
	switch {
	case chosen && k.Text == "":
		k = tea.KeyPressMsg{Code: usual}
	case id != "" && action.Find(id).Scope == action.Always:
		return m.run(id)
	}
	if m.dialogs.swallows(now) {
		return nil
	}
	cmd, done := d.Key(k)
	if done {
		m.dialogs.Close(d)
	}
	return cmd
}

func (m *Model) paste(s string) tea.Cmd {
	if d := m.dialogs.top(); d != nil {
		return d.Paste(s)
	}
	if p := m.focused(); p != nil {
		return p.Paste(s)
	}
	return nil
}
