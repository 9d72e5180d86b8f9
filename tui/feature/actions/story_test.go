package actions

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/api/sandbox"
	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/domain/journal"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

// done is a plan whose sending ends as it says.
func done(title string, out collection.Outcome, err error) collection.Plan {
	return collection.Plan{
		Title: title, Steps: []collection.Step{{Method: "POST", Path: "/parcels"}},
		Send: func(context.Context, *api.Client, func(int, int)) (collection.Outcome, error) { return out, err },
	}
}

// handle gives a request to the feature, as the shell does.
func (s *stage) handle(request any) {
	h := pane.Handlers{}
	h.Add(s.verbs.Handlers()...)
	s.Send(start{func() tea.Cmd {
		cmd, _ := panetest.Do(h, request)
		return cmd
	}})
	s.Idle()
}

// expectDialogs fails unless so many dialogs are open.
func (s *stage) expectDialogs(n int) {
	s.t.Helper()
	s.Idle()
	if len(s.dialogs) != n {
		s.t.Fatalf("%d dialogs are open, want %d; said %q", len(s.dialogs), n, s.said)
	}
}

// What a verb did can be taken back from the history by the plan that it left,
// and a failure on the way leaves that to be tried again.
func TestVerbIsTakenBack(t *testing.T) {
	play(t, sandbox.Options{}, admin, func(s *stage) {
		broken := errors.New("the road is closed")
		back := done("Fetch it back", collection.Outcome{Text: "it is here"}, nil)
		back.Send = func(context.Context, *api.Client, func(int, int)) (collection.Outcome, error) {
			return collection.Outcome{Text: "it is here"}, broken
		}
		p := done("Send it", collection.Outcome{Text: "it went"}, nil)
		p.Back = &back
		s.menu(parcel(collection.Verb{Table: true, Plan: plans(p)}), nil, nil).Press("enter", "enter")
		s.lastSaid("it went")
		entries := s.kept.History(journal.Filter{})
		if len(entries) != 1 {
			t.Fatalf("the history has %d entries", len(entries))
		}
		s.handle(pane.UndoVerb{Entry: entries[0]})
		s.expectDialogs(1)
		s.Expect("Fetch it back", "POST /parcels")
		s.Press("enter")
		s.lastSaid("the road is closed")
		s.Expect("the road is closed", "try again").Press("enter")
		s.Expect("Fetch it back", "POST /parcels")
		broken = nil
		s.Press("enter")
		s.lastSaid("undone: " + entries[0].Name)
		s.expectDialogs(0)
		s.handle(pane.UndoVerb{Entry: journal.Entry{ID: "of another day", Name: "Send it"}})
		s.lastSaid("this cannot be taken back from here: Send it")
		s.expectDialogs(0)
	})
}

// What was done in part, or not at all, leaves nothing to take back.
func TestNothingToTakeBack(t *testing.T) {
	play(t, sandbox.Options{}, admin, func(s *stage) {
		back := done("Fetch it back", collection.Outcome{}, nil)
		p := done("Send it", collection.Outcome{Text: "half of it", Partly: true}, nil)
		p.Back = &back
		s.menu(parcel(collection.Verb{Table: true, Plan: plans(p)}), nil, nil).Press("enter", "enter", "enter")
		s.expectDialogs(0)
		entries := s.kept.History(journal.Filter{})
		if len(entries) != 1 {
			t.Fatalf("the history has %d entries", len(entries))
		}
		for _, e := range entries {
			s.handle(pane.UndoVerb{Entry: e})
			s.lastSaid("cannot be taken back")
		}
	})
}

// The rows that a verb made, changed and took away are told to the panes, and
// the schema that it is part of is read anew.
func TestRowsAreToldOf(t *testing.T) {
	play(t, sandbox.Options{}, admin, func(s *stage) {
		col := parcel(collection.Verb{Table: true, Plan: plans(done("Send it", collection.Outcome{
			Text: "it went", Changed: []collection.Item{{ID: "1"}}, Created: []collection.Item{{ID: "2"}}, Gone: []string{"3"},
		}, nil))})
		col.SchemaOf = "parcel_object"
		s.menu(col, nil, nil).Press("enter", "enter")
		s.Idle()
		var told []string
		for _, m := range s.told {
			if c, ok := m.(pane.Changed); ok {
				told = append(told, fmt.Sprintf("%s %s %v %v", c.Ref.Collection, c.Ref.ID, c.Created, c.Deleted))
			}
		}
		if want := []string{"parcels 1 false false", "parcels 2 true false", "parcels 3 false true"}; !slices.Equal(told, want) {
			t.Errorf("told of %q, want %q", told, want)
		}
		if !slices.Equal(s.forgot, []string{"parcel_object"}) {
			t.Errorf("the schemas of %q are read anew", s.forgot)
		}
	})
}

