package transfer_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"zco/api"
	"zco/api/sandbox"
	"zco/api/transfer"
)

// shop is an account whose search lags, and a colleague who writes to it.
type shop struct {
	server *sandbox.Server
	truth  *api.Client
	fields []api.Field
	random *rand.Rand
	serial int
	ids    []string
}

// newShop is long after the demo's records were made, and has made others
// since: many in one second, and few in days.
func newShop(t *testing.T, seed uint64, o sandbox.Options) *shop {
	t.Helper()
	time.Sleep(time.Until(time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)))
	s := &shop{server: sandbox.New(o), random: rand.New(rand.NewPCG(seed, 1))}
	var err error
	if s.truth, err = api.New("https://sandbox.zendesk.com", api.WithTransport(s.server.Transport()),
		api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token"))); err != nil {
		t.Fatal(err)
	}
	fields, _, err := s.truth.ListFields(t.Context(), object, api.ListOptions{})
	if err != nil {
		t.Fatal(err)
	}
	s.fields = fields.Items
	for range 4 {
		s.makeAtOnce(t, 1+s.random.IntN(220))
		time.Sleep(time.Duration(s.random.IntN(3)) * time.Second)
	}
	time.Sleep(time.Hour)
	return s
}

// makeAtOnce makes records in one moment.
func (s *shop) makeAtOnce(t *testing.T, n int) {
	var all sync.WaitGroup
	for range n {
		s.serial++
		patch := api.RecordPatch{Name: api.String(fmt.Sprint("made ", s.serial)), Fields: map[string]api.Value{
			"serial_number": api.String(fmt.Sprintf("SN-9%07d", s.serial))}}
		all.Go(func() {
			if _, _, err := s.truth.CreateRecord(t.Context(), object, patch); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

// readIDs has the colleague know all records.
func (s *shop) readIDs(t *testing.T) {
	s.ids = slices.Collect(func(yield func(string) bool) {
		for r, err := range transfer.Records(t.Context(), s.truth, transfer.Query{Object: object}) {
			if err != nil {
				t.Error(err)
			}
			if !yield(r.ID) {
				return
			}
		}
	})
}

// write does something to a record, or makes some.
func (s *shop) write(t *testing.T) {
	if s.ids == nil {
		s.readIDs(t)
	}
	if s.random.IntN(4) == 0 {
		s.makeAtOnce(t, 1+s.random.IntN(3))
		return
	}
	i := s.random.IntN(len(s.ids))
	if s.random.IntN(2) == 0 {
		if _, err := s.truth.DeleteRecord(t.Context(), object, s.ids[i]); err != nil {
			t.Error(err)
		}
		s.ids = slices.Delete(s.ids, i, i+1)
		return
	}
	s.serial++
	if _, _, err := s.truth.UpdateRecord(t.Context(), object, s.ids[i], api.RecordPatch{Name: api.String(fmt.Sprint("changed ", s.serial))}); err != nil {
		t.Error(err)
	}
}

// shopWire counts the searches and the requests at once, and may meddle.
type shopWire struct {
	http.RoundTripper
	mu           sync.Mutex
	atOnce, most int
	searches     int // for pages of ranges
	started      atomic.Int32
	meddle       func(n int, r *http.Request, next http.RoundTripper) (*http.Response, error)
}

func isRange(r *http.Request) bool {
	return r.Method == http.MethodPost && r.URL.Query().Get("page[size]") == "100"
}

func (w *shopWire) RoundTrip(r *http.Request) (*http.Response, error) {
	w.mu.Lock()
	w.atOnce++
	w.most = max(w.most, w.atOnce)
	if isRange(r) {
		w.searches++
	}
	n := w.searches
	w.mu.Unlock()
	w.started.Add(1)
	defer func() {
		w.mu.Lock()
		w.atOnce--
		w.mu.Unlock()
	}()
	if w.meddle != nil {
		return w.meddle(n, r, w.RoundTripper)
	}
	return w.RoundTripper.RoundTrip(r)
}

func (s *shop) client(t *testing.T, meddle func(int, *http.Request, http.RoundTripper) (*http.Response, error)) (*api.Client, *shopWire) {
	t.Helper()
	w := &shopWire{RoundTripper: s.server.Transport(), meddle: meddle}
	c, err := api.New("https://sandbox.zendesk.com", api.WithTransport(w),
		api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
	if err != nil {
		t.Fatal(err)
	}
	return c, w
}

// The export by ranges has the bytes of one cursor, whenever the records were
// made and whatever the search does not know yet, and is sooner there.
func TestExportByRangesIsThatOfOneCursor(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				lag := []time.Duration{0, time.Minute, 10 * time.Minute}[seed%3]
				s := newShop(t, seed, sandbox.Options{Records: 3000, Latency: slow, RateLimit: -1, IndexLag: lag})
				for range s.random.IntN(30) {
					s.write(t)
					time.Sleep(time.Duration(s.random.IntN(60)) * time.Second)
				}
				time.Sleep(time.Minute + 3*time.Second) // of the last minute no deletions are told
				parallel := 3 + int(seed%7)
				c, w := s.client(t, nil)
				want, alone := exported(t, c, s.fields, transfer.ExportOptions{Parallel: 1}, "")
				w.most = 0
				got, took := exported(t, c, s.fields, transfer.ExportOptions{Parallel: parallel}, "")
				if got != want {
					t.Errorf("%d bytes are not the %d of one cursor", len(got), len(want))
				}
				if w.searches == 0 {
					t.Error("no range was read")
				}
				if w.most > parallel {
					t.Errorf("%d requests at once, where %d are allowed", w.most, parallel)
				}
				if took > alone/2 {
					t.Errorf("with %d at once it took %s, one cursor %s", parallel, took, alone)
				}
			})
		})
	}
}

