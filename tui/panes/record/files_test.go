package record

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"zco/api"
	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

// withFiles shows the record of the demo's objects that has files.
func withFiles(t *testing.T) (*stage, collection.Ref) {
	s := show(t)
	s.col.Attachments = func(id string) *collection.Collection { return collection.AttachmentsOf("asset/" + id) }
	s.size(100, 60)
	items, err := s.col.List(context.Background(), s.layer.Client(), collection.Query{Size: 7})
	if err != nil {
		t.Fatal(err)
	}
	seventh := items.Items[6]
	return s, collection.Ref{Collection: "asset", ID: seventh.ID}
}

// Below the fields stand the files, with what their scan found; keys are about
// the file under the cursor, and to the last line a file can be uploaded.
func TestFilesOfARecord(t *testing.T) {
	s, ref := withFiles(t)
	panetest.Settle(s.Show(s.col, ref, collection.Item{}, false))
	panetest.Settle(s.Refresh())
	seen := s.screen()
	for _, want := range []string{"Attachments (3 of 5)", "front.png", "3 kB, image/png  no malware", "✗ malware found", "Upload a file"} {
		if !strings.Contains(seen, want) {
			t.Fatalf("there is no %q in\n%s", want, seen)
		}
	}
	s.moveTo(len(s.fields))
	at, ok := s.Subject()
	if !ok || at.Item.Name != "front.png" || at.Collection.ID != "attachments:asset/"+ref.ID {
		t.Errorf("the cursor is on %v", at.Item)
	}
	for id, verb := range map[action.ID]string{action.OpenField: "show", action.Export: "download", action.New: "upload", action.ReadField: "show"} {
		s.run(id)
		if do, _ := panetest.Last[pane.DoVerb](s.shell); do.Verb != verb || do.Collection.ID != at.Collection.ID || do.Items[0].Name != "front.png" {
			t.Errorf("%s does %q", id, do.Verb)
		}
	}
	if why := s.Why(action.EditField); !strings.Contains(why, "not edited") {
		t.Errorf("a file is edited: %q", why)
	}
	s.moveTo(len(s.fields) + 3)
	if at, _ := s.Subject(); at.Item.ID != ref.ID {
		t.Errorf("on the line to upload the subject is %v", at.Item)
	}
	s.run(action.OpenField)
	if do, _ := panetest.Last[pane.DoVerb](s.shell); do.Verb != "upload" || len(do.Items) > 0 {
		t.Errorf("enter on the last line does %q", do.Verb)
	}
	if why := s.Why(action.Export); why == "" {
		t.Error("nothing is downloaded, and nothing said")
	}
}

// A file that is deleted or uploaded is so at once, and a cursor below the files
// stays on its line.
func TestFilesChange(t *testing.T) {
	s, ref := withFiles(t)
	s.shell.Has = append(s.shell.Has, collection.Records(api.Object{Key: "repair", Title: "Repair", TitlePluralized: "Repairs"}))
	panetest.Settle(s.Show(s.col, ref, collection.Item{}, false))
	panetest.Settle(s.Refresh())
	s.run(action.Last)
	if _, pointing := s.pointingHere(); !pointing {
		t.Fatal("the last line is no relation")
	}
	gone := s.files.rows[0]
	panetest.Settle(s.Changed(pane.Changed{Ref: collection.Ref{Collection: s.files.col.ID, ID: gone.ID}, Deleted: true}))
	panetest.Settle(s.Changed(pane.Changed{Ref: collection.Ref{Collection: s.files.col.ID, ID: "new"}, Item: collection.Item{ID: "new", Name: "new.txt"}, Created: true}))
	panetest.Settle(s.Changed(pane.Changed{Ref: collection.Ref{Collection: s.files.col.ID, ID: "newer"}, Item: collection.Item{ID: "newer", Name: "newer.txt"}, Created: true}))
	names := []string{}
	for _, it := range s.files.rows {
		names = append(names, it.Name)
	}
	if !slices.Equal(names, []string{"delivery note.pdf", "eicar-test.txt", "new.txt", "newer.txt"}) {
		t.Errorf("the files are %q", names)
	}
	if _, pointing := s.pointingHere(); !pointing {
		t.Error("the cursor has left its line")
	}
}

// Files of a record that is not shown any more are not waited for, and an
// object that allows none is not asked.
func TestFilesAreGivenUp(t *testing.T) {
	s, ref := withFiles(t)
	panetest.Settle(s.Show(s.col, ref, collection.Item{}, false))
	late := filing{s.Model}.ask()
	other := collection.Ref{Collection: "asset", ID: asset}
	panetest.Settle(s.Show(s.col, other, collection.Item{ID: asset}, true))
	panetest.Settle(late)
	if len(s.files.rows) > 0 {
		t.Error("the files of another record are shown")
	}
	panetest.Settle(filing{s.Model}.arrived(work.Page{Place: collection.Place{Collection: s.files.col.ID}, Answer: work.Answer{Err: errors.New("the line is cut")}}))
	if seen := s.screen(); !strings.Contains(seen, "the line is cut") {
		t.Errorf("that the files cannot be read is not said:\n%s", seen)
	}
	s.col.Attachments = nil
	panetest.Settle(s.Show(s.col, ref, collection.Item{ID: ref.ID}, true))
	if cmd := (filing{s.Model}).ask(); cmd != nil || s.files.lineCount() > 0 {
		t.Error("an object without attachments is asked for them")
	}
}
