package app_test

import (
	"strings"
	"testing"

	"zco/tui/app"
)

// A relation is followed through three objects, and esc comes back each time
// to the very same field, and in the end to the very same row.
func TestFollowingThroughThreeObjectsAndBack(t *testing.T) {
	for _, size := range []struct{ w, h int }{{80, 40}, {120, 40}, {180, 45}} {
		run(t, with{w: size.w, h: size.h}, func(t *testing.T, p *program) {
			p.Press("ctrl+o").Type("warranties").Press("enter").Expect("1 of 2,500")
			p.Press("j", "j", "j", "j", "enter")
			warranty := p.Record().Title().Has("Warranty ", "#00000005").String()
			p.Press("j", "enter").Record().Title().Has("Asset ")
			asset := p.Record().Title().String()
			for range 5 {
				p.Press("j")
			}
			p.Press("enter").Expect("Region", "Opened on")
			p.Press("esc").Record().Title().Is(asset)
			p.Press("enter").Expect("Region", "Opened on") // the cursor is on the very field
			p.Press("esc", "esc").Record().Title().Is(warranty)
			p.Press("enter").Record().Title().Is(asset)
			p.Press("esc", "esc").Status().Left.Has("Warranties · 5 of 2,500")
			p.Press(">").Record().Title().Is(warranty)
			p.Press(">").Record().Title().Is(asset)
		})
	}
}

// A relation is followed from a cell of the table as well; esc comes back to
// the cell.
func TestFollowingFromACell(t *testing.T) {
	run(t, with{w: 120, h: 40}, func(t *testing.T, p *program) {
		p.Press("ctrl+o").Type("warranties").Press("enter", "j", "j", "l", "t")
		asset := p.Record().Title().Has("Asset ").String()
		p.Press("esc").Status().Left.Has("Warranties · 3 of 2,500")
		p.Press("t").Record().Title().Is(asset)
	})
}

// An address on the command line can name a record by its external id.
func TestStartAtAnExternalID(t *testing.T) {
	run(t, with{w: 120, h: 40, options: func(o *app.Options) {
		o.Start = app.Start{Collection: "asset", Record: "external_id:AST-00000042"}
	}}, func(t *testing.T, p *program) {
		p.Record().Field("Serial number").Text().Is("SN-00000042")
		p.Press("esc").Status().Left.Has("of 10,000")
		if p.Shows("record") || !p.Shows("records") {
			t.Error("esc does not lead to the table")
		}
	})
}

// What a relation points to outside of custom objects is a card: a person, and
// from there the organization. o opens its page, esc comes back to the field.
func TestRelationsToUsersOpenACard(t *testing.T) {
	var opened []string
	run(t, with{w: 180, h: 45, options: func(o *app.Options) {
		o.Browse = func(url string) error { opened = append(opened, url); return nil }
	}}, func(t *testing.T, p *program) {
		p.Press("ctrl+o").Type("stores").Press("enter", "enter")
		store := p.Record().Title().String()
		for range 5 {
			p.Press("j")
		}
		p.Press("enter").Record().Title().Is("User Zoë O’Brien")
		p.Expect("agent13@sandbox.example", "+44 20 7946 0013", "Last sign-in")
		p.Press("e").Expect("cannot be changed: edit it in Zendesk instead")
		p.Press("o", "esc").Record().Title().Is(store)
	})
	if len(opened) != 1 || !strings.HasSuffix(opened[0], "/agent/users/10013") {
		t.Fatalf("opened %q, want the page of the user", opened)
	}
}

// Names of people are asked for once for a page of records, those of the
// records beside the table too, and not again.
func TestNamesOfPeopleAreAskedForOnce(t *testing.T) {
	run(t, with{w: 180, h: 45}, func(t *testing.T, p *program) {
		p.Press("ctrl+o").Type("stores").Press("enter").Expect("of 64")
		for range 60 {
			p.Press("j")
		}
		p.Press("ctrl+o").Type("vendors").Press("enter").Press("<")
		asked := 0
		for _, e := range p.server.Journal() {
			if strings.HasPrefix(e.Path, "/api/v2/users/show_many") {
				asked++
			}
		}
		if asked < 1 || asked > 2 { // the page of assets that the program starts with, and the stores
			t.Errorf("%d requests for people's names, want at most 1 for each page", asked)
		}
	})
}
