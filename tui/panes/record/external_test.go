package record

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

// desk is the pane with an editor of the person's own that does what a test says.
type desk struct {
	*bench
	dir   string
	opens []string            // what the editor found in its files, one after the other
	edit  func(string) string // what becomes of it
	fails error               // how it ends
	takes time.Duration
	now   time.Time
}

func atDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{bench: shown(t), dir: filepath.Join(t.TempDir(), "texts"), edit: func(s string) string { return s }, takes: time.Minute, now: panetest.Now}
	d.env.Now = func() time.Time { return d.now }
	d.external = External{Dir: d.dir, Getenv: func(string) string { return "ed" }, Exec: func(c *exec.Cmd, done tea.ExecCallback) tea.Cmd {
		return func() tea.Msg {
			path := c.Args[len(c.Args)-1]
			text, err := os.ReadFile(path)
			if err == nil {
				d.opens = append(d.opens, string(text))
				err = os.WriteFile(path, []byte(d.edit(string(text))), 0o600)
			}
			d.now = d.now.Add(d.takes)
			return done(errors.Join(err, d.fails))
		}
	}}
	return d
}

// do runs a command and, as the shell does, the requests that come of it.
func (d *desk) do(cmd tea.Cmd) {
	d.t.Helper()
	handlers := pane.Handlers{}
	handlers.Add(d.Handlers()...)
	for _, msg := range panetest.Settle(cmd) {
		if then, known := panetest.Do(handlers, msg); known {
			d.do(then)
		}
	}
}

// opensIt presses the key that opens the editor.
func (d *desk) opensIt() {
	d.t.Helper()
	cmd, known := d.Commands().Run(action.External)
	if !known {
		d.t.Fatal("no key opens the editor")
	}
	d.do(cmd)
}

// replacing has the editor put one text in the place of another.
func replacing(pairs ...string) func(string) string { return strings.NewReplacer(pairs...).Replace }

// left are the files that lie in the folder.
func (d *desk) left() []string {
	names, _ := filepath.Glob(filepath.Join(d.dir, "*"))
	return names
}

func (d *desk) draft(key string) string {
	v, _ := d.drafts.Draft(d.ref, key)
	return v.Text()
}

// last is how the last message was meant, and its text.
func (d *desk) last() pane.Say {
	say, _ := panetest.Last[pane.Say](d.shell)
	return pane.Say{Kind: say.Kind, Text: say.Text}
}

// What the editor leaves is in the draft; the file holds the row as it stands,
// with its draft, is nobody else's, and goes.
func TestEditedOutside(t *testing.T) {
	d := atDesk(t)
	d.drafts.Put(d.ref, d.item, price, "2.50", "")
	d.refused[d.ref] = map[string]string{uses: "is too many", state: "is wrong"}
	d.edits(tags) // left as it is
	var mode fs.FileMode
	d.edit = func(s string) string {
		info, _ := os.Stat(d.left()[0])
		mode = info.Mode()
		return replacing("uses: 1200", "uses: 7", "name: \"Anvil\"", "name: Big anvil")(s)
	}
	d.opensIt()
	if d.editing != nil || mode.Perm() != 0o600 || !strings.HasPrefix(d.opens[0], "# Tool Anvil ✎ 1 change not sent\n") || !strings.Contains(d.opens[0], "price: 2.50") || !strings.Contains(d.opens[0], "Top shelf") {
		t.Errorf("mode %v, opened is\n%s", mode, d.opens[0])
	}
	if d.draft(uses) != "7" || d.draft("name") != "Big anvil" || d.draft(price) != "2.50" || d.drafted() && len(d.left()) > 0 {
		t.Errorf("the draft has %s, %s and %s; left are %v", d.draft(uses), d.draft("name"), d.draft(price), d.left())
	}
	if got := d.last(); got != (pane.Say{Kind: pane.Success, Text: "2 fields changed; ctrl+s reviews and sends"}) {
		t.Errorf("said is %v", got)
	}
	if seen := d.screen(); strings.Contains(seen, "Is too many") {
		t.Errorf("what was said of the value before stays:\n%s", seen)
	}
	d.drafts.Clear(d.ref, price)
	d.edit = replacing("uses: 7", "uses: 1200")
	if d.opensIt(); d.draft(uses) != "" || d.last().Text != "1 field changed; ctrl+s reviews and sends" {
		t.Errorf("typed back the draft has %q, said is %v", d.draft(uses), d.last())
	}
	d.edit = replacing("price: 0.10", "price: 0.1") // the same number
	if d.opensIt(); d.draft(price) != "" || d.last() != (pane.Say{Kind: pane.Note, Text: "nothing was changed"}) || len(d.left()) > 0 {
		t.Errorf("written otherwise the draft has %q, said is %v", d.draft(price), d.last())
	}
}

