package app_test

import (
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api/sandbox"
	"zco/tui/app"
)

// answering answers writes with a status and a body, and all else as the
// sandbox does.
type answering struct {
	http.RoundTripper
	status int
	body   string
}

func (a answering) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method != "PATCH" {
		return a.RoundTripper.RoundTrip(r)
	}
	return &http.Response{StatusCode: a.status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r,
		Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(a.body))}, nil
}

// Every shape in which the service refuses: the words are on the screen, at
// the field where it names one, and the draft stays.
func TestEveryShapeOfRefusal(t *testing.T) {
	for name, c := range map[string]struct {
		status int
		body   string
		field  bool
		says   string
	}{
		"by key":      {422, `{"error":"RecordInvalid","description":"Record validation errors","details":{"location":[{"description":"Is haunted","error":"Invalid"}]}}`, true, "Is haunted"},
		"by full key": {422, `{"error":"RecordInvalid","details":{"custom_object_fields.location":[{"description":"Is haunted"}]}}`, true, "Is haunted"},
		"by label":    {422, `{"error":"RecordInvalid","details":{"LOCATION:":[{"description":"Is haunted"}]}}`, true, "Is haunted"},
		"base":        {422, `{"error":"RecordInvalid","details":{"base":[{"description":"the moon is full","error":"Invalid"}]}}`, false, "the moon is full"},
		"an object":   {400, `{"error":{"title":"Invalid attribute","message":"the moon is full"}}`, false, "the moon is full"},
		"a list":      {422, `{"errors":[{"code":"Bad","title":"the moon is full"}]}`, false, "the moon is full"},
		"no details":  {422, `{"error":"RecordInvalid","description":"the moon is full"}`, false, "the moon is full"},
		"hostile":     {422, `{"error":"RecordInvalid","details":{"location":[{"description":"a\u001b[2Jb"}]}}`, true, "[2Jb"},
		"forbidden":   {403, `{"error":"Forbidden","description":"the moon is full"}`, false, "the moon is full"},
		"not JSON":    {422, `nonsense`, false, "nonsense"},
	} {
		t.Run(name, func(t *testing.T) {
			wire := func(rt http.RoundTripper) http.RoundTripper { return answering{rt, c.status, c.body} }
			onAsset(t, "", with{wire: wire}, func(t *testing.T, p *program) {
				p.replace("Location", "Oslo").Press("ctrl+s", "enter").Expect(c.says, "Oslo", "1 draft", "the draft is kept")
				line := p.Find(`(?m)^.*▌Location.*\n.*\n`)
				if at := strings.Contains(line, c.says); at != c.field {
					t.Errorf("below the field: %v, want %v\n%s", at, c.field, line)
				}
				if strings.Contains(p.View().Content, "\x1b[2J") {
					t.Error("the service's words command the terminal")
				}
			})
		})
	}
}

// A new record: required fields first, checked, created and shown; it is one's
// own, so deleting it asks for no name; undo brings it back under a new id.
func TestCreateDeleteUndo(t *testing.T) {
	onAsset(t, "", with{}, func(t *testing.T, p *program) {
		p.Press("n").Expect("New Asset", "Name*")
		p.Press("ctrl+s").Expect("Nothing was typed yet")
		p.Press("e").Type("Probe")
		p.Press("enter", "ctrl+s").Expect("Serial number is required")
		p.Type("SN-99999999") // the field that is missing is open
		p.Press("enter", "ctrl+s").Expect("Create an asset", "Probe", "SN-99999999")
		p.expectRequests()
		p.Press("enter").Expect("Created Probe", "Asset Probe")
		want := `{"custom_object_record":{"custom_object_fields":{"serial_number":"SN-99999999"},"name":"Probe"}}`
		if got := p.sentBodies("POST"); !slices.Equal(got, []string{want}) {
			t.Errorf("sent %q, want %s", got, want)
		}
		p.ExpectNot("1 draft")
		p.Press("D").Expect("Delete Probe").ExpectNot("to confirm")
		p.Press("enter").Expect("Deleted Probe")
		p.Press("u").Expect("Undo: Create", "Probe", "new ID")
		p.server.ResetJournal()
		p.Press("enter").Expect("Undone: created Probe again; its ID is new")
		if got := p.sentBodies("POST"); !slices.Equal(got, []string{want}) {
			t.Errorf("undo sent %q, want %s", got, want)
		}
	})
}

