package transfer

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"zco/api"
)

// Kind is what a Change does with a field.
type Kind string

// The kinds of changes, and what of Change each reads.
const (
	Set           Kind = "set"            // Value
	Clear         Kind = "clear"          // nothing
	Replace       Kind = "replace"        // Find, With, MatchCase; in text
	Add           Kind = "add"            // Number, which may be negative; to numbers
	AddOptions    Kind = "add options"    // Options; to a multiselect
	RemoveOptions Kind = "remove options" // Options; from a multiselect
)

// Kinds returns the kinds of changes that fit a field, in the order in which
// to offer them; none for a field that cannot be changed.
func Kinds(f api.Field) []Kind {
	if f.Key == "" || f.ReadOnly || f.Key == api.FieldName && f.Autonumbered() {
		return nil
	}
	kinds := append([]Kind{Set, Clear}, fieldTypes[f.Type].kinds...)
	if f.Required || f.Key == api.FieldName {
		kinds = slices.DeleteFunc(kinds, func(k Kind) bool { return k == Clear })
	}
	return kinds
}

// Change is one change to one field of many records.
type Change struct {
	Field     string // a field's key, or api.FieldName or api.FieldExternalID
	Kind      Kind
	Value     api.Value
	Find      string // plain text, not a pattern
	With      string
	MatchCase bool
	Number    string   // digits, sign and point, as people write it
	Options   []string // values (tags)
}

// apply is what the change makes of a value, or why it cannot.
func (c Change) apply(before api.Value, f api.Field) (after api.Value, problem string) {
	if !slices.Contains(Kinds(f), c.Kind) {
		return before, c.misfit(f)
	}
	switch c.Kind {
	case Set:
		after, problem = convertValue(f, c.Value)
	case Clear:
		after = api.Null
	case Replace:
		after, problem = c.replace(before)
	case Add:
		after, problem = addNumber(f.Type, before, c.Number)
	case AddOptions, RemoveOptions:
		after, problem = c.options(before, f)
	}
	if problem == "" && (f.Required || f.Key == api.FieldName) && after.IsEmpty() && !before.IsEmpty() {
		problem = "it must have a value"
	}
	if problem != "" {
		return before, problem
	}
	if after.IsEmpty() && before.IsEmpty() { // null, "" and [] are all nothing
		return before, ""
	}
	return after, ""
}

func (c Change) misfit(f api.Field) string {
	switch {
	case f.Key == "":
		return fmt.Sprintf("there is no field %s", c.Field)
	case f.ReadOnly || f.Key == api.FieldName && f.Autonumbered():
		return "the service makes up its value"
	case c.Kind == Clear:
		return "it must have a value"
	}
	return fmt.Sprintf("%s does not fit a %s field", c.Kind, f.Type)
}

func (c Change) replace(before api.Value) (api.Value, string) {
	if c.Find == "" {
		return before, "there is nothing to look for"
	}
	if before.IsEmpty() {
		return before, ""
	}
	if !isScalar(before) {
		return before, "its value is not a text"
	}
	was := before.Text()
	text := replaceText(was, c.Find, c.With, c.MatchCase)
	if text == was {
		return before, ""
	}
	if utf8.RuneCountInString(text) > maxText {
		return before, fmt.Sprintf("it would have more than %d characters", maxText)
	}
	if text == "" {
		return api.Null, ""
	}
	return api.String(text), ""
}

// options adds or removes. Their order stays, new ones come last.
func (c Change) options(before api.Value, f api.Field) (api.Value, string) {
	now := before.Strings()
	var next []string
	if c.Kind == RemoveOptions {
		for _, tag := range now {
			if !slices.Contains(c.Options, tag) {
				next = append(next, tag)
			}
		}
	} else {
		next = slices.Clone(now)
		for _, tag := range c.Options {
			if _, problem := optionTag(f, tag); problem != "" {
				return before, problem
			}
			if !slices.Contains(next, tag) {
				next = append(next, tag)
			}
		}
	}
	if slices.Equal(now, next) {
		return before, ""
	}
	if len(next) == 0 {
		return api.Null, ""
	}
	return api.Strings(next), ""
}

// String says what the change does, in words.
func (c Change) String() string {
	switch c.Kind {
	case Set:
		return fmt.Sprintf("set %s to %s", c.Field, shorten(c.Value.Text()))
	case Replace:
		return fmt.Sprintf("replace %s with %s in %s", shorten(c.Find), shorten(c.With), c.Field)
	case Add:
		return fmt.Sprintf("add %s to %s", c.Number, c.Field)
	case AddOptions, RemoveOptions:
		return fmt.Sprintf("%s of %s: %s", c.Kind, c.Field, strings.Join(c.Options, ", "))
	}
	return fmt.Sprintf("%s %s", c.Kind, c.Field)
}
