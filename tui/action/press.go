package action

import (
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// named are the keys that have a name and no letter.
var named = map[string]rune{
	"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "space": tea.KeySpace, "backspace": tea.KeyBackspace,
	"delete": tea.KeyDelete, "insert": tea.KeyInsert, "up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight,
	"home": tea.KeyHome, "end": tea.KeyEnd, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown,
	"f1": tea.KeyF1, "f2": tea.KeyF2, "f3": tea.KeyF3, "f4": tea.KeyF4, "f5": tea.KeyF5, "f6": tea.KeyF6,
	"f7": tea.KeyF7, "f8": tea.KeyF8, "f9": tea.KeyF9, "f10": tea.KeyF10, "f11": tea.KeyF11, "f12": tea.KeyF12,
}

var modifiers = []struct {
	prefix string
	mod    tea.KeyMod
}{{"ctrl+", tea.ModCtrl}, {"alt+", tea.ModAlt}, {"shift+", tea.ModShift}}

// Press is the message of a key by the name that a keymap has for it: "enter",
// "ctrl+s", "G". What says where a key is drawn can press it with that.
func Press(name string) tea.KeyPressMsg {
	var k tea.KeyPressMsg
	for _, m := range modifiers {
		if rest, found := strings.CutPrefix(name, m.prefix); found && rest != "" {
			k.Mod |= m.mod
			name = rest
		}
	}
	code, known := named[name]
	if !known {
		code, _ = utf8.DecodeRuneInString(name)
	}
	k.Code = code
	switch {
	case k.Mod != 0:
	case name == "space":
		k.Text = " "
	case !known:
		k.Text = name
		if unicode.IsUpper(code) {
			k.Code, k.Mod = unicode.ToLower(code), tea.ModShift
		}
	}
	return k
}
