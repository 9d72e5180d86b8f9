package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"zco/api"
	"zco/config"
	"zco/config/disk"
	"zco/config/secret"
	"zco/tui/domain/collection"
)

// finding is one thing that zco config check looked at.
type finding struct {
	What  string `json:"what"`
	State string `json:"state"` // ok, note or bad
	Text  string `json:"text"`
	Do    string `json:"do,omitempty"`
}

func newConfigCheck(s Streams, f *flags) *cobra.Command {
	var asJSON, offline bool
	cmd := &cobra.Command{
		Use:     "check",
		Aliases: []string{"doctor"},
		Short:   "Check the configuration, the account, the keyring and the terminal",
		Args:    none,
		RunE: func(cmd *cobra.Command, _ []string) error {
			d := &doctor{streams: s, flags: f}
			d.all(cmd.Context(), offline)
			if asJSON {
				if err := printJSON(s, d.findings); err != nil {
					return err
				}
			} else if err := d.print(); err != nil {
				return err
			}
			if d.code != Done {
				return silent(d.code)
			}
			return nil
		},
	}
	withJSON(cmd, &asJSON)
	cmd.Flags().BoolVar(&offline, "offline", false, "do not ask the account")
	return cmd
}

// doctor looks at one thing after the other; what is wrong with one keeps it
// from nothing that can be looked at all the same.
type doctor struct {
	streams  Streams
	flags    *flags
	findings []finding
	code     int // of the first bad finding
}

func (d *doctor) ok(what, format string, args ...any) {
	d.findings = append(d.findings, finding{What: what, State: "ok", Text: fmt.Sprintf(format, args...)})
}

func (d *doctor) note(what, text, do string) {
	d.findings = append(d.findings, finding{What: what, State: "note", Text: text, Do: do})
}

func (d *doctor) bad(what string, err error, do string) {
	d.findings = append(d.findings, finding{What: what, State: "bad", Text: err.Error(), Do: do})
	if d.code == Done {
		d.code = exitCode(err)
	}
}

// looked notes one thing that is either bad or, in words, all right.
func (d *doctor) looked(what string, err error, do, format string, args ...any) {
	if err != nil {
		d.bad(what, err, do)
		return
	}
	d.ok(what, format, args...)
}

func (d *doctor) print() error {
	for _, f := range d.findings {
		mark := map[string]string{"ok": "ok  ", "note": "note", "bad": "BAD "}[f.State]
		lines := mark + "  " + f.What + ": " + f.Text
		if f.Do != "" {
			lines += "\n" + f.Do
		}
		lines = strings.ReplaceAll(lines, "\n", "\n      ")
		if _, err := fmt.Fprintln(d.streams.Out, lines); err != nil {
			return err
		}
	}
	return nil
}

func (d *doctor) all(ctx context.Context, offline bool) {
	paths, err := config.Locate(d.flags.config, d.streams.Getenv)
	if err != nil {
		d.bad("files", coded{Usage, err}, "")
		return
	}
	d.folders(paths)
	d.keyring(ctx)
	d.terminal()
	_, conf, err := d.flags.settings(d.streams)
	if err != nil {
		d.bad("configuration", err, "Mend the lines above; zco config show --example explains every key.")
		return
	}
	d.settings(paths, conf)
	if d.flags.demo || offline {
		return
	}
	d.account(ctx)
}

// folders looks at what is written to.
func (d *doctor) folders(p config.Paths) {
	if config.Nowhere(p.ConfigFile) {
		d.ok("files", "there is no place for a config.toml, as HOME is not set; the defaults hold")
	} else if _, err := os.Stat(p.ConfigFile); disk.Missing(err) {
		d.ok("files", "there is no %s; the defaults hold", p.ConfigFile)
	} else {
		d.ok("files", "%s", p.ConfigFile)
	}
	d.looked("state folder", cmp.Or(p.NoState, writableDir(p.StateDir)),
		"Drafts and the last place cannot be kept. Make the folder yours to write, or set XDG_STATE_HOME.", "%s", p.StateDir)
	if _, err := os.Stat(p.SecretsDir()); err == nil {
		d.looked("token files", secret.CheckMode(p.SecretsDir()), "", "%s is private", p.SecretsDir())
	}
}

func writableDir(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".check-*")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

func (d *doctor) keyring(ctx context.Context) {
	if err := (&secret.Keyring{}).Probe(ctx); err != nil {
		d.note("keyring", err.Error(), "Tokens can be kept in a private file instead, if you agree when you sign in.")
		return
	}
	d.ok("keyring", "it answers")
}

// settings looks at what the configuration names besides itself.
func (d *doctor) settings(p config.Paths, conf *config.Config) {
	d.ok("configuration", "no mistakes; %d profiles, %d views", len(conf.Profiles), len(conf.Views))
	_, err := keymapOf(conf)
	d.looked("keys", err, "zco keys lists the actions and their keys.", "no conflicts; %d changed", len(conf.Keys))
	_, err = chosenTheme(p, conf, d.flags.theme)
	d.looked("theme", err, "", "%s", conf.Theme)
}

// account asks the account who this is and what may be done.
func (d *doctor) account(ctx context.Context) {
	sess, err := d.flags.open(d.streams)
	if err != nil {
		d.bad("account", err, "")
		return
	}
	defer sess.close()
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	before := time.Now()
	me, resp, err := sess.client.ShowMe(ctx)
	took := time.Since(before)
	if err == nil && me.IsAnonymous() {
		err = withCode(Refused, "%s does not take %s: it does not know who this is", sess.account.BaseURL, sess.account.From)
	}
	if err != nil {
		d.bad("account", err, collection.Advice(err))
		return
	}
	d.ok("account", "%s answers in %s; signed in as %s (%s) with %s", sess.account.BaseURL, took.Round(time.Millisecond), me.Name, me.Role, sess.account.From)
	if sess.account.Auth == config.AuthToken {
		d.note("token", config.TokenNotice(time.Now()), "")
	}
	d.clock(resp, before, took)
	d.permissions(ctx, sess, me)
	if r := resp.Rate; r.Known() {
		d.ok("rate limit", "%d of %d requests left this minute", r.Remaining, r.Limit)
	}
}

// clock compares the two clocks, as far as a date in whole seconds tells.
func (d *doctor) clock(resp *api.Response, before time.Time, took time.Duration) {
	if resp.Date.IsZero() {
		return
	}
	skew := resp.Date.Sub(before.Add(took / 2)).Round(time.Second)
	if skew.Abs() > time.Minute {
		d.note("clock", fmt.Sprintf("this computer's clock differs from the account's by %s", skew.Abs()),
			"Tokens may end too early or too late; set the clock (NTP).")
		return
	}
	d.ok("clock", "it agrees with the account's")
}

func (d *doctor) permissions(ctx context.Context, sess *session, me api.User) {
	page, _, err := sess.client.ListObjects(ctx, api.ListOptions{})
	switch {
	case api.IsForbidden(err), api.IsNotFound(err):
		d.bad("custom objects", err, "The account's plan may not have custom objects, or the role may not see them.")
		return
	case err != nil:
		d.bad("custom objects", err, collection.Advice(err))
		return
	case len(page.Items) == 0:
		d.note("custom objects", "there are none to see", "An administrator makes them in Admin Center, or shows them to agents.")
		return
	}
	d.ok("custom objects", "%d to see", len(page.Items))
	if me.Role != "admin" {
		d.note("role", "only an administrator changes objects and their fields", "")
	}
}
