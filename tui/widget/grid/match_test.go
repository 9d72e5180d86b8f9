package grid

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"zco/tui/draw/screen"
)

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		s, word string
		want    []int
	}{
		{"Nokia XR21", "xr2", []int{6, 7, 8}},
		{"Nokia XR21", "nokia21", []int{0, 1, 2, 3, 4, 8, 9}},
		{"Nokia XR21", "21n", nil},
		{"Worn, works", "nok", nil}, // too far apart to be meant
		{"Grün", "ü", []int{2, 3}},
		{"ÜBER", "über", []int{0, 1, 2, 3, 4}},
		{"ab", "aab", nil},
		{"nn okia", "okia", []int{3, 4, 5, 6}},
		{"", "a", nil},
		{"abc", "", nil},
		{"axxcxb", "abc", nil},           // not in this order
		{"axxbxc", "abc", nil},           // within six bytes
		{"axxbc", "abc", []int{0, 3, 4}}, // within five
		{"axbxxxxc", "abcd", nil},
		{"axb", "ab", nil},                               // two letters stand together or not at all
		{"axbc abxxc abxc", "abc", []int{0, 2, 3}},       // the nearest
		{"abxxc abxc axbc", "abc", []int{6, 7, 9}},       // of two as near the first
		{"İzmir izmir", "izmir", []int{7, 8, 9, 10, 11}}, // its small letter has another length
		{"İZMIR", "zmir", nil},
	} {
		if got := Match(c.s, c.word); !slices.Equal(got, c.want) {
			t.Errorf("%q in %q: %v, want %v", c.word, c.s, got, c.want)
		}
	}
}

// What is found are the word's letters, in order.
func TestMatchFindsTheWordsLetters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[a-cA-C ]{0,30}`).Draw(t, "s")
		word := rapid.StringMatching(`[a-c]{1,5}`).Draw(t, "word")
		at := Match(s, word)
		got := ""
		for _, i := range at {
			got += strings.ToLower(s[i : i+1])
		}
		if at != nil && (got != word || !slices.IsSorted(at)) {
			t.Fatalf("%q in %q: %v is %q", word, s, at, got)
		}
		if strings.Contains(strings.ToLower(s), word) && at == nil {
			t.Fatalf("%q stands in %q and is not found", word, s)
		}
	})
}

func TestDrawMarksAndCuts(t *testing.T) {
	sheet := screen.NewSheet()
	match := sheet.Add(screen.Look{Bold: true})
	c := screen.New(sheet)
	a := c.Begin(12, 1)
	if x := Draw(a, 0, 0, 6, 0, match, "日本 abc", []int{7}); x != 6 {
		t.Errorf("ends at %d", x)
	}
	if got := c.Line(0); got != "日本 …" {
		t.Errorf("drew %q", got)
	}
	if x := Draw(a, 0, 0, 3, 0, match, "abc", nil); x != 3 || c.Line(0)[:3] != "abc" {
		t.Errorf("in just its room it ends at %d: %q", x, c.Line(0))
	}
	a = c.Begin(12, 1)
	Draw(a, 0, 0, 8, 0, match, "abc", []int{1})
	if got := c.Frame(); got != "a\x1b[0;1mb\x1b[mc" && got != "a\x1b[1mb\x1b[mc" {
		t.Errorf("drew %q, want b alone marked", got)
	}
}