// Deleting one record takes one confirmation, which shows what it is.
func TestDeleteIsConfirmed(t *testing.T) {
	onAsset(t, "", with{}, func(t *testing.T, p *program) {
		p.Press("D").Expect("Delete LG", "SN-00000001", "Undo re-creates the record under a new ID", "enter delete").ExpectNot("to confirm")
		p.Press("enter").Expect("Deleted LG")
		p.expectRequests("GET "+assetPath, "GET "+assetPath, "DELETE "+assetPath)
	})
}

// A copy starts with the values of the record, without those that must differ.
func TestDuplicate(t *testing.T) {
	onAsset(t, "", with{}, func(t *testing.T, p *program) {
		p.Press("N").Expect("New Asset", "SN-00000001", "Bergen")
		p.Press("ctrl+s").Expect("Create an asset")
		p.Press("enter").Expect("Created")
		if got := p.sentBodies("POST"); len(got) != 1 || !strings.Contains(got[0], `"location":"Bergen"`) || strings.Contains(got[0], "external_id") || strings.Contains(got[0], "repair_count") {
			t.Errorf("sent %q", got)
		}
	})
}

// Setting by external id says beforehand and afterwards whether it creates or
// changes.
func TestUpsert(t *testing.T) {
	for _, c := range []struct{ id, before, after string }{
		{"AST-00000001", "This changes LG", "changed LG"},
		{"MINE-1", "This creates it", "Created"},
	} {
		t.Run(c.id, func(t *testing.T) {
			onAsset(t, "", with{}, func(t *testing.T, p *program) {
				p.Press("S").Expect("By external ID")
				p.Press("enter").Type(c.id).Press("enter").Expect("with the external ID " + c.id)
				p.Press("e").Type("Probe").Press("enter").Type("SN-99999999").Press("enter", "ctrl+s").Expect(c.before, "Probe")
				p.server.ResetJournal()
				p.Press("enter")
				if c.after == "Created" {
					p.Expect("Created Probe")
				} else {
					p.Expect("Changed Probe")
				}
				if got := p.sentBodies("PATCH"); len(got) != 1 || !strings.Contains(got[0], `"name":"Probe"`) {
					t.Errorf("sent %q", got)
				}
			})
		})
	}
}

// A change is taken back through the same review, and a change made since is
// not overwritten by that.
func TestUndoThroughReviewAndConflict(t *testing.T) {
	onAsset(t, "", with{}, func(t *testing.T, p *program) {
		p.replace("Location", "Oslo").Press("ctrl+s", "enter").Expect("Saved LG")
		p.Press("u").Expect("Undo: Send 1 change", "Oslo", "Bergen")
		p.Press("enter").Expect("Undone: changed LG")
		if got := p.has("location"); got != "Bergen" {
			t.Errorf("the service has %v", got)
		}
		p.Press("u").Expect("There is no sent change to undo")
		p.replace("Location", "Paris").Press("ctrl+s", "enter").Expect("Saved LG")
		p.somebodySets(`{"location":"Rome"}`)
		p.Press("u").Expect("Not sent: somebody else changed", "Paris", "Rome", "Bergen").ExpectNot("Undo: Send 1 change")
		p.Press("esc")
		if got := p.has("location"); got != "Rome" {
			t.Errorf("undo overwrote another's change with %v", got)
		}
	})
}

// The history tells who, when, what, before, after and the result, at the next
// start too, and can undo from there.
func TestHistoryAcrossSessions(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "journal")
	onAsset(t, dir, with{}, func(t *testing.T, p *program) {
		p.replace("Location", "Oslo").Press("ctrl+s", "enter").Expect("Saved LG")
	})
	onAsset(t, dir, with{}, func(t *testing.T, p *program) {
		p.Press("H").Expect("History", "Changed LG", "ok")
		p.Press("enter").Expect("agent@sandbox.example", "Location", "Bergen", "Oslo", "asset")
		p.Press("u").Expect("Nothing would change") // the sandbox began anew and has Bergen
	})
}

// A cell is edited over the table; the draft is the record's, and ctrl+s in the
// table reviews it.
func TestEditInTheCell(t *testing.T) {
	onAsset(t, "", with{}, func(t *testing.T, p *program) {
		p.Press("esc").Expect("SN-00000002")
		p.Press("e").Expect("LG 27UQ850")
		for _, k := range typed("Renamed", "enter") {
			p.Key(k)
		}
		p.Idle().Expect("1 draft")
		p.expectRequests()
		p.Press("ctrl+s").Expect("Send 1 change", "Renamed")
		p.Press("enter").Expect("Saved Renamed")
		if got := p.sentBodies("PATCH"); !slices.Equal(got, []string{`{"custom_object_record":{"name":"Renamed"}}`}) {
			t.Errorf("sent %q", got)
		}
	})
}

