package app_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/colorprofile"

	"zco/api"
	"zco/api/sandbox"
	"zco/tui/action"
	"zco/tui/app"
	"zco/tui/app/apptest"
	"zco/tui/draw/theme"
	"zco/tui/pane"
	"zco/tui/work"
)

// client is somebody else at the same account.
func (p *program) client() *api.Client {
	p.T.Helper()
	c, err := api.New("http://127.0.0.1:1", api.WithTransport(p.server.Transport()),
		api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
	if err != nil {
		p.T.Fatal(err)
	}
	return c
}

// assets reads all records of the largest object past the interface.
func (p *program) assets() map[string]api.Record {
	p.T.Helper()
	c := p.client()
	out := map[string]api.Record{}
	for r, err := range c.AllRecords(context.Background(), "asset", api.RecordFilter{}, "id") {
		if err != nil {
			p.T.Fatal(err)
		}
		out[r.ID] = r
	}
	return out
}

// with250 is a program on 250 assets; the logs of jobs lie in dir.
func with250(dir string, parallel int) with {
	return with{sandbox: sandbox.Options{Records: 250}, options: func(o *app.Options) {
		o.Jobs.Dir, o.Jobs.Parallel = dir, parallel
	}}
}

// change puts a replacement in a text field of all assets together, up to its
// review.
func (p *program) replaceInAll(field, find, put string) {
	p.Press("b", "right", "enter").Type(field)
	p.Press("enter", "left", "enter").Paste(find).Press("tab").Paste(put).Press("ctrl+s")
}

// await waits until the screen shows a text.
func (p *program) await(text string) {
	p.T.Helper()
	for range 60 {
		if strings.Contains(p.Screen(), text) {
			return
		}
		p.Wait(2 * time.Second)
	}
	p.Expect(text)
}

func (p *program) posts(path string) (n int) {
	for _, e := range p.server.Journal() {
		if e.Method == "POST" && strings.Contains(e.Path, path) {
			n++
		}
	}
	return n
}

// 250 records are three jobs; ten of them the service refuses, which stay
// selected, are told with the reason and saved; what was done is taken back as
// one.
func TestBulkEditOfAll(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(t.TempDir())
	run(t, with250(dir, 4), func(t *testing.T, p *program) {
		before := p.assets()
		p.server.ResetJournal()
		p.replaceInAll("serial", "SN-", "AA-")
		p.Expect("250 will change", "Type 250 and press enter")
		p.Press("enter").Expect("Type 250") // the number is asked for
		p.Type("251").Press("enter").Expect("That is not the number")
		p.Press("backspace").Type("0")
		if n := p.posts("/jobs"); n != 0 {
			t.Fatalf("%d jobs were sent before the number was typed", n)
		}
		p.Press("enter")
		p.await("250 of 250 · 250 done")
		if n := p.posts("/jobs"); n != 3 {
			t.Errorf("250 records took %d jobs, want 3", n)
		}
		for id, r := range p.assets() {
			was, is := before[id].Fields["serial_number"].Text(), r.Fields["serial_number"].Text()
			if is != strings.Replace(was, "SN-", "AA-", 1) {
				t.Fatalf("%s: serial number %q became %q", id, was, is)
			}
		}
		p.Press("esc").Expect("AA-00000001")

		p.Press("u").Expect("Undo:", "250 will change", "→ “SN-0000", "#00000")
		p.Type("250").Press("enter")
		p.await("250 of 250 · 250 done")
		for id, r := range p.assets() {
			if was, is := before[id].Fields["serial_number"].Text(), r.Fields["serial_number"].Text(); was != is {
				t.Fatalf("%s: serial number %q, want %q again", id, is, was)
			}
		}
		p.Press("esc").Press("u").Expect("no sent change to undo")
	})
}

// Ten of 250 the service refuses: they are told with the reason, stay
// selected, are tried again, and are saved to a file that nothing overwrites
// unasked.
func TestBulkEditWithRefusals(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(t.TempDir())
	run(t, with250(dir, 4), func(t *testing.T, p *program) {
		p.replaceInAll("serial", "SN-0000001", "bad")
		p.Expect("10 will change", "240 are so already").Press("enter")
		p.await("0 done · 10 failed")
		p.Expect("10 of 10", "try the failed again", "save the failed", "Serial number")
		p.Press("r")
		p.await("0 done · 10 failed")
		p.Press("f").Press("ctrl+u").Paste("failed.csv").Press("enter").Expect("10 rows with the reasons in failed.csv")
		p.Press("f").Press("ctrl+u").Paste("failed.csv").Press("enter").Expect("File exists")
		p.Press("esc", "esc").Expect("10 selected")

		data, err := os.ReadFile("failed.csv")
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(string(data)), "\r\n")
		if lines[0] != "id,serial_number,zco_reason" || len(lines) != 11 || !strings.Contains(lines[1], ",bad0,") {
			t.Errorf("the file of failed rows is\n%s", data)
		}
		if info, _ := os.Stat("failed.csv"); info.Mode().Perm() != 0o600 {
			t.Errorf("others can read the failed rows: %v", info.Mode())
		}
	})
}

