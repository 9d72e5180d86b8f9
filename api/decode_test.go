package api

import (
	"encoding/json"
	"testing"
)

// One odd member of one object must not make it unreadable, and what no field
// names comes through untouched.
func TestObjectsAreReadLeniently(t *testing.T) {
	type part struct {
		N int `json:"n"`
	}
	type thing struct {
		Original
		ID     string           `json:"id"`
		Name   string           `json:"title" or:"name,subject"`
		On     bool             `json:"on"`
		Size   int              `json:"size"`
		At     Timestamp        `json:"at"`
		Value  Value            `json:"value"`
		Values map[string]Value `json:"values"`
		Parts  []part           `json:"parts"`
		Own    string
	}
	in := `{"id":12345678901234567890,"title":"","subject":"x","name":[],"on":"true","size":"7.0","at":"2026-01-31",` +
		`"value":1.50,"values":[1],"parts":[{"n":1},"odd",{"n":2}],"Own":"x","new":900719925474099312345}`
	got := thing{Own: "before", Size: 9}
	if err := readObject([]byte(in), &got); err != nil {
		t.Fatal(err)
	}
	if got.ID != "12345678901234567890" || got.Name != "x" || !got.On || got.Size != 7 || got.At.Text != "2026-01-31" || got.At.IsZero() ||
		got.Value != "1.50" || got.Values != nil || len(got.Parts) != 2 || got.Parts[1].N != 2 || got.Own != "" {
		t.Errorf("it is read as %+v", got)
	}
	if out, err := json.Marshal(got); err != nil || string(out) != in {
		t.Errorf("it is written as %s, %v", out, err)
	}
	if err := readObject([]byte(`{"size":1e400,"on":1,"at":{},"parts":{}}`), &got); err != nil || got.Size != 0 || got.On || !got.At.IsZero() || got.Parts != nil || got.ID != "" {
		t.Errorf("odd members are read as %+v, %v", got, err)
	}
	if err := readObject([]byte(`[]`), &got); err == nil {
		t.Error("a list is read as an object")
	}
}
