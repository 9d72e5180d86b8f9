package api

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Any object reads as encoding/json reads it: the same members, the same text
// of each, whatever white space and escapes there are.
func TestScanReadsAsEncodingJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := object(t, 3)
		var want map[string]json.RawMessage
		if err := json.Unmarshal([]byte(text), &want); err != nil {
			t.Fatalf("the test made no JSON: %v of %s", err, text)
		}
		got := map[string]Value{}
		if !eachMember(text, func(key, raw string) { got[key] = compact(raw) }) {
			t.Fatalf("no object: %s", text)
		}
		if len(got) != len(want) {
			t.Fatalf("%d members instead of %d in %s", len(got), len(want), text)
		}
		for key, raw := range want {
			if v, _ := ParseValue(raw); got[key] != v {
				t.Fatalf("%q is %s instead of %s in %s", key, got[key], v, text)
			}
		}
	})
}

func object(t *rapid.T, depth int) string {
	var b strings.Builder
	blank := func() { b.WriteString(rapid.SampledFrom([]string{"", "", " ", "\n\t"}).Draw(t, "blank")) }
	b.WriteByte('{')
	for i := range rapid.IntRange(0, 5).Draw(t, "members") {
		if i > 0 {
			b.WriteByte(',')
		}
		blank()
		key, _ := json.Marshal(fmt.Sprint(i, rapid.String().Draw(t, "key")))
		b.Write(key)
		blank()
		b.WriteByte(':')
		blank()
		b.WriteString(anyValue(t, depth))
		blank()
	}
	return b.String() + "}"
}

func anyValue(t *rapid.T, depth int) string {
	switch rapid.IntRange(0, 6).Draw(t, "kind") {
	case 0:
		return rapid.SampledFrom([]string{"null", "true", "false", "9007199254740993", "-1.50e+3", "0"}).Draw(t, "scalar")
	case 1:
		if depth > 0 {
			return object(t, depth-1)
		}
	case 2:
		if depth > 0 {
			return "[ " + anyValue(t, depth-1) + " ,\n" + anyValue(t, depth-1) + "]"
		}
	case 3:
		return rapid.SampledFrom([]string{`"a\u003cb"`, `"\ud83d\ude00"`, `"\ud800"`, `"\\\""`, `"}{][,:"`}).Draw(t, "escaped")
	}
	text, _ := json.Marshal(rapid.String().Draw(t, "text"))
	return string(text)
}

// pageOf is a page of n records of 20 fields, as the service writes it.
func pageOf(n int) []byte {
	var b strings.Builder
	b.WriteString(`{"custom_object_records":[`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"url":"https://acme.zendesk.com/api/v2/custom_objects/asset/records/01GC%022d.json","id":"01GC%022d","name":"ThinkPad T14, Zürich #%08d","custom_object_key":"asset","custom_object_fields":{`, i, i, i)
		for f := range 20 {
			if f > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, `"field_%d":`, f)
			switch f % 4 {
			case 0:
				fmt.Fprintf(&b, `"text %d of %d"`, f, i)
			case 1:
				fmt.Fprintf(&b, `%d.25`, i)
			case 2:
				b.WriteString("null")
			case 3:
				b.WriteString(`["a","b"]`)
			}
		}
		b.WriteString(`},"created_by_user_id":"20190","updated_by_user_id":"20190","created_at":"2026-10-19T22:43:00Z","updated_at":"2026-10-19T22:43:00Z","external_id":"AST-1","photo":null}`)
	}
	b.WriteString(`],"meta":{"has_more":true,"after_cursor":"aftr","before_cursor":"bfr"},"links":{"next":"https://acme.zendesk.com/api/v2/x","prev":null}}`)
	return []byte(b.String())
}

func BenchmarkDecodePage(b *testing.B) {
	body := pageOf(100)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if p, err := decodePage[Record](body, listRecords, ListOptions{}); err != nil || len(p.Items) != 100 {
			b.Fatal(err)
		}
	}
}

// BenchmarkDecodePagePlain is the least: the same page into plain structs.
func BenchmarkDecodePagePlain(b *testing.B) {
	body := pageOf(100)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		var p struct {
			Items []struct {
				ID, Name, ExternalID, URL string
				Fields                    map[string]json.RawMessage `json:"custom_object_fields"`
			} `json:"custom_object_records"`
		}
		if err := json.Unmarshal(body, &p); err != nil {
			b.Fatal(err)
		}
	}
}
