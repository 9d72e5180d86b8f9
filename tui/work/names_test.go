package work

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"zco/api"
)

const user = "zen:user"

// directory answers after a second what users are called: all but those below
// ten, which it does not know.
type directory struct {
	mu     sync.Mutex
	asked  []int // how many ids each request was for
	broken error
}

func (d *directory) RoundTrip(r *http.Request) (*http.Response, error) {
	time.Sleep(time.Second)
	ids := strings.Split(r.URL.Query().Get("ids"), ",")
	d.mu.Lock()
	d.asked = append(d.asked, len(ids))
	d.mu.Unlock()
	if d.broken != nil {
		return nil, d.broken
	}
	var users []string
	for _, id := range ids {
		if n, _ := strconv.Atoi(id); n >= 10 {
			users = append(users, fmt.Sprintf(`{"id":%s,"name":"User %s"}`, id, id))
		}
	}
	body := `{"users":[` + strings.Join(users, ",") + `]}`
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(strings.NewReader(body)), Request: r,
	}, nil
}

func named(t *testing.T, d *directory) (*owner, *Inbox, *Layer) {
	client, err := api.New("https://acme.zendesk.com", api.WithTransport(d),
		api.WithCredentials(api.TokenCredentials("a@b.example", "secret")))
	if err != nil {
		t.Fatal(err)
	}
	l := New(t.Context(), client)
	t.Cleanup(l.Stop)
	o := &owner{}
	return o, l.Inbox(o.take), l
}

func users(from, to int) map[string][]string {
	var ids []string
	for i := from; i < to; i++ {
		ids = append(ids, strconv.Itoa(i))
	}
	return map[string][]string{user: ids}
}

func TestNamesAreAskedOnceForAllWhoWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &directory{}
		o, in, l := named(t, d)
		other := &owner{}
		second := l.Inbox(other.take)
		// Both are made before either runs; ids overlap.
		first, both := in.Names(users(10, 160)), second.Names(users(100, 200))
		one := run(first)
		time.Sleep(gather) // it is under way
		synctest.Wait()
		two := run(both)
		time.Sleep(5 * time.Second)
		deliver(t, one)
		deliver(t, two)
		o.expect(t, NamesKnown{user})
		other.expect(t, NamesKnown{user})
		total := 0
		for _, n := range d.asked {
			total += n
		}
		if total != 190 || len(d.asked) != 3 {
			t.Errorf("asked for %v ids, want each of 190 once, in three requests", d.asked)
		}
		for _, id := range []string{"10", "159", "199"} {
			if name, ok := l.Name(user, id); !ok || name != "User "+id {
				t.Errorf("%s is called %q", id, name)
			}
		}
		if in.Names(users(10, 200)) != nil {
			t.Error("what is known is asked for")
		}
		if l.InFlight() != 0 {
			t.Errorf("%d requests under way at the end", l.InFlight())
		}
	})
}

// An id without a name is not asked for again; who only wanted those hears
// nothing.
func TestNamesThatDoNotExist(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &directory{}
		o, in, _ := named(t, d)
		from := run(in.Names(users(1, 10)))
		time.Sleep(2 * time.Second)
		deliver(t, from)
		o.expect(t)
		if in.Names(users(1, 10)) != nil || in.Names(map[string][]string{user: {""}}) != nil {
			t.Error("what has no name is asked for again")
		}
		if in.Names(users(9, 11)) == nil {
			t.Error("one that nobody asked for is not")
		}
	})
}

func TestNamesThatFailedAreAskedForAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &directory{broken: errors.New("no line")}
		o, in, l := named(t, d)
		from := run(in.Names(users(10, 12)))
		time.Sleep(time.Minute)
		deliver(t, from)
		missing, ok := o.got[0].(NamesMissing) // refused, or not in time after trying again
		if !ok || !strings.Contains(missing.Why, "their IDs are shown") {
			t.Fatalf("the owner was told %v", o.got)
		}
		from = run(in.Names(users(10, 12)))
		time.Sleep(time.Minute)
		deliver(t, from)
		o.expect(t, missing) // said once
		synctest.Wait()
		d.broken = nil
		from = run(in.Names(users(10, 12)))
		time.Sleep(time.Minute)
		deliver(t, from)
		o.expect(t, missing, NamesKnown{user})
		if _, ok := l.Name(user, "11"); !ok {
			t.Error("it has no name")
		}
	})
}

// An inbox that closes does not take the answer from another that waits for
// the same name.
func TestNamesComeThoughWhoAskedIsGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o, in, l := named(t, &directory{})
		other := &owner{}
		second := l.Inbox(other.take)
		one := run(in.Names(users(10, 11)))
		synctest.Wait()
		two := run(second.Names(users(10, 11)))
		synctest.Wait()
		in.Close()
		time.Sleep(2 * time.Second)
		deliver(t, one)
		deliver(t, two)
		o.expect(t)
		other.expect(t, NamesKnown{user})
	})
}

func TestNamesVersionSaysThatSomethingWasLearnt(t *testing.T) {
	_, _, l := named(t, &directory{})
	v := l.NamesVersion()
	l.LearnName(user, "1", "Ada")
	if l.NamesVersion() == v {
		t.Error("a new name is no new version")
	}
	v = l.NamesVersion()
	l.LearnName(user, "1", "Ada")
	if l.NamesVersion() != v {
		t.Error("a name known already is a new version")
	}
	l.LearnName(user, "1", "Ada L.")
	if l.NamesVersion() == v {
		t.Error("another name is no new version")
	}
}

// A record and the rows around it ask for its names at once, whichever runs
// first: one request tells them all.
func TestNamesAskedAtOnceShareARequest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &directory{}
		o, in, l := named(t, d)
		other := &owner{}
		row, around := in.Names(users(50, 51)), l.Inbox(other.take).Names(users(10, 60))
		one := run(row)
		synctest.Wait()
		two := run(around)
		time.Sleep(5 * time.Second)
		deliver(t, one)
		deliver(t, two)
		o.expect(t, NamesKnown{user})
		other.expect(t, NamesKnown{user})
		if len(d.asked) != 1 || d.asked[0] != 50 {
			t.Errorf("asked for %v ids, want 50 in one request", d.asked)
		}
	})
}
