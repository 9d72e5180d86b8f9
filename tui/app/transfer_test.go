package app_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zco/api/sandbox"
	"zco/tui/app"
)

// What is exported comes in again: an untouched file changes nothing, one
// touched cell one record.
func TestExportAndImportRoundTrip(t *testing.T) {
	for _, form := range []struct{ keys, end string }{{"", "csv"}, {"space", "json"}, {"space space", "jsonl"}} {
		t.Run(form.end, func(t *testing.T) {
			t.Chdir(t.TempDir())
			run(t, with250(t.TempDir(), 4), func(t *testing.T, p *program) {
				before := p.assets()
				p.Press("x").Expect("Export Assets", "All Assets").Press("down")
				p.Press(strings.Fields(form.keys)...)
				p.Press("down", "space").Press("up", "up") // all columns
				name := "assets." + form.end
				p.Press("up").Press("ctrl+u").Paste(name).Press("enter")
				p.await("250 of 250 · 250 done")
				p.Press("esc").Expect("250 rows in")

				data, err := os.ReadFile(name)
				if err != nil {
					t.Fatal(err)
				}
				p.Press("I").Press("ctrl+u").Type("ass")
				p.Press("tab", "enter").Expect("Serial number", "250 rows")
				p.Press("enter").Expect("250 are so already", "nothing to send").Press("esc")
				p.Expect("Serial number", "Preview").Press("esc", "esc") // by the columns and the name

				touched := strings.Replace(string(data), "SN-00000042", "ZZ-00000042", 1)
				if err := os.WriteFile(name, []byte(touched), 0o600); err != nil {
					t.Fatal(err)
				}
				p.Press("I", "enter", "enter").Expect("1 will change · 249 are so already", "“SN-00000042” → “ZZ-00000042”")
				p.Press("enter")
				p.await("1 of 1 · 1 done")
				n := 0
				for id, r := range p.assets() {
					if was, is := before[id].Fields["serial_number"].Text(), r.Fields["serial_number"].Text(); was != is {
						n++
						if is != "ZZ-00000042" {
							t.Errorf("%s became %s", was, is)
						}
					}
				}
				if n != 1 {
					t.Errorf("%d records were changed, want 1", n)
				}
			})
		})
	}
}

// What is wrong with a file is said, row and column, before anything is sent;
// a column can be mapped by hand, and the right rows go without the wrong.
func TestImportFaults(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "new.csv")
	rows := "external_id,name,Serial number,How many\nE1,One,SN-90000001,4\nE2,Two,SN-90000002,many\nE3,Three,SN-90000003,2\n"
	if err := os.WriteFile(file, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, with250(dir, 4), func(t *testing.T, p *program) {
		p.Press("I").Paste(filepath.Join(dir, "nothing.csv")).Press("enter").Expect("no such file")
		p.Press("ctrl+u").Paste(file).Press("enter").Expect("How many", "Cannot be imported like this")
		p.Press("G").Press("down", "down", "down", "down", "down", "down", "enter").Expect("What is the column “How many”?")
		p.Type("ports").Press("enter").Expect("How many → Ports", "1 row has faults", "row 2", "many")
		p.Press("w").Expect("Faults", "row 2 (line 3)").Press("esc")
		p.server.ResetJournal()
		p.Press("up", "up", "up", "up", "up", "up", "enter").Expect("2 will be created", "1 cannot be sent", "row 2")
		for _, e := range p.server.Journal() {
			if e.Method != "GET" {
				t.Errorf("the dry run sent %s %s", e.Method, e.Path)
			}
		}
		p.Press("enter")
		p.await("2 done · 1 failed")
		p.Press("f").Press("ctrl+u").Paste(filepath.Join(dir, "failed.csv")).Press("enter").Expect("1 row with the reasons")
		data, err := os.ReadFile(filepath.Join(dir, "failed.csv"))
		if err != nil || !strings.Contains(string(data), "E2,Two") || !strings.Contains(string(data), "zco_reason") {
			t.Errorf("%v: the failed rows are\n%s", err, data)
		}
		if n := len(p.assets()); n != 252 {
			t.Errorf("%d records, want 252", n)
		}
	})
}

// An export that broke off goes on where it stopped when it is asked for
// again; one can also begin anew; a file is not replaced unasked.
func TestExportGoesOn(t *testing.T) {
	t.Chdir(t.TempDir())
	w := with{sandbox: sandbox.Options{Records: 1000}, options: func(o *app.Options) { o.Jobs.Dir = t.TempDir() }}
	run(t, w, func(t *testing.T, p *program) {
		start := func() { p.Press("x").Press("up").Press("ctrl+u").Paste("all.csv").Press("enter") }
		if err := p.server.Inject(sandbox.Fault{Kind: sandbox.FaultStatus, Method: "GET", Path: "records[?].*after", Skip: 3, Count: -1, Status: 403}); err != nil {
			t.Fatal(err)
		}
		start()
		p.await("go on with the rest")
		p.Press("esc")
		p.server.ClearFaults()
		p.server.ResetJournal()
		start()
		p.Expect("An export to this file was broken off", "go on from there", "begin anew").Press("enter")
		p.await("1,000 of 1,000")
		p.Expect("rows were there already").Press("esc")
		pages := 0
		for _, e := range p.server.Journal() {
			if strings.Contains(e.Path, "/records?") {
				pages++
			}
		}
		if pages == 0 || pages > 7 {
			t.Errorf("going on read %d pages of 10", pages)
		}
		data, err := os.ReadFile("all.csv")
		if err != nil || strings.Count(string(data), "SN-0") != 1000 {
			t.Errorf("%v: %d rows are in the file", err, strings.Count(string(data), "SN-0"))
		}
		start()
		p.Expect("File exists", "overwrite").Press("esc", "esc").ExpectNot("Export")
	})
}

// An export is paused between pages, goes on, and is stopped.
func TestExportPauses(t *testing.T) {
	t.Chdir(t.TempDir())
	w := with{sandbox: sandbox.Options{Records: 10_000, Latency: 500 * time.Millisecond}}
	run(t, w, func(t *testing.T, p *program) {
		p.Press("x").Press("enter")
		p.Press("p").Expect("paused")
		p.server.ResetJournal()
		p.Wait(time.Minute)
		if n := len(p.server.Journal()); n > 1 {
			t.Errorf("%d pages were read while paused", n)
		}
		p.Key("p").Wait(time.Second).ExpectNot("paused")
		p.Key("c").Wait(time.Second).Expect("it was stopped", "go on with the rest")
		p.Press("r")
		p.await("10,000 of 10,000")
	})
}

// The progress of an export is told against the rows that the table counted:
// the service does not say how many a listing has.
func TestExportTellsHowFar(t *testing.T) {
	t.Chdir(t.TempDir())
	o := sandbox.Options{Records: 1000, Latency: time.Second}
	run(t, with{sandbox: o}, func(t *testing.T, p *program) {
		p.Press("x").Expect("All Assets").Key("enter").Wait(3500 * time.Millisecond)
		p.Expect("of 1,000 · ").ExpectNot("100%", "more ›")
		p.await("1,000 of 1,000 · 1,000 done")
	})
}
