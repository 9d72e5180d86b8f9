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
