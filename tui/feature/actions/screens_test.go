package actions

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/api/sandbox"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/draw/screen"
	"zco/tui/pane/panetest"
)

// album collects what the dialog in front looks like at each step of a story.
type album struct {
	*stage
	strings.Builder
	size screen.Rect
}

func (s *stage) album(w, h int) *album { return &album{stage: s, size: screen.Rect{W: w, H: h}} }

func (a *album) shot(title string) *album {
	a.t.Helper()
	a.Idle()
	if len(a.dialogs) == 0 {
		fmt.Fprintf(a, "--- %s: no dialog, said %q\n", title, a.said)
		return a
	}
	fmt.Fprintf(a, "--- %s: %s", title, panetest.Framed(a.env, a.dialogs[len(a.dialogs)-1], a.size.W, a.size.H))
	return a
}

// click clicks into the dialog in front as it is drawn at the album's size.
func (a *album) click(x, y int) {
	a.t.Helper()
	d := a.dialogs[len(a.dialogs)-1]
	w, h := d.Size(a.size.W, a.size.H)
	panetest.Painted(a.env, w, h, d.Draw)
	a.Send(start{func() tea.Cmd { return d.(*flow).Clicked(x, y) }})
	a.Idle()
}

// parcel is a collection with one verb.
func parcel(v collection.Verb) *collection.Collection {
	v.ID, v.Title = "send", "send a parcel"
	return &collection.Collection{ID: "parcels", Title: "Parcels", Singular: "Parcel", Verbs: []collection.Verb{v}}
}

var parcelFields = []collection.Field{
	{Key: "name", Title: "Name", Type: field.Text, Required: true},
	{Key: "weight", Title: "Weight", Type: field.Integer},
	{Key: "note", Title: "Note for the driver, which is long", Type: field.TextArea},
	{Key: "to", Title: "To", Type: field.Lookup, Target: api.TargetUser},
	{Key: "label", Title: "Label", Type: field.Text, File: true, Required: true, Description: "A picture of at most 5 MB that is printed and stuck on top of it by those who pack"},
}

func asks(values map[string]collection.Value) func(context.Context, *api.Client, []collection.Item) (collection.Form, error) {
	return func(context.Context, *api.Client, []collection.Item) (collection.Form, error) {
		return collection.Form{Title: "A parcel", Fields: parcelFields, Values: values}, nil
	}
}

func plans(p collection.Plan) func(context.Context, *api.Client, []collection.Item, collection.Patch) (collection.Plan, error) {
	return func(context.Context, *api.Client, []collection.Item, collection.Patch) (collection.Plan, error) {
		return p, nil
	}
}

var lines = collection.String("one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine")

