package tui_test

import (
	"bytes"
	"testing"
	"time"
)

// slowLine reads a terminal's output as a line of so many bytes a second with
// a round trip does, and answers the requests for its status that come
// through it.
type slowLine struct {
	p         *terminal
	perSecond int
	trip      time.Duration
	total     int // bytes that came through
	tail      []byte
}

// pass lets the line run for a while.
func (l *slowLine) pass(d time.Duration) {
	const tick = 10 * time.Millisecond
	budget := 0.0
	for end := time.Now().Add(d); time.Now().Before(end); time.Sleep(tick) {
		budget += float64(l.perSecond) * tick.Seconds()
		n := l.p.step(int(budget))
		budget -= float64(n)
		if n == 0 {
			budget = 0
		}
		l.total += n
		l.answer(l.p.take())
	}
}

// answer answers what asks for the terminal's status in a piece of output.
func (l *slowLine) answer(piece string) {
	const request, reply = "\x1b[5n", "\x1b[0n"
	l.tail = append(l.tail, piece...)
	for {
		i := bytes.Index(l.tail, []byte(request))
		if i < 0 {
			break
		}
		l.tail = l.tail[i+len(request):]
		time.AfterFunc(l.trip, func() { _, _ = l.p.tty.WriteString(reply) })
	}
	if n := len(l.tail); n > len(request) {
		l.tail = l.tail[n-len(request):]
	}
}

// On a line of 9,600 bytes a second with a round trip of 150 ms and j held at
// 30 a second, what is still to come when the key is released takes at most
// half a second.
func TestSlowLineKeepsUp(t *testing.T) {
	p := openThrottled(t, 120, 40, "--demo", "asset")
	line := &slowLine{p: p, perSecond: 9600, trip: 150 * time.Millisecond}
	line.pass(4 * time.Second)
	if line.total == 0 {
		t.Fatal("nothing was drawn")
	}
	for range 180 {
		_, _ = p.tty.WriteString("j")
		line.pass(time.Second / 30)
	}
	held := line.total
	line.pass(3 * time.Second)
	behind := line.total - held
	t.Logf("%d bytes while j was held for 6 s, %d after it was released: %.2f s behind, at most 0.50", held, behind, float64(behind)/9600)
	if behind > 9600/2 {
		t.Errorf("the screen is %.2f s behind when the key is released, want at most 0.50", float64(behind)/9600)
	}
}
