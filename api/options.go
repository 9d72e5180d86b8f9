package api

import (
	"context"
	"math/rand/v2"
	"net/http"
	"time"
)

// Option is a choice made when a Client is made.
type Option func(*options)

type options struct {
	credentials Credentials
	userAgent   string
	transport   http.RoundTripper
	timeout     time.Duration
	log         func(LogEntry)
	onRate      func(Rate)
	onWait      func(Wait)
	now         func() time.Time
	sleep       func(context.Context, time.Duration) error
	jitter      func() float64
}

func defaultOptions() options {
	return options{
		userAgent: "zco",
		timeout:   answerTimeout,
		log:       func(LogEntry) {},
		onRate:    func(Rate) {},
		onWait:    func(Wait) {},
		now:       time.Now,
		sleep:     sleepUntilDone,
		jitter:    rand.Float64,
	}
}

// WithCredentials says who is asking. Without it requests go out unsigned.
func WithCredentials(c Credentials) Option { return func(o *options) { o.credentials = c } }

// WithVersion sets the User-Agent to zco/VERSION.
func WithVersion(version string) Option { return WithUserAgent("zco/" + version) }

// WithUserAgent sets the whole User-Agent.
func WithUserAgent(agent string) Option { return func(o *options) { o.userAgent = agent } }

// WithTransport sends through t instead of the network: the embedded sandbox,
// or a test. Redirects, retries and limits stay the client's own.
func WithTransport(t http.RoundTripper) Option { return func(o *options) { o.transport = t } }

// WithTimeout sets the longest that one attempt of a request takes, its answer
// and all, above 0; a minute is the default. A write that takes longer has an
// unknown outcome.
func WithTimeout(d time.Duration) Option { return func(o *options) { o.timeout = d } }

// WithLog calls f after each attempt, from any goroutine. An entry holds no
// secret, no query and no body.
func WithLog(f func(LogEntry)) Option { return func(o *options) { o.log = f } }

// WithOnRate calls f, from any goroutine, whenever an answer tells the
// account's rate limit.
func WithOnRate(f func(Rate)) Option { return func(o *options) { o.onRate = f } }

// WithOnWait calls f, from any goroutine, when a request starts to wait.
func WithOnWait(f func(Wait)) Option { return func(o *options) { o.onWait = f } }

// WithClock replaces the clock. Sleep returns the context's error if it ends
// first, and otherwise nil when d has passed.
func WithClock(now func() time.Time, sleep func(ctx context.Context, d time.Duration) error) Option {
	return func(o *options) { o.now, o.sleep = now, sleep }
}

// WithJitter replaces the source of randomness in [0, 1) that spreads retries.
func WithJitter(f func() float64) Option { return func(o *options) { o.jitter = f } }

func sleepUntilDone(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
