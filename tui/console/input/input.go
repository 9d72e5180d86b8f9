// Package input makes events of the bytes that a terminal sends: keys, pastes,
// the mouse and answers to questions.
//
// A slow line delivers bytes in pieces, cut anywhere and with any gap between
// them, and several keys at once. So bytes are put together before they are
// read: half a character or half a sequence waits for its rest, and nothing of
// it is taken for keys of its own. It knows nothing of what keys do. The one
// rule: the program must never be locked by what does not come; whatever is
// open ends by itself, and ctrl+c ends it at any time.
package input

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"sync/atomic"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// Options say what is known of the terminal.
type Options struct {
	// Ask requests the terminal's attributes (DA1, CSI c), and must not wait.
	// The answer comes behind all that was sent before, so that half a
	// sequence in front of it is all there is of it. Nil where nothing may be
	// asked.
	Ask func()
	// Binds reports whether a key does something. Where ctrl+j does not, a line
	// feed is the enter of those number pads that send it, and where ctrl+alt+l
	// does not, esc and ctrl+l are two keys however fast they come. Nil where
	// no such key does.
	Binds func(key string) bool
}

func (o Options) binds(key string) bool { return o.Binds != nil && o.Binds(key) }

// Burst is text with line ends or tabs within that came at once, without the
// marks of a paste: pasted where a text is written, and else keys that a slow
// line held back.
type Burst struct{ Text string }

// How long is waited for what may still come.
const (
	// escPause is how long an esc may be the beginning of a key, and a ctrl+c
	// in a paste a part of it, where the terminal does not tell.
	escPause = 350 * time.Millisecond
	// askPause is how long half a sequence waits before the terminal is asked,
	// and answerPause how long for the answer.
	askPause    = 10 * time.Millisecond
	answerPause = time.Second
	// stringPause is how long the rest of a report may take, and of a key that
	// may be one with alt.
	stringPause = 10 * time.Second
	// pastePause ends a paste whose end does not come.
	pastePause = 2 * time.Second
	// burstPause is how close to each other the bytes of a burst are: no
	// person and no key that is held is as fast.
	burstPause = 10 * time.Millisecond
	// latePause is how late the rest of a key may come that was taken for esc,
	// and lateLetters where that may be a word as well.
	latePause   = 10 * time.Second
	lateLetters = 2 * time.Second
)

var pasteBegins, pasteEnds = []byte(ansi.BracketedPasteStart), []byte(ansi.BracketedPasteEnd)

// Reader makes events of bytes. It is used by one goroutine.
type Reader struct {
	o       Options
	emit    func(uv.Event)
	decoder uv.EventDecoder

	answers bool        // the terminal tells its attributes when asked
	kitty   bool        // and has the keyboard protocol of kitty
	asked   atomic.Bool // and has not told yet
	askedAt time.Time

	buf    []byte    // not read yet: half a sequence
	halfAt time.Time // when the last byte of it came
	late   []byte    // a half that was given up
	lateAt time.Time

	pasting   bool
	broken    bool // a paste ended by itself, at brokeAt, and its rest may still come
	brokeAt   time.Time
	paste     []byte
	pasteAt   time.Time // when its last byte came, but for presses of ctrl+c
	owed      []byte    // the rest of an end that came too late
	interrupt bool      // it ends with ctrl+c

	run    []byte // a burst
	behind bool   // it follows text that was handed on
	typed  bool   // text came just now, at textAt
	textAt time.Time
}

// New returns a reader that hands events to emit, in their order.
func New(o Options, emit func(uv.Event)) *Reader { return &Reader{o: o, emit: emit} }

// Outstanding reports whether an answer of the terminal is under way that
// nothing but the reader knows of. It may be called by any goroutine.
func (r *Reader) Outstanding() bool { return r.asked.Load() }

// Expect says that the terminal was asked for its attributes.
func (r *Reader) Expect() {
	r.askedAt = time.Now()
	r.asked.Store(true)
}

// Run reads until the reader ends, and returns its error, nil for io.EOF.
func (r *Reader) Run(ctx context.Context, from io.Reader) error {
	chunks, failed := make(chan []byte, 64), make(chan error, 1)
	go func() {
		for {
			b := make([]byte, 4096)
			n, err := from.Read(b)
			if n > 0 {
				select {
				case chunks <- b[:n]:
				case <-ctx.Done():
					return
				}
			}
			if err != nil {
				failed <- err
				close(chunks)
				return
			}
		}
	}()
	for {
		timer := time.NewTimer(r.wait(time.Now()))
		select {
		case b, ok := <-chunks:
			timer.Stop()
			if !ok {
				r.end()
				if err := <-failed; !errors.Is(err, io.EOF) {
					return err
				}
				return nil
			}
			r.feed(b, time.Now())
		case now := <-timer.C:
			if len(chunks) == 0 { // what has come goes first, however busy the program was
				r.expire(now)
			}
		case <-ctx.Done():
			timer.Stop()
			return nil
		}
	}
}

// feed takes bytes as they come.
func (r *Reader) feed(b []byte, now time.Time) {
	if len(r.owed) > 0 && bytes.HasPrefix(b, r.owed) {
		b = b[len(r.owed):]
	}
	r.owed = nil
	r.join(b, now)
	r.buf = append(r.buf, b...)
	r.halfAt = now
	if r.broken && !r.pasting && now.Sub(r.brokeAt) < latePause && isBurst(r.buf) {
		r.pasting = true
	}
	for len(r.buf) > 0 {
		if r.pasting {
			r.pasted(now)
			continue
		}
		n, whole := cut(r.buf)
		if !whole {
			break
		}
		unit := r.buf[:n:n]
		r.buf = r.buf[n:]
		r.unit(unit, now)
	}
}

