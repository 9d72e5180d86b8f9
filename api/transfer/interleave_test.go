package transfer_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"zco/api"
	"zco/api/sandbox"
	"zco/api/transfer"
)

// scene is an account, a colleague who writes to its records, a run that does
// as well, and beside them what truly happened at the service.
type scene struct {
	server *sandbox.Server
	truth  *api.Client // sees and writes what it likes
	random *rand.Rand  // of the run and its wire
	dice   sync.Mutex  // over random
	fields []api.Field
	ids    []string

	mu       sync.Mutex
	wrote    map[string]map[string]mark // by the colleague last, by record and field
	made     map[string]time.Time       // by the colleague, by external id
	saw      map[string]time.Time       // when the run decided about a record, or a person was told of it
	sawNone  map[string]time.Time       // the same, by external ids that were not there
	jobs     int
	effects  int // of the colleague, on what the run is about
	raced    int // writes within the moment that nobody can look into
	unseen   []string
	done     int // rows that are said to be
	false_   []string
	trouble  int // how often a request is troubled, of 100
	sent     map[string]int
	finished bool
}

// mark is what the colleague put into a field, and when.
type mark struct {
	is string
	at time.Time
}

// roll is the dice of the run and of its wire, which throw at the same time.
func (s *scene) roll(n int) int {
	s.dice.Lock()
	defer s.dice.Unlock()
	return s.random.IntN(n)
}

// record is what the service has; none for what is not there.
func (s *scene) record(id string) api.Record {
	page, _, err := s.truth.ListRecords(context.Background(), object, api.RecordFilter{IDs: []string{id}}, api.ListOptions{})
	if err != nil || len(page.Items) == 0 {
		return api.Record{}
	}
	return page.Items[0]
}

func (s *scene) byExternalID(id string) api.Record {
	page, _, err := s.truth.ListRecords(context.Background(), object, api.RecordFilter{ExternalIDs: []string{id}}, api.ListOptions{})
	if err != nil || len(page.Items) == 0 {
		return api.Record{}
	}
	return page.Items[0]
}

// RoundTrip carries a request of the run, or has it go wrong.
func (s *scene) RoundTrip(r *http.Request) (*http.Response, error) {
	s.mu.Lock()
	way := time.Duration(s.roll(600)) * time.Millisecond
	s.mu.Unlock()
	time.Sleep(way)
	s.mu.Lock()
	defer s.mu.Unlock()
	kind := ""
	if s.roll(100) < s.trouble {
		kinds := []string{"429", "503", "broken", "page", "lost"}
		kind = kinds[s.roll(len(kinds))]
	}
	switch kind {
	case "429", "503":
		res := answer(map[string]int{"429": 429, "503": 503}[kind], "{}")
		res.Header.Set("Retry-After", fmt.Sprint(2+s.roll(9)))
		return res, nil
	case "broken":
		return nil, errors.New("connection reset by peer")
	case "page":
		return answer(200, "<html>Welcome to the hotel"), nil
	}
	if r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/jobs") {
		s.jobs++
		s.arrives(r)
	}
	res, err := s.server.Transport().RoundTrip(r)
	if err == nil && kind != "lost" && r.Method == http.MethodGet && strings.HasSuffix(r.URL.Path, "/records") {
		s.reads(r, res)
	}
	if kind == "lost" {
		return nil, errors.New("connection reset by peer")
	}
	return res, err
}

func answer(status int, body string) *http.Response {
	return &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(body))}
}

// reads notes what the run decides upon: the first sight of a record.
func (s *scene) reads(r *http.Request, res *http.Response) {
	body, _ := io.ReadAll(res.Body)
	res.Body = io.NopCloser(bytes.NewReader(body))
	var page struct {
		Records []api.Record `json:"custom_object_records"`
	}
	if json.Unmarshal(body, &page) != nil {
		return
	}
	there := map[string]bool{}
	for _, record := range page.Records {
		there[record.ExternalID.Text()] = true
		if _, ok := s.saw[record.ID]; !ok {
			s.saw[record.ID] = time.Now()
		}
	}
	for _, id := range strings.Split(r.URL.Query().Get("filter[external_ids]"), ",") {
		if _, ok := s.sawNone[id]; !ok && id != "" && !there[id] {
			s.sawNone[id] = time.Now()
		}
	}
}

