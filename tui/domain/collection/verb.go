package collection

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"zco/api"
)

// Verb is something that one family can do with a row, with several, or as a
// whole. It does one of three things: it leads to another place (Visit), it
// reads something to look at (Show), or it makes a Plan, which a person sees
// before it is sent.
type Verb struct {
	ID    string // "make-default"
	Title string
	Reads bool // changes nothing: allowed in read-only mode
	Rows  bool // applies to all selected rows at once
	Table bool // is about the collection: needs no row

	// Allowed returns why the verb is disabled for an item, "" if it is not.
	Allowed func(Item) string
	// Form returns what to ask before; nil asks nothing.
	Form func(ctx context.Context, c *api.Client, items []Item) (Form, error)
	// Plan reads what it must and says exactly what would be sent; it sends
	// nothing. A Refusal tells which answers are wrong.
	Plan func(ctx context.Context, c *api.Client, items []Item, answers Patch) (Plan, error)

	// Change is what the verb sets of a row, where that is all it does to one:
	// it is then proposed as any other change, with history and undo. Several
	// rows at once have a Plan.
	Change func(Item) Patch

	Show func(ctx context.Context, c *api.Client, items []Item) ([]string, error)
	// Picture reads what a terminal that can shows in the place of Show, for the
	// items of which IsPicture is true.
	Picture   func(ctx context.Context, c *api.Client, items []Item) (Picture, error)
	IsPicture func(Item) bool

	Visit func(Item) Place
}

// Picture is a file that may be a picture, as the service has it.
type Picture struct {
	Name    string
	About   []string // its size, its type
	Content []byte
}

// isPictureType reports whether a type is one of a picture that can be shown.
func isPictureType(contentType string) bool {
	kind, _, _ := strings.Cut(strings.ToLower(contentType), ";")
	return slices.Contains([]string{"image/png", "image/jpeg", "image/jpg", "image/gif"}, strings.TrimSpace(kind))
}

// Form is what a verb asks: fields as in a record, and what stands in them.
type Form struct {
	Title  string
	Fields []Field
	Values map[string]Value
}

// Plan is what a verb is about to do.
type Plan struct {
	Title       string   // in words
	About       []string // what it is about, a line each, where the rows' names do not say it
	Warning     string   // what is lost, "" for nothing
	ConfirmText string   // what to type before it is sent, "" for a plain yes
	Steps       []Step   // the requests, in order
	Back        *Plan    // takes it back, nil where nothing does
	Bytes       bool     // its progress is told in bytes
	Saw         string   // what it rests on besides its steps, such as the time of a row's last change
	// State reads what the plan would change, as a text to compare: a plan that
	// takes another back is only right while that is as the other left it. Nil
	// where the service itself refuses what is not right any more.
	State func(ctx context.Context, c *api.Client) (string, error)
	// Again plans anew from what is there now; nil where nothing was read.
	Again func(ctx context.Context, c *api.Client) (Plan, error)
	// Send sends the steps, telling how far it is where that takes long.
	Send func(ctx context.Context, c *api.Client, progress func(done, total int)) (Outcome, error)
}

// Step is one request as it will be sent.
type Step struct {
	Method, Path string // the path below the account's address, with its query
	Body         Value  // Absent for none
}

// errSince is why something is not taken back.
var errSince = refuse("", "it was changed since by someone, and taking this back would take that back as well")

// Left returns the plan, which takes another back, as one that is sent only
// while what it changes is as it is now: it is called when the other was sent.
func (p Plan) Left(ctx context.Context, c *api.Client) (Plan, error) {
	if p.State == nil {
		return p, nil
	}
	left, err := p.State(ctx, c)
	back := p
	back.Again = func(ctx context.Context, c *api.Client) (Plan, error) {
		now, err := p.State(ctx, c)
		if err == nil && now != left {
			err = errSince
		}
		return back, err
	}
	return back, err
}

// takenBackBy is the plan with one that takes it back, as long as state, which
// is what it changes, is as it left it.
func (p Plan) takenBackBy(back Plan, state func(context.Context, *api.Client) (string, error)) Plan {
	back.State = state
	p.Back = &back
	return p
}

// stateOf tells of each element what a plan changes.
func stateOf[T any](list []T, err error, of func(T) any) (string, error) {
	var b strings.Builder
	for _, e := range list {
		fmt.Fprintln(&b, of(e))
	}
	return b.String(), err
}

// Same reports whether two plans send the same and rest on the same.
func (p Plan) Same(q Plan) bool { return p.Saw == q.Saw && slices.Equal(p.Steps, q.Steps) }

// String returns the step on one line.
func (s Step) String() string {
	return strings.TrimSpace(s.Method + " " + s.Path + " " + string(s.Body))
}

// Outcome is what a verb did.
type Outcome struct {
	Text    string   // in words
	Changed []Item   // rows as they are now
	Created []Item   // rows that are new
	Gone    []string // ids of rows that are no more
	Stale   bool     // the rows or their order must be read again to be known
	Partly  bool     // some of it failed; Text says what
}

// Refusal is why something is not sent: it is known beforehand that the
// service would refuse it.
type Refusal struct{ Reasons []Reason }

// Error says it in one line.
func (r *Refusal) Error() string {
	return strings.Join(each(r.Reasons, func(one Reason) string { return one.Text }), "; ")
}

// refuse returns a refusal about a field, or about all of it for "".
func refuse(key, text string) error { return &Refusal{[]Reason{{Key: key, Text: text}}} }

// defaultAlready is why a row is not made the default.
const defaultAlready = "it is the default already"

// whereTrue is a reason against rows of which something is true.
func whereTrue(key, why string) func(Item) string {
	return func(it Item) string {
		if isTrue(it, key) {
			return why
		}
		return ""
	}
}

// step describes a request whose body is what the client will encode.
func step(method, path string, body any) Step {
	s := Step{Method: method, Path: "/api/v2/" + path}
	if body != nil {
		data, err := json.Marshal(body)
		if err == nil {
			s.Body, _ = api.ParseValue(data)
		}
	}
	return s
}

// under wraps a body in its one key.
func under(key string, body any) map[string]any { return map[string]any{key: body} }

// FindVerb returns the verb with an ID.
func (col *Collection) FindVerb(id string) (Verb, bool) {
	for _, v := range col.Verbs {
		if v.ID == id {
			return v, true
		}
	}
	return Verb{}, false
}
