package sandbox

import (
	"cmp"
	"time"
)

// Options says how a Server is to behave. The zero value is the demo: 10,000
// assets, no delays, no faults, an in-memory state. Every field is flat so
// that a command line can offer it as a flag.
type Options struct {
	Records   int           // records of the largest object, 0 means 10,000; at most 50,000,000
	Seed      uint64        // drives faults, jitter and request ids; the demo data does not depend on it
	Latency   time.Duration // how long every answer is held back
	Jitter    time.Duration // up to this much more, evenly distributed
	FailRate  float64       // share of requests, 0 to 1, answered with 503 and Retry-After: 1
	RateLimit int           // requests a minute, 0 means 700; below 0 means no limit
	IndexLag  time.Duration // how long a write stays unseen by search and autocomplete; the service's page on search says about a minute
	JobDelay  time.Duration // how long a job stays queued and then working; 0: by polls

	Clock func() time.Time // nil means time.Now

	Email string // who signs in, "" means agent@sandbox.example; any user of the desk may
	Token string // the account's API token, "" means sandbox-token

	// Hostile puts texts that have confused terminals and programs among the
	// names and notes of the assets: control sequences, turned text, formulas.
	// Without it they are in an object of their own.
	Hostile bool

	// Closed has neither control endpoint nor pages to sign in: for a sandbox on
	// a host that others are on.
	Closed bool
	// AnyHost answers under any name. Without it a name that is not this
	// host's own is refused: a web page can have any name lead here.
	AnyHost bool

	LargeIDs bool // ids of memberships beyond 2^53, which not every language reads exactly

	// PublicURL is where the account seems to be, such as
	// https://acme.zendesk.com: links and addresses in answers begin with it.
	// "" takes what the request asked.
	PublicURL string

	CurrencyObjects bool // currency values as {"amount","currency"} instead of numbers; both are about

	TokenLife   time.Duration // of an OAuth access token, 0 means 30 minutes
	RefreshLife time.Duration // of an OAuth refresh token, 0 means 30 days

	ObjectLimit int // custom objects the plan allows, 0 means 50

	RecordLimit int // records the plan allows, 0 means 50,000,000

	SaveFile string // where state is opened from and saved to; "" keeps it in memory
}

// withDefaults fills in what the zero value stands for.
func (o Options) withDefaults() Options {
	o.Records = min(cmp.Or(max(o.Records, 0), 10_000), maxRecords)
	o.RateLimit = cmp.Or(o.RateLimit, 700)
	o.Email = cmp.Or(o.Email, "agent@sandbox.example")
	o.Token = cmp.Or(o.Token, "sandbox-token")
	o.ObjectLimit = cmp.Or(o.ObjectLimit, 50)
	o.TokenLife = cmp.Or(o.TokenLife, 30*time.Minute)
	o.RefreshLife = cmp.Or(o.RefreshLife, 30*24*time.Hour)
	if o.Clock == nil {
		o.Clock = time.Now
	}
	return o
}

// maxRecords is the most records an account may hold.
const maxRecords = 50_000_000
