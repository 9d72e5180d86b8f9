// Package console is the terminal that the program runs on: its raw mode, the
// modes switched on and off, the keys read from it and the frames written.
//
// Bubble Tea runs the loop with its renderer off and reads no input: what it
// would repaint every row with a wide cell for, a renderer of cells does
// (tui/draw/render), and its ticker, which wakes an idle program for nothing,
// is stopped as soon as the loop runs. The package knows nothing of records.
// The one rule: a single goroutine writes to the terminal, and it sleeps until
// there is something to write.
package console

import (
	"context"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"golang.org/x/term"

	"zco/tui/draw/render"
	"zco/tui/draw/screen"
)

// Model is a program whose frame is also there as cells.
type Model interface {
	tea.Model
	// Canvas holds the cells of what View returned last; nil for none.
	Canvas() *screen.Canvas
}

// Options say on what and how a program runs.
type Options struct {
	In, Out *os.File
	Environ []string
	Plain   bool                      // for a reader of screens: nothing is asked of the terminal, nothing scrolled
	Reader  func(io.Reader) io.Reader // put in front of the bytes of the keys; nil for nothing
	Binds   func(key string) bool     // reports whether a key does something; nil for none
	Rest    func()                    // called when nothing was drawn for a while, after much was; nil for nothing
}

// Console is a terminal.
type Console struct {
	o       Options
	program *tea.Program
	state   *term.State // as it was found
	modes   modes
	keys    *keys
	unsized bool // the system does not know its size
	probed  bool
	answers []func(x, y int) tea.Msg // to the reports of the cursor that are under way

	mu      sync.Mutex
	view    tea.View // what was drawn last
	pending screen.Snapshot
	drawn   bool   // there is a frame
	fresh   bool   // and it is to be written
	held    bool   // but not yet
	before  []byte // to be written before it
	raw     []byte // and behind it
	lent    bool   // another program has the terminal
	notify  chan struct{}
	writing sync.Mutex // held while the terminal is written to

	screen *render.Renderer
	err    error
}

// New returns a console that is not yet touched.
func New(o Options) *Console {
	c := &Console{o: o, notify: make(chan struct{}, 1)}
	f := features(c.getenv("TERM"), o.Plain)
	f.Colours = colorprofile.Detect(o.Out, o.Environ)
	c.screen = render.New(f)
	return c
}

// features are what a terminal of a name is known to do. What more it can, it
// is asked.
func features(name string, plain bool) render.Features {
	if plain {
		return render.Features{Still: true}
	}
	old := strings.HasPrefix(name, "vt1") || strings.HasPrefix(name, "vt2") || strings.HasPrefix(name, "ansi")
	return render.Features{
		Erase:  !old,
		Zeros:  strings.HasPrefix(name, "dvtm"),
		Scroll: !old && !strings.HasPrefix(name, "linux") && !strings.HasPrefix(name, "dvtm"), // these know no SU and SD
	}
}

func (c *Console) getenv(name string) string {
	for _, v := range c.o.Environ {
		if value, ok := strings.CutPrefix(v, name+"="); ok {
			return value
		}
	}
	return ""
}

// Program makes the program that runs on the console; see Run.
func (c *Console) Program(m Model) *tea.Program {
	w, h := c.size()
	c.program = tea.NewProgram(onScreen{m, c}, tea.WithoutSignalHandler(), tea.WithoutRenderer(), tea.WithFPS(1),
		tea.WithInput(nil), tea.WithOutput(io.Discard), tea.WithWindowSize(w, h), tea.WithFilter(c.filter()),
		tea.WithEnvironment(c.o.Environ), tea.WithColorProfile(c.screen.Colours))
	return c.program
}

// Run runs the program to its end, and leaves the terminal as it was found. The
// end of the context ends the program once it has the keys that were typed
// before.
func (c *Console) Run(ctx context.Context) error {
	drawing, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	if err := c.enter(); err != nil {
		return err
	}
	stopped := make(chan struct{})
	go func() { defer close(stopped); c.write(drawing) }()
	go c.watchSize(drawing)
	stay := context.AfterFunc(ctx, c.end)
	_, err := c.program.Run()
	stay()
	cancel()
	<-stopped
	c.leave()
	if c.err != nil {
		return c.err
	}
	return err
}

