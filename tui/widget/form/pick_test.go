package form

import "testing"

var people = []Option{{"11", "Ada Lovelace", "ada@example.com"}, {"12", "Alan Turing", "alan@example.com"}}

func TestPick(t *testing.T) {
	p := &Pick{}
	if q, g := p.Query(); q != "" || g != 0 {
		t.Errorf("first query %q %d", q, g)
	}
	shows(t, p, 44, "type to search, or id: and the id searching…", "", "")
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
	shows(t, p, 60, "x", "  ✗ the search failed: ␛]0;no network (ctrl+r tries again)", "")
	press(p, "ctrl+r")
	q, again := p.Query()
	if q != "x" || again == g {
		t.Errorf("again: %q %d", q, again)
	}
	p.Suggest(again, nil)
	shows(t, p, 60, "x", "  nothing found", "")
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
		t.Errorf("an id was searched for: generation %d after %d", g, before)
	}
	shows(t, p, 60, "ID: 01GCSJW391QVSC80                              searching…", "  enter takes the id 01GCSJW391QVSC80 as it is")
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