// A half-written draft is no value: the file has what the row has.
func TestAHalfWrittenDraftOutside(t *testing.T) {
	d := atDesk(t)
	d.drafts.Put(d.ref, d.item, uses, collection.Absent, "1x")
	d.opensIt()
	if !strings.Contains(d.opens[0], "uses: 1200") {
		t.Errorf("opened is\n%s", d.opens[0])
	}
}

// A text with a fault is opened again with that above its line, what is sound is
// in the draft; left as it is, it stays in its file.
func TestFaultsOutside(t *testing.T) {
	d := atDesk(t)
	d.edit = replacing("uses: 1200", "uses: many", "price: 0.10", "price: 2", "state: \"worn\"", "ghost: 1")
	d.opensIt()
	if len(d.opens) != 2 || !strings.Contains(d.opens[1], "\n#!! a whole number of at most 12 digits\nuses: many") || !strings.HasPrefix(d.opens[1], "#!! line 34: there is no field ghost\n") ||
		strings.Split(d.opens[1], "\n")[33] != "ghost: 1" {
		t.Fatalf("opened again is\n%s", strings.Join(d.opens[1:], "\n===\n"))
	}
	if d.draft(price) != "2" || d.draft(uses) != "" || len(d.left()) != 1 {
		t.Errorf("the draft has %q and %q; left are %v", d.draft(price), d.draft(uses), d.left())
	}
	if got := d.last(); got != (pane.Say{Kind: pane.Warning, Text: "the faults are still there; what was sound is in the draft, and the text in " + d.left()[0]}) {
		t.Errorf("said is %v", got)
	}
	d.opensIt() // and once more: it is not given up at once
	d.opensIt()
	if len(d.opens) != 6 {
		t.Errorf("opened %d times", len(d.opens))
	}
	d.edit = replacing("uses: 1200", "uses: many", "uses: many", "uses: 8")
	d.opensIt()
	if d.draft(uses) != "8" || d.last().Kind != pane.Success {
		t.Errorf("put right the draft has %q, said is %v", d.draft(uses), d.last())
	}
}

// A fault that was put right and is made anew is told of anew.
func TestTheSameFaultTwice(t *testing.T) {
	d := atDesk(t)
	tries := 0
	d.edit = func(s string) string {
		if tries++; tries%2 == 0 {
			return replacing("uses: many", "uses: 1200")(s)
		}
		return replacing("uses: 1200", "uses: many")(s)
	}
	d.opensIt()
	d.opensIt()
	if len(d.opens) != 4 || d.last().Text != "nothing was changed" {
		t.Errorf("opened %d times, said is %v", len(d.opens), d.last())
	}
}

