package api

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Value is one JSON value as the service sent it or as it is to be sent: its
// compact JSON text. It keeps three things apart that PATCH keeps apart:
// Absent (the zero Value, never sent), Null (clears the field) and a value.
// Numbers keep their digits, unknown shapes come through untouched, strings
// are spelled in one way however they were escaped, so two Values may be
// compared with ==.
type Value string

// The two Values that are not values.
const (
	Absent Value = ""
	Null   Value = "null"
)

// String returns the Value of a JSON string. Invalid UTF-8 is replaced.
func String(s string) Value {
	if isPlain(s) {
		return Value(`"` + s + `"`)
	}
	text, _ := encodeBody(s) // a string always encodes
	return Value(text)
}

// isPlain reports whether a text needs no escape.
func isPlain(s string) bool {
	ascii := true
	for i := range len(s) {
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			ascii = false
		case c < ' ' || c > '~' || c == '"' || c == '\\':
			return false
		}
	}
	return ascii || utf8.ValidString(s) && !strings.Contains(s, "\u2028") && !strings.Contains(s, "\u2029")
}

// Bool returns the Value of a JSON boolean.
func Bool(b bool) Value { return Value(strconv.FormatBool(b)) }

// Int returns the Value of a JSON number.
func Int(n int64) Value { return Value(strconv.FormatInt(n, 10)) }

// Number returns the Value of a JSON number written as in s, digit for digit,
// and false if s is not a JSON number.
func Number(s string) (Value, bool) {
	v := Value(s)
	if !v.IsNumber() || s != strings.TrimSpace(s) || !json.Valid([]byte(s)) {
		return Absent, false
	}
	return v, true
}

// Strings returns the Value of a JSON array of strings; never Null.
func Strings(ss []string) Value {
	return arrayOf(ss, String)
}

// arrayOf returns the Value of a JSON array.
func arrayOf[T any](list []T, value func(T) Value) Value {
	parts := make([]string, len(list))
	for i, one := range list {
		parts[i] = string(value(one))
	}
	return Value("[" + strings.Join(parts, ",") + "]")
}

// ParseValue returns data as a compact Value. Empty data is Absent.
func ParseValue(data []byte) (Value, error) {
	data = bytes.TrimSpace(data)
	if len(data) == 0 {
		return Absent, nil
	}
	if !utf8.Valid(data) {
		data = bytes.ToValidUTF8(data, []byte("\uFFFD"))
	}
	var b bytes.Buffer
	if err := json.Compact(&b, data); err != nil {
		return Absent, err
	}
	return respell(b.String()), nil
}

// respell writes the strings of a compact JSON text without needless escapes:
// servers write < as \u003c or not, and both must compare as equal.
func respell(text string) Value {
	if strings.IndexByte(text, '\\') < 0 {
		return Value(text)
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		if text[i] != '"' {
			b.WriteByte(text[i])
			i++
			continue
		}
		end := stringEnd(text, i)
		b.WriteString(respellString(text[i:end]))
		i = end
	}
	return Value(b.String())
}

// respellString leaves a token alone that holds half a surrogate pair: its
// text cannot be said in any other way.
func respellString(token string) string {
	var s string
	if hasHalfPair(token) || json.Unmarshal([]byte(token), &s) != nil {
		return token
	}
	return string(String(s))
}

func hasHalfPair(token string) bool {
	open := false // a first half was just before
	for i := 0; i < len(token); {
		unit, size := escapedUnit(token[i:])
		second := unit >= 0xDC00 && unit < 0xE000
		if open != second {
			return true
		}
		open = unit >= 0xD800 && unit < 0xDC00
		i += size
	}
	return open
}

// escapedUnit reads a \uXXXX at the start of text, and otherwise only how
// long what is there is.
func escapedUnit(text string) (unit uint64, size int) {
	switch {
	case text[0] != '\\':
		return 0, 1
	case len(text) < 6 || text[1] != 'u':
		return 0, 2
	}
	unit, _ = strconv.ParseUint(text[2:6], 16, 32)
	return unit, 6
}

// IsAbsent reports whether the value was not there at all.
func (v Value) IsAbsent() bool { return v == Absent }

// IsNull reports whether the value is JSON null.
func (v Value) IsNull() bool { return v == Null }

// IsEmpty reports whether there is nothing to show: absent, null, the empty
// string or the empty array.
func (v Value) IsEmpty() bool {
	return v == Absent || v == Null || v == `""` || v == "[]"
}

// IsString reports whether the value is a JSON string.
func (v Value) IsString() bool { return len(v) > 1 && v[0] == '"' }

