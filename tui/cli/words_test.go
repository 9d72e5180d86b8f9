package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zco/api"
	"zco/api/transfer"
)

// What an export says of itself tells what was there before.
func TestExportSaysWhatWasThereBefore(t *testing.T) {
	for _, c := range []struct {
		sum  transfer.ExportSummary
		file string
		want string
	}{
		{transfer.ExportSummary{Rows: 1}, "", "1 record\n"},
		{transfer.ExportSummary{Rows: 1200}, "cars.csv", "1,200 records in cars.csv\n"},
		{transfer.ExportSummary{Rows: 3, Resumed: 1}, "cars.csv", "3 records in cars.csv, 1 of them from before\n"},
	} {
		var words bytes.Buffer
		x := exporting{verbRun: verbRun{streams: NewStreams(nil, nil, &words, nil)}, file: c.file}
		if err := x.done(c.sum); err != nil || words.String() != c.want {
			t.Errorf("%+v is said as %q, not %q (%v)", c.sum, words.String(), c.want, err)
		}
	}
}

// A listing that was cut tells of how many it is the beginning, where that is
// more than it shows.
func TestListingSaysHowManyThereAre(t *testing.T) {
	for total, want := range map[int]string{0: "100 shown", 100: "100 shown", 101: "100 of 101 shown", 12301: "100 of 12,301 shown"} {
		var words bytes.Buffer
		l := listing{verbRun: verbRun{streams: NewStreams(nil, nil, &words, nil)}}
		if l.more(100, total); words.String() != want+"; --limit 0 shows all\n" {
			t.Errorf("of %d it says %q", total, words.String())
		}
	}
}

// One long text does not push the other columns out of a terminal.
func TestTableKeepsRoomForAllColumns(t *testing.T) {
	for _, width := range []int{20, 40, 80} {
		var out bytes.Buffer
		tab := newTable(NewStreams(nil, &out, nil, nil), "NAME", "YEAR")
		tab.width = width
		if err := tab.rows([][]string{{strings.Repeat("long ", 40), "2020"}, {"short", "1999"}}); err != nil {
			t.Fatal(err)
		}
		for row := range strings.Lines(out.String()) {
			if n := len([]rune(strings.TrimSuffix(row, "\n"))); n > width {
				t.Errorf("%d columns at a width of %d: %q", n, width, row)
			}
		}
		if !strings.Contains(out.String(), "… ") || !strings.Contains(out.String(), "2020") {
			t.Errorf("at a width of %d the year is out of sight:\n%s", width, out.String())
		}
	}
}

// One record that cannot be deleted is said once, as the error; of several,
// each is named.
func TestDeleteSaysEachFailureOnce(t *testing.T) {
	_ = angry(t) // for a home of its own
	for _, c := range []struct {
		ids  []string
		each int
	}{{[]string{"vendor/1"}, 0}, {[]string{"vendor/1", "vendor/2"}, 2}} {
		var out, words bytes.Buffer
		code := Main(append([]string{"delete", "--demo", "--yes"}, c.ids...), NewStreams(strings.NewReader(""), &out, &words, func(string) string { return "" }))
		if code != NotFound {
			t.Errorf("deleting %v ends with %d", c.ids, code)
		}
		if got := strings.Count(words.String(), "not deleted: "); got != c.each {
			t.Errorf("deleting %v names %d failures, not %d:\n%s", c.ids, got, c.each, words.String())
		}
	}
}

// The address to listen on: others reach the sandbox only where that is said.
func TestListenAddresses(t *testing.T) {
	for addr, alone := range map[string]bool{
		"127.0.0.1:0": true, "localhost:8787": true, "[::1]:80": true, "127.9.9.9:1": true,
		"0.0.0.0:80": false, ":8787": false, "10.0.0.1:80": false, "[::]:80": false, "example.com:80": false,
	} {
		if err := checkListen(addr, false); (err == nil) != alone {
			t.Errorf("%s: %v", addr, err)
		}
		if err := checkListen(addr, true); err != nil {
			t.Errorf("%s with --allow-remote: %v", addr, err)
		}
	}
	if err := checkListen("8787", true); exitCode(err) != Usage {
		t.Errorf("without a port: %v", err)
	}
}

// A list of JSON is one whole value however many there are in it.
func TestJSONList(t *testing.T) {
	for want, items := range map[string][]string{"[]\n": nil, "[\n\"a\"\n]\n": {"a"}, "[\n\"a\",\n\"b\"\n]\n": {"a", "b"}} {
		var out bytes.Buffer
		l := &jsonList{w: &out}
		for _, it := range items {
			if err := l.add(it); err != nil {
				t.Fatal(err)
			}
		}
		if err := l.end(); err != nil || out.String() != want {
			t.Errorf("%v is written as %q (%v)", items, out.String(), err)
		}
	}
}

// Without --log the results of an import are kept in the state folder, and
// another file, key or account has others.
func TestImportLogIsOfThisImport(t *testing.T) {
	dir := t.TempDir()
	seen := map[string]bool{}
	for _, c := range []struct{ file, key string }{{"a", "id"}, {"a", "name"}, {"b", "id"}} {
		m := importing{file: filepath.Join(dir, c.file), key: c.key, verbRun: verbRun{session: &session{paths: configPaths(t)}, subject: &subject{key: "car"}}}
		if err := os.WriteFile(m.file, []byte(c.file), 0o600); err != nil {
			t.Fatal(err)
		}
		log, err := m.logPath()
		if err != nil {
			t.Fatal(err)
		}
		seen[filepath.Base(log)] = true
		m.log = "mine"
		if log, err := m.logPath(); log != "mine" || err != nil {
			t.Errorf("--log is not taken: %q %v", log, err)
		}
	}
	if len(seen) != 3 {
		t.Errorf("three imports share their results: %v", seen)
	}
}

// A clock that is wrong by more than a minute is told of: dates would be.
func TestCheckComparesTheClocks(t *testing.T) {
	before := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	for ahead, told := range map[time.Duration]bool{0: false, time.Minute: false, 62 * time.Second: true, -time.Minute: false, -2 * time.Hour: true} {
		d := &doctor{}
		d.clock(&api.Response{Date: before.Add(time.Second + ahead)}, before, 2*time.Second)
		noted := len(d.findings) > 0 && d.findings[0].State == "note"
		if noted != told {
			t.Errorf("ahead by %v: %+v", ahead, d.findings)
		}
	}
	d := &doctor{}
	if d.clock(&api.Response{}, before, 0); len(d.findings) != 0 {
		t.Errorf("an answer without a date says %+v", d.findings)
	}
}
