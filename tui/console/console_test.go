package console

import (
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/term"
)

var setOrReset = regexp.MustCompile(`\x1b\[\?(\d+)([hl])`)

// What is switched on is switched off again, to what it is in a terminal that
// nobody has touched, and on a second time without piling up.
func TestModesAreLeftAsTheyWereFound(t *testing.T) {
	for _, plain := range []bool{false, true} {
		m := &modes{}
		if !plain {
			m.clusters, m.keeps = setClusters, true
		}
		out := m.on(plain) + m.follow(tea.View{MouseMode: tea.MouseModeCellMotion, WindowTitle: "zco\x1b]0;x"}, plain) + m.again(plain) + m.off(plain)
		is := map[string]string{}
		for _, s := range setOrReset.FindAllStringSubmatch(out, -1) {
			is[s[1]] = s[2]
		}
		for mode, state := range is {
			if want := map[string]string{"7": "h", "25": "h"}[mode]; state == "h" != (want == "h") {
				t.Errorf("plain %t: mode %s is left %s", plain, mode, state)
			}
		}
		if strings.Count(out, "\x1b[>5u") != strings.Count(out, "\x1b[<u") || strings.Count(out, pushTitle) != strings.Count(out, popTitle) {
			t.Errorf("plain %t: keyboards or titles pile up: %q", plain, out)
		}
		if clear, back := strings.LastIndex(out, "\x1b[2J"), strings.LastIndex(out, firstScreen); clear < 0 || clear > back {
			t.Errorf("plain %t: what has no second screen is left full: %q", plain, out)
		}
		if plain && (strings.Contains(out, "]2;") || strings.Contains(out, "u")) {
			t.Errorf("plain: titles or keyboards: %q", out)
		}
		if strings.Contains(out, "\x1b]0;x") {
			t.Errorf("a title commands the terminal: %q", out)
		}
	}
}

// Each terminal gets what it knows.
func TestFeatures(t *testing.T) {
	for name, want := range map[string]struct{ erase, scroll bool }{
		"xterm-256color": {true, true}, "tmux-256color": {true, true}, "linux": {true, false}, "dvtm-256color": {true, false}, "vt100": {false, false},
	} {
		if f := features(name, false); f.Erase != want.erase || f.Scroll != want.scroll || f.Repeat || f.Margins || f.Sync {
			t.Errorf("%s: %+v", name, f)
		}
	}
	if f := features("xterm-256color", true); f.Erase || f.Scroll || !f.Still {
		t.Errorf("plain: %+v", f)
	}
}

// GNU screen keeps esc back while the mouse is on: there it goes off, and stays
// so. Others keep theirs.
func TestNoMouseWhereItHoldsEscapeBack(t *testing.T) {
	for _, test := range []struct {
		name string
		says uv.SecondaryDeviceAttributesEvent
		off  bool
	}{
		{"GNU screen 4.9", uv.SecondaryDeviceAttributesEvent{83, 40900, 0}, true},
		{"tmux", uv.SecondaryDeviceAttributesEvent{84, 0, 0}, false},
		{"xterm", uv.SecondaryDeviceAttributesEvent{41, 379, 0}, false},
		{"nothing", nil, false},
	} {
		c := New(Options{Environ: []string{"TERM=screen"}})
		c.program = tea.NewProgram(nil)
		if asked := c.askKeys(); !strings.Contains(asked, ansi.RequestSecondaryDeviceAttributes) {
			t.Fatalf("it asks %q", asked)
		}
		view := tea.View{MouseMode: tea.MouseModeCellMotion}
		c.modes.follow(view, false)
		if got := c.filter()(nil, test.says); got != nil {
			t.Errorf("%s: the program gets %v", test.name, got)
		}
		if out := string(c.next()); strings.Contains(out, mouseOff) != test.off {
			t.Errorf("%s: it writes %q", test.name, out)
		}
		if out := c.modes.follow(view, false) + c.modes.again(false); strings.Contains(out, mouseOn) == test.off {
			t.Errorf("%s: then it writes %q", test.name, out)
		}
	}
}

