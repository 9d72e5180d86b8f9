package api

import (
	"bytes"
	"encoding/json"
	"math/big"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func parse(t testing.TB, text string) Value {
	t.Helper()
	v, err := ParseValue([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Absent, null and a value stay three things on the way in and out.
func TestValueKeepsPresence(t *testing.T) {
	var m map[string]Value
	if err := json.Unmarshal([]byte(`{"null":null,"empty":"","zero":0,"list":[ 1 , "a" ],"big":12345678901234567890.10}`), &m); err != nil {
		t.Fatal(err)
	}
	if !m["gone"].IsAbsent() || !m["null"].IsNull() || m["null"].IsAbsent() || m["empty"].IsNull() || m["zero"].IsEmpty() || !m["empty"].IsEmpty() {
		t.Errorf("%q", m)
	}
	out, err := json.Marshal(m)
	if err != nil || string(out) != `{"big":12345678901234567890.10,"empty":"","list":[1,"a"],"null":null,"zero":0}` {
		t.Errorf("%s: %v", out, err)
	}
	type patch struct {
		A Value `json:"a,omitzero"`
		B Value `json:"b,omitzero"`
		C Value `json:"c"`
	}
	if out, _ := json.Marshal(patch{B: Null}); string(out) != `{"b":null,"c":null}` {
		t.Errorf("%s", out)
	}
}

func TestValueTexts(t *testing.T) {
	tests := []struct {
		v       Value
		text    string
		strings []string
	}{
		{Absent, "", nil}, {Null, "", nil}, {String(""), "", nil}, {"[]", "[]", nil},
		{String("a\"\n<ü>\u2028"), "a\"\n<ü>\u2028", []string{"a\"\n<ü>\u2028"}},
		{Int(-3), "-3", []string{"-3"}}, {Bool(true), "true", []string{"true"}},
		{Strings([]string{"x", "y\"z"}), `["x","y\"z"]`, []string{"x", `y"z`}},
		{`[1,null,"a",{"b":2}]`, `[1,null,"a",{"b":2}]`, []string{"1", "", "a", `{"b":2}`}},
		{`{"a":1}`, `{"a":1}`, []string{`{"a":1}`}},
		{`[broken`, `[broken`, []string{`[broken`}},
		{`"`, `"`, []string{`"`}},
		{`"broken\"`, `"broken\"`, []string{`"broken\"`}},
	}
	for _, tt := range tests {
		if got := tt.v.Text(); got != tt.text {
			t.Errorf("%s: text %q", string(tt.v), got)
		}
		if diff := cmp.Diff(tt.strings, tt.v.Strings()); diff != "" {
			t.Errorf("%s: %s", string(tt.v), diff)
		}
	}
	if Strings(nil) != "[]" {
		t.Error("no strings are not an empty list")
	}
	if v, ok := Value("true").Bool(); !v || !ok {
		t.Error("true is not true")
	}
	if _, ok := String("true").Bool(); ok {
		t.Error("a text is a boolean")
	}
	if Value(`{"a":1}`).Members()["a"] != "1" || Value(`[1]`).Members() != nil || Value(`"x"`).Elements() != nil || Value(`{x`).Members() != nil {
		t.Error("members and elements are confused")
	}
}

// However a server escapes a string, it compares as equal to ours.
func TestValueSpellsStringsInOneWay(t *testing.T) {
	for _, text := range []string{`"<a & b>"`, `"\u003ca \u0026 b\u003e"`, `"\u003Ca & b\u003E"`, ` "<a & b>" `} {
		if got := parse(t, text); got != String("<a & b>") {
			t.Errorf("%s reads as %s", text, got)
		}
	}
	if got := parse(t, `{"\u0061\/":["\"\\",1, "\ud83d\ude00"]}`); got != `{"a/":["\"\\",1,"😀"]}` {
		t.Errorf("reads as %s", got)
	}
	if got := parse(t, `"half \ud83d"`); got != `"half \ud83d"` {
		t.Errorf("half a pair reads as %s", got)
	}
	if got := parse(t, "\"\xff\""); !utf8.ValidString(string(got)) {
		t.Errorf("invalid UTF-8 reads as %q", got)
	}
	if _, err := ParseValue([]byte("{")); err == nil {
		t.Error("half an object is a value")
	}
	if parse(t, "  ") != Absent {
		t.Error("nothing is not absent")
	}
}

func TestValueStringProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		v := String(s)
		if v.Text() != s || !json.Valid([]byte(v)) {
			t.Fatalf("%q becomes %s", s, v)
		}
		escaped, _ := json.Marshal(s)
		if back, err := ParseValue(escaped); err != nil || back != v {
			t.Fatalf("%s reads as %s, not %s", escaped, back, v)
		}
	})
}

func TestNumber(t *testing.T) {
	for _, s := range []string{"0", "-1", "1.50", "1e5", "900719925474099312345"} {
		if v, ok := Number(s); !ok || string(v) != s {
			t.Errorf("%s is %q", s, v)
		}
	}
	for _, s := range []string{"", "-", "01", "1.", ".5", "+1", "1 ", "0x10", "NaN", "1,5", "1e"} {
		if _, ok := Number(s); ok {
			t.Errorf("%q is a number", s)
		}
	}
	if ID("12") != "12" || ID("01GX") != `"01GX"` || ID("1.5") != `"1.5"` || ID("") != `""` || IDs(nil) != "[]" {
		t.Error("ids are spelled wrongly")
	}
}

func TestValueSame(t *testing.T) {
	same := [][2]Value{{Absent, Null}, {"1", "1.0"}, {"1", "1e0"}, {"100", "1E2"}, {"0", "-0.00"}, {"0.10", "1e-1"}, {"-1.5", "-15e-1"},
		{"900719925474099312345", "900719925474099312345.0"}, {String("a"), String("a")}}
	for _, p := range same {
		if !p[0].Same(p[1]) || !p[1].Same(p[0]) {
			t.Errorf("%q and %q are not the same", p[0], p[1])
		}
	}
	differ := [][2]Value{{Null, String("")}, {Null, "0"}, {"1", String("1")}, {"1", "-1"}, {"900719925474099312345", "900719925474099312346"},
		{"1", "10"}, {"0.1", "0.01"}, {String("a"), String("A")}, {"1e99999999999999999999", "1"}, {`["a"]`, `["a","b"]`}}
	for _, p := range differ {
		if p[0].Same(p[1]) || p[1].Same(p[0]) {
			t.Errorf("%q and %q are the same", p[0], p[1])
		}
	}
}

func TestValueSameProperty(t *testing.T) {
	number := rapid.StringMatching(`-?(0|[1-9][0-9]{0,5})(\.[0-9]{1,5})?(e-?[0-9])?`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := number.Draw(t, "a"), number.Draw(t, "b")
		ra, _ := new(big.Rat).SetString(a)
		rb, _ := new(big.Rat).SetString(b)
		if got := Value(a).Same(Value(b)); got != (ra.Cmp(rb) == 0) {
			t.Fatalf("%s and %s: same is %v", a, b, got)
		}
	})
}

