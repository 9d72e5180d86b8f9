package app_test

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"zco/tui/app"
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

// mirror is a program that shows the frames it is sent.
type mirror struct{ frame tea.View }

func (m mirror) Init() tea.Cmd  { return nil }
func (m mirror) View() tea.View { return m.frame }
func (m mirror) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if v, ok := msg.(tea.View); ok {
		m.frame = v
	}
	return m, nil
}

// wire counts what the framework writes for each frame.
type wire struct {
	*tea.Program
	mu  sync.Mutex
	out bytes.Buffer
}

func (w *wire) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.out.Write(p)
}

// openWire starts the framework's own renderer on a screen of w by h cells in
// memory. It must be called in a synctest bubble, and closed there.
func openWire(t *testing.T, w, h int) (out *wire, closed func()) {
	out = &wire{}
	out.Program = tea.NewProgram(mirror{}, tea.WithInput(nil), tea.WithOutput(out), tea.WithWindowSize(w, h), tea.WithoutSignalHandler(),
		tea.WithColorProfile(colorprofile.TrueColor), tea.WithEnvironment([]string{"TERM=xterm-256color", "COLORTERM=truecolor"}))
	done := make(chan error, 1)
	go func() {
		_, err := out.Run()
		done <- err
	}()
	return out, func() {
		out.Quit()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

// show draws a frame and returns what that wrote.
func (w *wire) show(v tea.View) string {
	w.Send(v)
	time.Sleep(time.Second)
	synctest.Wait()
	w.mu.Lock()
	defer w.mu.Unlock()
	s := w.out.String()
	w.out.Reset()
	return s
}

// Moving the cursor over rows of wide characters changes two rows of the
// screen, and so many bytes go to the terminal. A renderer that paints every
// such row anew in each frame takes thousands; see the versions that go.mod
// holds back.
func TestBytesOfMovingOverWideRows(t *testing.T) {
	const limit = 300
	w := with{wire: func(rt http.RoundTripper) http.RoundTripper { return wideWire{rt} },
		options: func(o *app.Options) { o.Start.Collection = "asset" }}
	run(t, w, func(t *testing.T, p *program) {
		if rows := strings.Count(p.Screen(), "東京"); rows < 20 {
			t.Fatalf("only %d rows are wide:\n%s", rows, p.Screen())
		}
		out, closed := openWire(t, 120, 40)
		defer closed()
		if first := out.show(p.View()); len(first) < 2000 {
			t.Fatalf("the first frame is %d bytes: the renderer does not draw", len(first))
		}
		if again := out.show(p.View()); again != "" {
			t.Errorf("the same frame again writes %q", again)
		}
		for _, key := range []string{"j", "j", "k", "l", "h"} {
			if got := out.show(p.Key(key).Idle().View()); len(got) == 0 || len(got) > limit {
				t.Errorf("%s writes %d bytes, want some and at most %d: %.300q", key, len(got), limit, got)
			}
		}
	})
}
