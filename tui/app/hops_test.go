package app_test

import (
	"fmt"
	"net/http"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api/sandbox"
	"zco/tui/app"
	"zco/tui/domain/collection"
	"zco/tui/pane"
)

// mostHops is how many functions a change may pass from the key to the frame
// that shows it saved.
const mostHops = 26

// A change goes from ctrl+s over the review and enter to the PATCH, and its
// answer from there to the record and the frame. Each function of this module
// that hands it on is a hop.
//
// They are counted where the change, or what asks for it, passes from one hand
// to the next: as the review is asked for, opened and agreed to, in the
// transport as the PATCH goes out, as the answer is told of, reaches the record
// and is drawn. There the stack is taken: the functions on it are those that
// handed it on. Each counts once, however often it is passed; a function literal
// is part of the function that it stands in. What is called by the way and
// returns (the merge, the journal, the look whether an action is disabled) hands
// nothing on and is not counted, nor is what the driver, the framework and the
// standard library do.
func TestHopsOfASave(t *testing.T) {
	h := &hops{passed: map[string]bool{}}
	w := with{
		sandbox: sandbox.Options{Latency: time.Second}, // so that the second enter comes before the answer
		wire:    func(next http.RoundTripper) http.RoundTripper { return hopWire{next, h} },
		options: func(o *app.Options) { o.Now = h.now },
	}
	onAsset(t, "", w, func(t *testing.T, p *program) {
		env := p.app.Front().Env()
		env.Shell.Collection("asset").Applies = h.applies
		env.Shell = hopShell{env.Shell, h}
		p.replace("Location", "Oslo").Key("ctrl+s")
		p.Key("enter").Key("enter") // the second is for the second review
		p.Idle().Expect("Saved LG")
	})
	h.pass("is drawn", before(h.lastNow, "draw")...)

	for _, point := range hopPoints {
		if !h.passed[point] {
			t.Errorf("it was not seen that the change %s", point)
		}
	}
	for i, f := range h.list {
		t.Logf("%2d %s", i+1, f)
	}
	t.Logf("%d hops, at most %d", len(h.list), mostHops)
	if len(h.list) > mostHops {
		t.Errorf("a change passes %d functions, more than %d", len(h.list), mostHops)
	}
}

// hopPoints are where the change is seen, in its order.
var hopPoints = []string{"is to be reviewed", "is reviewed", "is agreed to", "is sent", "is answered", "is at the record", "is drawn"}

// hops are the functions that a change passed.
type hops struct {
	mu      sync.Mutex
	list    []string
	passed  map[string]bool // points and functions
	opening bool            // the dialog is to open next
	lastNow []hop
}

// hop is a function, by its file: a name alone does not tell where one that
// was inlined belongs.
type hop struct{ file, function string }

var literal = regexp.MustCompile(`(\[\.\.\.\])?(\.func\d+(\.\d+)*|\.gowrap\d+|-fm|-range\d+)*$`)

// stack are the functions of this module that are being called, the first
// called first.
func stack() (out []hop) {
	_, here, _, _ := runtime.Caller(0)
	root := strings.TrimSuffix(here, "tui/app/hops_test.go")
	pcs := make([]uintptr, 256)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	for {
		f, more := frames.Next()
		file, ours := strings.CutPrefix(f.File, root)
		if ours && !strings.HasPrefix(file, "tui/app/apptest/") && !strings.HasSuffix(file, "_test.go") && !strings.HasPrefix(file, "api/sandbox/") {
			name := literal.ReplaceAllString(f.Function, "")
			out = append(out, hop{file, name[max(strings.LastIndex(name, ".("), strings.LastIndex(name, "."))+1:]})
		}
		if !more {
			slices.Reverse(out)
			return out
		}
	}
}

// before is a stack up to a function that is called by the way.
func before(stack []hop, function string) []hop {
	if i := slices.IndexFunc(stack, func(h hop) bool { return h.function == function }); i >= 0 {
		return stack[:i]
	}
	return stack
}

// pass notes the functions that were passed up to a point.
func (h *hops) pass(point string, stack ...hop) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.passed[point] = len(stack) > 0
	for _, f := range stack {
		if key := f.file + " " + f.function; !h.passed[key] {
			h.passed[key] = true
			h.list = append(h.list, fmt.Sprintf("%-16s %-45s %s", f.function, f.file, point))
		}
	}
}

// now is the program's clock: the shell looks at it as it opens a dialog, and
// as it draws.
func (h *hops) now() time.Time {
	h.mu.Lock()
	opening := h.opening
	h.opening, h.lastNow = false, stack()
	h.mu.Unlock()
	if opening {
		h.pass("is reviewed", stack()...)
	}
	return time.Now()
}

// applies is asked by the record as it arranges the fields of another row.
func (h *hops) applies(func(string) collection.Value, string) bool {
	h.mu.Lock()
	comes := h.passed["is answered"] && !h.passed["is at the record"]
	h.mu.Unlock()
	if comes {
		h.pass("is at the record", before(stack(), "arrange")...)
	}
	return true
}

// hopShell sees what is asked of the shell.
type hopShell struct {
	pane.Shell
	h *hops
}

// again is a dialog a second time.
type again struct{ pane.Dialog }

// Push implements pane.Shell. The review is laid over the panes twice: the second
// of two is refused where the first is being sent, by the function that sends.
func (s hopShell) Push(o pane.Open) {
	s.h.pass("is to be reviewed", stack()...)
	s.Shell.Push(pane.Open{Dialog: again{o.Dialog}})
	s.h.mu.Lock()
	s.h.opening = true
	s.h.mu.Unlock()
	s.Shell.Push(o)
}

// Say implements pane.Shell.
func (s hopShell) Say(kind pane.Kind, text string) {
	if strings.Contains(text, "is being sent already") {
		s.h.pass("is agreed to", before(stack(), "say")...)
	}
	s.Shell.Say(kind, text)
}

// Changed implements pane.Shell.
func (s hopShell) Changed(c pane.Changed) tea.Cmd {
	s.h.pass("is answered", stack()...)
	return s.Shell.Changed(c)
}

// hopWire sees what is sent.
type hopWire struct {
	http.RoundTripper
	h *hops
}

func (w hopWire) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method == http.MethodPatch {
		w.h.pass("is sent", stack()...)
	}
	return w.RoundTripper.RoundTrip(r)
}
