package change

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"zco/api"
	"zco/api/sandbox"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
)

// contested are the fields that two agents write to.
var contested = []string{"custom_object_fields.location", "custom_object_fields.notes", "name"}

// scene is one record, the agents at it, and a model of it that is kept beside
// from what truly happened at the service.
type scene struct {
	server *sandbox.Server
	id     string
	col    *collection.Collection
	schema *collection.Schema

	mu      sync.Mutex
	effects []effect
	writes  int // requests that change something
	unseen  []string
	false_  []string
}

// effect is a value that a write put where another was.
type effect struct {
	agent, key, is string
}

// agent is one who writes, with what they saw last.
type agent struct {
	*Sender
	scene *scene
	name  string
	look  map[string]string
	at    time.Time // of the look
	item  collection.Item

	trouble map[string][]trouble // of the next requests, by their method
}

// values are the contested fields as the service has them.
func (s *scene) values() map[string]string {
	r, _ := http.NewRequest(http.MethodGet, "http://127.0.0.1:1/api/v2/custom_objects/asset/records/"+s.id, nil)
	r.SetBasicAuth("agent@sandbox.example/token", "sandbox-token")
	res, err := s.server.Transport().RoundTrip(r)
	if err != nil {
		return nil
	}
	body, _ := io.ReadAll(res.Body) // in memory
	return valuesOf(body)
}

func valuesOf(body []byte) map[string]string {
	var got struct {
		Record api.Record `json:"custom_object_record"`
	}
	if json.Unmarshal(body, &got) != nil || got.Record.ID == "" {
		return nil
	}
	it := collection.RecordItem(got.Record)
	out := map[string]string{}
	for _, key := range contested {
		out[key] = it.Value(key).Text()
	}
	return out
}

// trouble is what happens to a request on its way.
type trouble struct {
	kind       string // refused, broken, page: it is not done; lost, garbage, after: it is; none
	status     int
	retryAfter string
}

var troubles = []trouble{
	{"refused", 429, "7"}, {"refused", 429, "2"}, {"refused", 429, "3"}, {"refused", 503, "4"}, {"refused", 500, ""},
	{kind: "broken"}, {kind: "lost"}, {kind: "page"}, {kind: "garbage"}, {"after", 502, ""}, {"after", 503, "4"},
}

// RoundTrip carries a request of the agent to the service and notes what it
// did there.
func (a *agent) RoundTrip(r *http.Request) (*http.Response, error) {
	s := a.scene
	s.mu.Lock()
	defer s.mu.Unlock()
	at := a.trouble[r.Method]
	if len(at) > 0 {
		a.trouble[r.Method] = at[1:]
		switch at[0].kind {
		case "refused":
			return answer(at[0].status, "{}", "Retry-After", at[0].retryAfter), nil
		case "broken":
			return nil, errors.New("connection reset by peer")
		case "page":
			return answer(200, "<html>Welcome to the hotel"), nil
		}
	}
	var res *http.Response
	var err error
	if r.Method == http.MethodGet {
		res, err = a.read(r)
	} else {
		res, err = a.write(r)
	}
	if len(at) > 0 && at[0].kind == "lost" {
		return nil, errors.New("connection reset by peer")
	}
	if len(at) > 0 && at[0].kind == "after" {
		return answer(at[0].status, "{}", "Retry-After", at[0].retryAfter), nil
	}
	if len(at) > 0 && at[0].kind == "garbage" {
		return answer(200, "upstream connect error"), nil
	}
	return res, err
}

func answer(status int, body string, header ...string) *http.Response {
	res := &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(body))}
	for i := 0; i+1 < len(header); i += 2 {
		if header[i+1] != "" {
			res.Header.Set(header[i], header[i+1])
		}
	}
	return res
}

func (a *agent) read(r *http.Request) (*http.Response, error) {
	res, err := a.scene.server.Transport().RoundTrip(r)
	if err != nil {
		return res, err
	}
	body, err := io.ReadAll(res.Body)
	res.Body = io.NopCloser(bytes.NewReader(body))
	if seen := valuesOf(body); seen != nil {
		a.look, a.at = seen, time.Now()
	}
	return res, err
}

func (a *agent) write(r *http.Request) (*http.Response, error) {
	s := a.scene
	s.writes++
	before := s.values()
	res, err := s.server.Transport().RoundTrip(r)
	after := s.values()
	for _, key := range contested {
		if before[key] == after[key] {
			continue
		}
		s.effects = append(s.effects, effect{a.name, key, after[key]})
		if before[key] != a.look[key] && time.Since(a.at) > api.LookLasts {
			s.unseen = append(s.unseen, fmt.Sprintf("%s put %q over %q in %s, having seen %q %s before", a.name, after[key], before[key], key, a.look[key], time.Since(a.at)))
		}
	}
	return res, err
}

