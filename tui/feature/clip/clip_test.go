package clip

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestChoose(t *testing.T) {
	desk := Terminal
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" {
		desk = Desktop
	}
	for _, c := range []struct {
		setting string
		env     map[string]string
		want    Way
	}{
		{"auto", nil, desk},
		{"", map[string]string{"DISPLAY": ":0"}, Desktop},
		{"auto", map[string]string{"WAYLAND_DISPLAY": "wayland-0"}, Desktop},
		{"auto", map[string]string{"SSH_CONNECTION": "a b c d", "DISPLAY": "localhost:10"}, Terminal},
		{"auto", map[string]string{"SSH_TTY": "/dev/pts/3"}, Terminal},
		{"auto", map[string]string{"TMUX": "/tmp/tmux-1/default,1,0", "SSH_TTY": "/dev/pts/3"}, Tmux},
		{"auto", map[string]string{"TMUX": "/tmp/tmux-1/default,1,0", "DISPLAY": ":0"}, Tmux},
		{"osc52", map[string]string{"TMUX": "/tmp/tmux-1/default,1,0"}, Terminal},
		{"off", map[string]string{"DISPLAY": ":0", "TMUX": "/tmp/tmux-1/default,1,0"}, Off},
		{"system", map[string]string{"SSH_TTY": "/dev/pts/3"}, Desktop},
	} {
		if got := Choose(c.setting, func(k string) string { return c.env[k] }); got != c.want {
			t.Errorf("%s in %v goes the way %d, want %d", c.setting, c.env, got, c.want)
		}
	}
}

// No message claims that a copy arrived where nobody said so.
func TestSaidClaimsNoMoreThanIsKnown(t *testing.T) {
	for way, want := range map[Way]string{
		Terminal: "the terminal was asked to copy the row (OSC 52); not every terminal does",
		Tmux:     "the row is in tmux's buffer, and handed to the terminal where tmux may",
		TmuxOnly: "the row is in tmux's buffer; this tmux does not hand it on",
		Desktop:  "the row copied",
	} {
		if got := way.Said("the row"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestTooLargeIsRefusedWithAWord(t *testing.T) {
	big := strings.Repeat("x", Limit+1)
	for way, refused := range map[Way]bool{Terminal: true, Tmux: true, Desktop: false} {
		if err := Check(way, big); (err != nil) != refused || refused && !strings.Contains(err.Error(), "export") {
			t.Errorf("way %d: %v", way, err)
		}
		if err := Check(way, big[:Limit]); err != nil {
			t.Errorf("way %d refuses what it takes: %v", way, err)
		}
	}
}

// An old tmux does not know how to hand on; it still takes the text.
func TestOldTmux(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no tmux there")
	}
	dir := t.TempDir()
	fake := "#!/bin/sh\nif [ \"$2\" = -w ]; then echo 'unknown option -- w' >&2; exit 1; fi\ncat > " + dir + "/buffer\n"
	if err := os.WriteFile(filepath.Join(dir, "tmux"), []byte(fake), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	way, err := Copy(context.Background(), Tmux, "text\n")
	got, _ := os.ReadFile(filepath.Join(dir, "buffer"))
	if err != nil || way != TmuxOnly || string(got) != "text\n" {
		t.Errorf("way %d, %v, buffer %q", way, err, got)
	}
	fake = "#!/bin/sh\necho 'no server running' >&2; exit 1\n"
	if err := os.WriteFile(filepath.Join(dir, "tmux"), []byte(fake), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := Copy(context.Background(), Tmux, "text"); err == nil || !strings.Contains(err.Error(), "no server running") {
		t.Errorf("%v, want tmux's own words", err)
	}
}

func TestOffCopiesNothing(t *testing.T) {
	if err := Check(Off, "x"); err == nil || !strings.Contains(err.Error(), "configuration") {
		t.Errorf("what is switched off is refused with %v", err)
	}
}
