package app_test

import (
	"encoding/json"
	"io"
	"testing"
)

// decodeIDs reads the ids of a page of records.
func decodeIDs(t *testing.T, r io.Reader) []string {
	t.Helper()
	var page struct {
		Records []struct {
			ID string `json:"id"`
		} `json:"custom_object_records"`
	}
	if err := json.NewDecoder(r).Decode(&page); err != nil {
		t.Fatal(err)
	}
	out := make([]string, len(page.Records))
	for i, rec := range page.Records {
		out[i] = rec.ID
	}
	return out
}
