package text

import (
	"strings"
	"testing"
	"unicode"
)

// cellsOf are how many cells terminals give to the Samples, as measured.
var cellsOf = map[string][]int{
	"xterm 379, urxvt 9.30, zutty 0.14, st 0.9": {3, 4, 4, 1, 1, 2, 1, 1},
	"kitty 0.26.5":    {2, 4, 2, 2, 2, 1, 2, 1},
	"alacritty 0.11":  {3, 4, 4, 1, 1, 1, 2, 1},
	"mlterm 3.9":      {2, 5, 4, 1, 1, 1, 1, 1},
	"VTE 0.70":        {3, 4, 4, 1, 1, 1, 2, 1},
	"konsole 22.12":   {3, 2, 2, 1, 2, 1, 2, 1},
	"PuTTY 0.78":      {3, 4, 4, 1, 1, 1, 1, 1},
	"foot 1.13":       {3, 4, 2, 1, 1, 2, 0, 0},
	"Linux 6.18":      {2, 4, 2, 2, 1, 2, 2, 2},
	"tmux 3.3a":       {3, 2, 4, 1, 1, 2, 0, 0},
	"GNU screen 4.9":  {3, 4, 4, 1, 1, 2, 1, 1},
	"clusters":        {1, 2, 2, 2, 2, 2, 2, 2},
	"clusters apart":  {2, 2, 2, 2, 2, 2, 2, 1}, // Ghostty and the graphemes of xterm.js
	"answers nothing": nil,
}

// Each terminal is told from the others by what it counts.
func TestMethodOf(t *testing.T) {
	for name, want := range map[string]Method{
		"xterm 379, urxvt 9.30, zutty 0.14, st 0.9": Old | Older, "kitty 0.26.5": Tight | Tones | Selectors | Halves | Narrow | Older, "alacritty 0.11": Narrow | Older,
		"mlterm 3.9": Tight | Narrow | Old | Older, "VTE 0.70": Narrow | Older, "konsole 22.12": Tones | Halves | Narrow | Older, "PuTTY 0.78": Narrow | Old | Older,
		"foot 1.13": Tones | Old | Older, "Linux 6.18": Tight | Tones | Selectors, "tmux 3.3a": Old | Older, "GNU screen 4.9": Old | Older,
		"clusters": Clusters | Tones | Selectors | Halves, "clusters apart": Clusters | Tight | Tones | Selectors | Halves | Older,
	} {
		if got := MethodOf(cellsOf[name]); got != want {
			t.Errorf("%s counts by %08b, want %08b", name, got, want)
		}
	}
}

// units returns what is drawn of a text, behind each unit but marks a digit for
// its cells.
func units(s string, m Method) string {
	var b strings.Builder
	for more := true; s != "" && more; {
		s, more = Next(s, m, func(c Cluster) bool {
			if b.WriteString(c.Text); !c.Mark {
				b.WriteByte(byte('0' + c.Width))
			}
			return true
		})
	}
	return b.String()
}

// What is drawn is what the terminal has cells for, and the rest a mark.
func TestDrawnAsCounted(t *testing.T) {
	kitty, foot, screen := MethodOf(cellsOf["kitty 0.26.5"]), MethodOf(cellsOf["foot 1.13"]), MethodOf(cellsOf["GNU screen 4.9"])
	apart := MethodOf(cellsOf["clusters apart"])
	for _, c := range []struct {
		text string
		m    Method
		want string
	}{
		{"दि", Runes, "दि2"}, {"दि", kitty, "दि1"}, {"ल्ली", kitty, "ल्ली2"}, {"ल्ली", Clusters, "ल्ली1"}, {"ल्ली", apart, "ल्1ली1"}, {"स्त्री", kitty, "स्1त्1री1"},
		{"မြန်မာ", kitty, "မြ1န်1မာ1"}, {"ि", kitty, "◌ि1"},
		{"👍🏽", Runes, "👍2🏽2"}, {"👍🏽", kitty, "👍🏽2"}, {"👍🏽", foot, "👍🏽2"}, {"🏽", foot, "‹1F3FD›"}, {"👩🏽\u200d🚀", foot, "👩🏽2🚀2"},
		{"👩\u200d💻", kitty, "👩2💻2"}, {"👩\u200d💻", apart, "👩\u200d💻2"},
		{"☁️", Runes, "☁1"}, {"☁️", kitty, "☁️2"}, {"⌚︎", kitty, "⌚2"}, {"1️⃣", Runes, "1⃣1"}, {"1️⃣", kitty, "1️⃣2"}, {"❤️\u200d🔥", kitty, "❤️2🔥2"}, {"a️", kitty, "a1"},
		{"🇫", Runes, "🇫1"}, {"🇫", kitty, "🇫2"}, {"🇫🇷", kitty, "🇫🇷2"}, {"䷀", Runes, "䷀2"}, {"䷀", kitty, "䷀1"},
		{"🫨", Runes, "🫨2"}, {"🫨", kitty, "🫨2"}, {"🫨", screen, "‹1FAE8›"}, {"\U0001fadf", kitty, "‹1FADF›"}, {"\U0001fadf", Runes, "\U0001fadf2"},
		{"q\u0303", Runes, "q\u03031"}, {"q\u0303", Clusters, "q\u03031"}, {"\U0001f1e6\U0001f8ff", Runes, "🇦1‹1F8FF›"},
	} {
		if got := units(c.text, c.m); got != c.want {
			t.Errorf("%q by %08b is drawn as %s, want %s", c.text, c.m, got, c.want)
		}
	}
}

// A stack of marks is cut at what a cell has room for, and copied whole, for
// nothing of it is changed where it is kept.
func TestStacksAreCut(t *testing.T) {
	for _, mark := range []string{"\u0351", "\u20d0", "\U0001d165"} {
		for _, base := range []string{"A", "é", "日", "\U0001f44d"} {
			for n := range 20 {
				for _, m := range []Method{Runes, Clusters} {
					got, width := drawn(base+strings.Repeat(mark, n), m)
					if want := Width(base, m); width != want {
						t.Errorf("%q with %d of %+q takes %d cells", base, n, mark, width)
					}
					if most := maxMarks + len([]rune(base)); len(got) > maxBytes && m == Runes || len([]rune(got)) > most && n > maxMarks+4 {
						t.Errorf("%q with %d of %+q is drawn as %+q", base, n, mark, got)
					}
				}
			}
		}
	}
}

// The tables of young emoji agree with the one of Unicode 15.
func TestYoungTables(t *testing.T) {
	for r := rune(youngest); r < 0x1fb00; r++ {
		if young := unicode.Is(youngWide, r); unicode.Is(after15, r) != (young && !unicode.IsGraphic(r)) {
			t.Errorf("%U is in the wrong table", r)
		}
	}
}
