package app_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"zco/tui/app"
	"zco/tui/draw/render"
	"zco/tui/draw/screen"
)

// wideWire gives every record a name of wide characters.
type wideWire struct{ http.RoundTripper }

func (w wideWire) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := w.RoundTripper.RoundTrip(r)
	if err != nil || !strings.HasSuffix(r.URL.Path, "/records") {
		return resp, err
	}
	body, err := io.ReadAll(resp.Body)
	body = bytes.ReplaceAll(body, []byte(`"name":"`), []byte(`"name":"東京本社 한빛전자 `))
	resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	resp.Header.Del("Content-Length")
	return resp, err
}

// plainWire gives every record a name of ASCII.
type plainWire struct{ http.RoundTripper }

func (w plainWire) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := w.RoundTripper.RoundTrip(r)
	if err != nil || !strings.HasSuffix(r.URL.Path, "/records") {
		return resp, err
	}
	body, err := io.ReadAll(resp.Body)
	body = bytes.ReplaceAll(body, []byte(`"name":"`), []byte(`"name":"Tokyo office, HBJJ `))
	resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	resp.Header.Del("Content-Length")
	return resp, err
}

// steps are what is counted: keys that come before, and the key that counts.
var steps = []struct {
	name   string
	before []string
	key    string
}{
	{"move", []string{"j", "k"}, "j"},
	{"scroll by one at the edge", strings.Split(strings.Repeat("j", 60), ""), "j"},
	{"page down", nil, "pgdown"},
	{"open a dialog", nil, "?"},
}

// cost returns the bytes of a step, and the least there could be.
func cost(p *program, before []string, key string, f render.Features) (bytes, least int) {
	r := render.New(f)
	var was, now screen.Snapshot
	p.Press(before...)
	p.app.Canvas().Snapshot(&was)
	r.Render(&was, cursorOf(p))
	p.Press(key)
	p.app.Canvas().Snapshot(&now)
	out := r.Render(&now, cursorOf(p))
	return len(out), leastBytes(&was, &now, f.Margins)
}

func cursorOf(p *program) screen.Cursor {
	if c := p.View().Cursor; c != nil {
		return screen.Cursor{X: c.X, Y: c.Y, Shown: true}
	}
	return screen.Cursor{}
}

// The bytes of what a person does most are near the least that could make the
// same change of the screen.
func TestBytesAreNearTheLeast(t *testing.T) {
	const most = 1.25
	for _, size := range [][2]int{{120, 40}, {200, 60}} {
		for _, margins := range []bool{false, true} {
			run(t, with{w: size[0], h: size[1], options: func(o *app.Options) { o.Start.Collection = "asset" }}, func(t *testing.T, p *program) {
				for _, s := range steps {
					bytes, least := cost(p, s.before, s.key, render.Features{Erase: true, Scroll: true, Margins: margins})
					ratio := float64(bytes) / float64(least)
					t.Logf("%dx%d margins %-5t %-26s %5d bytes, least %5d: %.2f", size[0], size[1], margins, s.name, bytes, least, ratio)
					if ratio > most {
						t.Errorf("%s at %v takes %.2f times the least", s.name, size, ratio)
					}
				}
			})
		}
	}
}

// Rows of wide characters take no more than half as much again as plain ones.
func TestBytesOfWideRows(t *testing.T) {
	count := func(wire func(http.RoundTripper) http.RoundTripper) (out []int) {
		w := with{wire: wire, options: func(o *app.Options) { o.Start.Collection = "asset" }}
		run(t, w, func(t *testing.T, p *program) {
			for _, s := range steps {
				bytes, _ := cost(p, s.before, s.key, render.Features{Erase: true, Scroll: true})
				out = append(out, bytes)
			}
		})
		return out
	}
	plain := count(func(rt http.RoundTripper) http.RoundTripper { return plainWire{rt} })
	wide := count(func(rt http.RoundTripper) http.RoundTripper { return wideWire{rt} })
	for i, s := range steps {
		reach(t, fmt.Sprintf("wide rows against plain ones: %s", s.name), float64(wide[i])/float64(plain[i]), 1.5, "times")
	}
}