// A refused job fails its hundred; trying again sends those and no others.
func TestBulkRetry(t *testing.T) {
	run(t, with250(t.TempDir(), 1), func(t *testing.T, p *program) {
		p.replaceInAll("serial", "SN-", "AA-")
		p.Type("250")
		if err := p.server.Inject(sandbox.Fault{Kind: sandbox.FaultStatus, Method: "POST", Path: "/jobs", Status: 422}); err != nil {
			t.Fatal(err)
		}
		p.Press("enter")
		p.await("150 done · 100 failed")
		p.server.ResetJournal()
		p.Press("r")
		p.await("250 of 250 · 250 done")
		if n := p.posts("/jobs"); n != 1 {
			t.Errorf("trying 100 again took %d jobs", n)
		}
		for _, r := range p.assets() {
			if s := r.Fields["serial_number"].Text(); !strings.HasPrefix(s, "AA-") {
				t.Fatalf("%s was not changed", s)
			}
		}
	})
}

// Between jobs a run pauses, goes on and stops; leaving its dialog does not
// stop it; throttling only makes it wait.
func TestBulkPauseStopThrottle(t *testing.T) {
	w := with250(t.TempDir(), 1)
	w.sandbox.JobDelay = 20 * time.Second
	run(t, w, func(t *testing.T, p *program) {
		p.replaceInAll("serial", "SN-", "AA-")
		p.Type("250").Press("enter")
		p.server.ResetJournal()
		p.Press("p").Expect("paused")
		p.Wait(5 * time.Minute)
		if n := p.posts("/jobs"); n != 0 {
			t.Errorf("%d jobs were begun while paused", n)
		}
		p.Expect("100 done")
		if err := p.server.Inject(sandbox.Fault{Kind: sandbox.FaultStatus, Method: "POST", Path: "/jobs", Status: 429, RetryAfter: 30}); err != nil {
			t.Fatal(err)
		}
		p.Press("p", "esc").Expect("job 40%")
		p.Wait(time.Minute)
		p.Press("J").Expect("set", "40%")
		p.Press("enter", "c")
		p.Wait(2 * time.Minute)
		p.Expect("200 done · 50 not sent", "go on with the rest")
		if n := p.posts("/jobs"); n != 2 {
			t.Errorf("%d jobs went out after the pause, want one refused by the limit and its repetition", n)
		}
		p.Press("r")
		p.Wait(2 * time.Minute)
		p.Expect("250 of 250 · 250 done")
	})
}

// While a job runs the screen changes at most four times a second.
func TestJobProgressIsThrottled(t *testing.T) {
	w := with{sandbox: sandbox.Options{Records: 3000, Latency: 20 * time.Millisecond}, options: func(o *app.Options) { o.Jobs.Parallel = 30 }}
	run(t, w, func(t *testing.T, p *program) {
		p.replaceInAll("serial", "SN-", "AA-")
		p.Type("3000")
		p.Key("enter")
		frames, last := 0, ""
		for range 300 { // three seconds
			p.Wait(10 * time.Millisecond)
			line := barLine(p.Screen())
			if line != last {
				frames, last = frames+1, line
			}
		}
		if frames > 14 {
			t.Errorf("the progress was drawn %d times in three seconds", frames)
		}
		p.await("3,000 of 3,000")
	})
}