// join puts the rest of a key back to its beginning, which was taken for esc:
// a multiplexer in between answers at once, whatever is still on the line to
// it. A letter alone is one that is typed.
func (r *Reader) join(b []byte, now time.Time) {
	late := r.late
	if late == nil || len(r.buf) > 0 || b[0] == ansi.ESC {
		return
	}
	r.late = nil
	within := latePause
	if len(late) == 1 {
		switch {
		case len(b) > 1 && b[0] == '[':
		case len(b) > 1 && b[0] == 'O':
			within = lateLetters
		default:
			return
		}
	}
	if now.Sub(r.lateAt) > within {
		return
	}
	all := append(bytes.Clone(late), b...)
	if n, whole := cut(all); whole && n > len(late) && isKey(r.decode(all[:n])) {
		r.buf = late
	}
}

func isKey(events []uv.Event) bool {
	if len(events) != 1 {
		return false
	}
	switch events[0].(type) {
	case uv.KeyPressEvent, uv.MouseEvent, uv.FocusEvent, uv.BlurEvent, uv.PasteStartEvent:
		return true
	}
	return false
}

// isBurst reports whether b begins with two characters of text.
func isBurst(b []byte) bool {
	n, whole := cut(b)
	return whole && text(b[0]) && len(b) > n && text(b[n])
}

// text reports whether a byte begins or continues text.
func text(c byte) bool {
	return c >= ' ' && c != ansi.DEL || c == '\r' || c == '\n' || c == '\t'
}

// unit takes a character or sequence that is whole.
func (r *Reader) unit(b []byte, now time.Time) {
	if text(b[0]) {
		r.character(b, now)
		return
	}
	r.flush()
	r.typed = false
	if r.isTwo(b) {
		r.key(b[:1])
		r.key(b[1:])
		return
	}
	if bytes.HasSuffix(b, pasteBegins) {
		if len(b) > len(pasteBegins) {
			r.key(b[:len(b)-len(pasteBegins)])
		}
		r.pasting, r.broken = true, false
		r.pasteAt = now
		return
	}
	if bytes.Equal(b, pasteEnds) {
		r.broken = false
		return
	}
	r.key(b)
}

// isTwo reports whether b is esc and a key with ctrl, not one key with both alt
// and ctrl: that only where it does something. Enter, tab and backspace are no
// keys with ctrl.
func (r *Reader) isTwo(b []byte) bool {
	if len(b) != 2 || b[0] != ansi.ESC || b[1] >= ' ' || b[1] == ansi.ESC || b[1] == ansi.CR || b[1] == ansi.LF || b[1] == ansi.HT || b[1] == ansi.BS {
		return false
	}
	for _, e := range r.decode(b) {
		if k, ok := e.(uv.KeyPressEvent); !ok || r.o.binds(k.Keystroke()) {
			return false
		}
	}
	return true
}

// key hands on what b is, and learns of the terminal's answers.
func (r *Reader) key(b []byte) {
	for _, e := range r.decode(b) {
		switch e.(type) {
		case uv.PrimaryDeviceAttributesEvent:
			r.answers = true
			r.asked.Store(false)
			continue
		case uv.KeyboardEnhancementsEvent:
			r.kitty = true
			continue
		}
		switch string(b[:min(len(b), 2)]) {
		case "\x1b", "\x1b\x1b": // the latter is followed by an answer, or is with alt and complete
			r.late, r.lateAt = b[:1:1], r.halfAt
		case "\x1b[", "\x1bO":
			if len(b) == 2 {
				r.late, r.lateAt = b, r.halfAt
			}
		}
		r.emit(e)
	}
}

// character takes one of a text. The first is handed on at once; what follows
// faster than anybody types waits until it is known whether it is a burst.
func (r *Reader) character(b []byte, now time.Time) {
	fast := r.typed && now.Sub(r.textAt) < burstPause
	r.typed, r.textAt = true, now
	if len(r.run) == 0 && len(r.buf) == 0 && !fast {
		r.key(b)
		return
	}
	if len(r.run) == 0 {
		r.behind = fast
	}
	r.run = append(r.run, b...)
	if len(r.run) >= longest {
		r.flush()
	}
}

// flush hands a burst on: as it is where it is pasted in a text, and else as
// keys.
func (r *Reader) flush() {
	run := r.run
	r.run = nil
	if inside(string(run), "\r\n\t", r.behind) {
		r.emit(Burst{string(bytes.ToValidUTF8(run, []byte("\ufffd")))})
		return
	}
	for len(run) > 0 {
		n, _ := cut(run)
		r.key(run[:n])
		run = run[n:]
	}
}

// Lines reports whether there is a line end with text in front of it, and
// something behind.
func (b Burst) Lines() bool { return inside(b.Text, "\r\n", false) }

// inside reports whether a text has one of the ends within: with letters in
// front, and something behind. A line end at the very end is the key.
func inside(s, ends string, letters bool) bool {
	for i, c := range s {
		if !strings.ContainsRune(ends, c) {
			letters = true
			continue
		}
		if rest := s[i+1:]; letters && rest != "" && s[i:] != "\r\n" {
			return true
		}
	}
	return false
}

// Keys returns the events that the text of a burst is as keys, one for each
// character.
func (b Burst) Keys() []uv.Event {
	var out []uv.Event
	r := New(Options{}, func(e uv.Event) { out = append(out, e) })
	for _, c := range b.Text {
		r.key([]byte(string(c)))
	}
	return out
}
