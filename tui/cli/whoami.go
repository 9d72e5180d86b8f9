package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"zco/api"
	"zco/config"
	"zco/tui/domain/collection"
	"zco/tui/domain/number"
)

func newWhoami(s Streams, f *flags) *cobra.Command {
	var asJSON bool
	return withJSON(&cobra.Command{
		Use:   "whoami",
		Short: "Say who is signed in, where, and what is allowed",
		Args:  none,
		RunE: f.withSession(s, func(ctx context.Context, sess *session) error {
			who, err := sess.who(ctx)
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(s, who)
			}
			if err := pairs(s, who.lines()); err != nil {
				return err
			}
			if sess.account.Auth == config.AuthToken && !sess.demo {
				s.say("%s", config.TokenNotice(time.Now()))
			}
			return nil
		}),
	}, &asJSON)
}

// identity is who works where.
type identity struct {
	Profile  string     `json:"profile,omitempty"`
	Address  string     `json:"address"`
	ID       string     `json:"id"`
	Name     string     `json:"name"`
	Email    string     `json:"email"`
	Role     string     `json:"role"`
	Auth     string     `json:"auth"`
	From     string     `json:"from"`
	Scopes   string     `json:"scopes,omitempty"`
	Expires  *time.Time `json:"expires,omitempty"`
	ReadOnly bool       `json:"read_only"`
	Rate     int        `json:"rate_limit,omitempty"`
	Left     int        `json:"rate_remaining,omitempty"`
	Objects  *api.Limit `json:"objects,omitempty"`
	Records  *api.Limit `json:"records,omitempty"`
}

// who asks the account. Limits are left out where it does not tell them.
func (s *session) who(ctx context.Context) (identity, error) {
	me, resp, err := s.client.ShowMe(ctx)
	if err != nil {
		return identity{}, err
	}
	if me.IsAnonymous() {
		return identity{}, withCode(Refused, "the account does not take %s: it does not say who this is", cmp.Or(s.account.From, "the credentials"))
	}
	a := s.account
	who := identity{
		Profile: a.Profile, Address: a.BaseURL, ID: me.ID, Name: me.Name, Email: me.Email, Role: me.Role,
		Auth: a.Auth, From: a.From, ReadOnly: a.ReadOnly, Rate: resp.Rate.Limit, Left: resp.Rate.Remaining,
	}
	if a.Auth == config.AuthOAuth && a.Profile != "" {
		if t, err := s.stores.Source(a).Token(ctx); err == nil {
			who.Scopes = t.Scope
			if !t.Expires.IsZero() {
				who.Expires = &t.Expires
			}
		}
	}
	who.Objects, who.Records = used(ctx, s.client.ObjectLimit), used(ctx, s.client.RecordLimit)
	return who, ctx.Err()
}

// used reads a limit, nil where the account does not tell it in time.
func used(ctx context.Context, ask func(context.Context) (api.Limit, *api.Response, error)) *api.Limit {
	ctx, cancel := context.WithTimeout(ctx, collection.Patience)
	defer cancel()
	l, _, err := ask(ctx)
	if err != nil || l == (api.Limit{}) {
		return nil
	}
	return &l
}

func (w identity) lines() [][2]string {
	lines := [][2]string{
		{"account", w.Address}, {"profile", w.Profile}, {"name", w.Name}, {"e-mail", w.Email}, {"role", w.Role},
		{"signed in with", w.From}, {"scopes", w.Scopes},
	}
	if w.ReadOnly {
		lines = append(lines, [2]string{"read-only", "yes"})
	}
	if w.Rate > 0 {
		lines = append(lines, [2]string{"rate limit", fmt.Sprintf("%s of %s requests left this minute", number.Thousands(w.Left), number.Thousands(w.Rate))})
	}
	for _, l := range []struct {
		name  string
		limit *api.Limit
	}{{"objects", w.Objects}, {"records", w.Records}} {
		if l.limit != nil {
			lines = append(lines, [2]string{l.name, fmt.Sprintf("%s of %s", number.Thousands(l.limit.Count), number.Thousands(l.limit.Limit))})
		}
	}
	return slices.DeleteFunc(lines, func(l [2]string) bool { return l[1] == "" })
}
