package transfer_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"zco/api"
	"zco/api/sandbox"
	"zco/api/transfer"
)

// farWire counts the requests at once, and may meddle with those that read the
// list from its end.
type farWire struct {
	http.RoundTripper
	atOnce, most atomic.Int32
	far          atomic.Int32
	meddle       func(n int32, r *http.Request) (*http.Response, error) // nil, nil lets it through
}

func (w *farWire) RoundTrip(r *http.Request) (*http.Response, error) {
	n := w.atOnce.Add(1)
	defer w.atOnce.Add(-1)
	w.most.Store(max(w.most.Load(), n))
	if r.URL.Query().Get("sort") == "-id" {
		n := w.far.Add(1)
		if w.meddle != nil {
			if resp, err := w.meddle(n, r); resp != nil || err != nil {
				return resp, err
			}
		}
	}
	return w.RoundTripper.RoundTrip(r)
}

func farClient(t *testing.T, o sandbox.Options, meddle func(int32, *http.Request) (*http.Response, error)) (*api.Client, *farWire, []api.Field) {
	t.Helper()
	w := &farWire{RoundTripper: sandbox.New(o).Transport(), meddle: meddle}
	c, err := api.New("https://sandbox.zendesk.com", api.WithTransport(w),
		api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
	if err != nil {
		t.Fatal(err)
	}
	fields, _, err := c.ListFields(t.Context(), object, api.ListOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return c, w, fields.Items
}

func exported(t *testing.T, c *api.Client, fields []api.Field, o transfer.ExportOptions, sort string) (string, time.Duration) {
	t.Helper()
	var b bytes.Buffer
	o.Format, o.Fields = transfer.JSONLines, fields
	begun := time.Now()
	sum, err := transfer.Export(t.Context(), c, transfer.Query{Object: object, Sort: sort}, &b, o)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(b.String(), "\n"); n != sum.Rows {
		t.Errorf("%d rows told, %d written", sum.Rows, n)
	}
	return b.String(), time.Since(begun)
}

const slow = 150 * time.Millisecond

// Over a latency the list is read from both its ends: in about half the
// time, with the bytes of one cursor.
func TestExportFromBothEndsIsThatOfOneCursor(t *testing.T) {
	for _, sort := range []string{"", "id", "-id"} {
		for _, records := range []int{1, 100, 101, 200, 201, 301, 2000, 2050} {
			t.Run(fmt.Sprint(sort, records), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					c, w, fields := farClient(t, sandbox.Options{Records: records, Latency: slow, RateLimit: -1}, nil)
					want, alone := exported(t, c, fields, transfer.ExportOptions{Parallel: 1}, sort)
					if w.most.Load() != 1 {
						t.Fatalf("%d requests at once where one was asked for", w.most.Load())
					}
					got, both := exported(t, c, fields, transfer.ExportOptions{}, sort)
					if got != want {
						t.Errorf("%d bytes are not the %d of one cursor", len(got), len(want))
					}
					if w.most.Load() > 2 {
						t.Errorf("%d requests at once", w.most.Load())
					}
					if records >= 2000 && both > alone*2/3 {
						t.Errorf("it took %s, one cursor %s", both, alone)
					}
				})
			})
		}
	}
}

// What goes wrong at the far end costs time and nothing else.
func TestExportGoesOnAloneWhereTheFarEndFails(t *testing.T) {
	broken := errors.New("connection reset by peer")
	for name, meddle := range map[string]func(int32, *http.Request) (*http.Response, error){
		"from the first request on": func(int32, *http.Request) (*http.Response, error) { return nil, broken },
		"after some pages": func(n int32, r *http.Request) (*http.Response, error) {
			if n > 3 && r.URL.Query().Has("page[after]") {
				return nil, broken
			}
			return nil, nil
		},
		"a service that does not turn the order": func(_ int32, r *http.Request) (*http.Response, error) {
			q := r.URL.Query()
			q.Set("sort", "id")
			r.URL.RawQuery = q.Encode()
			return nil, nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, _, fields := farClient(t, sandbox.Options{Records: 1500, Latency: slow, RateLimit: -1}, meddle)
				want, _ := exported(t, c, fields, transfer.ExportOptions{Parallel: 1}, "")
				if got, _ := exported(t, c, fields, transfer.ExportOptions{}, ""); got != want {
					t.Errorf("%d bytes are not the %d of one cursor", len(got), len(want))
				}
			})
		})
	}
}

// Elements of the list that are no records cost themselves, and are counted
// once, whichever end they are met from.
func TestExportSaysWhatMadeNoSense(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := sandbox.New(sandbox.Options{Records: 1000, Latency: slow, RateLimit: -1})
		c, err := api.New("https://sandbox.zendesk.com", api.WithTransport(senseless{server.Transport()}),
			api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
		if err != nil {
			t.Fatal(err)
		}
		parallel := map[bool]int{true: 1, false: 0}
		for _, alone := range []bool{true, false} {
			sum, err := transfer.Export(t.Context(), c, transfer.Query{Object: object}, io.Discard, transfer.ExportOptions{Format: transfer.JSONLines, Parallel: parallel[alone]})
			if err != nil || sum.Rows != 998 || !slices.Contains(sum.Notes, "2 elements of the list made no sense and are left out") {
				t.Errorf("alone: %v: %d rows, %q, %v", alone, sum.Rows, sum.Notes, err)
			}
		}
	})
}

// senseless answers lists in which two records are none.
type senseless struct{ http.RoundTripper }

func (s senseless) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := s.RoundTripper.RoundTrip(r)
	if err != nil || !strings.HasSuffix(r.URL.Path, "/records") {
		return resp, err
	}
	var page map[string]any
	d := json.NewDecoder(resp.Body)
	d.UseNumber()
	if err := d.Decode(&page); err != nil {
		return nil, err
	}
	for i, e := range page["custom_object_records"].([]any) {
		name, _ := e.(map[string]any)["name"].(string)
		if strings.HasSuffix(name, "#00000150") || strings.HasSuffix(name, "#00000950") {
			page["custom_object_records"].([]any)[i] = []any{1, "x"}
		}
	}
	body, err := json.Marshal(page)
	resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	resp.Header.Del("Content-Length")
	return resp, err
}

// Records that are made and deleted while the list is read are there once, or
// gone, as with one cursor.
func TestExportFromBothEndsOfAListThatMoves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(40 * 365 * 24 * time.Hour) // what is made now is the newest of all
		var c *api.Client
		made, inside := []string{}, false
		meddle := func(int32, *http.Request) (*http.Response, error) {
			if inside || len(made) >= 5 {
				return nil, nil
			}
			inside = true
			defer func() { inside = false }()
			r, _, err := c.CreateRecord(t.Context(), object, api.RecordPatch{Name: api.String("made meanwhile"), Fields: map[string]api.Value{
				"serial_number": api.String(fmt.Sprintf("SN-9%07d", len(made)))}})
			if err != nil {
				t.Error(err)
			}
			made = append(made, r.ID)
			return nil, nil
		}
		c, _, fields := farClient(t, sandbox.Options{Records: 1500, Latency: slow, RateLimit: -1}, meddle)
		got, _ := exported(t, c, fields, transfer.ExportOptions{}, "")
		if len(made) == 0 {
			t.Fatal("nothing was made")
		}
		for _, id := range made {
			if n := strings.Count(got, `"id":"`+id+`"`); n != 1 {
				t.Errorf("%s is there %d times", id, n)
			}
		}
		if n := strings.Count(got, "\n"); n != 1500+len(made) {
			t.Errorf("%d rows, want %d", n, 1500+len(made))
		}
	})
}
