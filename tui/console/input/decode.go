package input

import (
	"bytes"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// odd are the keys that the decoder does not know: those of the Linux console,
// and those of st and of the VT220 kind while the keypad is not in application
// mode.
var odd = map[string]uv.Key{
	"\x1b[[A": {Code: uv.KeyF1}, "\x1b[[B": {Code: uv.KeyF2}, "\x1b[[C": {Code: uv.KeyF3}, "\x1b[[D": {Code: uv.KeyF4}, "\x1b[[E": {Code: uv.KeyF5},

	"\x1b[4h": {Code: uv.KeyInsert}, "\x1b[4l": {Code: uv.KeyInsert, Mod: uv.ModShift}, "\x1b[L": {Code: uv.KeyInsert, Mod: uv.ModCtrl},
	"\x1b[M": {Code: uv.KeyDelete, Mod: uv.ModCtrl}, "\x1b[2K": {Code: uv.KeyDelete, Mod: uv.ModShift},
	"\x1b[2J": {Code: uv.KeyHome, Mod: uv.ModShift}, "\x1b[K": {Code: uv.KeyEnd, Mod: uv.ModShift}, "\x1b[J": {Code: uv.KeyEnd, Mod: uv.ModCtrl},
}

// stDelete is what st sends for delete, and a terminal with the keyboard
// protocol of kitty for F1.
const stDelete = "\x1b[P"

// decode returns the events of a sequence or character that is whole.
func (r *Reader) decode(b []byte) (events []uv.Event) {
	if len(b) > 1 && b[0] == ansi.ESC {
		key, known := odd[string(b)]
		if string(b) == stDelete && !r.kitty {
			key, known = uv.Key{Code: uv.KeyDelete}, true
		}
		if known {
			return []uv.Event{uv.KeyPressEvent(key)}
		}
	}
	for len(b) > 0 {
		if c, n := utf8.DecodeRune(b); c == utf8.RuneError && n == 1 { // shown: it stands for what was typed
			return append(events, uv.KeyPressEvent{Code: c, Text: string(c)})
		}
		if len(b) == 1 && b[0] == ansi.LF && !r.o.binds("ctrl+j") {
			return append(events, uv.KeyPressEvent{Code: uv.KeyEnter})
		}
		n, e := r.decoder.Decode(b)
		if n <= 0 {
			return events
		}
		b = b[n:]
		switch e := e.(type) {
		case nil, uv.UnknownEvent, uv.PasteEndEvent:
		case uv.MultiEvent:
			events = append(events, e...)
		case uv.KeyPressEvent:
			events = append(events, usual(e))
		default:
			events = append(events, e)
		}
	}
	return events
}

// keypad are the keys of a number pad by what they do or type elsewhere.
var keypad = map[rune]rune{
	uv.KeyKpEnter: uv.KeyEnter, uv.KeyKpUp: uv.KeyUp, uv.KeyKpDown: uv.KeyDown, uv.KeyKpLeft: uv.KeyLeft, uv.KeyKpRight: uv.KeyRight,
	uv.KeyKpPgUp: uv.KeyPgUp, uv.KeyKpPgDown: uv.KeyPgDown, uv.KeyKpHome: uv.KeyHome, uv.KeyKpEnd: uv.KeyEnd,
	uv.KeyKpInsert: uv.KeyInsert, uv.KeyKpDelete: uv.KeyDelete, uv.KeyKpBegin: uv.KeyBegin,
	uv.KeyKp0: '0', uv.KeyKp1: '1', uv.KeyKp2: '2', uv.KeyKp3: '3', uv.KeyKp4: '4',
	uv.KeyKp5: '5', uv.KeyKp6: '6', uv.KeyKp7: '7', uv.KeyKp8: '8', uv.KeyKp9: '9',
	uv.KeyKpPlus: '+', uv.KeyKpMinus: '-', uv.KeyKpMultiply: '*', uv.KeyKpDivide: '/',
	uv.KeyKpDecimal: '.', uv.KeyKpComma: ',', uv.KeyKpSep: ',', uv.KeyKpEqual: '=',
}

// locks are modifiers that say nothing of a key.
const locks = uv.ModCapsLock | uv.ModNumLock | uv.ModScrollLock

// usual returns a key as the keyboards have it that most terminals report: the
// number pad's as those of the letters, and with ctrl or alt the Latin letter
// of the place, where the layout has another script. A Latin layout keeps its
// own letters, wherever they are.
func usual(k uv.KeyPressEvent) uv.Event {
	k.Mod &^= locks
	if code, ok := keypad[k.Code]; ok {
		k.Code = code
		if code < uv.KeyExtended && code >= ' ' && k.Text == "" && k.Mod&^uv.ModShift == 0 {
			k.Mod, k.Text = 0, string(code)
		}
	}
	switch {
	case k.BaseCode == 0:
	case k.Code < utf8.RuneSelf:
		k.BaseCode = 0
	case k.Mod&^uv.ModShift != 0:
		k.Code, k.BaseCode, k.ShiftedCode = k.BaseCode, 0, 0
	}
	return k
}

// interrupts are the ways in which terminals send ctrl+c, the oldest first.
var interrupts = [][]byte{{ansi.ETX}, []byte("\x1b[99;5u"), []byte("\x1b[27;5;99~")}

// interrupted returns the text without the presses of ctrl+c that it ends with,
// and whether there are any.
func interrupted(text []byte) ([]byte, bool) {
	was := len(text)
	for again := true; again; {
		again = false
		for _, s := range interrupts {
			if rest, ok := bytes.CutSuffix(text, s); ok {
				text, again = rest, true
			}
		}
		if rest, ok := otherScript(text); ok {
			text, again = rest, true
		}
	}
	return text, len(text) < was
}

// otherScript is interrupted for a layout without a Latin c: CSI its code ::
// 99 ; 5 u.
func otherScript(text []byte) ([]byte, bool) {
	rest, ok := bytes.CutSuffix(text, []byte(":99;5u"))
	if !ok {
		return text, false
	}
	if rest = bytes.TrimRight(rest, "0123456789:"); bytes.HasSuffix(rest, []byte("\x1b[")) {
		return rest[:len(rest)-2], true
	}
	return text, false
}
