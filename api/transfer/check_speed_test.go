package transfer

import (
	"fmt"
	"strings"
	"testing"

	"zco/api"
)

// The check of a file before an import, a row of which is one operation.
func BenchmarkCheck(b *testing.B) {
	d := newFakeDesk()
	var text strings.Builder
	text.WriteString("name,external_id,year,note\n")
	const rows = 20_000
	for i := range rows {
		fmt.Fprintf(&text, "Car %d,N-%d,%d,seen\n", i, i, 1990+i%30)
	}
	m := importOf(text.String())
	c := d.client(b)
	b.ReportAllocs()
	for b.Loop() {
		dry, err := m.DryRun(b.Context(), c)
		if err != nil || dry.Create != rows {
			b.Fatalf("%v, %+v", err, dry)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*rows), "ns/row")
}

// What is read in a shorter way is read as in the longer one.
func TestPlainCells(t *testing.T) {
	for _, text := range []string{"", "0", "7", "00", "007", "-0", "-5", "+5", "5.0", "1e3", "123456789012", "1234567890123", "12a", " 5", "٣"} {
		got, problem := integerText(text)
		n, wantProblem := parseExact(text)
		want := api.Absent
		if wantProblem == "" {
			want, wantProblem = integerValue(n, text)
		}
		if got != want || problem != wantProblem {
			t.Errorf("%q is %q, %q, want %q, %q", text, got, problem, want, wantProblem)
		}
	}
	for _, text := range []string{"", " ", "a", " a", "a ", "\u00a0a", "a\u00a0", "\ta", "a\n", "é", "aé", "\ufeffa", "a b", "\x00", "\x1a", "~", "\x7f"} {
		if got, want := trimAll(text), strings.Trim(text, hiddenSpace); got != want {
			t.Errorf("%q is trimmed to %q, want %q", text, got, want)
		}
		if got, want := blankCells([]string{text}), strings.Trim(text, hiddenSpace+"\x00\x1a") == ""; got != want {
			t.Errorf("%q is blank: %t", text, got)
		}
	}
	r := importRow{}
	for key, v := range map[string]api.Value{api.FieldName: api.Null, "year": "1990", "note": api.Null} {
		r.cells = append(r.cells, importCell{column: &fileColumn{target: target{field: key}}, value: v})
	}
	if got := r.newPatch(); len(patchKeys(got)) != 1 || got.Fields["year"] != "1990" {
		t.Errorf("without nulls it is %v", got)
	}
}
