package account

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/widget/list"
)

// newAccount is the line below the accounts.
const newAccount = "Sign in to another account"

const (
	listWidth = 64
	listRows  = 24
	nameWidth = 24
)

// newList returns the dialog of the accounts that are set up, each in its
// colour; again is how to sign in to the account in front once more.
func newList(env *pane.Env, all []Info, again SignIn) *list.Dialog {
	items := make([]form.Item, len(all)+1)
	current := 0
	for i, a := range all {
		if a.Current {
			current = i
		}
	}
	d := list.New(env, "Switch account", items, func(i int) tea.Cmd {
		switch {
		case i == len(all):
			env.Shell.Ask(Enter{})
		case !all[i].Current:
			env.Shell.Ask(Choose{all[i].Name})
		}
		return nil
	})
	d.Width, d.Rows, d.List.NoFilter = listWidth, listRows, true
	d.List.Item = func(a screen.Area, i int, _ bool) {
		if i == len(all) {
			a.TextCut(0, 0, a.W, env.Theme.Text, newAccount)
			return
		}
		drawAccount(env, a, all[i])
	}
	d.List.Select(current)
	d.Hints = []pane.Hint{env.Hint(action.Accept, "open"), env.Hint(action.Dismiss, "stay")}
	if again.Profile != "" {
		d.Hints = append(d.Hints[:1:1], env.Hint(action.SignInAgain, "sign in again"), d.Hints[1])
		d.Scopes = []action.Scope{action.Accounts}
		d.Keys = map[action.ID]list.Key{action.SignInAgain: {Run: func(int) tea.Cmd {
			env.Shell.Close(d)
			env.Shell.Ask(Enter{again})
			return nil
		}}}
	}
	return d
}

// leastName is how many cells of a name come before what is said of the account.
const leastName = 8

func drawAccount(env *pane.Env, a screen.Area, info Info) {
	th := env.Theme
	right := ""
	if info.ReadOnly {
		right = "read-only"
	}
	if info.Current {
		right += " here"
	}
	w := text.Width(right, a.Method())
	room := a.W - w - 3 // the blanks around the name and one more
	if room < leastName {
		right, w, room = "", 0, a.W-2
	}
	chip := th.Chip(info.Color)
	x := a.Text(0, 0, chip, " ")
	x = a.TextCut(x, 0, min(nameWidth, room), chip, info.Label)
	x = a.Text(x, 0, chip, " ") + 1
	a.TextCut(x, 0, a.W-x-w-1, th.Muted, info.Address)
	a.TextRight(a.W-w, 0, w, th.Strong, right)
}
