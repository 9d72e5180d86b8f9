package sandbox

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

// Limits of values.
const (
	maxTextLength  = 65_536    // characters of a text
	maxWholeDigits = 12        // of an integer
	maxRecordSize  = 32 * 1024 // bytes of a record
)

// accept turns what a client sent for a field into what is stored: nil for
// null, else the value in the one form of its type. The second result says
// what is wrong, as it follows the field's title; "" is fine.
func (s *Server) accept(f *field, in any) (value any, wrong string) {
	if in == nil || in == "" {
		return nil, ""
	}
	if t, known := fieldTypes[f.Type]; known {
		return t.accept(s, f, in)
	}
	return in, "" // a type of the future takes anything
}

func acceptText(f *field, in any) (any, string) {
	text, isText := asText(in)
	switch {
	case !isText:
		return nil, "is not a string"
	case utf8.RuneCountInString(text) > maxTextLength:
		return nil, "is too long (maximum is 65536 characters)"
	case f.Type == typeRegexp && f.Regexp != nil && !matches(*f.Regexp, text):
		return nil, "is invalid"
	}
	return text, ""
}

var compiled sync.Map // of Ruby patterns to *regexp.Regexp, nil if Go cannot

// rubyDialect writes the few things that differ in Go's syntax.
var rubyDialect = strings.NewReplacer(`\\`, `\\`, `\Z`, `\z`, `\h`, `[0-9a-fA-F]`)

// compileRuby compiles a Ruby pattern; nil if Go's engine has no such thing.
func compileRuby(pattern string) *regexp.Regexp {
	if re, known := compiled.Load(pattern); known {
		return re.(*regexp.Regexp)
	}
	re, err := regexp.Compile("(?m)" + rubyDialect.Replace(pattern)) // ^ and $ match at lines in Ruby
	if err != nil {
		re = nil
	}
	compiled.Store(pattern, re)
	return re
}

// matches is true as well for patterns that only Ruby understands.
func matches(pattern, text string) bool {
	re := compileRuby(pattern)
	return re == nil || re.MatchString(text)
}

func acceptBool(_ *field, in any) (any, string) {
	switch in {
	case true, "true", "1", json.Number("1"):
		return true, ""
	case false, "false", "0", json.Number("0"):
		return false, ""
	}
	return nil, "is not a boolean"
}

// digitsOf reads a number from a JSON number or a string.
func digitsOf(in any) (string, bool) {
	text, isText := asText(in)
	if !isText {
		return "", false
	}
	return plainNumber(text)
}

func acceptInteger(_ *field, in any) (any, string) {
	text, isNumber := digitsOf(in)
	if isNumber {
		text, isNumber = wholeDigits(text)
	}
	switch {
	case !isNumber:
		return nil, "is not an integer"
	case len(strings.TrimPrefix(text, "-")) > maxWholeDigits:
		return nil, "is too long (maximum is 12 digits)"
	}
	return json.Number(text), ""
}

func acceptDecimal(_ *field, in any) (any, string) {
	text, isNumber := digitsOf(in)
	if !isNumber {
		return nil, "is not a number"
	}
	return json.Number(jsonDigits(text)), ""
}

// jsonDigits drops the leading zeros that JSON does not allow.
func jsonDigits(text string) string {
	sign := ""
	if strings.HasPrefix(text, "-") {
		sign, text = "-", text[1:]
	}
	if text = strings.TrimLeft(text, "0"); text == "" || text[0] == '.' {
		text = "0" + text
	}
	return sign + text
}

// acceptCurrency takes a number or {"amount","currency"}.
func acceptCurrency(f *field, in any) (any, string) {
	if m, isObject := in.(map[string]any); isObject {
		if code, isString := m["currency"].(string); isString && code != f.currency() {
			return nil, "is not in an allowed currency"
		}
		in = m["amount"]
		if in == nil {
			return nil, ""
		}
	}
	return acceptDecimal(f, in)
}

const storedDate = "2006-01-02T15:04:05-07:00"

// parseDate reads a date or a timestamp.
func parseDate(text string) (time.Time, bool) {
	for _, layout := range []string{"2006-01-02", time.RFC3339Nano, "2006-01-02 15:04:05", "2006-01-02T15:04:05"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}

func acceptDate(_ *field, in any) (any, string) {
	text, _ := in.(string)
	t, isDate := parseDate(text)
	if !isDate {
		return nil, "is not a valid date (YYYY-MM-DD)"
	}
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC).Format(storedDate), ""
}

func acceptTags(f *field, in any) (any, string) {
	list, isList := in.([]any)
	text, isString := in.(string)
	if !isList && !isString {
		return nil, "is not a list of options"
	}
	if isString {
		list = []any{text}
	}
	out := make([]string, 0, len(list))
	for _, e := range list {
		tag, isString := e.(string)
		if !isString || !f.hasOption(tag) {
			return nil, "is not a valid option"
		}
		if !slices.Contains(out, tag) {
			out = append(out, tag)
		}
	}
	if len(out) == 0 {
		return nil, ""
	}
	return out, ""
}

// acceptLookup takes an id, "external_id:..." or "name:...", and keeps the id.
// A relationship filter is not looked at, as with the real service.
func (s *Server) acceptLookup(f *field, in any) (any, string) {
	text, isText := asText(in)
	if !isText {
		return nil, "is not a valid reference"
	}
	if key := f.targetObject(); key != "" {
		return s.acceptRecord(s.objects[key], text)
	}
	if id, err := strconv.ParseInt(text, 10, 64); err == nil && s.people.has(f.Target, id) {
		return strconv.FormatInt(id, 10), ""
	}
	return nil, "does not exist"
}

func (s *Server) acceptRecord(o *object, text string) (any, string) {
	if o == nil {
		return nil, "does not exist"
	}
	if external, found := strings.CutPrefix(text, "external_id:"); found {
		if r, there := o.findExternal(external); there {
			return o.id(r), ""
		}
	} else if name, found := strings.CutPrefix(text, "name:"); found {
		if !o.unique() {
			return nil, "cannot be looked up by name: names of " + o.meta.Title + " are not unique"
		}
		if r, there := o.findName(name); there {
			return o.id(r), ""
		}
	} else if _, there := o.find(text); there {
		return text, ""
	}
	return nil, "does not exist"
}

// has reports whether a thing of the desk exists. Articles are not kept, so that
// any id will do.
func (d *people) has(target string, id int64) bool {
	switch target {
	case "zen:user":
		return d.Users[id] != nil
	case "zen:organization":
		return d.Organizations[id] != nil
	case "zen:ticket":
		return d.Tickets[id] != nil
	case "zen:brand":
		return slices.ContainsFunc(accountBrands, func(b *brand) bool { return b.id == id })
	}
	return id > 0
}
