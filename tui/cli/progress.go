package cli

import (
	"fmt"
	"strings"
	"sync"
	"time"

	bar "charm.land/bubbles/v2/progress"
	"github.com/charmbracelet/x/ansi"

	"zco/tui/domain/number"
	"zco/tui/draw/text"
)

// progress is a line on the terminal that says how far something is. Anywhere
// else it is nothing.
type progress struct {
	s     Streams
	on    bool
	title string

	mu    sync.Mutex
	last  time.Time
	shown bool
}

// redraw is how often the line changes at most.
const redraw = 100 * time.Millisecond

func newProgress(s Streams, title string) *progress {
	return &progress{s: s, on: isTerminal(s.Err), title: title}
}

// state is what a progress line shows.
type state struct {
	done, total int // total is 0 where it is not known
	perSecond   float64
	left        time.Duration // below 0 where it is not known
	more        string
	bytes       bool // done and total are
}

func (p *progress) show(st state) {
	if !p.on {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if time.Since(p.last) < redraw && (st.total == 0 || st.done < st.total) {
		return
	}
	p.last, p.shown = time.Now(), true
	fmt.Fprint(p.s.Err.Raw(), "\r\x1b[K"+text.Cut(p.title+" "+st.String(), max(widthOf(p.s.Err)-1, 10), text.Runes))
}

// clear takes the line away, for words to be written there.
func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		fmt.Fprint(p.s.Err.Raw(), "\r\x1b[K")
		p.shown = false
	}
}

// timeLeft is how long the rest takes at the present rate, below 0 if that
// cannot be told.
func timeLeft(st state) time.Duration {
	if st.perSecond <= 0 || st.total == 0 {
		return -1
	}
	return time.Duration(float64(st.total-st.done) / st.perSecond * float64(time.Second))
}

// plainBar is ASCII, and its colours are dropped: the line is cut to the
// terminal's width as text.
var plainBar = bar.New(bar.WithWidth(20), bar.WithoutPercentage(), bar.WithFillCharacters('#', '.'))

func (st state) String() string {
	var parts []string
	count := number.Thousands
	if st.bytes {
		count = number.Bytes
	}
	if st.total > 0 {
		share := min(max(float64(st.done)/float64(st.total), 0), 1)
		parts = append(parts, "["+ansi.Strip(plainBar.ViewAs(share))+"] "+
			count(st.done)+" of "+count(st.total))
	} else {
		parts = append(parts, count(st.done))
	}
	if st.perSecond > 0 {
		parts = append(parts, fmt.Sprintf("%.0f/s", st.perSecond))
	}
	if st.left >= 0 && st.total > 0 {
		parts = append(parts, st.left.Round(time.Second).String()+" left")
	}
	if st.more != "" {
		parts = append(parts, st.more)
	}
	return strings.Join(parts, " · ")
}
