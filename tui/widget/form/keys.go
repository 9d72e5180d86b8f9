package form

import (
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// keypad is what the keys of a number pad type where a terminal reports them
// as keys of their own.
var keypad = map[rune]string{
	tea.KeyKp0: "0", tea.KeyKp1: "1", tea.KeyKp2: "2", tea.KeyKp3: "3", tea.KeyKp4: "4",
	tea.KeyKp5: "5", tea.KeyKp6: "6", tea.KeyKp7: "7", tea.KeyKp8: "8", tea.KeyKp9: "9",
	tea.KeyKpPlus: "+", tea.KeyKpMinus: "-", tea.KeyKpMultiply: "*", tea.KeyKpDivide: "/",
	tea.KeyKpDecimal: ".", tea.KeyKpComma: ",", tea.KeyKpEqual: "=",
}

// typed returns the text that a key types, or "" for a key that commands.
// The text is looked at first: an input method may commit the word "left".
func typed(k tea.KeyPressMsg) string {
	if k.Text != "" {
		return cleanTyped(k.Text)
	}
	if k.Mod&^(tea.ModShift|tea.ModCapsLock|tea.ModNumLock|tea.ModScrollLock) != 0 {
		return ""
	}
	if k.Code == tea.KeySpace {
		return " "
	}
	return keypad[k.Code]
}

// stroke names a key that commands, without the shift that some terminals
// report along with keys where it means nothing.
func stroke(k tea.KeyPressMsg) string {
	switch s := k.Keystroke(); s {
	case "shift+backspace", "ctrl+h": // ^H is what some terminals send for it
		return "backspace"
	case "shift+enter", "ctrl+m":
		return "enter"
	case "ctrl+i":
		return "tab"
	case "shift+esc":
		return "esc"
	default:
		return s
	}
}

// leaving maps the keys that end every editor of one line.
func leaving(stroke string) Outcome {
	switch stroke {
	case "enter":
		return Done
	case "esc":
		return Leave
	case "tab":
		return Next
	case "shift+tab":
		return Prev
	}
	return Unhandled
}

// cleanTyped returns what of a key's text may enter a value.
func cleanTyped(s string) string {
	return strings.ReplaceAll(cleanPaste(s), "\n", "")
}

// cleanPaste returns pasted text with the line ends made line feeds and
// without control characters, turns of direction and byte order marks. What
// else is hard to see stays in the value, and is drawn as a mark.
func cleanPaste(s string) string {
	clean := !strings.ContainsFunc(s, unpasteable) && utf8.ValidString(s)
	if clean && !strings.ContainsAny(s, "\r\u0085\u2028\u2029") {
		return s
	}
	s = lineEnds.Replace(strings.ToValidUTF8(s, "\ufffd"))
	return strings.Map(func(r rune) rune {
		if unpasteable(r) {
			return -1
		}
		return r
	}, s)
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

func unpasteable(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case unicode.IsControl(r), r == 0xfeff:
		return true
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
		return true
	}
	return false
}