// The form of a verb, at a size where all has room, and where little has.
func TestScreensOfTheForm(t *testing.T) {
	files := t.TempDir()
	for _, name := range []string{"label_1.png", "label_2.png", "label_3.png", "label_4.png", "label_5.png", "label_6.png", "label_7.png", "label_8.png", "six_1", "six_2", "six_3", "six_4", "six_5", "six_6"} {
		if err := os.WriteFile(filepath.Join(files, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, size := range []screen.Rect{{W: 90, H: 30}, {W: 40, H: 8}, {W: 22, H: 4}, {W: 7, H: 2}} {
		var got string
		t.Run(fmt.Sprintf("%dx%d", size.W, size.H), func(t *testing.T) {
			t.Chdir(files)
			got = formStory(t, size)
		})
		panetest.Golden(t, fmt.Sprintf("form_%dx%d.txt", size.W, size.H), got)
	}
}

func formStory(t *testing.T, size screen.Rect) (got string) {
	play(t, sandbox.Options{}, admin, func(s *stage) {
		v := collection.Verb{Table: true, Form: asks(map[string]collection.Value{"note": lines, "to": collection.String("10001")}), Plan: plans(collection.Plan{Title: "Send it"})}
		v.Plan = func(_ context.Context, _ *api.Client, _ []collection.Item, p collection.Patch) (collection.Plan, error) {
			if p["weight"].Text() == "7" {
				return collection.Plan{}, &collection.Refusal{Reasons: []collection.Reason{{Key: "weight", Text: "at most 5 are carried"}, {Text: "the office is shut"}}}
			}
			return collection.Plan{Title: "Send it", Steps: []collection.Step{{Method: "POST", Path: "/parcels"}}}, nil
		}
		a := s.album(size.W, size.H)
		s.menu(parcel(v), nil, nil).Press("enter")
		a.shot("open in the first field")
		s.Press("ctrl+s")
		a.shot("what must stand there does not")
		s.Type("r")
		a.shot("typing")
		s.Press("enter", "enter").Type("12a")
		a.shot("the second field")
		s.Press("enter")
		a.shot("no number")
		s.Press("up", "enter")
		a.shot("what was typed stands there again")
		s.Press("backspace", "enter")
		a.shot("mended")
		s.Press("enter")
		a.shot("a long note is open")
		s.Press("esc", "down", "enter").Type("ada")
		s.Wait(time.Second)
		a.shot("agents are suggested")
		s.Press("enter", "enter").Type("lab").Press("tab")
		a.shot("files that the path can go on with")
		s.Type("1")
		a.shot("more is typed")
		s.Press("tab")
		a.shot("completed")
		s.Type("x").Press("tab")
		a.shot("no such file")
		s.Press("backspace", "tab", "esc", "down")
		a.shot("on the line that goes on")
		s.Press("up", "enter", "ctrl+u").Type("six").Press("tab")
		a.shot("six files")
		s.Press("ctrl+u").Type("label_1.png").Press("enter")
		s.Press("up", "up", "up", "up", "enter", "ctrl+u").Type("7").Press("enter", "ctrl+s")
		a.shot("refused")
		s.Press("ctrl+u").Type("3").Press("ctrl+s")
		a.shot("the review")
		s.Press("esc")
		a.shot("back in the form")
		got = a.String()
	})
	return got
}

// The review, the sending and its end.
func TestScreensOfTheReview(t *testing.T) {
	rows := make([]collection.Item, 11)
	for i := range rows {
		rows[i] = collection.Item{ID: fmt.Sprint(i), Name: fmt.Sprintf("Parcel number %d", i)}
	}
	body := collection.Value(`{"parcel":{"name":"a name that is long enough to need lines","list":[1,2,3],"last":{"a":"` + strings.Repeat("x", 50) + `","b":null}}}`)
	steps := []collection.Step{{Method: "PUT", Path: "/parcels/1", Body: body}, {Method: "DELETE", Path: "/parcels/2"}, {Method: "POST", Path: "/parcels", Body: collection.Value(`[{"a":"` + strings.Repeat("y", 60) + `"},2]`)}}
	for _, size := range []screen.Rect{{W: 90, H: 40}, {W: 30, H: 7}, {W: 6, H: 1}} {
		play(t, sandbox.Options{}, admin, func(s *stage) {
			a := s.album(size.W, size.H)
			for _, n := range []int{0, 1, 8, 9, 10, 11} {
				v := collection.Verb{Rows: true, Plan: plans(collection.Plan{Title: "Send them", Steps: steps[1:2]})}
				if n == 0 {
					v.Table = true
				}
				s.menu(parcel(v), rows[:n], rows[:n]).Press("enter")
				a.shot(fmt.Sprintf("%d rows", n))
				s.Press("esc")
			}
			s.menu(parcel(collection.Verb{Table: true, Plan: plans(collection.Plan{Title: "Send them"})}), rows[:1], nil).Press("enter")
			a.shot("of the table, not of the row")
			s.Press("esc")
			p := collection.Plan{Title: "Send them", About: []string{"what is in it"}, Warning: "They can not be called back once they are on the road.", Steps: steps}
			s.menu(parcel(collection.Verb{Table: true, Plan: plans(p)}), nil, nil).Press("enter")
			a.shot("requests with bodies")
			s.Press("down", "down")
			a.shot("moved down")
			s.Press("pgdown", "pgdown", "pgdown", "pgdown")
			a.shot("at the end")
			s.Press("esc")
			p.ConfirmText = "parcels"
			s.menu(parcel(collection.Verb{Table: true, Plan: plans(p)}), nil, nil).Press("enter")
			a.shot("a word is wanted")
			s.Type("parcel").Press("enter")
			a.shot("another word")
			s.Press("esc")
			a.shot("cancelled")
			panetest.Golden(t, fmt.Sprintf("review_%dx%d.txt", size.W, size.H), a.String())
		})
	}
}

// What is shown while it is sent, of bytes and of rows, and where it fails.
func TestScreensOfSending(t *testing.T) {
	for _, size := range []screen.Rect{{W: 90, H: 30}, {W: 30, H: 5}, {W: 6, H: 1}} {
		play(t, sandbox.Options{}, admin, func(s *stage) {
			a := s.album(size.W, size.H)
			for _, bytes := range []bool{false, true} {
				steps := make(chan [2]int)
				end := make(chan error)
				p := collection.Plan{Title: "Send it", Bytes: bytes, Steps: []collection.Step{{Method: "POST", Path: "/parcels"}}}
				p.Send = func(_ context.Context, _ *api.Client, progress func(int, int)) (collection.Outcome, error) {
					for at := range steps {
						progress(at[0], at[1])
					}
					return collection.Outcome{Text: "it went"}, <-end
				}
				s.menu(parcel(collection.Verb{Table: true, Plan: plans(p)}), nil, nil).Press("enter", "enter")
				a.shot("sending")
				for _, at := range [][2]int{{0, 2048}, {1023, 2048}, {2048, 2048}} {
					steps <- at
					s.Wait(tickEvery)
					a.shot(fmt.Sprintf("%d of %d", at[0], at[1]))
				}
				close(steps)
				end <- errors.New("the road is closed because of the snow that fell in the night")
				a.shot("failed")
				s.Press("esc")
			}
			slow := make(chan struct{})
			v := collection.Verb{Table: true, Show: func(context.Context, *api.Client, []collection.Item) ([]string, error) {
				<-slow
				return []string{"one line", "", "another that is longer than the narrow one of the two", "3", "4", "5"}, nil
			}}
			s.menu(parcel(v), nil, nil).Press("enter")
			a.shot("loading")
			close(slow)
			a.shot("shown")
			s.Press("down", "down", "down", "down", "down", "down", "down", "down")
			a.shot("shown to the end")
			s.Press("enter")
			a.shot("left")
			v.Show = func(context.Context, *api.Client, []collection.Item) ([]string, error) { return nil, nil }
			s.menu(parcel(v), nil, nil).Press("enter")
			a.shot("nothing to show")
			panetest.Golden(t, fmt.Sprintf("sending_%dx%d.txt", size.W, size.H), a.String())
		})
	}
}

// The menu says below its verbs why the one under the cursor is disabled.
func TestScreensOfTheMenu(t *testing.T) {
	col := parcel(collection.Verb{Rows: true, Allowed: func(it collection.Item) string {
		return map[string]string{"2": "it is on the road already, and nobody can reach the driver before the evening comes"}[it.ID]
	}})
	col.Verbs = append(col.Verbs, collection.Verb{ID: "all", Title: "count them all", Table: true, Reads: true}, collection.Verb{ID: "one", Title: "open one"})
	rows := []collection.Item{{ID: "1", Name: "First"}, {ID: "2", Name: "Second"}}
	for _, size := range []screen.Rect{{W: 90, H: 30}, {W: 40, H: 8}} {
		play(t, sandbox.Options{}, admin, func(s *stage) {
			a := s.album(size.W, size.H)
			s.menu(col, nil, nil)
			a.shot("on nothing")
			s.Press("esc")
			s.menu(col, rows[:1], rows[:1])
			a.shot("on a row, which is selected")
			s.Press("esc")
			s.menu(col, rows[:1], rows)
			a.shot("on a row, two are selected")
			s.Press("down")
			a.shot("on the second")
			s.Press("esc")
			s.env.ReadOnly = "zco is in read-only mode"
			s.menu(col, rows[:1], nil)
			a.shot("reading only")
			panetest.Golden(t, fmt.Sprintf("menu_%dx%d.txt", size.W, size.H), a.String())
		})
	}
}
