package api

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// The short ways to read a string say what encoding/json and respell do.
func TestStringsAreReadAsTheyAreSpelled(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		token := `"`
		for _, part := range rapid.SliceOf(rapid.SampledFrom([]string{
			"a", "é", "\u2028", "\u007f", `\"`, `\\`, `\/`, `\b`, `\f`, `\n`, `\r`, `\t`, `\u0041`, `\u003c`, `\u2029`, `\ud83d\ude00`, "<", " ",
		})).Draw(t, "parts") {
			token += part
		}
		token += `"`
		var text string
		if err := json.Unmarshal([]byte(token), &text); err != nil {
			t.Fatal(err)
		}
		if got := Value(token).Text(); got != text {
			t.Errorf("%s reads as %q, not as %q", token, got, text)
		}
		want, err := ParseValue([]byte(token))
		if !strings.Contains(token, `\`) {
			want = Value(token)
		}
		if got := compact(token); err != nil || got != want {
			t.Errorf("%s is spelled %s, not %s: %v", token, got, want, err)
		}
	})
	for _, half := range []string{`"\"`, `"a\x"`} { // no JSON
		if got := Value(half).Text(); got != half {
			t.Errorf("%s reads as %q", half, got)
		}
	}
}

// The place of a page is found before the page is read, or not at all.
func TestPlaceIsFoundAtTheEnd(t *testing.T) {
	for body, want := range map[string]Meta{
		`{"custom_object_records":[{"id":"a","name":"\"meta\":{\"has_more\":true}"}],"links":{},"meta":{"has_more":true,"after_cursor":"x","before_cursor":"y"}}`: {true, "x", "y"},
		`{"custom_object_records":[],"meta": {"has_more":false,"after_cursor":"x"} ,"links":{"next":null}}`:                                                       {false, "x", ""},
		`{"custom_object_records":[{"id":"a","custom_object_fields":{"meta":"has_more"}}]}`:                                                                       {},
		`{"custom_object_records":[],"meta":{"has_more":true`:                                                                                                     {},
		`{"custom_object_records":[],"meta":{"has_more":true,"after_cursor":null}}`:                                                                               {},
	} {
		got, found := metaAtEnd([]byte(body))
		if found != (want != Meta{}) || found && got != want {
			t.Errorf("%v %+v in %s", found, got, body)
		}
		var placed []Meta
		p, err := decodePage[Record]([]byte(body), listRecords, ListOptions{Placed: func(m Meta) { placed = append(placed, m) }})
		if err == nil && (len(placed) != 1 || placed[0] != p.Meta) {
			t.Errorf("told were %+v, it is %+v", placed, p.Meta)
		}
	}
}