// arrives judges a job: what somebody wrote after it was decided, and before
// the moment of the look, is not in it.
func (s *scene) arrives(r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	var sent struct {
		Job struct {
			Action api.Action        `json:"action"`
			Items  []json.RawMessage `json:"items"`
		} `json:"job"`
	}
	if err := json.Unmarshal(body, &sent); err != nil {
		panic(err)
	}
	for _, raw := range sent.Job.Items {
		var item api.Record
		switch sent.Job.Action {
		case api.ActionDelete:
			_ = json.Unmarshal(raw, &item.ID)
			s.sent[item.ID]++
			now := s.record(item.ID)
			for key := range s.wrote[item.ID] {
				s.overwrites(now, key, "deleted")
			}
			continue
		case api.ActionUpdate:
			_ = json.Unmarshal(raw, &item)
		default:
			_ = json.Unmarshal(raw, &item)
			item.ID = s.byExternalID(item.ExternalID.Text()).ID
		}
		s.sent[item.ID+item.ExternalID.Text()]++
		now := s.record(item.ID)
		for key, v := range item.Fields {
			if is := now.Fields[key]; item.ID != "" && is.Text() != v.Text() {
				s.overwrites(now, key, fmt.Sprintf("%s put over %q", v.Text(), is.Text()))
			}
		}
	}
}

// overwrites judges what goes over a field that the colleague wrote.
func (s *scene) overwrites(now api.Record, key, what string) {
	id, at := now.ID, s.wrote[now.ID][key].at
	wrote := !at.IsZero() && now.Fields[key].Text() == s.wrote[id][key].is
	saw, ok := s.saw[id]
	if made, theirs := s.made[id]; theirs && !ok { // it was not there when it was decided
		saw, ok = made.Add(-1), true
	}
	switch {
	case !wrote || ok && !at.After(saw):
	case time.Since(at) <= api.LookLasts:
		s.raced++
	default:
		s.unseen = append(s.unseen, fmt.Sprintf("%s of %s was %s: written %s ago, decided %s ago", key, id, what, time.Since(at), time.Since(saw)))
	}
}

// tells notes that a person was told of a row that was left alone.
func (s *scene) tells(r transfer.Result) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.Outcome == transfer.Done {
		s.claims(r)
		return
	}
	if r.Outcome != transfer.Failed {
		return
	}
	s.saw[r.ID], s.saw[r.Item.ID] = time.Now(), time.Now()
	if b := r.Item.Before; b != nil {
		s.saw[b.ID] = time.Now()
	}
}

// claims compares what is said to be done with what there is.
func (s *scene) claims(r transfer.Result) {
	s.done++
	now, external := s.record(r.ID), r.Item.Patch.ExternalID.Text()
	switch r.Item.Action {
	case api.ActionDelete:
		if now.ID != "" {
			s.false_ = append(s.false_, "deleted is said to be "+r.ID)
		}
		return
	case api.ActionSetByExternalID:
		now = s.byExternalID(external)
	}
	for key, v := range r.Item.Patch.Fields {
		is := now.Fields[key].Text()
		if !strings.HasPrefix(is, v.Text()) && is != s.wrote[now.ID][key].is {
			s.false_ = append(s.false_, fmt.Sprintf("%s of %s %s is said to be %s and is %q", key, r.ID, external, v.Text(), is))
		}
	}
}

// colleague writes to the records now and then, and makes some.
func (s *scene) colleague(random *rand.Rand, external []string) {
	for n := range 60 {
		time.Sleep(time.Duration(random.IntN(1500)) * time.Millisecond)
		s.mu.Lock()
		if s.finished {
			s.mu.Unlock()
			return
		}
		id, ctx := s.ids[random.IntN(len(s.ids))], context.Background()
		patch := api.RecordPatch{Fields: map[string]api.Value{}}
		key := []string{"location", "notes"}[random.IntN(2)]
		patch.Fields[key] = api.String(fmt.Sprintf("a colleague's %d", n))
		if len(external) > 0 && random.IntN(3) == 0 { // with an external id that a row has
			e := external[random.IntN(len(external))]
			if there := s.byExternalID(e); there.ID != "" {
				id = there.ID
			} else {
				patch.Name, patch.ExternalID = api.String("made by a colleague "+e), api.String(e)
				patch.Fields["serial_number"] = api.String(fmt.Sprintf("CO-%08d", random.IntN(99_999_999)))
				if made, _, err := s.truth.CreateRecord(ctx, object, patch); err == nil {
					s.made[made.ID] = time.Now()
					s.note(made, "location", "notes", "serial_number")
				}
				s.mu.Unlock()
				continue
			}
		}
		if now, _, err := s.truth.UpdateRecord(ctx, object, id, patch); err == nil {
			s.note(now, key)
		}
		s.mu.Unlock()
	}
}