// enter takes the terminal: raw, with the modes on and nothing known of what
// it shows.
func (c *Console) enter() error {
	var err error
	if c.state, err = term.MakeRaw(int(c.o.In.Fd())); err != nil {
		return err
	}
	c.mu.Lock()
	c.lent = false
	c.mu.Unlock()
	c.emit([]byte(c.modes.on(c.o.Plain) + c.probe() + c.askKeys()))
	c.Redraw()
	k := c.read()
	c.mu.Lock()
	c.keys = k
	c.mu.Unlock()
	return nil
}

// end ends the program from outside. While another program has the terminal,
// the keys are that one's.
func (c *Console) end() {
	c.mu.Lock()
	k, lent := c.keys, c.lent
	c.mu.Unlock()
	if !lent {
		k.rest(c.o.In)
	}
	c.program.Quit()
}

// leave gives the terminal back as it was found.
func (c *Console) leave() {
	c.mu.Lock()
	c.lent = true
	c.before, c.raw = nil, nil
	k := c.keys
	c.mu.Unlock()
	k.stop()
	c.emit([]byte(c.modes.off(c.o.Plain)))
	_ = term.Restore(int(c.o.In.Fd()), c.state)
}

func (c *Console) emit(b []byte) {
	c.writing.Lock()
	defer c.writing.Unlock()
	_, _ = c.o.Out.Write(b)
}

// Redraw draws the whole screen again, with nothing assumed of it.
func (c *Console) Redraw() {
	c.mu.Lock()
	c.screen.Forget()
	c.fresh = c.drawn
	c.mu.Unlock()
	c.wake()
}

// again switches the modes on once more and draws: another terminal may have
// come to the program's, as after a reattach.
func (c *Console) again() {
	c.mu.Lock()
	if !c.lent {
		c.before = []byte("\x1b[m" + c.modes.again(c.o.Plain)) // some clear the screen at that, in the colour that is set
	}
	c.mu.Unlock()
	c.Redraw()
}

// send writes a sequence behind the frame that is under way.
func (c *Console) send(s string) {
	c.mu.Lock()
	if !c.lent {
		c.raw = append(c.raw, s...)
	}
	c.mu.Unlock()
	c.wake()
}

func (c *Console) wake() {
	select {
	case c.notify <- struct{}{}:
	default:
	}
}

// show takes over a frame that differs from the last.
func (c *Console) show(v tea.View, canvas *screen.Canvas) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if canvas == nil || c.drawn && same(c.view, v) {
		return
	}
	c.view = v
	canvas.Snapshot(&c.pending)
	c.drawn, c.fresh = true, true
	c.wake()
}

func same(a, b tea.View) bool {
	if a.Content != b.Content || a.WindowTitle != b.WindowTitle || a.MouseMode != b.MouseMode || (a.Cursor == nil) != (b.Cursor == nil) {
		return false
	}
	return a.Cursor == nil || a.Cursor.Position == b.Cursor.Position
}

// between is the least time between two frames: what is drawn meanwhile is
// left out.
const between = time.Second / 120

// A rest is when nothing was written for still: after any frame as long as the
// program starts, and then after many.
const (
	still    = 200 * time.Millisecond
	starting = 3 // rests
	many     = 16
)

// write writes what there is until the context ends.
func (c *Console) write(ctx context.Context) {
	var last time.Time
	quiet := time.NewTimer(still)
	defer quiet.Stop()
	for left, rests := 1, 0; ; {
		select {
		case <-ctx.Done():
			return
		case <-quiet.C:
			if left <= 0 && c.o.Rest != nil {
				c.o.Rest()
				if rests++; rests >= starting {
					left = many
				} else {
					left = 1
				}
			}
			continue
		case <-c.notify:
		}
		if wait := between - time.Since(last); wait > 0 {
			time.Sleep(wait)
		}
		c.writing.Lock()
		if out := c.next(); len(out) > 0 {
			_, _ = c.o.Out.Write(out)
			last = time.Now()
			left--
			quiet.Reset(still)
		}
		c.writing.Unlock()
	}
}

