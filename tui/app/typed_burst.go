package app

import (
	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"zco/tui/console/input"
)

// burst takes text that came at once, without the marks of a paste. Where a
// text is written it is that, and a line end within ends nothing, nor a tab
// where that would lead away from the text; else it is keys that a slow line
// held back, and what is typed behind one that opens a field belongs to the
// field.
func (p *Program) burst(b input.Burst) tea.Cmd {
	typing, dialog := true, true
	if p.front != nil {
		typing, dialog = p.front.Typing()
	}
	if typing && (!dialog || b.Lines()) {
		_, cmd := p.Update(tea.PasteMsg{Content: b.Text})
		return cmd
	}
	var cmds []tea.Cmd
	for _, e := range b.Keys() {
		if k, ok := e.(uv.KeyPressEvent); ok {
			_, cmd := p.Update(tea.KeyPressMsg(k))
			cmds = append(cmds, cmd)
		}
	}
	return tea.Batch(cmds...)
}