// A verb that cannot be begun says why instead.
func TestWhyAVerbDoesNotBegin(t *testing.T) {
	play(t, sandbox.Options{}, admin, func(s *stage) {
		busy := collection.Verb{Rows: true, Allowed: func(it collection.Item) string {
			if it.ID == "2" {
				return "it is on the road"
			}
			return ""
		}, Plan: plans(done("Send it", collection.Outcome{}, nil))}
		col := parcel(busy)
		ask := func(items ...collection.Item) { s.handle(pane.DoVerb{Collection: col, Verb: "send", Items: items}) }
		first, second := collection.Item{ID: "1", Name: "First"}, collection.Item{ID: "2", Name: "Second"}
		ask(second)
		if got := s.said[len(s.said)-1]; got != "send a parcel: it is on the road" {
			t.Errorf("of one row it says %q", got)
		}
		ask(first, second)
		s.lastSaid("send a parcel: Second: it is on the road")
		ask()
		s.lastSaid("send a parcel: there is no row under the cursor")
		s.expectDialogs(0)
		s.handle(pane.DoVerb{Verb: "send"})
		s.lastSaid("r reads the list of objects again")
		ask(first)
		s.expectDialogs(1)
	})
}

// A verb that only leads elsewhere goes there, with a row and without one.
func TestVerbThatVisits(t *testing.T) {
	play(t, sandbox.Options{}, admin, func(s *stage) {
		col := parcel(collection.Verb{Table: true, Reads: true, Visit: func(it collection.Item) collection.Place {
			return collection.Place{Collection: "parcels", Fixed: "of=" + it.ID}
		}})
		for _, items := range [][]collection.Item{nil, {{ID: "7"}}} {
			s.handle(pane.DoVerb{Collection: col, Verb: "send", Items: items})
			id := ""
			if len(items) > 0 {
				id = "7"
			}
			if v, ok := s.told[len(s.told)-1].(pane.Visit); !ok || v.Place.Fixed != "of="+id {
				t.Errorf("with %d rows it leads to %+v", len(items), s.told)
			}
		}
	})
}

// What was typed is kept for the rows it was typed for, and only for them.
func TestFormsOfOtherRowsAreOthers(t *testing.T) {
	play(t, sandbox.Options{}, admin, func(s *stage) {
		col := parcel(collection.Verb{Form: asks(nil), Plan: plans(collection.Plan{})})
		first, second := []collection.Item{{ID: "1"}}, []collection.Item{{ID: "2"}}
		s.menu(col, first, nil).Press("enter").Type("for the first").Press("esc", "esc")
		s.menu(col, second, nil).Press("enter")
		s.ExpectNot("for the first").Press("esc", "esc")
		s.menu(col, first, nil).Press("enter")
		s.Expect("for the first")
	})
}

