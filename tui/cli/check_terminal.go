package cli

import (
	"cmp"
	"fmt"
	"strings"
)

// terminal looks at what the interface draws on.
func (d *doctor) terminal() {
	s := d.streams
	if !isTerminal(s.Out) && !isTerminal(s.Err) {
		d.note("terminal", "there is none here", "The interface needs one; the other commands do not.")
		return
	}
	var words []string
	w, h := sizeOf(s.Out)
	if w == 0 {
		w, h = sizeOf(s.Err)
	}
	words = append(words, fmt.Sprintf("%dx%d", w, h), "TERM="+s.Getenv("TERM"))
	if c := s.Getenv("COLORTERM"); c != "" {
		words = append(words, "COLORTERM="+c)
	}
	if s.remote() {
		words = append(words, "over SSH")
	}
	if s.Getenv("TMUX") != "" {
		words = append(words, "in tmux")
	}
	d.ok("terminal", "%s", strings.Join(words, ", "))
	switch {
	case s.Getenv("TERM") == "" || s.Getenv("TERM") == "dumb":
		d.bad("terminal", usage("TERM is %q: such a terminal cannot place the cursor", s.Getenv("TERM")), "Set TERM to what the terminal is, such as xterm-256color.")
	case w < 40 || h < 10:
		d.note("terminal", "it is smaller than 40x10", "Make it larger to see more than one line.")
	}
	if locale := localeOf(s); !strings.Contains(strings.ToUpper(strings.ReplaceAll(locale, "-", "")), "UTF8") && locale != "" {
		d.note("locale", locale+" is not UTF-8", "Letters may show wrong: set LC_ALL=C.UTF-8, or use --plain.")
	}
	if s.Getenv("NO_COLOR") != "" {
		d.note("colour", "NO_COLOR is set", "Nothing is told by colour alone.")
	}
}

func localeOf(s Streams) string {
	return cmp.Or(s.Getenv("LC_ALL"), s.Getenv("LC_CTYPE"), s.Getenv("LANG"))
}
