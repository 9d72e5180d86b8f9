package app_test

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"zco/api"
	"zco/api/sandbox"
	"zco/tui/action"
	"zco/tui/app"
	"zco/tui/draw/theme"
	"zco/tui/pane"
	"zco/tui/work"
)

// The numbers that the program promises, each with what was reached:
//
//	go test ./tui/... -run Numbers -v
//	ZCO_TERMINAL=1 go test ./tui/... -run 'Numbers|Bytes' -v   with those of a true terminal

// reach logs a number beside its limit and fails above it. A time is only
// logged: what else the machine does would decide.
func reach(t *testing.T, what string, got, limit float64, unit string) {
	t.Helper()
	t.Logf("%-58s %9s  at most %s %s", what, short(got), short(limit), unit)
	if got > limit && unit != "ms" {
		t.Errorf("%s: %s, want at most %s %s", what, short(got), short(limit), unit)
	}
}

func short(f float64) string {
	if f == float64(int(f)) {
		return strconv.Itoa(int(f))
	}
	return strconv.FormatFloat(f, 'f', 2, 64)
}

// asked counts the requests since the last look whose path holds a text.
func (p *program) asked(text string) int {
	n := 0
	for _, e := range p.server.Journal() {
		if strings.Contains(e.Path, text) {
			n++
		}
	}
	return n
}

// A held key: 30 rows a second against 150 ms of latency. Every row of the
// screen holds a record all the time, and the cursor never waits.
func TestNumbersOfAHeldKey(t *testing.T) {
	o := sandbox.Options{Records: 1000, Latency: 150 * time.Millisecond}
	run(t, with{sandbox: o}, func(t *testing.T, p *program) {
		empty, late := 0, 0
		for i := range 999 {
			p.Key("j").Wait(time.Second / 30)
			screen := p.Screen()
			if strings.Count(screen, " SN-0") < 36 {
				empty++
			}
			if !strings.Contains(screen, " "+pane.Thousands(i+2)+" of 1,000 ") {
				late++
			}
		}
		reach(t, "rows shown empty while j is held at 30 a second, 150 ms", float64(empty), 0, "")
		reach(t, "keys that the cursor did not follow at once", float64(late), 0, "")
		reach(t, "requests for pages to scroll through 1,000 records", float64(p.asked("asset/records?")), 10, "")
		reach(t, "requests for the count meanwhile, and in the list", float64(p.asked("asset/records/count")), 2, "")
	})
}

// The same upwards from the end, where pages come by the reversed sort.
func TestNumbersOfTheEnd(t *testing.T) {
	o := sandbox.Options{Records: 50_000_000, Latency: 150 * time.Millisecond}
	run(t, with{sandbox: o}, func(t *testing.T, p *program) {
		p.server.ResetJournal()
		p.Press("G").Expect("SN-50000000", "50,000,000 of 50,000,000")
		reach(t, "requests to jump to the last of 50,000,000 records", float64(len(p.server.Journal())), 1, "")
		empty := 0
		for range 300 {
			p.Key("k").Wait(time.Second / 30)
			if strings.Count(p.Screen(), " SN-4") < 35 {
				empty++
			}
		}
		p.Idle().Expect("SN-49999700")
		reach(t, "rows shown empty while k is held there", float64(empty), 0, "")
		reach(t, "requests for 300 rows upwards", float64(p.asked("asset/records?"))-1, 4, "")
	})
}

// The names of relations come in one request for a target and a page, and are
// known from then on.
func TestNumbersOfLookups(t *testing.T) {
	kept := memory{"asset": {Shown: []pane.Column{{Key: "name"}, {Key: "custom_object_fields.store"}, {Key: "custom_object_fields.supplier"}}}}
	w := with{options: func(o *app.Options) { o.Memory = kept }}
	run(t, w, func(t *testing.T, p *program) {
		if n := p.asked("store/records?") + p.asked("vendor/records?"); n == 0 {
			t.Fatal("no names were asked for: are these relations?")
		}
		reach(t, "requests for the names of stores in a page", float64(p.asked("store/records?")), 1, "")
		reach(t, "requests for the names of vendors in a page", float64(p.asked("vendor/records?")), 1, "")
		p.server.ResetJournal()
		p.Press("r")
		reach(t, "requests for names known already", float64(p.asked("store/records?")+p.asked("vendor/records?")), 0, "")
	})
}

// pump runs the program outside of a bubble, where time is real.
type pump struct {
	model tea.Model
	msgs  chan tea.Msg
	ends  context.CancelFunc
}

