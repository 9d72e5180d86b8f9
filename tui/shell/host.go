package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
)

// host is the shell as panes, features and dialogs see it.
type host struct {
	*dialogs    // those are laid over the panes at once
	*stage      // which tells of rows that are different at once
	*pane.Queue // all else that is asked is done by Update
	m           *Model
}

var _ pane.Shell = host{}

func (h host) Async(fn func() tea.Msg) tea.Cmd { return h.m.inbox.Aside("", fn) }

// What is read is as it is now.

func (h host) Subject() (pane.Subject, bool) { return h.m.subject() }
func (h host) Focused() pane.Name            { return h.m.at.Focus }
func (h host) Acts(id action.ID) bool        { return h.m.acts(id) }

func (h host) Table() pane.Table {
	if t := h.m.table(); t != nil {
		return t
	}
	return nil
}

func (h host) Collection(id string) *collection.Collection { return h.m.collection(id) }
func (h host) Collections() []*collection.Collection       { return h.m.panes.Catalog.All() }

func (h host) Count(id string) (int, bool) {
	n, known := h.m.panes.Catalog.Count(id)
	return n.Value, known
}
