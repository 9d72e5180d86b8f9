package app_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"zco/api/sandbox"
	"zco/tui/app"
	"zco/tui/domain/journal"
)

// The first asset of the demo, and its fields in their order.
const (
	asset     = "01GGTT6E00R28WJ0KVYRQ78KKP"
	assetPath = "/api/v2/custom_objects/asset/records/" + asset
)

var assetFields = []string{"Name", "Serial number", "Condition", "Customer", "Owner", "Store", "Supplier", "Last ticket",
	"Purchased on", "Price", "Weight (kg)", "Ports", "Insured", "Features", "Location", "Notes", "Repairs", "Cost of repairs", "External ID"}

// onAsset starts a program on the first asset, over a journal in dir; "" is a
// folder of its own.
func onAsset(t *testing.T, dir string, w with, story func(t *testing.T, p *program)) {
	t.Helper()
	if dir == "" {
		dir = filepath.Join(t.TempDir(), "journal")
	}
	given := w.options
	var j *journal.Journal
	w.options = func(o *app.Options) {
		o.Start = app.Start{Collection: "asset", Record: asset}
		o.AccountKey, o.User = "demo", "agent@sandbox.example"
		var err error
		if j, err = journal.Open(dir, journal.Options{}); err != nil {
			t.Fatal(err)
		}
		o.Journal = j
		if given != nil {
			given(o)
		}
	}
	run(t, w, func(t *testing.T, p *program) {
		defer func() { _ = j.Close() }()
		p.Expect("SN-00000001")
		p.server.ResetJournal()
		story(t, p)
	})
}

// field puts the cursor on a field by its title.
func (p *program) field(title string) *program {
	p.T.Helper()
	at := slices.Index(assetFields, title)
	if at < 0 {
		p.T.Fatalf("no field %s", title)
	}
	p.Key("g")
	for range at {
		p.Key("j")
	}
	return p
}

// replace types a text in place of what a line holds.
func (p *program) replace(title, text string) *program {
	p.T.Helper()
	p.field(title).Press("e")
	p.Key("ctrl+u")
	for _, r := range text {
		p.Key(string(r))
	}
	p.Press("enter")
	return p
}

// somebody changes the account as another person would.
func (p *program) somebody(method, path, body string) map[string]any {
	p.T.Helper()
	r, err := http.NewRequest(method, "http://127.0.0.1:1"+path, strings.NewReader(body))
	if err != nil {
		p.T.Fatal(err)
	}
	r.SetBasicAuth("agent@sandbox.example/token", "sandbox-token")
	r.Header.Set("Content-Type", "application/json")
	resp, err := p.server.Transport().RoundTrip(r)
	if err != nil {
		p.T.Fatal(err)
	}
	data, _ := io.ReadAll(resp.Body)
	if resp.StatusCode >= 300 {
		p.T.Fatalf("%s %s: %s", method, path, data)
	}
	var out map[string]any
	_ = json.Unmarshal(data, &out)
	return out
}

func (p *program) somebodySets(fields string) {
	p.T.Helper()
	p.Wait(time.Second) // updated_at tells seconds
	p.somebody("PATCH", assetPath, `{"custom_object_record":{"custom_object_fields":`+fields+`}}`)
	p.server.ResetJournal()
}

// has is what the service has in a field.
func (p *program) has(key string) any {
	p.T.Helper()
	r := p.somebody("GET", assetPath, "")["custom_object_record"].(map[string]any)
	if key == "external_id" {
		return r[key]
	}
	return r["custom_object_fields"].(map[string]any)[key]
}

// sentBodies are the bodies of the requests of a method since the last reset.
func (p *program) sentBodies(method string) (out []string) {
	for _, e := range p.server.Journal() {
		if e.Method == method && !strings.Contains(e.Path, "/search") {
			var b bytes.Buffer
			if json.Compact(&b, e.Body) != nil {
				b.Write(e.Body)
			}
			out = append(out, b.String())
		}
	}
	return out
}

func (p *program) inject(f sandbox.Fault) {
	p.T.Helper()
	if err := p.server.Inject(f); err != nil {
		p.T.Fatal(err)
	}
}