func newPump(t testing.TB, w, h int) *pump {
	server := sandbox.New(sandbox.Options{Records: 100_000, RateLimit: -1})
	client, err := api.New("http://127.0.0.1:1", api.WithTransport(server.Transport()),
		api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	keys, err := action.NewKeymap(nil)
	if err != nil {
		t.Fatal(err)
	}
	m, err := app.New(app.Options{Context: ctx, Layer: work.New(ctx, client), Keys: keys, Zone: time.UTC, Account: "sandbox",
		Theme: theme.Options{Name: "dark", Profile: colorprofile.TrueColor}})
	if err != nil {
		t.Fatal(err)
	}
	p := &pump{model: m, msgs: make(chan tea.Msg, 4096), ends: cancel}
	p.run(m.Init())
	p.take(tea.WindowSizeMsg{Width: w, Height: h})
	p.settle("1 of ")
	return p
}

func (p *pump) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	go func() {
		switch msg := cmd().(type) {
		case nil:
		case tea.BatchMsg:
			for _, c := range msg {
				p.run(c)
			}
		default:
			p.msgs <- msg
		}
	}()
}

// take gives the program a message and returns how long it took to the frame.
func (p *pump) take(msg tea.Msg) time.Duration {
	start := time.Now()
	var cmd tea.Cmd
	p.model, cmd = p.model.Update(msg)
	_ = p.model.View()
	took := time.Since(start)
	p.run(cmd)
	return took
}

// settle takes messages until the screen holds a text.
func (p *pump) settle(text string) {
	for !strings.Contains(p.model.View().Content, text) {
		p.take(<-p.msgs)
	}
}

func press(r rune) tea.KeyPressMsg { return tea.KeyPressMsg{Code: r, Text: string(r)} }

// Keys against pages that arrive meanwhile, at the larger size: the time from
// a key to its frame, pages' own frames among them, since a key waits for them.
func TestNumbersOfKeysToFrames(t *testing.T) {
	p := newPump(t, 200, 60)
	defer p.ends()
	var took []time.Duration
	for range 3000 {
		for more := true; more; {
			select {
			case msg := <-p.msgs:
				took = append(took, p.take(msg))
			default:
				more = false
			}
		}
		took = append(took, p.take(press('j')))
	}
	slices.Sort(took)
	p99 := took[len(took)*99/100]
	reach(t, "key to frame in process while pages arrive, p99", float64(p99.Microseconds())/1000, 5, "ms")
}

// A frame of 200x60 in which every row of the table is another.
func TestNumbersOfAFrame(t *testing.T) {
	p := newPump(t, 200, 60)
	defer p.ends()
	down, up := tea.KeyPressMsg{Code: tea.KeyPgDown}, tea.KeyPressMsg{Code: tea.KeyPgUp}
	p.take(down)
	p.settle("57 of ")
	const frames = 400
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := time.Now()
	for i := range frames {
		if i%2 == 0 {
			p.drawOnly(up)
		} else {
			p.drawOnly(down)
		}
	}
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	reach(t, "a frame of 200x60, all rows changed, with its key", float64(took.Microseconds())/frames/1000, slower(0.3), "ms")
	reach(t, "allocations for each changed row", float64((after.Mallocs-before.Mallocs)/frames/57), 20, "")
}

// drawOnly takes a key and leaves what it asks for undone.
func (p *pump) drawOnly(msg tea.Msg) { p.model, _ = p.model.Update(msg) }

// slower allows a machine that is busy with other tests its share; the number
// that is promised is of one at rest.
func slower(limit float64) float64 {
	if os.Getenv("ZCO_TERMINAL") != "" {
		return limit
	}
	return limit * 5
}

func BenchmarkFrame200x60(b *testing.B) {
	p := newPump(b, 200, 60)
	defer p.ends()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		p.drawOnly(press([]rune("jk")[i%2]))
	}
}

func BenchmarkPage200x60(b *testing.B) {
	p := newPump(b, 200, 60)
	defer p.ends()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		p.drawOnly(tea.KeyPressMsg{Code: []rune{tea.KeyPgDown, tea.KeyPgUp}[i%2]})
	}
}

// beside starts a service beside the program, which signs in to it by its
// environment.
func beside(t *testing.T, o sandbox.Options) *sandbox.Server {
	server := sandbox.New(o)
	base, stop, err := server.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = stop() })
	for _, v := range server.Environment(base) {
		name, value, _ := strings.Cut(v, "=")
		t.Setenv(name, value)
	}
	return server
}

