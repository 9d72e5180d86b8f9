package cli

import (
	"bufio"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// dropFilePages takes the pages of the program's file out of its memory. Those
// that are used again come back from the cache of the system, a few
// microseconds each.
func dropFilePages() {
	maps, err := os.Open("/proc/self/smaps")
	if err != nil {
		return // memory is only a courtesy
	}
	defer maps.Close()
	for _, m := range untouched(maps) {
		_, _, _ = unix.Syscall(unix.SYS_MADVISE, m.start, m.end-m.start, unix.MADV_DONTNEED)
	}
}

// mapping is a part of the address space.
type mapping struct{ start, end uintptr }

// untouched returns the mappings of files that cannot be written to and hold
// nothing but what is in the file: to drop what was changed, such as what a
// linker wrote before it made it read-only, would be to lose it.
func untouched(smaps io.Reader) (out []mapping) {
	var at mapping
	file := false
	for s := bufio.NewScanner(smaps); s.Scan(); {
		words := strings.Fields(s.Text())
		if len(words) == 0 {
			continue
		}
		if m, ok := parseMapping(words[0]); ok {
			at = m
			file = len(words) > 5 && strings.HasPrefix(words[5], "/") && strings.HasPrefix(words[1], "r-") && strings.HasSuffix(words[1], "p")
			continue
		}
		if words[0] == "Anonymous:" && file && words[1] == "0" {
			out = append(out, at)
		}
	}
	return out
}

func parseMapping(word string) (m mapping, ok bool) {
	from, to, ok := strings.Cut(word, "-")
	if !ok {
		return m, false
	}
	start, err := strconv.ParseUint(from, 16, strconv.IntSize)
	if err != nil {
		return m, false
	}
	end, err := strconv.ParseUint(to, 16, strconv.IntSize)
	return mapping{uintptr(start), uintptr(end)}, err == nil
}
