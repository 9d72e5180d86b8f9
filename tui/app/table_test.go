package app_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api/sandbox"
	"zco/tui/app"
	"zco/tui/domain/collection"
	"zco/tui/pane"
)

// call asks the service for something outside the program, as somebody else
// would.
func (p *program) call(method, path, body string) {
	p.Helper()
	r, err := http.NewRequest(method, "http://127.0.0.1:1/api/v2/"+path, strings.NewReader(body))
	if err != nil {
		p.Fatal(err)
	}
	r.SetBasicAuth("agent@sandbox.example/token", "sandbox-token")
	r.Header.Set("Content-Type", "application/json")
	resp, err := p.server.Transport().RoundTrip(r)
	if err != nil || resp.StatusCode >= 300 {
		p.Fatalf("%s %s: %v %v", method, path, resp, err)
	}
	resp.Body.Close()
}

// row returns the line of the screen that holds a text.
func (p *program) row(text string) string {
	p.Helper()
	for line := range strings.SplitSeq(p.Screen(), "\n") {
		if strings.Contains(line, text) {
			return line
		}
	}
	p.Fatalf("no line with %q:\n%s", text, p.Screen())
	return ""
}

// order fails unless the texts stand on the screen one below the other.
func (p *program) order(texts ...string) {
	p.Helper()
	screen, from := p.Screen(), 0
	for _, s := range texts {
		i := strings.Index(screen[from:], s)
		if i < 0 {
			p.Fatalf("%q is not below the texts before it:\n%s", s, screen)
		}
		from += i
	}
}

func TestTheServiceSortsWhereItCan(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		p.server.ResetJournal()
		p.Press("l", "l", "l", "s").Expect("▲Updated")
		p.expectRequests("GET /api/v2/custom_objects/asset/records?page[size]=100&sort=updated_at")
		p.ExpectNot("loaded")
		p.Press("s").Expect("▼Updated", "of 10,000")
		p.Press("s").ExpectNot("▼", "▲")
	})
}

// A column that the service does not sort by is sorted here, and the screen
// says that it is only the rows loaded.
func TestOtherSortsAreOverTheRowsAtHand(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		p.server.ResetJournal()
		p.Press("l", "l", "s").Expect("Zendesk can sort all rows by ID or Updated only")
		p.Press("g").Expect("▲Condition", "only the 100 loaded rows are sorted, of 10,000")
		p.order("Brand new", "Brand new")
		p.ExpectNot("Worn")
		p.Press("s", "g")
		p.order("Condition▼", "Worn, works")
		p.expectRequests()
		p.Press("s").ExpectNot("are sorted").Expect(" of 10,000")
	})
}

// A list that fits into the memory of a window comes in whole when it is
// sorted here.
func TestSmallListsAreSortedWhole(t *testing.T) {
	run(t, with{sandbox: sandbox.Options{Records: 350}}, func(t *testing.T, p *program) {
		p.server.ResetJournal()
		p.Press("s").Expect("▲Name", "all 350 rows")
		if n := len(p.server.Journal()); n != 3 {
			t.Errorf("%d requests, want the 3 pages that were missing", n)
		}
		p.Press("G").Expect("350 of 350")
	})
}

func TestQuickFilter(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		p.server.ResetJournal()
		p.Press("ctrl+f").Type("nokia").Expect("Filter loaded rows: nokia", " of 100 loaded rows", "Nokia XR21")
		p.ExpectNot("Apple")
		p.expectRequests()
		p.Press("down").Expect("2 of ")
		p.Press("enter", "j").Expect("3 of ")
		p.Press("ctrl+f").Type("zzz").Expect("No loaded row matches")
		p.Press("esc", "esc").Expect("1 of 10,000", "Apple").ExpectNot("filter loaded")
	})
}

// The row keeps its identity through filters and sorts.
func TestTheCursorKeepsItsRow(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		for range 30 {
			p.Key("j")
		}
		p.Idle().Expect("31 of 10,000")
		p.Press("ctrl+f").Type("SN-0000003").Press("enter", "l", "l", "s", "s")
		if row := p.row("▌"); !strings.Contains(p.row("▌  "), "SN-00000031") {
			t.Errorf("the cursor is on %q, want it on SN-00000031:\n%s", row, p.Screen())
		}
		p.Press("s", "esc").Expect("31 of 10,000")
	})
}

