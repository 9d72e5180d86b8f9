package cli

import (
	"os"
	"strings"
	"testing"
)

// Only what is as it is in a file is dropped: never what was written to, what
// can be, or what is no file's.
func TestOnlyFilePagesAreDropped(t *testing.T) {
	m := func(line, anonymous string) string {
		return line + "\nSize: 4 kB\nRss: 4 kB\nAnonymous: " + anonymous + " kB\nVmFlags: rd mr\n"
	}
	got := untouched(strings.NewReader(
		m("1000-2000 r-xp 00000000 08:01 7 /usr/bin/zco", "0") +
			m("2000-3000 r--p 00001000 08:01 7 /usr/bin/zco", "4") + // relocated
			m("3000-4000 rw-p 00002000 08:01 7 /usr/bin/zco", "0") +
			m("4000-5000 r--s 00000000 08:01 8 /tmp/shared", "0") +
			m("5000-6000 r--p 00000000 00:00 0", "0") +
			m("6000-7000 r-xp 00000000 00:00 0 [vdso]", "0") +
			m("7000-8000 r--p 00003000 08:01 7 /usr/bin/zco", "0")))
	if len(got) != 2 || got[0] != (mapping{0x1000, 0x2000}) || got[1] != (mapping{0x7000, 0x8000}) {
		t.Errorf("%x", got)
	}
}

// The program goes on as if nothing was.
func TestGiveBack(t *testing.T) {
	giveBack()
	if data, err := os.ReadFile("/proc/self/smaps"); err == nil && strings.Contains(string(data), "Anonymous:") && len(untouched(strings.NewReader(string(data)))) == 0 {
		t.Error("there is nothing of a file to drop: is this the form of the kernel?")
	}
}