// The name is a field as any other; so are numbers, options and relations.
func TestBulkEditOfEachKind(t *testing.T) {
	run(t, with250(t.TempDir(), 4), func(t *testing.T, p *program) {
		before := p.assets()
		first := before["01GGTT6E00R28WJ0KVYRQ78KKP"]
		p.Press("b", "enter").Type("name").Press("enter", "left", "enter")
		p.Paste("LG").Press("tab").Paste("Elgie").Press("tab", "tab")
		p.Type("ports").Press("enter", "left", "enter").Type("5").Press("tab")
		p.Type("features").Press("enter", "right", "right", "enter").Type("touch").Press("space", "tab")
		p.Type("condition").Press("enter", "enter").Type("brand").Press("tab")
		p.Type("weight").Press("enter", "right", "enter", "up")
		p.Type("store").Press("enter", "enter").Type("Depot").Press("enter")
		p.Expect("set Condition to “Brand new”", "Depot", "1 Asset: 1 will change").Press("enter")
		p.Expect("1 will change", "Name: “LG 27UQ850, Bergen #00000001” → “Elgie 27UQ850", "Condition: “Lost or stolen” → “Brand new”").Press("enter")
		p.await("1 of 1 · 1 done")
		now := p.assets()[first.ID]
		if !strings.HasPrefix(now.Name.Text(), "Elgie") || now.Fields["ports"].Text() != "7" || now.Fields["condition"].Text() == first.Fields["condition"].Text() ||
			first.Fields["weight_kg"].IsEmpty() || !now.Fields["weight_kg"].IsEmpty() || len(now.Fields["features"].Strings()) == 0 || now.Fields["store"] == first.Fields["store"] {
			t.Errorf("the record became %+v", now)
		}
		p.Press("esc").Expect("Elgie").Press("u").Expect("1 will change").Press("enter")
		p.await("1 of 1 · 1 done")
		now = p.assets()[first.ID]
		for key, was := range first.Fields {
			if is := now.Fields[key]; !was.Same(is) && !(was.IsEmpty() && is.IsEmpty()) {
				t.Errorf("%s is %s after undo, was %s", key, is, was)
			}
		}
	})
}

func barLine(screen string) string {
	for _, l := range strings.Split(screen, "\n") {
		if strings.Contains(l, "░") || strings.Contains(l, "█") {
			return l
		}
	}
	return ""
}

// Deleting many asks for their number, whatever it is.
func TestBulkDelete(t *testing.T) {
	run(t, with250(t.TempDir(), 4), func(t *testing.T, p *program) {
		p.Press("space", "j", "space", "j", "space").Expect("3 selected")
		p.Press("X", "enter").Expect("3 will be deleted", "Type 3 and press enter to delete 3 Assets")
		p.Press("enter").Expect("Type 3")
		if n := p.posts("/jobs"); n != 0 {
			t.Fatal("enter alone deleted")
		}
		p.Type("3").Press("enter")
		p.await("3 of 3 · 3 done")
		if n := len(p.assets()); n != 247 {
			t.Errorf("%d records are left", n)
		}
		p.Press("esc").ExpectNot("SN-00000001", "3 selected")
		p.Press("u").Expect("3 will be created", "made again with new IDs").Press("enter")
		p.await("3 of 3 · 3 done")
		if n := len(p.assets()); n != 250 {
			t.Errorf("%d records after undo", n)
		}
	})
}

