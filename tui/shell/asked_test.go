package shell_test

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/shell"
	"zco/tui/work"
)

func at(object, text string) collection.Place {
	return collection.Place{Collection: object, Text: text}
}

func ref(object, id string) collection.Ref { return collection.Ref{Collection: object, ID: id} }

// A place is loaded and told of once, resumed from then on, with the cursor and
// the columns that are asked for, else those of its view or of what it is a
// search in.
func TestPlacesAreLoadedOnce(t *testing.T) {
	stage(t, 120, 20, nil, func(s *staged) {
		s.does(pane.Visit{Place: at("boat", "")}, "boat is loaded", "visited is boat ", "boat is marked")
		s.does(pane.Visit{Place: at("car", "")}, "car resumes", "car is marked")
		s.does(pane.Visit{Place: at("car", ""), Select: "2"}, "car resumes", "car selects 2")
		cols := pane.Columns{Shown: []pane.Column{{Key: "name"}}}
		s.does(pane.Visit{Place: at("car", ""), Columns: cols}, "car resumes", "car shows [{name 0}]")
		s.does(pane.Visit{Place: at("car", "x")}, "a table like car", "car x is loaded", "car x shows [{name 0}]", "visited is car x")
		s.does(pane.Visit{Place: collection.Place{Collection: "car", Sort: "name"}}, "a table like car x", "car name is loaded", "car name shows [{name 0}]", "visited is car ")
		s.does(pane.Visit{Place: collection.Place{Collection: "car", Fixed: "role=admin"}}, "a table like car", "car is loaded", "visited is car ")
		s.does(pane.Visit{Place: at("boat", "x")}, "a table like boat", "boat x is loaded", "boat is marked", "visited is boat x")
		s.loud.columns = pane.Columns{Shown: []pane.Column{{Key: "year", Width: 9}}}
		s.does(pane.Visit{Place: at("car", "y")}, "a table like car", "car y is loaded", "car y shows [{year 9}]", "car is marked", "visited is car y")
		s.does(pane.Visit{Place: at("car", "z"), Columns: cols}, "a table like car", "car z is loaded", "car z shows [{name 0}]", "visited is car z")
		s.does(pane.Visit{Place: at("gone", "")})
		s.Message().Has("There is no object gone in this account")
	})
}

// The table used longest ago gives way, and is closed.
func TestTheOldestTableIsClosed(t *testing.T) {
	stage(t, 120, 20, nil, func(s *staged) {
		for i := range 11 {
			s.Send(pane.Visit{Place: at("boat", strings.Repeat("x", i+1))})
		}
		s.does(pane.Visit{Place: at("boat", "last")}, "a table like boat x", "car is closed", "boat last is loaded", "visited is boat last")
	})
}

// Records are shown and told of; back from one goes to what it was followed
// from, else to the table, with the field the cursor was on.
func TestRecordsAreFollowed(t *testing.T) {
	stage(t, 120, 20, nil, func(s *staged) {
		s.does(pane.OpenRecord{Ref: ref("car", "1"), Field: "year"}, "car/1 is shown, known false", "the record goes to year", "opened is 1")
		s.does(pane.OpenRecord{Ref: ref("boat", "2"), Follow: true}, "boat/2 is shown, known false", "opened is 2", "boat is marked")
		s.Status().Left.Has("Cars › Ant › Boat Bee")
		s.does(pane.OpenRecord{Ref: ref("boat", "3"), Follow: true, Known: true}, "boat/3 is shown, known true", "opened is 3")
		s.Status().Left.Has("Cars › Ant › Boat Bee › Boat Cat")
		s.press("esc", "car resumes", "car selects 1", "boat/2 is shown, known false", "the record goes to name", "opened is 2", "car is marked", "boat is marked")
		s.press("esc", "car resumes", "car selects 1", "car/1 is shown, known false", "the record goes to year", "opened is 1", "car is marked")
		s.press("esc")
		s.Status().Left.Has("Cars · 1 of 3")
		s.press("<")
		s.Message().Has("Nothing further back")
		s.does(pane.OpenRecord{Ref: ref("gone", "1")})
		s.Message().Has("There is no object gone in this account")
	})
	stage(t, 120, 20, nil, func(s *staged) { // what is in something leaves that first
		s.Send(pane.OpenRecord{Ref: ref("car", "1")}).Idle()
		s.record.inside = true
		s.press("esc", "the record leaves what it is in")
		s.press("esc")
		s.Status().Left.Has("Cars · 1 of 3")
		s.press("esc")
		s.Message().Has("Tab goes to the list of objects")
	})
}