// One save costs one GET and one PATCH, and the PATCH holds what changed and
// nothing else.
func TestSaveIsOneReadAndOneWrite(t *testing.T) {
	onAsset(t, "", with{}, func(t *testing.T, p *program) {
		p.replace("Location", "Oslo").Press("ctrl+s").Expect("Send 1 change", "Bergen", "Oslo")
		p.expectRequests()
		p.Press("enter").Expect("Saved LG")
		if got, want := p.sentBodies("PATCH"), `{"custom_object_record":{"custom_object_fields":{"location":"Oslo"}}}`; !slices.Equal(got, []string{want}) {
			t.Errorf("sent %q, want %s", got, want)
		}
		p.expectRequests("GET "+assetPath, "PATCH "+assetPath)
		p.ExpectNot("draft")
	})
}

// Every type, from the keys to the exact body and back to the screen.
func TestEveryTypeRoundTrips(t *testing.T) {
	for _, c := range []struct {
		field string
		keys  []string
		sends string // of custom_object_fields, or of the record
		shows string
	}{
		{"Serial number", typed("SE-12345678", "enter"), `{"serial_number":"SE-12345678"}`, "SE-12345678"},
		{"Condition", []string{"g", "o", "o", "d", "enter"}, `{"condition":"cond_good"}`, "Good"},
		{"Customer", append(letters("id:30001"), "enter"), `{"customer":"30001"}`, ""},
		{"Purchased on", typed("2025-02-03", "enter"), `{"purchased_on":"2025-02-03"}`, "2025-02-03"},
		{"Price", typed("12.50", "enter"), `{"price":12.50}`, "12.5"},
		{"Weight (kg)", typed("0.125", "enter"), `{"weight_kg":0.125}`, "0.125"},
		{"Ports", typed("123456789012", "enter"), `{"ports":123456789012}`, "123456789012"},
		{"Insured", []string{"n", "enter"}, `{"insured":false}`, ""},
		{"Features", []string{"t", "o", "u", "c", "h", "space", "enter"}, `{"features":["feat_priv","feat_kbd_de","feat_kbd_el","feat_touch"]}`, ""},
		{"Location", typed("東京 🗼", "enter"), `{"location":"東京 🗼"}`, "東京 🗼"},
		{"Notes", append(append(letters("one"), "enter"), append(letters("two"), "esc")...), `{"notes":"one\ntwo"}`, "two"},
	} {
		t.Run(c.field, func(t *testing.T) {
			onAsset(t, "", with{}, func(t *testing.T, p *program) {
				p.field(c.field).Press("e")
				for _, k := range c.keys {
					p.Key(k)
				}
				p.Idle()
				p.Press("ctrl+s").Expect("Send 1 change")
				p.Press("enter").Expect("Saved LG")
				want := `{"custom_object_record":{"custom_object_fields":` + c.sends + `}}`
				if got := p.sentBodies("PATCH"); !slices.Equal(got, []string{want}) {
					t.Errorf("sent %q, want %s", got, want)
				}
				if c.shows != "" {
					p.Expect(c.shows)
				}
			})
		})
	}
}

func letters(s string) (out []string) {
	for _, r := range s {
		out = append(out, string(r))
	}
	return out
}

// typed clears a line, types a text and ends.
func typed(s, end string) []string {
	return append(append([]string{"ctrl+u"}, letters(s)...), end)
}

// del sends null.
func TestClearingSendsNull(t *testing.T) {
	onAsset(t, "", with{}, func(t *testing.T, p *program) {
		p.field("Ports").Press("delete", "ctrl+s").Expect("Send 1 change")
		p.Press("enter").Expect("Saved LG")
		if got := p.sentBodies("PATCH"); !slices.Equal(got, []string{`{"custom_object_record":{"custom_object_fields":{"ports":null}}}`}) {
			t.Errorf("sent %q", got)
		}
	})
}

// A relation is searched with its field and its object, and the id is sent.
func TestRelationByName(t *testing.T) {
	onAsset(t, "", with{}, func(t *testing.T, p *program) {
		p.field("Supplier").Press("e").Type("a")
		asked := ""
		for _, e := range p.server.Journal() {
			if strings.Contains(e.Path, "vendor/records/autocomplete") {
				asked = e.Path
			}
		}
		if !strings.Contains(asked, "field_id=4398096843671") || !strings.Contains(asked, "source=zen%3Acustom_object%3Aasset") {
			t.Fatalf("asked %q", asked)
		}
		p.Press("down", "enter", "ctrl+s").Expect("Send 1 change")
		p.server.ResetJournal()
		p.Press("enter").Expect("Saved LG")
		var sent struct {
			R struct {
				F struct{ Supplier string } `json:"custom_object_fields"`
			} `json:"custom_object_record"`
		}
		if err := json.Unmarshal([]byte(p.sentBodies("PATCH")[0]), &sent); err != nil || len(sent.R.F.Supplier) != 26 {
			t.Errorf("sent %s", p.sentBodies("PATCH"))
		}
	})
}