func TestSelection(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		p.Press("space", "j", "v", "j", "j").Expect("4 selected (range)")
		p.Press("k").Expect("3 selected (range)")
		p.Press("v", "j", "j").Status().Left.Has("3 selected").Lacks("range")
		for n, want := range map[int]bool{1: true, 2: false, 3: true, 4: true, 5: false, 6: false} {
			if got := p.Records().Row(n).Selected(); got != want {
				t.Errorf("row %d is selected: %t, not %t", n, got, want)
			}
		}
		p.Press("l", "l", "l", "s").Expect("▲Updated").Status().Left.Has("3 selected")
		p.Press("s", "s", "G", "g").Status().Left.Has("3 selected")
		if !p.Records().Named("SN-00000001").Selected() {
			t.Error("the first row is not marked")
		}
		p.Press("A").Status().Left.Has("97 selected")
		if p.Records().Named("SN-00000001").Selected() || !p.Records().Named("SN-00000002").Selected() {
			t.Error("the other rows are not marked instead")
		}
		p.Press("a").Expect("100 selected", "not all of Assets")
		p.Press("/").Type("Nokia").Press("enter").Expect("search Nokia", "100 selected")
		p.Press("0").ExpectNot("selected")
	})
}

// A range may be longer than what is held in memory.
func TestRangesOverManyPages(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		p.Press("v")
		for range 1500 {
			p.Key("j").Wait(2 * time.Millisecond)
		}
		p.Idle().Expect("1,501 selected (range)", "1,501 of 10,000")
		for range 1000 {
			p.Key("k").Wait(2 * time.Millisecond)
		}
		p.Idle().Expect("501 selected (range)")
	})
}

// memory is what a person chose, kept as a test can look at it.
type memory map[string]pane.Columns

func (m memory) LoadColumns(id string) (pane.Columns, bool) { c, ok := m[id]; return c, ok }
func (m memory) SaveColumns(id string, c pane.Columns) {
	if len(c.Shown) == 0 {
		delete(m, id)
		return
	}
	m[id] = c
}

func TestColumnsAreChosenAndRemembered(t *testing.T) {
	kept := memory{}
	w := with{options: func(o *app.Options) { o.Memory = kept }}
	run(t, w, func(t *testing.T, p *program) {
		p.Press("c").Expect("Columns of Assets", "frozen fits")
		p.Press("j", "space").Press("/").Type("price").Press("enter", "space", "esc")
		if head := p.row("Name  "); strings.Contains(head, "Serial") || !strings.Contains(head, "Price") {
			t.Errorf("head %q, want Price and no Serial number", head)
		}
		p.Press("l", "l", "l", "shift+left", "+", "+")
		p.order("Name", "Price", "Updated")
	})
	got := fmt.Sprint(kept["asset"])
	if want := "{[{name 0} {custom_object_fields.condition 0} {custom_object_fields.price "; !strings.HasPrefix(got, want) {
		t.Errorf("kept %s, want %s...", got, want)
	}
	run(t, w, func(t *testing.T, p *program) {
		p.order("Name", "Price", "Updated")
		p.ExpectNot("Serial")
		p.Press("c", "0", "esc").Expect("Serial")
	})
	if len(kept) != 0 {
		t.Errorf("kept %v after going back to the default", kept)
	}
}

func TestWideTablesScrollSideways(t *testing.T) {
	run(t, with{w: 60, h: 20}, func(t *testing.T, p *program) {
		if head := p.row("Serial"); !strings.HasSuffix(head, "›") {
			t.Errorf("head %q, want a mark at the right", head)
		}
		p.Press("l", "l", "l")
		if head := p.row("Updated"); !strings.Contains(head, "Name") || !strings.Contains(head, "‹") || strings.Contains(head, "Serial") {
			t.Errorf("head %q, want the frozen name, a mark and no serial number", head)
		}
		p.Press("h", "h", "h", "C", "l", "l", "l")
		if head := p.row("Updated"); strings.Contains(head, "Name") {
			t.Errorf("head %q, want the name gone that is not frozen any more", head)
		}
	})
}

// What somebody else changed is marked when it is seen again, and the cursor
// stays on its row.
// Where the room is short, names are whole before there is a last column: rows
// are told apart by them.
func TestNamesAreWholeBeforeDates(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {160, 45}} {
		run(t, with{w: size[0], h: size[1], options: func(o *app.Options) { o.Start.Collection = "asset" }}, func(t *testing.T, p *program) {
			p.Expect("Apple MacBook Pro 16, Zürich #00000002 ", "SN-00000002", "Good").ExpectNot("2026-09-06 05:51")
			if head := p.row("Serial"); !strings.Contains(head, "›") {
				t.Errorf("head %q, want a mark at the right", head)
			}
			p.Press("l", "l", "l").Expect("Apple MacBook Pro 16, Zürich #00000002 ", "2026-09-06 05:51")
		})
	}
	run(t, with{w: 120, h: 40, options: func(o *app.Options) { o.Start.Collection = "asset" }}, func(t *testing.T, p *program) {
		p.Expect("Apple MacBook Pro 16, Zürich #00000002 ", "2026-09-06 05:51")
	})
}

