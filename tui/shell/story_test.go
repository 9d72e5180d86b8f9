package shell_test

import (
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"zco/api"
	"zco/api/sandbox"
	"zco/tui/action"
	"zco/tui/app/apptest"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
	"zco/tui/draw/theme"
	"zco/tui/pane"
	"zco/tui/panes/objects"
	"zco/tui/panes/record"
	"zco/tui/panes/records"
	"zco/tui/panes/search"
	"zco/tui/shell"
	"zco/tui/term"
	"zco/tui/work"
)

// nothing is what panes ask of features, of which there are none here.
type nothing struct{}

func (nothing) Propose(change.Propose) tea.Cmd { return nil }
func (nothing) Busy(collection.Ref) bool       { return false }
func (nothing) Narrowed() pane.Narrowed        { return pane.Narrowed{} }
func (nothing) Searches(string) []string       { return nil }

// opener is the one command without which no search begins.
type opener struct{ env *pane.Env }

func (o opener) Commands() []action.Command {
	return []action.Command{action.Do(action.SearchRecords, func() tea.Cmd { o.env.Shell.Focus(pane.Search); return nil })}
}
func (opener) Handlers() []pane.Handler { return nil }

// account is a shell with its panes over a sandbox, and its driver.
type account struct {
	*apptest.Driver
	*testing.T
	shell  *shell.Model
	client *api.Client
}

// story runs a shell without features on a screen of w by h cells.
func story(t *testing.T, w, h int, start shell.Start, tell func(a *account), features ...pane.Feature) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		client, err := api.New("http://127.0.0.1:1", api.WithTransport(sandbox.New(sandbox.Options{Records: 200}).Transport()),
			api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
		if err != nil {
			t.Fatal(err)
		}
		keys, err := action.NewKeymap(nil)
		if err != nil {
			t.Fatal(err)
		}
		j := journal.InMemory(journal.Options{Clock: time.Now})
		defer j.Close()
		drafts := &change.DraftStore{Journal: j, Account: "account"}
		layer := work.New(t.Context(), client)
		env := &pane.Env{Keys: keys, Now: time.Now, Zone: time.UTC, Names: layer, Drafts: drafts, Rest: 150 * time.Millisecond, Debounce: 120 * time.Millisecond}
		m, err := shell.New(shell.Options{
			Env: env, Layer: layer, Terminal: term.New(time.Now, term.Capabilities{Mouse: true, Dark: true, Profile: colorprofile.TrueColor}),
			Theme: theme.Options{}, Account: "sandbox", Start: start,
		})
		if err != nil {
			t.Fatal(err)
		}
		m.Add(opener{env})
		for _, f := range features {
			m.Add(f)
		}
		list, row := objects.New(env, layer), record.New(env, layer, drafts, nothing{}, record.External{})
		m.Place(shell.Panes{
			Catalog: list, Record: row,
			Table: func(col *collection.Collection, p collection.Place, like shell.Table) shell.Table {
				t := records.New(env, layer, col, p)
				if other, ok := like.(*records.Model); ok {
					t.ShareSelection(other)
				}
				return t
			},
			Copy: func(of shell.Table, p collection.Place) shell.Table {
				t := records.New(env, layer, of.Collection(), p)
				t.Adopt(of.(*records.Model))
				return t
			},
			Slots: []shell.Slot{
				{Name: pane.Objects, Pane: list, Region: shell.Left, Scope: action.Objects},
				{Name: pane.Records, Region: shell.Middle, Scope: action.Records},
				{Name: pane.Record, Pane: row, Region: shell.Right, Scope: action.Record},
				{Name: pane.Search, Pane: search.New(env, layer, nothing{}), Region: shell.Top, Scope: action.Search, Opens: action.SearchRecords},
			},
		})
		a := &account{apptest.Start(t, m, w, h), t, m, client}
		defer a.Stop()
		tell(a)
	})
}
