package app_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api/sandbox"
	"zco/tui/action"
	"zco/tui/app"
)

// A monkey presses keys, clicks, pastes and resizes, on a healthy account, an
// empty one, one that refuses, one that dies and one whose texts are hostile.
// Each life has a seed of its own; one that ends in a crash, or in none, tells
// the seed and what was done.
//
//	go test ./tui/app -run Monkey                      some seconds
//	ZCO_TERMINAL=1 go test ./tui/app -run Monkey       a minute
//	ZCO_LONG=1 go test ./tui/app -run Monkey -timeout 70m   an hour
//	ZCO_LONG=10m, ZCO_MONKEY_FROM=5000                 as long, from another seed on
//	ZCO_MONKEY=17 go test ./tui/app -run Monkey -v     the life of one seed
func TestMonkey(t *testing.T) {
	t.Chdir(t.TempDir()) // it exports
	if one := os.Getenv("ZCO_MONKEY"); one != "" {
		var seed uint64
		if _, err := fmt.Sscan(one, &seed); err != nil {
			t.Fatal(err)
		}
		live(t, seed)
		return
	}
	var from uint64
	if text := os.Getenv("ZCO_MONKEY_FROM"); text != "" {
		if _, err := fmt.Sscan(text, &from); err != nil {
			t.Fatal(err)
		}
	}
	lives, began := uint64(0), time.Now()
	for time.Since(began) < monkeyTime() && !t.Failed() {
		lives++
		live(t, from+lives)
	}
	t.Logf("%d lives of %d strokes in %s", lives, strokes, time.Since(began).Round(time.Second))
}

func monkeyTime() time.Duration {
	long, err := time.ParseDuration(os.Getenv("ZCO_LONG"))
	switch {
	case err == nil && long > 0:
		return long
	case os.Getenv("ZCO_LONG") != "":
		return time.Hour
	case os.Getenv("ZCO_TERMINAL") != "":
		return time.Minute
	}
	return 4 * time.Second
}

const (
	strokes = 120
	hung    = time.Minute // for a life of some hundred milliseconds
)

// life is what the monkey did, for who looks for a crash.
type life struct {
	mu    sync.Mutex
	seed  uint64
	kind  string
	deeds []string
	crash string
}

func (l *life) did(format string, args ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.deeds = append(l.deeds, fmt.Sprintf(format, args...))
}

// caught keeps the first crash.
func (l *life) caught() {
	if r := recover(); r != nil {
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.crash == "" {
			l.crash = fmt.Sprintf("%v\n%s", r, debug.Stack())
		}
	}
}

func (l *life) crashed() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.crash
}

// String tells how to live it again.
func (l *life) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return fmt.Sprintf("seed %d, a %s account; ZCO_MONKEY=%d lives it again. It did: %s", l.seed, l.kind, l.seed, strings.Join(l.deeds, " "))
}

// watched is a program whose crashes are caught.
type watched struct {
	tea.Model
	life *life
}

func (w watched) Init() tea.Cmd { return w.guard(w.Model.Init()) }

func (w watched) View() (v tea.View) {
	defer w.life.caught()
	return w.Model.View()
}

func (w watched) Update(msg tea.Msg) (m tea.Model, cmd tea.Cmd) {
	m = w
	defer w.life.caught()
	next, cmd := w.Model.Update(msg)
	return watched{next, w.life}, w.guard(cmd)
}

func (w watched) guard(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer w.life.caught()
		msg = cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i := range batch {
				batch[i] = w.guard(batch[i])
			}
		}
		return msg
	}
}

// dying is a wire that is cut from a while on.
type dying struct {
	http.RoundTripper
	left *int
	mu   *sync.Mutex
}

func (d dying) RoundTrip(r *http.Request) (*http.Response, error) {
	d.mu.Lock()
	*d.left--
	dead := *d.left < 0
	d.mu.Unlock()
	if dead {
		return nil, errors.New("the network is gone")
	}
	return d.RoundTripper.RoundTrip(r)
}

// sizes are those that a life starts at.
var sizes = [][2]int{{120, 40}, {80, 24}, {200, 60}, {40, 10}, {100, 30}, {60, 20}}

