package input

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/google/go-cmp/cmp"
)

type piece struct {
	after time.Duration
	bytes string
}

// events returns what is made of pieces. A terminal that answers does so
// behind what it has sent by then, however late that arrives.
func events(answers bool, pieces ...piece) []string {
	var out []string
	from, to := io.Pipe()
	queue := make(chan piece, 1000)
	var o Options
	if answers {
		o.Ask = func() { queue <- piece{time.Millisecond, "\x1b[?62;22c"} }
		queue <- piece{0, "\x1b[?62;22c"}
	}
	for _, p := range pieces {
		queue <- p
	}
	go func() {
		for {
			select {
			case p := <-queue:
				time.Sleep(p.after)
				if p.bytes != "" {
					_, _ = io.WriteString(to, p.bytes)
				}
			case <-time.After(20 * time.Second):
				_ = to.Close()
				return
			}
		}
	}()
	_ = New(o, func(e uv.Event) { out = append(out, name(e)) }).Run(context.Background(), from)
	return out
}

func name(e uv.Event) string {
	switch e := e.(type) {
	case uv.KeyPressEvent:
		if e.Text != "" {
			return "text " + e.Text
		}
		return "key " + e.String()
	case uv.PasteEvent:
		return "paste " + e.Content
	case Burst:
		return "burst " + e.Text
	}
	return fmt.Sprintf("%T %v", e, e)
}

const cutFor = 300 * time.Millisecond

// everything is each key, paste, movement of the mouse and answer that a
// terminal may send.
func everything() []string {
	var out []string
	for c := range 128 {
		out = append(out, string(rune(c)))
		if c != 0x1b && c != '[' && c != 'O' && !slices.Contains([]byte("]P_^X\x03"), byte(c)) {
			out = append(out, "\x1b"+string(rune(c)))
		}
	}
	out = append(out, "é", "ж", "שּׁ", "दिल्ली", "한", "👍🏽", "👩‍💻", "🇨🇭", "\U00010348", "\x1bж", "\x1b[", "\x1bO")
	var keys []string
	for m := range 17 {
		with := ";" + strconv.Itoa(m)
		if m < 2 {
			with = []string{"", ";1"}[m]
		}
		for _, c := range "ABCDEFHPQRS" {
			switch {
			case with == "":
				keys = append(keys, "\x1b["+string(c), "\x1bO"+string(c))
			case c != 'R':
				keys = append(keys, "\x1b[1"+with+string(c))
			}
		}
		for _, n := range []int{1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 31, 32, 33, 34} {
			keys = append(keys, fmt.Sprintf("\x1b[%d%s~", n, with))
			if with == "" {
				keys = append(keys, fmt.Sprintf("\x1b[%d$", n), fmt.Sprintf("\x1b[%d^", n), fmt.Sprintf("\x1b[%d@", n))
			}
		}
		for _, c := range "MXjklmnopqrstuvwxy" {
			if m > 1 {
				keys = append(keys, fmt.Sprintf("\x1bO%d%c", m, c))
			}
		}
		for _, n := range []int{9, 13, 27, 32, 97, 99, 127, 106, 1089} {
			keys = append(keys, fmt.Sprintf("\x1b[%d%su", n, with), fmt.Sprintf("\x1b[27;%d;%d~", max(m, 1), n))
		}
	}
	for n := 57344; n <= 57454; n++ {
		keys = append(keys, fmt.Sprintf("\x1b[%du", n))
	}
	keys = append(keys, "\x1b[a", "\x1b[b", "\x1b[c", "\x1b[d", "\x1bOa", "\x1bOb", "\x1bOc", "\x1bOd", "\x1b[Z", "\x1bOM", "\x1bOp")
	for seq := range odd {
		keys = append(keys, seq)
	}
	out = append(out, keys...)
	for _, k := range []string{"\x1b[A", "\x1b[3~", "\x1bOA", "\x1b[3$", "\x1bOa"} {
		out = append(out, "\x1b"+k) // with alt, as urxvt has it
	}
	out = append(out, "\x1b[1089::99;5u", "\x1b[1057:1089:99;6u", "\x1b[97::113;5u", "\x1b[97;1;97u", "\x1b[128077;;128077:127997u")
	for b := range 100 {
		out = append(out, fmt.Sprintf("\x1b[<%d;12;34M", b), fmt.Sprintf("\x1b[<%d;223;1m", b), "\x1b[M"+string([]byte{byte(b) + 32, 33, 200}))
	}
	return append(out, "\x1b[I", "\x1b[O", "\x1b[0n", "\x1b[12;40R", "\x1b[?2026;2$y", "\x1b[?62;22c", "\x1b[?1u", "\x1b[8;24;80t",
		"\x1b]11;rgb:ffff/ffff/ffff\x07", "\x1b]11;rgb:0000/0000/0000\x1b\\", "\x1b]52;c;aGk=\x07", "\x1bP>|XTerm(379)\x1b\\", "\x1b_Gi=1;OK\x1b\\",
		"\x1b[200~\x1b[201~", "\x1b[200~one\rtwo\nD ж👍🏽\x1b[201~", "\x1b[200~\x1b[A\x1b[20\x1b\x1b[201~", "\x1b[200~a\x03b\x1b[201~", "\x1b[200~a\x1b[99;5ub\x1b[201~",
		"j\x1b[200~x\x1b[201~k", "\x1b\x1b[200~x\x1b[201~", "\x1b\x1b\x1b[A")
}

