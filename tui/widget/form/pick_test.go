package form

import "testing"

var people = []Option{{"11", "Ada Lovelace", "ada@example.com"}, {"12", "Alan Turing", "alan@example.com"}}

func TestPick(t *testing.T) {
	p := &Pick{}
	if q, g := p.Query(); q != "" || g != 0 {
		t.Errorf("first query %q %d", q, g)
	}
	shows(t, p, 44, "Type to search, or id: and the ID searching…", "", "")
	typeIn(p, "al")
	q, g := p.Query()
	if q != "al" || g != 2 {
		t.Fatalf("query %q %d", q, g)
	}
	p.Suggest(1, []Option{{"99", "old answer", ""}})
	p.Fail(1, "old failure")
	shows(t, p, 44, "al                                searching…", "", "")
	if out := press(p, "enter"); out != Handled || p.Text() != "" {
		t.Errorf("enter before the answer is %d and picks %q", out, p.Text())
	}
	p.Suggest(g, people)
	shows(t, p, 44, "al", "▌   Ada Lovelace  ada@example.com", "    Alan Turing  alan@example.com")
	if out := press(p, "down enter"); out != Done || p.Text() != "12" {
		t.Errorf("enter is %d and picks %q", out, p.Text())
	}
	if v, l := p.Chosen(); v != "12" || l != "Alan Turing" {
		t.Errorf("chosen %q %q", v, l)
	}
	if got, _ := draw(t, p, 60, 3, 1); got[0][:11] != "Alan Turing" {
		t.Errorf("after choosing %q", got[0])
	}
	if out := press(p, "enter"); out != Done || p.Text() != "12" {
		t.Errorf("a second enter is %d and leaves %q", out, p.Text())
	}
}

func TestPickFailsAndFindsNothing(t *testing.T) {
	p := &Pick{}
	p.SetChosen("7", "Seven")
	typeIn(p, "x")
	_, g := p.Query()
	p.Fail(g, "\x1b]0;no network")
	shows(t, p, 60, "x", "  ✗ The search failed: ␛]0;no network (ctrl+r tries again)", "")
	press(p, "ctrl+r")
	q, again := p.Query()
	if q != "x" || again == g {
		t.Errorf("again: %q %d", q, again)
	}
	p.Suggest(again, nil)
	shows(t, p, 60, "x", "  Nothing found", "")
	if out := press(p, "enter"); out != Handled || p.Text() != "7" {
		t.Errorf("enter is %d, text %q", out, p.Text())
	}
	if out := press(p, "esc"); out != Leave || p.Text() != "7" {
		t.Errorf("esc is %d, text %q", out, p.Text())
	}
}

func TestPickTakesAnIdAsTyped(t *testing.T) {
	p := &Pick{Required: true}
	p.SetText("7")
	_, before := p.Query()
	typeIn(p, "ID: 01GCSJW391QVSC80")
	if _, g := p.Query(); g > before+2 {
		t.Errorf("an ID was searched for: generation %d after %d", g, before)
	}
	shows(t, p, 60, "ID: 01GCSJW391QVSC80                              searching…", "  Enter takes the ID 01GCSJW391QVSC80 as it is")
	if out := press(p, "enter"); out != Done || p.Text() != "01GCSJW391QVSC80" {
		t.Errorf("enter is %d, text %q", out, p.Text())
	}
}

func TestPickNoValue(t *testing.T) {
	p := &Pick{}
	p.SetText("11")
	_, g := p.Query()
	p.Suggest(g, people)
	shows(t, p, 40, "id:11", "▌ ● Ada Lovelace  ada@example.com", "    Alan Turing  alan@example.com", "    (no value)")
	if press(p, "down down enter"); p.Text() != "" {
		t.Errorf("no value is %q", p.Text())
	}
}

// A choice that is not among what was found stands first: neither enter nor a
// step down and enter takes the value away.
func TestPickIsNotClearedByAccident(t *testing.T) {
	opened := func() *Pick {
		p := &Pick{}
		p.SetChosen("7", "Seven")
		return p
	}
	p := opened()
	shows(t, p, 44, "Seven                             searching…", "▌ ● Seven", "")
	if press(p, "down enter"); p.Text() != "7" {
		t.Errorf("before the answer down and enter leave %q", p.Text())
	}
	p = opened()
	_, g := p.Query()
	p.Suggest(g, people)
	shows(t, p, 44, "Seven", "▌ ● Seven", "    Ada Lovelace  ada@example.com", "    Alan Turing  alan@example.com", "    (no value)")
	if press(p, "down up enter"); p.Text() != "7" {
		t.Errorf("down, up and enter leave %q", p.Text())
	}
	if v, l := p.Chosen(); v != "7" || l != "Seven" {
		t.Errorf("chosen is %q %q", v, l)
	}
	if press(p, "down enter"); p.Text() != "11" {
		t.Errorf("down and enter choose %q", p.Text())
	}
	empty := &Pick{}
	empty.Suggest(0, people)
	shows(t, empty, 40, "Type to search, or id: and the ID", "▌ ● (no value)", "    Ada Lovelace  ada@example.com")
	required := &Pick{Required: true}
	required.Suggest(0, people)
	shows(t, required, 40, "Type to search, or id: and the ID", "▌   Ada Lovelace  ada@example.com", "    Alan Turing  alan@example.com", "")
}

