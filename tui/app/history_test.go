package app_test

import (
	"testing"
	"testing/synctest"
	"time"

	"zco/api"
	"zco/api/sandbox"
	"zco/tui/action"
	"zco/tui/app"
	"zco/tui/app/apptest"
	"zco/tui/domain/collection"
	"zco/tui/draw/theme"
	"zco/tui/work"
)

// drivenProgram runs a story over a sandbox.
func drivenProgram(t *testing.T, story func(*testing.T, *app.Program, *apptest.Driver)) {
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
		m, err := app.New(app.Options{Context: t.Context(), Layer: work.New(t.Context(), client), Keys: keys, Zone: time.UTC, Theme: theme.Options{Name: "dark"}})
		if err != nil {
			t.Fatal(err)
		}
		p := apptest.Start(t, m, 160, 45)
		defer p.Stop()
		story(t, m, p)
	})
}

// place is where the program is.
func place(p *app.Program) collection.Place {
	at, _ := p.Front().Last()
	return at.Place
}

// A table that was sorted is gone back to as it was sorted.
func TestBackToTheSortedTable(t *testing.T) {
	drivenProgram(t, func(t *testing.T, m *app.Program, p *apptest.Driver) {
		p.Press("/").Type("Nokia").Press("enter", "s").Idle()
		sorted := place(m)
		if sorted.Text != "Nokia" || sorted.Sort == "" {
			t.Fatalf("the results are not sorted:\n%s", p.Screen())
		}
		p.Press("ctrl+o").Type("stores").Press("enter").Idle()
		if place(m) == sorted {
			t.Fatalf("the stores are not shown:\n%s", p.Screen())
		}
		p.Press("<").Idle()
		if got := place(m); got != sorted {
			t.Errorf("back leads to %v, want %v", got, sorted)
		}
	})
}
