package app_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"zco/tui/app"
)

// The list of objects and the status bar beside it tell the same number of
// records, whoever made or deleted some and whichever of the two was read again.
func TestTheListCountsAsTheTableDoes(t *testing.T) {
	run(t, with{options: func(o *app.Options) { o.Start.Collection = "asset" }}, func(t *testing.T, p *program) {
		both := func(step, n string) {
			t.Helper()
			p.Idle()
			list, bar := p.Objects().Row("Assets").Text().String(), p.Status().Left.String()
			if !strings.HasSuffix(list, " "+n) || !strings.HasSuffix(bar, " of "+n) {
				t.Errorf("%s: %q in the list and %q in the status bar, want %s", step, list, bar, n)
			}
		}
		counts := func() (n int) {
			for _, e := range p.server.Journal() {
				if strings.HasSuffix(e.Path, "/asset/records/count") {
					n++
				}
			}
			return n
		}
		both("at first", "10,000")
		p.Press("D").Idle().Press("enter")
		both("deleted here", "9,999")
		others := slices.Sorted(func(yield func(string) bool) {
			for id := range p.assets() {
				if !yield(id) {
					return
				}
			}
		})
		if _, err := p.client().DeleteRecord(context.Background(), "asset", others[7]); err != nil {
			t.Fatal(err)
		}
		p.server.ResetJournal()
		p.Press("r")
		both("deleted by somebody else, and the table read again", "9,998")
		if n := counts(); n != 1 {
			t.Errorf("reading the table again counts %d times", n)
		}
		p.Press("u").Idle().Press("enter")
		both("taken back", "9,999")
		if _, err := p.client().DeleteRecord(context.Background(), "asset", others[8]); err != nil {
			t.Fatal(err)
		}
		p.server.ResetJournal()
		p.Press("shift+tab", "r")
		both("the list read again", "9,998")
		if n := counts(); n != 1 {
			t.Errorf("reading the list again counts %d times", n)
		}
	})
}