// Rows full of wide characters cost no more keys than their bytes: the
// terminal scrolls them, and none is sent again that stands.
func TestBytesOfWideCharacters(t *testing.T) {
	server := beside(t, sandbox.Options{RateLimit: -1})
	wide := &program{T: t, server: server}
	for i := range 120 {
		name := make([]rune, 18)
		for k := range name {
			name[k] = rune(0x4e00 + (i*37+k*101)%5000)
		}
		wide.call("POST", "custom_objects/inspection/records", fmt.Sprintf(
			`{"custom_object_record":{"name":%q,"custom_object_fields":{"result":%q}}}`, string(name), string(name[3:9])))
	}
	p := openTerminal(t, 120, 40, "inspection")
	p.await("1 of 120")
	p.quiet()
	p.cost("k") // what was said at the start goes with the first key
	most := func(keys ...string) (n float64) {
		for _, k := range keys {
			n = max(n, float64(len(p.cost(k))))
		}
		return n
	}
	reach(t, "wide characters: move the cursor in the page", most("j", "j", "k", "l", "h"), 3*120, "bytes") // two coloured rows
	p.cost(strings.Repeat("j", 40))
	reach(t, "wide characters: scroll by one at the edge", most("j", "j", "j"), 1000, "bytes") // as many as rows of plain text: see TestBytesOfWideRows
	reach(t, "wide characters: page down", most("\x1b[6~"), 3300, "bytes")
}

// The memory of the program while an object is browsed page after page, as the
// system counts it. The service runs beside it and counts the pages.
func TestNumbersOfMemoryInATerminal(t *testing.T) {
	server := beside(t, sandbox.Options{Records: 50_000_000, RateLimit: -1})
	p := openTerminal(t, 120, 40, "asset")
	p.await("50,000,000")
	p.quiet()
	steps := []int{0, 100, 1000}
	if os.Getenv("ZCO_LONG") != "" {
		steps = append(steps, 10_000)
	}
	seen := 0
	for _, pages := range steps {
		for seen < pages {
			if _, err := p.tty.WriteString(strings.Repeat("\x1b[6~", 5)); err != nil {
				t.Fatal(err)
			}
			time.Sleep(10 * time.Millisecond)
			seen += len(server.Journal())
			server.ResetJournal()
			p.take()
		}
		limit := 25.
		if pages == 0 {
			limit = 20
		}
		p.quiet()
		reach(t, fmt.Sprintf("resident memory after browsing %s pages of 100", pane.Thousands(pages)), p.settled(limit), limit, "MiB")
	}
}

// A hundred people on one host: what their interfaces take together, where what
// they share counts once.
func TestNumbersOfAHundredInterfaces(t *testing.T) {
	if os.Getenv("ZCO_LONG") == "" {
		t.Skip("set ZCO_LONG=1 for long tests")
	}
	beside(t, sandbox.Options{RateLimit: -1})
	all := make([]*terminal, 100)
	for i := range all {
		all[i] = openTerminal(t, 120, 40, "asset")
		all[i].await("SN-0")
	}
	for _, p := range all {
		p.quiet()
	}
	total := 0.
	for _, p := range all {
		data, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", p.cmd.Process.Pid))
		if err != nil {
			t.Skip("this system does not tell what processes share:", err)
		}
		_, rest, _ := strings.Cut(string(data), "\nPss:")
		kib, err := strconv.Atoi(strings.Fields(rest)[0])
		if err != nil {
			t.Fatal(err)
		}
		total += float64(kib) / 1024
	}
	reach(t, "memory of a hundred interfaces together", total, 1200, "MiB")
}

// settled is the program's memory when it has come to rest below a limit, or
// after two seconds of rest, which a busy machine may take.
func (p *terminal) settled(limit float64) float64 {
	p.t.Helper()
	for end := time.Now().Add(2 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		if got := p.resident(); got <= limit || time.Now().After(end) {
			return got
		}
	}
}

// resident is the program's memory as the system counts it, in MiB.
func (p *terminal) resident() float64 {
	p.t.Helper()
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		p.t.Skip("this system does not tell the memory of a process:", err)
	}
	_, rest, _ := strings.Cut(string(data), "VmRSS:")
	kib, err := strconv.Atoi(strings.Fields(rest)[0])
	if err != nil {
		p.t.Fatal(err)
	}
	return float64(kib) / 1024
}