// However a stream is cut, and for however long, it gives what it gives whole.
func TestCutAnywhere(t *testing.T) {
	for _, answers := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			n := 0
			for _, s := range everything() {
				whole := events(answers, piece{time.Second, "j" + s}, piece{time.Second, "k"})
				for i := 1; i < len(s); i++ {
					n++
					got := events(answers, piece{time.Second, "j" + s[:i]}, piece{cutFor, s[i:]}, piece{time.Second, "k"})
					if diff := cmp.Diff(whole, got); diff != "" {
						t.Errorf("answers %t: %q cut at %d gives (-whole +cut):\n%s", answers, s, i, diff)
					}
				}
			}
			if n < 3000 {
				t.Errorf("only %d cuts", n)
			}
		})
	}
}

// Nothing of a sequence is lost or taken for letters: each is one event.
func TestEachIsOneKey(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, s := range everything() {
			if s == "\x1b" || s == "\x1b[" || s == "\x1bO" {
				continue // with k these are other keys
			}
			got := events(true, piece{time.Second, s}, piece{time.Second, "k"})
			if len(got) < 1 || got[len(got)-1] != "text k" {
				t.Errorf("%q eats the key behind it: %q", s, got)
			}
			if strings.HasPrefix(s, "\x1b[") && len(got) > 2 && !strings.Contains(s, "\x1b[8;") {
				t.Errorf("%q gives %q", s, got)
			}
		}
	})
}

// What each of these is, of which there is a rule or a fault behind.
func TestKeys(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for s, want := range map[string]string{
			"\n": "key enter", "\r": "key enter", "\x1b[106;5u": "key ctrl+j", "\x1b[27;5;106~": "key ctrl+j", "\x1b[57414u": "key enter", "\x1bOM": "key enter",
			"\x1b[P": "key delete", "\x1b[4h": "key insert", "\x1bOP": "key f1", "\x1b[1;2P": "key shift+f1", "\x1b[[A": "key f1",
			"\x1b[M": "key ctrl+delete", "\x1b[?1u\x1b[P": "key f1", // the keyboard protocol tells
			"\x1b[1089::99;5u": "key ctrl+c", "\x1b[97::113;5u": "key ctrl+a", "\x1b[99;133u": "key ctrl+c",
			"\x1b[57404u": "text 5", "\x1bOu": "text 5", "\x1b[57417u": "key left", "\x1bOk": "text +",
			"\x1b": "key esc", "\x1b\x1b": "key esc,key esc", "\x1bj": "key alt+j", "\x1b\x03": "key esc,key ctrl+c", "\x1b\x1b[A": "key alt+up", "\x1b[": "key alt+[",
			"\xff": "text \ufffd", "\xd0": "text \ufffd", "\xd0j": "text \ufffd,text j",
		} {
			got := events(true, piece{time.Second, s}, piece{12 * time.Second, "\x1b[I"})
			if got := strings.Join(got[:len(got)-1], ","); got != want {
				t.Errorf("%q is %q, want %q", s, got, want)
			}
		}
	})
}

