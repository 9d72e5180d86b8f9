package screenshots

// Palette is the colours of the terminal that a frame is shown in: those the
// program leaves to it, and the window around it.
type Palette struct {
	Background, Text string
	Bar, BarText     string // the window's title
	Edge             string
}

// The two terminals.
var (
	DarkTerminal  = Palette{Background: "#15181e", Text: "#d7dce5", Bar: "#232831", BarText: "#97a1b3", Edge: "#343b48"}
	LightTerminal = Palette{Background: "#fdfdfb", Text: "#23272e", Bar: "#eceae4", BarText: "#5f6570", Edge: "#cfccc4"}
)

// ink returns the colours of a look in this terminal; bg is "" where it is the
// terminal's own.
func (p Palette) ink(l Look) (fg, bg string) {
	fg, bg = l.Fg, l.Bg
	if fg == "" {
		fg = p.Text
	}
	if l.Reversed {
		fg, bg = orOwn(bg, p.Background), fg
	}
	return fg, bg
}

func orOwn(c, own string) string {
	if c == "" {
		return own
	}
	return c
}