// A program that ends in the middle of a job finds it at the next start and
// goes on from there: each record is changed once.
func TestJobGoesOnAfterABreak(t *testing.T) {
	dir := t.TempDir()
	w := with250(dir, 1)
	w.sandbox.JobDelay = 20 * time.Second
	w.sandbox.SaveFile = filepath.Join(t.TempDir(), "account")
	run(t, w, func(t *testing.T, p *program) {
		p.replaceInAll("serial", "SN-", "AA-")
		p.Type("250").Press("enter", "esc")
		p.Press("q").Expect("1 job is under way", "Quit all the same?")
		p.Press("esc").Wait(50 * time.Second)
		p.Press("ctrl+c")
		if !p.Quit() {
			t.Fatal("ctrl+c waits for the job")
		}
	})
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	for _, f := range files {
		if info, err := os.Stat(f); err == nil && info.Mode().Perm() != 0o600 {
			t.Errorf("%s can be read by others: %v", filepath.Base(f), info.Mode())
		}
	}
	run(t, with250(dir, 4), func(t *testing.T, p *program) {
		p.Expect("1 job was broken off")
		p.Press("J").Expect("broken off").Press("enter").Expect("go on with the rest", "give it up")
		p.Press("x").Press("J").ExpectNot("broken off")
	})
	run(t, with250(dir, 4), func(t *testing.T, p *program) { p.ExpectNot("broken off") })
}

// What was broken off goes on in the next session, against the same account:
// each record is changed once.
func TestBrokenJobIsFinishedLater(t *testing.T) {
	w := with250(t.TempDir(), 1)
	w.sandbox.JobDelay = 20 * time.Second
	run(t, w, func(t *testing.T, p *program) {
		p.replaceInAll("serial", "0000", "1111")
		p.Type("250").Press("enter").Wait(50 * time.Second)
		p.Press("ctrl+c")
		sent := p.posts("/jobs")
		if sent == 0 || sent == 3 {
			t.Fatalf("%d jobs were sent before the break: it is not in the middle", sent)
		}
		defer p.again(w)()
		p.Expect("1 job was broken off").Press("J", "enter", "r")
		p.await("250 of 250 · 250 done")
		if n := p.posts("/jobs"); n != 3 {
			t.Errorf("250 records took %d jobs, the break included", n)
		}
		for _, r := range p.assets() {
			if s := r.Fields["serial_number"].Text(); !strings.HasPrefix(s, "SN-1111") {
				t.Fatalf("a serial number is %s", s)
			}
		}
	})
}

// again starts the program once more on the account of the one before, and
// returns what ends it.
func (p *program) again(w with) (stop func()) {
	p.T.Helper()
	client := p.client()
	ctx, cancel := context.WithCancel(context.Background())
	keys, err := action.NewKeymap(nil)
	if err != nil {
		p.T.Fatal(err)
	}
	o := app.Options{Context: ctx, Layer: work.New(ctx, client), Keys: keys, Zone: time.UTC, Account: "sandbox", Demo: true,
		Theme: theme.Options{Name: "dark", Profile: colorprofile.TrueColor}}
	w.options(&o)
	m, err := app.New(o)
	if err != nil {
		p.T.Fatal(err)
	}
	p.Driver = apptest.Start(p.T, m, 120, 40)
	return func() { p.Driver.Stop(); cancel() }
}

// What cannot be done says why.
func TestBulkIsDisabledWithReason(t *testing.T) {
	w := with250(t.TempDir(), 1)
	old := w.options
	w.options = func(o *app.Options) { old(o); o.ReadOnly = "zco is in read-only mode" }
	run(t, w, func(t *testing.T, p *program) {
		for _, key := range []string{"b", "X", "I"} {
			p.Press(key).Expect("read-only mode")
		}
		p.Press("x").Expect("Export Assets").Press("esc")
		p.Press("J").Expect("No jobs yet")
	})
}

// What was put together for a change is not lost by esc.
func TestBulkEditSurvivesEsc(t *testing.T) {
	run(t, with250(t.TempDir(), 1), func(t *testing.T, p *program) {
		p.Press("b", "enter").Type("notes")
		p.Press("enter", "enter").Type("half a thou")
		p.Press("esc").ExpectNot("half a thou")
		p.Press("b").Expect("half a thou")
		p.Press("tab").Type("ght").Press("ctrl+s").Expect("1 will change", "half a thought")
		p.Press("esc").Expect("Bulk edit Assets", "half a thought").Press("ctrl+s", "enter")
		p.await("1 of 1 · 1 done")
		p.Press("esc").ExpectNot("Bulk edit Assets")
	})
}

