package form

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/draw/theme"
)

type diffView struct{ *Diff }

func (v diffView) Draw(a screen.Area, th *theme.Theme) screen.Cursor {
	v.Diff.Draw(a, th, 0)
	return screen.Cursor{}
}

// told writes a comparison with the parts that differ in brackets.
func told(d []DiffLine) (out []string) {
	for _, l := range d {
		s, at := string(" -+"[l.Op]), 0
		for _, sp := range l.Spans {
			s += l.Text[at:sp.From] + "[" + l.Text[sp.From:sp.To] + "]"
			at = sp.To
		}
		out = append(out, s+l.Text[at:])
	}
	return out
}

func TestLineDiff(t *testing.T) {
	for _, c := range []struct {
		old, new string
		want     []string
	}{
		{"", "", nil},
		{"", "new", []string{"+[new]"}},
		{"old", "", []string{"-[old]"}},
		{"a\nb\nc", "a\nc", []string{" a", "-[b]", " c"}},
		{"a\nc", "a\nb\nc", []string{" a", "+[b]", " c"}},
		{"the quick fox", "the slow fox", []string{"-the [quick] fox", "+the [slow] fox"}},
		{"the fox", "the  fox", []string{"-the[ ]fox", "+the[  ]fox"}},
		{"one two three four five", "six seven three eight nine", []string{"-[one two three four five]", "+[six seven three eight nine]"}},
		{"abc", "xyz", []string{"-[abc]", "+[xyz]"}},
		{"a", "a\n", []string{" a", "+[]"}},
		{"a\r\nb", "a\nb", []string{"-a[\r]", "+a", " b"}},
		{"価格は100円", "価格は200円", []string{"-価格は[100]円", "+価格は[200]円"}},
		{"the fox", "the fox jumps", []string{"-the fox", "+the fox[ jumps]"}},
		{"a fox jumps", "the fox leaps", []string{"-[a] fox [jumps]", "+[the] fox [leaps]"}},
		{"a bc", "a de", []string{"-a [bc]", "+a [de]"}}, // a quarter is the same: just enough
		{"a bcd", "a efg", []string{"-[a bcd]", "+[a efg]"}},
		{"a--b", "a-b", []string{"-a-[-]b", "+a-b"}},
		{"word\tword", "word \tword", []string{"-word[\t]word", "+word[ \t]word"}},
		{"\u0301a word", "a word", []string{"-[\u0301a] word", "+[a] word"}},
		{"x e y", "x e\u0301 y", []string{"-x [e] y", "+x [e\u0301] y"}},
	} {
		if d := cmp.Diff(c.want, told(LineDiff(c.old, c.new))); d != "" {
			t.Errorf("%q to %q: %s", c.old, c.new, d)
		}
	}
}

// A comparison holds both texts whole, whatever they are.
func TestLineDiffHoldsBothTexts(t *testing.T) {
	part := rapid.SampledFrom([]string{"a", "b", "c d e", "c d f", "", "日本 x", "\xff", "e\u0301"})
	joined := rapid.Map(rapid.SliceOfN(part, 0, 20), func(l []string) string { return strings.Join(l, "\n") })
	rapid.Check(t, func(rt *rapid.T) {
		old, new := joined.Draw(rt, "old"), joined.Draw(rt, "new")
		var a, b []string
		for _, l := range LineDiff(old, new) {
			if l.Op != Added {
				a = append(a, l.Text)
			}
			if l.Op != Removed {
				b = append(b, l.Text)
			}
			at := 0
			for _, sp := range l.Spans {
				if sp.From < at || sp.To > len(l.Text) || sp.From > sp.To || utf8.ValidString(l.Text) && !utf8.ValidString(l.Text[sp.From:sp.To]) {
					rt.Fatalf("spans %v of %q", l.Spans, l.Text)
				}
				at = sp.To
			}
		}
		if strings.Join(a, "\n") != old || strings.Join(b, "\n") != new {
			rt.Fatalf("%q to %q holds %q and %q", old, new, a, b)
		}
		d := diffView{NewDiff(old, new)}
		if d.Changed() != (old != new) {
			rt.Fatalf("%q to %q: changed is %v", old, new, d.Changed())
		}
		draw(rt, d, rapid.IntRange(1, 12).Draw(rt, "w"), 8, text.Method(rapid.IntRange(0, 1).Draw(rt, "m")))
	})
}

