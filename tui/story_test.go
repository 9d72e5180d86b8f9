package tui_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/charmbracelet/colorprofile"

	"zco/api"
	"zco/api/sandbox"
	"zco/tui"
	"zco/tui/action"
	"zco/tui/command"
	"zco/tui/drive"
	"zco/tui/theme"
)

// program is the whole program on the embedded sandbox, with its driver.
type program struct {
	*drive.Driver
	server *sandbox.Server
}

// with changes how a program is started.
type with struct {
	sandbox  sandbox.Options
	options  func(*tui.Options)
	w, h     int
	unsigned bool
}

// run runs a story in a bubble of its own.
func run(t *testing.T, w with, story func(t *testing.T, p *program)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		server := sandbox.New(w.sandbox)
		token := "sandbox-token"
		if w.unsigned {
			token = "wrong"
		}
		var layer *command.Layer
		client, err := api.New("http://127.0.0.1:1", api.WithTransport(server.Transport()),
			api.WithCredentials(api.TokenCredentials("agent@sandbox.example", token)),
			api.WithOnWait(func(w api.Wait) { layer.OnWait(w) }))
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		layer = command.New(ctx, client)
		keys, err := action.NewKeymap(nil)
		if err != nil {
			t.Fatal(err)
		}
		o := tui.Options{Context: ctx, Layer: layer, Keys: keys, Zone: time.UTC, Account: "sandbox", Demo: true,
			Theme: theme.Options{Name: "dark", Profile: colorprofile.TrueColor}}
		if w.options != nil {
			w.options(&o)
		}
		m, err := tui.New(o)
		if err != nil {
			t.Fatal(err)
		}
		if w.w == 0 {
			w.w, w.h = 120, 40
		}
		p := &program{drive.Start(t, m, w.w, w.h), server}
		defer p.Stop()
		story(t, p)
	})
}

// The whole story of the program: start, choose an object, scroll past the
// first page, search, open, edit, review, send, see it saved, quit.
func TestStory(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		p.Expect("Objects", "Assets", "10,000")
		p.Press("enter").Expect("Name")
		t.Log("\n" + p.Screen())
	})
}