// By default an export of 20,000 records takes at most a quarter of the time of
// one cursor.
func TestExportIsFourTimesFasterThanOneCursor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShop(t, 1, sandbox.Options{Records: 20_000, Latency: slow, RateLimit: -1, IndexLag: time.Minute})
		c, w := s.client(t, nil)
		want, alone := exported(t, c, s.fields, transfer.ExportOptions{Parallel: 1}, "")
		asked := w.started.Load()
		got, took := exported(t, c, s.fields, transfer.ExportOptions{}, "")
		if got != want || took > alone/4 {
			t.Errorf("%d bytes in %s, one cursor %d in %s", len(got), took, len(want), alone)
		}
		if more := w.started.Load() - asked; more > asked*5/4 {
			t.Errorf("%d requests, one cursor %d", more, asked)
		}
		t.Logf("%s, one cursor %s", took, alone)
	})
}

// What was deleted in the last minute is told by nothing but the count.
func TestExportLeavesOutWhatWasJustDeleted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShop(t, 1, sandbox.Options{Records: 3000, Latency: slow, RateLimit: -1, IndexLag: time.Minute})
		s.readIDs(t)
		if _, err := s.truth.DeleteRecord(t.Context(), object, s.ids[2000]); err != nil {
			t.Fatal(err)
		}
		c, _ := s.client(t, nil)
		want, _ := exported(t, c, s.fields, transfer.ExportOptions{Parallel: 1}, "")
		if got, _ := exported(t, c, s.fields, transfer.ExportOptions{}, ""); got != want {
			t.Errorf("%d bytes are not the %d of one cursor", len(got), len(want))
		}
	})
}

// Whatever else is written meanwhile: what stays is there once and as it is,
// and what changes is there once at most and never older than at the start.
func TestExportByRangesWhileOthersWrite(t *testing.T) {
	for seed := range uint64(5) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newShop(t, seed, sandbox.Options{Records: 3000, Latency: slow, RateLimit: -1, IndexLag: time.Duration(2*seed) * time.Minute})
				for range 10 {
					s.write(t)
					time.Sleep(time.Duration(s.random.IntN(200)) * time.Second)
				}
				time.Sleep(2 * time.Minute)
				c, w := s.client(t, nil)
				before, _ := exported(t, c, s.fields, transfer.ExportOptions{Parallel: 1}, "")
				ctx, stop := context.WithCancel(t.Context())
				var writing sync.WaitGroup
				writing.Go(func() {
					for ctx.Err() == nil {
						s.write(t)
						time.Sleep(time.Duration(s.random.IntN(400)) * time.Millisecond)
					}
				})
				got, _ := exported(t, c, s.fields, transfer.ExportOptions{}, "")
				stop()
				writing.Wait()
				after, _ := exported(t, c, s.fields, transfer.ExportOptions{Parallel: 1}, "")
				if w.searches == 0 {
					t.Error("no range was read")
				}
				checkMoved(t, linesByID(t, before), linesByID(t, got), linesByID(t, after))
			})
		})
	}
}

