package number_test

import (
	"testing"

	"zco/tui/domain/number"
)

func TestThousands(t *testing.T) {
	for n, want := range map[int]string{
		0: "0", 7: "7", 999: "999", 1000: "1,000", 12345678: "12,345,678", -1: "-1", -123: "-123", -1234: "-1,234", -123456: "-123,456",
	} {
		if got := number.Thousands(n); got != want {
			t.Errorf("Thousands(%d) is %q, not %q", n, got, want)
		}
	}
}

func TestOf(t *testing.T) {
	for n, want := range map[int]string{0: "0 entries", 1: "1 entry", 2: "2 entries", 1200: "1,200 entries", -1: "-1 entries"} {
		if got := number.Of(n, "entry", "entries"); got != want {
			t.Errorf("Of(%d) is %q, not %q", n, got, want)
		}
	}
}

func TestBytes(t *testing.T) {
	for n, want := range map[int]string{
		0: "0 bytes", 1: "1 byte", 1023: "1,023 bytes", 1024: "1 kB", 1025: "2 kB", 999 << 10: "999 kB", 1000 << 10: "1 MB",
		10 << 20: "10 MB", 10<<20 + 1: "10.1 MB", 3<<20 + 1: "3.1 MB",
	} {
		if got := number.Bytes(n); got != want {
			t.Errorf("Bytes(%d) is %q, not %q", n, got, want)
		}
	}
}
