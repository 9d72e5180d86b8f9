package transfer

import (
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"zco/api"
)

// paged serves pages of 100 records of 20 fields that cost nothing to make.
type paged struct {
	pages int
	body  string
}

func newPaged(pages int) paged {
	var b strings.Builder
	for i := range 100 {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"url":"https://acme.zendesk.com/api/v2/custom_objects/car/records/ID%02d","id":"ID%02d","name":"car %d","custom_object_key":"car",`+
			`"custom_object_fields":{"note":"some text <b>, \"quoted\"","story":"a longer text, with a comma","year":%d,"price":12345.50,"sold":"2024-02-27T00:00:00+00:00",`+
			`"color":"red","extras":["red","pipe"],"leased":true`, i, i, i, 1900+i)
		for f := range 12 {
			fmt.Fprintf(&b, `,"more_%d":"value %d"`, f, i)
		}
		b.WriteString(`},"created_at":"2024-02-27T08:15:30Z","updated_at":"2024-03-27T08:15:30Z","created_by_user_id":"10133","updated_by_user_id":"10133","external_id":null,"photo":null}`)
	}
	return paged{pages, b.String()}
}

func (p paged) RoundTrip(r *http.Request) (*http.Response, error) {
	page := 0
	_, _ = fmt.Sscanf(r.URL.Query().Get("page[after]"), "c%d", &page)
	text := `{"custom_object_records":[` + strings.ReplaceAll(p.body, "ID", fmt.Sprintf("01HQZ%019d", page)) +
		fmt.Sprintf(`],"meta":{"has_more":%t,"after_cursor":"c%d"}}`, page+1 < p.pages, page+1)
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(text))}, nil
}

// BenchmarkExport writes 10,000 records of 20 fields to a file that is
// resumable, in each form.
func BenchmarkExport(b *testing.B) {
	fields := schema()
	for f := range 12 {
		fields = append(fields, api.Field{Key: fmt.Sprintf("more_%d", f), Title: fmt.Sprintf("More %d", f), Type: api.TypeText, Active: true})
	}
	c, err := api.New("https://acme.zendesk.com", api.WithTransport(newPaged(100)))
	if err != nil {
		b.Fatal(err)
	}
	for _, format := range []Format{CSV, JSONLines} {
		b.Run(string(format), func(b *testing.B) {
			b.ReportAllocs()
			path := filepath.Join(b.TempDir(), "out")
			for b.Loop() {
				s, err := ExportFile(b.Context(), c, Query{Object: "car"}, path, ExportOptions{Format: format, Fields: fields})
				if err != nil || s.Rows != 10_000 {
					b.Fatalf("%+v, %v", s, err)
				}
			}
		})
	}
}