// While another search is under way nothing of the one before is chosen
// unseen, but what the cursor was moved to since.
func TestPickChoosesNothingUnseen(t *testing.T) {
	p := &Pick{}
	p.Suggest(0, people)
	typeIn(p, "al")
	shows(t, p, 44, "al                                searching…", "▌   Ada Lovelace  ada@example.com", "    Alan Turing  alan@example.com", "")
	if out := press(p, "enter"); out != Handled || p.Text() != "" {
		t.Errorf("enter is %d and chooses %q", out, p.Text())
	}
	press(p, "down")
	typeIn(p, "a")
	if out := press(p, "enter"); out != Handled || p.Text() != "" {
		t.Errorf("enter after another letter is %d and chooses %q", out, p.Text())
	}
	press(p, "down up")
	if out := press(p, "enter"); out != Done || p.Text() != "11" {
		t.Errorf("enter on what the cursor was moved to is %d and chooses %q", out, p.Text())
	}
	if v, label := p.Chosen(); v != "11" || label != "Ada Lovelace" {
		t.Errorf("chosen is %q %q", v, label)
	}
	q, g := p.Query()
	if q != "" {
		t.Errorf("after the choice %q is searched for", q)
	}
	p.Suggest(g, people)
	shows(t, p, 44, "Ada Lovelace", "▌ ● Ada Lovelace  ada@example.com", "    Alan Turing  alan@example.com", "    (no value)")
	press(p, "down enter")
	shows(t, p, 44, "Alan Turing", "    Ada Lovelace  ada@example.com", "▌ ● Alan Turing  alan@example.com", "    (no value)")
	if out := press(p, "enter"); out != Done || p.Text() != "12" {
		t.Errorf("enter again is %d and chooses %q", out, p.Text())
	}
}

// Keys edit what is typed, but for those that move in what was found.
func TestPickKeys(t *testing.T) {
	p := &Pick{}
	p.Suggest(0, people)
	typeIn(p, "ab")
	press(p, "home")
	typeIn(p, "x")
	press(p, "end")
	typeIn(p, "y")
	q, g := p.Query()
	if q != "xaby" {
		t.Errorf("searched for is %q", q)
	}
	for _, k := range []string{"ctrl+r", "left"} { // nothing has failed
		press(p, k)
		if _, now := p.Query(); now != g {
			t.Errorf("%s searches again", k)
		}
	}
	p.Fail(g, "no network")
	shows(t, p, 60, "xaby", "  ✗ The search failed: no network (ctrl+r tries again)", "")
	press(p, "right")
	if _, now := p.Query(); now != g {
		t.Error("a move searches again")
	}
	press(p, "ctrl+r")
	if _, now := p.Query(); now == g {
		t.Error("ctrl+r does not search again")
	}
	shows(t, p, 60, "xaby                                              searching…", "", "")
	if out := p.Paste(" zz\n top"); out != Handled {
		t.Errorf("a paste is %d", out)
	}
	if q, _ := p.Query(); q != "xabyzz top" {
		t.Errorf("after a paste %q is searched for", q)
	}
	p.SetText("12")
	if q, _ := p.Query(); q != "" {
		t.Errorf("with another value %q is searched for", q)
	}
	shows(t, p, 44, "id:12                             searching…", "▌ ● id:12", "")
}

// An ID is taken as it is typed; none is taken for no ID, and that of what is
// chosen keeps its name.
func TestPickOfAnID(t *testing.T) {
	p := &Pick{}
	p.SetChosen("7", "Seven")
	typeIn(p, "id:")
	if out := press(p, "enter"); out != Handled || p.Text() != "7" {
		t.Errorf("enter without an ID is %d: %q", out, p.Text())
	}
	typeIn(p, " 7 ")
	if out := press(p, "enter"); out != Done {
		t.Errorf("enter is %d", out)
	}
	if v, label := p.Chosen(); v != "7" || label != "Seven" {
		t.Errorf("chosen is %q %q", v, label)
	}
	shows(t, p, 44, "Seven                             searching…", "▌ ● Seven", "")
	typeIn(p, "a")
	press(p, "backspace")
	typeIn(p, "id:8")
	press(p, "enter")
	if q, _ := p.Query(); q != "" || p.Text() != "8" {
		t.Errorf("chosen is %q, searched for %q", p.Text(), q)
	}
}

// Who goes on without a choice where none was found is done, though one is
// required: that is said elsewhere. What was found is not chosen unasked.
func TestPickOfNothing(t *testing.T) {
	p := &Pick{Required: true}
	if out := press(p, "enter"); out != Done || p.Text() != "" {
		t.Errorf("enter is %d: %q", out, p.Text())
	}
	p.Suggest(0, people)
	if out := press(p, "enter"); out != Done || p.Text() != "" {
		t.Errorf("over what was found enter is %d and chooses %q", out, p.Text())
	}
}