// A form is filled in with the pointer as well: a click opens a field, chooses
// in the one that is open, and on the last line goes on.
func TestFormByClicks(t *testing.T) {
	play(t, sandbox.Options{}, admin, func(s *stage) {
		var sent collection.Patch
		fields := []collection.Field{
			{Key: "name", Title: "Name", Type: field.Text, Required: true},
			{Key: "size", Title: "Size", Type: field.Dropdown, Options: []collection.Option{{Value: "s", Title: "Small"}, {Value: "l", Title: "Large"}}},
			{Key: "weight", Title: "Weight", Type: field.Integer},
		}
		col := parcel(collection.Verb{Table: true,
			Form: func(context.Context, *api.Client, []collection.Item) (collection.Form, error) {
				return collection.Form{Fields: fields}, nil
			},
			Plan: func(_ context.Context, _ *api.Client, _ []collection.Item, p collection.Patch) (collection.Plan, error) {
				sent = p
				return done("Send it", collection.Outcome{}, nil), nil
			}})
		a := s.album(72, 20)
		s.menu(col, nil, nil).Press("enter").Type("Box")
		a.click(5, 2) // weight
		s.Type("12")
		a.click(5, 40) // nothing
		s.Type("3")
		a.click(5, 0)
		s.Type("es")
		a.click(5, 1)
		s.Idle().Expect("Large")
		d := s.dialogs[0]
		w, h := d.Size(72, 20)
		rows := strings.Split(panetest.Drawn(s.env, w, h, func(area screen.Area) { d.Draw(area) }), "\n")
		y := slices.IndexFunc(rows, func(row string) bool { return strings.Contains(row, "Large") })
		a.click(30, y)
		s.Idle()
		rows = strings.Split(panetest.Drawn(s.env, w, h, func(area screen.Area) { d.Draw(area) }), "\n")
		if !strings.Contains(rows[1], "Large") || !strings.HasPrefix(rows[2], "▌") {
			t.Errorf("after the choice there stands\n%s", strings.Join(rows, "\n"))
		}
		a.click(0, 3) // go on
		s.Expect("This will be sent:")
		want := collection.Patch{"name": collection.String("Boxes"), "size": collection.String("l"), "weight": collection.Value("123")}
		for key, v := range want {
			if string(sent[key]) != string(v) {
				t.Errorf("%s is %s, want %s", key, sent[key], v)
			}
		}
		a.click(5, 0)
		s.Expect("This will be sent:")
	})
}

// The cursor of a form stays among its lines, and shift+tab goes up while a
// field is edited.
func TestCursorOfAForm(t *testing.T) {
	play(t, sandbox.Options{}, admin, func(s *stage) {
		col := parcel(collection.Verb{Table: true, Form: asks(map[string]collection.Value{"name": collection.String("Box"), "label": collection.String("x.png")}), Plan: plans(done("Send it", collection.Outcome{}, nil))})
		a := s.album(72, 30)
		marked := func(label string) {
			t.Helper()
			s.Idle()
			d := s.dialogs[0]
			w, h := d.Size(72, 30)
			for _, row := range strings.Split(panetest.Drawn(s.env, w, h, func(area screen.Area) { d.Draw(area) }), "\n") {
				if strings.HasPrefix(row, "▌") {
					if !strings.HasPrefix(row, "▌"+label) {
						t.Errorf("the cursor is on %q, want %s", row, label)
					}
					return
				}
			}
			if label != "" {
				t.Errorf("the cursor is on no field, want %s", label)
			}
		}
		s.menu(col, nil, nil).Press("enter")
		marked("Name")
		s.Press("up", "up", "down")
		marked("Weight")
		s.Press("tab", "tab")
		marked("To")
		s.Press("shift+tab", "k")
		marked("Weight")
		s.Press("enter", "shift+tab")
		marked("Name")
		s.Press("enter", "shift+tab")
		marked("Name")
		s.Press("l").Type("es").Press("tab")
		marked("Weight")
		s.Press("down", "down", "down", "down", "down", "down", "up")
		marked("Label")
		s.Press("down")
		marked("")
		if got := s.dialogs[0].(*flow).form.answers()["name"].Text(); got != "Boxes" {
			t.Errorf("the name is %q", got)
		}
		_ = a
		s.Press("esc")
		s.expectDialogs(0)
	})
}

// A refusal stands until what it is about was changed, and goes then.
func TestRefusalGoesWithItsCause(t *testing.T) {
	play(t, sandbox.Options{}, admin, func(s *stage) {
		refuse := []collection.Reason{{Key: "weight", Text: "too heavy"}, {Text: "the office is shut"}}
		col := parcel(collection.Verb{Table: true, Form: asks(map[string]collection.Value{"name": collection.String("Box"), "label": collection.String("x.png")}),
			Plan: func(context.Context, *api.Client, []collection.Item, collection.Patch) (collection.Plan, error) {
				if refuse != nil {
					return collection.Plan{}, &collection.Refusal{Reasons: refuse}
				}
				return done("Send it", collection.Outcome{Text: "it went"}, nil), nil
			}})
		s.menu(col, nil, nil).Press("enter", "ctrl+s").Expect("Too heavy", "The office is shut")
		s.Type("4").ExpectNot("Too heavy").Press("enter").ExpectNot("Too heavy").ExpectNot("The office is shut")
		refuse = []collection.Reason{{Key: "name", Text: "not this name"}}
		s.Press("ctrl+s").Expect("Not this name").ExpectNot("Too heavy").ExpectNot("The office is shut")
		refuse = []collection.Reason{{Text: "the office is shut"}}
		s.Press("ctrl+s").Expect("The office is shut")
		refuse = nil
		s.Press("ctrl+s").Expect("This will be sent:").Press("esc")
		s.ExpectNot("Not this name").ExpectNot("The office is shut")
		s.Press("ctrl+s", "enter")
		s.lastSaid("it went")
	})
}