// The answers to what is asked at the start come in the order of the
// questions, whenever they come; nothing is asked twice, nor in plain mode.
func TestProbe(t *testing.T) {
	samples := len(text.Samples())
	for name, base := range map[string]int{"columns from 1": 0, "columns from 0": -1} {
		c := New(Options{Environ: []string{"TERM=xterm"}})
		c.Program(nil)
		asked := c.probe()
		if n := strings.Count(asked, ansi.RequestCursorPositionReport); n != samples+2 || !strings.Contains(asked, strings.Join(text.Samples(), ansi.RequestCursorPositionReport+"\r")) || len(asked) > 180 {
			t.Errorf("asked %q, of %d bytes", asked, len(asked))
		}
		if again := c.probe(); again != "" {
			t.Errorf("asked again: %q", again)
		}
		at := func(x, y int) tea.CursorPositionMsg { return tea.CursorPositionMsg{X: x, Y: y} }
		if got := c.reported(at(4+base, 1)); got != nil || !c.screen.Repeat {
			t.Errorf("%s: a terminal that repeats is not known: %v", name, got)
		}
		for i, cells := range []int{3, 4, 2, 1, 2, 1, 2, 1} {
			got := c.reported(at(cells+base, 1))
			want := tea.Msg(nil)
			if i == samples-1 {
				want = term.Measured{As: text.Tones | text.Halves | text.Narrow | text.Older}
			}
			if got != want {
				t.Errorf("%s: %d cells of sample %d give %v, want %v", name, cells, i, got, want)
			}
		}
		if got := c.reported(at(131, 43)); got != (tea.WindowSizeMsg{Width: 132, Height: 44}) {
			t.Errorf("the size is %v", got)
		}
		if got := c.reported(at(1, 1)); got != nil {
			t.Errorf("a report that nobody asked for gives %v", got)
		}
	}
	plain := New(Options{Plain: true})
	if asked := plain.probe(); asked != "" {
		t.Errorf("plain mode asks %q", asked)
	}
}

// A title is set where the terminal gives back the one it had, and else left
// alone.
func TestTitleOnlyWhereItIsGivenBack(t *testing.T) {
	for name, test := range map[string]struct {
		says tea.Msg
		sets bool
	}{
		"xterm":     {uv.TerminalVersionEvent{Name: "XTerm(379)"}, true},
		"kitty":     {tea.TerminalVersionMsg{Name: "kitty(0.26.5)"}, true},
		"tmux":      {uv.TerminalVersionEvent{Name: "tmux 3.3a"}, true},
		"mlterm":    {uv.SecondaryDeviceAttributesEvent{24, 279, 0}, true},
		"Alacritty": {uv.SecondaryDeviceAttributesEvent{0, 1101, 1}, true},
		"PuTTY":     {uv.SecondaryDeviceAttributesEvent{0, 136, 0}, false},
		"VTE":       {uv.SecondaryDeviceAttributesEvent{65, 7006, 1}, false},
		"another":   {uv.TerminalVersionEvent{Name: "another 1"}, false},
		"silent":    {nil, false},
	} {
		c := New(Options{Environ: []string{"TERM=xterm"}})
		c.Program(nil)
		canvas := screen.New(screen.NewSheet())
		canvas.Begin(20, 3).Text(0, 0, 0, "Nokia")
		v := tea.NewView(canvas.Frame())
		v.WindowTitle = "zco · Assets"
		c.show(v, canvas)
		c.next()
		c.filter()(nil, test.says)
		if out := string(c.next()); strings.Contains(out, "zco · Assets") != test.sets {
			t.Errorf("%s: it writes %q", name, out)
		}
		if out := c.modes.off(false); strings.Contains(out, "]2;") || !strings.Contains(out, popTitle) {
			t.Errorf("%s: at the end it writes %q", name, out)
		}
	}
}

