package form

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"zco/tui/draw/screen"
	"zco/tui/draw/text"
)

func list(labels ...string) *List {
	l := &List{}
	items := make([]Item, len(labels))
	for i, label := range labels {
		items[i].Label = label
	}
	l.SetItems(items)
	return l
}

// found returns the labels that a filter lets through, in order.
func (l *List) found() []string {
	var out []string
	for _, h := range l.hits {
		out = append(out, l.items[h.index].Label)
	}
	return out
}

func TestListFilterOrder(t *testing.T) {
	all := []string{"Assign to sales", "Sales order", "Wholesale", "Sand and lesser", "München", "Zürich Airport"}
	for query, want := range map[string][]string{
		"":          all,
		"sales":     {"Sales order", "Assign to sales", "Wholesale"},
		"SALES ord": {"Sales order"},
		"order sal": {"Sales order"},
		"munchen":   {"München"},
		"mün":       {"München"},
		"zrap":      {"Zürich Airport"},
		"xyzzy":     nil,
	} {
		l := list(all...)
		typeIn(l, query)
		got := l.found()
		if query == "sales" { // letters in order come after whole words
			got = got[:2]
			want = want[:2]
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%q: %s", query, d)
		}
	}
}

func TestListFindsHintsAndKeywords(t *testing.T) {
	l := &List{}
	l.SetItems([]Item{{Label: "Red", Hint: "colour_red"}, {Label: "Blue", Keywords: "azure"}})
	typeIn(l, "colour")
	if d := cmp.Diff([]string{"Red"}, l.found()); d != "" {
		t.Error(d)
	}
	l.SetFilter("azu")
	if d := cmp.Diff([]string{"Blue"}, l.found()); d != "" {
		t.Error(d)
	}
}

func TestListDraws(t *testing.T) {
	l := &List{Placeholder: "command"}
	l.SetItems([]Item{
		{Label: "Open", Hint: "this record", Right: "enter"},
		{Label: "Delete", Right: "D", Disabled: "read-only"},
		{Label: "名前を変更", Right: "r", Mark: On},
		{Label: "evil\x1b]0;x\a", Mark: Off},
	})
	cur := shows(t, l, 30,
		"command",
		"▌   Open  this record    enter",
		"    Delete  Read-only        D",
		"  ● 名前を変更               r",
		"  · evil␛]0;x␇")
	if cur.Y != 0 || cur.X != 0 {
		t.Errorf("cursor %+v", cur)
	}
	typeIn(l, "del")
	cur = shows(t, l, 30, "del                        1/4", "▌   Delete  Read-only        D", "")
	if cur.X != 3 {
		t.Errorf("cursor %+v", cur)
	}
	if out := press(l, "enter"); out != Handled {
		t.Errorf("enter on a disabled item is %d", out)
	}
	typeIn(l, "zzz")
	shows(t, l, 50, "delzzz                                         0/4", "  No match")
	press(l, "ctrl+u")
	if out := press(l, "down up enter"); out != Done {
		t.Errorf("enter is %d", out)
	}
	if i, ok := l.Selected(); i != 0 || !ok {
		t.Errorf("selected %d %v", i, ok)
	}
}

func TestListMovesAndScrolls(t *testing.T) {
	var labels []string
	for i := range 20 {
		labels = append(labels, fmt.Sprint("item ", i))
	}
	l := list(labels...)
	l.NoFilter = true
	at := func(want int) {
		t.Helper()
		_, cur := draw(t, l, 20, 5, text.Clusters)
		if got, _ := l.Selected(); got != want || !cur.Shown {
			t.Errorf("at %d, want %d; %+v", got, want, cur)
		}
	}
	at(0)
	press(l, "down ctrl+n")
	at(2)
	press(l, "pgdown")
	at(6)
	shows(t, l, 20, "  item 2", "  item 3", "  item 4", "  item 5", "▌ item 6")
	press(l, "end down")
	at(19)
	press(l, "home up ctrl+p")
	at(0)
	if out := press(l, "j"); out != Unhandled {
		t.Errorf("a letter is %d in a list without filter", out)
	}
}

func TestListTellsWhatIsInARow(t *testing.T) {
	l := list("alpha", "beta", "gamma", "alphabet")
	if h := l.Height(20); h != 5 {
		t.Errorf("height %d, want 5", h)
	}
	typeIn(l, "alph")
	draw(t, l, 20, 8, text.Clusters)
	if h := l.Height(20); h != 3 || l.Filter() != "alph" {
		t.Errorf("height %d, filter %q", h, l.Filter())
	}
	for row, want := range map[int]int{0: -1, 1: 0, 2: 3, 3: -1, -1: -1} {
		if i, ok := l.At(row); ok != (want >= 0) || ok && i != want {
			t.Errorf("row %d holds %d %v, want %d", row, i, ok, want)
		}
	}
}

func TestListKeepsItsPlaceWhenItemsChange(t *testing.T) {
	l := list("a", "b", "c")
	press(l, "down")
	l.SetItems([]Item{{Label: "new"}, {Label: "a"}, {Label: "b"}})
	if i, _ := l.Selected(); i != 2 {
		t.Errorf("the cursor went from b to item %d", i)
	}
	l.SetItems(nil)
	if _, ok := l.Selected(); ok {
		t.Error("something is selected in an empty list")
	}
	shows(t, l, 30, "", "  Nothing to choose from")
}

func TestListProperties(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		l := list(rapid.SliceOfN(value(), 0, 12).Draw(rt, "labels")...)
		for range rapid.IntRange(0, 12).Draw(rt, "keys") {
			l.Key(key(stroker().Draw(rt, "key")))
			draw(rt, l, rapid.IntRange(1, 30).Draw(rt, "w"), rapid.IntRange(1, 6).Draw(rt, "h"), text.Method(rapid.IntRange(0, 1).Draw(rt, "m")))
			if i, ok := l.Selected(); ok != (l.Len() > 0) || ok && i >= len(l.items) {
				rt.Fatalf("selected %d %v of %d", i, ok, l.Len())
			}
		}
		// every label is found by its own beginning
		for _, it := range l.Items() {
			w := strings.Fields(strings.ReplaceAll(it.Label, "\x00", " "))
			if len(w) > 0 && !slices.ContainsFunc(l.hay.filter(w[0]), func(h hit) bool { return l.items[h.index].Label == it.Label }) {
				rt.Fatalf("%q does not find %q", w[0], it.Label)
			}
		}
	})
}

func options(n int) []Option {
	out := make([]Option, n)
	for i := range out {
		out[i] = Option{Value: fmt.Sprintf("tag_%d_of_many", i), Label: fmt.Sprintf("Option number %d of the catalogue", i), Hint: fmt.Sprintf("tag_%d_of_many", i)}
	}
	return out
}

func BenchmarkList2000(b *testing.B) {
	c := &Choice{}
	c.SetOptions(options(2000))
	canvas := screen.New(mono.Sheet)
	for i := 0; b.Loop(); i++ {
		c.Key(key([]string{"o", "7", "1", "down", "backspace", "backspace", "backspace"}[i%7]))
		c.Draw(canvas.Begin(60, 12), mono)
	}
}
