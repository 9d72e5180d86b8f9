package transfer

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"zco/api"
)

// convertText is the value that a person's text means in a field, or why it
// means none. The empty text is null.
func convertText(f api.Field, text string) (v api.Value, problem string) {
	if text == "" {
		return api.Null, ""
	}
	if t, known := fieldTypes[f.Type]; known {
		return t.text(f, text)
	}
	return plainText(f, text)
}

func plainText(_ api.Field, text string) (api.Value, string) {
	if count := utf8.RuneCountInString(text); count > maxText {
		return api.Absent, fmt.Sprintf("it has %d characters, more than %d", count, maxText)
	}
	return api.String(text), ""
}

// decimalValue keeps the digits if they are JSON as they stand.
func decimalValue(text string) (api.Value, string) {
	n, problem := parseExact(text)
	if problem != "" {
		return api.Absent, problem
	}
	if v, ok := api.Number(text); ok {
		return v, ""
	}
	return api.Value(n.String()), ""
}

func checkboxValue(text string) (api.Value, string) {
	if yes, ok := booleanWord(text); ok {
		return api.Bool(yes), ""
	}
	return api.Absent, fmt.Sprintf("%s is neither true nor false", shorten(text))
}

// multiselectText splits a cell as an export joins it, or, where that names no
// options, at the commas or semicolons that other programs put between them.
func multiselectText(f api.Field, text string) (api.Value, string) {
	v, problem := multiselectValue(f, splitElements(text))
	if problem == "" {
		return v, ""
	}
	for _, between := range []string{";", ","} {
		if parts := strings.Split(text, between); len(parts) > 1 {
			for i := range parts {
				parts[i] = strings.TrimSpace(parts[i])
			}
			if other, ok := multiselectValue(f, parts); ok == "" {
				return other, ""
			}
		}
	}
	return v, problem
}

func multiselectValue(f api.Field, elements []string) (api.Value, string) {
	if len(elements) == 0 {
		return api.Null, ""
	}
	tags := make([]string, len(elements))
	for i, e := range elements {
		tag, problem := optionTag(f, e)
		if problem != "" {
			return api.Absent, problem
		}
		tags[i] = tag
	}
	return api.Strings(tags), ""
}

// The forms of dates that mean one day to everybody.
var dateForms = []string{
	"2006/1/2", "2006.1.2", "20060102", "2006-1-2", "2.1.2006",
	"2 Jan 2006", "2 January 2006", "Jan 2, 2006", "January 2, 2006", "Jan 2 2006", "January 2 2006", "2-Jan-2006",
}

func dateValue(text string) (api.Value, string) {
	text = trimTime(text)
	if v, err := api.Date(text); err == nil {
		return v, ""
	}
	for _, form := range dateForms {
		if day, err := time.Parse(form, text); err == nil {
			return api.String(day.Format(time.DateOnly)), ""
		}
	}
	dayFirst, errDay := time.Parse("2/1/2006", text)
	monthFirst, errMonth := time.Parse("1/2/2006", text)
	switch {
	case errDay == nil && errMonth == nil && !dayFirst.Equal(monthFirst):
		return api.Absent, fmt.Sprintf("%s may be %s or %s: write it as YYYY-MM-DD", shorten(text),
			dayFirst.Format("2 January 2006"), monthFirst.Format("2 January 2006"))
	case errDay == nil:
		return api.String(dayFirst.Format(time.DateOnly)), ""
	case errMonth == nil:
		return api.String(monthFirst.Format(time.DateOnly)), ""
	}
	return api.Absent, fmt.Sprintf("%s is not a date: write it as YYYY-MM-DD", shorten(text))
}

// convertValue is a JSON value as the field takes it, or why it does not.
// What already has the field's form goes through as it is.
func convertValue(f api.Field, v api.Value) (api.Value, string) {
	if v.IsAbsent() || v.IsNull() {
		return api.Null, ""
	}
	t, known := fieldTypes[f.Type]
	if !known { // lookups and types that are not known: as the file has it
		return v, ""
	}
	if t.json != nil {
		if after, problem, fits := t.json(f, v); fits {
			return after, problem
		}
	}
	if v.IsArray() || v.IsObject() {
		return api.Absent, fmt.Sprintf("%s does not fit a %s field", kindOf(v), f.Type)
	}
	return convertText(f, v.Text())
}

func kindOf(v api.Value) string {
	if v.IsArray() {
		return "a list"
	}
	return "an object"
}
