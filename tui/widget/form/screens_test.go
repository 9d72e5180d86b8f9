package form

import (
	"fmt"
	"strings"
	"testing"

	"zco/tui/draw/screen"
	"zco/tui/draw/theme"
	"zco/tui/pane/panetest"
)

// An exhibit is something to draw in one of its states.
type exhibit struct {
	name string
	rows int // 0 for as many as it asks for
	d    drawer
}

// exhibited writes exhibits at some widths into a golden file of each.
func exhibited(t *testing.T, name string, widths []int, make func() []exhibit) {
	t.Helper()
	env, _ := panetest.Env(t)
	for _, w := range widths {
		var got strings.Builder
		for _, x := range make() {
			h := x.rows
			if e, ok := x.d.(interface{ Height(int) int }); ok && h == 0 {
				h = e.Height(w)
			}
			fmt.Fprintf(&got, "--- %s, %d by %d\n", x.name, w, h)
			got.WriteString(panetest.Painted(env, w, h, func(a screen.Area) screen.Cursor { return x.d.Draw(a, env.Theme) }))
		}
		panetest.Golden(t, fmt.Sprintf("%s_%d.txt", name, w), got.String())
	}
}

// given is an editor of a text after some keys; what begins with a quote is
// typed.
func given[E Editor](e E, text string, keys ...string) E {
	e.SetText(text)
	for _, k := range keys {
		if letters, ok := strings.CutPrefix(k, "'"); ok {
			typeIn(e, letters)
		} else {
			press(e, k)
		}
	}
	return e
}

// What is typed, in lines and in texts of many lines.
func TestScreensOfText(t *testing.T) {
	exhibited(t, "text", []int{9, 24, 40}, func() []exhibit {
		long := "from the first word on to the last of them all"
		mixed := "tab\there \u202eturned\u202c 日本 \x1b[31mé e\u0301"
		pattern := func(p, text string) *Pattern {
			e := &Pattern{}
			e.SetPattern(p)
			return given(e, text)
		}
		return []exhibit{
			{"an empty line", 0, &Line{Placeholder: "what to write here"}},
			{"a line", 0, given(&Line{}, "a word")},
			{"a long line", 0, given(&Line{}, long)},
			{"its begin", 0, given(&Line{}, long, "home")},
			{"its middle", 0, given(&Line{}, long, "alt+b alt+b alt+b alt+b")},
			{"marks", 0, given(&Line{}, mixed, "home")},
			{"seven of ten", 0, given(&Line{Limit: 10}, "seven..")},
			{"eight of ten", 0, given(&Line{Limit: 10}, "eight...")},
			{"ten of ten", 0, given(&Line{Limit: 10}, "ten.......")},
			{"eleven of ten", 0, given(&Line{Limit: 10}, "eleven.....")},
			{"a line in three rows", 3, given(&Line{Limit: 5}, "a word")},
			{"an empty text", 2, &Area{Placeholder: "what to write here"}},
			{"a text", 0, given(&Area{}, long+"\n\n"+mixed)},
			{"the end of one", 3, given(&Area{}, long+"\n1\n2\n3")},
			{"its begin", 3, given(&Area{}, long+"\n1\n2\n3", "ctrl+home")},
			{"at most two rows", 0, given(&Area{MaxRows: 2}, "1\n2\n3")},
			{"a pattern", 0, pattern(`\A[A-Z]{2}\d+\z`, "AB1")},
			{"one without example", 0, pattern(`\A\d*\z`, "")},
			{"one of the server", 0, pattern(`\Kx`, "x")},
			{"one in a row", 1, pattern(`\Kx`, "x")},
			{"none", 2, pattern("", "x")},
			{"no secret", 0, &Secret{}},
			{"a secret", 0, given(&Secret{}, "abcdefgh")},
			{"a longer one", 0, given(&Secret{}, "abcdefghi")},
		}
	})
}