// Where they do something, a line feed is ctrl+j, and esc with ctrl+l one key.
func TestBoundKeys(t *testing.T) {
	for typed, want := range map[string]map[bool][]string{
		"\n":       {true: {"key ctrl+j"}, false: {"key enter"}},
		"\x1b\x0c": {true: {"key ctrl+alt+l"}, false: {"key esc", "key ctrl+l"}},
		"\x1b\x1a": {true: {"key ctrl+alt+z"}, false: {"key esc", "key ctrl+z"}},
		"\x1b\x08": {true: {"key ctrl+alt+h"}, false: {"key ctrl+alt+h"}},
		"\x1b\r":   {true: {"key alt+enter"}, false: {"key alt+enter"}},
	} {
		for bound, keys := range want {
			var got []string
			binds := func(key string) bool {
				return bound && slices.Contains([]string{"ctrl+j", "ctrl+alt+l", "ctrl+alt+z"}, key)
			}
			r := New(Options{Binds: binds}, func(e uv.Event) { got = append(got, name(e)) })
			r.feed([]byte(typed), time.Now())
			if diff := cmp.Diff(keys, got); diff != "" {
				t.Errorf("%q, bound %t: %s", typed, bound, diff)
			}
		}
	}
}

// Esc is soon known to be that: by the terminal's answer, or after a pause.
func TestEscIsSoonThere(t *testing.T) {
	for _, answers := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			var at time.Duration
			from, to := io.Pipe()
			start := time.Now()
			var o Options
			if answers {
				o.Ask = func() { go func() { _, _ = io.WriteString(to, "\x1b[?6c") }() }
			}
			r := New(o, func(uv.Event) { at = time.Since(start) })
			go func() {
				_, _ = io.WriteString(to, "\x1b[?6c")
				_, _ = io.WriteString(to, "\x1b")
				time.Sleep(time.Minute)
				_ = to.Close()
			}()
			_ = r.Run(context.Background(), from)
			if want := map[bool]time.Duration{true: askPause, false: escPause}[answers]; at != want {
				t.Errorf("answers %t: esc after %v, want %v", answers, at, want)
			}
			if r.Outstanding() {
				t.Error("an answer is still waited for")
			}
		})
	}
}

// A terminal that does not answer any more is not waited for more than once.
func TestAnswersThatStop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var at []time.Duration
		from, to := io.Pipe()
		start := time.Now()
		asked := 0
		r := New(Options{Ask: func() { asked++ }}, func(uv.Event) { at = append(at, time.Since(start)) })
		go func() {
			_, _ = io.WriteString(to, "\x1b[?6c")
			for range 2 {
				_, _ = io.WriteString(to, "\x1b")
				time.Sleep(time.Minute)
			}
			_ = to.Close()
		}()
		_ = r.Run(context.Background(), from)
		if want := []time.Duration{askPause + answerPause, time.Minute + escPause}; !slices.Equal(at, want) || asked != 1 {
			t.Errorf("esc after %v, want %v; asked %d times", at, want, asked)
		}
	})
}

// A paste that never ends ends by itself and keeps its text; ctrl+c works in
// it at any time, and what comes of it later is text still.
func TestPasteWithoutEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, tt := range []struct {
			name   string
			pieces []piece
			want   []string
		}{
			{"no end", []piece{{0, "\x1b[200~one\rtwo"}, {3 * time.Second, "j"}}, []string{"paste one\rtwo", "text j"}},
			{"half an end", []piece{{0, "\x1b[200~one\x1b[20"}, {3 * time.Second, "1~"}, {time.Second, "j"}}, []string{"paste one", "text j"}},
			{"half an end and a key", []piece{{0, "\x1b[200~one\x1b[20"}, {3 * time.Second, "j"}}, []string{"paste one", "text j"}},
			{"a gap", []piece{{0, "\x1b[200~one"}, {3 * time.Second, "\rDx"}, {cutFor, "y\x1b[201~j"}}, []string{"paste one", "paste \rDxy", "text j"}},
			{"another", []piece{{0, "\x1b[200~one"}, {cutFor, "\x1b[200~two\x1b[201~j"}}, []string{"paste onetwo", "text j"}},
			{"ctrl+c", []piece{{0, "\x1b[200~one"}, {cutFor, "\x03"}}, []string{"paste one", "key ctrl+c"}},
			{"ctrl+c held", []piece{{0, "\x1b[200~one"}, {100 * time.Millisecond, "\x03"}, {100 * time.Millisecond, "\x03"}, {100 * time.Millisecond, "\x03"}, {20 * time.Millisecond, "\x03"}}, []string{"paste one", "key ctrl+c"}},
			{"ctrl+c of the keyboard protocol", []piece{{0, "\x1b[200~one"}, {cutFor, "\x1b[99;5u"}}, []string{"paste one", "key ctrl+c"}},
			{"on another layout", []piece{{0, "\x1b[200~"}, {cutFor, "\x1b[1089::99;5u"}}, []string{"key ctrl+c"}},
			{"by xterm", []piece{{0, "\x1b[200~one"}, {cutFor, "\x1b[27;5;99~"}}, []string{"paste one", "key ctrl+c"}},
			{"typed on for long", []piece{{0, "\x1b[200~one"}, {time.Second, "a"}, {time.Second, "b"}, {3 * time.Second, "j"}}, []string{"paste oneab", "text j"}},
			{"what is not text", []piece{{0, "\x1b[200~a\xffb\x1b[201~"}}, []string{"paste a\ufffdb"}},
		} {
			if diff := cmp.Diff(tt.want, events(true, tt.pieces...)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.name, diff)
			}
		}
	})
}

