package transfer

import (
	"fmt"
	"strings"
	"testing"
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
