package app_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"zco/api/sandbox"
	"zco/tui/app"
	"zco/tui/domain/journal"
)

// hand counts what a person does: keys, the letters of words, and clicks and
// notches of the wheel.
type hand struct {
	*program
	keys, letters, clicks int
}

func (h *hand) press(keys ...string) *hand {
	h.T.Helper()
	h.keys += len(keys)
	h.Press(keys...)
	return h
}

func (h *hand) words(s string) *hand {
	h.T.Helper()
	h.letters += utf8.RuneCountInString(s)
	h.Type(s)
	return h
}

// tap clicks at a text, in the dialog where one is open.
func (h *hand) tap(texts ...string) *hand {
	h.T.Helper()
	for _, s := range texts {
		h.clicks++
		x, y := h.where(s)
		h.Send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
		h.Send(tea.MouseReleaseMsg{X: x, Y: y, Button: tea.MouseLeft})
		h.Idle()
	}
	return h
}

// where is the cell of a text: in the dialog where one is open.
func (h *hand) where(s string) (x, y int) {
	h.T.Helper()
	s = strings.ToLower(s)
	lines := strings.Split(strings.ToLower(h.Screen()), "\n")
	if !h.HasDialog() {
		for y, line := range lines {
			if before, _, ok := strings.Cut(line, s); ok {
				return ansi.StringWidthWc(before), y
			}
		}
		h.T.Fatalf("the screen does not show %q:\n%s", s, h.Screen())
	}
	foot := len(lines) - 1
	for !strings.Contains(lines[foot], "╰─") {
		foot--
	}
	before, frame, _ := strings.Cut(lines[foot], "╰─")
	left := ansi.StringWidthWc(before)
	right := left + 2 + ansi.StringWidthWc(frame[:strings.LastIndex(frame, "╯")])
	head := foot
	for head > 0 && !strings.Contains(ansi.Cut(lines[head], left, right), "╭─") {
		head--
	}
	for y := head + 1; y <= foot; y++ {
		if before, _, ok := strings.Cut(ansi.Cut(lines[y], left, right), s); ok {
			return left + ansi.StringWidthWc(before), y
		}
	}
	h.T.Fatalf("the dialog does not show %q:\n%s", s, h.Screen())
	return 0, 0
}

// value clicks at the value of a field of the record.
func (h *hand) value(field, text string) *hand {
	h.T.Helper()
	for y, line := range strings.Split(h.Screen(), "\n") {
		if before, after, ok := strings.Cut(line, field+"  "); ok && strings.Contains(after, text) {
			h.clicks++
			x := ansi.StringWidthWc(before+field+"  ") + ansi.StringWidthWc(after[:strings.Index(after, text)])
			h.Send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
			return h.rest()
		}
	}
	h.T.Fatalf("%s does not show %q:\n%s", field, text, h.Screen())
	return h
}

func (h *hand) rest() *hand { h.Idle(); return h }

// aside takes a message off the hints with a click, where it hides one.
func (h *hand) aside(hint string) *hand {
	h.T.Helper()
	if !strings.Contains(h.Screen(), hint) {
		h.clicks++
		x, y := h.at(h.Find("[✓✗] [A-Z][a-z]"))
		h.Send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	}
	return h.rest()
}

// twice clicks twice at a text.
func (h *hand) twice(text string) *hand {
	h.T.Helper()
	h.clicks += 2
	h.click(text).click(text).Idle()
	return h
}

// must takes words that have to be on the screen before the job goes on.
func (h *hand) must(words ...string) *hand {
	h.T.Helper()
	screen := strings.ToLower(h.Screen())
	for _, w := range words {
		if !strings.Contains(screen, strings.ToLower(w)) {
			h.T.Fatalf("the screen does not show %q:\n%s", w, h.Screen())
		}
	}
	return h
}

