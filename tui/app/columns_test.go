package app_test

import (
	"strings"
	"testing"
)

// titles is the line of titles of the table.
func (p *program) titles() string {
	for line := range strings.Lines(p.Screen()) {
		if strings.Contains(line, "Name") {
			return line
		}
	}
	return ""
}

// The dialog of the columns is as wide when it opens as afterwards.
func TestColumnsOpenAsTheyStay(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		opened := p.Press("c").Screen()
		if after := p.Press("ctrl+l").Screen(); after != opened {
			t.Errorf("it opens as\n%s\nand becomes\n%s", opened, after)
		}
	})
}

// Columns that a person chose are there after a filter, and those of a view
// come back as they were saved, widths too, whatever was shown meanwhile.
func TestChosenColumnsStay(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		p.Press("c", "/").Type("Store").Press("enter", "space", "esc")
		if !strings.Contains(p.titles(), "Store") {
			t.Fatalf("Store is not shown: %q", p.titles())
		}
		p.Press("l", "l", "=")
		if got := p.titles(); !strings.Contains(got, "Store") || strings.Contains(got, "Customer") {
			t.Errorf("after a filter: %q", got)
		}
		p.Press("home", "h", "h", "h", "+", "+", "+")
		saved := p.titles()
		p.Press("w").Type("Wide").Press("enter").Expect("Saved as the view")
		p.Press("+", "+", "+", "+", "+")
		if p.titles() == saved {
			t.Fatal("the column is no wider")
		}
		p.Press("V").Type("Wide").Press("enter")
		if got := p.titles(); got != saved {
			t.Errorf("the view comes back as\n%q, it was saved as\n%q", got, saved)
		}
	})
}