type line struct {
	ID      string    `json:"id"`
	Updated time.Time `json:"updated_at"`
	text    string
}

// linesByID reads an export; its ids must be in order, each once.
func linesByID(t *testing.T, text string) map[string]line {
	t.Helper()
	out, last := map[string]line{}, ""
	for row := range strings.Lines(text) {
		l := line{text: row}
		if err := json.Unmarshal([]byte(row), &l); err != nil {
			t.Fatal(err)
		}
		if l.ID <= last {
			t.Errorf("%s comes after %s", l.ID, last)
		}
		out[l.ID], last = l, l.ID
	}
	return out
}

func checkMoved(t *testing.T, before, got, after map[string]line) {
	t.Helper()
	for id, was := range before {
		is, there := got[id]
		now, stays := after[id]
		switch {
		case stays && !there:
			t.Errorf("%s is missing", id)
		case !there:
		case stays && was.text == now.text && is.text != was.text:
			t.Errorf("%s is another: %s", id, is.text)
		case is.Updated.Before(was.Updated):
			t.Errorf("%s is older than it was at the start", id)
		}
	}
	for id := range got {
		_, was := before[id]
		if _, is := after[id]; !was && !is {
			t.Errorf("%s was never there", id)
		}
	}
}

// rewritten is an answer with other records, or another place of them.
func rewritten(r *http.Request, next http.RoundTripper, change func(records []json.RawMessage, page map[string]any)) (*http.Response, error) {
	resp, err := next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	page, held := map[string]any{}, struct {
		Records []json.RawMessage `json:"custom_object_records"`
	}{}
	body, err := io.ReadAll(resp.Body)
	if err := errors.Join(err, json.Unmarshal(body, &page), json.Unmarshal(body, &held)); err != nil {
		return nil, err
	}
	if len(held.Records) > 3 {
		page["custom_object_records"] = held.Records
		change(held.Records, page)
		if body, err = json.Marshal(page); err != nil {
			return nil, err
		}
	}
	resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	resp.Header.Del("Content-Length")
	return resp, nil
}

// with is a record with another text in it.
func with(t *testing.T, record json.RawMessage, was, is string) json.RawMessage {
	out := regexp.MustCompile(was).ReplaceAll(record, []byte(is))
	if bytes.Equal(out, record) {
		t.Errorf("there is no %s in %s", was, record)
	}
	return out
}

func refusal(status int, body string) *http.Response {
	return &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(body))}
}