// While a relation is looked for, what is not chosen yet is no fault; left so,
// it is said. What was typed never takes the value away.
func TestNoFaultWhileLooking(t *testing.T) {
	onAsset(t, "", with{}, func(t *testing.T, p *program) {
		p.field("Owner").Press("e").Type("ma").Expect("@").ExpectNot("Pick a match")
		p.Press("esc").Expect("Pick a match for “ma”").Press("z").ExpectNot("Pick a match", "1 draft")
		p.field("Supplier").Press("e").Press("down", "up", "enter").ExpectNot("1 draft")
	})
}

// Different fields merge, and that is said.
func TestConflictOfDifferentFieldsMerges(t *testing.T) {
	onAsset(t, "", with{}, func(t *testing.T, p *program) {
		p.replace("Location", "Oslo")
		p.somebodySets(`{"ports":7}`)
		p.Press("ctrl+s", "enter").Expect("Saved LG", "changed elsewhere meanwhile", "Ports")
		if got := p.sentBodies("PATCH"); !slices.Equal(got, []string{`{"custom_object_record":{"custom_object_fields":{"location":"Oslo"}}}`}) {
			t.Errorf("sent %q", got)
		}
		if p.has("ports") != 7.0 || p.has("location") != "Oslo" {
			t.Errorf("ports %v, location %v", p.has("ports"), p.has("location"))
		}
	})
}

// The same field opens was, theirs and mine; nothing is sent before one is
// chosen and seen again.
func TestConflictOfTheSameField(t *testing.T) {
	for _, c := range []struct {
		name string
		keys []string
		want string
	}{
		{"mine", []string{"m", "enter", "enter"}, "Oslo"},
		{"theirs", []string{"t", "enter"}, "Rome"},
		{"was", []string{"w", "enter", "enter"}, "Bergen"},
		{"rewritten", []string{"e", "ctrl+u", "W", "i", "e", "n", "enter", "enter", "enter"}, "Wien"},
	} {
		t.Run(c.name, func(t *testing.T) {
			onAsset(t, "", with{}, func(t *testing.T, p *program) {
				p.replace("Location", "Oslo")
				p.somebodySets(`{"location":"Rome"}`)
				p.Press("ctrl+s", "enter").Expect("Not sent: somebody else changed", "Bergen", "Rome", "Oslo")
				if got := p.sentBodies("PATCH"); len(got) != 0 {
					t.Fatalf("sent %q before anything was decided", got)
				}
				p.Press(c.keys...)
				if got := p.has("location"); got != c.want {
					t.Errorf("the service has %v, want %s\n%s", got, c.want, p.Screen())
				}
				p.ExpectNot("1 draft")
			})
		})
	}
}

// A record deleted meanwhile can be created again.
func TestRecordGoneMeanwhile(t *testing.T) {
	onAsset(t, "", with{}, func(t *testing.T, p *program) {
		p.replace("Location", "Oslo")
		p.somebody("DELETE", assetPath, "")
		p.server.ResetJournal()
		p.Press("ctrl+s", "enter").Expect("was deleted meanwhile", "Create it again")
		p.Press("enter").Expect("Create", "Oslo")
		p.Press("enter").Expect("Created LG")
		if got := p.sentBodies("POST"); len(got) != 1 || !strings.Contains(got[0], `"location":"Oslo"`) || !strings.Contains(got[0], `"serial_number":"SN-00000001"`) {
			t.Errorf("sent %q", got)
		}
	})
}

// A lost answer is never repeated: the record is read and tells.
func TestLostAnswer(t *testing.T) {
	for _, c := range []struct {
		kind, says, has string
	}{
		{sandbox.FaultLost, "the answer was lost; reading it again showed so", "Oslo"},
		{sandbox.FaultDrop, "is not changed. The draft is kept", "Bergen"},
	} {
		t.Run(c.kind, func(t *testing.T) {
			onAsset(t, "", with{}, func(t *testing.T, p *program) {
				p.replace("Location", "Oslo").Press("ctrl+s")
				p.inject(sandbox.Fault{Kind: c.kind, Method: "PATCH", Count: -1})
				p.Press("enter").Expect(c.says)
				p.expectRequests("GET "+assetPath, "PATCH "+assetPath, "GET "+assetPath)
				if got := p.has("location"); got != c.has {
					t.Errorf("the service has %v", got)
				}
				if kept := strings.Contains(p.Screen(), "1 draft"); kept != (c.has == "Bergen") {
					t.Errorf("draft kept: %v\n%s", kept, p.Screen())
				}
			})
		})
	}
}

