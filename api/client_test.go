package api

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestNewRefuses(t *testing.T) {
	for _, base := range []string{
		"", "acme", "acme.zendesk.com", "ftp://acme.zendesk.com", "https://", "https:///api",
		"http://acme.zendesk.com", "http://10.0.0.1", "http://localhost.evil.example", "http://127.0.0.1.evil.example",
		"https://ann:s3cr3t@acme.zendesk.com", "https://ann:s3cr3t@acme zendesk",
	} {
		_, err := New(base)
		if err == nil {
			t.Errorf("%q is taken", base)
			continue
		}
		mustNotContain(t, err.Error(), "s3cr3t")
	}
}

func TestNewTakes(t *testing.T) {
	for base, want := range map[string]string{
		"https://acme.zendesk.com":          "https://acme.zendesk.com",
		" https://ACME.zendesk.com/ ":       "https://acme.zendesk.com",
		"https://acme.zendesk.com/api/v2/":  "https://acme.zendesk.com",
		"https://proxy.example/zd":          "https://proxy.example/zd",
		"https://acme.zendesk.com/?x=1#top": "https://acme.zendesk.com",
		"http://127.0.0.1:8080":             "http://127.0.0.1:8080",
		"http://localhost:8080":             "http://localhost:8080",
		"http://[::1]:8080":                 "http://[::1]:8080",
		"http://acme.localhost":             "http://acme.localhost",
	} {
		c, err := New(base)
		if err != nil || c.BaseURL() != want {
			t.Errorf("%q: %v", base, err)
		}
	}
}

func TestBaseWithAPath(t *testing.T) {
	c, err := New("https://proxy.example/a b", WithTransport(served(func(w http.ResponseWriter, r *http.Request) {
		if got := r.URL.EscapedPath(); got != "/a%20b/api/v2/custom_objects/car/records/x%2Fy" {
			t.Errorf("path %s", got)
		}
		answering(200, example(t, "record"))(w, r)
	})))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := c.ShowRecord(t.Context(), "car", "x/y"); err != nil {
		t.Error(err)
	}
	c.Close()
}

// What cannot be right is refused before it is sent: an empty id would turn
// the deletion of one record into something else.
func TestNotSent(t *testing.T) {
	c := newTestClient(t, func(http.ResponseWriter, *http.Request) { t.Error("a request was sent") })
	ctx := t.Context()
	many := make([]string, 101)
	for i := range many {
		many[i] = "1"
	}
	calls := map[string]func() error{
		"an empty id":          func() error { _, err := c.DeleteRecord(ctx, "car", ""); return err },
		"a dot":                func() error { _, err := c.DeleteRecord(ctx, ".", "1"); return err },
		"two dots":             func() error { _, err := c.DeleteObject(ctx, ".."); return err },
		"an empty key":         func() error { _, _, err := c.ListRecords(ctx, "", RecordFilter{}, ListOptions{}); return err },
		"an empty external id": func() error { _, err := c.DeleteRecordByExternalID(ctx, "car", ""); return err },
		"an empty name":        func() error { _, err := c.DeleteRecordByName(ctx, "car", ""); return err },
		"setting without id":   func() error { _, _, err := c.SetRecordByExternalID(ctx, "car", "", RecordPatch{}); return err },
		"setting without name": func() error { _, _, err := c.SetRecordByName(ctx, "car", "", RecordPatch{}); return err },
		"a comma in a list": func() error {
			_, _, err := c.ListRecords(ctx, "car", RecordFilter{ExternalIDs: []string{"a,b"}}, ListOptions{})
			return err
		},
		"both cursors":     func() error { _, _, err := c.ListObjects(ctx, ListOptions{After: "a", Before: "b"}); return err },
		"too large a page": func() error { _, _, err := c.ListObjects(ctx, ListOptions{Size: 101}); return err },
		"a field without source": func() error {
			_, _, err := c.AutocompleteRecords(ctx, "car", Autocomplete{FieldID: "1"}, ListOptions{})
			return err
		},
		"a source without field": func() error {
			_, _, err := c.AutocompleteRecords(ctx, "car", Autocomplete{Source: TargetUser}, ListOptions{})
			return err
		},
		"no ids":                func() error { _, _, err := c.ShowUsers(ctx, nil); return err },
		"too many ids":          func() error { _, _, err := c.ShowUsers(ctx, many); return err },
		"an empty id of many":   func() error { _, _, err := c.ShowUsers(ctx, []string{"1", ""}); return err },
		"no statuses":           func() error { _, err := c.SetDefaultTicketStatuses(ctx, nil); return err },
		"no memberships":        func() error { _, _, err := c.CreateMemberships(ctx, nil); return err },
		"no memberships to end": func() error { _, _, err := c.DeleteMemberships(ctx, nil); return err },
		"a category with a comma": func() error {
			_, _, err := c.ListTicketStatuses(ctx, TicketStatusFilter{Categories: []string{"a,b"}}, ListOptions{})
			return err
		},
		"a variant without id": func() error {
			_, _, err := c.UpdateContentVariants(ctx, "1", []ContentVariantPatch{{Content: String("x")}})
			return err
		},
		"a value that is no JSON": func() error {
			_, _, err := c.CreateRecord(ctx, "car", RecordPatch{Name: "not quoted"})
			return err
		},
	}
	for name, call := range calls {
		err := call()
		if e := asError(err); e == nil || e.Code != CodeNotSent || !IsInvalid(err) || e.Unknown || !strings.HasPrefix(e.Path, "/api/v2/") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAheadIsAgainstTheAccountsClock(t *testing.T) {
	now := time.Date(2026, 11, 21, 13, 0, 0, 0, time.UTC)
	date := ""
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		answering(200, `{"count":1,"limit":2}`, "Date", date)(w, r)
	}, WithClock(func() time.Time { return now }, func(context.Context, time.Duration) error { return nil }))
	for _, step := range []struct {
		date string
		want time.Duration
	}{
		{"", 0},
		{"Sat, 21 Nov 2026 12:00:00 GMT", time.Hour},
		{"yesterday", time.Hour},
		{"Sat, 21 Nov 2026 13:00:30 GMT", -30 * time.Second},
	} {
		date = step.date
		if _, _, err := c.ObjectLimit(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := c.ClockSkew(); got != step.want {
			t.Errorf("after Date %q: ahead by %s, want %s", date, got, step.want)
		}
	}
}