// A search that refuses, or does not do what it promised, costs time and
// nothing else.
func TestExportGoesOnWhereRangesFail(t *testing.T) {
	type meddler = func(n int, r *http.Request, next http.RoundTripper) (*http.Response, error)
	refused := func(status, after int, fits func(*http.Request) bool) meddler {
		return func(n int, r *http.Request, next http.RoundTripper) (*http.Response, error) {
			if fits(r) && n > after {
				return refusal(status, `{"error":{"title":"Forbidden","message":"no"}}`), nil
			}
			return next.RoundTrip(r)
		}
	}
	answered := func(after int, change func(records []json.RawMessage, page map[string]any)) meddler {
		return func(n int, r *http.Request, next http.RoundTripper) (*http.Response, error) {
			if !isRange(r) || n <= after {
				return next.RoundTrip(r)
			}
			return rewritten(r, next, change)
		}
	}
	edited := func(after, i int, was, is string) meddler {
		return answered(after, func(records []json.RawMessage, _ map[string]any) {
			i := (i + len(records)) % len(records)
			records[i] = with(t, records[i], was, is)
		})
	}
	search := func(r *http.Request) bool { return r.Method == http.MethodPost }
	for name, meddle := range map[string]meddler{
		"forbidden":                   refused(403, 0, search),
		"not there":                   refused(404, 0, search),
		"the filter is refused":       refused(400, 0, search),
		"refused in the middle":       refused(400, 12, isRange),
		"the ranges are refused":      refused(422, 0, isRange),
		"no count":                    refused(403, 0, func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/count") }),
		"no changes":                  refused(403, 0, func(r *http.Request) bool { return strings.Contains(r.URL.Path, "incremental") }),
		"changes have no room":        refused(429, 0, func(r *http.Request) bool { return strings.Contains(r.URL.Path, "incremental") }),
		"no list by updated_at":       refused(400, 0, func(r *http.Request) bool { return r.URL.Query().Get("sort") == "-updated_at" }),
		"not sorted":                  answered(5, func(records []json.RawMessage, _ map[string]any) { slices.Reverse(records) }),
		"a record of another time":    edited(9, 0, `"created_at":"[^"]*"`, `"created_at":"2019-01-01T00:00:00Z"`),
		"an id of another time":       edited(9, -1, `"id":"[^"]*"`, `"id":"01AAAAAAAAAAAAAAAAAAAAAAAA"`),
		"no time":                     edited(9, 0, `"created_at":"[^"]*",`, ``),
		"an element that is none":     answered(9, func(records []json.RawMessage, _ map[string]any) { records[3] = json.RawMessage("[1]") }),
		"other members than the list": edited(0, 0, `,"photo":null`, ``),
		"a cursor that goes in circles": answered(8, func(_ []json.RawMessage, page map[string]any) {
			page["meta"] = map[string]any{"has_more": true, "after_cursor": "x"}
		}),
		"more, but not where": answered(8, func(_ []json.RawMessage, page map[string]any) {
			page["meta"], page["links"] = map[string]any{"has_more": true}, nil
		}),
		"an end that is none": answered(8, func(_ []json.RawMessage, page map[string]any) { page["meta"] = map[string]any{"has_more": false} }),
		"empty answers": answered(8, func(_ []json.RawMessage, page map[string]any) {
			page["custom_object_records"], page["meta"], page["count"] = []any{}, map[string]any{"has_more": false}, 0
		}),
		"null for a list": answered(8, func(_ []json.RawMessage, page map[string]any) { clear(page); page["custom_object_records"] = nil }),
		"null for the first of the ranges": func(n int, r *http.Request, next http.RoundTripper) (*http.Response, error) {
			if !isRange(r) || n != 1 {
				return next.RoundTrip(r)
			}
			return rewritten(r, next, func(_ []json.RawMessage, page map[string]any) { clear(page); page["custom_object_records"] = nil })
		},
		"counts that are nothing of the way": answered(0, func(_ []json.RawMessage, page map[string]any) { page["count"] = 10_000 }),
		"wrong counts":                       answered(0, func(_ []json.RawMessage, page map[string]any) { page["count"] = 7 }),
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newShop(t, 3, sandbox.Options{Records: 2100, Latency: slow, RateLimit: -1, IndexLag: time.Minute})
				plain, _ := s.client(t, nil)
				want, _ := exported(t, plain, s.fields, transfer.ExportOptions{Parallel: 1}, "")
				c, _ := s.client(t, meddle)
				if got, _ := exported(t, c, s.fields, transfer.ExportOptions{}, ""); got != want {
					t.Errorf("%d bytes are not the %d of one cursor", len(got), len(want))
				}
			})
		})
	}
}

// Once half of the account's requests are used, one request at a time goes on.
func TestExportLeavesHalfOfTheRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const limit = 120
		s := newShop(t, 1, sandbox.Options{Records: 10_000, Latency: slow, RateLimit: limit, IndexLag: time.Minute})
		want, _ := exported(t, s.truth, s.fields, transfer.ExportOptions{Parallel: 1}, "")
		time.Sleep(2 * time.Minute)
		left, atOnce, ranges := limit, 0, 0
		var mu sync.Mutex
		c, _ := s.client(t, func(_ int, r *http.Request, next http.RoundTripper) (*http.Response, error) {
			mu.Lock()
			if atOnce++; isRange(r) && left < limit/2-6 {
				if ranges++; atOnce > 1 {
					t.Errorf("%d requests at once, with %d left of %d", atOnce, left, limit)
				}
			}
			mu.Unlock()
			resp, err := next.RoundTrip(r)
			mu.Lock()
			defer mu.Unlock()
			atOnce--
			if err == nil {
				_, _ = fmt.Sscan(resp.Header.Get("Ratelimit-Remaining"), &left)
			}
			return resp, err
		})
		if got, _ := exported(t, c, s.fields, transfer.ExportOptions{}, ""); got != want {
			t.Errorf("%d bytes are not the %d of one cursor", len(got), len(want))
		}
		if ranges == 0 {
			t.Error("the limit was never near")
		}
	})
}

