package term

import (
	"image/color"
	"testing"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

func TestBackgroundByEnvironment(t *testing.T) {
	for s, want := range map[string][2]bool{
		"0;default;15": {false, true}, "15;0": {true, true}, "0;7": {false, true}, "12;8": {true, true}, "7;default;0": {true, true},
		"": {}, "15": {}, "0;default": {}, "0;default;default": {}, "0;16": {},
	} {
		if dark, known := Background(s); dark != want[0] || known != want[1] {
			t.Errorf("%q: dark %t, known %t", s, dark, known)
		}
	}
}

// The palette tells the background only where the terminal does not say it.
func TestBackgroundByPalette(t *testing.T) {
	term, _ := clock()
	term.Dark = true
	if news, _ := term.Update(uv.UnknownOscEvent("\x1b]4;258;rgb:ffff/ffff/ffff\a")); news != Recolored || term.Dark {
		t.Errorf("white is news %d, dark %t", news, term.Dark)
	}
	if news, _ := term.Update(uv.UnknownOscEvent("\x1b]4;258;rgb:0000/0000/0000\x1b\\")); news != Recolored || !term.Dark {
		t.Errorf("black is news %d, dark %t", news, term.Dark)
	}
	term.Update(tea.BackgroundColorMsg{Color: color.White})
	term.Dark = false
	if news, _ := term.Update(uv.UnknownOscEvent("\x1b]4;258;rgb:0000/0000/0000\a")); news != Nothing || term.Dark {
		t.Errorf("what the terminal said is overruled: news %d, dark %t", news, term.Dark)
	}
	if news, _ := term.Update(uv.UnknownOscEvent("\x1b]4;1;rgb:0000/0000/0000\a")); news != Nothing {
		t.Errorf("another colour is news %d", news)
	}
}