// What is pasted goes where one types: into the field, several lines of a name
// joined, or as the word that is wanted.
func TestPasteIntoAVerb(t *testing.T) {
	play(t, sandbox.Options{}, admin, func(s *stage) {
		p := done("Send it", collection.Outcome{Text: "it went"}, nil)
		p.ConfirmText = "parcels"
		col := parcel(collection.Verb{Table: true, Form: asks(map[string]collection.Value{"label": collection.String("x.png")}), Plan: plans(p)})
		s.menu(col, nil, nil).Press("enter")
		s.Paste("one\ntwo")
		s.Press("esc", "esc")
		s.menu(col, nil, nil).Press("enter").Expect("one two")
		s.Paste("nothing is open")
		s.ExpectNot("nothing is open")
		s.Press("ctrl+s").Expect("Type parcels to confirm")
		s.Paste("parcels")
		s.Expect("parcels").Press("enter")
		s.lastSaid("it went")
		s.expectDialogs(0)
		p.ConfirmText = ""
		col.Verbs[0].Plan = plans(p)
		s.menu(col, nil, nil).Press("enter").Type("Box").Press("ctrl+s")
		s.Paste("words")
		s.ExpectNot("words").Expect("This will be sent:")
	})
}

// Where no agents can be read, the field says so.
func TestSuggestionsFail(t *testing.T) {
	play(t, sandbox.Options{}, admin, func(s *stage) {
		col := parcel(collection.Verb{Table: true, Form: asks(map[string]collection.Value{"name": collection.String("Box")}), Plan: plans(collection.Plan{})})
		s.menu(col, nil, nil).Press("enter", "down", "down", "down", "enter")
		if err := s.server.Inject(sandbox.Fault{Kind: sandbox.FaultStatus, Status: 403, Count: -1}); err != nil {
			t.Fatal(err)
		}
		s.Type("ada").Wait(time.Minute)
		s.Expect("403")
	})
}

// screens are the pictures that a terminal shows, or cannot.
type screens struct {
	shows bool
	err   error
	shown []pane.Picture
}

func (p *screens) Ask(done func(bool) tea.Msg) tea.Cmd {
	return func() tea.Msg { return done(p.shows) }
}

func (p *screens) Show(pic pane.Picture, done tea.ExecCallback) tea.Cmd {
	p.shown = append(p.shown, pic)
	return func() tea.Msg { return done(p.err) }
}

// A picture is shown where the terminal can, and else what is known of it.
func TestPictureOfARow(t *testing.T) {
	one := []collection.Item{{ID: "1", Name: "cat.png"}}
	view := func(s *stage, p *screens, v collection.Verb, items []collection.Item) {
		if s.verbs.pictures = p; p == nil {
			s.verbs.pictures = nil
		}
		s.said, s.dialogs = nil, nil
		s.menu(parcel(v), items, items).Press("enter")
		s.Idle()
	}
	play(t, sandbox.Options{}, admin, func(s *stage) {
		v := collection.Verb{Reads: true, Rows: true,
			Show: func(context.Context, *api.Client, []collection.Item) ([]string, error) {
				return []string{"a cat, 3 kB"}, nil
			},
			IsPicture: func(it collection.Item) bool { return strings.HasSuffix(it.Name, ".png") },
			Picture: func(context.Context, *api.Client, []collection.Item) (collection.Picture, error) {
				return collection.Picture{Name: "cat.png", About: []string{"a cat"}, Content: []byte("meow")}, nil
			}}
		p := &screens{shows: true}
		view(s, p, v, one)
		s.expectDialogs(0)
		if len(p.shown) != 1 || p.shown[0].Name != "cat.png" || string(p.shown[0].Content) != "meow" {
			t.Errorf("shown is %+v", p.shown)
		}
		view(s, nil, v, one)
		s.Expect("cat.png", "a cat, 3 kB").ExpectNot("terminal").Press("enter")
		view(s, &screens{}, v, one)
		s.Expect("cat.png", "This terminal does not say that it can show pictures.", "a cat, 3 kB").Press("enter")
		view(s, &screens{shows: true, err: errors.New("no picture in it")}, v, one)
		s.Expect("It cannot be shown: no picture in it", "a cat, 3 kB")
		for _, items := range [][]collection.Item{{{ID: "2", Name: "list.txt"}}, {one[0], one[0]}} {
			p := &screens{shows: true}
			view(s, p, v, items)
			s.Expect("a cat, 3 kB").ExpectNot("terminal")
			if len(p.shown) != 0 {
				t.Errorf("of %v a picture is shown", items)
			}
		}
		v.Picture = func(context.Context, *api.Client, []collection.Item) (collection.Picture, error) {
			return collection.Picture{}, errors.New("it is gone")
		}
		view(s, &screens{shows: true}, v, one)
		s.Expect("it is gone", "try again")
	})
}