// The exact request is shown before it is sent, and is the one that is sent.
func TestTheExactRequest(t *testing.T) {
	onAsset(t, "", with{}, func(t *testing.T, p *program) {
		p.replace("Location", "Oslo").Press("ctrl+s", "tab").
			Expect("PATCH "+assetPath, `"custom_object_fields"`, `"location": "Oslo"`, "application/json")
		p.expectRequests()
	})
}

// Long texts are compared line by line.
func TestLongTextIsADiff(t *testing.T) {
	onAsset(t, "", with{}, func(t *testing.T, p *program) {
		p.field("Notes").Press("e")
		p.Paste("first line\nsecond line\nthird line which is long enough to be on its own")
		p.Press("esc", "ctrl+s").Expect("+ first line", "+ second line")
	})
}

// While it is sent, the record can be read and not sent twice.
func TestNotSentTwice(t *testing.T) {
	onAsset(t, "", with{}, func(t *testing.T, p *program) {
		p.replace("Location", "Oslo").Press("ctrl+s")
		p.server.ResetJournal()
		p.inject(sandbox.Fault{Kind: sandbox.FaultLate, Method: "PATCH", DelayMS: 5000})
		p.Key("enter")
		p.Wait(time.Second).Expect("sending")
		p.Key("j").Key("ctrl+s").Expect("It is being sent already")
		p.Wait(10 * time.Second).Expect("Saved LG")
		p.expectRequests("GET "+assetPath, "PATCH "+assetPath)
	})
}

// Read-only: no key writes, and each says why.
func TestReadOnlySaysWhy(t *testing.T) {
	why := func(o *app.Options) { o.ReadOnly = "the profile is read-only" }
	onAsset(t, "", with{options: why}, func(t *testing.T, p *program) {
		for _, k := range []string{"e", "delete", "ctrl+s", "ctrl+e", "n", "N", "S", "D", "u"} {
			p.Press(k).Expect("The profile is read-only")
			p.Press("L", "esc")
		}
		p.expectRequests()
	})
}

// What happened to the record, with names.
func TestEvents(t *testing.T) {
	onAsset(t, "", with{}, func(t *testing.T, p *program) {
		p.replace("Location", "Oslo").Press("ctrl+s", "enter").Expect("Saved LG")
		p.Press("E").Expect("What happened to LG")
	})
}

// fakeEditor stands for $EDITOR: it changes the file.
func fakeEditor(edit func(string) string) func(*exec.Cmd, tea.ExecCallback) tea.Cmd {
	return func(c *exec.Cmd, done tea.ExecCallback) tea.Cmd {
		return func() tea.Msg {
			path := c.Args[len(c.Args)-1]
			data, err := os.ReadFile(path)
			if err != nil {
				return done(err)
			}
			return done(os.WriteFile(path, []byte(edit(string(data))), 0o600))
		}
	}
}

// The whole record in the person's own editor; a fault opens it again with the
// fault where it is.
func TestEditor(t *testing.T) {
	dir := t.TempDir()
	var seen []string
	edit := func(s string) string {
		seen = append(seen, s)
		if len(seen) == 1 {
			return strings.NewReplacer("location: \"Bergen\"", "location: Oslo", "ports: 2", "ports: two").Replace(s)
		}
		return strings.Replace(s, "ports: two", "ports: 3", 1)
	}
	w := with{options: func(o *app.Options) { o.EditDir, o.Exec = dir, fakeEditor(edit) }}
	onAsset(t, "", w, func(t *testing.T, p *program) {
		p.Press("ctrl+e").Expect("1 draft")
		if len(seen) != 2 {
			t.Fatalf("the editor was opened %d times", len(seen))
		}
		if !strings.Contains(seen[1], "#!! a whole number of at most 12 digits\nports: two") {
			t.Errorf("the fault is not where it is:\n%s", seen[1])
		}
		if strings.Contains(seen[0], "repair_count") {
			t.Error("a locked field is offered")
		}
		p.Press("ctrl+s").Expect("Send 2 changes", "Oslo", "3")
		p.Press("enter").Expect("Saved LG")
		want := `{"custom_object_record":{"custom_object_fields":{"location":"Oslo","ports":3}}}`
		if got := p.sentBodies("PATCH"); !slices.Equal(got, []string{want}) {
			t.Errorf("sent %q, want %s", got, want)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) != 0 {
			t.Errorf("left behind: %v", left)
		}
	})
}

