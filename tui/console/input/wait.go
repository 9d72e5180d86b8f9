package input

import (
	"bytes"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// never is longer than any pause.
const never = 24 * time.Hour

// wait returns how long until something is to be done without another byte.
func (r *Reader) wait(now time.Time) time.Duration {
	until := now.Add(never)
	at := func(t time.Time) {
		if t.Before(until) {
			until = t
		}
	}
	if len(r.run) > 0 {
		at(r.textAt.Add(burstPause))
	}
	if r.pasting {
		at(r.pasteAt.Add(r.openFor()))
	}
	if len(r.buf) > 0 {
		if r.mayAsk() {
			at(r.halfAt.Add(askPause))
		}
		if p := r.patience(); p > 0 {
			at(r.halfAt.Add(p))
		}
	}
	if r.asked.Load() {
		at(r.askedAt.Add(answerPause))
	}
	return max(until.Sub(now), 0)
}

// expire does what is to be done by now.
func (r *Reader) expire(now time.Time) {
	if len(r.run) > 0 && now.Sub(r.textAt) >= burstPause {
		r.flush()
	}
	if r.asked.Load() && now.Sub(r.askedAt) >= answerPause {
		r.asked.Store(false)
		r.answers = false // until it answers again
	}
	if r.pasting && now.Sub(r.pasteAt) >= r.openFor() {
		r.endPaste(now)
	}
	if len(r.buf) == 0 {
		return
	}
	waited := now.Sub(r.halfAt)
	if p := r.patience(); p > 0 && waited >= p {
		r.giveUp(now)
		return
	}
	if r.mayAsk() && waited >= askPause {
		r.Expect()
		r.o.Ask()
	}
}

// mayAsk reports whether the terminal can tell if half a sequence is all that
// there is of it, and has not been asked.
func (r *Reader) mayAsk() bool {
	return r.o.Ask != nil && r.answers && !r.asked.Load() && r.buf[0] == ansi.ESC
}

// patience is how long half a sequence waits for its rest; 0 is for ever, for
// nothing that a person types looks like it.
func (r *Reader) patience() time.Duration {
	tells := r.o.Ask != nil && r.answers
	switch {
	case len(bytes.TrimLeft(r.buf, "\x1b")) == 0 && tells:
		return answerPause + askPause
	case len(bytes.TrimLeft(r.buf, "\x1b")) == 0:
		return escPause
	case r.buf[0] == ansi.ESC && (len(r.buf) == 2 || r.buf[1] != '[' && r.buf[1] != 'O'):
		return stringPause
	}
	return 0
}

// giveUp takes half a sequence for all there is of it: presses of esc, or a
// key with alt. What else it would have been, nobody learns.
func (r *Reader) giveUp(now time.Time) {
	b := r.buf
	r.buf = nil
	r.late, r.lateAt = b, now
	if len(bytes.TrimLeft(b, "\x1b")) == 0 {
		r.late = b[:1]
		for range b {
			r.key(b[:1])
		}
		return
	}
	if len(b) == 2 {
		r.key(b)
	}
}

// end hands on what is held back when no more can come.
func (r *Reader) end() {
	r.flush()
	now := time.Now()
	if r.pasting {
		r.endPaste(now)
	}
	if len(r.buf) > 0 {
		r.giveUp(now)
	}
}

// pasted takes what has come of a paste.
func (r *Reader) pasted(now time.Time) {
	from := max(len(r.paste)-len(pasteEnds), 0)
	if len(r.buf) > 0 {
		r.paste, r.buf = append(r.paste, r.buf...), nil
		r.pasteAt = r.resting(now)
	}
	if i := bytes.Index(r.paste[from:], pasteEnds); i >= 0 {
		i += from
		rest := r.paste[i+len(pasteEnds):]
		r.paste = r.paste[:i]
		r.emitPaste()
		r.broken = false
		r.buf = rest
	}
}

// resting returns since when nothing has come but presses of ctrl+c.
func (r *Reader) resting(now time.Time) time.Time {
	_, was := r.interrupt, r.interrupt
	if _, r.interrupt = interrupted(r.paste); r.interrupt && was {
		return r.pasteAt
	}
	return now
}

// openFor is how long a paste stays open without another byte.
func (r *Reader) openFor() time.Duration {
	if r.interrupt {
		return escPause
	}
	return pastePause
}

// endPaste ends a paste whose end did not come. A ctrl+c at its end is one.
func (r *Reader) endPaste(now time.Time) {
	var quit bool
	r.paste, quit = interrupted(r.paste)
	for n := len(pasteEnds) - 1; n > 0 && !quit; n-- {
		if text, ok := bytes.CutSuffix(r.paste, pasteEnds[:n]); ok {
			r.paste, r.owed = text, pasteEnds[n:]
			break
		}
	}
	r.broken, r.brokeAt = !quit && r.owed == nil, now
	r.emitPaste()
	if quit {
		r.emit(uv.KeyPressEvent{Code: 'c', Mod: uv.ModCtrl})
	}
}

// emitPaste hands on what was pasted. A paste that began within is another,
// the end of whose forerunner is lost.
func (r *Reader) emitPaste() {
	text := bytes.ReplaceAll(r.paste, pasteBegins, nil)
	r.pasting, r.interrupt, r.paste = false, false, nil
	if len(text) > 0 {
		r.emit(uv.PasteEvent{Content: string(bytes.ToValidUTF8(text, []byte("\ufffd")))})
	}
}
