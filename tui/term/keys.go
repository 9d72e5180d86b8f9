package term

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
)

// Keys puts keys together again that a slow line has split: the arrow ESC [ A
// can arrive as esc, [ and A, and the A must not do what A does. What esc does
// is done by then, which is one more reason why it destroys nothing.
type Keys struct {
	got string
	at  time.Time
}

// splitWithin is how long after esc the rest of a key may come.
const splitWithin = 500 * time.Millisecond

// finals are the keys that may be split, by what follows ESC [ or ESC O.
var finals = map[string]rune{
	"A": tea.KeyUp, "B": tea.KeyDown, "C": tea.KeyRight, "D": tea.KeyLeft, "H": tea.KeyHome, "F": tea.KeyEnd,
	"3~": tea.KeyDelete, "5~": tea.KeyPgUp, "6~": tea.KeyPgDown,
}

// Join returns the key that k is the last part of, k itself where it is whole,
// and true where it is a part and the rest is still to come.
func (s *Keys) Join(k tea.KeyPressMsg, now time.Time) (whole tea.KeyPressMsg, part bool) {
	was := s.got
	s.got = ""
	name := k.String()
	switch {
	case name == "esc":
		s.got, s.at = "esc", now
		return k, false
	case name == "alt+[":
		s.got, s.at = "[", now
		return k, true
	case was == "" || now.Sub(s.at) > splitWithin:
		return k, false
	case was == "esc":
		if k.Text != "[" && k.Text != "O" {
			return k, false
		}
		s.got = k.Text
		return k, true
	case k.Text != "" && strings.Contains("0123456789;", k.Text):
		s.got = was + k.Text
		return k, true
	}
	if code, ok := finals[was[1:]+k.Text]; ok {
		return tea.KeyPressMsg{Code: code}, false
	}
	return k, len(was) > 1
}