// daily is a job of a support agent: what it took once, words included, and how
// it is done by the keyboard alone and by the mouse alone, typing words apart.
type daily struct {
	name          string
	before        int              // keys, 0 where it could not be done
	same          bool             // it cannot be fewer: the one to begin and the one to agree
	object        string           // that is in front, assets unless set
	first         func(p *program) // what is there before it begins
	keyboard, pad func(h *hand)
	records       int
	latency       time.Duration
}

var days = []daily{
	{name: "a find an asset, correct its condition", before: 30,
		keyboard: func(h *hand) {
			h.press("/").words("fairphone athens").press("enter", "l", "l", "e").words("wo").press("enter", "ctrl+s").must("Send 1 change", "Worn, works")
			h.press("enter").must("saved Fairphone")
		},
		pad: func(h *hand) {
			h.tap("/ search").words("fairphone athens").must("found").tap("Fairphone", "Broken ⚠")
			h.tap("e edit", "cond_worn", "ctrl+s review").must("Send 1 change", "Worn, works").tap("enter send").must("saved Fairphone")
		}},
	{name: "b the broken ones of a store, change five", before: 52,
		keyboard: func(h *hand) {
			h.press("l", "l", "F", "enter").must("Condition is Broken")
			h.press("f", "n").words("sto").press("enter", "enter").words("kyiv").press("enter", "ctrl+s").must("Store is")
			h.press("space", "space", "space", "space", "space", "b").must("5 selected")
			h.words("wo").press("enter", "enter").must("5 will change").press("enter").must("5 of 5")
		},
		pad: func(h *hand) {
			h.tap("f filter", "Condition", "is  ", "Broken ⚠", "+ condition", "Store", "is  ", "Kyiv", "ctrl+s apply").must("Store is")
			h.rows(5).tap("b edit 5", "Field", "Condition", "Value", "Worn", "Review").must("5 will change").tap("enter change").must("5 of 5")
		}},
	{name: "c the repairs of an asset, what they point at, back", before: 7, first: repaired,
		keyboard: func(h *hand) {
			h.press("R", "enter").must("Asset is").press("l", "t").must("Serial number").press("esc", "esc").must("Serial number", "R related")
		},
		pad: func(h *hand) {
			h.tap("R related", "Repairs").must("Asset is").twice("REP-0").value("Asset", "Nokia").must("Serial number").tap("esc back").must("Repair REP")
		}},
	{name: "d a new record with a mistake", before: 24,
		keyboard: func(h *hand) {
			h.press("n", "e").words("Probe").press("enter").words("SN-9999").press("ctrl+s").must("pattern").words("9999")
			h.press("ctrl+s").must("Create an asset", "SN-99999999").press("enter").must("created Probe")
		},
		pad: func(h *hand) {
			h.tap("n new", "e edit").words("Probe").tap("enter done").words("SN-9999").tap("ctrl+s review").must("pattern").words("9999")
			h.aside("ctrl+s review").tap("ctrl+s review").must("Create an asset", "SN-99999999").tap("enter send").must("created Probe")
		}},
	{name: "e undo", before: 2, same: true, first: corrected,
		keyboard: func(h *hand) { h.press("u").must("Undo").press("enter").must("SN-00000001") },
		pad:      func(h *hand) { h.tap("u undoes it").must("Undo").tap("enter").must("SN-00000001") }},
	{name: "f a view with one more column, opened again", before: 16,
		keyboard: func(h *hand) {
			h.press("c", "/").words("sto").press("enter", "space", "esc").press("w").words("x").press("enter")
			h.press("V", "enter").must("Assets › x")
		},
		pad: func(h *hand) {
			h.tap("c columns", "Store", "esc close").tap("V views", "save what").words("x").tap("enter save")
			h.tap("V views", "x  ").must("Assets › x")
		}},
	{name: "g export, then bring the file in again", before: 7,
		keyboard: func(h *hand) {
			h.press("x", "enter")
			h.await("Job finished")
			h.touch().Press("esc")
			h.press("I", "enter", "enter").must("1 will change").press("enter").must("1 of 1")
		},
		pad: func(h *hand) {
			h.tap("x export", "enter export")
			h.await("Job finished")
			h.touch().Press("esc")
			h.bringIn().tap("enter look", "Preview").must("1 will change").tap("enter change").must("1 of 1")
		}, records: 20},
	{name: "h the person behind a record",
		keyboard: func(h *hand) {
			h.press("enter", "j", "j", "j", "j", "enter").must("@mail.example", "Role", "Last sign-in")
		},
		pad: func(h *hand) { h.twice("LG 27UQ850").tap("يوسف").must("@mail.example", "Role", "Last sign-in") }},
	{name: "i delete a record and regret it", before: 39,
		keyboard: func(h *hand) {
			h.press("D").must("Delete LG").press("enter").must("deleted LG").press("u").must("new id").press("enter").must("its id is new")
		},
		pad: func(h *hand) {
			h.twice("LG 27UQ850").tap("D delete", "enter delete").must("deleted LG").tap("u creates it").must("new id").tap("enter").must("its id is new")
		}},
	{name: "j find how to copy a record", before: 10, same: true,
		keyboard: func(h *hand) { h.press("?").words("duplicate").must("new, as a copy") },
		pad:      func(h *hand) { h.tap("? help").words("duplicate").must("new, as a copy") }},
	{name: "k an object, three fields, a record", before: 75,
		keyboard: func(h *hand) {
			h.press(":").words("new ob").press("enter", "e").words("Bike").press("ctrl+s").must("Create a custom object").press("enter").must("Bikes")
			h.press(".", "enter").must("Fields of bike")
			for _, f := range []string{"brand", "color", "frame"} {
				h.press("n", "e").words(f).press("ctrl+s").must("Type is required").words("te").press("ctrl+s").must("Create a field").press("enter").must("created").press("esc")
			}
			h.press("ctrl+o").words("bik").press("enter").must("No Bikes yet")
			h.press("n", "e").words("One").press("ctrl+s").must("Create a bike").press("enter").must("created One")
		},
		pad: func(h *hand) {
			h.list().tap("Custom object def", "n new", "e edit").words("Bike").tap("ctrl+s review", "enter send").must("Bikes")
			h.aside(". actions…").tap(". actions…", "its fields").must("Fields of bike")
			for _, f := range []string{"brand", "color", "frame"} {
				h.tap("n new", "e edit").words(f).tap("ctrl+s review", "text").tap("ctrl+s review", "enter send").must("created").tap("Fields of bike")
			}
			h.list().tap("Bikes", "n new", "e edit").words("One").tap("ctrl+s review", "enter send").must("created One")
		}},
	{name: "l a role renamed", before: 12, object: "roles",
		keyboard: func(h *hand) {
			h.press("G", "enter", "e").words(" 2").press("ctrl+s").must("Send 1 change").press("enter").must("saved")
		},
		pad: func(h *hand) {
			h.twice("Team lead").tap("e edit").words(" 2").tap("ctrl+s review").must("Send 1 change").tap("enter send").must("saved")
		}},
	{name: "l a ticket status switched off", before: 12, object: "statuses",
		keyboard: func(h *hand) {
			h.press("G", ".").words("deac").press("enter").must("after").press("enter").must("saved")
		},
		pad: func(h *hand) {
			h.tap("Awaiting parts", ". actions…", "deactivate").must("after").tap("enter send").must("saved")
		}},
	{name: "l texts of dynamic content in all languages", before: 12, object: "dynamic-content",
		keyboard: func(h *hand) {
			h.press(".").words("miss").press("enter").must("Add variants").press("ctrl+s").must("this will be sent").press("enter").must("added")
		},
		pad: func(h *hand) {
			h.tap(". actions…", "missing").must("Add variants").tap("go on").must("this will be sent").tap("enter send").must("added")
		}},
	{name: "l a field of a card moved", before: 12, object: "essentials-cards",
		keyboard: func(h *hand) {
			h.press(".", "enter").must("email").press("j", ".").words("up").press("enter").must("this will be sent").press("enter").must("moved")
		},
		pad: func(h *hand) {
			h.tap(". actions…", "its fields").must("email").tap("external id", ". actions…", "move up").must("this will be sent").tap("enter send").must("moved")
		}},
	{name: "l a default group", before: 12, object: "memberships",
		keyboard: func(h *hand) {
			h.press("j", "j", ".").words("def").press("enter").must("this will be sent").press("enter").must("default group is now")
		},
		pad: func(h *hand) {
			h.tap("Σέρβις", ". actions…", "default group").must("this will be sent").tap("enter send").must("default group is now")
		}},
	{name: "m a long note",
		keyboard: func(h *hand) {
			h.press("enter").toNotes()
			h.press("e").words("first").press("enter").words("second").press("ctrl+s").must("Send 1 change", "second").press("enter").must("saved LG")
		},
		pad: func(h *hand) {
			h.twice("LG 27UQ850").twice("Notes").words("first").tap("ctrl+s review").must("Send 1 change").tap("enter send").must("saved LG")
		}},
	{name: "n a date",
		keyboard: func(h *hand) {
			h.press("enter", "j", "j", "j", "j", "j", "j", "j", "j", "e").words("tomorrow").press("enter").must("2000-01-02")
		},
		pad: func(h *hand) { h.twice("LG 27UQ850").twice("Purchased on").tap("17 18").must("-17") }},
	{name: "p the window changes while one works", before: 30,
		keyboard: func(h *hand) {
			h.press("space", "l", "l", "b").Resize(40, 10).Resize(200, 60).Resize(100, 30)
			h.must("Bulk edit").words("wo").press("enter", "enter").must("1 will change").press("enter").must("1 of 1")
		},
		pad: func(h *hand) {
			h.rows(1).tap("b edit 1").Resize(40, 10).Resize(200, 60).Resize(100, 30)
			h.tap("Field", "Condition", "Value", "Worn", "Review").must("1 will change").tap("enter change").must("1 of 1")
		}},
	{name: "q find and correct, each answer 800 ms late", before: 30, latency: 800 * time.Millisecond,
		keyboard: func(h *hand) {
			h.press("/").words("fairphone athens").press("enter", "l", "l", "e").words("wo").press("enter", "ctrl+s").must("Worn, works")
			h.keys++
			h.Key("enter").Wait(300 * time.Millisecond)
			h.must("sending").rest().must("saved Fairphone", "u undoes it")
		},
		pad: func(h *hand) {
			h.tap("/ search").words("fairphone athens").must("found").tap("Fairphone", "Broken ⚠")
			h.tap("e edit", "cond_worn", "ctrl+s review").must("Worn, works").tap("enter send").must("saved Fairphone", "u undoes it")
		}},
}

