package config

import (
	"errors"
	"strings"
	"time"
	"unicode"
)

// token is one piece of a date as a person writes it, and as Go does. Longer
// ones stand before those they begin with.
type token struct{ written, layout string }

var (
	dateTokens = []token{{"YYYY", "2006"}, {"YY", "06"}, {"MMM", "Jan"}, {"MM", "01"}, {"DD", "02"}}
	timeTokens = []token{{"HH", "15"}, {"hh", "03"}, {"mm", "04"}, {"ss", "05"}, {"PM", "PM"}}
)

// DateLayout returns date_format as a layout of the package time.
func (c *Config) DateLayout() string { return layout(c.DateFormat, dateTokens) }

// TimeLayout returns time_format as a layout of the package time.
func (c *Config) TimeLayout() string { return layout(c.TimeFormat, timeTokens) }

// Location returns where the clock of what is shown stands: the timezone of
// the account if its profile has one, else that of the configuration.
func (c *Config) Location(a Account) *time.Location {
	for _, name := range []string{a.Timezone, c.Timezone} {
		if loc, err := location(name); err == nil && name != "" {
			return loc
		}
	}
	return time.Local
}

func layout(format string, tokens []token) string {
	out, _ := translate(format, tokens)
	return out
}

func validLayout(format string, tokens []token) bool {
	_, err := translate(format, tokens)
	return err == nil && format != ""
}

var errLayout = errors.New("letters or digits that are no part of a date")

func translate(format string, tokens []token) (string, error) {
	var b strings.Builder
next:
	for format != "" {
		for _, t := range tokens {
			if rest, ok := strings.CutPrefix(format, t.written); ok {
				b.WriteString(t.layout)
				format = rest
				continue next
			}
		}
		r := []rune(format)[0]
		// Go would read "2" or "Jan" between the tokens as a date of its own.
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsControl(r)) {
			return "", errLayout
		}
		b.WriteRune(r)
		format = format[len(string(r)):]
	}
	return b.String(), nil
}