// IsNumber reports whether the value is a JSON number.
func (v Value) IsNumber() bool {
	return v != "" && (v[0] == '-' || v[0] >= '0' && v[0] <= '9')
}

// IsArray reports whether the value is a JSON array.
func (v Value) IsArray() bool { return v != "" && v[0] == '[' }

// IsObject reports whether the value is a JSON object.
func (v Value) IsObject() bool { return v != "" && v[0] == '{' }

// Text returns the string in a JSON string, the digits of a number, "true" or
// "false" of a boolean, "" for absent and null, and the JSON text of the rest.
func (v Value) Text() string {
	switch {
	case v == Absent || v == Null:
		return ""
	case v.IsString():
		if text, ok := unescaped(string(v[1 : len(v)-1])); ok {
			return text
		}
		var s string
		if json.Unmarshal([]byte(v), &s) == nil {
			return s
		}
	}
	return string(v)
}

// unescaped is what stands between the quotes of a JSON string; false where a
// code point is escaped.
func unescaped(body string) (string, bool) {
	slash := strings.IndexByte(body, '\\')
	if slash < 0 {
		return body, true
	}
	var b strings.Builder
	b.Grow(len(body))
	for ; slash >= 0 && slash+1 < len(body); slash = strings.IndexByte(body, '\\') {
		b.WriteString(body[:slash])
		at := strings.IndexByte(`"\/bfnrt`, body[slash+1])
		if at < 0 {
			return "", false
		}
		b.WriteByte("\"\\/\b\f\n\r\t"[at])
		body = body[slash+2:]
	}
	b.WriteString(body)
	return b.String(), slash < 0
}

// Bool returns the boolean and whether there is one.
func (v Value) Bool() (value, ok bool) { return v == "true", v == "true" || v == "false" }

// Strings returns the elements of a JSON array as texts, a single scalar as
// one element, and nil for absent and null.
func (v Value) Strings() []string {
	if v.IsEmpty() {
		return nil
	}
	if v[0] != '[' {
		return []string{v.Text()}
	}
	elems := v.Elements()
	if elems == nil {
		return []string{string(v)}
	}
	out := make([]string, len(elems))
	for i, e := range elems {
		out[i] = e.Text()
	}
	return out
}

// Elements returns the elements of a JSON array, and nil for anything else.
func (v Value) Elements() []Value {
	if !v.IsArray() || !json.Valid([]byte(v)) {
		return nil
	}
	elems := []Value{}
	eachElement(string(v), func(raw string) { elems = append(elems, compact(raw)) })
	return elems
}

// Members returns the members of a JSON object, and nil for anything else.
func (v Value) Members() map[string]Value {
	if !v.IsObject() || !json.Valid([]byte(v)) {
		return nil
	}
	m := map[string]Value{}
	eachMember(string(v), func(key, raw string) { m[key] = compact(raw) })
	return m
}

// Same reports whether two values mean the same to the service: equal text,
// or equal numbers however written (1, 1.0, 1e0), or both without a value.
func (v Value) Same(w Value) bool {
	if v == w || (v == Absent || v == Null) && (w == Absent || w == Null) {
		return true
	}
	if !v.IsNumber() || !w.IsNumber() {
		return false
	}
	a, okA := parseDecimal(string(v))
	b, okB := parseDecimal(string(w))
	return okA && okB && a == b
}

// decimal is a number in its one spelling: 0.digits times ten to the exponent,
// the digits without zeros at either end.
type decimal struct {
	negative bool
	digits   string
	exponent int
}

func parseDecimal(s string) (decimal, bool) {
	var d decimal
	s, d.negative = strings.CutPrefix(s, "-")
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		n, err := strconv.Atoi(s[i+1:])
		if err != nil || n > 1e9 || n < -1e9 {
			return decimal{}, false
		}
		d.exponent, s = n, s[:i]
	}
	whole, fraction, _ := strings.Cut(s, ".")
	d.exponent += len(whole)
	all := whole + fraction
	d.digits = strings.TrimLeft(all, "0")
	d.exponent -= len(all) - len(d.digits)
	d.digits = strings.TrimRight(d.digits, "0")
	if d.digits == "" {
		return decimal{}, true
	}
	return d, true
}

// MarshalJSON writes the text as it is; Absent is written as null, so a map
// or struct that must leave a key out leaves it out itself.
func (v Value) MarshalJSON() ([]byte, error) {
	if v == Absent {
		return []byte("null"), nil
	}
	return []byte(v), nil
}

// UnmarshalJSON keeps the text, compacted.
func (v *Value) UnmarshalJSON(data []byte) error {
	parsed, err := ParseValue(data)
	*v = parsed
	return err
}