// What goes wrong with the editor or its file is said, and nothing is taken.
func TestTheEditorFails(t *testing.T) {
	d := atDesk(t)
	d.edit, d.fails = replacing("uses: 1200", "uses: 7"), errors.New("it fell over")
	d.opensIt()
	if d.draft(uses) != "" || len(d.left()) != 1 || d.last() != (pane.Say{Kind: pane.Failure, Text: "the editor did not end well (it fell over); nothing was taken; the text is in " + d.left()[0]}) {
		t.Errorf("said is %v; left are %v", d.last(), d.left())
	}
	d = atDesk(t)
	d.external.Dir = filepath.Join(d.dir, "\x00")
	if d.opensIt(); !strings.HasPrefix(d.last().Text, "the file for the editor cannot be used: ") || d.last().Kind != pane.Failure || len(d.opens) > 0 {
		t.Errorf("without a folder said is %v", d.last())
	}
	d = atDesk(t)
	d.edit = func(s string) string { return s }
	d.external.Exec = func(c *exec.Cmd, done tea.ExecCallback) tea.Cmd {
		return func() tea.Msg { _ = os.Remove(c.Args[len(c.Args)-1]); return done(nil) }
	}
	if d.opensIt(); !strings.HasPrefix(d.last().Text, "the file cannot be read again: ") || d.last().Kind != pane.Failure {
		t.Errorf("without the file said is %v", d.last())
	}
}

// A folder that is a file cannot hold the text, and the system's own is used
// where none is named.
func TestTheFolderOfTexts(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := writeOutside(file, "x"); err == nil {
		t.Error("a file is a folder")
	}
	t.Setenv("TMPDIR", dir)
	path, err := writeOutside("", "x")
	if text, _ := os.ReadFile(path); err != nil || filepath.Dir(path) != dir || string(text) != "x" {
		t.Errorf("without a folder it is %s, %v", path, err)
	}
}

// The terminal is asked for its size behind the editor, and the editor gets the
// terminal by the program's own way.
func TestTheTerminalIsHandedOver(t *testing.T) {
	d := atDesk(t)
	asked := false
	for _, msg := range panetest.Settle(d.externalLeft(externalLeft{outside: outside{ref: d.ref, path: "x"}})) {
		asked = asked || msg == tea.RequestWindowSize()
	}
	if !asked {
		t.Error("the size is not asked for")
	}
	d.external.Exec = nil
	if cmd := d.exec(outside{path: "x"}); cmd == nil {
		t.Error("nothing is run")
	}
}

// What is not there, or not read yet, is not edited.
func TestNotEditedOutside(t *testing.T) {
	d := atDesk(t)
	d.Changed(pane.Changed{Ref: d.ref, Deleted: true})
	if d.opensIt(); d.last() != (pane.Say{Kind: pane.Warning, Text: "it was deleted"}) || len(d.opens) > 0 {
		t.Errorf("said is %v", d.last())
	}
	b := begun(t)
	if why := b.Why(action.External); why != "the record is not read yet" {
		t.Errorf("before it is read: %q", why)
	}
	if panetest.Settle(b.editOutside()); b.shell.Said() != "the record is not read yet" {
		t.Errorf("said is %q", b.shell.Said())
	}
	b.schema, _ = b.tools.Schema(t.Context(), nil)
	if why := b.Why(action.External); why != "the record is not read yet" {
		t.Errorf("with its fields alone: %q", why)
	}
	if left := panetest.Settle(b.editOutside()); len(left) > 0 {
		t.Errorf("with its fields alone comes %v", left)
	}
	if why := shown(t).Why(action.External); why != "" {
		t.Errorf("a record that is read: %q", why)
	}
}

// A text that comes back while another record is shown stays in its file.
func TestAnotherRecordIsShownMeanwhile(t *testing.T) {
	d := atDesk(t)
	ref, it := hammer()
	d.edit = func(s string) string {
		panetest.Settle(d.Show(d.tools, ref, it, true))
		return replacing("uses: 1200", "uses: 7")(s)
	}
	d.opensIt()
	if d.drafted() || len(d.left()) != 1 || d.last() != (pane.Say{Kind: pane.Warning, Text: "another record is shown now; the text is in " + d.left()[0]}) {
		t.Errorf("said is %v; left are %v", d.last(), d.left())
	}
	d = atDesk(t)
	d.edit = func(s string) string { d.schema = nil; return s }
	if d.opensIt(); !strings.HasPrefix(d.last().Text, "another record is shown now") {
		t.Errorf("without fields said is %v", d.last())
	}
}

