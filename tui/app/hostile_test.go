package app_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"zco/tui/app"
	"zco/tui/app/apptest"
)

// hostiles have turned, hidden or commanded a terminal.
var hostiles = []string{
	"\x1b]0;owned\a", "\x1b[2J\x1b[H", "\x1bP+q544e\x1b\\", "\x1b]52;c;cm0gLXJmIC8=\a", "\u009b31m", "\u009d0;owned\u009c", "\u0090q\u009c", "\x1b[6n", "\x1b[?1049l", "\x1bc",
	"\u202eabc\u202c", "\u2066x\u2069", "a\u200bb", "\ufeffbom", "e" + strings.Repeat("\u0301", 300), "\r\n\n\n", "\x08\x08\x08", "\x0e\x0f", "\x7f\x00", "\U000e0041\U000e0042",
	"\u2028\u2029", "\u061c\u200e\u200f", "👩‍💻🏴\U000e0067\U000e0062\U000e007f", "\x1b_Gpayload\x1b\\", "\x1b^pm\x1b\\", "\x1b#8", "\x1b(0lqk",
}

// hostileWire puts hostile text into every answer, wherever a person can have
// written something, and into every refusal.
type hostileWire struct {
	http.RoundTripper
	spoilt map[string]int
	mu     sync.Mutex
	refuse string // requests of this method are refused
}

// written are the keys whose values somebody wrote.
var written = map[string]bool{
	"name": true, "title": true, "raw_title": true, "title_pluralized": true, "raw_title_pluralized": true, "description": true, "raw_description": true,
	"text": true, "message": true, "agent_label": true, "end_user_label": true, "default_content": true, "content": true, "details": true, "error": true,
}

// next returns a hostile text for a text: the next one each time the same text
// comes, whatever comes in between, so that each run is the same attack.
func (h *hostileWire) next(of string) string {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.spoilt == nil {
		h.spoilt = map[string]int{}
	}
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(of))
	h.spoilt[of]++
	return hostiles[(int(sum.Sum32()%1000)+h.spoilt[of])%len(hostiles)]
}

func (h *hostileWire) spoil(key string, v any) any {
	switch v := v.(type) {
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(v)) { // in one order, or each run is another test
			e := v[k]
			if key == "custom_object_fields" {
				if s, ok := e.(string); ok && len(s) != 26 && !strings.HasPrefix(s, "20") {
					v[k] = h.next(s) + s
					continue
				}
			}
			v[k] = h.spoil(k, e)
		}
	case []any:
		for i, e := range v {
			v[i] = h.spoil(key, e)
		}
	case string:
		if written[key] && v != "" {
			return h.next(v) + v + h.next(v)
		}
	}
	return v
}

func (h *hostileWire) RoundTrip(r *http.Request) (*http.Response, error) {
	if h.refuse == r.Method {
		bad, _ := json.Marshal(map[string]any{"error": h.next("error") + "Refused", "description": strings.Join(hostiles, " ") + "evil words",
			"details": map[string]any{"name": []any{map[string]any{"description": h.next("description") + "is not liked", "error": h.next("error")}}}})
		return &http.Response{StatusCode: 422, Status: "422 " + h.next("status"), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r, ContentLength: int64(len(bad)),
			Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(bytes.NewReader(bad))}, nil
	}
	resp, err := h.RoundTripper.RoundTrip(r)
	if err != nil || !strings.Contains(resp.Header.Get("Content-Type"), "json") {
		return resp, err
	}
	raw, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil {
		return nil, err
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var body any
	if dec.Decode(&body) == nil {
		if raw, err = json.Marshal(h.spoil("", body)); err != nil {
			return nil, err
		}
	}
	resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(raw)), int64(len(raw))
	resp.Header.Del("Content-Length")
	return resp, nil
}

