package shell_test

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"zco/api"
	"zco/tui/action"
	"zco/tui/app/apptest"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/draw/screen"
	"zco/tui/draw/theme"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/shell"
	"zco/tui/term"
	"zco/tui/widget/form"
	"zco/tui/widget/palette"
	"zco/tui/work"
)

// noted is what panes and features were asked for, in order.
type noted struct{ lines []string }

// does returns a command that notes what it is for as it runs, so that one
// which the shell loses is missed.
func (n *noted) does(format string, args ...any) tea.Cmd {
	words := fmt.Sprintf(format, args...)
	return func() tea.Msg { return pane.Run{ID: action.ID("noted:" + words)} }
}

func (n *noted) say(format string, args ...any) {
	n.lines = append(n.lines, fmt.Sprintf(format, args...))
}

// plain is a pane that notes what it is asked, and draws its name and what it
// has of the screen.
type plain struct {
	*noted
	name   string
	env    *pane.Env
	scopes []action.Scope
	does_  action.Commands
	why    string
}

func (p *plain) Scopes() []action.Scope         { return p.scopes }
func (p *plain) Commands() action.Commands      { return p.does_ }
func (p *plain) Why(action.ID) string           { return p.why }
func (p *plain) Type(k tea.KeyPressMsg) tea.Cmd { p.say("%s types %s", p.name, k.String()); return nil }
func (p *plain) Paste(s string) tea.Cmd         { p.say("%s takes %q", p.name, s); return nil }
func (p *plain) Mouse(m tea.MouseMsg) tea.Cmd {
	p.say("%s has the mouse at %d,%d", p.name, m.Mouse().X, m.Mouse().Y)
	return nil
}
func (p *plain) Changed(c pane.Changed) tea.Cmd {
	p.say("%s hears of %s", p.name, c.Ref.ID)
	return nil
}
func (p *plain) Draw(a screen.Area, focused bool) screen.Cursor {
	for y := range a.H {
		a.TextCut(0, y, a.W, p.env.Theme.Text, strings.Repeat(p.name+" ", 1+a.W/len(p.name)))
	}
	a.Press(2, a.H-1, 1, p.name, "")
	if !focused {
		return screen.Cursor{}
	}
	return a.At(1, 0)
}

// catalog lists what there is.
type catalog struct {
	plain
	list  []*collection.Collection
	late  bool // it is not here yet
	wider int  // than it was at first
}

func (c *catalog) Load() tea.Cmd { c.say("the list is loaded"); return nil }
func (c *catalog) Find(id string) *collection.Collection {
	for _, col := range c.All() {
		if id == "" || col.ID == id {
			return col
		}
	}
	return nil
}
func (c *catalog) All() []*collection.Collection {
	if c.late {
		return nil
	}
	return c.list
}
func (c *catalog) Count(id string) (collection.Count, bool) {
	return collection.Count{Value: len(id)}, id == "car"
}
func (c *catalog) Current() *collection.Collection { return c.Find("boat") }
func (c *catalog) Mark(id string)                  { c.say("%s is marked", id) }
func (c *catalog) Width() int                      { return 24 + c.wider }

// table is one of three rows.
type table struct {
	plain
	col    *collection.Collection
	place  collection.Place
	row    int // under the cursor, -1 for none
	chosen pane.Columns
	failed bool
}

var three = []collection.Item{{ID: "1", Name: "Ant"}, {ID: "2", Name: "Bee"}, {ID: "3", Name: "Cat"}}

