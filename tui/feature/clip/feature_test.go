package clip

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

const base = "https://acme.zendesk.com"

// cars is a collection whose rows have pages.
func cars() *collection.Collection {
	return &collection.Collection{
		ID: "car", Title: "Cars", Singular: "Car", Address: "/agent/car/{id}",
	}
}

// begin returns the feature over a row with the cursor on its colour.
func begin(t *testing.T, o Options) (*Feature, *panetest.Shell) {
	t.Helper()
	env, shell := panetest.Env(t)
	env.Base = base
	o.Context = t.Context()
	if o.Getenv == nil {
		o.Getenv = func(string) string { return "" }
	}
	if o.Clipboard == "" {
		o.Clipboard = "osc52"
	}
	colour := collection.Field{Key: "custom_object_fields.colour", Title: "Colour", Type: field.Text}
	name := collection.Field{Key: "name", Title: "Name", Type: field.Text}
	it := collection.Item{ID: "7", Name: "Volvo", Values: map[string]collection.Value{
		"id": collection.String("7"), "name": collection.String("Vol\tvo"), "url": collection.String(base + "/api/v2/car/7.json"), colour.Key: collection.String("red"),
	}}
	col := cars()
	shell.InFront, shell.InFocus = &panetest.Table{Of: col}, pane.Records
	shell.At = &pane.Subject{Collection: col, Item: it, Field: colour, Columns: []collection.Field{name, colour}}
	return New(env, o), shell
}

// copied returns what a command asks the terminal to copy.
func copied(cmd tea.Cmd) string {
	for _, msg := range panetest.Settle(cmd) {
		if reflect.TypeOf(msg).Name() == "setClipboardMsg" {
			return fmt.Sprint(msg)
		}
	}
	return ""
}

// pick takes the line of the copy menu that a text finds.
func pick(t *testing.T, f *Feature, shell *panetest.Shell, what string) string {
	t.Helper()
	action.Index(f.Commands()).Run(action.Copy)
	open, ok := panetest.Last[pane.Open](shell)
	if !ok {
		t.Fatalf("no menu: %q", shell.Said())
	}
	panetest.Type(open.Dialog, what)
	cmd, _ := open.Dialog.Key(panetest.Key("enter"))
	return copied(cmd)
}

func TestMenuCopiesWhatItSays(t *testing.T) {
	f, shell := begin(t, Options{})
	for what, want := range map[string]string{
		"colour": "red", "id": "7", "name": "Vol\tvo", "the row": "Vol vo\tred",
		"the address": base + "/agent/car/7",
		"API":         base + "/api/v2/car/7.json",
		"curl":        `curl -u "$ZENDESK_EMAIL/token:$ZENDESK_API_TOKEN" '` + base + `/api/v2/car/7.json'`,
	} {
		if got := pick(t, f, shell, what); got != want {
			t.Errorf("%s copies %q, want %q", what, got, want)
		}
	}
	shell.Asked = nil
	action.Index(f.Commands()).Run(action.Copy)
	open, _ := panetest.Last[pane.Open](shell)
	open.Dialog.Paste("external")
	if shown := panetest.Screen(f.env, open.Dialog, 80, 24); !strings.Contains(shown, "No match") {
		t.Errorf("it offers to copy nothing:\n%s", shown)
	}
	var record map[string]any
	if err := json.Unmarshal([]byte(pick(t, f, shell, "JSON")), &record); err != nil || fmt.Sprint(record["custom_object_fields"]) != "map[colour:red]" {
		t.Errorf("as JSON: %v %v", record, err)
	}
	if got := pick(t, f, shell, "YAML"); !strings.Contains(got, "custom_object_fields:\n  colour: red\n") {
		t.Errorf("as YAML: %q", got)
	}
	if shell.Said() != "the terminal was asked to copy the record as YAML (OSC 52); not every terminal does" {
		t.Errorf("said %q", shell.Said())
	}
}

// An account that is signed in to by OAuth has no API token to put there, and
// no secret is sent to an address that is not the account's.
func TestCurlOfAnAccount(t *testing.T) {
	f, shell := begin(t, Options{OAuth: true})
	if got := f.curl(*shell.At); !strings.HasPrefix(got, `curl -H "Authorization: Bearer $ZENDESK_OAUTH_TOKEN" '`+base) {
		t.Errorf("curl is %s", got)
	}
	for _, bad := range []string{base + "/'; rm -rf /; '", base + "/a b", base + "/ü", base + ".example/a"} {
		shell.At.Item.Values["url"] = collection.String(bad)
		if got := f.curl(*shell.At); got != "" {
			t.Errorf("with %q in its address it is %s", bad, got)
		}
	}
	shell.At.Item.Values["url"] = collection.String(base + "/~a!")
	if got := f.curl(*shell.At); !strings.HasSuffix(got, " '"+base+"/~a!'") {
		t.Errorf("with all that may stand in an address it is %s", got)
	}
}

