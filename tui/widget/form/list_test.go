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

// What is meant most comes first: a label that begins with it, a word of one,
// a part, its letters, an aside.
func TestListOrder(t *testing.T) {
	l := &List{}
	l.SetItems([]Item{
		{Label: "Zebra", Hint: "on sale"}, {Label: "Sad lake"}, {Label: "Wholesale"}, {Label: "For sale"}, {Label: "Sales order"}, {Label: "Sale"},
		{Label: "Yak", Keywords: "SALE"}, {Label: "for-sale"}, {Label: "Sàle à part"},
	})
	l.SetFilter("sale")
	want := []string{"Sale", "Sales order", "For sale", "for-sale", "Wholesale", "Sad lake", "Zebra", "Yak", "Sàle à part"}
	if d := cmp.Diff(want, l.found()); d != "" {
		t.Error(d)
	}
	l.SetItems([]Item{
		{Label: "Zebra", Hint: "on sale"}, {Label: "S-A-L-E"}, {Label: "a word in between: resale"}, {Label: "resale"}, {Label: "a long way to a sale"},
		{Label: "from the last of a long way to the first, which is here"}, {Label: "Sad lake"}, {Label: "Sàle"},
	})
	want = []string{
		"a long way to a sale", "resale", "a word in between: resale", "S-A-L-E", "Sad lake",
		"from the last of a long way to the first, which is here", "Zebra", "Sàle",
	}
	if d := cmp.Diff(want, l.found()); d != "" {
		t.Error(d)
	}
	l.SetItems([]Item{{Label: "é"}, {Label: "Sales order"}, {Label: "Sale"}, {Label: "Order"}})
	l.SetFilter("e")
	if d := cmp.Diff([]string{"Sale", "Order", "Sales order", "é"}, l.found()); d != "" {
		t.Errorf("of a letter: %s", d)
	}
	l.SetFilter("sale order")
	if d := cmp.Diff([]string{"Sales order"}, l.found()); d != "" {
		t.Errorf("of two words: %s", d)
	}
	l.SetFilter(" ")
	if d := cmp.Diff("é", l.found()[0]); d != "" {
		t.Errorf("blanks change the order: %s", d)
	}
}

// What changes below a person leaves the cursor on its item and that where it
// was on the screen; where its item is gone, the cursor stays as low.
func TestListStaysWhereItWas(t *testing.T) {
	l := list("a", "b", "c", "d", "e", "f", "g", "h", "i", "j")
	l.NoFilter = true
	set := func(labels string) {
		var items []Item
		for label := range strings.FieldsSeq(labels) {
			items = append(items, Item{Label: label})
		}
		l.SetItems(items)
	}
	l.Select(9)
	shows(t, l, 10, "  h", "  i", "▌ j")
	set("b c d e f g h i j k")
	shows(t, l, 10, "  i", "▌ j", "  k")
	set("j k l m n")
	shows(t, l, 10, "▌ j", "  k", "  l")
	press(l, "end")
	set("x y z")
	shows(t, l, 10, "  x", "  y", "▌ z")
	l.Select(0)
	shows(t, l, 10, "▌ x", "  y", "  z")
	set("a b c d e f g")
	l.Select(5)
	shows(t, l, 10, "  d", "  e", "▌ f")
	l.Select(4)
	shows(t, l, 10, "  d", "▌ e", "  f")
	set("x y z")
	l.Select(0)
	l.Select(3)
	if i, ok := l.Selected(); i != 0 || !ok {
		t.Errorf("an item that there is not is selected: %d %v", i, ok)
	}
	set("")
	if i, ok := l.Selected(); i != 0 || ok {
		t.Errorf("of none, %d %v is selected", i, ok)
	}
}

// A page is as many rows as are drawn but one, and at least one; what is asked
// before the first drawing holds for it.
func TestListPages(t *testing.T) {
	l := list("a", "b", "c", "d", "e", "f", "g", "h", "i", "j")
	l.Fit(5) // with the row of the filter
	if l.Below() != 6 {
		t.Errorf("%d are below", l.Below())
	}
	at := func(keys string, want int) {
		t.Helper()
		if out := press(l, keys); out != Handled {
			t.Errorf("%s is %d", keys, out)
		}
		if i, _ := l.Selected(); i != want {
			t.Errorf("%s goes to %d, want %d", keys, i, want)
		}
	}
	at("pgdown", 3)
	at("pgdown pgdown", 9)
	at("pgup", 6)
	at("home", 0)
	at("end", 9)
	at("up", 8)
	l.Fit(2)
	at("pgup", 7)
	at("pgdown", 8)
	draw(t, l, 10, 4, text.Clusters)
	for row, want := range map[int]int{0: -1, 1: 7, 3: 9, 4: -1} {
		if i, ok := l.At(row); ok != (want >= 0) || ok && i != want || !ok && i != 0 {
			t.Errorf("row %d holds %d %v, want %d", row, i, ok, want)
		}
	}
	press(l, "home")
	draw(t, l, 10, 4, text.Clusters)
	if i, ok := l.At(4); ok {
		t.Errorf("below the rows is %d", i)
	}
}

// What stands at the right has at most half of the room; a label that has just
// room is not cut.
func TestListRoom(t *testing.T) {
	l := &List{NoFilter: true}
	l.SetItems([]Item{{Label: "open", Right: "ten cells!"}})
	for w, want := range map[int]string{22: "▌ open", 23: "▌ open", 24: "▌ open        ten cells!"} {
		shows(t, l, w, want)
	}
	l = list("abcdef")
	l.SetFilter("a")
	shows(t, l, 8, "a", "▌ abcdef")
	shows(t, l, 7, "a", "▌ abcd…")
}

// A paste is filtered by on one line, or is the caller's where letters are.
func TestListPaste(t *testing.T) {
	l := list("a b", "b", "c")
	press(l, "down down")
	if out := l.Paste("a\n b\n"); out != Handled || l.Filter() != "a b" || l.Len() != 1 {
		t.Errorf("a paste is %d, the filter %q, found are %d", out, l.Filter(), l.Len())
	}
	if i, ok := l.Selected(); i != 0 || !ok {
		t.Errorf("the cursor is on %d %v", i, ok)
	}
	l = list("a", "b")
	l.NoFilter = true
	if out := l.Paste("b"); out != Unhandled || l.Len() != 2 {
		t.Errorf("a paste without a filter is %d, found are %d", out, l.Len())
	}
}
