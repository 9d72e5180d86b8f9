package collection

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"zco/api"
)

type served string

func (s served) RoundTrip(*http.Request) (*http.Response, error) {
	h := http.Header{"Content-Type": {"application/json"}}
	return &http.Response{StatusCode: 200, Header: h, Body: io.NopCloser(strings.NewReader(string(s))), ContentLength: -1}, nil
}

// BenchmarkPageToRows is a page of 100 records of 20 fields, from the bytes of
// the answer to the rows that the table shows.
func BenchmarkPageToRows(b *testing.B) {
	fields := make([]string, 20)
	for i := range fields {
		fields[i] = fmt.Sprintf(`"field_%d":"value %d of a record"`, i, i)
	}
	rows := make([]string, 100)
	for i := range rows {
		rows[i] = fmt.Sprintf(`{"url":"https://acme.zendesk.com/api/v2/x","id":"01GC%022d","name":"ThinkPad T14 %d","custom_object_key":"asset","custom_object_fields":{%s},`+
			`"created_by_user_id":"20190","updated_by_user_id":"20190","created_at":"2026-10-19T22:43:00Z","updated_at":"2026-10-19T22:43:00Z","external_id":null,"photo":null}`, i, i, strings.Join(fields, ","))
	}
	body := `{"custom_object_records":[` + strings.Join(rows, ",") + `],"meta":{"has_more":false},"links":{}}`
	c, err := api.New("https://acme.zendesk.com", api.WithTransport(served(body)))
	if err != nil {
		b.Fatal(err)
	}
	col := Records(api.Object{Key: "asset"})
	b.ReportAllocs()
	for b.Loop() {
		if p, err := col.List(context.Background(), c, Query{}); err != nil || len(p.Items) != 100 {
			b.Fatal(err, len(p.Items))
		}
	}
}

// The photo of a record is told in words, not as the service's JSON.
func TestPhotoOfARecordIsTold(t *testing.T) {
	photo, ok := RecordSchema(nil).Field("photo")
	it := Item{ID: "1", Values: map[string]Value{"photo": `{"content_type":"image/jpeg","content_url":"https://x/1","id":"1","name":"front.jpg","size":244100}`}}
	if got := it.Shown(Format{}, photo); !ok || got != "front.jpg (image/jpeg, 245 kB)" {
		t.Errorf("it is shown as %q", got)
	}
}
