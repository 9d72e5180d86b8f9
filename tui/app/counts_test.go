package app_test

import (
	"os"
	"strings"
	"testing"
)

// F counts the rows of the table by the values of the column, within its filter;
// enter shows those of one value.
func TestCountsByValue(t *testing.T) {
	run(t, with{w: 120, h: 40}, func(t *testing.T, p *program) {
		p.Press("l", "l", "F").Expect("Assets by Condition", "Broken ⚠", "2,029", "20%", "10,000 rows, counted by Zendesk", "█")
		p.Press("enter").Expect("Condition is Broken ⚠").Status().Left.Has("2,029")
		p.Press("l", "l", "F").Expect("2,029 rows that pass the filter", "100%")
		p.Press("esc", "h", "F").Expect("Assets by Serial number", "the first 1,000 of 2,029 rows that pass the filter", "count all rows")
		p.Press("a").Expect("all 2,029 rows that pass the filter").ExpectNot("count all rows")
	})
}

// The counts are written to a file; one that is there stays.
func TestCountsAreWrittenToAFile(t *testing.T) {
	t.Chdir(t.TempDir())
	run(t, with{w: 120, h: 40}, func(t *testing.T, p *program) {
		p.Press("l", "l", "F").Expect("x to a file").Press("x").Expect("asset-by-condition-2000-01-01.csv")
		p.Press("enter").Expect("6 values written to", "Assets by Condition")
		p.Press("x", "enter").Expect("-2.csv")
		for _, name := range []string{"asset-by-condition-2000-01-01.csv", "asset-by-condition-2000-01-01-2.csv"} {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasPrefix(string(data), "Condition,Rows\r\n") || !strings.Contains(string(data), "Broken ⚠,2029\r\n") {
				t.Errorf("%s is\n%s", name, data)
			}
		}
	})
}

// Leaving ends what is still to be counted.
func TestCountsEndWithTheDialog(t *testing.T) {
	run(t, with{w: 120, h: 40}, func(t *testing.T, p *program) {
		p.Press("F").Expect("Assets by Name", "the first 1,000 of 10,000 rows")
		before := len(p.server.Journal())
		p.Press("esc").ExpectNot("Assets by Name")
		for _, e := range p.server.Journal()[before:] {
			if strings.Contains(e.Path, "page%5Bafter%5D") {
				t.Errorf("%s is asked for after the dialog is left", e.Path)
			}
		}
	})
}
