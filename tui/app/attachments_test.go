package app_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/tui/app"
	"zco/tui/pane"
)

// Files of a record: uploaded after a review, listed with the state of their
// scan, downloaded to a name that is free, deleted.
func TestAttachmentsStory(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	if err := os.WriteFile("contract.pdf", []byte("%PDF-1.4 signed"), 0o600); err != nil {
		t.Fatal(err)
	}
	onAsset(t, "", with{w: 120, h: 40}, func(t *testing.T, p *program) {
		p.verb("its attachments").Expect("Attachments")
		p.verb("upload").Type("missing.pdf").Press("ctrl+s").Expect("There is no file missing.pdf")
		p.Press("ctrl+u").Type("contract.pdf").Press("ctrl+s").Expect("Upload contract.pdf", "15 bytes")
		p.Press("enter").Expect("Uploaded contract.pdf", "application/pdf", "not scanned yet")
		p.verb("download").Press("ctrl+s").Expect("contract.pdf exists: choose another name")
		p.Press("ctrl+u").Type("back.pdf").Press("ctrl+s").Expect("Download contract.pdf", "back.pdf").Press("enter").Expect("Downloaded 15 bytes to")
		if data, err := os.ReadFile(filepath.Join(dir, "back.pdf")); err != nil || string(data) != "%PDF-1.4 signed" {
			t.Errorf("%v: %q came back", err, data)
		}
		p.Press("D").Expect("Delete contract.pdf", "deleted for good").Press("enter").Expect("Deleted contract.pdf")
	})
}

// The files of a record are a section of it: shown, downloaded, uploaded with
// the path completed, deleted, all without leaving the record. Where the cursor
// only passes by nothing is read.
func TestFilesInTheRecord(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for _, name := range []string{"contract.pdf", "contract-2.pdf"} {
		if err := os.WriteFile(name, []byte("%PDF-1.4 signed"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile("large.bin", make([]byte, 10<<20+1), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, with{options: at("asset"), w: 120, h: 60}, func(t *testing.T, p *program) {
		for range 6 {
			p.Key("j")
		}
		p.server.ResetJournal()
		p.Press("enter").Expect("Attachments (3 of 5)", "front.png", "✗ malware found")
		p.toFirstFile()
		p.Press("enter").Expect("image/png", "Uploaded by").Press("enter") // nothing is known of pictures here
		p.Press("x", "ctrl+s").Expect("Download front.png").Press("enter").Expect("Downloaded 3 kB to")
		p.Press("x", "ctrl+s").Expect("front.png exists: choose another name").Press("esc", "esc")
		p.Press("n").Expect("at most 10 MB", "3 of 5").Type("con").Press("tab").Expect("contract-2.pdf").Type(".").Press("tab", "ctrl+s")
		p.Expect("Upload contract.pdf", "15 bytes, application/pdf").Press("enter").Expect("Attachments (4 of 5)", "not scanned yet")
		p.Press("n").Type("large.bin").Press("ctrl+s").Expect("has 10.1 MB, more than the 10 MB").Press("esc", "esc")
		p.Press("j", "j", "j").Expect("Assets › Dell Latitude 7450").ExpectNot("› contract.pdf") // one is in the record still
		p.Press("D").Expect("Delete contract.pdf", "deleted for good").Press("enter").Expect("Attachments (3 of 5)", "Deleted contract.pdf").ExpectNot("creates it again")
		p.Press("u").Expect("cannot be created again: contract.pdf")
		p.Record().Title().Has("Asset ")
	})
}

// The terminal is asked whether it shows pictures, and only then a picture is
// read; where it cannot, what is known of the file is shown.
func TestPicturesOnRequest(t *testing.T) {
	screen := &pictures{}
	run(t, with{w: 120, h: 60, options: func(o *app.Options) { at("asset")(o); o.Pictures = screen }}, func(t *testing.T, p *program) {
		for range 6 {
			p.Key("j")
		}
		p.Press("enter").Expect("front.png")
		p.toFirstFile()
		p.server.ResetJournal()
		p.Press("enter").Expect("does not say that it can show pictures", "image/png").Press("enter")
		if len(p.server.Journal()) > 0 {
			t.Errorf("a picture is read for a terminal that shows none: %v", p.server.Journal())
		}
		screen.can = true
		p.Press("enter").Expect("enter show")
		if s := screen.shown; s.Name != "front.png" || !bytes.HasPrefix(s.Content, []byte("\x89PNG")) || s.About[1] != "image/png" {
			t.Errorf("shown is %s, %v, %d bytes", s.Name, s.About, len(s.Content))
		}
		screen.err = errors.New("it is broken")
		p.Press("enter").Expect("cannot be shown: it is broken", "image/png").Press("enter")
		p.Press("j", "j", "enter").Expect("Scan", "malware found").ExpectNot("cannot be shown")
	})
}

// A photo is shown in the same way.
func TestPhotoOnRequest(t *testing.T) {
	screen := &pictures{can: true}
	run(t, with{w: 120, h: 60, options: func(o *app.Options) { at("store")(o); o.Pictures = screen }}, func(t *testing.T, p *program) {
		p.Press("enter").Expect("front1.png (image/png, 3 kB)")
		p.verb("show its photo").Expect("Store ")
		if !bytes.HasPrefix(screen.shown.Content, []byte("\x89PNG")) {
			t.Errorf("shown is %+v", screen.shown.Name)
		}
	})
}

// toFirstFile puts the cursor on the first of three files, which stand with the
// line to upload another above three relations.
func (p *program) toFirstFile() {
	p.T.Helper()
	p.Expect("Related records").Key("G")
	for range 6 {
		p.Key("k")
	}
}

// pictures is a terminal that shows pictures, or not.
type pictures struct {
	can   bool
	err   error
	shown pane.Picture
}

func (p *pictures) Ask(done func(bool) tea.Msg) tea.Cmd {
	can := p.can
	return func() tea.Msg { return done(can) }
}

func (p *pictures) Show(pic pane.Picture, done tea.ExecCallback) tea.Cmd {
	p.shown = pic
	err := p.err
	return func() tea.Msg { return done(err) }
}
