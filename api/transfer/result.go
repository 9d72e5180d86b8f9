package transfer

import (
	"strings"

	"zco/api"
)

// Outcome is what became of an item.
type Outcome string

// The outcomes.
const (
	Done    Outcome = "done"
	Failed  Outcome = "failed"
	Unknown Outcome = "unknown" // sent, and nothing tells whether it took
	NotRun  Outcome = "not run" // the run ended before; nothing was sent
)

// Result is what became of one item, and why. Its texts may hold the
// service's words: whoever shows them cleans them. As JSON it is what the run log
// has of it, beside its item and its job.
type Result struct {
	Item     Item         `json:"-"`
	Outcome  Outcome      `json:"outcome"`
	ID       string       `json:"id,omitempty"`       // of the record, the new one where one was made; "" if not told
	Status   string       `json:"status,omitempty"`   // the service's word, such as Created or Updated
	Reason   string       `json:"reason,omitempty"`   // in words, where it is not done
	Details  []api.Detail `json:"details,omitempty"`  // of single fields
	Job      string       `json:"-"`                  // the job's id
	Verified bool         `json:"verified,omitempty"` // the outcome was read from the records, as no answer told it
}

// Why says why the item is not done, with the reasons of single fields.
func (r Result) Why() string {
	parts := make([]string, 0, len(r.Details)+1)
	if r.Reason != "" {
		parts = append(parts, r.Reason)
	}
	for _, d := range r.Details {
		if text := d.String(); text != "" && text != r.Reason {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, "; ")
}