// As few lines as can be are shown as changed.
func TestLineDiffIsShort(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		letters := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c"}), 0, 9)
		a, b := letters.Draw(rt, "a"), letters.Draw(rt, "b")
		changed := 0
		for _, l := range LineDiff(strings.Join(a, "\n"), strings.Join(b, "\n")) {
			if l.Op != Same {
				changed++
			}
		}
		if want := len(a) + len(b) - 2*shared(a, b); changed != want {
			rt.Fatalf("%q to %q shows %d changes, %d would do", a, b, changed, want)
		}
	})
}

// shared is the length of the longest common subsequence, by its definition.
func shared(a, b []string) int {
	switch {
	case len(a) == 0 || len(b) == 0:
		return 0
	case a[0] == b[0]:
		return 1 + shared(a[1:], b[1:])
	}
	return max(shared(a[1:], b), shared(a, b[1:]))
}

func TestDiffDraws(t *testing.T) {
	old := "1\n2\n3\n4\n5\n6\nthe quick brown fox jumps\n8\n9\n10\n11\n12"
	d := diffView{NewDiff(old, strings.Replace(old, "quick", "slow\x1b", 1))}
	shows(t, d, 20,
		"  … 4 lines the same",
		"  5",
		"  6",
		"- the quick brown",
		"  fox jumps",
		"+ the slow␛ brown",
		"  fox jumps",
		"  8",
		"  9",
		"  … 3 lines the same")
	if got := d.Height(20); got != 10 {
		t.Errorf("height %d, want 10", got)
	}
	shows(t, d, 12, "  … 4 lines…")
	shows(t, diffView{NewDiff("a b", "a  b")}, 10, "- a·b", "+ a··b")
	shows(t, diffView{NewDiff("", "one\ntwo")}, 10, "+ one", "+ two", "")
	shows(t, diffView{NewDiff("1\n2\n3\nx", "1\n2\n3\ny")}, 30, "  1", "  2", "  3", "- x", "+ y")
}

func BenchmarkDiff64K(b *testing.B) {
	lines := func(f func(i int) string) string {
		var s strings.Builder
		for i := 0; s.Len() < 65536; i++ {
			s.WriteString(f(i))
		}
		return s.String()
	}
	old := lines(func(i int) string { return fmt.Sprintf("line %d of a long description\n", i) })
	for name, new := range map[string]string{
		"few":   strings.ReplaceAll(old, "7 of a", "seven of a"),
		"all":   lines(func(i int) string { return fmt.Sprintf("row %d of the other text\n", i) }),
		"short": lines(func(i int) string { return fmt.Sprint(i%10, "\n") }),
		"one":   strings.ReplaceAll(old, "\n", " "),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				LineDiff(old, new)
			}
		})
	}
}

// A comparison is broken anew for each width and way to count cells.
func TestDiffInOtherRoom(t *testing.T) {
	const wide = "👩‍💻👩‍💻👩‍💻 fox" // three emoji of two cells, or of four
	d := diffView{NewDiff("the quick fox", wide)}
	for _, w := range []int{40, 12, 40} {
		fresh := diffView{NewDiff("the quick fox", wide)}
		for _, m := range []text.Method{text.Clusters, text.Runes} {
			want, _ := draw(t, fresh, w, 6, m)
			if got, _ := draw(t, d, w, 6, m); !slices.Equal(got, want) {
				t.Errorf("in %d cells after others it shows %q, want %q", w, got, want)
			}
			fresh = diffView{NewDiff("the quick fox", wide)}
		}
	}
	d = diffView{NewDiff("", "abc")}
	for w, want := range map[int]int{1: 3, 3: 3, 4: 3, 5: 2, 6: 1} {
		if h := d.Height(w); h != want {
			t.Errorf("in %d cells it takes %d rows, want %d", w, h, want)
		}
	}
}