// A record beside the table is a step of the way to what is followed from it,
// though nobody opened it.
func TestWhatLiesBesideIsFollowedFrom(t *testing.T) {
	stage(t, 180, 20, nil, func(s *staged) {
		s.does(pane.Rested{Ref: ref("car", "2"), Item: three[1]}, "names around 2", "car/2 is shown, known true")
		s.does(pane.Rested{Ref: ref("boat", "2"), Item: three[1]})
		s.does(pane.Focus{Pane: pane.Record})
		s.does(pane.Rested{Ref: ref("car", "1"), Item: three[0]})
		s.does(pane.OpenRecord{Ref: ref("boat", "3"), Follow: true}, "boat/3 is shown, known false", "opened is 3", "boat is marked")
		s.Status().Left.Has("Cars › Bee › Boat Cat")
		s.press("esc", "car resumes", "car selects 1", "car/2 is shown, known false", "the record goes to name", "opened is 2", "car is marked")
		s.press("esc")
		s.does(pane.OpenRecord{Ref: ref("car", "3")}, "car/3 is shown, known false", "opened is 3")
		s.press("esc")
		s.Status().Left.Has("Cars · 1 of 3")
	})
	stage(t, 120, 20, nil, func(s *staged) {
		s.does(pane.Rested{Ref: ref("car", "2"), Item: three[1]}) // there is no room beside
		s.Send(pane.OpenRecord{Ref: ref("car", "1")}).Idle()
		s.Send(pane.OpenRecord{Ref: ref("boat", "2")}).Idle() // over the table of another object: it leads back
		s.press("esc", "car resumes", "car selects 1", "car/1 is shown, known false", "the record goes to name", "opened is 1", "car is marked")
	})
}

// What is typed is found in one table of its own, which gives way to what was
// there before, or stays once it is gone to.
func TestASearchAsItIsTyped(t *testing.T) {
	stage(t, 120, 20, nil, func(s *staged) {
		s.does(pane.SearchAs{Place: at("car", "b")}) // nobody is typing
		s.does(pane.Focus{Pane: pane.Search}, "the search line opens")
		s.does(pane.SearchAs{Place: at("car", "")})
		s.does(pane.SearchAs{Place: at("car", "b")}, "car b is loaded")
		s.does(pane.SearchAs{Place: at("car", "be")}, "car b searches be")
		s.does(pane.SearchAs{Place: at("car", "be")})
		s.does(pane.SearchAs{Place: at("car", "")}, "car b is closed", "car resumes")
		s.does(pane.SearchAs{Place: at("car", "c")}, "car c is loaded")
		s.does(pane.SearchEnds{}, "car c is closed", "car resumes")
		s.does(pane.SearchEnds{})
		s.does(pane.SearchAs{Place: at("car", "d")}, "car d is loaded")
		s.does(pane.Visit{Place: at("car", "d")}, "car d resumes", "visited is car d", "the search line closes")
		s.Status().Left.Has("Cars")
		s.press("<", "car resumes", "car selects 1")
		s.Send(pane.Focus{Pane: pane.Search}).Idle()
		s.does(pane.SearchAs{Place: at("car", "d")}, "car d is closed", "car d is loaded")
		s.does(pane.Focus{Pane: pane.Records}, "the search line closes")
	})
	stage(t, 120, 20, nil, func(s *staged) { // what was found before gives way to what is found now
		s.Send(pane.Visit{Place: at("car", "xy")}).Idle()
		s.press("<", "car resumes", "car selects 1")
		s.Send(pane.Focus{Pane: pane.Search}).Idle()
		s.does(pane.SearchAs{Place: at("car", "x")}, "car x is loaded")
		s.does(pane.SearchAs{Place: at("car", "xy")}, "car xy is closed", "car x searches xy")
		s.does(pane.SearchEnds{}, "car x is closed", "car resumes")
		for i := range 11 {
			s.Send(pane.Visit{Place: at("boat", strings.Repeat("x", i+1))})
		}
		s.Idle().Send(pane.Focus{Pane: pane.Search}).Idle()
		s.does(pane.SearchAs{Place: at("boat", "z")}, "car is closed", "boat z is loaded")
	})
	stage(t, 120, 20, nil, func(s *staged) { // a click among what is found stays there
		s.Send(pane.Focus{Pane: pane.Search}).Idle()
		s.Send(pane.SearchAs{Place: at("car", "b")}).Idle()
		s.does(tea.MouseClickMsg{X: 40, Y: 4, Button: tea.MouseLeft}, "the search line closes", "car b has the mouse at 40,4", "car b resumes", "visited is car b")
		s.press("esc", "car resumes")
	})
}