func (s *scene) enter(t *testing.T, name string) *agent {
	a := &agent{scene: s, name: name, trouble: map[string][]trouble{}}
	client, err := api.New("http://127.0.0.1:1", api.WithTransport(a), api.WithJitter(func() float64 { return 0 }),
		api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
	if err != nil {
		t.Fatal(err)
	}
	a.Sender = &Sender{Client: client, Journal: journal.InMemory(journal.Options{}), Account: "account", User: name, Now: time.Now}
	return a
}

// act is one thing that an agent does.
func (a *agent) act(t *testing.T, random *rand.Rand, n int) {
	s := a.scene
	if random.IntN(2) == 0 {
		method := []string{"PATCH", "PATCH", "GET"}[random.IntN(3)]
		for range 1 + random.IntN(2) {
			a.trouble[method] = append(a.trouble[method], troubles[random.IntN(len(troubles))])
		}
		if random.IntN(3) == 0 { // and reading how it went takes its time
			a.trouble["GET"] = []trouble{{kind: "none"}, troubles[random.IntN(3)]}
			a.trouble["PATCH"] = []trouble{{kind: "lost"}}
		}
	}
	c := Change{Action: journal.Update, Collection: s.col, Schema: s.schema, Ref: collection.Ref{Collection: "asset", ID: s.id}, Item: a.item}
	if random.IntN(4) == 0 {
		for _, e := range a.Journal.History(journal.Filter{Account: "account"}) {
			if WhyNotUndo(e) == "" && e.Undoes == "" && e.Result == journal.OK {
				c, _ = Undo(e, s.col, s.schema)
				p := a.Prepare(t.Context(), c)
				if p.Err != nil {
					return
				}
				c = p.Change
				break
			}
		}
	}
	if len(c.Edits) == 0 {
		for i := range 1 + random.IntN(2) {
			key := contested[(n+i+random.IntN(2))%len(contested)]
			c.Edits = append(c.Edits, collection.Edit{Key: key, Base: a.item.Value(key), Mine: collection.String(fmt.Sprintf("%s-%d-%d", a.name, n, i))})
		}
	}
	s.mu.Lock()
	from := len(s.effects)
	s.mu.Unlock()
	sent := a.Send(t.Context(), c)
	s.judge(a, sent, from)
	if sent.Item.ID != "" {
		a.item = sent.Item
	}
}

// judge compares what is claimed of a change with what it did.
func (s *scene) judge(a *agent, sent Sent, from int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	did := map[string]string{}
	for _, e := range s.effects[from:] {
		if e.agent == a.name {
			did[e.key] = e.is
		}
	}
	wrong := ""
	switch sent.Ending {
	case Saved:
		for key, v := range sent.Merge.Patch {
			if did[key] != v.Text() && !sent.Found {
				wrong = "is said to be saved in " + key + " and is not"
			}
		}
	case Lost: // nothing is claimed
	default:
		if len(did) > 0 {
			wrong = "is said not to have been done"
		}
	}
	if wrong != "" {
		s.false_ = append(s.false_, fmt.Sprintf("the change of %s %s (ending %d, %v): it did %v", a.name, wrong, sent.Ending, sent.Err, did))
	}
}

// Two agents change the same record, undo, wait for the rate limit and lose
// answers, in 1,000 random ways: nobody's value is overwritten unseen, and
// nothing false is said of what came of a change.
func TestTwoAgents(t *testing.T) {
	rounds := 1000
	if testing.Short() {
		rounds = 100
	}
	if os.Getenv("ZCO_LONG") != "" {
		rounds = 20_000
	}
	writes, effects := 0, 0
	for seed := range rounds {
		synctest.Test(t, func(t *testing.T) {
			s := meet(t, uint64(seed))
			writes, effects = writes+s.writes, effects+len(s.effects)
			for _, what := range append(s.unseen, s.false_...) {
				t.Errorf("seed %d: %s", seed, what)
			}
		})
		if t.Failed() {
			return
		}
	}
	t.Logf("%d writes with %d effects in %d rounds", writes, effects, rounds)
	if writes < 3*rounds || effects < 2*rounds {
		t.Error("the agents hardly do anything")
	}
}

// meet lets two agents at a record.
func meet(t *testing.T, seed uint64) *scene {
	s := &scene{server: sandbox.New(sandbox.Options{Records: 1, RateLimit: -1}), col: collection.Records(api.Object{Key: "asset"})}
	agents := []*agent{s.enter(t, "ann"), s.enter(t, "bob")}
	var err error
	if s.schema, err = s.col.Schema(t.Context(), agents[0].Client); err != nil {
		t.Fatal(err)
	}
	page, err := s.col.List(t.Context(), agents[0].Client, collection.Query{Size: 1})
	if err != nil || len(page.Items) == 0 {
		t.Fatal(errors.Join(err, errors.New("there is no record")))
	}
	s.id = page.Items[0].ID
	var both sync.WaitGroup
	for i, a := range agents {
		a.item = page.Items[0]
		random := rand.New(rand.NewPCG(seed, uint64(i)))
		both.Go(func() {
			for n := range 4 {
				time.Sleep(time.Duration(random.IntN(6000)) * time.Millisecond)
				a.act(t, random, n)
			}
			_ = a.Journal.Close()
		})
	}
	both.Wait()
	return s
}

// rows are the rows of the object by name, as the service has them.
func (s *scene) rows(t *testing.T, client *api.Client) map[string]int {
	t.Helper()
	out := map[string]int{}
	for r, err := range client.AllRecords(t.Context(), "asset", api.RecordFilter{}, "id") {
		if err != nil {
			t.Fatal(err)
		}
		out[r.Name.Text()]++
	}
	return out
}

// Rows are made, set and deleted, 1,000 in all, while requests are refused,
// broken, answered by a page of somebody else, or done and not answered:
// nothing is made twice, and what is said of each is so.
func TestClaimsOfMakingAndDeleting(t *testing.T) {
	said := map[Ending]int{}
	for seed := range 125 {
		synctest.Test(t, func(t *testing.T) {
			s := &scene{server: sandbox.New(sandbox.Options{Records: 3, RateLimit: -1}), col: collection.Records(api.Object{Key: "asset"})}
			a := s.enter(t, "ann")
			truth := s.enter(t, "the truth")
			defer func() { _, _ = a.Journal.Close(), truth.Journal.Close() }()
			var err error
			if s.schema, err = s.col.Schema(t.Context(), truth.Client); err != nil {
				t.Fatal(err)
			}
			random := rand.New(rand.NewPCG(uint64(seed), 99))
			for n := range 8 {
				ending := s.claim(t, a, truth.Client, random, fmt.Sprintf("SN-%08d", 90_000_000+seed*8+n))
				said[ending]++
			}
		})
	}
	t.Logf("endings: %v", said)
	if said[Saved] < 200 || said[Lost]+said[NotDone] < 20 {
		t.Error("hardly anything happened")
	}
}

// claim does one thing and compares what is said of it with what there is.
func (s *scene) claim(t *testing.T, a *agent, truth *api.Client, random *rand.Rand, name string) Ending {
	t.Helper()
	for _, method := range []string{"POST", "PATCH", "DELETE", "GET"} {
		a.trouble[method] = nil
		for range random.IntN(3) {
			a.trouble[method] = append(a.trouble[method], []trouble{{kind: "none"}, troubles[random.IntN(len(troubles))]}[random.IntN(2)])
		}
	}
	c := Change{Action: journal.Create, Collection: s.col, Schema: s.schema, Ref: collection.Ref{Collection: "asset"},
		Edits: []collection.Edit{{Key: "name", Mine: collection.String(name)}}}
	for _, f := range s.schema.Fields {
		if f.Required && f.Key != "name" {
			c.Edits = append(c.Edits, collection.Edit{Key: f.Key, Mine: collection.String(name)})
		}
	}
	switch random.IntN(3) {
	case 0:
		page, err := s.col.List(t.Context(), truth, collection.Query{Size: 1, Sort: "-updated_at"})
		if err != nil || len(page.Items) == 0 {
			return Unread
		}
		it := page.Items[0]
		name = it.Name
		c = Change{Action: journal.Delete, Collection: s.col, Schema: s.schema, Ref: collection.Ref{Collection: "asset", ID: it.ID}, Item: it}
	case 1:
		c.Action, c.By, c.Value = journal.Upsert, collection.ByExternalID, "x-"+name
		c.Edits = append(c.Edits, collection.Edit{Key: "external_id", Mine: collection.String("x-" + name)})
	default:
		if random.IntN(2) == 0 {
			c.Edits = append(c.Edits, collection.Edit{Key: "external_id", Mine: collection.String("x-" + name)})
		}
	}
	before := s.rows(t, truth)[name]
	sent := a.Send(t.Context(), c)
	after := s.rows(t, truth)[name]
	want := before // what is not said to be done is not done
	if sent.Ending == Saved {
		want = map[journal.Action]int{journal.Create: before + 1, journal.Upsert: 1, journal.Delete: before - 1}[c.Action]
	}
	if sent.Ending == Lost {
		if after > before+1 {
			t.Errorf("%s was made %d times", name, after-before)
		}
		return Lost
	}
	if after != want {
		t.Errorf("%s of %s: ending %d (%v), and there are %d where there were %d", c.Action, name, sent.Ending, sent.Err, after, before)
	}
	return sent.Ending
}