func TestRefreshKeepsPlaceAndMarksChanges(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		p.Press("j", "j", "j")
		id := p.idOf(4)
		p.Wait(time.Second)
		p.call("PATCH", "custom_objects/asset/records/"+id, `{"custom_object_record":{"name":"Changed elsewhere"}}`)
		p.Press("r").Expect("Changed elsewhere", "4 of 10,000")
		if row := p.row("Changed elsewhere"); !strings.Contains(row, "▌ ~") {
			t.Errorf("row %q, want the cursor and a mark of the change on it", row)
		}
		p.Press("r")
		if row := p.row("Changed elsewhere"); strings.Contains(row, "~") {
			t.Errorf("row %q is marked still, though it was seen", row)
		}
	})
}

// idOf is the id of the nth asset of the service's list, counted from 1.
func (p *program) idOf(n int) string {
	p.Helper()
	r, _ := http.NewRequest("GET", "http://127.0.0.1:1/api/v2/custom_objects/asset/records?page[size]=100", nil)
	r.SetBasicAuth("agent@sandbox.example/token", "sandbox-token")
	resp, err := p.server.Transport().RoundTrip(r)
	if err != nil {
		p.Fatal(err)
	}
	defer resp.Body.Close()
	var page struct {
		Records []struct{ ID string } `json:"custom_object_records"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil || len(page.Records) < n {
		p.Fatal(err, len(page.Records))
	}
	return page.Records[n-1].ID
}

func TestTimedRefresh(t *testing.T) {
	run(t, with{options: func(o *app.Options) { o.Every = 20 * time.Second }}, func(t *testing.T, p *program) {
		p.server.ResetJournal()
		p.Wait(5 * time.Minute)
		p.expectRequests() // off by default
		p.Press("ctrl+r").Expect("every 20 s")
		p.Wait(57 * time.Second)
		if n := len(p.server.Journal()); n != 3 {
			t.Errorf("%d requests in a minute, want 3", n)
		}
		p.Press("ctrl+r").ExpectNot("every 20 s ")
		p.server.ResetJournal()
		p.Wait(time.Minute)
		p.expectRequests()
	})
}

func TestTheMouseInTheTable(t *testing.T) {
	run(t, with{options: func(o *app.Options) { o.Mouse = true }}, func(t *testing.T, p *program) {
		at := func(x, y int) tea.Mouse { return tea.Mouse{X: x, Y: y, Button: tea.MouseLeft} }
		p.Send(tea.MouseClickMsg(at(60, 8))).Idle().Expect("7 of 10,000")
		p.Send(tea.MouseWheelMsg{X: 60, Y: 8, Button: tea.MouseWheelDown}).Idle().ExpectNot("SN-00000003").Expect("SN-00000004")
		before := strings.Index(p.row("Serial"), "Serial")
		border := len([]rune(p.row("Serial")[:before])) - 1
		p.Send(tea.MouseClickMsg(at(border, 1))).Send(tea.MouseMotionMsg(at(border-10, 1))).Send(tea.MouseReleaseMsg(at(border-10, 1))).Idle()
		if after := strings.Index(p.row("Serial"), "Serial"); after != before-10 {
			t.Errorf("the column begins at %d after its border was drawn from %d to the left by 10", after, before)
		}
		p.Send(tea.MouseClickMsg(at(60, 9))).Send(tea.MouseClickMsg(at(60, 9))).Idle().Expect("esc back")
	})
}

func TestPicturesOfNothing(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		visit := func(id string) *program {
			p.Send(pane.Visit{Place: collection.Place{Collection: id}}).Idle()
			return p
		}
		visit("inspection").Expect("No Inspections yet.", "n new").ExpectNot("remove last filter") // there is none
		visit("payroll").Expect("You may not see Payroll", "You are an administrator")
		visit("asset").Press("/").Type("qqqqq").Press("enter").Expect("Nothing found for qqqqq", "esc back", "remove last filter")
		for range 2 {
			if err := p.server.Inject(sandbox.Fault{Kind: "status", Status: 500, Path: "warranty/records", Count: -1}); err != nil {
				t.Fatal(err)
			}
		}
		visit("warranty").Wait(time.Minute).Expect("Warranties could not be read", "r refresh")
		p.server.ClearFaults()
		p.Press("r").Expect("1 of 2,500")
	})
	run(t, with{sandbox: sandbox.Options{Latency: 10 * time.Second}}, func(t *testing.T, p *program) {
		p.Wait(10 * time.Second).Expect("Loading Assets")
	})
}

// Results by relevance end at 10,000, which is no total.
func TestTotalsOverTheCapAreMarked(t *testing.T) {
	run(t, with{sandbox: sandbox.Options{Records: 30_000}}, func(t *testing.T, p *program) {
		p.Press("/").Type("SN").Press("enter").Expect("search SN", "1 of 10,000+")
		p.Press("G").Expect("Results by relevance have no other end")
		p.Press("s").Expect("1 of 30,000").ExpectNot("+")
		p.Press("G").Expect("30,000 of 30,000")
	})
}

func TestOldCountsTellTheirAge(t *testing.T) {
	run(t, with{sandbox: sandbox.Options{Records: 200_000}}, func(t *testing.T, p *program) {
		p.Wait(3 * time.Hour).Press("j").Expect("2 of about 200,000")
	})
}

// Names that would all be cut come before other columns on a narrow screen, with
// relations as well, whose names come later; the others are to the right.
func TestNamesAreWholeOnANarrowScreen(t *testing.T) {
	run(t, with{w: 60, h: 20}, func(t *testing.T, p *program) {
		for id, name := range map[string]string{
			"asset": "Apple MacBook Pro 16, Zürich #00000002", "warranty": "Next business day, 2 years #00000004",
		} {
			p.Send(pane.Visit{Place: collection.Place{Collection: id}}).Idle().Expect(name)
		}
		p.Send(pane.Visit{Place: collection.Place{Collection: "warranty"}}).Idle().Press("l", "l").Expect("Vendor")
	})
}

// What was counted when it was asked for is not doubted a few minutes later,
// when a draft or a save draws it again.
func TestExactCountStaysExact(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		p.Wait(10*time.Minute).Press("j", "e").Type("x").Press("enter").Expect("1 draft", "2 of 10,000")
		p.Press("k", "ctrl+s", "enter").Wait(10 * time.Minute).Press("g").Expect("1 of 10,000")
	})
}

// Sorting into a place that another table shows already leaves one table of
// that place, and both can be walked to.
func TestSortingIntoAPlaceSeenBefore(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		sorted := collection.Place{Collection: "asset", Sort: "updated_at"}
		p.Send(pane.Visit{Place: sorted}).Idle().Expect("▲Updated")
		p.Send(pane.Visit{Place: collection.Place{Collection: "asset"}}).Idle().ExpectNot("▲Updated")
		p.Press("l", "l", "l", "s").Expect("▲Updated").Status().Left.Has("1 of 10,000")
		for i := range 14 { // more than are kept
			p.Send(pane.Visit{Place: collection.Place{Collection: "asset", Text: fmt.Sprint(i)}}).Idle()
		}
		p.Send(pane.Visit{Place: sorted}).Idle().Expect("▲Updated", "1 of 10,000")
	})
}

// A record laid over the table and left again does not move the table's rows.
func TestTableStaysUnderARecord(t *testing.T) {
	run(t, with{w: 120, h: 40}, func(t *testing.T, p *program) {
		p.Press("j", "j", "j", "enter").Record().Field("Serial number").Text().Is("SN-00000004")
		p.Press("esc").Records().Row(1).Cell("Serial number").Is("SN-00000001")
		p.Records().Current().Cell("Serial number").Is("SN-00000004")
		p.Status().Left.Has("4 of 10,000")
	})
}

// A refresh that fails leaves the rows and says why, words first.
func TestFailedRefreshSaysWhy(t *testing.T) {
	run(t, with{w: 100, h: 30}, func(t *testing.T, p *program) {
		p.inject(sandbox.Fault{Kind: "status", Status: 404, Path: `asset/records\?`, Count: -1})
		p.Press("r").Expect("SN-00000001", "not refreshed", "Assets: not refreshed: 404")
		p.server.ClearFaults()
		p.Press("r").ExpectNot("not refreshed")
	})
}

// What the palette offers first can be done where the focus is, and does not
// end the program.
func TestPaletteBeginsWithWhatIsNear(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		p.Press(":").Expect("Record beside the table").ExpectNot("Quit now", "Draw the screen again")
	})
}

// On a narrow screen the position and the total stay when a draft is counted.
func TestPositionBeforeTheLimit(t *testing.T) {
	run(t, with{w: 40, h: 10}, func(t *testing.T, p *program) {
		p.Press("enter", "j", "j", "e").Type("broken").Press("enter", "esc").Expect("1 of 10,000", "✎1 draft")
	})
}
