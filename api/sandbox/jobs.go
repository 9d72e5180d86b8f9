package sandbox

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Bounds of bulk jobs.
const (
	jobItems   = 100
	jobsAtOnce = 30
	jobsKept   = 100         // finished ones that can still be asked for
	jobLonger  = time.Minute // after which a job nobody asks for is done
	jobTime    = "2006-01-02 15:04:05 -0700"
)

// job is a bulk job. Nobody works in the background: a job moves on when it
// is asked for, from queued to working to completed, or when its time is
// over, see Options.JobDelay. Its items are done as it moves, not before.
type job struct {
	ID      string            `json:"id"`
	Kind    string            `json:"job_type"`
	Total   int               `json:"total"`
	Done    int               `json:"progress"`
	Status  string            `json:"status"`
	Message string            `json:"message"`
	Results []json.RawMessage `json:"results"`
	Began   time.Time         `json:"began"`
	Order   int64             `json:"order"`

	work func(i int) obj // does one item and says how it went
}

const (
	jobQueued    = "queued"
	jobWorking   = "working"
	jobCompleted = "completed"
)

var jobsFamily = family{
	name: "job_statuses",
	seed: func(s *Server) { s.jobs = map[string]*job{} },
	routes: func(s *Server) {
		s.handle("POST "+objectsPath+"/{object}/jobs", agents, s.withRecords(s.createJob))
		s.handle("GET /api/v2/job_statuses", agents, s.listJobs).writes()
		s.handle("GET /api/v2/job_statuses/show_many", agents, s.showJobs).writes()
		s.handle("GET /api/v2/job_statuses/{id}", agents, s.showJob).writes()
	},
	state: func(s *Server) any { return &s.jobs }, // all finished, see Save
}

// enqueue starts a job of total items and answers with its status; work does
// item i with the lock held and returns its result. The status is 201 for
// custom objects and 200 elsewhere.
func (s *Server) enqueue(q *request, status int, kind string, total int, work func(i int) obj) *answer {
	s.settleJobs()
	var open []string
	for _, j := range s.sortedJobs() {
		if j.Status != jobCompleted {
			open = append(open, j.ID)
		}
	}
	if len(open) >= jobsAtOnce {
		a := reply(http.StatusTooManyRequests, obj{
			{"error", "TooManyJobs"},
			{"description", "Too many " + kind + " jobs are currently queued or running. Try again later."},
			{"current_job_ids", open},
		})
		a.header.Set("Retry-After", "5")
		return jobHeader(a, jobsAtOnce)
	}
	order := s.nextID()
	j := &job{
		ID:   fmt.Sprintf("V3-%016x%016x", hash(uint64(order)), hash(uint64(order)+1)),
		Kind: kind, Total: total, Status: jobQueued, Began: q.now(), Order: order, work: work,
	}
	s.jobs[j.ID] = j
	s.openJobs.Store(true)
	s.forgetJobs()
	return jobHeader(reply(status, obj{{"job_status", j.show(q)}}), len(open)+1)
}

func jobHeader(a *answer, used int) *answer {
	a.header.Set("Zendesk-Ratelimit-Inflight-Jobs", fmt.Sprintf("total=%d; remaining=%d; resets=60", jobsAtOnce, jobsAtOnce-used))
	return a
}

// forgetJobs drops the oldest finished jobs.
func (s *Server) forgetJobs() {
	list := s.sortedJobs()
	for _, j := range list[:max(0, len(list)-jobsKept)] {
		if j.Status == jobCompleted {
			delete(s.jobs, j.ID)
		}
	}
}

func (s *Server) sortedJobs() []*job {
	return slices.SortedFunc(maps.Values(s.jobs), func(a, b *job) int { return cmp.Compare(a.Order, b.Order) })
}

// settleJobs moves on every job whose time has come.
func (s *Server) settleJobs() {
	now, open := s.now(), false
	for _, j := range s.sortedJobs() {
		age := now.Sub(j.Began)
		switch delay := s.opts.JobDelay; {
		case j.Status == jobCompleted:
		case delay > 0 && age >= 2*delay, delay == 0 && age >= jobLonger:
			j.advance(j.Total, now)
		case delay > 0 && age >= delay:
			j.advance(min(j.Total-1, int(int64(j.Total)*int64(age-delay)/int64(delay))), now)
		}
		open = open || j.Status != jobCompleted
	}
	s.openJobs.Store(open)
}

// asked moves a job on because someone looks at it: first it is still queued,
// then half done, then completed.
func (s *Server) asked(j *job) {
	if s.opts.JobDelay > 0 || j.Status == jobCompleted {
		return
	}
	if j.Status == jobQueued {
		j.advance(j.Total/2, s.now())
		return
	}
	j.advance(j.Total, s.now())
}

// advance does the items up to a number.
func (j *job) advance(to int, now time.Time) {
	j.Status = jobWorking
	for ; j.Done < to; j.Done++ {
		result, _ := json.Marshal(j.work(j.Done)) // results always encode
		j.Results = append(j.Results, result)
	}
	j.Message = fmt.Sprintf("Working on item #%d", j.Done+1)
	if j.Done == j.Total {
		j.Status = jobCompleted
		j.Message = "Completed at " + now.Format(jobTime)
		j.work = nil
	}
}

// finishJobs completes all of them.
func (s *Server) finishJobs() {
	for _, j := range s.sortedJobs() {
		if j.Status != jobCompleted {
			j.advance(j.Total, s.now())
		}
	}
}

// show is the job as it is sent.
func (j *job) show(q *request) obj {
	var message, progress, results any
	if j.Status != jobQueued {
		message, progress = j.Message, j.Done
	}
	if j.Status == jobCompleted {
		results = j.Results
	}
	return obj{
		{"id", j.ID}, {"job_type", j.Kind}, {"url", q.link("/api/v2/job_statuses/" + j.ID)}, {"total", j.Total},
		{"progress", progress}, {"status", j.Status}, {"message", message}, {"results", results},
	}
}

// showJob: GET /api/v2/job_statuses/{id}
func (s *Server) showJob(q *request) *answer {
	s.settleJobs()
	j := s.jobs[q.path("id")]
	if j == nil {
		return recordNotFound()
	}
	shown := j.show(q)
	s.asked(j) // what is told first is how it was until now
	return ok(obj{{"job_status", shown}})
}

// showJobs: GET /api/v2/job_statuses/show_many?ids=
func (s *Server) showJobs(q *request) *answer {
	s.settleJobs()
	ids := q.list("ids")
	if len(ids) > maxPage {
		return tooManyValues("Parameter ids cannot specify more than 100 values")
	}
	list := []obj{}
	for _, id := range ids {
		if j := s.jobs[id]; j != nil {
			list = append(list, j.show(q))
			s.asked(j)
		}
	}
	return ok(obj{{"job_statuses", list}})
}

// listJobs: GET /api/v2/job_statuses, newest last.
func (s *Server) listJobs(q *request) *answer {
	s.settleJobs()
	return paged(q, listing[*job]{
		key: "job_statuses", items: s.sortedJobs(), how: cursorOnly,
		id:   func(j *job) int64 { return j.Order },
		show: func(j *job) any { return j.show(q) },
	})
}

// text is what is wrong in one line.
func (v *invalid) text() string {
	var parts []string
	for _, key := range v.keys {
		for _, d := range v.details[key] {
			parts = append(parts, fmt.Sprint(d[0].Value))
		}
	}
	return strings.Join(parts, ", ")
}