// What cannot be told is said so, and the draft stays.
func TestLostAnswerAndNoWord(t *testing.T) {
	onAsset(t, "", with{}, func(t *testing.T, p *program) {
		p.replace("Location", "Oslo").Press("ctrl+s")
		p.inject(sandbox.Fault{Kind: sandbox.FaultLost, Method: "PATCH", Count: -1})
		p.inject(sandbox.Fault{Kind: sandbox.FaultStatus, Status: 404, Method: "GET", Skip: 1, Count: -1, Path: "records/"})
		p.Press("enter").Expect("cannot be told", "1 draft")
	})
}

// A refusal lands on its fields, by key or by label, the rest in a line; the
// draft stays.
func TestRefusalLandsOnFields(t *testing.T) {
	onAsset(t, "", with{}, func(t *testing.T, p *program) {
		p.replace("Location", "Oslo")
		p.field("External ID").Press("e")
		for _, k := range typed("AST-00000002", "enter") {
			p.Key(k)
		}
		p.Press("ctrl+s", "enter").Expect("the draft is kept", "Oslo", "1 draft")
		p.Press("z").ExpectNot("AST-00000002")
		p.Press("ctrl+s").Expect("Send 1 change")
		p.Press("enter").Expect("Saved LG")
	})
}

// A required field is checked before sending.
func TestRequiredIsChecked(t *testing.T) {
	onAsset(t, "", with{}, func(t *testing.T, p *program) {
		p.field("Serial number").Press("e", "ctrl+u", "enter", "ctrl+s").Expect("Serial number: a value is required")
		p.expectRequests()
	})
}

// A number that is none stays as it was typed, over a restart too.
func TestHalfTypedSurvivesARestart(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "journal")
	onAsset(t, dir, with{}, func(t *testing.T, p *program) {
		p.field("Ports").Press("e", "ctrl+u", "1", "2", "a")
		p.Wait(time.Second) // and then the program ends, in the middle of the field
	})
	notice := "API tokens stop on 2027-04-30"
	again := with{options: func(o *app.Options) { o.Notice = notice }}
	onAsset(t, dir, again, func(t *testing.T, p *program) {
		p.Expect("1 draft from earlier: U lists them", "12a", "A whole number").ExpectNot(notice)
		p.Press("L").Expect(notice, "1 draft from earlier").Press("esc")
		p.Press("U").Expect("1 draft not sent", "LG 27UQ850", "from earlier")
		p.Press("enter").Expect("12a")
		p.field("Ports").Press("e", "backspace", "enter", "ctrl+s").Expect("12")
		p.Press("enter").Expect("Saved LG")
	})
}

// Two sessions: the draft of a live one is seen and not touched.
func TestTwoSessions(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "journal")
	onAsset(t, dir, with{}, func(t *testing.T, p *program) {
		p.replace("Location", "Oslo")
		p.Wait(time.Second)
		second, err := journal.Open(dir, journal.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer second.Close()
		drafts := second.Drafts("demo")
		if len(drafts) != 1 || drafts[0].Session == "" {
			t.Errorf("the second session sees %+v", drafts)
		}
		p.Press("ctrl+s", "enter").Expect("Saved LG")
	})
}

// A disk that takes nothing is said at once, and the program goes on.
func TestDiskThatTakesNothing(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	var j *journal.Journal
	w := with{options: func(o *app.Options) {
		o.Start = app.Start{Collection: "asset", Record: asset}
		if err := writeFile(file); err != nil {
			t.Fatal(err)
		}
		var err error
		if j, err = journal.Open(filepath.Join(file, "journal"), journal.Options{}); err == nil {
			t.Fatal("a journal under a file opens")
		}
		o.Journal = j
	}}
	run(t, w, func(t *testing.T, p *program) {
		defer func() { _ = j.Close() }()
		p.Expect("drafts not on disk")
		p.replace("Location", "Oslo").Press("ctrl+s", "enter").Expect("The disk does not take the history", "Nothing was sent")
		if len(p.sentBodies("PATCH")) != 0 {
			t.Error("it was sent without being asked")
		}
		p.Press("enter").Expect("Saved LG")
	})
}

func writeFile(path string) error { return os.WriteFile(path, nil, 0o600) }

