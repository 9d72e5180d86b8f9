package transfer

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"zco/api"
)

func exportText(t *testing.T, c Client, o ExportOptions) string {
	t.Helper()
	var b bytes.Buffer
	if _, err := Export(t.Context(), c, Query{Object: "car"}, &b, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestCSVIsHarmlessAndWellFormed(t *testing.T) {
	d := newFakeDesk()
	d.add("=cmd|' /C calc'!A0", "@x", map[string]any{
		"note": "'=already", "story": "two\r\nlines, \"quoted\"", "year": -5, "price": json.Number("1.50"),
		"sold": "2024-02-27T00:00:00+00:00", "color": "formula", "extras": []string{"red", "pipe"}, "leased": true,
	})
	o := ExportOptions{Format: CSV, Fields: schema(), TitleHeader: true, OptionTitles: true,
		Columns: []string{"name", "external_id", "note", "story", "year", "price", "sold", "color", "extras", "leased", "custom_object_fields.name", "owner", "twin"}}
	text := exportText(t, d.client(t), o)
	want := "Name,External ID,Note,Story,Year,Price,Sold,Color,Extras,Leased,Name (custom_object_fields.name),Owner,Note (twin)\r\n" +
		"'=cmd|' /C calc'!A0,'@x,''=already,\"two\r\nlines, \"\"quoted\"\"\",-5,1.50,2024-02-27,'=SUM(A1),Deep red|a\\|b\\\\c,true,,,\r\n"
	if text != want {
		t.Errorf("got\n%q\nwant\n%q", text, want)
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(rows) != 2 || len(rows[1]) != 13 {
		t.Errorf("another reader finds %d rows, %v", len(rows), err)
	}
}

func TestJSONKeepsEveryDigit(t *testing.T) {
	d := newFakeDesk()
	d.add("a", "", map[string]any{"price": json.Number("12345678901234567890.10")})
	d.add("b", "", map[string]any{"price": json.Number("1e2")})
	for _, format := range []Format{JSON, JSONLines} {
		text := exportText(t, d.client(t), ExportOptions{Format: format, Fields: schema()})
		if !strings.Contains(text, `"price":12345678901234567890.10`) || !strings.Contains(text, `"price":1e2`) {
			t.Errorf("%s lost digits: %s", format, text)
		}
		if format == JSON && !json.Valid([]byte(text)) {
			t.Errorf("not JSON: %s", text)
		}
		if lines := strings.Count(text, "\n"); format == JSONLines && lines != 2 {
			t.Errorf("%d lines", lines)
		}
	}
	if text := exportText(t, newFakeDesk().client(t), ExportOptions{Format: JSON}); !json.Valid([]byte(text)) {
		t.Errorf("no records: %q", text)
	}
}

func TestExportFileResumes(t *testing.T) {
	for _, format := range []Format{CSV, JSON, JSONLines} {
		d := newFakeDesk()
		for i := range 950 {
			d.add(fmt.Sprint("car ", i), "", map[string]any{"year": i})
		}
		c, path := d.client(t), filepath.Join(t.TempDir(), "cars")
		o := ExportOptions{Format: format, Fields: schema()}
		whole := exportText(t, c, o)

		ctx, stop := context.WithCancel(t.Context())
		broken := o
		broken.OnProgress = func(p ExportProgress) {
			if p.Rows == 400 {
				stop()
			}
		}
		if _, err := ExportFile(ctx, c, Query{Object: "car"}, path, broken); err == nil {
			t.Fatal("it did not break")
		}
		f, err := os.OpenFile(path+".part", os.O_WRONLY|os.O_APPEND, 0)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(f, "half a ro")
		f.Close()
		d.reads = 0
		s, err := ExportFile(t.Context(), c, Query{Object: "car"}, path, o)
		if err != nil || s.Resumed != 400 || s.Rows != 950 || d.reads > 7 { // six pages, and one that the broken run had under way
			t.Errorf("%s: resumed %+v, %v, %d reads", format, s, err, d.reads)
		}
		got, err := os.ReadFile(path)
		if err != nil || string(got) != whole {
			t.Errorf("%s: the resumed file differs (%d and %d bytes), %v", format, len(got), len(whole), err)
		}
		left, _ := filepath.Glob(path + ".*")
		info, _ := os.Stat(path)
		if len(left) > 0 || info.Mode().Perm() != 0o600 || int64(len(got)) != s.Bytes {
			t.Errorf("left %v, mode %v, said %d bytes", left, info.Mode(), s.Bytes)
		}
	}
}

// An export whose place the service does not know any more begins again.
func TestExportWithAnOldCursorBeginsAgain(t *testing.T) {
	d := newFakeDesk()
	for i := range 950 {
		d.add(fmt.Sprint("car ", i), "", map[string]any{"year": i})
	}
	c, path := d.client(t), filepath.Join(t.TempDir(), "cars")
	ctx, stop := context.WithCancel(t.Context())
	o := ExportOptions{Format: CSV, Fields: schema(), OnProgress: func(p ExportProgress) {
		if p.Rows == 400 {
			stop()
		}
	}}
	if _, err := ExportFile(ctx, c, Query{Object: "car"}, path, o); err == nil {
		t.Fatal("it did not break")
	}
	state, err := os.ReadFile(path + stateSuffix)
	if err != nil || !strings.Contains(string(state), `"cursor":"c400"`) {
		t.Fatal(string(state), err)
	}
	if err := os.WriteFile(path+stateSuffix, []byte(strings.Replace(string(state), "c400", "old", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	o.OnProgress = nil
	s, err := ExportFile(t.Context(), c, Query{Object: "car"}, path, o)
	if err != nil || s.Resumed != 0 || s.Rows != 950 {
		t.Errorf("%+v, %v", s, err)
	}
	got, err := os.ReadFile(path)
	if err != nil || string(got) != exportText(t, c, o) {
		t.Errorf("it is not as one that did not break: %d bytes, %v", len(got), err)
	}
}

// pretty serves one record over several lines, with members in an order of its
// own, digits that no float holds and a line end that JSON allows in texts.
type pretty struct{}

func (pretty) RoundTrip(*http.Request) (*http.Response, error) {
	const page = `{"custom_object_records":[{
		"z_new": {"b": 1e2, "a": 12345678901234567890.10},
		"id": "1", "name": "a \u003c b ", "custom_object_fields": {"y": null, "x": [ ]}
	}],"meta":{"has_more":false}}`
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(page))}, nil
}

func TestJSONLinesPassThroughAsTheyCame(t *testing.T) {
	c, err := api.New("https://acme.zendesk.com", api.WithTransport(pretty{}))
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"z_new":{"b":1e2,"a":12345678901234567890.10},"id":"1","name":"a \u003c b\u2028","custom_object_fields":{"y":null,"x":[]}}` + "\n"
	if got := exportText(t, c, ExportOptions{Format: JSONLines}); got != want {
		t.Errorf("got  %swant %s", got, want)
	}
}

// The state beside the file waits for the disk now and then, not on each page,
// and once more where the export breaks.
func TestExportStateIsSavedWhereItBreaks(t *testing.T) {
	path := filepath.Join(t.TempDir(), "cars")
	ctx, stop := context.WithCancel(t.Context())
	saves, last := 0, time.Time{}
	o := ExportOptions{Format: CSV, Fields: schema(), OnProgress: func(p ExportProgress) {
		if info, err := os.Stat(path + stateSuffix); err == nil && !info.ModTime().Equal(last) {
			saves, last = saves+1, info.ModTime()
		}
		if p.Rows > 5000 {
			stop()
		}
	}}
	s, err := ExportFile(ctx, endlessClient(t, 100_000), Query{Object: "car"}, path, o)
	if err == nil || saves > 20 {
		t.Errorf("%v, %d saves on %d pages", err, saves, s.Rows/98)
	}
	var state exportState
	data, _ := os.ReadFile(path + stateSuffix)
	if json.Unmarshal(data, &state) != nil || state.Place.Rows != s.Rows || len(state.Place.Seen) == 0 {
		t.Errorf("%d rows were written, the state is %s", s.Rows, data)
	}
}

func TestLargeSearchIsSorted(t *testing.T) {
	sorts := []string{}
	d := newFakeDesk()
	d.listed = func(q url.Values) bool { sorts = append(sorts, q.Get("sort")); return true }
	for _, c := range []struct {
		q     Query
		sort  string
		notes int
	}{
		{Query{Object: "car"}, "id", 0},
		{Query{Object: "car", Search: "x"}, "created_at", 1},
		{Query{Object: "car", Search: "x", Limit: 50}, "", 0},
		{Query{Object: "car", Sort: "name"}, "name", 1},
	} {
		sorts = nil
		s, err := Export(t.Context(), d.client(t), c.q, io.Discard, ExportOptions{Format: CSV})
		if err != nil || len(sorts) != 1 || sorts[0] != c.sort || len(s.Notes) != c.notes {
			t.Errorf("%+v: sorted by %q, notes %q, %v", c.q, sorts, s.Notes, err)
		}
	}
}

// brokenOff serves a first page whose cursor is missing.
type brokenOff struct{}

func (brokenOff) RoundTrip(*http.Request) (*http.Response, error) {
	const page = `{"custom_object_records":[{"id":"1","name":"a"}],"meta":{"has_more":true,"after_cursor":null}}`
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(page))}, nil
}

// A list that says there is more and gives no cursor must not look like a whole
// one: an export of half the records that says nothing is worse than none.
func TestExportOfAListThatBreaksOffIsNotWhole(t *testing.T) {
	c, err := api.New("https://acme.zendesk.com", api.WithTransport(brokenOff{}))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	s, err := Export(t.Context(), c, Query{Object: "car"}, &out, ExportOptions{Format: JSONLines})
	if err == nil || s.Rows != 1 || !strings.Contains(out.String(), `"name":"a"`) {
		t.Errorf("%d rows, %q, %v", s.Rows, out.String(), err)
	}
	if _, err = Export(t.Context(), c, Query{Object: "car", Limit: 1}, io.Discard, ExportOptions{Format: CSV}); err != nil {
		t.Errorf("all that was asked for came: %v", err)
	}
}

// endless serves total records without holding them, and repeats the last
// record of each page at the beginning of the next.
type endless struct{ total int }

func (e endless) RoundTrip(r *http.Request) (*http.Response, error) {
	start := 0
	_, _ = fmt.Sscanf(r.URL.Query().Get("page[after]"), "c%d", &start)
	var b strings.Builder
	b.WriteString(`{"custom_object_records":[`)
	end := min(start+99, e.total)
	for i := max(start-1, 0); i < end; i++ {
		if i > max(start-1, 0) {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":"%026d","name":"car %d","external_id":null,"custom_object_fields":{"note":"some text","year":%d}}`, i, i, i)
	}
	fmt.Fprintf(&b, `],"meta":{"has_more":%t,"after_cursor":"c%d"}}`, end < e.total, end)
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(b.String()))}, nil
}

func endlessClient(t testing.TB, total int) *api.Client {
	c, err := api.New("https://acme.zendesk.com", api.WithTransport(endless{total}))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestExportMemoryIsFlat(t *testing.T) {
	const total = 100_000
	var early, late uint64
	o := ExportOptions{Format: CSV, Fields: schema(), OnProgress: func(p ExportProgress) {
		var m runtime.MemStats
		switch {
		case early == 0 && p.Rows > 1000:
			runtime.GC()
			runtime.ReadMemStats(&m)
			early = m.HeapAlloc
		case late == 0 && p.Rows > total-1000:
			runtime.GC()
			runtime.ReadMemStats(&m)
			late = m.HeapAlloc
		}
	}}
	s, err := Export(t.Context(), endlessClient(t, total), Query{Object: "car"}, io.Discard, o)
	if err != nil || s.Rows != total {
		t.Fatalf("%+v, %v", s, err)
	}
	if late > early+1<<20 {
		t.Errorf("the heap grew from %d to %d bytes", early, late)
	}
}

func BenchmarkExportMillion(b *testing.B) {
	for b.Loop() {
		s, err := Export(b.Context(), endlessClient(b, 1_000_000), Query{Object: "car"}, io.Discard, ExportOptions{Format: CSV, Fields: schema()})
		if err != nil || s.Rows != 1_000_000 {
			b.Fatalf("%+v, %v", s, err)
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		b.ReportMetric(float64(m.HeapInuse)/(1<<20), "heap-MiB")
	}
}

// Excel takes a file that begins with ID for a SYLK file.
func TestNoCSVBeginsWithID(t *testing.T) {
	d := newFakeDesk()
	d.add("a", "", nil)
	got := exportText(t, d.client(t), ExportOptions{Format: CSV, TitleHeader: true, Fields: schema(), Columns: []string{"id", "name"}})
	if !strings.HasPrefix(got, "Id,Name\r\n") {
		t.Errorf("%q", got)
	}
}
