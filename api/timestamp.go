package api

import (
	"fmt"
	"strings"
	"time"
)

// Timestamp is a moment as the service wrote it. Text is kept because it, not
// the parsed time, tells whether a record moved.
type Timestamp struct {
	Time time.Time // zero if there is none or it cannot be read
	Text string
}

// The forms met: the API's own, the reference's samples for custom statuses,
// job messages, and plain dates.
var timestampForms = []string{
	time.RFC3339Nano,
	"2006-01-02T15:04:05.999999999Z0700",
	"2006-01-02 15:04:05.999999999Z07:00",
	"2006-01-02 15:04:05.999999999 Z0700",
	"2006-01-02 15:04:05 MST",
	"2006-01-02T15:04:05",
	"2006-01-02 15:04:05",
	time.DateOnly,
}

// ParseTimestamp reads every form the service is known to write. A text that
// is none of them is kept with a zero Time.
func ParseTimestamp(text string) Timestamp {
	if len(text) == len(time.DateOnly) { // no other form is as short, and each that does not fit costs an error
		if t, err := time.Parse(time.DateOnly, text); err == nil {
			return Timestamp{Time: t, Text: text}
		}
	}
	for _, form := range timestampForms {
		if t, err := time.Parse(form, text); err == nil {
			return Timestamp{Time: t, Text: text}
		}
	}
	return Timestamp{Text: text}
}

// IsZero reports whether there is no moment.
func (t Timestamp) IsZero() bool { return t.Time.IsZero() }

// String returns the text as the service wrote it.
func (t Timestamp) String() string { return t.Text }

// Date returns the Value of a date field, YYYY-MM-DD, from either form the
// service writes: a date, or a timestamp whose date is taken as it is written,
// in no other zone. The empty string is Null. An impossible date is an error.
func Date(text string) (Value, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return Null, nil
	}
	t := ParseTimestamp(text)
	if t.IsZero() {
		return Absent, fmt.Errorf("%q is not a date: write it as YYYY-MM-DD", text)
	}
	return String(t.Time.Format(time.DateOnly)), nil
}

// Date returns the date in a value of a date field as YYYY-MM-DD, and whether
// there is one. Both forms the service writes are read.
func (v Value) Date() (date string, ok bool) {
	if v.IsEmpty() {
		return "", false
	}
	d, err := Date(v.Text())
	return d.Text(), err == nil
}
