package app_test

import (
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"zco/api/sandbox"
)

// counter counts the requests under way whose path ends in a word.
type counter struct {
	http.RoundTripper
	word      string
	now, most atomic.Int32
}

func (c *counter) RoundTrip(r *http.Request) (*http.Response, error) {
	if !strings.HasSuffix(r.URL.Path, c.word) {
		return c.RoundTripper.RoundTrip(r)
	}
	if n := c.now.Add(1); n > c.most.Load() {
		c.most.Store(n)
	}
	defer c.now.Add(-1)
	return c.RoundTripper.RoundTrip(r)
}

// Letters typed fast or haltingly at a slow server: never more than one
// request under way, the last text answered, no older answer shown.
func TestLettersAtASlowServer(t *testing.T) {
	for _, pause := range []time.Duration{100 * time.Millisecond, 150 * time.Millisecond, 400 * time.Millisecond, 900 * time.Millisecond} {
		t.Run(pause.String(), func(t *testing.T) {
			c := &counter{word: "/autocomplete"}
			run(t, with{
				sandbox: sandbox.Options{Latency: 600 * time.Millisecond},
				wire:    func(rt http.RoundTripper) http.RoundTripper { c.RoundTripper = rt; return c },
			}, func(t *testing.T, p *program) {
				p.Press("/")
				const text = "Lenovo ThinkPad X1"
				for i, r := range text {
					p.Key(string(r)).Wait(pause)
					expectAnswersTo(t, p, text[:i+1])
				}
				p.Idle().Expect("Lenovo ThinkPad X1 Carbon")
				expectAnswersTo(t, p, text)
				if n := c.most.Load(); n > 1 {
					t.Errorf("%d requests were under way at once, want 1", n)
				}
				last := ""
				for _, e := range p.server.Journal() {
					if u, err := url.Parse(e.Path); err == nil && strings.HasSuffix(u.Path, "/autocomplete") {
						last = u.Query().Get("name")
					}
				}
				if last != text {
					t.Errorf("the last question was %q, want %q", last, text)
				}
			})
		})
	}
}

// expectAnswersTo fails where a suggestion does not begin with what is typed.
// Suggestions are known by the external ids beside them, which the table does
// not show.
func expectAnswersTo(t *testing.T, p *program, typed string) {
	t.Helper()
	for line := range strings.Lines(p.Screen()) {
		name, _, shown := strings.Cut(line, "AST-")
		if shown && !strings.Contains(strings.ToLower(name), strings.ToLower(typed)) {
			t.Fatalf("%q is suggested for %q", strings.TrimSpace(line), typed)
		}
	}
}

// An answer that comes after its text was taken back is never shown.
func TestLateSuggestionsAreNotShown(t *testing.T) {
	run(t, with{sandbox: sandbox.Options{Latency: time.Second}}, func(t *testing.T, p *program) {
		p.Press("/")
		p.Key("N").Key("o").Wait(300 * time.Millisecond)
		p.Key("backspace").Key("backspace").Wait(3 * time.Second)
		p.ExpectNot("AST-")
	})
}

func TestSearchesAreOfferedAgain(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		p.Press("/").Type("Zebra")
		p.Press("enter").Expect("search Zebra")
		p.Press("/").Type("x")
		p.Press("ctrl+u", "backspace").Expect("searched before", "Zebra")
		p.Press("esc", "/").Press("ctrl+u").Press("down", "enter").Expect("search Zebra")
	})
}

// ctrl+t goes round the orders of a search, which is then run in that order.
func TestSearchOrder(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		p.Press("/").Type("Nokia").Expect("by relevance")
		p.Press("ctrl+t").Expect("name (ctrl+t)")
		p.Press("ctrl+t", "ctrl+t").Expect("created (ctrl+t)")
		p.server.ResetJournal()
		p.Press("enter").Expect("search Nokia")
		p.expectRequests("GET /api/v2/custom_objects/asset/records/search?page[size]=100&query=Nokia&sort=created_at")
		p.Press("/")
		for range 4 {
			p.Press("ctrl+t")
		}
		p.Expect("by relevance")
	})
}

// A search without an order has 10,000 results: that is said, and the way
// around.
func TestTheCapIsSaid(t *testing.T) {
	run(t, with{sandbox: sandbox.Options{Records: 60_000}, w: 160, h: 40}, func(t *testing.T, p *program) {
		p.Press("/").Type("SN")
		p.Press("enter").Expect("only the first 10,000 by relevance")
		p.Press("/", "ctrl+t", "enter").ExpectNot("only the first 10,000")
	})
}

// id:, external_id:, an id as it is and addresses go straight to the record.
func TestAddressesInTheSearchLine(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		p.Press("j", "j", "enter").Record().Field("Serial number").Text().Is("SN-00000003")
		p.Press("esc")
		id := idOf(p, 2)
		for _, text := range []string{
			"id:" + id, id, "external_id:AST-00000003",
			"http://127.0.0.1:1/agent/custom-objects/asset/records/" + id,
			"http://127.0.0.1:1/api/v2/custom_objects/asset/records/" + id + ".json",
		} {
			p.Press("g", "/").Paste(text).Expect("enter opens")
			p.Press("enter").Record().Field("Serial number").Text().Is("SN-00000003")
			p.Press("esc")
		}
		p.Press("/").Paste("external_id:nobody").Press("enter").Expect("none of Assets has the external id nobody")
		p.Press("/").Paste("https://other.zendesk.com/agent/custom-objects/asset/records/" + id).Press("enter")
		p.Expect("other.zendesk.com, another account")
		p.Press("/", "ctrl+u").Paste("http://127.0.0.1:1/agent/custom-objects/store").Press("enter").Status().Left.Has("Stores", "of 64")
	})
}

// idOf is the id of the n-th record of the assets.
func idOf(p *program, n int) string {
	p.T.Helper()
	r, err := http.NewRequest("GET", "http://127.0.0.1:1/api/v2/custom_objects/asset/records?page[size]=10", nil)
	if err != nil {
		p.T.Fatal(err)
	}
	r.SetBasicAuth("agent@sandbox.example/token", "sandbox-token")
	resp, err := p.server.Transport().RoundTrip(r)
	if err != nil {
		p.T.Fatal(err)
	}
	defer resp.Body.Close()
	return decodeIDs(p.T, resp.Body)[n]
}

// The index learns of a change some minutes later: a search then says so.
func TestTheIndexLags(t *testing.T) {
	run(t, with{sandbox: sandbox.Options{IndexLag: 5 * time.Minute}, w: 160, h: 40}, func(t *testing.T, p *program) {
		p.Press("/").Type("Nokia").Press("enter").ExpectNot("Recent changes may not be in these results yet")
		p.Press("enter", "e").Type("Y").Press("enter").Press("ctrl+s").Press("enter").Expect("saved")
		p.Press("esc").Expect("Recent changes may not be in these results yet")
		p.Wait(11 * time.Minute)
		p.Press("j").ExpectNot("Recent changes may not be in these results yet")
	})
}
