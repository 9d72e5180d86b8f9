package app_test

import (
	"os"
	"path/filepath"
	"testing"
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
		p.verb("upload").Type("missing.pdf").Press("ctrl+s").Expect("there is no file missing.pdf")
		p.Press("enter", "ctrl+u").Type("contract.pdf").Press("ctrl+s").Expect("Upload contract.pdf", "15 bytes")
		p.Press("enter").Expect("uploaded contract.pdf", "application/pdf", "not scanned yet")
		p.verb("download").Press("ctrl+s").Expect("contract.pdf exists: choose another name")
		p.Press("enter", "ctrl+u").Type("back.pdf").Press("ctrl+s").Expect("Download contract.pdf", "back.pdf").Press("enter").Expect("downloaded to")
		if data, err := os.ReadFile(filepath.Join(dir, "back.pdf")); err != nil || string(data) != "%PDF-1.4 signed" {
			t.Errorf("%v: %q came back", err, data)
		}
		p.Press("D").Expect("Delete contract.pdf", "deleted for good").Press("enter").Expect("deleted contract.pdf")
	})
}