// list goes to the list of objects, where it is not on the screen.
func (h *hand) list() *hand {
	h.T.Helper()
	if !strings.Contains(h.Screen(), "Custom object def") {
		h.tap("esc objects")
	}
	return h
}

// bringIn begins an import, from help where the line on top has no room for it.
func (h *hand) bringIn() *hand {
	h.T.Helper()
	if strings.Contains(h.Screen(), "I import") {
		return h.tap("I import")
	}
	return h.aside("? help").tap("? help").words("imp").tap("import")
}

// repaired shows an asset that has repairs.
func repaired(p *program) {
	p.Press("ctrl+o").Type("repairs").Press("enter", "enter", "j", "enter").Expect("Asset Nokia")
}

// corrected sends a change.
func corrected(p *program) {
	p.Press("l", "e", "ctrl+u").Type("SN-99999999").Press("ctrl+s", "enter").Expect("u undoes it")
}

// touch changes a cell of the file that was exported.
func (h *hand) touch() *hand {
	h.T.Helper()
	found, _ := filepath.Glob("asset-*.csv")
	data, err := os.ReadFile(found[0])
	if err == nil {
		err = os.WriteFile(found[0], []byte(strings.Replace(string(data), "SN-00000004", "ZZ-00000004", 1)), 0o600)
	}
	if err != nil {
		h.T.Fatal(err)
	}
	return h
}