// A search is left for the whole collection, what points at a record for where
// that was asked.
func TestASearchIsLeft(t *testing.T) {
	points := collection.Place{Collection: "boat", Fixed: collection.FixedQuery("points-at", "zen:custom_object:car", "points-at-id", "1", "by-field", "9", "by-key", "custom_object_fields.car")}
	stage(t, 120, 20, nil, func(s *staged) {
		s.Send(pane.Visit{Place: at("car", "x")}).Idle()
		s.loud.view = "Old cars"
		s.Send(pane.Visit{Place: at("car", "y")}).Idle()
		s.Status().Left.Has("Cars › Old cars")
		s.press("esc", "car resumes")
		s.Status().Left.Lacks("Old cars")
		s.Send(pane.Visit{Place: points}).Idle()
		s.press("esc", "car resumes", "car selects 1", "car is marked")
		text := points
		text.Text = "z"
		s.loud.view = ""
		s.Send(pane.Visit{Place: points}).Idle()
		s.Status().Left.Has("Boats")
		s.layer.LearnName("zen:custom_object:car", "1", "Herbie")
		s.Send(pane.Visit{Place: text}).Idle()
		s.Status().Left.Has("Herbie › Boats")
		s.press("esc", "boat resumes") // what points at it is what is left of the search
		s.Status().Left.Has("Herbie › Boats")
		s.layer.LearnName("zen:custom_object:car", "1", "")
		s.Send(pane.Say{}).Idle().Status().Left.Lacks("› Boats")
	})
	stage(t, 120, 20, func(o *shell.Options) { o.Start = shell.Start{Collection: "boat", Last: true, Place: points} }, func(s *staged) {
		s.press("esc", "a table like boat", "boat is loaded", "visited is boat ") // it was asked nowhere
	})
}

// A change is told to all who show or remember rows.
func TestChangesAreToldToAll(t *testing.T) {
	stage(t, 120, 20, nil, func(s *staged) {
		s.Send(pane.Visit{Place: at("boat", "")}).Idle()
		s.does(pane.Changed{Ref: ref("car", "9")}, "objects hears of 9", "record hears of 9", "search hears of 9", "car hears of 9", "boat hears of 9", "the feature hears of car/9")
		s.does(pane.Stale{Collection: "car"}, "the feature hears of car/", "car is read again")
		s.Send(pane.OpenRecord{Ref: ref("boat", "1")}).Idle()
		s.does(pane.Stale{Collection: "boat"}, "the feature hears of boat/", "boat is read again", "boat/1 is read again")
		s.does(pane.Stale{Collection: "car"}, "the feature hears of car/", "car is read again")
		s.Send(pane.Visit{Place: at("boat", "x")}).Idle()
		s.does(pane.Reselect{Collection: "boat", Done: []string{"1"}}, "boat x reselects [1]", "boat is read again", "boat x is read again", "boat/1 is read again")
		s.does(pane.Reselect{Collection: "gone", Done: []string{"1"}})
	})
}