// accountOf returns the account of a life.
func accountOf(l *life, random *rand.Rand) with {
	size := sizes[random.IntN(len(sizes))]
	w := with{w: size[0], h: size[1], sandbox: sandbox.Options{Records: 1 + random.IntN(300), RateLimit: -1, Seed: l.seed}}
	w.model = func(m tea.Model) tea.Model { return watched{m, l} }
	kinds := []string{"healthy", "healthy", "slow", "failing", "refusing", "dying", "hostile", "read-only", "plain", "limited"}
	switch l.kind = kinds[random.IntN(len(kinds))]; l.kind {
	case "slow":
		w.sandbox.Latency, w.sandbox.Jitter = 300*time.Millisecond, 3*time.Second
	case "failing":
		w.sandbox.FailRate = 0.3
	case "refusing":
		w.unsigned = true
	case "dying":
		left := random.IntN(12)
		w.wire = func(rt http.RoundTripper) http.RoundTripper { return dying{rt, &left, &sync.Mutex{}} }
	case "hostile":
		w.wire = func(rt http.RoundTripper) http.RoundTripper { return &hostileWire{RoundTripper: rt} }
	case "read-only":
		w.options = func(o *app.Options) { o.ReadOnly = "the demo is read-only" }
	case "plain":
		w.options = func(o *app.Options) { o.Plain = true }
	case "limited":
		w.sandbox.RateLimit = 40
	}
	return w
}

// actionKeys are the keys of all actions but those that end the program.
func actionKeys(t *testing.T) (keys []string) {
	t.Helper()
	m, err := action.NewKeymap(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range action.Table {
		if a.ID == action.Quit || a.ID == action.QuitNow {
			continue
		}
		for _, k := range m.Keys(a.ID) {
			if !slices.Contains(keys, k) {
				keys = append(keys, k)
			}
		}
	}
	return keys
}

var faultsOfAMonkey = []sandbox.Fault{
	{Kind: sandbox.FaultStatus, Status: 500}, {Kind: sandbox.FaultStatus, Status: 429, RetryAfter: 3}, {Kind: sandbox.FaultStatus, Status: 403}, {Kind: sandbox.FaultStatus, Status: 404},
	{Kind: sandbox.FaultStatus, Status: 401}, {Kind: sandbox.FaultStatus, Status: 422}, {Kind: sandbox.FaultDrop}, {Kind: sandbox.FaultHTML}, {Kind: sandbox.FaultLost}, {Kind: sandbox.FaultTruncate}, {Kind: sandbox.FaultGarbage},
}

func live(t *testing.T, seed uint64) {
	l := &life{seed: seed}
	late := time.AfterFunc(hung, func() { panic("it hangs: " + l.String()) })
	defer late.Stop()
	random := rand.New(rand.NewPCG(seed, 24))
	keys := actionKeys(t)
	run(t, accountOf(l, random), func(t *testing.T, p *program) {
		for n := 0; n < strokes && l.crashed() == "" && !p.Driver.Quit(); n++ {
			deed(l, p, random, keys)
			p.View()
		}
	})
	if crash := l.crashed(); crash != "" {
		t.Errorf("%s\n%s", l, crash)
	}
}

// deed is one thing that a monkey does.
func deed(l *life, p *program, random *rand.Rand, keys []string) {
	pick := func(from ...string) string { return from[random.IntN(len(from))] }
	press := func(k string) {
		l.did("%s", k)
		for one := range strings.FieldsSeq(k) {
			p.Key(one)
		}
	}
	switch n := random.IntN(100); {
	case n < 45:
		press(keys[random.IntN(len(keys))])
	case n < 75:
		press(pick("enter", "enter", "up", "down", "left", "right", "tab", "esc", "space", "home", "end", "pgup", "pgdown", "j", "k", "backspace", "delete"))
	case n < 82:
		press(pick("a", "Z", "7", "-", ":", "é", "語", "0", "y", "'", "*"))
	case n < 84:
		text := hostiles[random.IntN(len(hostiles))]
		l.did("paste(%q)", text)
		p.Send(tea.PasteMsg{Content: text})
	case n < 88:
		w, h := 1+random.IntN(220), 1+random.IntN(60)
		l.did("resize(%d,%d)", w, h)
		p.Send(tea.WindowSizeMsg{Width: w, Height: h})
	case n < 92:
		x, y := random.IntN(130), random.IntN(45)
		l.did("click(%d,%d)", x, y)
		p.Send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
		p.Send(tea.MouseReleaseMsg{X: x, Y: y, Button: tea.MouseLeft})
	case n < 93:
		l.did("wheel")
		p.Send(tea.MouseWheelMsg{X: random.IntN(130), Y: random.IntN(45), Button: tea.MouseWheelDown})
	case n < 96:
		f := faultsOfAMonkey[random.IntN(len(faultsOfAMonkey))]
		f.Count = 1 + random.IntN(3)
		l.did("fault(%s %d)", f.Kind, f.Status)
		if err := p.server.Inject(f); err != nil {
			p.Error(err)
		}
	default:
		l.did("wait")
		p.Wait(time.Duration(random.IntN(20_000)) * time.Millisecond)
	}
}
