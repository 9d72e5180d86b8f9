package transfer

import (
	"fmt"
	"slices"
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

// What a column tells at a glance, or remembers, is what would be made of it
// otherwise, and made of it the second time as well.
func TestColumnsReadAsCellsDo(t *testing.T) {
	options := []api.FieldOption{{Value: "red", Name: "Red"}, {Value: "blue", Name: "red"}, {Value: "dark", Name: "Dark"}}
	texts := []string{
		"0", "-0", "00", "007", "-7", "7.", ".7", "7.50", "0.5", "-0.5", "--1", "1.2.3", "1e3", "+1", "-", ".", "1,5", "1.234,5", "12 EUR", strings.Repeat("9", 400), "1." + strings.Repeat("0", 60),
		"true", "TRUE", "false", "yes", "2024-02-29", "2023-02-29", "2024-2-9", "0001-01-01", "03/04/2024", "25/12/2023", "2024-02-29 10:00", "2024_02_29",
		"red", "Red", "Dark", "dark", "mauve", "red|dark", "red, dark", "é", "a b",
	}
	for _, kind := range []api.FieldType{api.TypeInteger, api.TypeDecimal, api.TypeCurrency, api.TypeCheckbox, api.TypeDate, api.TypeDropdown, api.TypeMultiselect, api.TypeText, api.TypeLookup} {
		for _, decimal := range []rune{0, ','} {
			m := importOf("when\n25/12/2023\n")
			m.Decimal, m.Fields = decimal, []api.Field{{Key: "when", Type: kind, Options: options}}
			s, err := m.layout()
			if err != nil {
				t.Fatal(err)
			}
			c := s.columns["when"]
			for _, text := range slices.Concat(texts, texts) {
				want, wantProblem := convertText(c.schema, m.localized(s, c, text))
				if got, problem := c.read(text); got != want || problem != wantProblem {
					t.Errorf("%s, decimal %q: %q is %q, %q, want %q, %q", kind, decimal, text, got, problem, want, wantProblem)
				}
			}
		}
	}
}

func TestFormOfRecordIDs(t *testing.T) {
	for text, want := range map[string]bool{
		"01GGTT6E00R28WJ0KVYRQ78KKP": true, "01GGTT6E00R28WJ0KVYRQ78KK": false, "01GGTT6E00R28WJ0KVYRQ78KKPP": false, "": false,
		"01GGTT6E00R28WJ0KVYRQ78KKI": false, "01GGTT6E00R28WJ0KVYRQ78KKL": false, "01GGTT6E00R28WJ0KVYRQ78KKO": false, "01GGTT6E00R28WJ0KVYRQ78KKU": false,
		"01ggtt6e00r28wj0kvyrq78kkp": false, "01GGTT6E00R28WJ0KVYRQ78K-P": false, "01GGTT6E00R28WJ0KVYRQ78K é": false,
	} {
		if isRecordID(text) != want {
			t.Errorf("%q: %t", text, !want)
		}
	}
}
