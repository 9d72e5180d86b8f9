package change

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"zco/api"
	"zco/api/sandbox"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
)

// between calls f whenever the desk's client waits, with how often it did
// before; its clock is moved by waiting alone.
func (d *desk) between(f func(wait int)) {
	d.t.Helper()
	at, waits := time.Now(), 0
	client, err := api.New("http://127.0.0.1:1", api.WithTransport(d.server.Transport()), api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")),
		api.WithClock(func() time.Time { return at }, func(_ context.Context, wait time.Duration) error {
			at = at.Add(wait)
			f(waits)
			waits++
			return nil
		}))
	if err != nil {
		d.t.Fatal(err)
	}
	d.Sender.Client = client
}

// elsewhere does something as a colleague, with a client of their own.
func (d *desk) elsewhere(key, to string) {
	d.t.Helper()
	client, err := api.New("http://127.0.0.1:1", api.WithTransport(d.server.Transport()), api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
	if err != nil {
		d.t.Fatal(err)
	}
	if _, err := d.col.Update(d.t.Context(), client, d.item.ID, collection.Patch{key: collection.String(to)}); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) inject(f sandbox.Fault) {
	d.t.Helper()
	if err := d.server.Inject(f); err != nil {
		d.t.Fatal(err)
	}
}

// A change that waits for the rate limit goes back to where it was decided: a
// colleague's change of the same field is asked about, one of another field
// merged.
func TestHeldChangeIsDecidedAnew(t *testing.T) {
	d := newDesk(t)
	limited := sandbox.Fault{Kind: sandbox.FaultStatus, Method: "PATCH", Status: 429, RetryAfter: 8}
	d.between(func(int) { d.elsewhere(location, "Rome") })
	d.inject(limited)
	sent := d.Send(t.Context(), d.set("Oslo"))
	if sent.Ending != Conflicted || d.has(location) != "Rome" {
		t.Fatalf("ending %v (%v), location %s", sent.Ending, sent.Err, d.has(location))
	}
	if all := d.Journal.History(journal.Filter{}); len(all) != 1 || all[0].Result != journal.Failed {
		t.Errorf("the history has %+v", all)
	}
	d.between(func(int) { d.elsewhere("custom_object_fields.notes", "by a colleague") })
	d.inject(limited)
	c := d.set("Oslo")
	c.Item = sent.Item
	c.Edits[0].Base = collection.String("Rome")
	sent = d.Send(t.Context(), c)
	if sent.Ending != Saved || d.has(location) != "Oslo" || d.has("custom_object_fields.notes") != "by a colleague" || len(sent.Merge.Moved) != 1 {
		t.Errorf("ending %v (%v), moved %v", sent.Ending, sent.Err, sent.Merge.Moved)
	}
	if all := d.Journal.History(journal.Filter{}); len(all) != 2 || all[0].Result != journal.OK || !strings.Contains(string(all[0].Before), "by a colleague") {
		t.Errorf("the history has %+v", all)
	}
}

// A change that waited while nobody did anything is one entry of the history,
// and that says that it was made.
func TestHeldChangeIsOneEntry(t *testing.T) {
	d := newDesk(t)
	d.between(func(int) {})
	d.inject(sandbox.Fault{Kind: sandbox.FaultStatus, Method: "PATCH", Status: 429, RetryAfter: 8})
	if sent := d.Send(t.Context(), d.set("Oslo")); sent.Ending != Saved || d.has(location) != "Oslo" {
		t.Fatalf("ending %v (%v)", sent.Ending, sent.Err)
	}
	if all := d.Journal.History(journal.Filter{}); len(all) != 1 || all[0].Result != journal.OK {
		t.Errorf("the history has %+v", all)
	}
}

// A deletion that was held back is not sent if the row changed meanwhile, not
// even one that nobody reviewed; nor is an upsert.
func TestHeldDeletionAndUpsert(t *testing.T) {
	d := newDesk(t)
	remove := Change{Action: journal.Delete, Collection: d.col, Schema: d.schema, Ref: collection.Ref{Collection: "asset", ID: d.item.ID}}
	d.between(func(int) { d.elsewhere(location, "Rome") })
	d.inject(sandbox.Fault{Kind: sandbox.FaultStatus, Method: "DELETE", Status: 429, RetryAfter: 8})
	if sent := d.Send(t.Context(), remove); sent.Ending != Moved || d.has(location) != "Rome" {
		t.Errorf("ending %v (%v)", sent.Ending, sent.Err)
	}
	d.elsewhere("external_id", "A-77")
	now, err := d.col.Get(t.Context(), d.Client, d.item.ID)
	if err != nil {
		t.Fatal(err)
	}
	upsert := d.set("Oslo")
	upsert.Action, upsert.By, upsert.Value, upsert.Item = journal.Upsert, collection.ByExternalID, "A-77", now
	upsert.Edits[0].Base = now.Value(location)
	d.between(func(int) { d.elsewhere(location, "Bern") })
	d.inject(sandbox.Fault{Kind: sandbox.FaultStatus, Method: "PATCH", Status: 429, RetryAfter: 8})
	if sent := d.Send(t.Context(), upsert); sent.Ending != Conflicted || d.has(location) != "Bern" {
		t.Errorf("ending %v (%v), location %s", sent.Ending, sent.Err, d.has(location))
	}
}

// A service that is not there for a while may have done it: that is looked at,
// and what did not take is sent again.
func TestUnavailableForAWhile(t *testing.T) {
	d := newDesk(t)
	waits := 0
	d.between(func(int) { waits++ })
	d.inject(sandbox.Fault{Kind: sandbox.FaultStatus, Method: "PATCH", Status: 503, RetryAfter: 8})
	if sent := d.Send(t.Context(), d.set("Oslo")); sent.Ending != Saved || waits != 1 || d.has(location) != "Oslo" {
		t.Errorf("ending %v (%v) after %d waits", sent.Ending, sent.Err, waits)
	}
	d.item.Values[location] = collection.String("Oslo")
	d.inject(sandbox.Fault{Kind: sandbox.FaultStatus, Method: "PATCH", Status: 503, RetryAfter: 800, Count: -1})
	if sent := d.Send(t.Context(), d.set("Bonn")); sent.Ending != NotDone || waits != 1 {
		t.Errorf("ending %v (%v) after %d waits", sent.Ending, sent.Err, waits)
	}
}

// An account that lets nothing through for long is given up, and nothing was sent.
func TestHeldForEver(t *testing.T) {
	d := newDesk(t)
	d.between(func(int) {})
	d.inject(sandbox.Fault{Kind: sandbox.FaultStatus, Method: "PATCH", Status: 429, RetryAfter: 8, Count: -1})
	sent := d.Send(t.Context(), d.set("Oslo"))
	if sent.Ending != Refused || !api.IsLookedTooLongAgo(sent.Err) {
		t.Errorf("ending %v (%v)", sent.Ending, sent.Err)
	}
	if e := d.last(); e.Result != journal.Failed || WhyNotUndo(e) == "" {
		t.Errorf("the history has %v", e.Result)
	}
}

// rewriting is a transport that rewrites the answers to requests of one method.
type rewriting struct {
	http.RoundTripper
	method string
	by     func(status int, body []byte) (int, []byte)
}

func (r rewriting) RoundTrip(req *http.Request) (*http.Response, error) {
	res, err := r.RoundTripper.RoundTrip(req)
	if err != nil || req.Method != r.method {
		return res, err
	}
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, err
	}
	_ = res.Body.Close()
	res.StatusCode, body = r.by(res.StatusCode, body)
	res.Body, res.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	res.Header.Del("Content-Length")
	return res, nil
}

