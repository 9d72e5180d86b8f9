package app_test

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"zco/api/sandbox"
	"zco/tui/app"
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

// Letters typed fast or haltingly at a slow server: no request is
// waited for that another has taken the place of, and the last text is answered.
func TestLettersAtASlowServer(t *testing.T) {
	for _, pause := range []time.Duration{100 * time.Millisecond, 150 * time.Millisecond, 400 * time.Millisecond, 900 * time.Millisecond} {
		t.Run(pause.String(), func(t *testing.T) {
			c := &counter{word: "/search"}
			run(t, with{
				sandbox: sandbox.Options{Latency: 600 * time.Millisecond},
				wire:    func(rt http.RoundTripper) http.RoundTripper { c.RoundTripper = rt; return c },
			}, func(t *testing.T, p *program) {
				p.Press("/")
				const text = "Lenovo ThinkPad X1"
				for _, r := range text {
					p.Key(string(r)).Wait(pause)
				}
				p.Idle().Expect("Lenovo ThinkPad X1 Carbon", "found")
				for n := range 10 {
					p.Records().Row(n + 1).Text().Has("ThinkPad X1")
				}
				if n := c.most.Load(); n > 2 { // one, and the one that it takes the place of
					t.Errorf("%d requests were under way at once, want 2 at most", n)
				}
				last := ""
				for _, e := range p.server.Journal() {
					if u, err := url.Parse(e.Path); err == nil && strings.HasSuffix(u.Path, "/search") {
						last = u.Query().Get("query")
					}
				}
				if last != text {
					t.Errorf("the last question was %q, want %q", last, text)
				}
			})
		})
	}
}

// The table follows what is typed, with the columns that it had, and esc gives
// it back with its cursor; what comes after its text was taken back is not shown.
func TestTheTableFollowsTheSearch(t *testing.T) {
	run(t, with{sandbox: sandbox.Options{Latency: time.Second}, options: func(o *app.Options) { o.Start.Collection = "asset" }}, func(t *testing.T, p *program) {
		p.Press("right", "right", "+", "+", "+", "j", "j")
		head := p.row("Condition")
		p.Press("/").Type("Zebra").Search().Has("/Zebra", " found, by relevance")
		p.Records().Row(1).Text().Has("Zebra")
		if got := p.row("Condition"); got != head {
			t.Errorf("the columns were\n%s\nand are\n%s", head, got)
		}
		p.Press("esc").Status().Left.Has("Assets · 3 of 10,000").Lacks("search")
		p.Records().Current().Cell("Name").Has("#00000003")
		p.Press("/")
		p.Key("Z").Key("e").Wait(300 * time.Millisecond)
		p.Key("backspace").Key("backspace").Wait(3 * time.Second)
		p.Status().Left.Has("3 of 10,000")
		p.Press("esc").Records().Current().Cell("Name").Has("#00000003")
		p.Press("/").Type("Zebra").Press("enter").Status().Left.Has("search Zebra")
		p.Press("enter").Record().Title().Has("Zebra")
		p.Press("esc", "esc").Status().Left.Has("3 of 10,000").Lacks("search")
	})
}

// A search that fails says so where its rows would be, and does not leave those
// of another text there.
func TestAFailingSearchSaysSo(t *testing.T) {
	run(t, with{wire: func(rt http.RoundTripper) http.RoundTripper { return broken{rt, "/search"} }}, func(t *testing.T, p *program) {
		p.Press("/").Type("Zebra").Search().Has("the search failed")
		p.Expect("Assets could not be read").ExpectNot("LG 27UQ850", "r refresh")
		p.Type(" TC").Search().Has("the search failed")
		p.Press("esc").Records().Text().Has("LG 27UQ850").Lacks("could not be read")
	})
}

// broken refuses what a path ends in.
type broken struct {
	http.RoundTripper
	word string
}

func (b broken) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.HasSuffix(r.URL.Path, b.word) {
		return nil, errors.New("the line is down")
	}
	return b.RoundTripper.RoundTrip(r)
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
		p.Press("ctrl+t")
		p.server.ResetJournal()
		p.Press("ctrl+t").Expect("created (ctrl+t)").Press("enter").Expect("search Nokia")
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
			p.Press("g", "/").Paste(text).Expect("Enter opens")
			p.Press("enter").Record().Field("Serial number").Text().Is("SN-00000003")
			p.Press("esc")
		}
		p.Press("/").Paste("external_id:nobody").Press("enter").Expect("None of Assets has the external ID nobody")
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
		p.Press("enter", "e").Type("Y").Press("enter").Press("ctrl+s").Press("enter").Expect("Saved")
		p.Press("esc").Expect("Recent changes may not be in these results yet")
		p.Wait(11 * time.Minute)
		p.Press("j").ExpectNot("Recent changes may not be in these results yet")
	})
}
