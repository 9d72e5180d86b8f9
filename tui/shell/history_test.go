package shell

import (
	"testing"
	"testing/synctest"
	"time"

	"zco/api"
	"zco/api/sandbox"
	"zco/tui/action"
	"zco/tui/draw/theme"
	"zco/tui/drive"
	"zco/tui/work"
)

// driven runs a story of the shell over a sandbox.
func driven(t *testing.T, story func(*testing.T, *Model, *drive.Driver)) {
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
		m, err := New(Options{Context: t.Context(), Layer: work.New(t.Context(), client), Keys: keys, Zone: time.UTC, Theme: theme.Options{Name: "dark"}})
		if err != nil {
			t.Fatal(err)
		}
		p := drive.Start(t, m, 160, 45)
		defer p.Stop()
		story(t, m, p)
	})
}

// A table that was sorted is gone back to as it was sorted.
func TestBackToTheSortedTable(t *testing.T) {
	driven(t, func(t *testing.T, m *Model, p *drive.Driver) {
		p.Press("/").Type("Nokia").Press("enter", "s").Idle()
		sorted := m.records.Place()
		if sorted.Text != "Nokia" || sorted.Sort == "" {
			t.Fatalf("the results are not sorted:\n%s", p.Screen())
		}
		p.Press("ctrl+o").Type("stores").Press("enter").Idle()
		if m.records.Place() == sorted {
			t.Fatalf("the stores are not shown:\n%s", p.Screen())
		}
		p.Press("<").Idle()
		if got := m.records.Place(); got != sorted {
			t.Errorf("back leads to %v, want %v", got, sorted)
		}
	})
}