func (t *table) Collection() *collection.Collection { return t.col }
func (t *table) Schema() *collection.Schema         { return nil }
func (t *table) Place() collection.Place            { return t.place }
func (t *table) Current() (collection.Item, bool) {
	if t.row < 0 {
		return collection.Item{}, false
	}
	return three[t.row], true
}
func (t *table) Selected() []collection.Item   { return nil }
func (t *table) Loaded() []collection.Item     { return three }
func (t *table) Columns() []collection.Field   { return nil }
func (t *table) Layout() pane.Columns          { return pane.Columns{} }
func (t *table) Total() (int, bool)            { return 3, true }
func (t *table) Failed() bool                  { return t.failed }
func (t *table) Subject() (pane.Subject, bool) { return subject(t.col, t.row) }
func (t *table) Status() []string              { return []string{fmt.Sprintf("%d of 3", t.row+1)} }
func (t *table) Load() tea.Cmd                 { return t.does("%s is loaded", t.name) }
func (t *table) Resume() tea.Cmd               { return t.does("%s resumes", t.name) }
func (t *table) Refresh() tea.Cmd              { return t.does("%s is read again", t.name) }
func (t *table) Select(id string) {
	t.say("%s selects %s", t.name, id)
	t.row = slices.IndexFunc(three, func(it collection.Item) bool { return it.ID == id })
}
func (t *table) Reselect(done []string, failed []collection.Item) {
	t.say("%s reselects %v", t.name, done)
}
func (t *table) ShowColumns(c pane.Columns) { t.say("%s shows %v", t.name, c.Shown); t.chosen = c }
func (t *table) Chosen() pane.Columns       { return t.chosen }
func (t *table) Search(p collection.Place) tea.Cmd {
	t.place = p
	return t.does("%s searches %s", t.name, p.Text)
}
func (t *table) NamesAround(it collection.Item) tea.Cmd { return t.does("names around %s", it.ID) }
func (t *table) Close()                                 { t.say("%s is closed", t.name) }

func subject(col *collection.Collection, row int) (pane.Subject, bool) {
	if row < 0 {
		return pane.Subject{}, false
	}
	it := three[row]
	it.Values = map[string]collection.Value{"name": collection.String(it.Name)}
	return pane.Subject{Collection: col, Item: it, Field: collection.Field{Key: "name", Title: "Name", Type: field.Text}}, true
}

// row is the pane of a record.
type row struct {
	plain
	col    *collection.Collection
	ref    collection.Ref
	field  string
	inside bool // it is in something that back leaves
}

func (r *row) Show(col *collection.Collection, ref collection.Ref, it collection.Item, known bool) tea.Cmd {
	r.col, r.ref, r.field = col, ref, "name"
	return r.does("%s/%s is shown, known %v", ref.Collection, ref.ID, known)
}
func (r *row) Ref() collection.Ref { return r.ref }
func (r *row) Name() string {
	if i := r.at(); i >= 0 {
		return three[i].Name
	}
	return ""
}
func (r *row) at() int {
	return slices.IndexFunc(three, func(it collection.Item) bool { return it.ID == r.ref.ID })
}
func (r *row) GoTo(field string) { r.say("the record goes to %s", field); r.field = field }
func (r *row) Subject() (pane.Subject, bool) {
	s, ok := subject(r.col, r.at())
	s.Field.Key = r.field
	return s, ok
}
func (r *row) Became(b pane.Became) tea.Cmd {
	r.ref = b.To
	return r.does("%s became %s", b.From.ID, b.To.ID)
}
func (r *row) Resume(l change.Left) tea.Cmd { return r.does("%s is resumed", l.Ref.ID) }
func (r *row) Refresh() tea.Cmd             { return r.does("%s/%s is read again", r.ref.Collection, r.ref.ID) }
func (r *row) Leave() (cmd tea.Cmd, done bool) {
	if !r.inside {
		return nil, false
	}
	r.inside = false
	return r.does("the record leaves what it is in"), true
}
func (r *row) Hints() []pane.Hint {
	return []pane.Hint{r.env.Hint(action.Back, "back"), r.env.Hint(action.Sort, "sort")}
}

// line is the search line: there while it has the focus, over what is below.
type line struct {
	plain
	covers bool
}

func (l *line) Open()                 { l.say("the search line opens") }
func (l *line) Close()                { l.say("the search line closes") }
func (l *line) SetArea(r screen.Rect) {}
func (l *line) Draw(a screen.Area, focused bool) screen.Cursor {
	top, _ := a.Top(1)
	if l.covers {
		top, _ = a.Top(3)
	}
	return l.plain.Draw(top, focused)
}
func (l *line) Covers(x, y int) bool { return l.covers && y < 3 }
func (l *line) Handlers() []pane.Handler {
	return []pane.Handler{pane.On(func(s string) tea.Cmd { l.say("the search line does %s", s); return nil })}
}

