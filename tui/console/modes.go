package console

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"zco/tui/draw/text"
)

// modes are what is switched on in the terminal.
type modes struct {
	title    string
	titled   bool
	keeps    bool // the terminal gives back the title that it was told to keep; else none is set
	mouse    bool
	clusters clusters
	// The mouse is never switched on; see Console.meet.
	mouseless bool
}

// clusters is what is known of mode 2027, in which cells are counted by
// grapheme clusters. It is set before it is known.
type clusters int

const (
	unasked     clusters = iota // or not answered
	noClusters                  // there is no such mode
	setClusters                 // it was off
	hadClusters                 // it was on before
)

// What is switched on for as long as the program has the terminal, and off
// again. Lines do not wrap: a terminal that finds a cluster wider than the
// program does would spoil the next row.
const (
	pushTitle = "\x1b[22;2t"
	popTitle  = "\x1b[23;2t"

	otherScreen, firstScreen = "\x1b[?1049h", "\x1b[?1049l"

	wrapOff, wrapOn = "\x1b[?7l", "\x1b[?7h"

	pasteAndFocusOn  = "\x1b[?2004h\x1b[?1004h"
	pasteAndFocusOff = "\x1b[?1004l\x1b[?2004l"

	mouseOn  = "\x1b[?1002h\x1b[?1006h"
	mouseOff = "\x1b[?1006l\x1b[?1002l"

	// Keys that differ by their modifiers, and those of the layout in their
	// stead that a keyboard of Latin letters has.
	keysPushed = "\x1b[>4;2m\x1b[>5u"
	keysAgain  = "\x1b[>4;2m\x1b[=5;1u"
	keysOff    = "\x1b[>4m\x1b[<u"

	// Without the clearing it all stays where there is no other screen.
	cleared = "\x1b[m\x1b[r\x1b[H\x1b[2J"
)

func (m *modes) on(plain bool) string {
	m.mouse, m.titled = false, false
	if plain {
		return otherScreen + wrapOff + "\x1b[?2004h"
	}
	out := pushTitle + otherScreen + wrapOff + pasteAndFocusOn + keysPushed
	if m.clusters == setClusters {
		out += ansi.SetModeUnicodeCore
	}
	return out
}

// again is on for a terminal that may be another one, or the same.
func (m *modes) again(plain bool) string {
	out := otherScreen + wrapOff
	if plain {
		return out + "\x1b[?2004h"
	}
	out += pasteAndFocusOn + keysAgain
	if m.mouse {
		out += mouseOn
	}
	if m.clusters == setClusters {
		out += ansi.SetModeUnicodeCore
	}
	return out
}

func (m *modes) off(plain bool) string {
	var out strings.Builder
	out.WriteString(cleared)
	if m.mouse {
		out.WriteString(mouseOff)
	}
	if !plain && m.clusters != hadClusters && m.clusters != noClusters {
		out.WriteString(ansi.ResetModeUnicodeCore)
	}
	if plain {
		out.WriteString("\x1b[?2004l")
	} else {
		out.WriteString(pasteAndFocusOff + keysOff)
	}
	out.WriteString(wrapOn + "\x1b[?25h" + firstScreen)
	if !plain {
		out.WriteString(popTitle)
	}
	return out.String()
}

// follow switches what a frame wants otherwise.
func (m *modes) follow(v tea.View, plain bool) string {
	var out string
	if mouse := v.MouseMode != tea.MouseModeNone && !m.mouseless; mouse != m.mouse {
		m.mouse = mouse
		out = map[bool]string{true: mouseOn, false: mouseOff}[mouse]
	}
	if title := text.Clean(v.WindowTitle); !plain && m.keeps && (title != m.title || !m.titled) {
		m.title, m.titled = title, true
		out += ansi.SetWindowTitle(title)
	}
	return out
}
