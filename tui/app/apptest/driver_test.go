package apptest_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	tea "charm.land/bubbletea/v2"

	"zco/tui/app/apptest"
)

// still is a program that shows one frame.
type still string

func (s still) Init() tea.Cmd { return nil }

func (s still) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "ctrl+c" {
		return s, tea.Quit
	}
	return s, nil
}

func (s still) View() tea.View { return tea.NewView(string(s)) }

const (
	title = "\x1b[36m"
	bar   = "\x1b[48;5;237m"
	off   = "\x1b[m"
)

// show drives a program that shows lines, the last of them in a bar.
func show(t *testing.T, lines []string, story func(p *apptest.Driver)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		lines[len(lines)-1] = bar + lines[len(lines)-1] + strings.Repeat(" ", 3) + off
		p := apptest.Start(t, still(strings.Join(lines, "\n")), 80, len(lines))
		defer p.Stop()
		story(p)
	})
}

var threePanes = []string{
	" / search",
	title + " Objects" + off + "     │   " + title + "Name" + off + "       " + title + "Built in" + off + " Year │ " + title + "Car Volvo" + off + " ✎ 1 change",
	"▌Cars     120│▌ ✎" + "日本の車   1999     12   │▌" + title + "Name" + off + "*     ✎ Volvo",
	" Bikes      3│ ● Saab       2004     7    │ " + title + "Notes" + off + "       one",
	"             │   Lada                     │             two",
	"             │                            │ " + title + "Year" + off + "        2020",
	" cars · 1 of 120   ✎1 draft  rate 1/2",
}

func TestDriverNamesPanes(t *testing.T) {
	show(t, append([]string{}, threePanes...), func(p *apptest.Driver) {
		p.Search().Is("/ search")
		p.Objects().Row("Bikes").Text().Is("Bikes      3")
		p.Objects().Current().Text().Has("Cars", "120").Lacks("Bikes", "▌")
		p.Records().Current().Cell("Name").Is("日本の車")
		p.Records().Row(1).Cell("Built in").Is("1999")
		p.Records().Row(3).Cell("Built in").Is("")
		p.Records().Named("Saab").Cell("Name").Is("Saab")
		for n, want := range map[int][3]bool{1: {true, false, true}, 2: {false, true, false}, 3: {}} {
			r := p.Records().Row(n)
			if got := [3]bool{r.Cursor(), r.Selected(), r.Draft()}; got != want {
				t.Errorf("row %d has cursor, selection and draft %v, not %v", n, got, want)
			}
		}
		p.Record().Title().Is("Car Volvo ✎ 1 change")
		p.Record().Field("Name").Text().Is("Volvo")
		p.Record().Field("Notes").Text().Is("one\ntwo")
		p.Record().Field("Year").Text().Is("2020")
		if f := p.Record().Field("Name"); !f.Draft() || !f.Cursor() || p.Record().Field("Year").Draft() {
			t.Error("the marks of the fields are not told")
		}
		p.Status().Left.Is("cars · 1 of 120")
		p.Status().Right.Is("✎1 draft  rate 1/2")
		if p.HasDialog() || !p.Shows("records") {
			t.Error("there is a dialog, or no table")
		}
	})
}

func TestDriverNamesTheDialog(t *testing.T) {
	lines := append([]string{}, threePanes...)
	lines[2] = "▌Cars ╭─ Choose one ────╮ 12   │"
	lines[3] = " Bikes│   first         │ 7    │"
	lines[4] = "      │ ▌ second        │      │"
	lines[5] = "      ╰─ enter choose ──╯      │"
	show(t, lines, func(p *apptest.Driver) {
		p.Dialog().Title().Is("Choose one")
		p.Dialog().Text().Is("first\n▌ second\nenter choose")
		p.Dialog().Current().Text().Is("second")
		if p.Dialog().Row("first").Cursor() {
			t.Error("the cursor is on both")
		}
	})
}

// What is not there fails the test that looks for it, and says where it
// looked.
func TestDriverFails(t *testing.T) {
	for name, look := range map[string]func(p *apptest.Driver){
		"Name of row 1 says":               func(p *apptest.Driver) { p.Records().Row(1).Cell("Name").Is("Volvo") },
		"does not say":                     func(p *apptest.Driver) { p.Status().Left.Has("rate") },
		"the right of the status says":     func(p *apptest.Driver) { p.Status().Right.Lacks("rate") },
		"there is no column":               func(p *apptest.Driver) { p.Records().Row(1).Cell("Price") },
		"shows no row 9":                   func(p *apptest.Driver) { p.Records().Row(9) },
		"no row of the objects says":       func(p *apptest.Driver) { p.Objects().Row("Boats") },
		"shows no field":                   func(p *apptest.Driver) { p.Record().Field("Price") },
		"no dialog is open":                func(p *apptest.Driver) { p.Dialog() },
		"the screen does not show \"Boa\"": func(p *apptest.Driver) { p.Expect("Boa") },
	} {
		show(t, append([]string{}, threePanes...), func(p *apptest.Driver) {
			f := &failing{TB: t}
			func() {
				defer func() { _ = recover() }()
				look(p.With(f))
			}()
			if !strings.Contains(f.said, name) {
				t.Errorf("it says %q, not %q", f.said, name)
			}
		})
	}
}

// failing is a test that is to fail.
type failing struct {
	testing.TB
	said string
}

func (f *failing) Helper() {}

func (f *failing) Fatalf(format string, args ...any) {
	f.said = fmt.Sprintf(format, args...)
	panic("failed")
}
