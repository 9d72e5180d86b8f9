package term

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// Where a terminal does not answer what its background is (OSC 11), its palette
// may tell: PuTTY has the background in it, behind the 256 colours, at 258.
const (
	backgroundEntry   = "4;258;"
	requestBackground = "\x1b]" + backgroundEntry + "?\a"
)

// backgroundOf returns the background that a palette's answer tells.
func backgroundOf(e uv.UnknownOscEvent) (tea.BackgroundColorMsg, bool) {
	s, ok := strings.CutPrefix(string(e), "\x1b]"+backgroundEntry)
	c := ansi.XParseColor(strings.TrimRight(s, "\x1b\\\a"))
	return tea.BackgroundColorMsg{Color: c}, ok && c != nil
}

// Background returns whether the background is dark by COLORFGBG, which urxvt,
// konsole and others set: the numbers of the colours of text and background,
// with anything between them. Known is false where it tells nothing.
func Background(colorfgbg string) (dark, known bool) {
	fields := strings.Split(colorfgbg, ";")
	n, err := strconv.Atoi(fields[len(fields)-1])
	if err != nil || len(fields) < 2 || n < 0 || n > 15 {
		return false, false
	}
	return n < 7 || n == 8, true // white and the bright colours are light
}
