package form

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zco/tui/draw/screen"
	"zco/tui/draw/text"
)

var colours = []Option{{"c_red", "Red", "c_red"}, {"c_blue", "Blue", "c_blue"}, {"c_green", "Green", ""}}

func TestChoice(t *testing.T) {
	c := &Choice{}
	c.SetOptions(colours)
	c.SetText("c_blue")
	shows(t, c, 20, "Blue", "    (no value)", "    Red  c_red", "▌ ● Blue  c_blue", "    Green")
	typeIn(c, "c_gr")
	if out := press(c, "enter"); out != Done || c.Text() != "c_green" {
		t.Errorf("enter is %d and picks %q", out, c.Text())
	}
	shows(t, c, 20, "Green", "    (no value)", "    Red  c_red", "    Blue  c_blue", "▌ ● Green")
	press(c, "home enter")
	if c.Text() != "" || c.Problem() != "" {
		t.Errorf("no value gives %q: %q", c.Text(), c.Problem())
	}
}

// Where not all options have room, the first row says how many are below.
func TestChoiceSaysHowManyAreBelow(t *testing.T) {
	c := &Choice{Required: true}
	var many []Option
	for n := range 12 {
		many = append(many, Option{Value: fmt.Sprintf("v%02d", n)})
	}
	c.SetOptions(many)
	first := func() string {
		rows, _ := draw(t, c, 40, c.Height(40), text.Clusters)
		return strings.TrimRight(rows[0], " ")
	}
	if got := first(); !strings.HasSuffix(got, "Type to filter                   +4 more") {
		t.Errorf("%q", got)
	}
	press(c, "end")
	if got := first(); strings.Contains(got, "more") {
		t.Errorf("at the last: %q", got)
	}
	c.SetOptions(colours)
	if got := first(); strings.Contains(got, "more") {
		t.Errorf("all are shown: %q", got)
	}
}

func TestChoiceLeftStaysAsItWas(t *testing.T) {
	c := &Choice{Required: true}
	c.SetOptions(colours)
	if c.Problem() == "" {
		t.Error("a required choice without a value is no problem")
	}
	c.SetText("c_red")
	typeIn(c, "gre")
	if out := press(c, "esc"); out != Leave || c.Text() != "c_red" || c.Problem() != "" {
		t.Errorf("esc is %d, text %q", out, c.Text())
	}
	typeIn(c, "nothing like it")
	if out := press(c, "enter"); out != Handled || c.Text() != "c_red" {
		t.Errorf("enter on nothing is %d, text %q", out, c.Text())
	}
}

// A value whose option was removed is shown and kept.
func TestChoiceOfAnUnknownValue(t *testing.T) {
	c := &Choice{Required: true}
	c.SetText("c_gone")
	c.SetOptions(colours)
	shows(t, c, 40, "c_gone", "▌ ● c_gone  not among the options", "    Red  c_red", "    Blue  c_blue", "    Green")
	if press(c, "esc"); c.Text() != "c_gone" {
		t.Errorf("text %q", c.Text())
	}
	press(c, "down enter")
	if c.Text() != "c_red" {
		t.Errorf("text %q", c.Text())
	}
}

func TestMultiChoice(t *testing.T) {
	c := &MultiChoice{Required: true}
	c.SetOptions(colours)
	if c.Problem() == "" {
		t.Error("nothing chosen is no problem")
	}
	c.SetText("c_green\nc_gone")
	shows(t, c, 44, "2 chosen: Green, c_gone", "Type to filter, space to pick",
		"▌ ● c_gone  not among the options", "  · Red  c_red", "  · Blue  c_blue", "  ● Green")
	c.Key(key(" ")) // gives c_gone back
	typeIn(c, "red")
	c.Key(key(" "))
	shows(t, c, 44, "2 chosen: Green, Red", "red                                      1/4", "▌ ● Red  c_red", "")
	if out := press(c, "enter"); out != Done {
		t.Errorf("enter is %d", out)
	}
	if d := cmp.Diff([]string{"c_green", "c_red"}, c.Values()); d != "" {
		t.Error(d)
	}
	if c.Text() != "c_green\nc_red" {
		t.Errorf("text %q", c.Text())
	}
	c.SetText("")
	if c.Values() != nil && len(c.Values()) != 0 {
		t.Errorf("values %q", c.Values())
	}
}

