package api

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

// What is valid is what encoding/json takes for it.
func FuzzValidJSON(f *testing.F) {
	for _, text := range []string{
		`{"a":[1,-0.5e+7,true,null,"\u00e9\n"],"b":{}}`, ` [ ] `, ``, `[1,]`, `{"a":1,}`, `01`, `-`, `1.`, `1e`, `"\x"`, `"\u12g4"`, "\"\x01\"", `"a`, `{"a" 1}`, `nul`, `1 2`, "\ufeff1",
		strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000), strings.Repeat("[", 10_001) + strings.Repeat("]", 10_001), `"\u123`, `"\`, `{`, `{"a"`, `{"a":`, `"\u00@0"`, "\"\xff\"",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got, want := validJSON(text), json.Valid([]byte(text)); got != want {
			t.Errorf("%.200q: %v, want %v", text, got, want)
		}
	})
}

// A page with a byte changed somewhere is valid where encoding/json says so.
func TestValidJSONOfChangedPages(t *testing.T) {
	page, err := os.ReadFile("testdata/records.json")
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 1))
	const bytes = "{}[]\",:\\/ubfnrt0123456789-+.eE \n\x00\x1f\x7f\xffaAgG"
	for range 20_000 {
		data := []byte(string(page))
		for range 1 + random.IntN(2) {
			data[random.IntN(len(data))] = bytes[random.IntN(len(bytes))]
		}
		if got, want := validJSON(string(data)), json.Valid(data); got != want {
			t.Fatalf("%v, want %v: %s", got, want, data)
		}
	}
}
