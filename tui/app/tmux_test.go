package app_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
)

// multiplexed is the program in tmux, driven as a person drives it.
type multiplexed struct {
	t      *testing.T
	socket string
	home   string
}

// inTmux starts a shell in tmux, or skips the test where there is none.
func inTmux(t *testing.T) *multiplexed {
	t.Helper()
	if os.Getenv("ZCO_TERMINAL") == "" {
		t.Skip("set ZCO_TERMINAL=1 to run tests on true terminals")
	}
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Skip("there is no tmux here")
	}
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp("", "zco") // the path of a socket must be short
	if err != nil {
		t.Fatal(err)
	}
	p := &multiplexed{t: t, socket: filepath.Join(dir, "s"), home: dir}
	t.Cleanup(func() {
		_, _ = p.try("kill-server")
		_ = os.RemoveAll(dir)
	})
	p.tmux("-f", "/dev/null", "new-session", "-d", "-x", "120", "-y", "40", "env", "PS1=ready> ", "HISTFILE=", "HOME="+dir,
		"XDG_CONFIG_HOME="+dir, "XDG_STATE_HOME="+dir, "XDG_CACHE_HOME="+dir, "LANG=C.UTF-8", "PATH="+filepath.Dir(path)+":"+os.Getenv("PATH"), "bash", "--norc", "--noprofile", "-i")
	p.shows("ready>")
	return p
}

func (p *multiplexed) try(args ...string) (string, error) {
	out, err := exec.Command("tmux", append([]string{"-S", p.socket}, args...)...).CombinedOutput()
	return string(out), err
}

func (p *multiplexed) tmux(args ...string) string {
	p.t.Helper()
	out, err := p.try(args...)
	if err != nil {
		p.t.Fatalf("tmux %v: %v %s", args, err, out)
	}
	return out
}

// keys presses keys by tmux's names.
func (p *multiplexed) keys(keys ...string) *multiplexed {
	p.t.Helper()
	p.tmux(append([]string{"send-keys"}, keys...)...)
	return p
}

// types types text as it is.
func (p *multiplexed) types(s string) *multiplexed {
	p.t.Helper()
	p.tmux("send-keys", "-l", s)
	return p
}

func (p *multiplexed) screen() string {
	p.t.Helper()
	return p.tmux("capture-pane", "-p")
}

// shows waits until the screen shows texts.
func (p *multiplexed) shows(texts ...string) *multiplexed {
	p.t.Helper()
	var screen, missing string
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		screen, missing = p.screen(), ""
		for _, want := range texts {
			if !strings.Contains(screen, want) {
				missing = want
			}
		}
		if missing == "" {
			return p
		}
	}
	p.t.Fatalf("the screen does not show %q:\n%s", missing, screen)
	return p
}

// plain fails unless the terminal is as a shell wants it.
func (p *multiplexed) plain() {
	p.t.Helper()
	want := "0 1 0 0 0 0 0"
	got := p.tmux("display", "-p", "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{mouse_sgr_flag} #{keypad_flag} #{keypad_cursor_flag} #{origin_flag}")
	if strings.TrimSpace(got) != want {
		p.t.Errorf("the terminal is %q, want %q", strings.TrimSpace(got), want)
	}
}

// The story of the program in a true terminal: start, choose an object, scroll
// past the first page, search, open, edit, review, send, see it saved, quit.
func TestStoryInTmux(t *testing.T) {
	p := inTmux(t)
	p.types("zco --demo").keys("Enter").shows("Assets", "SN-00000001", "1 of 10,000")
	for n := range 13 {
		p.types("jjjjjjjjjj").shows(fmt.Sprint(n*10+11, " of 10,000"))
	}
	p.shows("131 of 10,000", "SN-00000131")
	p.types("/").types("Nokia").shows("Nokia XR21")
	p.keys("Enter").shows("search Nokia")
	p.keys("Enter").shows("Purchased on")
	p.types("e").types("X").keys("Enter").shows("1 change not sent")
	p.keys("C-s").shows("Send 1 change")
	p.keys("Enter").shows("Saved Nokia")
	p.types("q").shows("ready>")
	p.types("echo code=$?").keys("Enter").shows("code=0")
	p.plain()
}