// What failed is tried again, with what is in front, and the list where there
// is none.
func TestTryingAgain(t *testing.T) {
	stage(t, 120, 20, nil, func(s *staged) {
		s.Send(pane.Visit{Place: at("boat", "")}).Idle()
		s.does(pane.Retry{}, "boat is read again")
		s.tables["car"].failed = true
		s.does(pane.Retry{}, "boat is read again", "car is read again")
		s.Send(pane.OpenRecord{Ref: ref("boat", "1")}).Idle()
		s.list.late = true
		s.does(pane.Retry{}, "boat is read again", "car is read again", "boat/1 is read again", "the list is loaded")
	})
}

// A form is no step of the way; a copy that became a row is that row, and back
// from a new one leads to what it lay over.
func TestForms(t *testing.T) {
	stage(t, 120, 20, func(o *shell.Options) { o.Env.Drafts = drafts{created: "new"} }, func(s *staged) {
		s.does(pane.OpenForm{Ref: ref("car", "new")}, "car/new is shown, known true")
		s.Status().Left.Has("Cars › New Car")
		s.press("esc")
		s.Status().Left.Has("Cars · 1 of 3")
		s.Send(pane.OpenRecord{Ref: ref("car", "1")}).Idle()
		s.Send(pane.OpenForm{Ref: ref("car", "new")}).Idle()
		s.press("esc", "car resumes", "car selects 1", "car/1 is shown, known false", "opened is 1")
		s.Send(pane.OpenForm{Ref: ref("car", "new")}).Idle()
		s.does(func() tea.Cmd { return s.env.Shell.Became(pane.Became{From: ref("car", "other"), To: ref("car", "3")}) }, "other became 3")
		s.Status().Left.Has("New Car")
		s.Send(pane.OpenForm{Ref: ref("car", "new")}).Idle()
		s.does(func() tea.Cmd { return s.env.Shell.Became(pane.Became{From: ref("car", "new"), To: ref("car", "2")}) }, "new became 2")
		s.Status().Left.Has("Cars › Bee")
		s.does(pane.OpenLeft{Left: change.Left{Ref: ref("car", "3")}}, "car/3 is shown, known false", "3 is resumed")
		s.does(pane.OpenForm{Ref: ref("gone", "3")})
	})
}

// What the shell starts with is asked for before it is known what there is;
// then it goes there, and an external ID is looked up.
func TestTheStart(t *testing.T) {
	stage(t, 120, 20, func(o *shell.Options) { o.Start.Record, o.Env.PageSize = "external_id:E 7", 7 }, func(s *staged) {
		if asked := strings.Join(s.service.asked, "\n"); !strings.Contains(asked, "=7") || strings.Contains(asked, "records/external") {
			t.Errorf("ahead is asked for %q", s.service.asked)
		}
		if !s.first.AltScreen || s.first.WindowTitle != "zco" {
			t.Errorf("the first frame is %+v", s.first)
		}
		if !strings.Contains(strings.Join(s.lines, "\n"), "gone is to car/E 7") {
			t.Errorf("an external ID is not looked up: %q", s.lines)
		}
	})
	stage(t, 120, 20, func(o *shell.Options) { o.Start.Record = "7" }, func(s *staged) {
		got := strings.Join(s.lines, "\n")
		for _, want := range []string{"the list is loaded", "the feature begins", "car is loaded", "visited is car", "car/7 is shown", "opened is 7", "the feature is ready"} {
			if !strings.Contains(got, want) {
				t.Errorf("%q is not asked for: %q", want, s.lines)
			}
		}
		if asked := strings.Join(s.service.asked, "\n"); !strings.Contains(asked, "/custom_objects/car/records/7") || !strings.Contains(asked, "/custom_objects/car/records?page%5Bsize%5D=100") && !strings.Contains(asked, "/custom_objects/car/records?page[size]=100") {
			t.Errorf("ahead is asked for %q", s.service.asked)
		}
		s.does(pane.Listed{}, "the feature is ready") // known anew: one stays where one is
	})
	stage(t, 120, 20, func(o *shell.Options) {
		o.Start = shell.Start{Collection: "gone", Last: true, Record: "7", Row: "2", Place: at("gone", "x")}
	}, func(s *staged) {
		s.Status().Left.Has("Cars · 1 of 3")
	})
	stage(t, 120, 20, func(o *shell.Options) {
		o.Start = shell.Start{Collection: "boat", Last: true, Row: "2", Place: at("boat", "x")}
	}, func(s *staged) {
		s.Status().Left.Has("Boats · 2 of 3")
		if last, ok := s.shell.Last(); !ok || last != (shell.Start{Collection: "boat", Last: true, Row: "2", Place: at("boat", "x")}) {
			t.Errorf("where it is left is %+v", last)
		}
		s.tables["boat x"].row = -1
		if last, _ := s.shell.Last(); last.Row != "" {
			t.Errorf("without a row it is left at %+v", last)
		}
	})
}