// What is chosen of a few values, and a day.
func TestScreensOfFew(t *testing.T) {
	exhibited(t, "few", []int{12, 31, 32, 40}, func() []exhibit {
		radio := NewRadio("one", "two", "three")
		radio.Choose(1)
		sunday, now := &Date{Now: thursday, SundayFirst: true}, &Date{Now: thursday}
		return []exhibit{
			{"yes", 0, given(&Check{}, "true")},
			{"no value", 0, &Check{}},
			{"neither", 0, given(&Check{Required: true}, "perhaps")},
			{"words", 0, &radio},
			{"no day", 0, &Date{Now: thursday}},
			{"today", 0, given(&Date{Now: thursday}, "2026-03-05")},
			{"a month of six weeks", 0, given(sunday, "2026-08-31")},
			{"today in words", 9, given(now, "today")},
			{"typed", 4, given(&Date{Now: thursday}, "2026-03-01", "'1 apr")},
			{"no day typed", 4, given(&Date{Now: thursday}, "", "'soon")},
		}
	})
}

// What is chosen of many values.
func TestScreensOfMany(t *testing.T) {
	exhibited(t, "many", []int{12, 23, 24, 48}, func() []exhibit {
		choice := func(required bool, value string, keys ...string) *Choice {
			c := &Choice{Required: required}
			c.SetOptions(append([]Option{{"c_none", "", ""}, {"c_same", "Same", "c_same"}}, colours...))
			return given(c, value, keys...)
		}
		multi := func(n int, value string, keys ...string) *MultiChoice {
			c := &MultiChoice{}
			c.SetOptions(options(n))
			return given(c, value, keys...)
		}
		var all []string
		for _, o := range options(31) {
			all = append(all, o.Value)
		}
		pick := func(chosen string, keys ...string) *Pick {
			p := &Pick{}
			p.SetChosen(chosen, "")
			for _, k := range keys {
				typeIn(p, k)
			}
			return p
		}
		arrived := func(p *Pick, found []Option) *Pick {
			_, g := p.Query()
			p.Suggest(g, found)
			return p
		}
		failed := pick("7", "al")
		_, g := failed.Query()
		failed.Fail(g, "no network")
		return []exhibit{
			{"a choice", 0, choice(false, "c_blue")},
			{"required, none", 0, choice(true, "")},
			{"unknown", 0, choice(true, "c_gone")},
			{"filtered", 0, choice(false, "c_blue", "'re")},
			{"filtered by a hint", 0, choice(false, "", "'c_bl")},
			{"no choices", 0, multi(0, "")},
			{"some", 4, multi(3, "tag_1_of_many\ntag_x", "down")},
			{"thirty", 3, multi(31, strings.Join(all[:30], "\n"))},
			{"all", 3, multi(31, strings.Join(all, "\n"))},
			{"waiting", 3, pick("")},
			{"with a placeholder", 3, &Pick{Placeholder: "Whose it is"}},
			{"waiting for what is typed", 3, pick("7", "al")},
			{"arrived", 5, arrived(pick("12"), people)},
			{"arrived for what is typed", 3, arrived(pick("", "al"), people)},
			{"nothing found", 3, arrived(pick("", "al"), nil)},
			{"there are none", 3, arrived(pick("11"), nil)},
			{"failed", 3, failed},
			{"an ID", 3, pick("", "id: 7")},
		}
	})
}

// A list with all that an item may have, and with items that draw themselves.
func TestScreensOfLists(t *testing.T) {
	exhibited(t, "list", []int{9, 24, 40}, func() []exhibit {
		items := []Item{
			{Label: "Open", Hint: "this record", Right: "enter"},
			{Label: "Delete", Right: "D", Disabled: "it is read-only"},
			{Label: "名前を変更", Right: "r", Mark: On},
			{Label: "evil\x1b]0;x\a of a long name, of which", Hint: "an aside", Mark: Off},
			{Label: "Lapidary open", Hint: "as of old", Right: "ctrl+shift+alt+o"},
		}
		list := func(filter, keys string) *List {
			l := &List{Placeholder: "command", SayMore: true}
			l.SetItems(items)
			l.SetFilter(filter)
			press(l, keys)
			return l
		}
		own := list("", "down")
		own.Item = func(a screen.Area, i int, under bool) {
			a.TextCut(0, 0, a.W, 0, fmt.Sprintf("%d %v %d by %d", i, under, a.W, a.H))
		}
		bare := list("", "down down")
		bare.NoFilter = true
		plain := &List{}
		plain.SetItems([]Item{{Label: "no marks"}, {Label: "four", Hint: "four"}})
		return []exhibit{
			{"all", 0, list("", "")},
			{"scrolled", 3, list("", "end up")},
			{"the cursor on what is disabled", 3, list("", "down")},
			{"filtered", 0, list("open", "")},
			{"in any order", 0, list("en lap", "")},
			{"by letters", 0, list("lpo", "")},
			{"by the hint", 0, list("aside", "")},
			{"far in a long one", 0, list("which", "")},
			{"no match", 0, list("xyz", "")},
			{"they draw themselves", 4, own},
			{"without a filter", 0, bare},
			{"without marks", 0, plain},
			{"empty", 0, &List{}},
			{"empty in words", 0, &List{Empty: "There are none"}},
			{"in one row", 1, list("", "down")},
		}
	})
}