func TestWhyNothingCanBeCopied(t *testing.T) {
	f, shell := begin(t, Options{})
	commands := action.Index(f.Commands())
	if why := commands.Why(action.Copy) + commands.Why(action.Browser); why != "" {
		t.Errorf("disabled with %q", why)
	}
	shell.InFront.Of.Address = ""
	if why := commands.Why(action.Browser); why != "Cars have no page of their own in the agent interface" {
		t.Errorf("without pages: %q", why)
	}
	if why := commands.Why(action.Copy); why != "" {
		t.Errorf("without pages nothing is copied: %q", why)
	}
	shell.At = nil
	if why := commands.Why(action.Copy); why != "there is no row under the cursor" {
		t.Errorf("without a row: %q", why)
	}
	shell.InFocus = pane.Record
	if why := commands.Why(action.Copy) + commands.Why(action.Browser); why != "" {
		t.Errorf("of the record: %q", why)
	}
	commands.Run(action.Copy)
	if shell.Said() != "there is nothing under the cursor" {
		t.Errorf("said %q", shell.Said())
	}
}

// What is copied from elsewhere is asked about as well, where it is not what
// it seems; the question takes no key that was typed for something else.
func TestHiddenCharactersAreAskedAbout(t *testing.T) {
	f, shell := begin(t, Options{})
	h := pane.Handlers{}
	h.Add(f.Handlers()...)
	cmd, _ := panetest.Do(h, pane.Copy{Text: "a\x1bb", What: "name"})
	open, ok := panetest.Last[pane.Open](shell)
	if copied(cmd) != "" || !ok || !open.Unasked || open.Dialog.Title() != "Hidden characters in name" {
		t.Fatalf("not asked: %q %+v", copied(cmd), shell.Asked)
	}
	if cmd, _ := open.Dialog.Key(panetest.Key("enter")); copied(cmd) != "a␛b" {
		t.Errorf("with its marks it is %q", copied(cmd))
	}
	panetest.Do(h, pane.Copy{Text: "a\x1bb", What: "name"})
	open, _ = panetest.Last[pane.Open](shell)
	open.Dialog.Key(panetest.Key("down"))
	if cmd, _ := open.Dialog.Key(panetest.Key("enter")); copied(cmd) != "a\x1bb" {
		t.Errorf("the true text is %q", copied(cmd))
	}
}

func TestNothingIsCopiedWhereThatIsOff(t *testing.T) {
	f, shell := begin(t, Options{Clipboard: "off"})
	if got := copied(f.Now(pane.Copy{Text: "a"})); got != "" || !strings.Contains(shell.Said(), "not copied") {
		t.Errorf("copied %q, said %q", got, shell.Said())
	}
}

func TestBrowse(t *testing.T) {
	var opened string
	fails := error(nil)
	f, shell := begin(t, Options{Browse: func(url string) error { opened = url; return fails }})
	commands := action.Index(f.Commands())
	cmd, _ := commands.Run(action.Browser)
	if left := panetest.Settle(cmd); opened != base+"/agent/car/7" || len(left) != 1 || left[0] != (pane.Say{Text: "opened in the browser"}) {
		t.Errorf("opened %q: %v", opened, left)
	}
	fails = errors.New("no display")
	cmd, _ = commands.Run(action.Browser)
	if left := panetest.Settle(cmd); len(left) != 1 || left[0] != (pane.Say{Kind: pane.Warning, Text: "no browser here (no display): " + base + "/agent/car/7"}) {
		t.Errorf("said %v", left)
	}
	f.o.Browse = nil
	cmd, _ = commands.Run(action.Browser)
	if copied(cmd) != base+"/agent/car/7" || shell.Said() != base+"/agent/car/7" {
		t.Errorf("without a browser: copied %q, said %q", copied(cmd), shell.Said())
	}
	shell.At.Collection.Address = ""
	commands.Run(action.Browser)
	if shell.Said() != "there is no page for this in the browser" {
		t.Errorf("without a page: %q", shell.Said())
	}
}
