package record

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"zco/api"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/domain/journal"
	"zco/tui/draw/screen"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

// Fields of a tool, by what they are.
const (
	uses   = "custom_object_fields.uses"
	price  = "custom_object_fields.price"
	ready  = "custom_object_fields.ready"
	due    = "custom_object_fields.due"
	state  = "custom_object_fields.state"
	tags   = "custom_object_fields.tags"
	shelf  = "custom_object_fields.shelf"
	photo  = "custom_object_fields.photo"
	code   = "custom_object_fields.code"
	serial = "custom_object_fields.serial"
)

// shelves is what the relation of a tool points at.
const shelves = "zen:custom_object:shelf"

// shelvesFound is how the service completes the name of a shelf.
const shelvesFound = `{"custom_object_records":[{"id":"s1","name":"Top shelf"},{"id":"s2","name":"Tool chest","external_id":"T-2"}]}`

// toolFields are one of each type.
func toolFields() []collection.Field {
	return []collection.Field{
		{Key: "name", Title: "Name", Type: field.Text, Required: true},
		{Key: notes, Title: "Notes", Type: field.TextArea},
		{Key: uses, Title: "Uses", Type: field.Integer},
		{Key: price, Title: "Price", Type: field.Decimal},
		{Key: ready, Title: "Ready", Type: field.Checkbox},
		{Key: due, Title: "Inspection due", Type: field.Date},
		{Key: state, Title: "State", Type: field.Dropdown, Required: true, Options: []collection.Option{
			{Value: "new", Title: "As new"}, {Value: "worn", Title: "Worn"}, {Value: "lost", Title: "Lost"},
		}},
		{Key: tags, Title: "Tags", Type: field.Multiselect, Options: []collection.Option{{Value: "big", Title: "Big"}, {Value: "old", Title: "Old"}}},
		{Key: shelf, Title: "Shelf", Type: field.Lookup, Target: shelves, ID: "7"},
		{Key: photo, Title: "Photo", Type: field.Photo, Locked: "photos are changed in the web interface"},
		{Key: code, Title: "Code", Type: field.Regexp, Pattern: `\A[A-Z]{2}\z`, Group: "In the books"},
		{Key: serial, Title: "Serial number of the maker", Type: field.Integer, Group: "In the books", Locked: "the service counts it"},
	}
}

// anvil is a tool with a value in most fields.
func anvil() collection.Item {
	return collection.Item{ID: "1", Name: "Anvil", Version: "2026-01-01T00:00:00Z", Values: map[string]collection.Value{
		"name": collection.String("Anvil"), notes: collection.String("one\ntwo\nthree\nfour\nfive\nsix\nseven\neight"),
		uses: "1200", price: "0.10", ready: "true", due: collection.String("2026-02-01"), state: collection.String("worn"),
		tags: `["big","old"]`, shelf: collection.String("s1"), photo: `{"id":"9","name":"anvil.png","size":2048,"content_type":"image/png"}`,
		code: collection.Null, serial: "77",
	}}
}

// attached are the files of a tool: one that is good, one that is not.
func attached() []collection.Item {
	row := func(id, name, size, scan string) collection.Item {
		return collection.Item{ID: id, Name: name, Values: map[string]collection.Value{
			"name": collection.String(name), "size": collection.Value(size), "content_type": collection.String("image/png"),
			"malware_scan_status": collection.String(scan),
		}}
	}
	return []collection.Item{row("f1", "front.png", "3000", api.ScanClean), row("f2", "an offer for a new one, signed.png", "120", api.ScanFound)}
}

// bench is the pane over tools, with no service behind them: each test says
// what is answered.
type bench struct {
	*stage
	tool    collection.Item
	tools   *collection.Collection
	files   []collection.Item                          // of the tool
	broken  error                                      // why its files cannot be read
	asked   int                                        // requests to the service
	answers map[string]string                          // of the service, by the end of a path; else it fails
	counts  map[string]func() (collection.Page, error) // of what points at the tool, by collection
}

// RoundTrip implements http.RoundTripper.
func (b *bench) RoundTrip(r *http.Request) (*http.Response, error) {
	b.asked++
	for path, body := range b.answers {
		if strings.HasSuffix(r.URL.Path, path) {
			return &http.Response{
				StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(body)), Request: r,
			}, nil
		}
	}
	return &http.Response{StatusCode: http.StatusForbidden, Header: http.Header{}, Body: io.NopCloser(strings.NewReader("{}")), Request: r}, nil
}

