package api

import "strings"

// JobStatus is the state of a background job.
type JobStatus struct {
	Original
	ID       string `json:"id"`
	Type     string `json:"job_type" or:"type"` // such as Bulk Create Ticket; "" if not told
	Status   string `json:"status"`             // queued, working, completed, failed, killed, or another end
	Message  string `json:"message"`
	Total    int    `json:"total"`    // items; 0 if not told yet
	Progress int    `json:"progress"` // items done; 0 if not told yet
	Results  []JobResult
	URL      string `json:"url"`
}

// The states of a job.
const (
	JobQueued    = "queued"
	JobWorking   = "working"
	JobCompleted = "completed" // single items may have failed all the same
	JobFailed    = "failed"
	JobKilled    = "killed"
)

// JobResult is what became of one item of a job.
type JobResult struct {
	Index      int    // of the item in the job, from 0; -1 if not told
	ID         string // of the record
	ExternalID string
	Action     string
	Status     string // such as Created, Updated, Deleted
	Success    bool
	Error      string // such as RecordInvalid
	Details    []Detail
	Raw        Value
}

// Done reports whether nothing more will happen. A state that is neither
// queued nor working is an end, known or not: "aborted" has been seen, and
// nothing tells what of such a job was done.
func (j JobStatus) Done() bool {
	return j.Status != JobQueued && j.Status != JobWorking
}

// Failures returns the results that are not successes.
func (j JobStatus) Failures() []JobResult {
	var out []JobResult
	for _, r := range j.Results {
		if !r.Success {
			out = append(out, r)
		}
	}
	return out
}

// UnmarshalJSON reads the state as the service writes it, and as it might:
// the reference does not show the results of custom object jobs.
func (j *JobStatus) UnmarshalJSON(data []byte) error {
	m, err := readMembers(data, j)
	if err == nil {
		j.Results = parseResults(m["results"], j.Total)
	}
	return err
}

func parseResults(v Value, total int) []JobResult {
	if v.IsObject() {
		return []JobResult{parseResult(v)}
	}
	var out []JobResult
	elems := v.Elements()
	for n, e := range elems {
		r := parseResult(e)
		// Results for each item, in their order, need not be numbered.
		if r.Index < 0 && len(elems) == total {
			r.Index = n
		}
		out = append(out, r)
	}
	return out
}

func parseResult(v Value) JobResult {
	r := JobResult{Index: -1, Raw: v}
	if !v.IsObject() { // an id alone
		r.ID, r.Success = v.Text(), true
		return r
	}
	m := members(v.Members())
	if n, ok := intOf(m["index"]); ok {
		r.Index = n
	}
	r.ID = m.first("id", "record_id", "custom_object_record_id").Text()
	r.ExternalID = m.text("external_id")
	r.Action, r.Status = m.text("action"), m.text("status")
	if e := m["error"]; e.IsObject() {
		d := parseDetail("", e)
		r.Error = d.Code
		if d.Message != "" {
			r.Details = append(r.Details, Detail{Message: d.Message})
		}
	} else {
		r.Error = e.Text()
	}
	for _, key := range []string{"details", "errors", "description"} {
		r.Details = append(r.Details, parseDetails(m[key])...)
	}
	r.Success = m.succeeded(r)
	return r
}

// succeeded: an explicit word counts, then any sign of an error.
func (m members) succeeded(r JobResult) bool {
	if ok, told := m["success"].Bool(); told {
		return ok
	}
	switch strings.ToLower(r.Status) {
	case "failed", "error", "failure":
		return false
	}
	return m["error"].IsEmpty() && m["errors"].IsEmpty() && m["details"].IsEmpty()
}

// String says what became of the item, in words.
func (r JobResult) String() string {
	if r.Success {
		if r.Status == "" {
			return "done"
		}
		return strings.ToLower(r.Status)
	}
	parts := make([]string, 0, len(r.Details)+1)
	for _, d := range r.Details {
		parts = append(parts, d.String())
	}
	switch {
	case len(parts) == 0 && r.Error == "":
		return "failed"
	case len(parts) == 0:
		return r.Error
	}
	return strings.Join(parts, "; ")
}
