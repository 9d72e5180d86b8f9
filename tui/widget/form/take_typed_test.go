package form

import "testing"

func TestTakeChoice(t *testing.T) {
	for typed, want := range map[string][2]string{
		"gre":             {"", "c_green"},
		"":                {"", "c_red"},
		"nothing like it": {"nothing like it", "c_red"},
		"value":           {"value", "c_red"}, // "(no value)" is cleared by choosing it, not on the way
	} {
		c := &Choice{}
		c.SetOptions(colours)
		c.SetText("c_red")
		typeIn(c, typed)
		if left := c.Take(); left != want[0] || c.Text() != want[1] {
			t.Errorf("%q leaves %q and picks %q, want %q", typed, left, c.Text(), want)
		}
	}
}

func TestTakePick(t *testing.T) {
	for typed, c := range map[string]struct {
		found      []Option
		keys       string
		left, text string
	}{
		"ada":   {people[:1], "", "", "11"},
		"a":     {people, "", "a", "7"},
		"al":    {people, "down", "", "12"},
		"none":  {nil, "", "none", "7"},
		"id:99": {nil, "", "", "99"},
		"":      {people, "", "", "7"},
	} {
		p := &Pick{}
		p.SetChosen("7", "Seven")
		typeIn(p, typed)
		_, g := p.Query()
		p.Suggest(g, c.found)
		if c.keys != "" {
			press(p, c.keys)
		}
		if left := p.Take(); left != c.left || p.Text() != c.text {
			t.Errorf("%q leaves %q and chooses %q, want %q and %q", typed, left, p.Text(), c.left, c.text)
		}
	}
	waits := &Pick{}
	typeIn(waits, "ada")
	if left := waits.Take(); left != "ada" || waits.Text() != "" {
		t.Errorf("before the answer it leaves %q and chooses %q", left, waits.Text())
	}
}

// Where a choice must be made, what finds nothing makes none.
func TestTakeOfARequiredChoice(t *testing.T) {
	c := &Choice{Required: true}
	c.SetOptions(colours)
	typeIn(c, "nothing like it")
	if left := c.Take(); left != "nothing like it" || c.Text() != "" {
		t.Errorf("it leaves %q and picks %q", left, c.Text())
	}
	c.SetText("")
	if left := c.Take(); left != "" || c.Text() != "" {
		t.Errorf("untouched it leaves %q and picks %q", left, c.Text())
	}
}