// An editor with a window of its own returns at once: its file stays, and each
// time it is saved what changed is taken; what was typed meanwhile stays.
func TestEditorThatReturnsAtOnce(t *testing.T) {
	dir := t.TempDir()
	w := with{options: func(o *app.Options) {
		o.EditDir, o.Exec = dir, fakeEditor(func(s string) string { return s })
	}}
	onAsset(t, "", w, func(t *testing.T, p *program) {
		p.Press("ctrl+e").Expect("stays")
		files, _ := filepath.Glob(filepath.Join(dir, "*"))
		if len(files) != 1 {
			t.Fatalf("left are %v", files)
		}
		save := func(old, now string) {
			data, err := os.ReadFile(files[0])
			if err == nil && strings.Contains(string(data), old) {
				err = os.WriteFile(files[0], []byte(strings.Replace(string(data), old, now, 1)), 0o600)
			} else {
				t.Errorf("%s: no %q", data, old)
			}
			if err != nil {
				t.Fatal(err)
			}
			p.Idle()
		}
		save("location: \"Bergen\"", "location: Oslo")
		p.Expect("1 field changed", "1 change not sent")
		p.replace("Ports", "5").Expect("2 changes not sent")
		save("location: Oslo", "location: Bergen X")
		p.Expect("1 field changed", "2 changes not sent", "Bergen X")
		save("location: Bergen X", "location: [")
		p.Expect("fault", "2 changes not sent")
		save("location: [", "location: Rome")
		p.Press("esc", "j", "enter").Idle()
		save("location: Rome", "location: Paris")
		p.Expect("when that record is shown").ExpectNot("Paris")
		p.Press("esc", "k", "enter").Expect("Paris", "2 changes not sent")
		if err := os.Remove(files[0]); err != nil {
			t.Fatal(err)
		}
		p.Idle().Press("ctrl+s").Expect("Send 2 changes", "Paris", "5")
	})
}

// A lost answer to a creation is never repeated: the record with the external
// id tells. Without one the newest records tell, if they reach back far enough:
// those of the demo are from a time to come and prove nothing.
func TestLostCreation(t *testing.T) {
	for name, c := range map[string]struct{ kind, id, says string }{
		"took":      {sandbox.FaultLost, "MINE-1", "Created Probe (the answer was lost; reading it again showed so)"},
		"did not":   {sandbox.FaultDrop, "MINE-1", "is not changed. The draft is kept"},
		"who knows": {sandbox.FaultLost, "", "cannot be told"},
	} {
		t.Run(name, func(t *testing.T) {
			onAsset(t, "", with{}, func(t *testing.T, p *program) {
				p.Press("n", "e").Type("Probe").Press("enter").Type("SN-99999999").Press("tab", "esc")
				if c.id != "" {
					p.Press("G", "e").Type(c.id).Press("enter")
				}
				p.Press("ctrl+s")
				p.inject(sandbox.Fault{Kind: c.kind, Method: "POST", Count: -1})
				p.server.ResetJournal()
				p.Press("enter").Expect(c.says)
				if n := len(p.sentBodies("POST")); n != 1 {
					t.Errorf("%d creations were sent", n)
				}
			})
		})
	}
}

// A lost answer to a deletion as well.
func TestLostDeletion(t *testing.T) {
	for kind, says := range map[string]string{sandbox.FaultLost: "Deleted LG", sandbox.FaultDrop: "is not changed"} {
		t.Run(kind, func(t *testing.T) {
			onAsset(t, "", with{}, func(t *testing.T, p *program) {
				p.Press("D").Type("LG 27UQ850, Bergen #00000001")
				p.inject(sandbox.Fault{Kind: kind, Method: "DELETE", Count: -1})
				p.Press("enter").Expect(says)
			})
		})
	}
}

// A paste of many lines into a field of one asks, and nothing of it is lost
// before the answer.
func TestPasteOfManyLinesAsks(t *testing.T) {
	onAsset(t, "", with{}, func(t *testing.T, p *program) {
		p.field("Location").Press("e", "ctrl+u")
		p.Paste("Oslo\nNorth").Expect("The paste has 2 lines", "j join")
		p.Press("j", "enter").Expect("Oslo North")
	})
}

// ctrl+s in the middle of a field ends it and opens the review.
func TestSendWhileTyping(t *testing.T) {
	onAsset(t, "", with{}, func(t *testing.T, p *program) {
		p.field("Location").Press("e", "!", "ctrl+s").Expect("Send 1 change", "Bergen!")
	})
}

