package app_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// modes follows what output sets in a terminal, as the terminal does: its
// private modes, the keyboard protocols, the titles put aside, the style. It
// also keeps every sequence that none of the terminals of the day would know.
type modes struct {
	private map[int]bool // against what is usual
	kitty   map[bool]int // depth of the stack, by whether the other screen is shown
	other   int          // modifyOtherKeys
	titles  int          // put aside and not taken back
	title   string
	shape   int
	style   bool // anything but the plain one
	unknown []string
}

// usual are the private modes that are on in a terminal nobody has touched.
var usual = map[int]bool{7: true, 25: true}

// known are the private modes that the program may touch: wrapping, the mouse, focus,
// the other screen, pasting, synchronized output and grapheme widths.
var known = []int{7, 25, 1000, 1002, 1003, 1004, 1006, 1049, 2004, 2026, 2027}

func newModes() *modes { return &modes{private: map[int]bool{}, kitty: map[bool]int{}} }

// follow reads output.
func (m *modes) follow(out string) *modes {
	p := ansi.NewParser()
	p.SetHandler(ansi.Handler{
		Execute: func(b byte) {
			if !strings.ContainsRune("\n\r\t\b", rune(b)) {
				m.odd("control character %#x", b)
			}
		},
		HandleCsi: m.csi,
		HandleEsc: func(c ansi.Cmd) {
			if !strings.ContainsRune("78M=>", rune(c.Final())) || c.Intermediate() != 0 {
				m.odd("ESC %c%c", c.Intermediate(), c.Final())
			}
		},
		HandleOsc: func(n int, data []byte) {
			switch n {
			case 0, 2:
				_, m.title, _ = strings.Cut(string(data), ";")
			case 4, 11:
				if string(data) != "11;?" && string(data) != "4;258;?" {
					m.odd("OSC %q", data)
				}
			case 52:
			default:
				m.odd("OSC %q", data)
			}
		},
		HandleDcs: func(c ansi.Cmd, _ ansi.Params, data []byte) { m.odd("DCS %v %q", c, data) },
		HandlePm:  func(d []byte) { m.odd("PM %q", d) },
		HandleApc: func(d []byte) { m.odd("APC %q", d) },
		HandleSos: func(d []byte) { m.odd("SOS %q", d) },
	})
	p.Parse([]byte(out))
	return m
}

func (m *modes) odd(format string, args ...any) {
	m.unknown = append(m.unknown, fmt.Sprintf(format, args...))
}

func (m *modes) csi(c ansi.Cmd, params ansi.Params) {
	first, _, _ := params.Param(0, 0)
	second, _, _ := params.Param(1, 0)
	switch key := string([]byte{c.Prefix(), c.Intermediate(), c.Final()}); strings.ReplaceAll(key, "\x00", "") {
	case "?h", "?l":
		params.ForEach(0, func(_, n int, _ bool) {
			if !slices.Contains(known, n) {
				m.odd("private mode %d", n)
			}
			m.private[n] = c.Final() == 'h'
		})
	case ">u":
		m.kitty[m.private[1049]]++
	case "<u":
		m.kitty[m.private[1049]] = max(m.kitty[m.private[1049]]-max(first, 1), 0)
	case ">m":
		if first == 4 {
			m.other = second
		}
	case "t":
		switch first {
		case 22:
			m.titles++
		case 23:
			m.titles--
		default:
			m.odd("window operation %d", first)
		}
	case " q":
		m.shape = first
	case "m":
		m.style = len(params) > 0 && !(len(params) == 1 && first == 0)
	case "?u", "?$p", "c", ">c", ">q", "n", "A", "B", "C", "D", "G", "H", "f", "d", "J", "K", "L", "M", "P", "S", "T", "X", "@", "b", "I", "Z", "`", "r", "?W", "g":
	default:
		m.odd("CSI %q", key)
	}
}

// left says what is not as it was found, "" if all is.
func (m *modes) left() string {
	var out []string
	for _, n := range slices.Sorted(maps.Keys(m.private)) {
		if m.private[n] != usual[n] {
			out = append(out, fmt.Sprintf("private mode %d is %t", n, m.private[n]))
		}
	}
	for other, depth := range m.kitty {
		if depth != 0 {
			out = append(out, fmt.Sprintf("%d keyboard protocols are left (other screen: %t)", depth, other))
		}
	}
	if m.other != 0 {
		out = append(out, fmt.Sprintf("modifyOtherKeys is %d", m.other))
	}
	if m.titles != 0 {
		out = append(out, fmt.Sprintf("%d titles are put aside", m.titles))
	}
	if m.shape != 0 {
		out = append(out, fmt.Sprintf("the cursor has shape %d", m.shape))
	}
	if m.style {
		out = append(out, "a style is on")
	}
	return strings.Join(out, "; ")
}