// Text that comes at once with a line end within is a burst; what a person
// types, however the line holds it back, is keys.
func TestBursts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const ms = time.Millisecond
		for _, tt := range []struct {
			name   string
			pieces []piece
			want   []string
		}{
			{"lines", []piece{{0, "one\rDtwo"}}, []string{"burst one\rDtwo"}},
			{"tabs", []piece{{0, "a\tb"}}, []string{"burst a\tb"}},
			{"byte by byte", []piece{{0, "a"}, {ms, "\r"}, {ms, "D"}}, []string{"text a", "burst \rD"}},
			{"in two", []piece{{0, "ab\r"}, {ms, "D"}}, []string{"burst ab\rD"}},
			{"two line ends", []piece{{0, "ab\r\r"}}, []string{"burst ab\r\r"}},
			{"a line", []piece{{0, "ab\r"}, {time.Second, "j"}}, []string{"text a", "text b", "key enter", "text j"}},
			{"a line of Windows", []piece{{0, "ab\r\n"}}, []string{"text a", "text b", "key enter", "key enter"}},
			{"typed", []piece{{0, "a"}, {33 * ms, "\r"}, {33 * ms, "D"}}, []string{"text a", "key enter", "text D"}},
			{"enter and a letter", []piece{{0, "\rj"}}, []string{"key enter", "text j"}},
			{"held back with an arrow", []piece{{0, "ab\r\x1b[Bj"}}, []string{"text a", "text b", "key enter", "key down", "text j"}},
			{"half a character", []piece{{0, "a\rж"[:3]}, {ms, "ж"[1:] + "D"}}, []string{"burst a\rжD"}},
		} {
			if diff := cmp.Diff(tt.want, events(true, tt.pieces...)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.name, diff)
			}
		}
	})
}

// The rest of a key that comes even after esc was taken for that, by a pause or
// by a multiplexer that answers whatever is on the line to it, does not do what
// its letters do. Letters that are typed do.
func TestLateRestOfAKey(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, tt := range []struct {
			rest string
			want []string
		}{
			{"[D", []string{"key esc", "key left"}},
			{"OD", []string{"key esc", "key left"}},
			{"[3~", []string{"key esc", "key delete"}},
			{"[<0;3;4M", []string{"key esc", "uv.MouseClickEvent left"}},
			{"D", []string{"key esc", "text D"}},
			{"OK", []string{"key esc", "text O", "text K"}},
		} {
			paused := events(false, piece{0, "\x1b"}, piece{time.Second, tt.rest})
			answered := events(true, piece{0, "\x1b"}, piece{time.Millisecond, "\x1b[?6c"}, piece{time.Millisecond, "\x1b[0n"}, piece{time.Second, tt.rest})
			answered = slices.DeleteFunc(answered, func(s string) bool { return strings.Contains(s, "[0n") })
			for _, got := range [][]string{paused, answered} {
				if diff := cmp.Diff(tt.want, got); diff != "" {
					t.Errorf("%q (-want +got):\n%s", tt.rest, diff)
				}
			}
		}
	})
}

// No stream makes it hang or fail, and none of it is kept for ever.
func FuzzReader(f *testing.F) {
	for _, s := range []string{"\x1b[200~", "\x1b]11;", "\x1bP", "\x1b\x1b\x1b[", "\xf0\x9f", "\x1b[M", "a\rb"} {
		f.Add([]byte(s), uint8(1))
	}
	f.Fuzz(func(t *testing.T, b []byte, step uint8) {
		got := 0
		r := New(Options{}, func(uv.Event) { got++ })
		now := time.Unix(0, 0)
		for ; len(b) > 0; now = now.Add(time.Duration(step) * time.Millisecond) {
			n := min(int(step)%7+1, len(b))
			r.feed(b[:n], now)
			r.expire(now)
			b = b[n:]
		}
		for range 5 {
			now = now.Add(latePause)
			r.expire(now)
		}
		got = 0
		r.feed([]byte{3}, now)
		r.expire(now.Add(escPause))
		if got == 0 {
			t.Error("ctrl+c does nothing")
		}
	})
}