// The draft of a record that was deleted meanwhile is shown and can be created.
func TestDraftOfADeletedRecord(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "journal")
	onAsset(t, dir, with{}, func(t *testing.T, p *program) {
		p.replace("Location", "Oslo").Wait(time.Second)
		p.somebody("DELETE", assetPath, "")
		p.Press("r").Expect("(deleted)", "Oslo")
		p.Press("esc").Press("U", "enter").Expect("(deleted)", "Oslo")
		p.Press("ctrl+s", "enter").Expect("Create it again")
	})
}

// Whoever quits while a change is being sent is asked first.
func TestQuittingWhileSending(t *testing.T) {
	onAsset(t, "", with{}, func(t *testing.T, p *program) {
		p.replace("Location", "Oslo").Press("ctrl+s")
		p.inject(sandbox.Fault{Kind: sandbox.FaultLate, Method: "PATCH", DelayMS: 5000})
		p.Key("enter").Wait(time.Second)
		p.Key("q").Expect("A change is on its way", "Quit all the same?")
		if p.Quit() {
			t.Fatal("it has quit")
		}
		p.Key("n").Key("q").Expect("A change is on its way").Wait(10*time.Second).Expect("Saved LG", "What was under way has ended. Quit now?")
		p.ExpectNot("A change is on its way", "all the same")
		if p.Key("n").Press("q"); !p.Quit() {
			t.Error("it does not quit once the change is sent")
		}
	})
}

// A waiting service is said while a change is on its way, and whose limit it is.
func TestWaitingIsSaid(t *testing.T) {
	for words, f := range map[string]sandbox.Fault{
		"the account's rate limit is used up": {Status: 429, RetryAfter: 30},
		"the service's edge holds requests":   {Recorded: "edge_limit"},
		"the service is not available":        {Recorded: "database_deadlock", RetryAfter: 30},
	} {
		onAsset(t, "", with{}, func(t *testing.T, p *program) {
			p.replace("Location", "Oslo").Press("ctrl+s")
			f.Kind, f.Method = sandbox.FaultStatus, "PATCH"
			p.inject(f)
			p.Key("enter").Wait(500*time.Millisecond).Expect("trying again in", words, "sending")
			p.Wait(time.Minute).Expect("Saved LG")
		})
	}
}

// A text whose editor was torn away is offered again and loses nothing.
func TestTextLeftByTheEditor(t *testing.T) {
	dir, edits := t.TempDir(), 0
	die := func(c *exec.Cmd, done tea.ExecCallback) tea.Cmd {
		return func() tea.Msg {
			path := c.Args[len(c.Args)-1]
			data, err := os.ReadFile(path)
			if edits++; err == nil && edits == 1 {
				_ = os.WriteFile(path, []byte(strings.Replace(string(data), `location: "Bergen"`, "location: Oslo", 1)), 0o600)
				return done(io.ErrUnexpectedEOF)
			}
			return done(nil)
		}
	}
	w := with{options: func(o *app.Options) { o.EditDir, o.Exec, o.Left = dir, die, 1 }}
	run(t, w, func(t *testing.T, p *program) { p.Expect("1 draft from earlier: U lists them") })
	w.options = func(o *app.Options) { o.EditDir, o.Exec = dir, die }
	onAsset(t, "", w, func(t *testing.T, p *program) {
		p.Press("ctrl+e").Expect("The editor did not end well", "nothing was taken")
		p.Press("U").Expect("1 draft not sent", "left by the editor")
		p.Press("enter").Expect("1 draft", "Oslo")
		if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) != 0 {
			t.Errorf("left behind: %v", left)
		}
	})
}

// What is typed while a change is sent stays, and does not clash with it.
func TestTypedWhileSending(t *testing.T) {
	onAsset(t, "", with{}, func(t *testing.T, p *program) {
		p.replace("Location", "Oslo").Press("ctrl+s")
		p.inject(sandbox.Fault{Kind: sandbox.FaultLate, Method: "PATCH", DelayMS: 5000})
		p.Key("enter").Wait(time.Second)
		p.Key("e").Key("!").Key("enter").Wait(10*time.Second).Expect("Saved LG", "Oslo!", "1 draft")
		p.Press("ctrl+s").Expect("Send 1 change", "Oslo!")
		p.Press("enter").Expect("Saved LG").ExpectNot("1 draft")
		if got := p.has("location"); got != "Oslo!" {
			t.Errorf("the service has %v", got)
		}
	})
}
