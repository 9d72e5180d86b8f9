package shell_test

import (
	"strings"
	"testing"

	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/shell"
)

var assets = shell.Start{Collection: "asset"}

// One goes from the table to a record, on to another, and back through both;
// back and forward go through all that was seen, with the cursors where they
// were.
func TestBackAndForward(t *testing.T) {
	story(t, 120, 30, assets, func(a *account) {
		a.Records().Current().Cell("Serial number").Is("SN-00000001")
		a.Press("<").Message().Has("Nothing further back")
		a.Press(">").Message().Has("Nothing further forward")
		a.Press("j", "enter").Status().Left.Has("Assets › Apple MacBook Pro 16", "2 of 200")
		a.Press("j", "j")
		a.Send(pane.OpenRecord{Ref: collection.Ref{Collection: "store", ID: "x"}, Follow: true}).Idle()
		a.Status().Left.Has("Assets › Apple MacBook Pro 16", " › Store x").Lacks("of 200")
		a.Objects().Current().Text().Has("Stores")
		a.Press("esc").Record().Title().Has("Apple MacBook Pro 16")
		if !a.Record().Field("Condition").Cursor() {
			t.Errorf("the cursor is not on the field it was on:\n%s", a.Screen())
		}
		a.Objects().Current().Text().Has("Assets")
		a.Press("esc").Status().Left.Has("Assets · 2 of 200")
		a.Press(">").Record().Title().Has("Apple MacBook Pro 16")
		a.Press(">").Status().Left.Has(" › Store x")
		a.Press("<", "<").Status().Left.Has("Assets · 2 of 200")
		a.Press("esc").Message().Has("goes to the list of objects")
	})
}

// A record that is not the row under the cursor has not that row's position.
func TestPositionIsThatOfTheRecord(t *testing.T) {
	story(t, 120, 30, assets, func(a *account) {
		a.Press("j", "enter").Status().Left.Has("Assets › Apple MacBook Pro 16", "2 of 200")
		a.Send(pane.OpenRecord{Ref: collection.Ref{Collection: "asset", ID: "x"}}).Idle().Status().Left.Has("Assets › ").Lacks("2 of 200")
	})
}

// An object is left for another one and come back to, its cursor where it was.
func TestTablesAreComeBackTo(t *testing.T) {
	story(t, 120, 30, assets, func(a *account) {
		a.Press("j", "j").Send(pane.Visit{Place: collection.Place{Collection: "store"}}).Idle()
		a.Status().Left.Has("Stores · 1 of 64")
		a.Objects().Current().Text().Has("Stores")
		a.Send(pane.Visit{Place: collection.Place{Collection: "gone"}}).Idle().Message().Has("There is no object gone in this account")
		a.Status().Left.Has("Stores · 1 of 64")
		a.Press("<").Status().Left.Has("Assets · 3 of 200")
		a.Press(">").Status().Left.Has("Stores · 1 of 64")
		a.Send(pane.OpenRecord{Ref: collection.Ref{Collection: "gone", ID: "1"}}).Idle().Message().Has("There is no object gone in this account")
		if got := a.View().WindowTitle; got != "zco · Stores" {
			t.Errorf("the window is called %q", got)
		}
	})
}

// The program opens where it is told to, and says what is not there unless
// nobody asked for it.
func TestWhereItStarts(t *testing.T) {
	story(t, 120, 30, shell.Start{Collection: "gone"}, func(a *account) {
		a.Message().Has("There is no object gone in this account")
		a.Expect("Choose an object on the left")
		if got := a.View().WindowTitle; got != "zco" {
			t.Errorf("the window is called %q", got)
		}
	})
	story(t, 120, 30, shell.Start{Collection: "gone", Last: true}, func(a *account) {
		a.Status().Left.Has("Assets · 1 of 200")
		a.ExpectNot("There is no object")
	})
	story(t, 120, 30, shell.Start{Collection: "asset", Record: "01GGTT6E00R28WJ0KVYRQ78KKP"}, func(a *account) {
		a.Record().Title().Has("Asset ")
		a.Press("esc").Status().Left.Has("Assets · ")
	})
}

// tab goes round the panes that show something; the list of objects and the
// record beside can be hidden.
func TestPanesAreShownAndHidden(t *testing.T) {
	story(t, 180, 30, assets, func(a *account) {
		a.Press("j").Record().Title().Has("Apple MacBook Pro 16")
		a.Press("tab", "j")
		if !a.Record().Field("Serial number").Cursor() {
			t.Errorf("the record has no focus:\n%s", a.Screen())
		}
		a.Press("tab", "j", "k", "tab", "j").Records().Current().Cell("Serial number").Is("SN-00000003")
		a.Press("k")
		a.Press("shift+tab", "j").Objects().Current().Text().Has("Inspections")
		a.Press("tab", "j").Records().Current().Cell("Serial number").Is("SN-00000003")
	})
}

