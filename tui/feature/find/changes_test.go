package find

import (
	"context"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"zco/api"
	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

// service is one that answers with set texts, by the end of the path, and
// notes what it was asked for.
type service struct {
	answers map[string]string
	asked   []string
}

func (s *service) RoundTrip(req *http.Request) (*http.Response, error) {
	s.asked = append(s.asked, req.URL.RequestURI())
	body := "{}"
	for end, answer := range s.answers {
		if strings.HasSuffix(req.URL.Path, end) {
			body = answer
		}
	}
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(body)), Request: req}, nil
}

func (s *service) client(t *testing.T) *api.Client {
	t.Helper()
	client, err := api.New("http://127.0.0.1:1", api.WithTransport(s), api.WithCredentials(api.TokenCredentials("agent@example.com", "token")),
		api.WithClock(time.Now, func(context.Context, time.Duration) error { return nil }))
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// about are the requests whose address holds a text.
func (s *service) about(text string) []string {
	return slices.DeleteFunc(slices.Clone(s.asked), func(a string) bool { return !strings.Contains(a, text) })
}

// morning is a service with three changes, the earliest first as it tells them.
func morning() *service {
	return &service{answers: map[string]string{
		"/cursor": `{"custom_object_records":[
			{"id":"A1","name":"Herbie","created_at":"2026-03-01T08:00:00Z","updated_at":"2026-03-01T09:00:00Z","updated_by_user_id":"77"},
			{"id":"A2","name":"[DELETED]","created_at":"2026-03-01T08:00:00Z","updated_at":"2026-03-01T10:00:00Z","updated_by_user_id":"77"},
			{"id":"A3","name":"Polo","created_at":"2026-03-01T11:00:00Z","updated_at":"2026-03-01T11:00:00Z","updated_by_user_id":"78"}],
			"end_of_stream":true}`,
		"/events":         `{"events":[{"id":"e1","type":"record_created","actor":{"user_id":78},"created_at":"2026-03-01T11:00:00Z"}]}`,
		"/show_many":      `{"users":[{"id":77,"name":"Ada"},{"id":78,"name":"Bob"}]}`,
		"/show_many.json": `{"users":[{"id":77,"name":"Ada"},{"id":78,"name":"Bob"}]}`,
	}}
}

// Each record under the cursor is asked about once, a deleted one never; those
// who made the changes are asked for in one request.
func TestEachChangeIsLookedAtOnce(t *testing.T) {
	s := morning()
	r := begin(t, s.client(t), nil)
	r.env.Names = r.layer
	r.run(action.Changes)
	if got := r.screen(); !strings.Contains(got, "Polo  created by Bob") || !strings.Contains(got, "Bob created it") {
		t.Errorf("it shows\n%s", got)
	}
	if got := r.screen(); !strings.Contains(got, "Herbie  changed by Ada") {
		t.Errorf("who changed the others is not told\n%s", got)
	}
	if _, done := panetest.Press(r.dialog(), "down"); done {
		t.Error("a move closes the list")
	}
	if got := r.screen(); !strings.Contains(got, "It was deleted:") {
		t.Errorf("on a deleted one it shows\n%s", got)
	}
	r.press("down", "up", "up", "down", "down")
	want := []string{"/api/v2/custom_objects/car/records/A3/events", "/api/v2/custom_objects/car/records/A1/events"}
	asked := s.about("/events")
	for i := range asked {
		asked[i], _, _ = strings.Cut(asked[i], "?")
	}
	if !slices.Equal(asked, want) {
		t.Errorf("asked for are %q, want %q", asked, want)
	}
	if users := s.about("/users/"); len(users) != 1 {
		t.Errorf("people are asked for by %q", users)
	}
}

// A record that the cursor leaves before it has rested there is not asked
// about.
func TestAChangePassedByIsNotAskedAbout(t *testing.T) {
	s := morning()
	r := begin(t, s.client(t), nil)
	waiting := r.peek(action.Changes)
	panetest.Settle(waiting) // the first one
	d := r.dialog()
	d.Key(panetest.Key("down"))
	rest, _ := d.Key(panetest.Key("down"))
	d.Key(panetest.Key("up"))
	panetest.Settle(rest)
	if asked := s.about("/A1/events"); len(asked) != 0 {
		t.Errorf("asked for are %q", asked)
	}
}

// Who passes by a deleted record and comes back is told what was changed in the
// one left; another key in between asks nothing anew.
func TestWhoComesBackToAChangeIsTold(t *testing.T) {
	s := morning()
	r := begin(t, s.client(t), nil)
	r.peek(action.Changes)
	d := r.dialog().(*changes)
	r.layer.LearnName("zen:user", "77", "Ada")
	r.layer.LearnName("zen:user", "78", "Bob")
	rest := d.answered(work.Changes{Records: fourChanges[:2]})
	if again, _ := d.Key(panetest.Key("up")); again != nil {
		t.Error("what is about to be asked is asked anew")
	}
	d.Key(panetest.Key("down"))
	panetest.Settle(rest) // while the cursor is on the deleted one
	if asked := s.about("/events"); len(asked) != 0 {
		t.Errorf("asked for are %q", asked)
	}
	panetest.Press(d, "up")
	if got := r.screen(); len(s.about("/A1/events")) != 1 || strings.Contains(got, "Reading what was changed") {
		t.Errorf("of the first one is shown\n%s", got)
	}
}

// Enter opens what was changed, and says of what was deleted that it is gone;
// either way nothing that comes later is waited for.
func TestEnterOnAChange(t *testing.T) {
	s := morning()
	r := begin(t, s.client(t), nil)
	r.run(action.Changes)
	late, _ := r.dialog().Key(panetest.Key("end"))
	if _, done := panetest.Press(r.dialog(), "enter"); !done {
		t.Error("enter leaves the list open")
	}
	if to, _ := panetest.Last[pane.Follow](r.shell); to != (pane.Follow{Target: cars.Source, ID: "A1"}) {
		t.Errorf("it leads to %+v", to)
	}
	if panetest.Settle(late); len(s.about("/A1/events")) != 0 {
		t.Error("what was changed is read behind a closed list")
	}
	r.shell.Asked = nil
	r.run(action.Changes)
	r.dialog().(*changes).answered(work.Changes{Records: fourChanges[1:2]})
	r.press("enter")
	if _, follows := panetest.Last[pane.Follow](r.shell); follows || r.shell.Said() != "It was deleted: only its ID and when are left" {
		t.Errorf("of a deleted one it says %q, and follows: %v", r.shell.Said(), follows)
	}
}

// Each list that loads opens empty, and esc ends what it waits for.
func TestEscEndsWhatAListWaitsFor(t *testing.T) {
	for _, id := range []action.ID{action.Changes, action.Related, action.ObjectMap, action.Counts} {
		s := morning()
		r := begin(t, s.client(t), nil)
		r.shell.Has = append(r.shell.Has, &collection.Collection{ID: "boat", Title: "Boats", Filterable: true, Schema: func(ctx context.Context, c *api.Client) (*collection.Schema, error) {
			s.asked = append(s.asked, "boats")
			return schema, nil
		}})
		r.on(colour, collection.Null)
		cmd := r.peek(id)
		if _, done := panetest.Press(r.dialog(), "esc"); !done {
			t.Errorf("%s: esc leaves the list open", id)
		}
		if panetest.Settle(cmd); len(s.asked) != 0 {
			t.Errorf("%s: behind a closed list is asked for %q", id, s.asked)
		}
	}
}

// The next look begins where the last one ended, as far as that is told by
// then; the first a day ago.
func TestTheNextLookBeginsWhereTheLastOneEnded(t *testing.T) {
	s := &service{answers: map[string]string{"/cursor": `{"custom_object_records":[],"end_of_stream":true}`}}
	r := begin(t, s.client(t), nil)
	now := panetest.Now
	r.env.Now = func() time.Time { return now }
	for _, look := range []struct {
		after time.Duration
		want  string
	}{{0, "2026-02-28 12:00"}, {time.Minute, "2026-03-01 11:59"}, {2 * time.Minute, "2026-03-01 12:01"}, {time.Hour, "2026-03-01 12:03"}} {
		now = now.Add(look.after)
		r.run(action.Changes)
		if got := r.dialog().Title(); got != "Changes in Cars since "+look.want {
			t.Errorf("%s after that it is %q, want since %s", look.after, got, look.want)
		}
		r.press("esc")
	}
}

// looks remembers up to when changes were seen.
type looks struct {
	*store
	at  map[string]time.Time
	err error
}

func (l *looks) Looks() (map[string]time.Time, error) { return l.at, l.err }
func (l *looks) Looked(object string, at time.Time) error {
	l.at[object] = at
	return l.err
}

// Up to when changes were seen is kept from one session to the next, and of
// two the later holds.
func TestLooksAreRemembered(t *testing.T) {
	s := &service{answers: map[string]string{"/cursor": `{"custom_object_records":[],"end_of_stream":true}`}}
	r := begin(t, s.client(t), nil)
	memory := &looks{store: &store{searches: map[string][]string{}}, at: map[string]time.Time{"car": at(9, 0), "boat": at(9, 0)}}
	r.stores.Recents = memory
	r.looked["boat"] = at(10, 0)
	r.settle(panetest.Settle(r.Init()))
	if !r.looked["car"].Equal(at(9, 0)) || !r.looked["boat"].Equal(at(10, 0)) {
		t.Errorf("seen are %v", r.looked)
	}
	r.run(action.Changes)
	if got := r.dialog().Title(); !strings.HasSuffix(got, "since 2026-03-01 09:00") || !memory.at["car"].Equal(panetest.Now) {
		t.Errorf("%q is read; kept is %v", got, memory.at)
	}
	memory.err = errLine
	r.settle(panetest.Settle(r.Init()))
	if say, _ := panetest.Last[pane.Say](r.shell); say.Kind != pane.Warning || !strings.Contains(say.Text, "the line is down") {
		t.Errorf("of a memory that cannot be read it says %v", say)
	}
}

// Another time to look from is asked for, with what it comes to; the last
// minutes are never told, so that the list begins before them.
func TestChangesSinceAnotherTime(t *testing.T) {
	s := morning()
	r := begin(t, s.client(t), nil)
	r.run(action.Changes)
	list := r.dialog()
	since := func(text string) {
		t.Helper()
		if _, done := panetest.Press(list, "ctrl+t"); done {
			t.Error("the list closes behind the question")
		}
		panetest.Type(r.dialog(), text)
	}
	since("soon")
	panetest.Golden(t, "since.txt", strings.Join([]string{
		"--- no time\n" + panetest.Framed(r.env, r.dialog(), 80, 24), "--- a time\n" + func() string { since("yesterday"); return panetest.Framed(r.env, r.dialog(), 80, 24) }(), "--- empty\n" + func() string { since(""); return panetest.Framed(r.env, r.dialog(), 80, 24) }(),
	}, ""))
	since("soon")
	r.press("enter")
	if say, _ := panetest.Last[pane.Say](r.shell); say.Kind != pane.Warning || !strings.HasPrefix(say.Text, "soon is no time: ") || len(s.about("/cursor")) != 1 {
		t.Errorf("of no time it says %v, and asks for %q", say, s.about("/cursor"))
	}
	since("yesterday")
	late := list.(*changes).inbox.Events(whatSlot, cars, "A1")
	cmd, _ := r.dialog().Key(panetest.Key("enter"))
	if panetest.Settle(late); len(s.about("/A1/events")) != 0 {
		t.Error("what was changed since the time before is still read")
	}
	if got := panetest.Screen(r.env, list, 76, 20); list.Title() != "Changes in Cars since 2026-02-28 00:00" || !strings.Contains(got, "Reading what changed") {
		t.Errorf("before the answer it is %q:\n%s", list.Title(), got)
	}
	panetest.Settle(cmd)
	if got := panetest.Screen(r.env, list, 76, 20); !strings.Contains(got, "Polo") || len(s.about("/cursor")) != 2 {
		t.Errorf("after the answer it shows\n%s", got)
	}
	since("1s")
	r.press("enter")
	if list.Title() != "Changes in Cars since 2026-03-01 11:58" {
		t.Errorf("of the last second it is %q", list.Title())
	}
	local := time.FixedZone("", 5*3600)
	r.env.Zone = local
	since("today")
	r.press("enter")
	if list.Title() != "Changes in Cars since 2026-03-01 00:00" {
		t.Errorf("in a zone of its own it is %q", list.Title())
	}
}

// What changed is told of the records of custom objects alone.
func TestWhyNotChanges(t *testing.T) {
	r := begin(t, nil, nil)
	r.shell.InFront.Of = r.shell.Collection("roles")
	if why := r.run(action.Changes); why != "only the records of custom objects tell what changed" {
		t.Errorf("for roles it is disabled for %q", why)
	}
	r.shell.InFront = nil
	if why := r.run(action.Changes); why != "choose an object first" {
		t.Errorf("without a table it is disabled for %q", why)
	}
}