// A text that was left at the last start is opened again, once its row is read.
func TestResume(t *testing.T) {
	d := atDesk(t)
	d.edit = replacing("uses: 1200", "uses: 7")
	d.fails = errors.New("killed")
	d.opensIt()
	left := change.LeftTexts(d.dir)
	if len(left) != 1 || left[0].Ref != d.ref {
		t.Fatalf("left are %v", left)
	}
	d.edit, d.fails, d.opens = replacing("uses: 7", "uses: 8"), nil, nil
	ref, it := hammer()
	panetest.Settle(d.Show(d.tools, ref, it, true))
	if d.do(d.Resume(left[0])); len(d.opens) > 0 {
		t.Error("it is opened over another row")
	}
	again := d.Show(d.tools, collection.Ref{Collection: "tool", ID: "1"}, collection.Item{}, false)
	d.do(again)
	if len(d.opens) != 1 || !strings.Contains(d.opens[0], "uses: 7") || d.draft(uses) != "8" || len(d.left()) > 0 {
		t.Errorf("opened is %v, the draft has %q, left are %v", d.opens, d.draft(uses), d.left())
	}
	if d.do(d.Refresh()); len(d.opens) != 1 || d.last().Kind != pane.Success {
		t.Errorf("it is opened once more, said is %v", d.last())
	}
	d.do(d.Resume(change.Left{Ref: d.ref, Path: "/nowhere/record-1.yaml"}))
	if !strings.HasPrefix(d.last().Text, "the file for the editor cannot be used: ") {
		t.Errorf("one that is not there: %v", d.last())
	}
}

// An editor with a window of its own is back at once and goes on: what it saves
// is taken for as long as its file is there.
func TestAnEditorInItsOwnWindow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := atDesk(t)
		d.schema = collection.NewSchema(toolFields()[:10]) // without a pattern, whose clock runs on
		d.arrange()
		d.takes = time.Second
		save := func(change func(string) string) {
			text, _ := os.ReadFile(d.left()[0])
			_ = os.WriteFile(d.left()[0], []byte(change(string(text))), 0o600)
		}
		name := ""
		go func() {
			time.Sleep(1500 * time.Millisecond)
			name = filepath.Base(d.left()[0])
			save(replacing("uses: 1200", "uses: 7"))
			time.Sleep(time.Second)
			save(replacing("price: 0.10", "price: x"))
			time.Sleep(3 * time.Second) // and nothing more is said
			save(replacing("price: x", "price: 2"))
			time.Sleep(time.Second)
			_ = os.Remove(d.left()[0])
		}()
		d.opensIt()
		var said []string
		for _, say := range panetest.All[pane.Say](d.shell) {
			said = append(said, say.Text)
		}
		want := []string{
			"nothing is changed yet; what an editor in its own window saves is taken, " + name + " stays",
			"1 field changed; ctrl+s reviews and sends",
			name + " was saved with a fault: a number such as 12.5; mend it there and save again",
			"1 field changed; ctrl+s reviews and sends",
		}
		if diff := cmp.Diff(want, said); diff != "" || d.draft(uses) != "7" || d.draft(price) != "2" {
			t.Errorf("the draft has %q and %q; said is (-want +got)\n%s", d.draft(uses), d.draft(price), diff)
		}
	})
}