// A dialog that was left hears nothing of what it asked for, and what it sent
// goes on to its end.
func TestLeftWhileSending(t *testing.T) {
	play(t, sandbox.Options{}, admin, func(s *stage) {
		gate := make(chan struct{})
		p := done("Send it", collection.Outcome{}, nil)
		p.Send = func(context.Context, *api.Client, func(int, int)) (collection.Outcome, error) {
			<-gate
			return collection.Outcome{Text: "it went"}, nil
		}
		col := parcel(collection.Verb{Table: true, Plan: plans(p)})
		s.menu(col, nil, nil).Press("enter", "enter").Expect("Sending").Press("esc")
		s.expectDialogs(0)
		close(gate)
		s.Wait(time.Second)
		s.lastSaid("it went")
		s.expectDialogs(0)
	})
}

// A body is written on one line while it is short, and else by its members in
// the order of their names.
func TestBodyOverLines(t *testing.T) {
	of := func(n int) collection.Value {
		return collection.Value(`{"b":1,"a":"` + strings.Repeat("x", n-14) + `"}`)
	}
	if got := bodyLines(of(60), "  "); len(got) != 1 {
		t.Errorf("60 bytes are written as %q", got)
	}
	want := []string{"  {", `    a: "` + strings.Repeat("x", 47) + `"`, "    b: 1", "  }"}
	if got := bodyLines(of(61), "  "); !slices.Equal(got, want) {
		t.Errorf("61 bytes are written as %q", got)
	}
	if got := bodyLines("", "  "); got != nil {
		t.Errorf("no body is written as %q", got)
	}
}

// After a failure the verb is tried again from its beginning, whatever it does
// first, and says meanwhile that it is loading.
func TestTryAgain(t *testing.T) {
	broken := true
	var gate chan struct{}
	answer := func() error {
		if broken {
			return errors.New("the road is closed")
		}
		<-gate
		return nil
	}
	for name, v := range map[string]collection.Verb{
		"a form": {Form: func(context.Context, *api.Client, []collection.Item) (collection.Form, error) {
			return collection.Form{Title: "it is there", Fields: parcelFields}, answer()
		}},
		"a plan": {Plan: func(context.Context, *api.Client, []collection.Item, collection.Patch) (collection.Plan, error) {
			return done("it is there", collection.Outcome{}, nil), answer()
		}},
		"lines": {Show: func(context.Context, *api.Client, []collection.Item) ([]string, error) {
			return []string{"it is there"}, answer()
		}},
		"a picture": {IsPicture: func(collection.Item) bool { return true }, Picture: func(context.Context, *api.Client, []collection.Item) (collection.Picture, error) {
			return collection.Picture{Name: "it is there"}, answer()
		}},
	} {
		t.Run(name, func(t *testing.T) {
			play(t, sandbox.Options{}, admin, func(s *stage) {
				p := &screens{shows: true}
				s.verbs.pictures, broken, gate = p, true, make(chan struct{})
				s.menu(parcel(v), []collection.Item{{ID: "1", Name: "First"}}, nil).Press("enter")
				s.Expect("the road is closed", "try again")
				broken = false
				s.Press("enter").Expect("Loading").ExpectNot("the road is closed")
				s.expectDialogs(1)
				close(gate)
				if s.Idle(); len(p.shown) == 0 {
					s.Press("esc", "esc")
				}
				s.expectDialogs(0)
			})
		})
	}
}