// onlyShows fails if a terminal would take anything of a frame, but the choice
// of styles, for a command, or if something in it cannot be seen.
func onlyShows(t *testing.T, what string, d *apptest.Driver) {
	t.Helper()
	v := d.View()
	for _, s := range []struct{ where, text string }{{"frame", v.Content}, {"title", v.WindowTitle}} {
		bad := func(format string, args ...any) {
			t.Errorf("%s: the %s holds %s", what, s.where, fmt.Sprintf(format, args...))
		}
		p := ansi.NewParser()
		p.SetHandler(ansi.Handler{
			Print: func(r rune) {
				if strings.ContainsRune("\u061c\u200b\u200e\u200f\u2028\u2029\u2060\ufeff", r) || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e ||
					r >= 0x2066 && r <= 0x2069 || r >= 0xe0000 && r <= 0xe0fff {
					bad("%U", r)
				}
			},
			Execute: func(b byte) {
				if b != '\n' || s.where == "title" {
					bad("the control character %#x", b)
				}
			},
			HandleCsi: func(c ansi.Cmd, _ ansi.Params) {
				if c.Final() != 'm' || c.Prefix() != 0 || c.Intermediate() != 0 || s.where == "title" {
					bad("the command CSI %c", c.Final())
				}
			},
			HandleEsc: func(c ansi.Cmd) { bad("ESC %c", c.Final()) },
			HandleDcs: func(ansi.Cmd, ansi.Params, []byte) { bad("a DCS") },
			HandleOsc: func(n int, _ []byte) { bad("OSC %d", n) },
			HandlePm:  func([]byte) { bad("a PM") },
			HandleApc: func([]byte) { bad("an APC") },
			HandleSos: func([]byte) { bad("an SOS") },
		})
		p.Parse([]byte(s.text))
		if s.where == "frame" {
			for y, row := range strings.Split(s.text, "\n") {
				if w := ansi.StringWidthWc(row); w > 120 {
					bad("a row %d of %d cells", y, w)
				}
			}
		}
	}
}

// A whole day with an account in which every name, title and value, and every
// error, is an attack: nothing but text is shown.
func TestHostileAccount(t *testing.T) {
	h := &hostileWire{}
	w := with{wire: func(rt http.RoundTripper) http.RoundTripper { h.RoundTripper = rt; return h },
		options: func(o *app.Options) { o.Start.Collection = "asset" }}
	run(t, w, func(t *testing.T, p *program) {
		look := func(what string) { t.Helper(); onlyShows(t, what, p.Driver) }
		look("the table")
		for i := range 20 {
			p.Press("pgdown", "j")
			look(fmt.Sprint("page ", i))
		}
		for _, key := range []string{"y", ":", "?", "ctrl+o", "c", "f", "V", "R", ".", "H", "U", "L", "J", "=", "!", "X", "D", "I", "x", "b"} {
			p.Press(key)
			look("after " + key)
			p.Press("down", "down")
			look("in the dialog of " + key)
			p.Press("esc")
			p.Press("esc")
			look("behind the dialog of " + key)
			if p.Screen() == "" {
				t.Fatalf("after %s nothing is shown", key)
			}
		}
		p.Press("tab", "tab", "/")
		p.Type("a")
		look("the suggestions")
		p.Press("esc", "esc")
		p.Press("G", "enter")
		look("a record")
		for range 30 {
			p.Press("down")
			look("a field")
		}
		p.Press("g", "e").Type("X").Press("enter")
		h.refuse = http.MethodPatch
		p.Press("ctrl+s")
		look("the review")
		p.Press("enter")
		look("a refusal")
		p.Press("L")
		look("earlier messages")
		p.Press("esc", "y")
		look("the copy menu")
		p.Press("down", "enter")
		look("a copy")
	})
}

// Lists that cannot be read say so, in the server's words, without its tricks.
func TestHostileErrors(t *testing.T) {
	h := &hostileWire{refuse: http.MethodGet}
	w := with{wire: func(rt http.RoundTripper) http.RoundTripper { h.RoundTripper = rt; return h },
		options: func(o *app.Options) { o.Start.Collection = "asset" }}
	run(t, w, func(t *testing.T, p *program) {
		p.Expect("evil words")
		onlyShows(t, "the list of objects", p.Driver)
		h.refuse = ""
		p.Press("r").Expect("1 of ")
		h.refuse = http.MethodGet
		p.Press("tab", "r", "G")
		onlyShows(t, "the table", p.Driver)
		p.Press("enter")
		onlyShows(t, "a record", p.Driver)
		p.Press("L")
		onlyShows(t, "messages", p.Driver)
	})
}