// scrolledDiff is a comparison drawn from one of its rows on.
type scrolledDiff struct {
	*Diff
	from int
}

func (d scrolledDiff) Draw(a screen.Area, th *theme.Theme) screen.Cursor {
	d.Diff.Draw(a, th, d.from)
	return screen.Cursor{}
}

// Comparisons, from their first row and from others.
func TestScreensOfDiffs(t *testing.T) {
	exhibited(t, "diff", []int{12, 22, 40}, func() []exhibit {
		var old, new []string
		for n := range 12 {
			old = append(old, fmt.Sprint("line ", n))
		}
		new = append(new, old...)
		new[0], new[6] = "line zero", "a line\x1b of \u202eits own, which is a long one"
		some := NewDiff(strings.Join(old, "\n"), strings.Join(new, "\n"))
		words := NewDiff("the quick brown fox jumps over the dog\nsame\n価格は100円です", "the slow  brown fox jumps over a dog\nsame\n価格は200円です")
		blanks := NewDiff("a b\tc\n\nd", "a  b c\nd ")
		return []exhibit{
			{"some lines", 0, scrolledDiff{some, 0}},
			{"from the fourth row", 3, scrolledDiff{some, 3}},
			{"from above", 3, scrolledDiff{some, -2}},
			{"below the end", 3, scrolledDiff{some, 99}},
			{"words", 0, scrolledDiff{words, 0}},
			{"blanks", 0, scrolledDiff{blanks, 0}},
			{"the same", 0, scrolledDiff{NewDiff("1\n2\n3", "1\n2\n3"), 0}},
		}
	})
}

// Forms of several fields, with their labels at the left and above.
func TestScreensOfSheets(t *testing.T) {
	exhibited(t, "sheet", []int{14, 40}, func() []exhibit {
		sheet := func(labels, at int) drawnSheet {
			how := NewRadio("by name", "by key")
			s := &Sheet{LabelWidth: labels, MaxRows: 2, Fields: []Labelled{
				{Label: "How it is", Editor: &how},
				{Label: "Name", Editor: given(&Line{}, "a name")},
				{Label: "Hidden", Editor: &Line{}, Shown: func() bool { return false }},
				{Label: "Notes", Editor: given(&Area{}, "1\n2\n3")},
				{Editor: &Check{}},
			}}
			s.Go(at)
			return drawnSheet{s}
		}
		return []exhibit{
			{"the first", 0, sheet(8, 0)},
			{"the last", 0, sheet(8, -1)},
			{"too low", 3, sheet(8, 1)},
			{"too low, the last", 3, sheet(8, 3)},
			{"labels above", 0, sheet(0, 1)},
			{"labels above, too low", 4, sheet(0, 2)},
			{"one row", 1, sheet(8, 2)},
		}
	})
}

// In each width one sees as many words of a few as there is room for, and the
// one that is chosen in any.
func TestScreensOfRadio(t *testing.T) {
	var got strings.Builder
	for chosen := range 3 {
		for w := 5; w <= 27; w++ {
			radio := NewRadio("one", "two", "three")
			radio.Choose(chosen)
			rows, cur := draw(t, &radio, w, 1, 0)
			fmt.Fprintf(&got, "%-27s %d\n", rows[0], cur.X)
		}
	}
	panetest.Golden(t, "radio.txt", got.String())
}
