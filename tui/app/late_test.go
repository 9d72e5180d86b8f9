package app_test

import (
	"testing"
	"testing/synctest"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/api/sandbox"
	"zco/tui/action"
	"zco/tui/app"
	"zco/tui/draw/theme"
	"zco/tui/pane"
	"zco/tui/work"
)

// layer returns one over a sandbox of its own.
func layer(t *testing.T) *work.Layer {
	t.Helper()
	client, err := api.New("http://127.0.0.1:1", api.WithTransport(sandbox.New(sandbox.Options{}).Transport()),
		api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
	if err != nil {
		t.Fatal(err)
	}
	return work.New(t.Context(), client)
}

// What was asked for an account that was left reaches nobody, though its
// message was on its way before the switch.
func TestLateAnswersOfAnotherAccount(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		keys, err := action.NewKeymap(nil)
		if err != nil {
			t.Fatal(err)
		}
		front, left := layer(t), layer(t)
		p, err := app.New(app.Options{Context: t.Context(), Layer: front, Keys: keys, Theme: theme.Options{Name: "dark"}})
		if err != nil {
			t.Fatal(err)
		}
		arrived := 0
		count := func(tea.Msg) tea.Cmd { arrived++; return nil }
		for _, l := range []*work.Layer{left, front} {
			p.Update(l.Inbox(count).Aside("", func() tea.Msg { return "an answer" })())
		}
		if arrived != 1 {
			t.Errorf("%d of 2 answers arrived, want that of the account in front", arrived)
		}
	})
}

// What ran beside the event loop may lead to several things more: each is done.
func TestWhatRanBesideLeadsToMore(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		sh := p.app.Front().Env().Shell
		say := func(words string) tea.Cmd {
			return sh.Async(func() tea.Msg { return pane.Say{Text: words} })
		}
		p.Send(sh.Async(func() tea.Msg { return tea.BatchMsg{tea.SetClipboard("copied"), say("it is said")} })()).Idle()
		p.Message().Has("It is said")
		if p.Copied != "copied" {
			t.Errorf("copied is %q", p.Copied)
		}
	})
}
