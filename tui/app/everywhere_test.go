package app_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api/sandbox"
	"zco/tui/action"
)

// atMost leaves so many elements in every list that is read.
type atMost struct {
	http.RoundTripper
	n int
}

func (a atMost) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := a.RoundTripper.RoundTrip(r)
	if err != nil || r.Method != http.MethodGet {
		return resp, err
	}
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var answer map[string]any
	if d.Decode(&answer) == nil {
		for key, v := range answer {
			if list, ok := v.([]any); ok {
				answer[key] = list[:min(len(list), a.n)]
			}
		}
		if _, ok := answer["meta"]; ok {
			answer["meta"] = map[string]any{"has_more": false}
		}
		if body, err = json.Marshal(answer); err != nil {
			return nil, err
		}
	}
	resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	resp.Header.Del("Content-Length")
	return resp, nil
}

// gone is a network on which nobody answers.
type gone struct{}

func (gone) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, errors.New("connection refused")
}

// Every action does no harm in any pane, on an account with many, one and none
// of everything, on one that lets nobody in and on one that is not there, nor
// do the keys that go on from what it opened.
func TestEveryActionEverywhere(t *testing.T) {
	t.Chdir(t.TempDir()) // it exports
	accounts := map[string]with{
		"many": {}, "refusing": {unsigned: true},
		"one":   {wire: func(rt http.RoundTripper) http.RoundTripper { return atMost{rt, 1} }},
		"empty": {wire: func(rt http.RoundTripper) http.RoundTripper { return atMost{rt, 0} }},
		"dead":  {wire: func(http.RoundTripper) http.RoundTripper { return gone{} }},
	}
	ways := []string{"", "shift+tab", "enter"} // the rows, the objects, a record
	if os.Getenv("ZCO_TERMINAL")+os.Getenv("ZCO_LONG") != "" {
		ways = append(ways, "tab", "tab tab", "enter tab")
	}
	for name, w := range accounts {
		for _, way := range ways {
			w.sandbox = sandbox.Options{Records: 120, RateLimit: -1}
			everyAction(t, name, w, way)
		}
	}
}

func everyAction(t *testing.T, name string, w with, way string) {
	keys, err := action.NewKeymap(nil)
	if err != nil {
		t.Fatal(err)
	}
	l := &life{kind: name}
	w.model = func(m tea.Model) tea.Model { return watched{m, l} }
	run(t, w, func(t *testing.T, p *program) {
		press := func(all string) {
			for k := range strings.FieldsSeq(all) {
				p.Key(k)
				p.View()
			}
		}
		for _, a := range action.Table {
			if a.ID == action.Quit || a.ID == action.QuitNow || a.ID == action.Suspend || len(keys.Keys(a.ID)) == 0 {
				continue
			}
			press("esc esc esc esc " + way)
			p.Wait(time.Second)
			press(keys.Keys(a.ID)[0])
			p.Wait(time.Second)
			press("up enter down home end a backspace enter space esc")
			if l.crashed() != "" || p.Driver.Quit() {
				t.Errorf("%s in the %s account after %q: %s", a.ID, name, way, l.crashed())
				return
			}
		}
	})
}
