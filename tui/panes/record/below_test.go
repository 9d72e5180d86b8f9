package record

import (
	"context"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

// filed is the anvil with its files and one relation, the cursor on the first
// file.
func filed(t *testing.T) *bench {
	t.Helper()
	b := onBench(t)
	b.withFiles()
	b.withPointing("Repairs", total(3))
	b.show()
	b.size(64, 40)
	b.moveTo(len(b.fields))
	return b
}

// fileRef names a file of the anvil.
func fileRef(id string) collection.Ref {
	return collection.Ref{Collection: "attachments:tool/1", ID: id}
}

// A file that is renamed, deleted or added is so on the screen; those of other
// records are not.
func TestFilesAsTheyChange(t *testing.T) {
	b := filed(t)
	b.run(action.Down)
	b.run(action.Down) // on the line to upload
	panetest.Settle(b.Changed(pane.Changed{Ref: fileRef("f1"), Item: collection.Item{ID: "f1", Name: "renamed.png"}}))
	if seen := b.screen(); strings.Contains(seen, "front.png") || !strings.Contains(seen, "renamed.png") || !strings.Contains(seen, "(2 of 5)") || !strings.Contains(seen, "▌Upload") {
		t.Errorf("renamed:\n%s", seen)
	}
	if b.files[0].Name != "front.png" {
		t.Error("the answer that others may hold is changed")
	}
	panetest.Settle(b.Changed(pane.Changed{Ref: fileRef("f3"), Deleted: true}))
	panetest.Settle(b.Changed(pane.Changed{Ref: collection.Ref{Collection: "attachments:tool/2", ID: "f1"}, Deleted: true}))
	if seen := b.screen(); !strings.Contains(seen, "(2 of 5)") {
		t.Errorf("what is not there was deleted:\n%s", seen)
	}
	panetest.Settle(b.Changed(pane.Changed{Ref: fileRef("f2"), Deleted: true}))
	if seen := b.screen(); !strings.Contains(seen, "(1 of 5)") || strings.Contains(seen, "signed") || !strings.Contains(seen, "▌") {
		t.Errorf("deleted:\n%s", seen)
	}
	b.run(action.Last)
	panetest.Settle(b.Changed(pane.Changed{Ref: fileRef("f1"), Deleted: true}))
	if seen := b.screen(); !strings.Contains(seen, "▌Repairs") || !strings.Contains(seen, "(0 of 5)") {
		t.Errorf("below the files the cursor leaves its line:\n%s", seen)
	}
	b.files = nil
	c := shown(t)
	panetest.Settle(c.Changed(pane.Changed{Ref: fileRef("f1"), Item: collection.Item{ID: "f1", Name: "new.png"}}))
	if strings.Contains(c.screen(), "new.png") {
		t.Errorf("where there are no files:\n%s", c.screen())
	}
}

// The cursor on the last of the lines stays on the screen as they grow fewer.
func TestTheLastFileGoes(t *testing.T) {
	b := onBench(t)
	b.withFiles()
	b.show()
	b.run(action.Last)
	panetest.Settle(b.Changed(pane.Changed{Ref: fileRef("f1"), Deleted: true}))
	if seen := b.screen(); !strings.Contains(seen, "▌Upload") {
		t.Errorf("one less shows\n%s", seen)
	}
	b.files, b.broken = nil, errCut
	b.run(action.Refresh)
	if seen := b.screen(); !strings.Contains(seen, "▌✗ the line is cut") {
		t.Errorf("it shows\n%s", seen)
	}
	if why := b.Why(action.Export); why != "there is no file under the cursor" {
		t.Errorf("there the fault is downloaded: %q", why)
	}
	b.broken = nil
	b.run(action.OpenField)
	if seen := b.screen(); !strings.Contains(seen, "▌Upload a file") {
		t.Errorf("asked for again it shows\n%s", seen)
	}
}

// Files that come while the cursor is on a relation leave it there; so do those
// that are read again.
func TestFilesComeLate(t *testing.T) {
	b := onBench(t)
	b.withPointing("Repairs", total(0))
	b.withPointing("Loans", total(3))
	b.withFiles()
	b.show()
	b.run(action.Last)
	b.run(action.Up)
	b.files = append(attached(), attached()...)
	b.run(action.Refresh)
	if seen := b.screen(); !strings.Contains(seen, "(4 of 5)") || !strings.Contains(seen, "▌Repairs                 0  by") {
		t.Errorf("it shows\n%s", seen)
	}
	ref, it := hammer()
	panetest.Settle(filing{b.Model}.arrived(work.Page{Place: collection.Place{Collection: "attachments:tool/2"}, Page: collection.Page{}}))
	if seen := b.screen(); !strings.Contains(seen, "(4 of 5)") {
		t.Errorf("those of another row are taken:\n%s", seen)
	}
	b.Show(b.tools, ref, it, true)
	if seen := b.screen(); strings.Contains(seen, "Attachments") || strings.Contains(seen, "Repairs") {
		t.Errorf("another row shows what is below the first:\n%s", seen)
	}
	b.begin(change.NewRow{})
	if seen := b.screen(); strings.Contains(seen, "Attachments") || strings.Contains(seen, "Related") {
		t.Errorf("a form has files:\n%s", seen)
	}
}

// On the lines of files the keys that edit say what can be done instead.
func TestWhyAFileIsNotEdited(t *testing.T) {
	b := filed(t)
	for _, id := range []action.ID{action.EditField, action.EditCell, action.ClearField} {
		if why := b.Why(id); why != "a file is not edited: D deletes it, . shows what else can be done" {
			t.Errorf("%s: %q", id, why)
		}
	}
	b.run(action.Down)
	b.run(action.Down)
	if why := b.Why(action.ReadField); why != "there is no file under the cursor" {
		t.Errorf("to read on the line to upload: %q", why)
	}
	s, ok := b.Subject()
	if !ok || s.Item.ID != "1" || s.Field.Key != "" {
		t.Errorf("there the subject is %+v", s)
	}
	b.run(action.Up)
	s, ok = b.Subject()
	if !ok || s.Item.ID != "f2" || s.Schema == nil || len(s.Columns) != len(s.Schema.Fields) || s.Collection.ID != "attachments:tool/1" {
		t.Errorf("on a file the subject is %+v", s)
	}
}

// The name of a file has as much room as the longest wants, and no more than
// leaves some for what is told of it.
func TestRoomForFileNames(t *testing.T) {
	b := filed(t)
	b.files = attached()[:1]
	for _, n := range []int{5, 25, 26, 27, 36, 37, 60} {
		b.files[0].Name = strings.Repeat("x", n)
		b.run(action.Refresh)
		b.size(80, 40)
		line := strings.Split(b.screen(), "\n")[b.rowOf("xxxxx")]
		if got, want := strings.Index(strings.NewReplacer("…", ".", "▌", " ").Replace(line), "3 kB"), max(25, min(n, 36))+3; got != want {
			t.Errorf("a name of %d: in column %d, want %d in %q", n, got, want, line)
		}
	}
}

// A file that may be downloaded in spite of its malware, and one whose scan is
// not done, are told of so.
func TestWhatAScanFound(t *testing.T) {
	b := filed(t)
	b.files = attached()
	b.files[0].Values["malware_scan_status"] = collection.String(api.ScanNotYet)
	b.files[1].Values["malware_access_override"] = "true"
	b.run(action.Refresh)
	b.size(100, 40)
	for _, want := range []string{"3 kB, image/png  not scanned yet", "✗ malware found, allowed in spite of it  120 bytes, image/png"} {
		if !strings.Contains(b.screen(), want) {
			t.Errorf("there is no %q in\n%s", want, b.screen())
		}
	}
}

// Relations are counted a few at a time; while they are, and where that fails,
// the line says so. Those that are gone are not waited for.
func TestCounting(t *testing.T) {
	b := onBench(t)
	asked := 0
	for i := range 6 {
		b.withPointing(fmt.Sprintf("Repairs%d", i), func() (collection.Page, error) { asked++; return collection.Page{Total: 7}, nil })
	}
	ref, it := hammer()
	panetest.Settle(b.Show(b.tools, ref, it, true))
	if asked != 6 {
		t.Errorf("%d are counted", asked)
	}
	b.run(action.Last)
	var arrived work.Related
	for _, from := range b.shell.Has[1:] {
		s, _ := from.Schema(t.Context(), nil)
		arrived.Pointing = append(arrived.Pointing, collection.PointingAt(from, s, b.tools)...)
	}
	arrived.To = "tool"
	cmd := b.relatedArrived(arrived)
	if b.related.next != 4 {
		t.Errorf("%d are counted at once", b.related.next)
	}
	if seen := b.screen(); !strings.Contains(seen, "Repairs0                7  by Tool of repairs0") {
		t.Errorf("while they are counted anew:\n%s", seen)
	}
	panetest.Settle(cmd)
	arrived.Pointing = arrived.Pointing[:1]
	cmd = b.relatedArrived(arrived)
	if seen := b.screen(); !strings.Contains(seen, "Repairs0                …  by Tool of repairs0") || strings.Contains(seen, "Repairs1") || !strings.Contains(seen, "▌Repairs0") {
		t.Errorf("with fewer of them:\n%s", seen)
	}
	b.related.counted(work.Pointing{Index: 1, Count: 987}) // late, of one that is gone
	if strings.Contains(b.screen(), "987") {
		t.Errorf("a late count shows\n%s", b.screen())
	}
	panetest.Settle(cmd)
	if seen := b.screen(); !strings.Contains(seen, "Repairs0                7  by") {
		t.Errorf("counted:\n%s", seen)
	}
	panetest.Settle(b.relatedArrived(work.Related{To: "toy"}))
	if seen := b.screen(); !strings.Contains(seen, "Repairs0") {
		t.Errorf("what points at another collection is taken:\n%s", seen)
	}
}

// A record that is gone, not read or not shown any more is not asked about.
func TestNotAskedAbout(t *testing.T) {
	b := filed(t)
	due := relatedDue{b.ref}
	if b.askRelated(due) == nil {
		t.Error("the record shown is not asked about")
	}
	if b.askRelated(relatedDue{fileRef("f1")}) != nil {
		t.Error("another one is asked about")
	}
	b.Changed(pane.Changed{Ref: b.ref, Deleted: true})
	if b.askRelated(due) != nil {
		t.Error("one that is gone is asked about")
	}
	b = begun(t)
	if b.askRelated(relatedDue{b.ref}) != nil {
		t.Error("one that is not read is asked about")
	}
	b = onBench(t)
	if b.relatedArrived(work.Related{}) != nil {
		t.Error("an answer is taken where nothing is shown")
	}
	b.tools.Source = ""
	b.withPointing("Repairs", total(1))
	b.tools.List = func(context.Context, *api.Client, collection.Query) (collection.Page, error) {
		return collection.Page{}, nil
	}
	b.show()
	if strings.Contains(b.screen(), "Related") {
		t.Errorf("what nothing can point at has relations:\n%s", b.screen())
	}
}

// What points at a record that was asked about is not shown below a form.
func TestNothingPointsAtAForm(t *testing.T) {
	b := filed(t)
	late := b.askRelated(relatedDue{b.ref})
	b.begin(change.NewRow{})
	panetest.Settle(late)
	if seen := b.screen(); strings.Contains(seen, "Related") || strings.Contains(seen, "Attachments") {
		t.Errorf("it shows\n%s", seen)
	}
}

// What is below a record that is not shown any more is not asked for.
func TestGivenUpBelow(t *testing.T) {
	b := filed(t)
	asked := 0
	b.withPointing("Loans", func() (collection.Page, error) { asked++; return collection.Page{}, nil })
	attachments := b.tools.Attachments
	b.tools.Attachments = func(id string) *collection.Collection {
		of := attachments(id)
		of.List = func(context.Context, *api.Client, collection.Query) (collection.Page, error) {
			asked++
			return collection.Page{}, nil
		}
		return of
	}
	b.files = nil
	b.Model.files.col = b.tools.Attachments("1")
	files := filing{b.Model}.ask()
	s, _ := b.shell.Has[2].Schema(t.Context(), nil)
	counts := b.relatedArrived(work.Related{To: "tool", Pointing: collection.PointingAt(b.shell.Has[2], s, b.tools)})
	due := b.awaitRelated()
	ref, it := hammer()
	b.Show(b.tools, ref, it, true)
	for _, cmd := range []func() tea.Msg{files, counts, due} {
		panetest.Settle(cmd)
	}
	if asked != 0 {
		t.Errorf("%d requests", asked)
	}
}
