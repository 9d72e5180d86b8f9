package app_test

import (
	"context"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"zco/api"
	"zco/api/sandbox"
	"zco/tui/action"
	"zco/tui/app"
	"zco/tui/app/apptest"
	"zco/tui/draw/theme"
	"zco/tui/work"
)

// program is the whole program on the embedded sandbox, with its driver.
type program struct {
	*apptest.Driver
	*testing.T
	server *sandbox.Server
	app    *app.Program
}

// with changes how a program is started.
type with struct {
	sandbox  sandbox.Options
	options  func(*app.Options)
	wire     func(http.RoundTripper) http.RoundTripper
	w, h     int
	unsigned bool
	who      string                    // who signs in, "" for the admin
	model    func(tea.Model) tea.Model // stands around the program
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
		wire := server.Transport()
		if w.wire != nil {
			wire = w.wire(wire)
		}
		if w.who == "" {
			w.who = "agent@sandbox.example"
		}
		var layer *work.Layer
		client, err := api.New("http://127.0.0.1:1", api.WithTransport(wire),
			api.WithCredentials(api.TokenCredentials(w.who, token)),
			api.WithOnWait(func(w api.Wait) { layer.OnWait(w) }))
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		layer = work.New(ctx, client)
		keys, err := action.NewKeymap(nil)
		if err != nil {
			t.Fatal(err)
		}
		o := app.Options{Context: ctx, Layer: layer, Keys: keys, Zone: time.UTC, Account: "sandbox", Demo: true, EditDir: t.TempDir(),
			Theme: theme.Options{Name: "dark", Profile: colorprofile.TrueColor}}
		if w.options != nil {
			w.options(&o)
		}
		m, err := app.New(o)
		if err != nil {
			t.Fatal(err)
		}
		if w.w == 0 {
			w.w, w.h = 120, 40
		}
		var model tea.Model = m
		if w.model != nil {
			model = w.model(m)
		}
		p := &program{apptest.Start(t, model, w.w, w.h), t, server, m}
		defer p.Stop()
		story(t, p)
	})
}

// The whole story of the program: start, choose an object, scroll past the
// first page, search, open, edit, review, send, see it saved, quit; and the
// requests it costs.
func TestStory(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		p.Objects().Row("Assets").Text().Has("10,000")
		p.Records().Current().Cell("Serial number").Is("SN-00000001")
		p.Status().Left.Has("Assets · 1 of 10,000")
		p.server.ResetJournal()

		for range 130 {
			p.Key("j").Wait(33 * time.Millisecond)
		}
		p.Idle().Records().Current().Cell("Serial number").Is("SN-00000131")
		p.Status().Left.Has("131 of 10,000")
		p.expectRequests("GET /api/v2/custom_objects/asset/records?page[after]=*&page[size]=100")

		p.Press("/").Type("Nokia")
		p.Expect("Nokia XR21")
		p.Press("enter").Status().Left.Has("search Nokia")
		p.Press("enter").Record().Title().Has("Asset Nokia XR21")
		name := p.Record().Field("Name").Text().String()
		p.server.ResetJournal()

		p.Press("e").Type(" for Lena").Press("enter")
		p.Record().Field("Name").Text().Is(name + " for Lena")
		if !p.Record().Field("Name").Draft() || p.Record().Field("Serial number").Draft() {
			t.Error("it is not the name alone that has a draft")
		}
		p.Press("ctrl+s").Dialog().Title().Has("Send 1 change to " + name)
		p.Dialog().Text().Has("- "+name, "+ "+name+" for Lena")
		p.expectRequests()
		p.Press("enter").Message().Has("Saved " + name)
		p.Record().Field("Name").Text().Is(name + " for Lena")
		if p.Record().Field("Name").Draft() || p.HasDialog() {
			t.Error("what was sent is still a draft, or asked about")
		}
		p.Press("q")
		if !p.Quit() {
			t.Error("q does not quit")
		}
	})
}

// expectRequests fails unless the server saw just these since the last look:
// method, path and query, decoded, in their order; * stands for anything. The
// look-ups of names are counted by a test of their own.
func (p *program) expectRequests(want ...string) {
	p.T.Helper()
	var got []string
	for _, e := range p.server.Journal() {
		u, err := url.QueryUnescape(e.Path)
		if err != nil {
			p.T.Fatal(err)
		}
		if !strings.Contains(u, "show_many?ids=") && !strings.Contains(u, "filter[ids]=") {
			got = append(got, e.Method+" "+u)
		}
	}
	if !slices.EqualFunc(got, want, func(g, w string) bool {
		ok, _ := path.Match(strings.ReplaceAll(w, "[", `\[`), g)
		return ok
	}) {
		p.T.Errorf("requests\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	p.server.ResetJournal()
}