// Rows that somebody else changed after the review are left alone, and said.
func TestBulkLeavesWhatOthersChanged(t *testing.T) {
	run(t, with250(t.TempDir(), 4), func(t *testing.T, p *program) {
		p.Press("space", "space", "b", "shift+tab", "shift+tab").Type("serial").Press("enter", "left", "enter")
		p.Paste("SN-").Press("tab").Paste("AA-").Press("enter", "enter").Expect("2 will change")
		other := p.client()
		_, _, err := other.UpdateRecord(context.Background(), "asset", "01GGTT6E00R28WJ0KVYRQ78KKP",
			api.RecordPatch{Fields: map[string]api.Value{"serial_number": api.String("ZZ-00000001")}})
		if err != nil {
			t.Fatal(err)
		}
		p.Press("enter")
		p.await("1 done · 1 failed")
		p.Expect("was changed since", "ZZ-00000001").Press("esc").Expect("1 selected", "ZZ-00000001", "AA-00000002")
	})
}

// What a search finds is changed as it was counted, though it is not found any
// more once it is changed; a choice of more than a hundred takes two requests.
func TestBulkEditOfFoundAndOfManyChosen(t *testing.T) {
	run(t, with250(t.TempDir(), 1), func(t *testing.T, p *program) {
		p.Press("/").Type("Nokia")
		p.Press("enter").Expect("search Nokia")
		p.Press("b").Expect(" matching").Press("right", "enter").Type("name").Press("enter", "left", "enter")
		p.Paste("Nokia").Press("tab").Paste("Changed").Press("enter", "enter")
		n := len(p.named("Nokia"))
		p.Expect(pane.Thousands(n) + " will change").Press("enter")
		p.await("done")
		if left, now := len(p.named("Nokia")), len(p.named("Changed")); left != 0 || now != n {
			t.Errorf("%d of %d are changed, %d are not", now, n, left)
		}
		p.Press("esc", "esc")

		for range 8 {
			p.Press("pgdown")
		}
		p.Press("a").Expect("250 selected")
		p.server.ResetJournal()
		p.Press("b", "shift+tab", "shift+tab").Type("ports").Press("enter", "enter").Type("3").Press("enter", "enter")
		p.Expect("the selected 250 Assets")
		lists := 0
		for _, e := range p.server.Journal() {
			if strings.Contains(e.Path, "filter%5Bids%5D") {
				lists++
			}
		}
		if lists != 3 {
			t.Errorf("250 chosen records were read in %d requests, want 3", lists)
		}
	})
}

// named are the assets whose names hold a text.
func (p *program) named(text string) (ids []string) {
	for id, r := range p.assets() {
		if strings.Contains(r.Name.Text(), text) {
			ids = append(ids, id)
		}
	}
	return ids
}

// Enter after what is looked for asks what to put in its place: it does not
// take it away everywhere.
func TestReplaceAsksForBothTexts(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		p.Press("b", "right", "enter").Type("location")
		p.Press("enter", "left", "enter").Type("Bergen").Press("enter").ExpectNot("will change")
		p.Type("Oslo").Press("ctrl+s").Expect("→ “Oslo")
	})
}

// From marking five rows to the review of a change of the column under the
// cursor it takes 8 keys besides the value.
func TestFiveRowsAreChangedInFewKeys(t *testing.T) {
	run(t, with{w: 120, h: 40}, func(t *testing.T, p *program) {
		p.Press("l") // the column
		keys := []string{"space", "space", "space", "space", "space", "b"}
		p.Press(keys...).Expect("Serial number", "5 Assets")
		p.Type("SN-99999999")
		p.Press("enter", "enter").Expect("5 will change", "SN-99999999")
		if n := len(keys) + 2; n > 8 {
			t.Errorf("it takes %d keys", n)
		}
	})
}

// A filter begins at the column under the cursor.
func TestFilterBeginsAtTheColumn(t *testing.T) {
	run(t, with{w: 120, h: 40}, func(t *testing.T, p *program) {
		p.Press("l", "f", "enter").Expect("Filter Assets: Serial number")
	})
}