func (s *scene) note(r api.Record, keys ...string) {
	s.effects++
	if s.wrote[r.ID] == nil {
		s.wrote[r.ID] = map[string]mark{}
	}
	for _, key := range keys {
		s.wrote[r.ID][key] = mark{r.Fields[key].Text(), time.Now()}
	}
}

// rows says that a plan is always of the same rows.
func rows(p transfer.Plan) transfer.Plan {
	p.Content = "the file"
	return p
}

// reviewed is a plan as a person agreed to it, written down.
func reviewed(p transfer.Plan) (transfer.Plan, error) {
	var items [][]byte
	for item, err := range p.Items {
		if err != nil {
			return p, err
		}
		text, err := json.Marshal(item)
		if err != nil {
			return p, err
		}
		items = append(items, text)
	}
	p.Total = len(items)
	p.Items = func(yield func(transfer.Item, error) bool) {
		for _, text := range items {
			var item transfer.Item
			if err := json.Unmarshal(text, &item); !yield(item, err) {
				return
			}
		}
	}
	return p, nil
}

// pick are the records of the scene, read by the run.
func (s *scene) pick(ctx context.Context, c *api.Client) iter.Seq2[api.Record, error] {
	return func(yield func(api.Record, error) bool) {
		for r, err := range transfer.Records(ctx, c, transfer.Query{Object: object}) {
			if err == nil && !slices.Contains(s.ids, r.ID) {
				continue
			}
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}

// again runs a plan until it is through, breaking it off now and then.
func (s *scene) again(t *testing.T, c *api.Client, plan func(context.Context) transfer.Plan, log string) {
	for n := range 5 {
		ctx, stop := context.WithCancel(t.Context())
		if n < 4 && s.roll(2) == 0 {
			time.AfterFunc(time.Duration(1+s.roll(40))*time.Second, stop)
		}
		r, err := transfer.Start(ctx, c, plan(ctx), transfer.Options{
			LogPath: log, CheckBefore: true, JobSize: 5, Parallel: 1 + s.roll(3), OnResult: s.tells,
		})
		if err != nil {
			t.Fatal(err)
		}
		if s.roll(3) == 0 {
			r.Pause()
			time.AfterFunc(time.Duration(s.roll(9000))*time.Millisecond, r.Resume)
		}
		p, err := r.Wait()
		stop()
		if err == nil && p.NotRun+p.Unknown == 0 {
			return
		}
		time.Sleep(time.Duration(s.roll(10)) * time.Second)
	}
}

// Runs of every kind, while a colleague writes to the same records, limits hold
// jobs back, answers are lost and runs are broken off and gone on with: nothing
// that the colleague wrote after it was decided is overwritten, but for what
// comes in the moment between a look and the job, and what is said to be done is.
func TestRunsAmongColleagues(t *testing.T) {
	rounds := 120
	switch {
	case testing.Short():
		rounds = 30
	case os.Getenv("ZCO_LONG") != "":
		rounds = 3000
	}
	jobs, effects, raced, sent, done := 0, 0, 0, 0, 0
	for seed := range rounds {
		dir := t.TempDir()
		synctest.Test(t, func(t *testing.T) {
			s := enter(t, uint64(seed))
			s.act(t, dir)
			jobs, effects, raced, sent = jobs+s.jobs, effects+s.effects, raced+s.raced, sent+len(s.sent)
			done += s.done
			for _, what := range append(s.unseen, s.false_...) {
				t.Errorf("seed %d: %s", seed, what)
			}
		})
		if t.Failed() {
			return
		}
	}
	t.Logf("%d jobs with %d rows among %d changes of a colleague, %d of them in the moment after a look; %d rows are said to be done", jobs, sent, effects, raced, done)
	if jobs < rounds || effects < rounds || sent < 5*rounds || done < 5*rounds {
		t.Error("hardly anything happened")
	}
}

func enter(t *testing.T, seed uint64) *scene {
	s := &scene{
		server: sandbox.New(sandbox.Options{Records: 25, RateLimit: -1, JobDelay: 300 * time.Millisecond}), random: rand.New(rand.NewPCG(seed, 24)),
		wrote: map[string]map[string]mark{}, made: map[string]time.Time{}, saw: map[string]time.Time{}, sawNone: map[string]time.Time{}, sent: map[string]int{},
	}
	var err error
	s.truth, err = api.New("https://sandbox.zendesk.com", api.WithTransport(s.server.Transport()), api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
	if err != nil {
		t.Fatal(err)
	}
	fields, _, err := s.truth.ListFields(t.Context(), object, api.ListOptions{})
	if err != nil {
		t.Fatal(err)
	}
	s.fields = fields.Items
	for r, err := range transfer.Records(t.Context(), s.truth, transfer.Query{Object: object}) {
		if err != nil {
			t.Fatal(err)
		}
		s.ids = append(s.ids, r.ID)
	}
	return s
}

// act has a person do one thing and undo it, or not.
func (s *scene) act(t *testing.T, dir string) {
	c, err := api.New("https://sandbox.zendesk.com", api.WithTransport(s), api.WithJitter(func() float64 { return 0 }), api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
	if err != nil {
		t.Fatal(err)
	}
	var external []string
	plan := func(ctx context.Context) transfer.Plan {
		set := transfer.Change{Field: "location", Kind: transfer.Set, Value: api.String("mine")}
		return transfer.EditPlan(object, s.pick(ctx, c), []transfer.Change{set}, s.fields)
	}
	live := false
	switch s.roll(4) {
	case 0:
		plan = func(ctx context.Context) transfer.Plan { return transfer.DeletePlan(object, s.pick(ctx, c)) }
	case 1:
		text := "id,location,notes\n"
		for n, id := range s.ids {
			text += fmt.Sprintf("%s,%s,%s\n", id, []string{"mine", "mine too"}[n%2], "my notes")
		}
		live = s.roll(2) == 0
		plan = func(ctx context.Context) transfer.Plan { return rows(importing(text, s.fields).Plan(ctx, c)) }
	case 2:
		text := "external_id,name,serial_number,location,notes\n"
		for n := range 25 {
			external = append(external, fmt.Sprint("row-", n))
			text += fmt.Sprintf("row-%d,name %d,SN-%08d,mine,my notes\n", n, n, 98_000_000+n)
		}
		live = s.roll(2) == 0
		plan = func(ctx context.Context) transfer.Plan {
			in := importing(text, s.fields)
			in.Key = transfer.KeyExternalID
			return rows(in.Plan(ctx, c))
		}
	}
	var colleague sync.WaitGroup
	other := rand.New(rand.NewPCG(uint64(s.roll(1<<62)), 7))
	colleague.Go(func() { s.colleague(other, external) })
	log := filepath.Join(dir, "log")
	if s.decide(t, plan, live, c, log) && s.roll(2) == 0 {
		s.mu.Lock()
		s.saw, s.sawNone = map[string]time.Time{}, map[string]time.Time{}
		s.mu.Unlock()
		undo := func(ctx context.Context) transfer.Plan {
			return transfer.WithMade(ctx, c, transfer.UndoPlan(object, transfer.ReadLog(log), s.fields), s.fields)
		}
		s.decide(t, undo, false, c, log+"2")
	}
	s.mu.Lock()
	s.finished = true
	s.mu.Unlock()
	colleague.Wait()
}

// decide has a person agree to a plan, or start it as it is, and runs it.
func (s *scene) decide(t *testing.T, plan func(context.Context) transfer.Plan, live bool, c *api.Client, log string) bool {
	if !live {
		agreed, err := reviewed(plan(t.Context()))
		if err != nil {
			return false // it is said, and nothing is sent
		}
		plan = func(context.Context) transfer.Plan { return agreed }
		time.Sleep(time.Duration(s.roll(15)) * time.Second)
	}
	s.mu.Lock()
	s.trouble = 12
	s.mu.Unlock()
	s.again(t, c, plan, log)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.trouble = 0
	return true
}