// A currency that the service sends as an object is sent as one.
func TestCurrencyKeepsItsShape(t *testing.T) {
	onAsset(t, "", with{sandbox: sandbox.Options{CurrencyObjects: true}}, func(t *testing.T, p *program) {
		p.Expect("3299.92 EUR")
		p.replace("Price", "12.5").Press("ctrl+s").Expect("3299.92 EUR", "12.5 EUR")
		p.Press("enter").Expect("Saved LG")
		if got := p.sentBodies("PATCH"); len(got) != 1 || !strings.Contains(got[0], `"price":{"amount":12.5,"currency":"EUR"}`) {
			t.Errorf("sent %q", got)
		}
	})
}

// What customers wrote commands no terminal, in no dialog on the way.
func TestHostileNamesOnTheWay(t *testing.T) {
	onAsset(t, "", with{}, func(t *testing.T, p *program) {
		p.field("Notes").Press("e")
		for _, r := range "a" {
			p.Key(string(r))
		}
		p.Press("esc")
		p.somebody("PATCH", assetPath, `{"custom_object_record":{"name":"\u001b]0;owned\u0007\u202eevil","custom_object_fields":{"notes":"\u001b[2J"}}}`)
		p.Press("ctrl+s", "enter").Expect("Not sent: somebody else changed")
		for _, keys := range [][]string{{"m", "enter"}, {"tab"}, {"tab", "enter"}, {"H"}, {"enter"}, {"esc", "esc", "D"}, {"tab"}} {
			p.Press(keys...)
			for _, bad := range []string{"\x1b]0;owned", "\x1b[2J", "\u202e", "\x07"} {
				if strings.Contains(p.View().Content, bad) {
					t.Fatalf("after %q the screen holds %q", keys, bad)
				}
			}
		}
	})
}

// While a field is typed in, the line of hints tells how that ends.
func TestHintsOfTyping(t *testing.T) {
	run(t, with{w: 120, h: 40}, func(t *testing.T, p *program) {
		p.Press("enter").Expect("e edit").Press("e")
		p.Expect("enter done", "esc keep draft").ExpectNot("review and send")
		p.Press("esc")
		p.field("Notes").Press("e").Expect("ctrl+s review and send", "tab next field", "ctrl+x cancel", "esc keep draft")
	})
}

// A form is filled without leaving it: tab and shift+tab go from field to field
// and go on editing, enter in a new record too, ctrl+s reviews from anywhere, a
// field is cancelled, and space turns a checkbox over.
func TestFormsAreFilled(t *testing.T) {
	run(t, with{w: 120, h: 40}, func(t *testing.T, p *program) {
		p.Press("enter", "e").Type("!").Press("tab")
		p.Expect("tab next field")
		p.Press("ctrl+u").Type("SN-77777777").Press("shift+tab").Type("?").Press("ctrl+s")
		p.Expect("Send 2 changes", "#00000001!?", "SN-77777777").Press("esc")
		p.Press("e").Type("more").Press("ctrl+x").ExpectNot("#00000001!").Press("e")
		p.Type("x").Press("esc").Expect("Draft kept: ctrl+s reviews and sends, z reverts the field").Press("z")
		p.field("Insured").Press("space").Expect("✎ ✗", "2 changes not sent").Press("space").Expect("1 change not sent")
	})
}

// What was typed in a cell of the table is reverted there with the keys of the
// record: z the cell, Z the row.
func TestDraftIsRevertedInTheTable(t *testing.T) {
	run(t, with{w: 120, h: 40}, func(t *testing.T, p *program) {
		p.Press("z").Expect("There is no draft in this cell").Press("Z").Expect("This row has no draft")
		p.Press("e").Type("!").Press("enter").Expect("1 draft", "z revert cell", "Z discard draft")
		p.Press("l", "z").Expect("There is no draft in this cell", "#00000001!").Press("h", "z").Expect("Name reverted").ExpectNot("#00000001!", "1 draft")
		p.Press("e").Type("!").Press("enter", "Z").Expect("Discard draft?", "1 unsaved field will be lost").Press("enter")
		p.Expect("Draft discarded").ExpectNot("#00000001!", "1 draft")
	})
}

func TestEnterGoesOnInANewRecord(t *testing.T) {
	run(t, with{w: 120, h: 40}, func(t *testing.T, p *program) {
		p.Press("n", "e").Type("Probe").Press("enter").Type("SN-99999999").Press("enter", "esc", "ctrl+s")
		p.Expect("Create an asset", "Probe", "SN-99999999")
	})
}
