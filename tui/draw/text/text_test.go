package text

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

// hostile are strings that have turned, hidden or commanded a terminal.
var hostile = []string{
	"\x1b]0;owned\a", "\x1b[2J\x1b[H", "\x1bP+q544e\x1b\\", "\x1b]52;c;cm0gLXJmIC8=\x07", "\x9b31m", "\u009b31m", "\x90\x9c",
	"\u202eabc\u202c", "\u2066x\u2069", "a\u200bb", "\ufeffbom", "\u00adsoft", "e\u0301", "e" + strings.Repeat("\u0301", 40),
	"👩‍💻", "👩🏽‍🚀", "🇫🇷🇩🇪", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "☁️", "1️⃣", "日本語", "ｱｲｳ", "한국어", "\u1112\u1161\u11ab",
	"กำ", "ญี่ปุ่น", "क्षि", "ক্ষ", "தமிழ்", "نص\u200cفارسی", "\xff\xfe", "\xf0\x9f", "\u2028\u2029", "\r\n", "a\tb", "\x00", "\x7f", "\ue000", "\u0301", "\u200d", "\ufe0f", "\u0600\u0031", "\u115f\u1160", "\U000e0001",
	"ﷺ", "\U0001f1e6", "⌚︎", "⌚", "\u17b4", "\u2800", "\u3000", "\ufffd", "\ufff9\ufffa\ufffb", "\U0010ffff", "\ufdd0",
}

func hostileText() *rapid.Generator[string] {
	part := rapid.OneOf(rapid.SampledFrom(hostile), rapid.String(), rapid.StringOfN(rapid.Rune(), 0, 6, -1),
		rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 8), func(b []byte) string { return string(b) }))
	return rapid.Map(rapid.SliceOfN(part, 0, 6), func(p []string) string { return strings.Join(p, "") })
}

// refuse fails if a terminal's parser takes anything of s for a command.
func refuse(t interface{ Fatalf(string, ...any) }, s string) {
	bad := func(what string) { t.Fatalf("%s reaches the terminal: %q", what, s) }
	p := ansi.NewParser()
	p.SetHandler(ansi.Handler{
		Print: func(r rune) {
			if isHidden(r) {
				bad("hidden " + hex(r))
			}
		},
		Execute:   func(byte) { bad("a control character") },
		HandleCsi: func(ansi.Cmd, ansi.Params) { bad("CSI") },
		HandleEsc: func(ansi.Cmd) { bad("ESC") },
		HandleDcs: func(ansi.Cmd, ansi.Params, []byte) { bad("DCS") },
		HandleOsc: func(int, []byte) { bad("OSC") },
		HandlePm:  func([]byte) { bad("PM") },
		HandleApc: func([]byte) { bad("APC") },
		HandleSos: func([]byte) { bad("SOS") },
	})
	p.Parse([]byte(s))
	if !utf8.ValidString(s) {
		bad("invalid UTF-8")
	}
}

func TestCleanTextOnlyPrints(t *testing.T) {
	for _, s := range hostile {
		refuse(t, Clean(s))
	}
	rapid.Check(t, func(rt *rapid.T) {
		s := hostileText().Draw(rt, "s")
		refuse(rt, Clean(s))
		refuse(rt, Cut(s, rapid.IntRange(-1, 12).Draw(rt, "width"), Runes))
		for l := range strings.SplitSeq(CleanLines(s), "\n") {
			refuse(rt, l)
		}
	})
}

func FuzzCleanTextOnlyPrints(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { refuse(t, Clean(s)) })
}

// drawn returns what Next draws of s, and the cells it says that takes.
func drawn(s string, m Method) (out string, width int) {
	var b strings.Builder
	for more := true; s != "" && more; {
		s, more = Next(s, m, func(c Cluster) bool {
			b.WriteString(c.Text)
			width += c.Width
			return true
		})
	}
	return b.String(), width
}

// believed is how many cells a terminal takes that counts by nothing but m.
func believed(m Method, s string) int {
	if m == Clusters {
		return ansi.StringWidth(s)
	}
	return ansi.StringWidthWc(s)
}

// The cells that are counted are those that the terminal's own count gives
// for what is drawn, unit by unit.
func TestWidthIsWhatTheTerminalCounts(t *testing.T) {
	check := func(t interface{ Fatalf(string, ...any) }, s string, m Method) {
		for rest := s; rest != ""; {
			var out string
			next, _ := Next(rest, m, func(c Cluster) bool {
				if c.Width < 1 || c.Width > 2 {
					t.Fatalf("%+q: a unit of %d cells", rest, c.Width)
				}
				if got := believed(m, c.Text); got != c.Width {
					t.Fatalf("%+q by method %d: drawn as %+q in %d cells, the terminal takes %d", rest, m, c.Text, c.Width, got)
				}
				out += c.Text
				return true
			})
			size, width := First(rest, m)
			if size != len(rest)-len(next) || size < 1 || width != Width(rest[:size], m) {
				t.Fatalf("First(%+q) = %d, %d", rest, size, width)
			}
			rest = next
		}
		if out, width := drawn(s, m); believed(m, out) != width {
			t.Fatalf("%+q by method %d: drawn as %+q in %d cells, the terminal takes %d", s, m, out, width, believed(m, out))
		}
	}
	for _, m := range []Method{Runes, Clusters} {
		for _, s := range hostile {
			check(t, s, m)
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		check(rt, hostileText().Draw(rt, "s"), Method(rapid.IntRange(0, 1).Draw(rt, "m")))
	})
}