// Where one was is noted as one leaves: the row, the field, what it is called.
func TestWalkingBackAndForward(t *testing.T) {
	stage(t, 120, 20, nil, func(s *staged) {
		s.tables["car"].row = 1
		s.Send(pane.OpenRecord{Ref: ref("car", "2")}).Idle()
		s.record.field = "year"
		s.Send(pane.Visit{Place: at("boat", "")}).Idle()
		s.tables["boat"].row = 2
		s.press("<", "car resumes", "car selects 2", "car/2 is shown, known false", "the record goes to year", "opened is 2", "car is marked")
		s.press("<", "car resumes", "car selects 2")
		s.press("<")
		s.Message().Has("Nothing further back")
		s.press(">", "car resumes", "car selects 2", "car/2 is shown, known false", "the record goes to year", "opened is 2")
		s.press(">", "boat resumes", "boat selects 3", "boat is marked")
		s.press(">")
		s.Message().Has("Nothing further forward")
		s.list.list = s.list.list[1:] // the cars are gone
		s.press("<")
		s.Message().Has("There is no object car in this account")
	})
	stage(t, 120, 20, nil, func(s *staged) {
		s.Send(pane.OpenRecord{Ref: ref("boat", "2"), Follow: true}).Idle()
		s.press("esc", "car resumes", "car selects 1", "car is marked")
		s.list.list = s.list.list[:1] // the boats are gone
		s.press(">", "car resumes", "car selects 1")
		s.Message().Has("There is no object boat in this account")
	})
}

// The list and the record beside are hidden and shown; the table takes the
// room, and the focus where its pane is gone.
func TestRoomIsMade(t *testing.T) {
	stage(t, 160, 20, nil, func(s *staged) {
		s.Send(pane.Focus{Pane: pane.Objects}).Idle()
		s.does(pane.Run{ID: action.ObjectList}, "car resumes")
		s.press("g") // of the table, not of the list
		if strings.Contains(s.Screen(), "objects objects") || s.env.Shell.Focused() != pane.Records {
			t.Errorf("the list is there, or the focus on %s:\n%s", s.env.Shell.Focused(), s.Screen())
		}
		s.does(pane.Run{ID: action.ObjectList}, "car resumes")
		s.Expect("objects objects")
		if s.env.Shell.Focused() != pane.Records {
			t.Errorf("the focus is on %s", s.env.Shell.Focused())
		}
		s.Send(pane.Rested{Ref: ref("car", "2"), Item: three[1]}).Idle().Expect("record record")
		s.does(pane.Run{ID: action.Beside}, "car resumes")
		s.ExpectNot("record record")
		s.does(pane.Run{ID: action.Beside}, "car resumes")
		s.Expect("record record")
		s.does(tea.WindowSizeMsg{Width: 159, Height: 20}, "car resumes")
		s.ExpectNot("record record")
	})
	stage(t, 100, 20, nil, func(s *staged) {
		s.press("esc")
		s.Message().Has("Tab goes to the list of objects")
		s.Send(pane.Focus{Pane: pane.Objects}).Idle()
		s.press("esc")
		s.Message().Lacks("Tab goes")
		s.list.wider = 6
		s.Send(pane.Listed{}).Idle().Expect("objects objects objects objec…│")
		s.Send(pane.OpenRecord{Ref: ref("car", "2")}).Idle()
		s.does(pane.Run{ID: action.ObjectList}, "car resumes")
		if s.env.Shell.Focused() != pane.Record {
			t.Errorf("hiding the list gives the focus to %s", s.env.Shell.Focused())
		}
	})
	stage(t, 120, 20, func(o *shell.Options) { o.Start.Collection = "gone" }, func(s *staged) {
		s.does(pane.Run{ID: action.ObjectList})
		if s.env.Shell.Focused() != pane.Objects {
			t.Errorf("without a table hiding the list gives the focus to %s", s.env.Shell.Focused())
		}
	})
}