// Who leaves a dialog does not wait for what it asked for.
func TestLeavingCancels(t *testing.T) {
	play(t, sandbox.Options{}, admin, func(s *stage) {
		ended := false
		v := collection.Verb{Table: true, Show: func(ctx context.Context, _ *api.Client, _ []collection.Item) ([]string, error) {
			<-ctx.Done()
			ended = true
			return nil, ctx.Err()
		}}
		s.menu(parcel(v), nil, nil).Press("enter", "enter").Expect("Loading")
		s.expectDialogs(1)
		s.Press("esc").Wait(time.Second)
		if !ended {
			t.Error("it is still being read")
		}
	})
}

// A dangerous plan is moved with the keys that are no letters, and its question
// is left by esc; a plan that is read anew is shown from its top.
func TestKeysOfADangerousPlan(t *testing.T) {
	play(t, sandbox.Options{}, admin, func(s *stage) {
		p := done("Send it", collection.Outcome{}, nil)
		p.ConfirmText = "parcels"
		for i := range 60 {
			p.Steps = append(p.Steps, collection.Step{Method: "DELETE", Path: fmt.Sprintf("/parcels/%d", i)})
		}
		col := parcel(collection.Verb{Table: true, Form: asks(map[string]collection.Value{"name": collection.String("Box"), "label": collection.String("x.png")}), Plan: plans(p)})
		s.menu(col, nil, nil).Press("enter", "ctrl+s").Expect("POST /parcels").ExpectNot("/parcels/59")
		s.Press("pgdown", "pgdown", "pgdown").Expect("/parcels/59").ExpectNot("POST /parcels")
		s.Press("esc").Expect("Go on").Press("ctrl+s").Expect("POST /parcels").Press("esc", "esc")
		s.expectDialogs(0)
	})
}

// What the form lacks has the cursor, wherever the cursor was.
func TestWhatIsMissingHasTheCursor(t *testing.T) {
	play(t, sandbox.Options{}, admin, func(s *stage) {
		col := parcel(collection.Verb{Table: true, Form: asks(map[string]collection.Value{"name": collection.String("Box")}), Plan: plans(done("Send it", collection.Outcome{}, nil))})
		s.menu(col, nil, nil).Press("enter", "ctrl+s")
		s.Expect("▌Label", "A value is required").Press("esc", "up", "enter").Type("ada").Wait(time.Second)
		s.Expect("Ada Lindqvist").Press("enter", "up", "ctrl+s")
		s.Expect("▌Label", "A value is required")
	})
}

// A relation is opened with the name of what it leads to.
func TestRelationIsNamed(t *testing.T) {
	play(t, sandbox.Options{}, admin, func(s *stage) {
		s.env.Names = named{}
		col := parcel(collection.Verb{Table: true, Form: asks(map[string]collection.Value{"name": collection.String("Box"), "to": collection.String("10001")}), Plan: plans(collection.Plan{})})
		s.menu(col, nil, nil).Press("enter", "down", "down", "down", "enter").Expect("the one called 10001")
		s.env.Names = nil
		s.Press("esc", "esc")
		s.menu(col, nil, nil).Press("enter", "down", "down", "down", "enter").ExpectNot("the one called 10001")
	})
}

type named struct{}

func (named) Name(_, id string) (string, bool) { return "the one called " + id, true }

// A form without fields goes on at once.
func TestFormWithoutFields(t *testing.T) {
	play(t, sandbox.Options{}, admin, func(s *stage) {
		col := parcel(collection.Verb{Table: true, Plan: plans(done("Send it", collection.Outcome{}, nil)),
			Form: func(context.Context, *api.Client, []collection.Item) (collection.Form, error) {
				return collection.Form{}, nil
			}})
		s.menu(col, nil, nil).Press("enter").Expect("Go on").Press("enter").Expect("This will be sent:")
	})
}

// Without a table, and in a record, no reason is given against the menu.
func TestMenuWithoutATable(t *testing.T) {
	play(t, sandbox.Options{}, admin, func(s *stage) {
		menu := action.Index(s.verbs.Commands())
		if why := menu.Why(action.Verbs); why != "" {
			t.Errorf("without a table: %s", why)
		}
		s.shell.InFront, s.shell.InFocus = &panetest.Table{Of: &collection.Collection{Title: "Roles"}}, pane.Record
		if why := menu.Why(action.Verbs); why != "" {
			t.Errorf("in a record: %s", why)
		}
	})
}
