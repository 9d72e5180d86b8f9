package cli

import (
	"cmp"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/spf13/cobra"

	"zco/api/sandbox"
)

// newSandbox is the command that serves the sandbox to any client.
func newSandbox(s Streams) *cobra.Command {
	var o sandbox.Options
	var addr string
	var anywhere bool
	cmd := &cobra.Command{
		Use:   "sandbox",
		Short: "Serve the embedded sandbox, a Zendesk to try things on",
		Long: `Sandbox serves an account with demo data until it is interrupted. When it is
ready, it prints the environment variables that a client needs to sign in, one
NAME=value on a line. Requests without the token are refused. With --state it
keeps what was changed for the next time.

To test how a client behaves when something goes wrong, send (with the token) a
PUT to /_sandbox/faults, such as {"kind":"lost","method":"PATCH"}. A GET of
/_sandbox/journal lists the requests that came in.`,
		Example: `  zco sandbox --listen 127.0.0.1:8787 --records 1000000 --latency 150ms`,
		Args:    none,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := checkListen(addr, anywhere); err != nil {
				return err
			}
			if o.Records < 1 || o.Records > 50_000_000 {
				return usage("--records must be between 1 and 50,000,000")
			}
			if o.FailRate < 0 || o.FailRate > 1 {
				return usage("--fail-rate must be between 0 and 1")
			}
			o.AnyHost, o.Token = anywhere, cmp.Or(o.Token, rand.Text())
			return serveSandbox(cmd, s, o, addr)
		},
	}
	fl := cmd.Flags()
	fl.StringVar(&addr, "listen", "127.0.0.1:8787", "`ADDRESS` to listen on; port 0 takes a free one")
	fl.BoolVar(&anywhere, "allow-remote", false, "listen on an address that others can reach")
	fl.IntVar(&o.Records, "records", 10_000, "records of the largest object, up to 50,000,000")
	fl.Uint64Var(&o.Seed, "seed", 0, "seed of faults and jitter")
	fl.DurationVar(&o.Latency, "latency", 0, "how long every answer is delayed")
	fl.DurationVar(&o.Jitter, "jitter", 0, "up to this much more delay, at random")
	fl.Float64Var(&o.FailRate, "fail-rate", 0, "share of requests, 0 to 1, that fail")
	fl.IntVar(&o.RateLimit, "rate-limit", 700, "requests a minute; below 0 for no limit")
	fl.DurationVar(&o.IndexLag, "index-lag", time.Minute, "how long search does not find a change yet; 0 for not at all")
	fl.DurationVar(&o.JobDelay, "job-delay", 0, "how long a job takes; 0 ends it after a few polls")
	fl.StringVar(&o.Email, "email", "", "the e-mail of the printed variables; default agent@sandbox.example")
	fl.StringVar(&o.Token, "token", "", "the API token; default a random one")
	fl.BoolVar(&o.Hostile, "hostile", false, "put control sequences, right-to-left marks and formulas into names and notes")
	fl.BoolVar(&o.LargeIDs, "large-ids", false, "give memberships ids beyond 2^53")
	fl.StringVar(&o.PublicURL, "public-url", "", "the `URL` that links in answers begin with, such as https://acme.zendesk.com; default the address asked")
	fl.BoolVar(&o.CurrencyObjects, "currency-objects", false, "send currency values as objects")
	fl.DurationVar(&o.TokenLife, "token-life", 0, "how long an OAuth access token is valid; default 30m")
	fl.DurationVar(&o.RefreshLife, "refresh-life", 0, "how long an OAuth refresh token is valid; default 720h")
	fl.IntVar(&o.ObjectLimit, "object-limit", 0, "custom objects the plan allows; default 50")
	fl.IntVar(&o.RecordLimit, "record-limit", 0, "records the plan allows; default 50,000,000")
	fl.StringVar(&o.SaveFile, "state", "", "the `FILE` that keeps the changes between runs")
	return cmd
}

// checkListen refuses an address that others can reach: whoever reaches the
// sandbox can change it.
func checkListen(addr string, anywhere bool) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return usage("--listen %q is not HOST:PORT", addr)
	}
	ip := net.ParseIP(host)
	if host == "localhost" || ip != nil && ip.IsLoopback() || anywhere {
		return nil
	}
	return usage("--listen %s can be reached by others; listen on 127.0.0.1, or say --allow-remote", addr)
}

func serveSandbox(cmd *cobra.Command, s Streams, o sandbox.Options, addr string) error {
	server, err := sandbox.Open(o)
	if err != nil {
		return err
	}
	base, stop, err := server.Listen(addr)
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w", addr, err)
	}
	for _, line := range server.Environment(base) {
		if err := s.print("%s", line); err != nil {
			break // nobody reads; it serves all the same
		}
	}
	<-cmd.Context().Done()
	return errors.Join(stop(), server.Save())
}
