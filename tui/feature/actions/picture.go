package actions

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/pane"
	"zco/tui/work"
)

// A verb that has a picture asks the terminal first whether it can show any,
// and reads it only then. Where it cannot, what Show says is shown.

type (
	// terminalShows is what the terminal says.
	terminalShows struct{ yes bool }
	// pictureShown says that the screen is back.
	pictureShown struct{ err error }
)

// pictured reports whether the verb has a picture of what it is about.
func (f *flow) pictured() bool {
	v := f.of.Verb
	return f.m.pictures != nil && v.Picture != nil && len(f.of.Items) == 1 && v.IsPicture(f.of.Items[0])
}

func (f *flow) askTerminal() tea.Cmd {
	return f.m.pictures.Ask(func(shows bool) tea.Msg { return f.later(terminalShows{shows}) })
}

// later brings a message of the terminal to the flow, if that is still there.
func (f *flow) later(msg tea.Msg) tea.Msg {
	return f.in.Aside(stepSlot, func() tea.Msg { return msg })()
}

func (f *flow) terminalTold(t terminalShows) tea.Cmd {
	if t.yes {
		return f.in.VerbPicture(stepSlot, f.of)
	}
	f.lines = append(f.lines, "This terminal does not say that it can show pictures.", "")
	return f.toLines()
}

// showPicture hands the screen over to the picture until a key is pressed.
func (f *flow) showPicture(msg work.VerbPicture) tea.Cmd {
	if f.fails(msg.Err) {
		return nil
	}
	p := msg.Picture
	return f.m.pictures.Show(pane.Picture{Name: p.Name, About: p.About, Content: p.Content}, func(err error) tea.Msg {
		return f.later(pictureShown{err})
	})
}

// pictureSeen ends the verb, or says what is known of the file where there was
// no picture in it.
func (f *flow) pictureSeen(p pictureShown) tea.Cmd {
	if p.err == nil {
		f.in.Close()
		f.m.env.Shell.Close(f)
		return nil
	}
	f.lines = append(f.lines, "It cannot be shown: "+pane.Explain(p.err), "")
	return f.toLines()
}
