package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/term"

	"zco/api"
	"zco/tui"
	"zco/tui/action"
	"zco/tui/command"
	"zco/tui/theme"
)

// framesASecond bounds how often the screen is drawn; at 120 a key's echo
// leaves within about 5 ms.
const framesASecond = 120

// runBrowser opens the program on the screen.
func runBrowser(ctx context.Context, s Streams, f *flags, args []string) error {
	start, err := parseStart(args)
	if err != nil {
		return err
	}
	if err := fitTerminal(s); err != nil {
		return err
	}
	var layer *command.Layer
	sess, err := f.open(ctx, s, api.WithOnWait(func(w api.Wait) {
		if layer != nil {
			layer.OnWait(w)
		}
	}))
	if err != nil {
		return err
	}
	defer sess.close()
	layer = command.New(ctx, sess.client)
	model, err := f.model(ctx, sess, layer, start)
	if err != nil {
		return coded{Usage, err}
	}
	_, err = tea.NewProgram(model, tea.WithFPS(framesASecond), tea.WithContext(ctx)).Run()
	layer.Stop()
	if errors.Is(err, tea.ErrProgramKilled) && ctx.Err() != nil {
		return coded{128 + 15, errors.New("")}
	}
	return err
}

func (f *flags) model(ctx context.Context, sess *session, layer *command.Layer, start tui.Start) (*tui.Model, error) {
	keys, err := action.NewKeymap(keymap(sess.conf.Keys))
	if err != nil {
		return nil, err
	}
	o := tui.Options{
		Context: ctx, Layer: layer, Keys: keys, Start: start, Demo: sess.demo,
		Account: sess.account.Label, Zone: sess.conf.Location(sess.account),
		Theme: theme.Options{Name: orElse(f.theme, sess.conf.Theme), Dark: true, Account: sess.account.Color},
		Plain: f.plain || sess.conf.Plain, Mouse: sess.conf.Mouse && !f.noMouse,
	}
	if sess.account.ReadOnly {
		o.ReadOnly = "zco is in read-only mode"
	}
	return tui.New(o)
}

func orElse(choices ...string) string {
	for _, s := range choices {
		if s != "" {
			return s
		}
	}
	return ""
}

func keymap(keys map[string][]string) map[action.ID][]string {
	out := make(map[action.ID][]string, len(keys))
	for id, k := range keys {
		out[action.ID(id)] = k
	}
	return out
}

// fitTerminal refuses where there is no screen to draw on.
func fitTerminal(s Streams) error {
	in, okIn := s.In.(*os.File)
	out, okOut := s.Out.(*os.File)
	if !okIn || !okOut || !term.IsTerminal(int(in.Fd())) || !term.IsTerminal(int(out.Fd())) {
		return usage("this needs a terminal; for scripts there are zco objects, records, get and set")
	}
	if t := s.Getenv("TERM"); t == "dumb" {
		return usage("TERM is %q, a terminal that cannot place the cursor; for scripts there are zco objects, records, get and set", t)
	}
	return nil
}

// parseStart reads OBJECT, OBJECT/RECORD or an address.
func parseStart(args []string) (tui.Start, error) {
	if len(args) == 0 {
		return tui.Start{}, nil
	}
	object, record, _ := strings.Cut(args[0], "/")
	if object == "" {
		return tui.Start{}, fmt.Errorf("%q names no object", args[0])
	}
	return tui.Start{Collection: object, Record: record}, nil
}