func (d *desk) rewrite(method string, by func(int, []byte) (int, []byte)) {
	d.t.Helper()
	client, err := api.New("http://127.0.0.1:1", api.WithTransport(rewriting{d.server.Transport(), method, by}),
		api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
	if err != nil {
		d.t.Fatal(err)
	}
	d.Sender.Client = client
}

// A page of somebody between, with the status of a success, deletes nothing.
func TestDeletedByAWebPage(t *testing.T) {
	d := newDesk(t)
	d.inject(sandbox.Fault{Kind: sandbox.FaultHTML, Method: "DELETE"})
	remove := Change{Action: journal.Delete, Collection: d.col, Schema: d.schema, Ref: collection.Ref{Collection: "asset", ID: d.item.ID}, Item: d.item}
	if sent := d.Send(t.Context(), remove); sent.Ending != NotDone || sent.Err == nil {
		t.Errorf("ending %v (%v)", sent.Ending, sent.Err)
	}
	if e := d.last(); e.Result != journal.Failed {
		t.Errorf("the history has %v", e.Result)
	}
}

// What the service answers is looked at: another row, the old value and
// another value are no "saved".
func TestAnswersAreNotTakenOnTrust(t *testing.T) {
	d := newDesk(t)
	other := func(status int, body []byte) (int, []byte) {
		return status, bytes.ReplaceAll(body, []byte(d.item.ID), []byte("01GGTT6E00R28WJ0KVYRQ78ZZZ"))
	}
	d.rewrite("PATCH", other)
	if sent := d.Send(t.Context(), d.set("Oslo")); sent.Ending != Saved || sent.Item.ID != d.item.ID || len(sent.Differs) != 0 {
		t.Errorf("of another row: ending %v (%v), %s, %v", sent.Ending, sent.Err, sent.Item.ID, sent.Differs)
	}
	d.rewrite("GET", other)
	if sent := d.Send(t.Context(), d.set("Bonn")); sent.Ending != Unread {
		t.Errorf("another row was read: ending %v (%v)", sent.Ending, sent.Err)
	}
	d = newDesk(t)
	c := d.set("Bonn")
	col := *c.Collection // one that does not look itself
	col.Get = func(ctx context.Context, client *api.Client, id string) (collection.Item, error) {
		it, err := c.Collection.Get(ctx, client, id)
		it.ID = "01GGTT6E00R28WJ0KVYRQ78ZZZ"
		return it, err
	}
	askew := c
	askew.Collection = &col
	if sent := d.Send(t.Context(), askew); sent.Ending != Unread || d.has(location) == "Bonn" {
		t.Errorf("another row of another collection: ending %v (%v)", sent.Ending, sent.Err)
	}
	was := d.item.Value(location).Text()
	d.Sender.Client = ignoring(t, d, func([]byte) []byte { return []byte(`{"custom_object_record":{}}`) })
	if sent := d.Send(t.Context(), d.set("Oslo")); sent.Ending != Refused || sent.Err == nil || !strings.Contains(sent.Err.Error(), "did not") || d.has(location) != was {
		t.Errorf("the old value: ending %v (%v)", sent.Ending, sent.Err)
	}
	d.Sender.Client = ignoring(t, d, func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("Oslo"), []byte("OSLO")) })
	if sent := d.Send(t.Context(), d.set("Oslo")); sent.Ending != Saved || len(sent.Differs) != 1 || sent.Differs[0] != location {
		t.Errorf("another value: ending %v (%v), %v", sent.Ending, sent.Err, sent.Differs)
	}
}

