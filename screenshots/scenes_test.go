package screenshots

import (
	"context"
	"flag"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"zco/api"
	"zco/api/sandbox"
	"zco/tui/action"
	"zco/tui/app"
	"zco/tui/app/apptest"
	"zco/tui/domain/job"
	"zco/tui/draw/theme"
	"zco/tui/work"
)

var update = flag.Bool("update", false, "draw the pictures anew")

// today is when the scenes play, shortly after the demo's last record.
var today = time.Date(2026, 11, 2, 9, 30, 0, 0, time.UTC)

// stage is how a scene begins.
type stage struct {
	w, h  int
	light bool
	start app.Start
}

// scene is the program on a stage.
type scene struct {
	*apptest.Driver
	*testing.T
	stage  stage
	server *sandbox.Server
	steps  []Step
}

// play runs a scene in a bubble where the clock starts today.
func play(t *testing.T, st stage, story func(s *scene)) {
	t.Helper()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(today))
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		server := sandbox.New(sandbox.Options{})
		var layer *work.Layer
		client, err := api.New("https://sandbox.example", api.WithTransport(newQueue(ctx, server.Transport())),
			api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")),
			api.WithOnWait(func(w api.Wait) { layer.OnWait(w) }))
		if err != nil {
			t.Fatal(err)
		}
		layer = work.New(ctx, client)
		keys, err := action.NewKeymap(nil)
		if err != nil {
			t.Fatal(err)
		}
		m, err := app.New(app.Options{
			Context: ctx, Layer: layer, Keys: keys, Zone: time.UTC, Account: "sandbox", Demo: true, Start: st.start,
			Jobs:  job.Options{Dir: dir, Parallel: 1},
			Theme: theme.Options{Name: "auto", Dark: !st.light, Profile: colorprofile.TrueColor},
		})
		if err != nil {
			t.Fatal(err)
		}
		s := &scene{Driver: apptest.Start(t, m, st.w, st.h), T: t, stage: st, server: server}
		defer s.Stop()
		s.Send(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeSet}) // the terminal counts as NewFrame does
		story(s)
	})
}

// frame is what is on the screen now.
func (s *scene) frame() Frame {
	v := s.View()
	f := NewFrame(v.Content, s.stage.w, s.stage.h)
	f.Title = v.WindowTitle
	if v.Cursor != nil {
		f.Cursor = &Point{v.Cursor.X, v.Cursor.Y}
	}
	return f
}

func (s *scene) palette() Palette {
	if s.stage.light {
		return LightTerminal
	}
	return DarkTerminal
}

// keep takes a picture of the screen, or compares it with the one kept.
func (s *scene) keep(name string) {
	s.T.Helper()
	compare(s.T, name, SVG(s.frame(), s.palette()))
}

// hold adds the screen to the animation.
func (s *scene) hold(d time.Duration) { s.steps = append(s.steps, Step{s.frame(), d}) }

func compare(t *testing.T, name, svg string) {
	t.Helper()
	file := name + ".svg"
	if *update {
		if err := os.WriteFile(file, []byte(svg), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	kept, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; draw it with: go test ./screenshots -update", err)
	}
	if want := strings.ReplaceAll(string(kept), "\r\n", "\n"); want != svg {
		line, was, is := firstDifference(want, svg)
		t.Errorf("%s is stale; draw it anew with: go test ./screenshots -update\nline %d was %s\n is %s", file, line, was, is)
	}
}

func firstDifference(a, b string) (line int, was, is string) {
	as, bs := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(as), len(bs)) {
		if as[i] != bs[i] {
			return i + 1, as[i], bs[i]
		}
	}
	return min(len(as), len(bs)) + 1, "", ""
}