// slowFile takes long to write, and notes how much was asked for meanwhile.
type slowFile struct {
	wire *shopWire
	rows int
	most int // pages asked for and not written
}

func (f *slowFile) Write(p []byte) (int, error) {
	f.rows += bytes.Count(p, []byte("\n"))
	f.wire.mu.Lock()
	searches := f.wire.searches
	f.wire.mu.Unlock()
	if searches > 0 { // the other end is read into a file
		f.most = max(f.most, int(f.wire.started.Load())-f.rows/100)
		time.Sleep(10 * time.Second)
	}
	return len(p), nil
}

// Where the file takes longer than the service, no more is read than fits into
// the memory that is meant for it.
func TestExportReadsNotTooFarAhead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShop(t, 1, sandbox.Options{Records: 20_000, Latency: slow, RateLimit: -1, IndexLag: time.Minute})
		c, w := s.client(t, nil)
		f := &slowFile{wire: w}
		if _, err := transfer.Export(t.Context(), c, transfer.Query{Object: object}, f, transfer.ExportOptions{Format: transfer.JSONLines, Fields: s.fields, Parallel: 30}); err != nil {
			t.Fatal(err)
		}
		if w.searches == 0 || f.most > 150 { // 8 MiB are some 90 of these pages
			t.Errorf("%d searches, %d pages ahead", w.searches, f.most)
		}
	})
}

// An export that breaks among its ranges goes on from there.
func TestExportByRangesIsResumed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShop(t, 2, sandbox.Options{Records: 10_000, Latency: slow, RateLimit: -1, IndexLag: time.Minute})
		c, _ := s.client(t, nil)
		want, _ := exported(t, c, s.fields, transfer.ExportOptions{Parallel: 1}, "")
		broken, _ := s.client(t, func(n int, r *http.Request, next http.RoundTripper) (*http.Response, error) {
			if n > 70 {
				return nil, &url.Error{Op: "Post", Err: io.ErrUnexpectedEOF}
			}
			return next.RoundTrip(r)
		})
		path := t.TempDir() + "/out.jsonl"
		o := transfer.ExportOptions{Format: transfer.JSONLines, Fields: s.fields}
		first, err := transfer.ExportFile(t.Context(), broken, transfer.Query{Object: object}, path, o)
		if err == nil {
			t.Fatal("it did not break")
		}
		again, w := s.client(t, nil)
		sum, err := transfer.ExportFile(t.Context(), again, transfer.Query{Object: object}, path, o)
		if err != nil {
			t.Fatal(err)
		}
		if sum.Resumed < 2000 || sum.Resumed != first.Rows || w.searches == 0 {
			t.Errorf("%d rows of %d were kept, %d searches", sum.Resumed, first.Rows, w.searches)
		}
		checkFile(t, path, want)
	})
}

func checkFile(t *testing.T, path, want string) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil || string(got) != want {
		t.Errorf("%d bytes are not the %d of one cursor: %v", len(got), len(want), err)
	}
}

// An object that was filled in one go, as by an import, is read at once as well.
func TestExportOfAnImportIsReadAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShop(t, 1, sandbox.Options{Records: 1000, RateLimit: -1, IndexLag: time.Minute, Latency: slow})
		for range 30 {
			s.makeAtOnce(t, 150)
			time.Sleep(300 * time.Millisecond)
		}
		time.Sleep(time.Hour)
		c, w := s.client(t, nil)
		want, alone := exported(t, c, s.fields, transfer.ExportOptions{Parallel: 1}, "")
		asked := w.started.Load()
		got, took := exported(t, c, s.fields, transfer.ExportOptions{}, "")
		if got != want || took > alone/2 {
			t.Errorf("%d bytes in %s, one cursor %d in %s", len(got), took, len(want), alone)
		}
		if more := w.started.Load() - asked; more > asked*2 {
			t.Errorf("%d requests, one cursor %d", more, asked)
		}
		t.Logf("%s in %d requests, one cursor %s in %d", took, w.started.Load()-asked, alone, asked)
	})
}