// ignoring is a client of a service that makes of each change what it likes.
func ignoring(t *testing.T, d *desk, makes func([]byte) []byte) *api.Client {
	t.Helper()
	client, err := api.New("http://127.0.0.1:1", api.WithTransport(changing{d.server.Transport(), makes}), api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
	if err != nil {
		t.Fatal(err)
	}
	return client
}

type changing struct {
	http.RoundTripper
	makes func([]byte) []byte
}

func (c changing) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Method == http.MethodPatch {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, err
		}
		body = c.makes(body)
		req.Body, req.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
		req.Header.Del("Content-Length")
	}
	return c.RoundTripper.RoundTrip(req)
}

// What came of a change whose answer was lost is judged by the row that was
// read just before, also where none was reviewed.
func TestJudgedByTheRowReadBefore(t *testing.T) {
	d := newDesk(t)
	c := d.set("Bonn")
	c.Item = collection.Item{ID: d.item.ID}
	was := d.has(location)
	if err := d.server.Inject(sandbox.Fault{Kind: sandbox.FaultDrop, Method: http.MethodPatch, Count: 1}); err != nil {
		t.Fatal(err)
	}
	if sent := d.Send(t.Context(), c); sent.Ending != NotDone || d.has(location) != was {
		t.Errorf("ending %v (%v), now %s", sent.Ending, sent.Err, d.has(location))
	}
	d.Sender.Client = ignoring(t, d, func([]byte) []byte { return []byte(`{"custom_object_record":{}}`) })
	if sent := d.Send(t.Context(), c); sent.Ending != Refused || sent.Err == nil || d.has(location) != was {
		t.Errorf("ending %v (%v), now %s", sent.Ending, sent.Err, d.has(location))
	}
}
