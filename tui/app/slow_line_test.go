package app_test

import (
	"bytes"
	"sync/atomic"
	"testing"
	"time"
)

// slowLine passes a terminal's output on as a line of so many bytes a second
// with a round trip does, and answers the requests for its status that come
// through it.
type slowLine struct {
	perSecond int
	trip      time.Duration
	total     atomic.Int64 // bytes that came through
	tail      []byte
}

// read takes what the line can carry in each hundredth of a second.
func (l *slowLine) read(p *terminal) {
	defer close(p.done)
	buf := make([]byte, l.perSecond/100)
	for {
		n, err := p.tty.Read(buf)
		if err != nil {
			return
		}
		l.total.Add(int64(n))
		l.answer(p, buf[:n])
		time.Sleep(time.Second * time.Duration(n) / time.Duration(l.perSecond))
	}
}

// answer answers what asks for the terminal's status in a piece of output.
func (l *slowLine) answer(p *terminal, piece []byte) {
	const request, reply = "\x1b[5n", "\x1b[0n"
	l.tail = append(l.tail, piece...)
	for {
		i := bytes.Index(l.tail, []byte(request))
		if i < 0 {
			break
		}
		l.tail = l.tail[i+len(request):]
		time.AfterFunc(l.trip, func() { _, _ = p.tty.WriteString(reply) })
	}
	if n := len(l.tail); n > len(request) {
		l.tail = l.tail[n-len(request):]
	}
}

// On a line of 9,600 bytes a second with a round trip of 150 ms and j held at
// 30 a second, what is still to come when the key is released takes at most
// half a second.
func TestSlowLineKeepsUp(t *testing.T) {
	line := &slowLine{perSecond: 9600, trip: 150 * time.Millisecond}
	p := openThrottled(t, line, 120, 40, "--demo", "asset")
	time.Sleep(4 * time.Second)
	if line.total.Load() == 0 {
		t.Fatal("nothing was drawn")
	}
	for range 180 {
		_, _ = p.tty.WriteString("j")
		time.Sleep(time.Second / 30)
	}
	held := line.total.Load()
	time.Sleep(3 * time.Second)
	behind := line.total.Load() - held
	t.Logf("%d bytes while j was held for 6 s, %d after it was released: %.2f s behind, at most 0.50", held, behind, float64(behind)/9600)
	if behind > 9600/2 {
		t.Errorf("the screen is %.2f s behind when the key is released, want at most 0.50", float64(behind)/9600)
	}
}
