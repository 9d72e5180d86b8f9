package app_test

import (
	"net/url"
	"strings"
	"testing"

	"zco/tui/app"
)

// at starts the program in a collection.
func at(object string) func(*app.Options) {
	return func(o *app.Options) { o.Start = app.Start{Collection: object} }
}

// family runs the story of a person in one of the account's families, on a
// screen with room for the row beside the table.
func family(t *testing.T, object string, story func(p *program)) {
	t.Helper()
	run(t, with{options: at(object), w: 170, h: 50}, func(_ *testing.T, p *program) { story(p) })
}

// writes are the requests since the last look that change something: method,
// path and body.
func (p *program) writes() []string {
	p.T.Helper()
	var out []string
	for _, e := range p.server.Journal() {
		path, err := url.QueryUnescape(e.Path)
		if err != nil {
			p.T.Fatal(err)
		}
		if e.Method != "GET" {
			out = append(out, strings.TrimSpace(e.Method+" "+path+" "+string(e.Body)))
		}
	}
	p.server.ResetJournal()
	return out
}

// wrote fails unless just these requests changed something since the last
// look.
func (p *program) wrote(want ...string) *program {
	p.T.Helper()
	if got := p.writes(); strings.Join(got, "\n") != strings.Join(want, "\n") {
		p.T.Errorf("sent\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	return p
}

// verb chooses from the menu of what else can be done with the row.
func (p *program) verb(typed string) *program {
	p.T.Helper()
	p.Press(".").Type(typed).Press("enter")
	return p
}

// toField moves the cursor of the record down to the field with a title.
func (p *program) toField(title string) *program {
	p.T.Helper()
	if strings.Contains(p.Screen(), "cancel  esc") || strings.Contains(p.Screen(), "esc keep draft") || strings.Contains(p.Screen(), "esc cancel") {
		p.Key("esc") // a field is open
	}
	for range 90 {
		if strings.Contains(p.cursorField(), title) {
			return p
		}
		p.Key("j")
	}
	p.T.Fatalf("there is no field %s:\n%s", title, p.Screen())
	return p
}

// cursorField is the line of the record that the cursor is on.
func (p *program) cursorField() string {
	for line := range strings.Lines(p.Screen()) {
		cells := strings.Split(line, "│")
		if last := cells[len(cells)-1]; len(cells) > 2 && strings.HasPrefix(last, " ▌") || strings.HasPrefix(last, "▌") {
			return last
		}
	}
	return ""
}

// only fails unless a single request changed something since the last look,
// that begins and ends so; it returns what is between, such as an id.
func (p *program) only(begin, end string) string {
	p.T.Helper()
	got := p.writes()
	if len(got) != 1 || !strings.HasPrefix(got[0], begin) || !strings.HasSuffix(got[0], end) {
		p.T.Fatalf("sent\n%s\nwant %s…%s\n%s", strings.Join(got, "\n"), begin, end, p.Screen())
	}
	return strings.TrimSuffix(strings.TrimPrefix(got[0], begin), end)
}

// expectFamily fails unless the last reads since the last look were these;
// what the start of the program and the fields cost comes before. Languages
// are asked for beside a list, in no order.
func (p *program) expectFamily(want ...string) {
	p.T.Helper()
	var got []string
	for _, e := range p.server.Journal() {
		path, err := url.QueryUnescape(e.Path)
		if err != nil {
			p.T.Fatal(err)
		}
		if line := e.Method + " " + path; line != "GET /api/v2/locales" {
			got = append(got, line)
		}
	}
	p.server.ResetJournal()
	if n := len(want); len(got) < n || strings.Join(got[len(got)-n:], "\n") != strings.Join(want, "\n") {
		p.T.Errorf("requests\n%s\nwant at the end\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// readOnly starts the program in read-only mode as well.
func readOnly(o func(*app.Options)) func(*app.Options) {
	return func(to *app.Options) {
		o(to)
		to.ReadOnly = "zco is in read-only mode"
	}
}
