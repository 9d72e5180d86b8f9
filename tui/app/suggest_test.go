package app_test

import (
	"strings"
	"testing"
)

// A lookup to people suggests those of the rows around, before anything is
// typed and without a request; the one that was chosen last comes first.
func TestALookupSuggestsRecentPeople(t *testing.T) {
	onAsset(t, "", with{w: 120, h: 40}, func(t *testing.T, p *program) {
		p.server.ResetJournal()
		p.field("Owner")
		p.Press("e").Expect("@")
		for _, e := range p.server.Journal() {
			if strings.Contains(e.Path, "users") {
				t.Errorf("asked for %s", e.Path)
			}
		}
		p.Type("Zo").Expect("agent13@sandbox.example")
		p.Press("enter", "z", "e")
		lines := strings.Split(p.Screen(), "\n")
		for i, l := range lines {
			if strings.Contains(l, "▌Owner") {
				if near := strings.Join(lines[i+1:i+3], "\n"); !strings.Contains(near, "Zoë O’Brien") {
					t.Errorf("the one chosen last is not among the first suggested:\n%s", near)
				}
			}
		}
	})
}