func TestTimestamps(t *testing.T) {
	want := time.Date(2021, 7, 20, 22, 55, 29, 0, time.UTC)
	for _, text := range []string{"2021-07-20T22:55:29Z", "2021-07-20T22:55:29.000Z", "2021-07-20 22:55:29+00:00", "2021-07-20 22:55:29 +0000",
		"2021-07-21T00:55:29+02:00", "2021-07-21T00:55:29+0200", "2021-07-20 22:55:29 UTC", "2021-07-20 22:55:29", "2021-07-20T22:55:29"} {
		if got := ParseTimestamp(text); !got.Time.Equal(want) || got.String() != text {
			t.Errorf("%s reads as %v", text, got.Time)
		}
	}
	for _, text := range []string{"", "soon", "2021-13-20T22:55:29Z"} {
		if got := ParseTimestamp(text); !got.IsZero() || got.Text != text {
			t.Errorf("%q reads as %v", text, got)
		}
	}
}

// A date comes in both forms and goes out as one, in no other zone.
func TestDates(t *testing.T) {
	for text, want := range map[string]Value{
		"2025-07-03": `"2025-07-03"`, "2025-07-03T00:00:00+00:00": `"2025-07-03"`, "2025-07-03T00:00:00+13:00": `"2025-07-03"`,
		" 2025-07-03 ": `"2025-07-03"`, "2024-02-29": `"2024-02-29"`, "": Null,
	} {
		if got, err := Date(text); err != nil || got != want {
			t.Errorf("%q is sent as %s: %v", text, got, err)
		}
	}
	for _, text := range []string{"2025-02-29", "3.7.2025", "2025-7-3", "tomorrow"} {
		if got, err := Date(text); err == nil {
			t.Errorf("%q is sent as %s", text, got)
		}
	}
	if d, ok := String("2025-07-03T00:00:00+00:00").Date(); !ok || d != "2025-07-03" {
		t.Errorf("reads as %q", d)
	}
	if _, ok := Null.Date(); ok {
		t.Error("null is a date")
	}
	if _, ok := Int(2025).Date(); ok {
		t.Error("a number is a date")
	}
}

// A text that needs no escape is written as one that goes through the encoder.
func TestStringIsSpelledAsEncoded(t *testing.T) {
	for _, s := range []string{"", "a", "é", "日本 🚲", "a\u2028b", "é\u2029", "a\xffb", "é\xff", "\x7f", "é\x7f", "é\"", `é\`, "é\n", "<é>&", "\u00a0", "\ufffd"} {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(s); err != nil {
			t.Fatal(err)
		}
		if got, want := string(String(s)), strings.TrimSuffix(b.String(), "\n"); got != want {
			t.Errorf("%q is %s, want %s", s, got, want)
		}
	}
}
