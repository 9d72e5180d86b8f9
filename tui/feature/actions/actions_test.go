package actions

import (
	"context"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/api/sandbox"
	"zco/tui/action"
	"zco/tui/app/apptest"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

// stage is as much of the shell as verbs need: a screen, the dialogs on it,
// and what they asked of the shell.
type stage struct {
	*apptest.Driver
	t       *testing.T
	server  *sandbox.Server
	layer   *work.Layer
	client  *api.Client
	env     *pane.Env
	verbs   *Feature
	shell   *panetest.Shell
	canvas  *screen.Canvas
	dialogs []pane.Dialog
	said    []string
	kinds   []pane.Kind // of what was said
	told    []tea.Msg   // visits, proposals, changed and stale rows
	kept    *journal.Journal
	forgot  []string // objects whose schemas are read anew
}

// layer is the command layer, and notes which schemas it forgets.
type layer struct {
	*work.Layer
	s *stage
}

func (l layer) ForgetSchema(object string) {
	l.s.forgot = append(l.s.forgot, object)
	l.Layer.ForgetSchema(object)
}

// start is the message that begins a test's verb.
type start struct{ begin func() tea.Cmd }

func (s *stage) Init() tea.Cmd { return nil }

func (s *stage) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := s.route(msg)
	for len(s.shell.Asked) > 0 {
		asked := s.shell.Asked[0]
		s.shell.Asked = s.shell.Asked[1:]
		cmd = tea.Batch(cmd, s.route(asked))
	}
	return s, cmd
}

func (s *stage) route(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case start:
		if msg.begin != nil {
			return msg.begin()
		}
	case work.Reply:
		return msg.Deliver()
	case tea.KeyPressMsg:
		n := len(s.dialogs) - 1
		if n < 0 {
			return nil
		}
		cmd, done := s.dialogs[n].Key(msg)
		if done {
			s.dialogs = s.dialogs[:n]
		}
		return cmd
	case tea.PasteMsg:
		return s.dialogs[len(s.dialogs)-1].Paste(msg.Content)
	case pane.Open:
		s.dialogs = append(s.dialogs, msg.Dialog)
	case pane.Close:
		if n := len(s.dialogs) - 1; n >= 0 && s.dialogs[n] == msg.Dialog {
			s.dialogs = s.dialogs[:n]
		}
	case pane.Say:
		s.said, s.kinds = append(s.said, msg.Text), append(s.kinds, msg.Kind)
	case pane.Visit, pane.Changed, pane.Stale, change.Propose:
		s.told = append(s.told, msg)
	}
	return nil
}

func (s *stage) View() tea.View {
	a := s.canvas.Begin(100, 40)
	if n := len(s.dialogs) - 1; n >= 0 {
		d := s.dialogs[n]
		w, h := d.Size(96, 36)
		a.Text(0, 0, s.env.Theme.Title, d.Title())
		d.Draw(a.Sub(0, 1, w, h))
		if f, ok := d.(interface{ Footer() []pane.Hint }); ok {
			s.env.DrawHints(a, h+1, f.Footer())
		}
	}
	return tea.NewView(s.canvas.Frame())
}

// play runs a story on a stage.
func play(t *testing.T, o sandbox.Options, who string, story func(s *stage)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		if o.Records == 0 {
			o.Records = 100
		}
		s := &stage{t: t, server: sandbox.New(o)}
		var err error
		s.client, err = api.New("http://127.0.0.1:1", api.WithTransport(s.server.Transport()), api.WithCredentials(api.TokenCredentials(who, "sandbox-token")))
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		s.layer = work.New(ctx, s.client)
		s.env, s.shell = panetest.Env(t)
		s.env.Now, s.env.Names, s.env.Debounce = time.Now, s.layer, 120*time.Millisecond
		s.canvas = screen.New(s.env.Theme.Sheet)
		kept := journal.InMemory(journal.Options{Clock: time.Now})
		defer kept.Close()
		s.kept = kept
		s.verbs = New(s.env, layer{s.layer, s}, work.NewWriter(s.layer, kept, "account", "me", time.Now), nil)
		s.Driver = apptest.Start(t, s, 100, 40)
		defer s.Stop()
		story(s)
		s.layer.Stop()
	})
}

const admin = "agent@sandbox.example"

// rows are the first rows of a collection.
func (s *stage) rows(col *collection.Collection, q collection.Query, n int) []collection.Item {
	s.t.Helper()
	p, err := col.List(context.Background(), s.client, q)
	if err != nil || len(p.Items) < n {
		s.t.Fatalf("%d rows, %v", len(p.Items), err)
	}
	s.server.ResetJournal()
	return p.Items[:n]
}

// menu opens the menu of verbs.
func (s *stage) menu(col *collection.Collection, current, selected []collection.Item) *stage {
	s.Send(start{func() tea.Cmd { s.verbs.Menu(col, current, selected); return nil }})
	s.Idle()
	return s
}