// next returns what is to be written now.
func (c *Console) next() []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.lent {
		return nil
	}
	out := append([]byte(nil), c.before...)
	c.before = nil
	if c.fresh && !c.held {
		c.fresh = false
		out = append(out, c.modes.follow(c.view, c.o.Plain)...)
		cursor := screen.Cursor{}
		if v := c.view.Cursor; v != nil {
			cursor = screen.Cursor{X: v.X, Y: v.Y, Shown: true}
		}
		out = append(out, c.screen.Render(&c.pending, cursor)...)
	}
	out = append(out, c.raw...)
	c.raw = c.raw[:0]
	return out
}

// learn takes what the terminal says it can.
func (c *Console) learn(m tea.ModeReportMsg) {
	known := m.Value == ansi.ModeSet || m.Value == ansi.ModeReset || m.Value == ansi.ModePermanentlySet
	c.mu.Lock()
	defer c.mu.Unlock()
	switch m.Mode {
	case ansi.ModeSynchronizedOutput:
		c.screen.Sync = known
	case ansi.ModeLeftRightMargin:
		c.screen.Margins = m.Value == ansi.ModeReset || m.Value == ansi.ModeSet
	case ansi.ModeUnicodeCore: // of several answers the first tells how it was
		if c.modes.clusters == unasked {
			c.modes.clusters = noClusters
			switch m.Value {
			case ansi.ModeReset:
				c.modes.clusters = setClusters
			case ansi.ModeSet, ansi.ModePermanentlySet:
				c.modes.clusters = hadClusters
			}
		}
	}
}

// What terminals call themselves by a number: GNU screen by the letter S.
const gnuScreen, mlterm = 83, 24

// keepers are the terminals, by the beginning of their names, that keep a title
// and give it back: urxvt, st, PuTTY, VTE and others forget it.
var keepers = []string{"XTerm(", "kitty", "foot", "Konsole", "tmux ", "iTerm2", "contour"}

// meetName takes the name of the terminal.
func (c *Console) meetName(name string) {
	if slices.ContainsFunc(keepers, func(k string) bool { return strings.HasPrefix(name, k) }) {
		c.keepsTitle()
	}
}

// keepsTitle lets the program set the title.
func (c *Console) keepsTitle() {
	c.mu.Lock()
	c.modes.keeps = true
	c.fresh = c.drawn
	c.mu.Unlock()
	c.wake()
}

// meet takes what the terminal calls itself. With the mouse on GNU screen keeps
// an esc back until another key comes, and hands over both as one key with alt:
// the esc is worth more than the mouse.
func (c *Console) meet(m uv.SecondaryDeviceAttributesEvent) {
	if len(m) > 2 && (m[0] == mlterm || m[0] == 0 && m[2] == 1) { // the latter is Alacritty
		c.keepsTitle()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.modes.mouseless = len(m) > 0 && m[0] == gnuScreen; c.modes.mouseless && !c.lent {
		c.modes.mouse = false
		c.raw = append(c.raw, mouseOff...)
		c.wake()
	}
}

// size returns the size of the terminal in cells. One that the system does not
// know is COLUMNS by LINES, or 80 by 24.
func (c *Console) size() (w, h int) {
	w, h, err := term.GetSize(int(c.o.Out.Fd()))
	if err != nil {
		w, h = 0, 0
	}
	fall := func(n int, name string, otherwise int) int {
		if n > 0 {
			return n
		}
		c.unsized = true
		if n, err := strconv.Atoi(c.getenv(name)); err == nil && n > 0 && n < 1000 {
			return n
		}
		return otherwise
	}
	return fall(w, "COLUMNS", 80), fall(h, "LINES", 24)
}