// drafts has one of a record, and one that is new.
type drafts struct{ of, created string }

func (d drafts) HasDraft(ref collection.Ref) bool { return d.of != "" && ref.ID == d.of }
func (d drafts) IsNew(ref collection.Ref) bool    { return d.created != "" && ref.ID == d.created }
func (d drafts) Draft(ref collection.Ref, key string) (collection.Value, bool) {
	return collection.String("typed"), d.HasDraft(ref)
}

// loud is a feature with all that one may have.
type loud struct {
	*noted
	view    string // of each place that is searched
	columns pane.Columns
	out     bool
}

func (f *loud) Commands() []action.Command {
	note := func(id action.ID) action.Command {
		return action.Do(id, func() tea.Cmd { return f.does("%s is run", id) })
	}
	out := []action.Command{note(action.Views), action.Do(action.SearchRecords, func() tea.Cmd { return f.does("search is run") })}
	return out
}
func (f *loud) Handlers() []pane.Handler {
	return []pane.Handler{pane.On(func(g pane.GoTo) tea.Cmd {
		f.say("gone is to %s/%s", g.Address.Collection, g.Address.ExternalID)
		return nil
	})}
}
func (f *loud) Init() tea.Cmd { return f.does("the feature begins") }
func (f *loud) Watch(c pane.Changed) tea.Cmd {
	return f.does("the feature hears of %s/%s", c.Ref.Collection, c.Ref.ID)
}
func (f *loud) Visited(p collection.Place) tea.Cmd {
	return f.does("visited is %s %s", p.Collection, p.Text)
}
func (f *loud) Opened(o pane.OpenRecord) tea.Cmd { return f.does("opened is %s", o.Ref.ID) }
func (f *loud) Ready()                           { f.say("the feature is ready") }
func (f *loud) Status() []pane.Part              { return []pane.Part{{Text: "2 jobs", Opens: action.Views}} }
func (f *loud) SignedOut() bool                  { return f.out }
func (f *loud) Palette() []palette.Entry {
	return []palette.Entry{{Item: form.Item{Label: "view: Old cars"}}}
}
func (f *loud) ViewOf(p collection.Place) string {
	if p.Searching() {
		return f.view
	}
	return ""
}
func (f *loud) ColumnsOf(p collection.Place) pane.Columns {
	if p.Searching() {
		return f.columns
	}
	return pane.Columns{}
}

// bare is a feature with nothing but what all have.
type bare struct{}

func (bare) Commands() []action.Command { return nil }
func (bare) Handlers() []pane.Handler   { return nil }

// silent is a service that answers all with nothing.
type silent struct {
	mu    sync.Mutex
	asked []string
	slow  time.Duration // until it answers
}

func (s *silent) RoundTrip(req *http.Request) (*http.Response, error) {
	s.mu.Lock()
	s.asked = append(s.asked, req.URL.RequestURI())
	s.mu.Unlock()
	time.Sleep(s.slow) // of the bubble
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader("{}")), Request: req}, nil
}

// staged is a shell among panes that only note what they are asked.
type staged struct {
	*apptest.Driver
	*testing.T
	*noted
	shell   *shell.Model
	env     *pane.Env
	layer   *work.Layer
	service *silent
	list    *catalog
	tables  map[string]*table // by place
	record  *row
	line    *line
	loud    *loud
	first   tea.View // before anything was asked
}

