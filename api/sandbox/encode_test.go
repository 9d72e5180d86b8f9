package sandbox

import (
	"bytes"
	"encoding/json"
	"io"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// An answer is what the encoder would write, with its keys in their order.
func TestAnswersAreEncoded(t *testing.T) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for want, v := range map[string]any{
		`{"b":1,"a":{"deep":[{},{"x":null}]}}`:              obj{{"b", 1}, {"a", obj{{"deep", []obj{{}, {{"x", nil}}}}}}},
		`{"none":null,"empty":[],"also":null,"any":[]}`:     obj{{"none", []obj(nil)}, {"empty", []obj{}}, {"also", []string(nil)}, {"any", []any{}}},
		`["<b>&\"\\\n\t\r",true,false,-9007199254740993]`:   []any{"<b>&\"\\\n\t\r", true, false, int64(-9007199254740993)},
		`["\ufffd","é","\u0000\u001f"]`:                     []string{"\xff", "é", "\x00\x1f"},
		`{"\"":1.5,"n":12345678901234567890,"m":{"k":"v"}}`: obj{{`"`, 1.5}, {"n", json.Number("12345678901234567890")}, {"m", map[string]any{"k": "v"}}},
		`{"at":"2026-01-02T03:04:05Z","raw":[1,2]}`:         obj{{"at", at}, {"raw", json.RawMessage("[1, 2]")}},
	} {
		b, err := appendJSON(nil, v)
		if err != nil {
			t.Errorf("%s: %v", want, err)
		}
		var wanted bytes.Buffer // the same characters, however they are escaped
		if err := json.Compact(&wanted, []byte(want)); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(respelled(t, wanted.String()), respelled(t, string(b))); diff != "" {
			t.Error(diff)
		}
		if whole, err := json.Marshal(v); err != nil || respelled(t, string(whole)) != respelled(t, string(b)) {
			t.Errorf("within another value it is %s, %v", whole, err)
		}
	}
	if _, err := appendJSON(nil, obj{{"f", func() {}}}); err == nil || err.Error()[:9] != "encode f:" {
		t.Errorf("what is no JSON is said to be %v", err)
	}
}

// respelled is a text with its strings escaped one way.
func respelled(t *testing.T, text string) string {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader([]byte(text)))
	d.UseNumber()
	var out []any
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		out = append(out, token)
	}
	again, err := json.Marshal(out)
	if err != nil {
		t.Fatal(err)
	}
	return string(again)
}