// A search ends where it began; its steps are none of the history until one of
// them is kept.
func TestSearchIsLeft(t *testing.T) {
	story(t, 120, 30, assets, func(a *account) {
		a.Press("j", "/").Type("Nokia").Idle().Expect("Nokia XR21")
		a.Press("esc").Status().Left.Has("Assets · 2 of 200")
		a.Press("<").Message().Has("Nothing further back")
		a.Press("/").Type("Nokia").Press("enter").Status().Left.Has("search Nokia")
		a.Records().Current().Text().Has("Nokia")
		a.Press("esc").Status().Left.Has("Assets · 2 of 200")
		a.Press("<").Status().Left.Has("search Nokia")
	})
}

// On a narrow screen one pane is shown at a time, and esc leads from each to
// the one before; on one that is too small that is said.
func TestNarrowScreens(t *testing.T) {
	story(t, 80, 24, assets, func(a *account) {
		a.Records().Current().Cell("Serial number").Is("SN-00000001")
		a.ExpectNot("Custom objects")
		a.Press("enter").Record().Title().Has("LG 27UQ850")
		a.ExpectNot("Lost or stolen 2026")
		a.Press("esc").Records().Current().Cell("Serial number").Is("SN-00000001")
		a.Press("esc").Expect("Custom objects").ExpectNot("SN-00000001")
		a.Press("tab").Records().Current().Cell("Serial number").Is("SN-00000001")
		a.Resize(29, 24).Idle().Expect("Terminal too small: 30×6")
		a.Resize(80, 15).Idle().ExpectNot("too small").Expect("SN-00000001")
		a.Resize(120, 30).Idle().Expect("Custom objects", "SN-00000001")
		if !strings.Contains(a.Screen(), "│") {
			t.Error("nothing parts the panes")
		}
	})
}

const second = "01GHDKPFG0CHFP94MB8BMMW8W9"

// set sets the name of the second asset as somebody else would.
func (a *account) set(name string) {
	a.Helper()
	all, err := collection.Collections(a.Context(), a.client)
	if err != nil {
		a.Fatal(err)
	}
	for _, col := range all {
		if col.ID == "asset" {
			if _, err := col.Update(a.Context(), a.client, second, collection.Patch{"name": collection.String(name)}); err != nil {
				a.Fatal(err)
			}
		}
	}
}

// What is no longer true is read again, in the table and in the record; so is
// what failed, once it is tried again.
func TestWhatIsStaleIsReadAgain(t *testing.T) {
	story(t, 120, 30, assets, func(a *account) {
		a.set("Renamed")
		a.Send(pane.Stale{Collection: "store"}).Idle().ExpectNot("Renamed")
		a.Send(pane.Stale{Collection: "asset"}).Idle().Expect("Renamed")
		a.Press("j", "enter").Record().Title().Has("Asset Renamed")
		a.set("Once more")
		a.Send(pane.Stale{Collection: "asset"}).Idle().Record().Title().Has("Asset Once more")
		a.set("At last")
		a.Send(pane.Retry{}).Idle().Record().Title().Has("Asset At last")
		a.Press("esc").Records().Current().Text().Has("At last")
	})
}

// A place is shown with the cursor on the row that is asked for; where one was
// last is told with its row.
func TestThePlaceOneWasAt(t *testing.T) {
	story(t, 120, 30, assets, func(a *account) {
		place := collection.Place{Collection: "asset", Sort: "id"}
		a.Send(pane.Visit{Place: place, Select: second}).Idle().Records().Current().Cell("Serial number").Is("SN-00000002")
		if last, ok := a.shell.Last(); !ok || last.Place != place || last.Row != second {
			t.Errorf("one was last at %+v", last)
		}
		a.Press("enter")
		if last, ok := a.shell.Last(); !ok || last.Record != second {
			t.Errorf("one was last at %+v", last)
		}
		a.Send(pane.OpenRecord{Ref: collection.Ref{Collection: "store", ID: "x"}, Follow: true}).Idle()
		if last, ok := a.shell.Last(); !ok || last.Place != place || last.Record != "" {
			t.Errorf("one was last at %+v", last)
		}
	})
}
