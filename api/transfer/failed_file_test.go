package transfer

import (
	"encoding/csv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zco/api"
)

// The file of failed rows is safe to open in a spreadsheet and can be imported.
func TestFailedRows(t *testing.T) {
	results := []Result{
		{Item: Item{Action: api.ActionUpdate, ID: "A", Patch: api.RecordPatch{Name: api.String("=cmd()"), Fields: map[string]api.Value{"year": api.Value("3")}}}, Outcome: Failed, Reason: "+no"},
		{Item: Item{Action: api.ActionUpdate, ID: "B", Patch: api.RecordPatch{Fields: map[string]api.Value{"id": api.String("x"), "tags": api.Strings([]string{"a|b", "c"}), "year": api.Value("-4")}}}, Outcome: Failed, Reason: "standard::name: no"},
	}
	var out strings.Builder
	n, err := WriteFailed(&out, func(yield func(Result, error) bool) {
		for _, r := range results {
			if !yield(r, nil) {
				return
			}
		}
	})
	if err != nil || n != 2 {
		t.Fatal(n, err)
	}
	got, err := csv.NewReader(strings.NewReader(out.String())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"id", "name", "year", "custom_object_fields.id", "tags", "zco_reason"},
		{"A", "'=cmd()", "3", "", "", "'+no"},
		{"B", "", "-4", "x", `a\|b|c`, "name: no"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