// Suspended, the shell is there as it was; brought back, the program is.
func TestSuspendInTmux(t *testing.T) {
	p := inTmux(t)
	p.types("zco --demo asset").keys("Enter").shows("1 of 10,000")
	p.types("jj").shows("3 of 10,000")
	p.keys("C-z").shows("Stopped")
	p.plain()
	p.types("echo here-$((40+2))").keys("Enter").shows("here-42")
	if s := p.screen(); strings.Contains(s, "[0n") || strings.Contains(s, "3 of 10,000") {
		t.Errorf("the shell shows\n%s", s)
	}
	p.types("fg").keys("Enter").shows("3 of 10,000", "SN-00000003")
	p.types("j").shows("4 of 10,000")
	p.tmux("resize-window", "-x", "80", "-y", "24")
	p.types("j").shows("5 of 10,000")
	p.keys("C-c").shows("Stopped")
	p.plain()
}

// What is copied is in tmux's buffer, whole.
func TestCopyInTmux(t *testing.T) {
	p := inTmux(t)
	p.types("zco --demo asset").keys("Enter").shows("1 of 10,000")
	p.types("y").shows("The record as JSON").types("as JSON").keys("Enter").shows("is in tmux's buffer")
	if got := p.tmux("show-buffer"); !strings.Contains(got, "SN-00000001") || !strings.HasPrefix(got, "{") {
		t.Errorf("tmux's buffer holds %q", got)
	}
}

// Fifty resizes while keys are typed, and what is shown then is right.
func TestResizeStormInTmux(t *testing.T) {
	p := inTmux(t)
	p.types("zco --demo asset").keys("Enter").shows("1 of 10,000")
	for i := range 50 {
		size := [][2]int{{1, 1}, {10, 3}, {40, 10}, {200, 60}, {2, 100}, {300, 2}, {99, 15}}[i%7]
		p.tmux("resize-window", "-x", fmt.Sprint(size[0]), "-y", fmt.Sprint(size[1]))
		p.types("j")
	}
	p.tmux("resize-window", "-x", "120", "-y", "40")
	p.shows("51 of 10,000", "SN-00000051", "help")
	was := p.screen()
	p.keys("C-l")
	time.Sleep(300 * time.Millisecond)
	if now := p.screen(); now != was {
		t.Errorf("after a redraw the screen is\n%s\nand was\n%s", now, was)
	}
}

// In tmux, which counts in its own way, no row is longer or shorter than the
// others, whatever script it is in.
func TestColumnsAreStraightInTmux(t *testing.T) {
	p := inTmux(t)
	p.types("zco --demo vendor").keys("Enter").shows("1 of 20")
	for _, object := range []string{"vendor", "asset"} {
		table, dates := -1, -1
		if object == "asset" {
			p.types("q").shows("ready>")
			p.keys("C-l").types("zco --demo asset").keys("Enter").shows("1 of 10,000")
		}
		for range 5 {
			for row := range strings.SplitSeq(p.screen(), "\n") {
				edge := columnOf(row, "│", ansi.WcWidth)
				if table < 0 {
					table = edge
				}
				if edge >= 0 && edge != table {
					t.Errorf("the table begins in column %d instead of %d: %q", edge, table, row)
				}
				at := columnOf(row, " 2026-", ansi.WcWidth)
				if at < 0 || !strings.Contains(row, "│") {
					continue
				}
				if dates < 0 {
					dates = at
				}
				if at != dates {
					t.Errorf("the dates begin in column %d instead of %d: %q", at, dates, row)
				}
			}
			p.keys("PageDown")
			time.Sleep(150 * time.Millisecond)
		}
	}
}