// toNotes goes down to the notes.
func (h *hand) toNotes() *hand {
	h.T.Helper()
	for !strings.Contains(h.Screen(), "▌Notes") {
		h.press("j")
	}
	return h
}

// rows clicks before the first rows of the table, which selects them.
func (h *hand) rows(n int) *hand {
	h.T.Helper()
	x, y := h.at("Name  ")
	for i := range n {
		h.clicks++
		h.Send(tea.MouseClickMsg{X: x - 2, Y: y + 1 + i, Button: tea.MouseLeft})
		h.Send(tea.MouseReleaseMsg{X: x - 2, Y: y + 1 + i, Button: tea.MouseLeft})
	}
	h.Idle()
	return h
}

// TestDailyJobs does each job with the keyboard alone and with the mouse alone,
// on a small screen and on a large one, and logs what it takes.
func TestDailyJobs(t *testing.T) {
	var table []string
	for _, d := range days {
		row := fmt.Sprintf("%-52s | %6d", d.name, d.before)
		for _, size := range [][2]int{{80, 24}, {120, 40}} {
			for _, way := range []string{"keyboard", "mouse"} {
				do := map[string]func(*hand){"keyboard": d.keyboard, "mouse": d.pad}[way]
				t.Run(fmt.Sprintf("%s by %s at %dx%d", d.name[:1], way, size[0], size[1]), func(t *testing.T) {
					onTable(t, with{w: size[0], h: size[1], sandbox: sandbox.Options{Records: d.records, Latency: d.latency}}, d.object, func(t *testing.T, p *program) {
						if d.first != nil {
							d.first(p)
						}
						h := &hand{program: p}
						do(h)
						n := h.keys + h.letters + h.clicks
						row += fmt.Sprintf(" | %3d", n)
						if h.letters > 0 {
							row += fmt.Sprintf(" (%2d typed)", h.letters)
						} else {
							row += strings.Repeat(" ", 11)
						}
						if most := d.before; most > 0 && (n > most || n == most && !d.same) {
							t.Errorf("it takes %d, and took %d before", n, most)
						}
					})
				})
			}
		}
		table = append(table, row)
	}
	t.Log("keys or clicks, words included, at 80x24 and 120x40\n" +
		fmt.Sprintf("%-52s | before | %-14s | %-14s | %-14s | %-14s\n", "job", "80 keyboard", "80 mouse", "120 keyboard", "120 mouse") + strings.Join(table, "\n"))
}

// onTable runs a story on the table of assets, with a journal, a memory and a
// mouse.
func onTable(t *testing.T, w with, object string, story func(t *testing.T, p *program)) {
	t.Helper()
	t.Chdir(t.TempDir())
	dir, kept := t.TempDir(), &shelf{}
	var j *journal.Journal
	w.options = func(o *app.Options) {
		o.Mouse, o.Views, o.Recents = true, kept, kept
		o.Start.Collection = cmp.Or(object, "asset")
		o.AccountKey, o.User, o.Jobs.Dir = "demo", "agent@sandbox.example", dir
		var err error
		if j, err = journal.Open(dir+"/journal", journal.Options{}); err != nil {
			t.Fatal(err)
		}
		o.Journal = j
	}
	run(t, w, func(t *testing.T, p *program) {
		defer func() { _ = j.Close() }()
		story(t, p)
	})
}
