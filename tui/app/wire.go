package app

import (
	"context"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
	"zco/tui/feature/account"
	"zco/tui/feature/actions"
	"zco/tui/feature/clip"
	"zco/tui/feature/find"
	"zco/tui/feature/many"
	"zco/tui/feature/write"
	"zco/tui/pane"
	"zco/tui/panes/objects"
	"zco/tui/panes/record"
	"zco/tui/panes/records"
	"zco/tui/panes/search"
	"zco/tui/shell"
)

// newShell returns the shell of an account with its panes and features: a new
// one of either is one more line here.
func newShell(o Options) (*shell.Model, error) {
	env := o.env()
	m, err := shell.New(shell.Options{
		Env: env, Layer: o.Layer, Terminal: o.Terminal, Theme: o.Theme, Account: o.Account, Demo: o.Demo, Start: o.Start, HideList: o.HideList,
	})
	if err != nil {
		return nil, err
	}
	changes := newWrite(o, env)
	finding := find.New(env, o.Layer, find.Stores{Views: o.Views, Recents: o.Recents})
	for _, f := range []pane.Feature{
		changes,
		newMany(o, env, changes),
		actions.New(env, o.Layer, changes.Writer(), o.Pictures),
		clip.New(env, o.clip()),
		newAccount(o, env, m),
		finding,
	} {
		m.Add(f)
	}
	list := objects.New(env, o.Layer)
	list.SetMark(changes.Mark)
	row := record.New(env, o.Layer, changes.Drafts(), changes.Review(), record.External{Dir: o.EditDir, Getenv: o.Getenv, Exec: o.Exec})
	m.Place(shell.Panes{
		Catalog: list, Record: row,
		Table: func(col *collection.Collection, p collection.Place, like shell.Table) shell.Table {
			t := records.New(env, o.Layer, col, p)
			if other, ok := like.(*records.Model); ok {
				t.ShareSelection(other)
			}
			return t
		},
		Copy: func(of shell.Table, p collection.Place) shell.Table {
			t := records.New(env, o.Layer, of.Collection(), p)
			if other, ok := of.(*records.Model); ok {
				t.ShareSelection(other)
				t.Adopt(other)
			}
			return t
		},
		Slots: []shell.Slot{
			{
				Name: pane.Objects, Pane: list, Region: shell.Left, Scope: action.Objects,
			},
			{
				Name: pane.Records, Region: shell.Middle, Scope: action.Records,
			},
			{
				Name: pane.Record, Pane: row, Region: shell.Right, Scope: action.Record,
			},
			{
				Name: pane.Search, Pane: search.New(env, o.Layer, finding), Region: shell.Top, Scope: action.Search,
				Opens: action.SearchRecords,
			},
		},
	})
	if o.Notice != "" {
		env.Shell.Say(pane.Warning, o.Notice)
	}
	return m, nil
}

// newWrite returns what leads to a change, over the journal of the options;
// without one what is typed lives as long as the program.
func newWrite(o Options, env *pane.Env) *write.Feature {
	j := o.Journal
	if j == nil {
		j = journal.InMemory(journal.Options{Clock: o.Now})
		context.AfterFunc(o.Context, func() { _ = j.Close() })
	}
	f := write.New(env, write.Options{
		Context: o.Context, Layer: o.Layer, Journal: j, Account: o.AccountKey, User: o.User, Kept: o.Journal != nil, EditDir: o.EditDir, Left: o.Left,
	})
	env.Drafts = f.Drafts()
	return f
}

// newMany returns what is done to many rows. The entries of its jobs are in
// the same history as single changes.
func newMany(o Options, env *pane.Env, changes *write.Feature) *many.Feature {
	j, drafts := o.Jobs, changes.Drafts()
	j.Journal, j.Account, j.User, j.Now = drafts.Journal, drafts.Account, o.User, o.Now
	return many.New(env, o.Layer, o.Layer.Jobs(j))
}

// newAccount returns the feature of the account in front.
func newAccount(o Options, env *pane.Env, m *shell.Model) *account.Feature {
	at := account.Options{Context: o.Context, SignIn: o.SignIn, Words: o.Words, From: o.From, Leaving: func() string {
		_, words := m.Leaving()
		return words
	}}
	if o.Accounts != nil {
		at.Accounts = o.Accounts
	}
	return account.New(env, at)
}
