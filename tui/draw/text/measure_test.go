package text

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

func TestMarks(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                            "plain",
		"\x1b[31mred":                      "␛[31mred",
		"a\u202eb":                         "a‹202E›b",
		"two\nlines\r\n\ttab":              "two↵lines␍↵⇥tab",
		"\xff":                             "‹FF›",
		"\u009b31m":                        "‹009B›31m",
		"soft\u00adhyphen":                 "soft‹00AD›hyphen",
		"é":                                "é",
		"日本語":                              "日本語",
		"👩‍💻":                              "👩‍💻",
		"\u0301":                           "◌\u0301",
		" \xc2":                            " ‹C2›",
		"\U000e0041x":                      "‹E0041›x",
		"می\u200cخواهم":                    "می\u200cخواهم",
		"z" + strings.Repeat("\u0301", 20): "z" + strings.Repeat("\u0301", maxMarks),
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%+q) = %q, want %q", in, got, want)
		}
	}
}

func TestCutKeepsToItsWidthAndSaysWhatIsMissing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s, m := hostileText().Draw(rt, "s"), Method(rapid.IntRange(0, 1).Draw(rt, "m"))
		width := rapid.IntRange(1, 20).Draw(rt, "width")
		got, whole := Cut(s, width, m), Width(s, m)
		if w := m.width(got); w > width {
			rt.Fatalf("%q takes %d cells of %d", got, w, width)
		}
		if cut := strings.HasSuffix(got, Ellipsis); whole > width && !cut {
			rt.Fatalf("%q was cut to %q without a word", s, got)
		}
		if out, _ := drawn(s, m); whole <= width && got != out {
			rt.Fatalf("%q fits and became %q", s, got)
		}
	})
}

func TestWrapLosesNothingButBlanks(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := strings.ReplaceAll(hostileText().Draw(rt, "s"), "\n", " ")
		m, width := Method(rapid.IntRange(0, 1).Draw(rt, "m")), rapid.IntRange(2, 20).Draw(rt, "width")
		squeeze := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		lines := Wrap(s, width, m)
		if got := squeeze(strings.Join(lines, "")); got != squeeze(s) {
			rt.Fatalf("%q wrapped to %q", s, lines)
		}
		for _, l := range lines {
			if first, w := First(l, m); Width(l, m) > width && first < len(l) {
				rt.Fatalf("%q takes more than %d cells and is not one unit of %d", l, width, w)
			}
		}
	})
}

func BenchmarkClean(b *testing.B) {
	for name, s := range map[string]string{
		"ascii": strings.Repeat("a record of a customer ", 50), "wide": strings.Repeat("世界の記録", 50), "accents": strings.Repeat("déjà vu ", 50),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			b.ReportAllocs()
			for b.Loop() {
				Width(s, Clusters)
			}
		})
	}
}

// What is simple is counted as the terminal does, and never joined.
func TestCommonCharactersStandAlone(t *testing.T) {
	for r := rune(0x20); r <= 0xffff; r++ {
		w := simpleWidth(r)
		if w == 0 {
			continue
		}
		for _, m := range []Method{Runes, Clusters} {
			if got := m.width(string(r)); got != w {
				t.Fatalf("%U takes %d cells by method %d, not %d", r, got, m, w)
			}
		}
		if c, _ := ansi.FirstGraphemeCluster("x"+string(r)+"x", ansi.GraphemeWidth); c != "x" {
			t.Fatalf("%U joins what is before it", r)
		}
		if c, _ := ansi.FirstGraphemeCluster(string(r)+"x", ansi.GraphemeWidth); c == string(r)+"x" {
			t.Fatalf("%U joins what is after it", r)
		}
	}
}