// tab goes round the panes that have something to show, in either direction.
func TestTheFocusGoesRound(t *testing.T) {
	for _, c := range []struct {
		w      int
		record bool
		want   string
	}{
		{180, true, "record objects records record"}, {160, true, "record objects records record"}, {180, false, "objects records objects records"},
		{120, true, "objects record objects record"}, {120, false, "objects records objects records"},
		{60, true, "objects record objects record"},
	} {
		stage(t, c.w, 20, nil, func(s *staged) {
			if c.record {
				s.Send(pane.OpenRecord{Ref: ref("car", "2")}).Idle()
			}
			if c.w >= 160 && c.record {
				s.Send(pane.Focus{Pane: pane.Records}).Idle()
			}
			var got []string
			for range 4 {
				s.Press("tab")
				got = append(got, string(s.env.Shell.Focused()))
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("on %d cells, a record open %v, tab goes to %v, want %s", c.w, c.record, got, c.want)
			}
			s.Press("shift+tab")
			if now := string(s.env.Shell.Focused()); now != got[2] {
				t.Errorf("back it goes to %s, want %s", now, got[2])
			}
		})
	}
}

// What the service says of waiting and of itself is told, and the countdown
// goes on until it is over.
func TestWhatTheServiceTells(t *testing.T) {
	stage(t, 120, 20, nil, func(s *staged) {
		s.Send(work.Waiting{Until: time.Now().Add(3 * time.Second), Reason: "too many requests"}).Wait(0)
		s.Message().Has("trying again in 3 s: too many requests")
		s.Wait(time.Second).Message().Has("trying again in 2 s")
		s.Wait(2 * time.Second).Message().Lacks("trying again")
		s.Send(work.Told{Text: "it is slow today"}).Idle().Message().Has("! It is slow today")
		s.Send(pane.Say{Kind: pane.Note, Text: "press V for views", Offers: [2]action.ID{action.Views, ""}}).Idle()
		x, y := 0, 0
		for row, l := range strings.Split(s.Screen(), "\n") {
			if before, _, found := strings.Cut(l, "V for views"); found {
				x, y = len([]rune(before)), row
			}
		}
		s.does(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}, "views is run")
		s.loud.out = true
		s.Send(pane.Say{Text: ""}).Idle().Status().Left.Has("signed out")
	})
}

// Requests of features, of panes and of what goes further than the account
// find who does them; a batch of what ran beside is run.
func TestRequestsAreHandled(t *testing.T) {
	stage(t, 120, 20, nil, func(s *staged) {
		s.does(42, "handled is 42")
		s.does("so", "the search line does so")
		s.does(3.14)
		s.does(tea.BatchMsg{s.noted.does("one"), s.noted.does("two")}, "one", "two")
		s.does(pane.Colors{Accounts: []string{"#ff0000"}})
		if n, known := s.env.Shell.Count("car"); n != 3 || !known {
			t.Errorf("the cars are %d, known %v", n, known)
		}
		if got := s.env.Shell.Collection(""); got != nil {
			t.Errorf("no name is that of %v", got)
		}
		if s.env.Shell.Table() == nil || s.env.Shell.Table().Collection().ID != "car" {
			t.Errorf("in front is %v", s.env.Shell.Table())
		}
		s.Press(":").Type("old cars").Dialog().Text().Has("view: Old cars")
	})
	stage(t, 120, 20, func(o *shell.Options) { o.Start.Collection = "gone" }, func(s *staged) {
		if s.env.Shell.Table() != nil {
			t.Errorf("in front is %v", s.env.Shell.Table())
		}
	})
}
