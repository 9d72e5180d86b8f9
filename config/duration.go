package config

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Duration is a span of time as written in config.toml: 30s, 5m, 12h, 90d.
type Duration time.Duration

// Units of a Duration.
const (
	Second = Duration(time.Second)
	Hour   = Duration(time.Hour)
	Day    = 24 * Hour
)

// Std returns the span as the standard library counts it.
func (d Duration) Std() time.Duration { return time.Duration(d) }

// UnmarshalText reads what time.ParseDuration reads, and whole days.
func (d *Duration) UnmarshalText(text []byte) error {
	s := string(text)
	if days, ok := strings.CutSuffix(s, "d"); ok {
		if n, err := strconv.ParseUint(days, 10, 16); err == nil {
			*d = Duration(n) * Day
			return nil
		}
	}
	std, err := time.ParseDuration(s)
	if err != nil || std < 0 {
		return fmt.Errorf("%q is not a span of time; write 30s, 5m, 12h or 90d", s)
	}
	*d = Duration(std)
	return nil
}

// MarshalText is the reverse of UnmarshalText.
func (d Duration) MarshalText() ([]byte, error) {
	if d != 0 && d%Day == 0 {
		return append(strconv.AppendInt(nil, int64(d/Day), 10), 'd'), nil
	}
	s := d.Std().String()
	for _, zero := range []string{"m0s", "h0m"} {
		if strings.HasSuffix(s, zero) {
			s = s[:len(s)-2]
		}
	}
	return []byte(s), nil
}

// String returns the span as it is written in config.toml.
func (d Duration) String() string {
	text, _ := d.MarshalText()
	return string(text)
}
