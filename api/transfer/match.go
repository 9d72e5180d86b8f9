package transfer

import (
	"cmp"
	"fmt"

	"zco/api"
)

// matchResults finds for each item what the job says about it: by index, then
// by id, external id or name, and by order only where nothing else is told
// and there are as many results as items. An item that the job says nothing
// about is unknown, whatever the job's own state.
func matchResults(items []Item, job api.JobStatus) []Result {
	out := make([]Result, len(items))
	for n, item := range items {
		out[n] = Result{Item: item, Outcome: Unknown, Job: job.ID, Reason: silence(job)}
	}
	taken := make([]bool, len(job.Results))
	give := func(result, item int) {
		taken[result] = true
		out[item] = resultOf(items[item], job, job.Results[result])
	}
	free := func(n int) bool { return n >= 0 && n < len(items) && out[n].Outcome == Unknown }
	for n, r := range job.Results {
		if toldIndex(r) && free(r.Index) && !contradicts(items[r.Index], r) {
			give(n, r.Index)
		}
	}
	byName := namesOf(items)
	for n, r := range job.Results {
		if taken[n] {
			continue
		}
		for _, name := range resultNames(r) {
			if at, ok := byName[name]; ok && free(at) {
				give(n, at)
				break
			}
		}
	}
	if len(job.Results) != len(items) {
		return out
	}
	for n, r := range job.Results {
		if !taken[n] && free(n) && !toldIndex(r) && !contradicts(items[n], r) {
			give(n, n)
		}
	}
	return out
}

func silence(job api.JobStatus) string {
	if job.Message != "" && job.Status != api.JobCompleted {
		return fmt.Sprintf("the job %s: %s", job.Status, job.Message)
	}
	return fmt.Sprintf("the job is %s and says nothing about this record", cmp.Or(job.Status, "without a state"))
}

// toldIndex: an index that was only counted from the order does not say more
// than the order does.
func toldIndex(r api.JobResult) bool {
	_, told := r.Raw.Members()["index"]
	return told && r.Index >= 0
}

// contradicts reports whether the result names another record than the item.
func contradicts(i Item, r api.JobResult) bool {
	if i.ID != "" && r.ID != "" && r.ID != i.ID {
		return true
	}
	external := i.Patch.ExternalID.Text()
	return external != "" && r.ExternalID != "" && r.ExternalID != external
}

func namesOf(items []Item) map[string]int {
	names := map[string]int{}
	note := func(kind, value string, n int) {
		if value == "" {
			return
		}
		if _, twice := names[kind+value]; twice {
			names[kind+value] = -1
			return
		}
		names[kind+value] = n
	}
	for n, item := range items {
		note("id:", item.ID, n)
		note("external_id:", item.Patch.ExternalID.Text(), n)
		note("name:", item.Patch.Name.Text(), n)
	}
	return names
}

func resultNames(r api.JobResult) []string {
	name := r.Raw.Members()["name"].Text()
	return []string{"id:" + r.ID, "external_id:" + r.ExternalID, "external_id:" + r.ID, "name:" + name}
}

func resultOf(item Item, job api.JobStatus, r api.JobResult) Result {
	out := Result{Item: item, ID: r.ID, Status: r.Status, Job: job.ID, Outcome: Done}
	if item.ID != "" {
		out.ID = item.ID
	}
	if item.Action == api.ActionDeleteByExternalID && out.ID == item.Patch.ExternalID.Text() {
		out.ID = ""
	}
	if r.Success {
		return out
	}
	out.Outcome, out.Details = Failed, r.Details
	out.Reason = r.Error
	if out.Reason == "" && len(out.Details) == 0 {
		out.Reason = r.String()
	}
	return out
}