// writes are the requests since the last look that change something.
func (s *stage) writes() []string {
	s.t.Helper()
	var out []string
	for _, e := range s.server.Journal() {
		if e.Method != "GET" {
			path, _ := url.QueryUnescape(e.Path)
			out = append(out, strings.TrimSpace(e.Method+" "+path+" "+string(e.Body)))
		}
	}
	s.server.ResetJournal()
	return out
}

func (s *stage) wrote(want ...string) {
	s.t.Helper()
	got := s.writes()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		s.t.Errorf("sent\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func (s *stage) lastSaid(want string) {
	s.t.Helper()
	if len(s.said) == 0 || !strings.Contains(s.said[len(s.said)-1], want) {
		s.t.Errorf("said %q, want %q last", s.said, want)
	}
}

// The review shows the request as it is sent, and nothing is sent before it.
func TestPlanIsSeenBeforeItIsSent(t *testing.T) {
	play(t, sandbox.Options{}, admin, func(s *stage) {
		all := collection.Memberships()
		row := s.rows(all, collection.Query{Fixed: "user=10003"}, 2)[1:]
		s.menu(all, row, nil).Type("default group").Press("enter")
		s.Expect("Make the default group:", "This will be sent:", "PUT /api/v2/users/10003/group_memberships/"+row[0].ID+"/make_default")
		s.wrote()
		s.Press("esc")
		s.wrote()
		s.menu(all, row, nil).Type("default group").Press("enter", "enter")
		s.wrote("PUT /api/v2/users/10003/group_memberships/" + row[0].ID + "/make_default {}")
		s.lastSaid("the default group is now")
		if len(s.dialogs) != 0 {
			t.Error("the dialog stays after it is done")
		}
		changed := 0
		for _, m := range s.told {
			if c, ok := m.(pane.Changed); ok && c.Ref.Collection == "memberships" {
				changed++
			}
		}
		if changed != 3 {
			t.Errorf("%d rows are told to have changed, want all 3 of the agent", changed)
		}
	})
}

// A form keeps what was typed when it is left, puts what is refused at its
// field, and goes on when that is mended; the job's outcome is said.
func TestFormOfAVerb(t *testing.T) {
	play(t, sandbox.Options{}, admin, func(s *stage) {
		all := collection.Memberships()
		s.menu(all, nil, nil).Type("several").Press("enter")
		s.Expect("Put agents into a group", "Group", "Agents: names or IDs")
		s.Type("40009").Press("enter", "enter")
		s.Paste("Nobody At All\n10001")
		s.Press("esc", "esc") // done with the field, and out of the form
		if len(s.dialogs) != 0 {
			t.Fatal("the form is still open")
		}
		s.menu(all, nil, nil).Type("several").Press("enter").Expect("Nobody At All")
		s.Press("ctrl+s").Expect("No agent is called Nobody At All")
		s.wrote()
		s.Press("enter", "ctrl+u")
		s.Send(start{}) // nothing
		form := s.dialogs[0].(*flow).form
		form.values["people"], form.editing = collection.String("10001\n10004"), nil
		s.Press("ctrl+s").Expect("This will be sent:", "POST /api/v2/group_memberships/create_many", "Ada Lindqvist")
		s.Press("enter")
		if got := s.writes(); len(got) != 1 || !strings.HasPrefix(got[0], "POST /api/v2/group_memberships/create_many") {
			t.Errorf("sent %v", got)
		}
		s.lastSaid("made: 2 of 2")
		stale := false
		for _, m := range s.told {
			stale = stale || m == tea.Msg(pane.Stale{Collection: "memberships"})
		}
		if !stale {
			t.Error("the table does not hear that it is stale")
		}
	})
}

// Several rows are one request where the service has one, and the menu says
// how many are meant.
func TestSelectedRows(t *testing.T) {
	play(t, sandbox.Options{}, admin, func(s *stage) {
		all := collection.Memberships()
		rows := s.rows(all, collection.Query{}, 3)
		s.menu(all, rows[:1], rows).Expect("3 rows").Type("take").Press("enter")
		s.Expect("Their open tickets", "destroy_many?ids="+rows[0].ID).Press("enter")
		s.wrote("DELETE /api/v2/group_memberships/destroy_many?ids=" + rows[0].ID + "," + rows[1].ID + "," + rows[2].ID)
		s.lastSaid("taken out: 3 of 3")
	})
}

// Where a verb is all one change of a row, it is proposed as any change is.
func TestChangeOfOneRowIsProposed(t *testing.T) {
	play(t, sandbox.Options{}, admin, func(s *stage) {
		statuses := collection.Statuses()
		rows := s.rows(statuses, collection.Query{Fixed: "active=true&default=false"}, 2)
		s.menu(statuses, rows[:1], nil).Type("deact").Press("enter")
		s.wrote()
		p, ok := s.told[len(s.told)-1].(change.Propose)
		if !ok || len(p.Change.Edits) != 1 || p.Change.Edits[0].Key != "active" || p.Change.Ref.ID != rows[0].ID {
			t.Fatalf("%+v", s.told)
		}
		s.menu(statuses, rows[:1], rows).Type("deact").Press("enter").Expect("PUT /api/v2/custom_statuses/" + rows[1].ID)
		s.Press("enter")
		if n := len(s.writes()); n != 2 {
			t.Errorf("%d requests for two rows", n)
		}
	})
}

// What is forbidden once is greyed with the service's words the next time; in
// read-only mode everything that writes is.
func TestForbiddenVerb(t *testing.T) {
	play(t, sandbox.Options{}, "agent3@sandbox.example", func(s *stage) {
		all := collection.Memberships()
		row := s.rows(all, collection.Query{Fixed: "user=10003"}, 2)[1:]
		s.menu(all, row, nil).Type("default group").Press("enter", "enter")
		s.Expect("403").Press("esc")
		v, _ := all.FindVerb("make-default")
		if why := s.verbs.Why(all, v, row); !strings.Contains(why, "forbids") {
			t.Errorf("the next time: %q", why)
		}
		s.env.ReadOnly = "zco is in read-only mode"
		s.writes()
		s.menu(all, row, nil).Type("into a group").Expect("read-only").Press("enter")
		s.wrote()
		s.Press("esc")
		s.menu(all, row, nil).Type("only the agents").Press("enter")
		if visit, ok := s.told[len(s.told)-1].(pane.Visit); !ok || !strings.HasPrefix(visit.Place.Fixed, "group=") {
			t.Errorf("in read-only mode it does not lead to %+v", s.told)
		}
	})
}

// What only reads is shown and read again where it failed.
func TestLimitsAreShown(t *testing.T) {
	play(t, sandbox.Options{}, admin, func(s *stage) {
		s.Send(start{func() tea.Cmd {
			return s.verbs.Start(collection.Objects(), mustVerb(t, collection.Objects(), "limits"), []collection.Item{{ID: "asset"}})
		}})
		s.Idle().Expect("Signed in as Ada Lindqvist", "custom objects of 50", "records of all objects of 50,000,000", "fields of asset of 100")
		s.Press("enter")
		if len(s.dialogs) != 0 {
			t.Error("it does not close")
		}
	})
}

func mustVerb(t *testing.T, col *collection.Collection, id string) collection.Verb {
	v, ok := col.FindVerb(id)
	if !ok {
		t.Fatal(id)
	}
	return v
}

// The defaults of all categories are chosen on one form and sent at once.
func TestDefaultsForm(t *testing.T) {
	play(t, sandbox.Options{}, admin, func(s *stage) {
		statuses := collection.Statuses()
		s.menu(statuses, nil, nil).Type("all categories").Press("enter")
		s.Expect("Defaults of all categories", "New", "Open", "Pending", "On-hold", "Solved")
		s.Press("ctrl+s").Expect("These are the defaults already")
		s.Press("down", "enter").Type("quickly").Press("enter", "ctrl+s")
		s.Expect("PUT /api/v2/custom_status/default", "Responding quickly").Press("enter")
		got := s.writes()
		if len(got) != 1 || strings.Count(got[0], ",") != 4 {
			t.Errorf("sent %v", got)
		}
	})
}

// Of what was done in part it is said that it failed, and the dialog stays to
// be read; what was typed is forgotten once it was sent.
func TestDoneInPart(t *testing.T) {
	col := &collection.Collection{ID: "x", Title: "X", Singular: "X"}
	col.Verbs = []collection.Verb{{ID: "v", Title: "do it", Table: true,
		Form: func(context.Context, *api.Client, []collection.Item) (collection.Form, error) {
			return collection.Form{Fields: []collection.Field{{Key: "a", Title: "A"}}}, nil
		},
		Plan: func(context.Context, *api.Client, []collection.Item, collection.Patch) (collection.Plan, error) {
			return collection.Plan{Title: "do it", Send: func(context.Context, *api.Client, func(int, int)) (collection.Outcome, error) {
				return collection.Outcome{Text: "1 of 2; the other is locked", Partly: true}, nil
			}}, nil
		}}}
	play(t, sandbox.Options{}, admin, func(s *stage) {
		s.menu(col, nil, nil).Press("enter").Type("word").Press("ctrl+s", "enter")
		s.Expect("1 of 2", "the other is locked", "enter done")
		if s.kinds[len(s.kinds)-1] != pane.Failure {
			t.Errorf("it is said as %v", s.kinds)
		}
		s.Press("enter")
		if s.menu(col, nil, nil).Press("enter"); len(s.dialogs) != 1 {
			t.Fatal("the form does not open again")
		}
		s.ExpectNot("word")
	})
}

// A verb that asks for a word is not done without it.
func TestWantedWord(t *testing.T) {
	col := &collection.Collection{ID: "x", Title: "X", Singular: "X"}
	sent := 0
	col.Verbs = []collection.Verb{{ID: "v", Title: "do it", Table: true,
		Plan: func(context.Context, *api.Client, []collection.Item, collection.Patch) (collection.Plan, error) {
			return collection.Plan{Title: "do it", Warning: "all is lost", ConfirmText: "really",
				Send: func(context.Context, *api.Client, func(int, int)) (collection.Outcome, error) {
					sent++
					return collection.Outcome{Text: "done"}, nil
				}}, nil
		}}}
	play(t, sandbox.Options{}, admin, func(s *stage) {
		s.menu(col, nil, nil).Press("enter").Expect("all is lost", "Type really to confirm")
		s.Press("enter").Type("real").Press("enter")
		if sent != 0 {
			t.Fatal("done without the word")
		}
		s.Expect("That is not what is asked for")
		s.Type("ly").Press("enter")
		if sent != 1 || len(s.dialogs) != 0 {
			t.Errorf("sent %d times", sent)
		}
		s.lastSaid("done")
	})
}

// The key opens the menu of what the cursor is on, for the selected rows where
// the table has the focus; where there is nothing to do, it says so.
func TestMenuOfWhatIsUnderTheCursor(t *testing.T) {
	play(t, sandbox.Options{}, admin, func(s *stage) {
		all := collection.Memberships()
		rows := s.rows(all, collection.Query{}, 3)
		menu := action.Index(s.verbs.Commands())
		press := func() {
			s.dialogs = nil
			s.Send(start{func() tea.Cmd { cmd, _ := menu.Run(action.Verbs); return cmd }})
			s.Idle()
		}
		press()
		s.lastSaid("choose an object first")
		s.shell.InFront = &panetest.Table{Of: all, Marked: rows}
		s.shell.At, s.shell.InFocus = &pane.Subject{Collection: all, Item: rows[0]}, pane.Records
		press()
		s.Expect("3 rows", rows[0].Name)
		s.shell.InFocus = pane.Record
		press()
		s.ExpectNot("3 rows")
		if why := menu.Why(action.Verbs); why != "" {
			t.Errorf("there is no menu: %s", why)
		}
		s.shell.InFront.Of = &collection.Collection{Title: "Roles"}
		s.shell.InFocus = pane.Objects
		if why := menu.Why(action.Verbs); why != "there is nothing more to do with a row of Roles" {
			t.Errorf("without verbs it is disabled with %q", why)
		}
		s.shell.At.Collection = s.shell.InFront.Of
		press()
		s.lastSaid("there is nothing more to do with Roles")
		if len(s.dialogs) != 0 {
			t.Error("a menu of nothing opens")
		}
	})
}

// A verb that is asked for from elsewhere begins as one of the menu does.
func TestVerbAskedFor(t *testing.T) {
	play(t, sandbox.Options{}, admin, func(s *stage) {
		h := pane.Handlers{}
		h.Add(s.verbs.Handlers()...)
		ask := func(verb string) {
			s.Send(start{func() tea.Cmd {
				cmd, _ := panetest.Do(h, pane.DoVerb{Collection: collection.Objects(), Verb: verb, Items: []collection.Item{{ID: "asset"}}})
				return cmd
			}})
			s.Idle()
		}
		if ask("no such verb"); len(s.dialogs) != 0 {
			t.Error("an unknown verb opens a dialog")
		}
		if ask("limits"); len(s.dialogs) != 1 {
			t.Error("the verb does not begin")
		}
	})
}

// What is being typed is there again when the form was closed over it.
func TestFormClosedWhileTyping(t *testing.T) {
	play(t, sandbox.Options{}, admin, func(s *stage) {
		s.menu(collection.Memberships(), nil, nil).Type("several").Press("enter")
		s.Type("40009").Press("enter", "enter")
		s.Paste("Nobody At All")
		s.Send(start{func() tea.Cmd { s.dialogs = nil; return nil }})
		s.menu(collection.Memberships(), nil, nil).Type("several").Press("enter").Expect("Nobody At All")
	})
}

// What a relation can be is offered while it is typed.
func TestRelationsAreOffered(t *testing.T) {
	play(t, sandbox.Options{}, admin, func(s *stage) {
		s.menu(collection.Memberships(), nil, nil).Type("several").Press("enter")
		s.Type("s").Idle().Expect("Support  40001", "Logistics  40003", s.env.Theme.Glyphs.Unset)
		s.Find(`Agents: names or IDs, one a line\*  ·`)
	})
}
