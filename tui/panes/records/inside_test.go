package records

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zco/tui/domain/collection"
	"zco/tui/draw/text"
	"zco/tui/draw/theme"
	"zco/tui/widget/grid"
)

func TestLists(t *testing.T) {
	for want, words := range map[string][]string{"": nil, "ID": {"ID"}, "ID or Name": {"ID", "Name"}, "ID, Name or Updated": {"ID", "Name", "Updated"}} {
		if got := orList(words); got != want {
			t.Errorf("%v is %q, want %q", words, got, want)
		}
	}
	for want, ids := range map[string][]string{"": nil, "a b": {"a", "b", "a"}, "a b c": {"a", "a", "b", "b", "c", "d"}} {
		if got := strings.Join(unique(ids, 3), " "); got != want {
			t.Errorf("three of %v are %q, want %q", ids, got, want)
		}
	}
}

// The name gives way by a few cells, and keeps enough to be read.
func TestSqueeze(t *testing.T) {
	for _, c := range []struct{ width, over, want int }{
		{30, 0, 30}, {30, -3, 30}, {30, 1, 29}, {30, 12, leastName}, {30, 13, 30}, {leastName, 1, leastName},
	} {
		cols := []grid.Column[column]{{Width: c.width}, {Width: 9}}
		if squeeze(cols, c.over); cols[0].Width != c.want || cols[1].Width != 9 {
			t.Errorf("%d cells too many leave a name of %d with %d, want %d", c.over, c.width, cols[0].Width, c.want)
		}
	}
}

// What is written of a row is kept for its version, its columns, the names
// known and the theme, and no longer than a few screens are drawn.
func TestWhatIsWrittenIsKept(t *testing.T) {
	var k cells
	one, other := &theme.Theme{}, &theme.Theme{}
	it := func(id string) collection.Item { return collection.Item{ID: id, Version: "1"} }
	kept := func(id string, n int, names uint64, th *theme.Theme) bool {
		row := k.row(it(id), n, names, th)
		if len(row) != n {
			t.Fatalf("of %d columns it keeps %d", n, len(row))
		}
		was := row[0].known
		row[0].known = true
		return was
	}
	for _, c := range []struct {
		what  string
		n     int
		names uint64
		th    *theme.Theme
		want  bool
	}{
		{"at first", 2, 1, one, false}, {"again", 2, 1, one, true}, {"a name more", 2, 2, one, false}, {"again", 2, 2, one, true},
		{"another theme", 2, 2, other, false}, {"again", 2, 2, other, true}, {"a column more", 3, 2, other, false}, {"again", 3, 2, other, true},
	} {
		if got := kept("a", c.n, c.names, c.th); got != c.want {
			t.Errorf("%s: kept is %v, want %v", c.what, got, c.want)
		}
	}
	for i := range cachedRows - 1 { // with a, as many as the young half holds
		kept(string(rune(0x100+i)), 3, 2, other)
	}
	if len(k.old) != 0 || len(k.young) != cachedRows {
		t.Errorf("%d rows are young and %d old", len(k.young), len(k.old))
	}
	kept("b", 3, 2, other)
	if len(k.old) != cachedRows || len(k.young) != 1 {
		t.Errorf("with one more %d rows are young and %d old", len(k.young), len(k.old))
	}
	if kept("a", 2, 2, other) || !kept("b", 3, 2, other) {
		t.Error("a row that grew old is kept for other columns")
	}
	k.drop(it("\u0101"))
	if kept("\u0101", 3, 2, other) {
		t.Error("a row that was dropped is kept")
	}
}

// A cell is cut anew for another width or another way to measure, and not
// otherwise.
func TestACellIsCutForItsWidth(t *testing.T) {
	c := cell{known: true, text: "Kettle"}
	got := func(width int, m text.Method) string { c.fit(width, m); return c.cut }
	for _, step := range []struct {
		width int
		m     text.Method
		want  string
	}{{9, text.Runes, "Kettle"}, {4, text.Runes, "Ket…"}, {4, text.Clusters, "Ket…"}} {
		if s := got(step.width, step.m); s != step.want || c.cells != len([]rune(s)) || c.method != step.m {
			t.Errorf("in %d cells it is %q, %d wide", step.width, s, c.cells)
		}
	}
	c.text = "Other"
	if s := got(4, text.Clusters); s != "Ket…" {
		t.Errorf("in the same width it is cut anew: %q", s)
	}
	if diff := cmp.Diff([]string{"Oth…"}, []string{got(4, text.Runes)}); diff != "" {
		t.Error(diff)
	}
}