func TestCheck(t *testing.T) {
	c := &Check{}
	cur := shows(t, c, 40, "( ) yes  ( ) no  (●) no value")
	if cur.X != 18 {
		t.Errorf("cursor %+v", cur)
	}
	for _, step := range []struct{ keys, want string }{
		{"space", "true"}, {"space", "false"}, {"space", ""}, {"n", "false"}, {"left", "true"}, {"left", "true"}, {"delete", ""}, {"y", "true"},
		{"right", "false"}, {"l", ""}, {"right", ""}, {"h", "false"}, {"t", "true"}, {"0", "false"}, {"1", "true"}, {"f", "false"}, {"-", ""}, {"y", "true"},
	} {
		if step.keys == "space" {
			c.Key(key(" "))
		} else {
			press(c, step.keys)
		}
		if c.Text() != step.want {
			t.Errorf("%s gives %q, want %q", step.keys, c.Text(), step.want)
		}
	}
	if out := press(c, "enter"); out != Done {
		t.Errorf("enter is %d", out)
	}
	c.Required = true
	press(c, "delete")
	shows(t, c, 40, "(●) yes  ( ) no")
	c.SetText("perhaps")
	shows(t, c, 40, "( ) yes  ( ) no  Now: perhaps")
	if c.Problem() == "" || c.Text() != "perhaps" {
		t.Errorf("%q: %q", c.Text(), c.Problem())
	}
	if press(c, "right"); c.Text() != "true" {
		t.Errorf("from neither of them right gives %q", c.Text())
	}
	for pasted, want := range map[string]string{" No\n": "false", "YES": "true", "1": "true", "maybe": ""} {
		c := &Check{}
		if out := c.Paste(pasted); c.Text() != want || (out == Unhandled) != (want == "") {
			t.Errorf("pasted %q is %d and gives %q", pasted, out, c.Text())
		}
	}
	c = &Check{Required: true}
	c.SetText("false")
	c.Key(key(" "))
	if c.Text() != "true" {
		t.Errorf("round the two values space gives %q", c.Text())
	}
}

func BenchmarkMultiChoiceAllOf2000(b *testing.B) {
	c := &MultiChoice{}
	c.SetOptions(options(2000))
	var all []string
	for _, o := range options(2000) {
		all = append(all, o.Value)
	}
	c.SetValues(all)
	canvas := screen.New(mono.Sheet)
	for i := 0; b.Loop(); i++ {
		c.Key(key([]string{" ", "down"}[i%2]))
		c.Draw(canvas.Begin(60, 12), mono)
	}
}

// What is picked first can be given back as what is picked last.
func TestMultiChoiceGivesBack(t *testing.T) {
	c := &MultiChoice{}
	c.SetOptions(colours)
	c.SetText("c_red\nc_blue")
	c.Key(key(" "))
	shows(t, c, 30, "1 chosen: Blue", "Type to filter, space to pick", "▌ · Red  c_red", "  ● Blue  c_blue", "  · Green")
	c.Key(key(" "))
	shows(t, c, 30, "2 chosen: Blue, Red", "Type to filter, space to pick", "▌ ● Red  c_red", "  ● Blue  c_blue", "  · Green")
	typeIn(c, "xyz")
	if out := c.Key(key(" ")); out != Handled || c.Text() != "c_blue\nc_red" {
		t.Errorf("a blank where nothing is found is %d: %q", out, c.Text())
	}
	if out := c.Paste("gre"); out != Handled || c.list.Filter() != "xyzgre" {
		t.Errorf("a paste is %d: %q", out, c.list.Filter())
	}
}

// The summary names thirty of those picked, and says that there are more.
func TestMultiChoiceNamesThirty(t *testing.T) {
	var all []Option
	var values []string
	for i := range 31 {
		all = append(all, Option{Value: string(rune('A' + i))})
		values = append(values, all[i].Value)
	}
	c := &MultiChoice{}
	c.SetOptions(all)
	for n, want := range map[int]string{30: "30 chosen: " + strings.Join(values[:30], ", "), 31: "31 chosen: " + strings.Join(values[:30], ", ") + ", …"} {
		c.SetValues(values[:n])
		if rows, _ := draw(t, c, 120, 1, text.Clusters); rows[0] != want {
			t.Errorf("it says %q, want %q", rows[0], want)
		}
	}
}