// onBench returns the pane, without a record.
func onBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{tool: anvil(), answers: map[string]string{}, counts: map[string]func() (collection.Page, error){}}
	client, err := api.New("http://127.0.0.1:1", api.WithTransport(b), api.WithCredentials(api.TokenCredentials("agent@example.com", "token")))
	if err != nil {
		t.Fatal(err)
	}
	b.tools = &collection.Collection{
		ID: "tool", Title: "Tools", Singular: "Tool", Source: "zen:custom_object:tool", Filterable: true,
		Schema: func(context.Context, *api.Client) (*collection.Schema, error) {
			return collection.NewSchema(toolFields()), nil
		},
		Get: func(context.Context, *api.Client, string) (collection.Item, error) { return b.tool, nil },
		Update: func(context.Context, *api.Client, string, collection.Patch) (collection.Item, error) {
			return b.tool, nil
		},
		Delete: func(context.Context, *api.Client, string) error { return nil },
	}
	j := journal.InMemory(journal.Options{})
	t.Cleanup(func() { _ = j.Close() })
	b.stage = &stage{t: t, client: client, busy: map[collection.Ref]bool{}}
	env, shell := panetest.Env(t)
	layer := work.New(t.Context(), client)
	layer.LearnName(shelves, "s1", "Top shelf")
	env.Names, b.shell = layer, shell
	shell.Has = []*collection.Collection{b.tools}
	b.Model = New(env, layer, &change.DraftStore{Journal: j, Account: "account"}, b.stage, External{})
	b.size(64, 30)
	return b
}

// shown is the pane with the anvil.
func shown(t *testing.T) *bench {
	t.Helper()
	b := onBench(t)
	b.show()
	return b
}

// show shows the anvil, and lets all be answered.
func (b *bench) show() {
	panetest.Settle(b.Show(b.tools, collection.Ref{Collection: "tool", ID: "1"}, collection.Item{}, false))
}

// withFiles gives the tools files, and the anvil those of the bench.
func (b *bench) withFiles() {
	b.files = attached()
	b.tools.Attachments = func(id string) *collection.Collection {
		of := collection.AttachmentsOf("tool/" + id)
		of.List = func(context.Context, *api.Client, collection.Query) (collection.Page, error) {
			return collection.Page{Items: b.files, Total: -1}, b.broken
		}
		return of
	}
}

// withPointing has rows of another collection point at tools; count answers how
// many there are.
func (b *bench) withPointing(title string, count func() (collection.Page, error)) *collection.Collection {
	key := strings.ToLower(title)
	from := &collection.Collection{
		ID: key, Title: title, Singular: title, Filterable: true,
		Schema: func(context.Context, *api.Client) (*collection.Schema, error) {
			return collection.NewSchema([]collection.Field{{Key: "tool", Title: "Tool of " + key, Type: field.Lookup, Target: b.tools.Source, ID: key}}), nil
		},
		List: func(context.Context, *api.Client, collection.Query) (collection.Page, error) { return count() },
	}
	b.shell.Has = append(b.shell.Has, from)
	return from
}

// total answers a count with a number.
func total(n int) func() (collection.Page, error) {
	return func() (collection.Page, error) { return collection.Page{Total: n}, nil }
}

var errCut = errors.New("the line is cut")

// begin shows the form of a new tool.
func (b *bench) begin(n change.NewRow) {
	schema, _ := b.tools.Schema(b.t.Context(), nil)
	panetest.Settle(b.Show(b.tools, b.drafts.Begin(b.tools, schema, n), collection.Item{}, false))
}

// presses gives keys to the pane as the shell does: what is no action there is
// typed.
func (b *bench) presses(keys ...string) {
	for _, name := range keys {
		k := panetest.Key(name)
		id, _ := b.env.Keys.Resolve(b.Scopes(), k.String())
		if b.Commands().Why(id) != "" {
			continue
		}
		cmd, known := b.Commands().Run(id)
		if !known {
			cmd = b.Type(k)
		}
		panetest.Settle(cmd)
	}
}

// edits opens the editor of a field.
func (b *bench) edits(key string) {
	b.t.Helper()
	b.GoTo(key)
	panetest.Settle(b.edit())
	if b.editing == nil {
		b.t.Fatalf("%s is not edited; said %q", key, b.shell.Said())
	}
}

// painted is what is drawn, with styles, clicks and the cursor.
func (b *bench) painted(w, h int, focused bool) string {
	b.size(w, h)
	return panetest.Painted(b.env, w, h, func(a screen.Area) screen.Cursor { return b.Draw(a, focused) })
}

// clicks presses the left button at a cell.
func (b *bench) clicks(x, y int) {
	panetest.Settle(b.Mouse(leftClick(x, y)))
}
