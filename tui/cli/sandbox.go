package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"zco/api/sandbox"
)

// newSandbox is the command that serves the sandbox to any client.
func newSandbox(s Streams) *cobra.Command {
	var o sandbox.Options
	var addr string
	cmd := &cobra.Command{
		Use:   "sandbox",
		Short: "Serve the embedded sandbox, a Zendesk to try things on",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			server := sandbox.New(o)
			base, stop, err := server.Listen(addr)
			if err != nil {
				return err
			}
			for _, line := range server.Environment(base) {
				fmt.Fprintln(s.Out, line)
			}
			<-cmd.Context().Done()
			return stop()
		},
	}
	fl := cmd.Flags()
	fl.StringVar(&addr, "listen", "127.0.0.1:8787", "address to listen on; a loopback address")
	fl.IntVar(&o.Records, "records", 10_000, "records of the largest object, up to 50,000,000")
	fl.Uint64Var(&o.Seed, "seed", 0, "seed of faults and jitter")
	fl.DurationVar(&o.Latency, "latency", 0, "how long every answer is held back")
	fl.DurationVar(&o.Jitter, "jitter", 0, "up to this much more")
	fl.Float64Var(&o.FailRate, "fail-rate", 0, "share of requests, 0 to 1, that fail")
	fl.IntVar(&o.RateLimit, "rate-limit", 700, "requests a minute; below 0 for no limit")
	fl.DurationVar(&o.IndexLag, "index-lag", 0, "how long a write stays unseen by search")
	fl.DurationVar(&o.JobDelay, "job-delay", 0, "how long a job takes; 0 counts polls")
	fl.BoolVar(&o.CurrencyObjects, "currency-objects", false, "send currency values as objects")
	fl.StringVar(&o.SaveFile, "state", "", "file that keeps the state between runs")
	return cmd
}