// What such an editor saves of another record than the one shown waits until
// that is, and is told of once.
func TestSavedWhileAnotherRecordIsShown(t *testing.T) {
	d := atDesk(t)
	text := change.Signed(d.ref, d.docFor().write(d.title(), nil))
	of := outside{ref: d.ref, path: filepath.Join(d.dir, "record-1.yaml"), text: text}
	ref, it := hammer()
	d.awaited.add(d.Model, of)
	now := saved{of.path: replacing("uses: 1200", "uses: 7")(text)}
	panetest.Settle(d.Show(d.tools, ref, it, true))
	said := len(panetest.All[pane.Say](d.shell))
	for range 2 {
		if cmd := d.answer(now); cmd == nil {
			t.Fatal("the file is not looked at any more")
		}
	}
	if all := panetest.All[pane.Say](d.shell)[said:]; len(all) != 1 || all[0].Text != "the editor saved another record's text: it is taken when that record is shown" || all[0].Kind != pane.Warning {
		t.Errorf("said is %v", all)
	}
	if d.drafted() {
		t.Error("it is in the draft of the record shown")
	}
	d.Show(d.tools, of.ref, collection.Item{}, false) // not read yet
	if d.answer(now); d.draft(uses) != "" {
		t.Error("it is taken before the record is read")
	}
	d.show()
	d.schema = nil
	if d.answer(now); d.draft(uses) != "" {
		t.Error("it is taken before the fields are here")
	}
	d.schema, _ = d.tools.Schema(t.Context(), nil)
	d.arrange()
	d.drafts.Put(d.ref, d.item, price, "3", "") // typed meanwhile
	if d.answer(now); d.draft(uses) != "7" || d.draft(price) != "3" || d.last() != (pane.Say{Kind: pane.Success, Text: "1 field changed; ctrl+s reviews and sends"}) {
		t.Errorf("the draft has %q and %q, said is %v", d.draft(uses), d.draft(price), d.last())
	}
	said = len(panetest.All[pane.Say](d.shell))
	d.answer(now) // the same again
	d.answer(saved{of.path: now[of.path] + "# a remark\n"})
	d.answer(saved{of.path: ""}) // being written
	if all := panetest.All[pane.Say](d.shell); len(all) != said || d.draft(uses) != "7" {
		t.Errorf("said is %v", all[said:])
	}
	panetest.Settle(d.Show(d.tools, ref, it, true))
	d.answer(saved{of.path: text}) // told of anew: it is another time
	if all := panetest.All[pane.Say](d.shell); len(all) != said+1 {
		t.Errorf("said is %v", all[said:])
	}
	if cmd := d.answer(saved{}); cmd != nil || len(d.awaited.files) > 0 {
		t.Error("a file that is gone is looked at")
	}
}

// An editor that is back at once and has changed something may go on, too: its
// file is looked at though it is taken away, and comes back with the next save.
func TestBackAtOnceAndOn(t *testing.T) {
	d := atDesk(t)
	text := change.Signed(d.ref, d.docFor().write(d.title(), nil))
	d.drafts.Put(d.ref, d.item, uses, "7", "")
	path := filepath.Join(d.dir, "record-1.yaml")
	left := externalLeft{outside: outside{ref: d.ref, path: path, text: text}, took: 2*time.Second - 1}
	if cmd := d.externalRead(externalRead{externalLeft: left, now: text}); cmd == nil || d.draft(uses) != "" {
		t.Errorf("the draft has %q", d.draft(uses)) // the text has what the row has
	}
	if got := d.last(); got.Text != "1 field changed; ctrl+s reviews and sends" {
		t.Errorf("said is %v", got)
	}
	if cmd := d.answer(saved{}); cmd == nil {
		t.Error("its file is not looked at any more")
	}
	d.answer(saved{path: replacing("uses: 1200", "uses: 9")(text)})
	if d.draft(uses) != "9" {
		t.Errorf("saved again the draft has %q", d.draft(uses))
	}
	for name, s := range map[string]externalRead{
		"later":        {externalLeft: externalLeft{outside: left.outside, took: 2 * time.Second}, now: text},
		"changed":      {externalLeft: left, now: replacing("uses: 1200", "uses: 5")(text)},
		"with a fault": {externalLeft: externalLeft{outside: outside{ref: d.ref, path: path, text: "uses: x\n"}}, now: "uses: x\n"},
	} {
		d := atDesk(t)
		d.externalRead(s)
		if len(d.awaited.files) > 0 {
			t.Errorf("%s: the file is looked at", name)
		}
	}
}