// Mode 2027 is set before it is known, and left as it was.
func TestClustersAreLeftAsFound(t *testing.T) {
	for value, left := range map[ansi.ModeSetting]string{
		ansi.ModeNotRecognized: "", ansi.ModeSet: "", ansi.ModePermanentlySet: "", ansi.ModePermanentlyReset: "", ansi.ModeReset: ansi.ResetModeUnicodeCore, 9: ansi.ResetModeUnicodeCore,
	} {
		c := New(Options{Environ: []string{"TERM=xterm"}})
		c.Program(nil)
		if asked := c.probe(); strings.Index(asked, ansi.RequestModeUnicodeCore) > strings.Index(asked, ansi.SetModeUnicodeCore) || !strings.Contains(asked, ansi.SetModeUnicodeCore) {
			t.Fatalf("asked %q", asked)
		}
		if value != 9 { // never answered
			c.learn(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: value})
			c.learn(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeSet}) // as it is now
		}
		if out := c.modes.off(false); strings.Contains(out, ansi.ResetModeUnicodeCore) != (left != "") {
			t.Errorf("a terminal that says %d is left with %q", value, out)
		}
	}
}

// The first frame waits for what the terminal says of how it counts, but not
// for long.
func TestFirstFrameWaits(t *testing.T) {
	canvas := screen.New(screen.NewSheet())
	canvas.Begin(20, 3).Text(0, 0, 0, "Nokia")
	for name, comes := range map[string]func(*Console){
		"an answer": func(c *Console) { onScreen{oneFrame{canvas}, c}.Update(term.Measured{}) },
		"none":      func(*Console) { time.Sleep(firstFrame) },
	} {
		synctest.Test(t, func(t *testing.T) {
			c := New(Options{Environ: []string{"TERM=xterm"}})
			c.Program(nil)
			c.probe()
			c.show(tea.NewView(canvas.Frame()), canvas)
			if out := c.next(); len(out) > 0 {
				t.Errorf("%s: the first frame does not wait: %q", name, out)
			}
			comes(c)
			synctest.Wait()
			if out := string(c.next()); !strings.Contains(out, "Nokia") {
				t.Errorf("%s: the first frame is %q", name, out)
			}
			time.Sleep(firstFrame)
		})
	}
}

// oneFrame is a model of one frame.
type oneFrame struct{ canvas *screen.Canvas }

func (s oneFrame) Init() tea.Cmd                       { return nil }
func (s oneFrame) Update(tea.Msg) (tea.Model, tea.Cmd) { return s, nil }
func (s oneFrame) View() tea.View                      { return tea.NewView(s.canvas.Frame()) }
func (s oneFrame) Canvas() *screen.Canvas              { return s.canvas }

// Until the terminal is lent a frame is written once; then nothing is.
func TestNothingIsWrittenTwiceNorWhileLent(t *testing.T) {
	c := New(Options{Environ: []string{"TERM=xterm"}})
	canvas := screen.New(screen.NewSheet())
	canvas.Begin(20, 3).Text(0, 0, 0, "Nokia")
	v := tea.NewView(canvas.Frame())
	c.show(v, canvas)
	if out := string(c.next()); !strings.Contains(out, "Nokia") {
		t.Errorf("the first frame is %q", out)
	}
	c.show(v, canvas)
	if out := c.next(); len(out) > 0 {
		t.Errorf("the same frame writes %q", out)
	}
	c.Redraw()
	if out := string(c.next()); !strings.Contains(out, "\x1b[2J") || !strings.Contains(out, "Nokia") {
		t.Errorf("after a redraw it writes %q", out)
	}
	c.again()
	if out := string(c.next()); !strings.HasPrefix(out, "\x1b[m\x1b[?1049h") || strings.LastIndex(out, "\x1b[?1049h") > strings.Index(out, "\x1b[2J") || !strings.Contains(out, "Nokia") {
		t.Errorf("the modes come again after what they may clear: %q", out)
	}
	c.lent = true
	c.Redraw()
	c.send("\x1b[5n")
	if out := c.next(); len(out) > 0 {
		t.Errorf("another program's terminal gets %q", out)
	}
}