// stage tells a story of a shell among panes that note what they are asked.
func stage(t *testing.T, w, h int, set func(*shell.Options), tell func(s *staged)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := &staged{T: t, noted: &noted{}, service: &silent{}, tables: map[string]*table{}}
		client, err := api.New("http://127.0.0.1:1", api.WithTransport(s.service), api.WithCredentials(api.TokenCredentials("agent@example.com", "token")))
		if err != nil {
			t.Fatal(err)
		}
		keys, err := action.NewKeymap(nil)
		if err != nil {
			t.Fatal(err)
		}
		s.layer = work.New(t.Context(), client)
		s.env = &pane.Env{Keys: keys, Now: time.Now, Zone: time.UTC, Names: s.layer, Drafts: drafts{}}
		o := shell.Options{
			Env: s.env, Layer: s.layer, Terminal: term.New(time.Now, term.Capabilities{Mouse: true, Dark: true, Profile: colorprofile.TrueColor}),
			Theme: theme.Options{}, Account: "acme", Start: shell.Start{Collection: "car"},
		}
		if set != nil {
			set(&o)
		}
		s.shell, err = shell.New(o)
		if err != nil {
			t.Fatal(err)
		}
		a := func(name string, scopes ...action.Scope) plain {
			return plain{noted: s.noted, name: name, env: s.env, scopes: scopes}
		}
		s.list = &catalog{plain: a("objects", action.Objects, action.List), list: []*collection.Collection{
			{ID: "car", Title: "Cars", Singular: "Car", Source: "zen:custom_object:car", Searchable: true, Filterable: true}, {ID: "boat", Title: "Boats", Singular: "Boat", Source: "zen:custom_object:boat", Searchable: true, Filterable: true},
		}}
		s.record = &row{plain: a("record", action.Record, action.List)}
		s.line = &line{plain: a("search", action.Search)}
		s.loud = &loud{noted: s.noted}
		make := func(col *collection.Collection, p collection.Place) shell.Table {
			name := strings.TrimSpace(col.ID + " " + p.Text + p.Sort)
			made := &table{plain: a(name, action.Records, action.List), col: col, place: p}
			s.tables[name] = made
			return made
		}
		s.shell.Add(s.loud)
		s.shell.Add(bare{})
		s.shell.Handle(pane.On(func(m int) tea.Cmd { s.say("handled is %d", m); return nil }), pane.On(func(call func() tea.Cmd) tea.Cmd { return call() }))
		s.shell.Place(shell.Panes{
			Catalog: s.list, Record: s.record,
			Table: func(col *collection.Collection, p collection.Place, like shell.Table) shell.Table {
				if like != nil {
					s.say("a table like %s", like.(*table).name)
				}
				return make(col, p)
			},
			Copy: func(of shell.Table, p collection.Place) shell.Table { return make(of.Collection(), p) },
			Slots: []shell.Slot{
				{Name: pane.Objects, Pane: s.list, Region: shell.Left, Scope: action.Objects},
				{Name: pane.Records, Region: shell.Middle, Scope: action.Records},
				{Name: pane.Record, Pane: s.record, Region: shell.Right, Scope: action.Record},
				{Name: pane.Search, Pane: s.line, Region: shell.Top, Scope: action.Search, Opens: action.SearchRecords},
			},
		})
		s.first = s.shell.View()
		s.Driver = apptest.Start(t, hears{s.shell, s.noted}, w, h)
		defer s.Stop()
		s.Send(pane.Listed{List: s.list.list}).Idle()
		tell(s)
	})
}

// hears notes the commands of panes as they come round.
type hears struct {
	*shell.Model
	*noted
}

func (h hears) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if run, ok := msg.(pane.Run); ok {
		if words, ours := strings.CutPrefix(string(run.ID), "noted:"); ours {
			h.say("%s", words)
			return h, nil
		}
	}
	_, cmd := h.Model.Update(msg)
	return h, cmd
}

// does gives a message, and fails the test unless panes and features are asked
// for just this, in any order.
func (s *staged) does(msg tea.Msg, want ...string) {
	s.Helper()
	s.lines = nil
	s.Send(msg).Idle()
	got := slices.Clone(s.lines)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		s.Errorf("%T %+v asks for\n%q\nwant\n%q", msg, msg, got, want)
	}
}

// press presses keys, and fails the test unless just this is asked for.
func (s *staged) press(key string, want ...string) {
	s.Helper()
	s.does(action.Press(key), want...)
}

// frame is the screen with its styles and clicks, the terminal's cursor and
// what it is called.
func (s *staged) frame() string {
	v := s.View()
	out := panetest.Canvas(s.env, s.shell.Canvas())
	if v.Cursor != nil {
		out += fmt.Sprintf("cursor %d,%d blinks %v\n", v.Cursor.X, v.Cursor.Y, v.Cursor.Blink)
	}
	return out + fmt.Sprintf("window %q, mouse %v\n", v.WindowTitle, v.MouseMode)
}
