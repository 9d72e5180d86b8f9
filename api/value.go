package api

import (
	"bytes"
	"encoding/json"
	"math/big"
	"strconv"
	"strings"
)

// Value is one JSON value as the service sent it or as it is to be sent: its
// compact JSON text. It keeps three things apart that PATCH keeps apart:
// Absent (the zero Value, never sent), Null (clears the field) and a value.
// Numbers keep their digits, unknown shapes come through untouched, and two
// Values may be compared with ==.
type Value string

// The two Values that are not values.
const (
	Absent Value = ""
	Null   Value = "null"
)

// String returns the Value of a JSON string. Invalid UTF-8 is replaced.
func String(s string) Value {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string always encodes
	return Value(bytes.TrimRight(b.Bytes(), "\n"))
}

// Bool returns the Value of a JSON boolean.
func Bool(b bool) Value { return Value(strconv.FormatBool(b)) }

// Int returns the Value of a JSON number.
func Int(n int64) Value { return Value(strconv.FormatInt(n, 10)) }

// Number returns the Value of a JSON number written as in s, digit for digit,
// and false if s is not a JSON number.
func Number(s string) (Value, bool) {
	v := Value(s)
	if !v.IsNumber() || !json.Valid([]byte(s)) {
		return Absent, false
	}
	return v, true
}

// Strings returns the Value of a JSON array of strings; never Null.
func Strings(ss []string) Value {
	var b strings.Builder
	b.WriteByte('[')
	for i, s := range ss {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(string(String(s)))
	}
	b.WriteByte(']')
	return Value(b.String())
}

// ParseValue returns data as a compact Value. Empty data is Absent.
func ParseValue(data []byte) (Value, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return Absent, nil
	}
	var b bytes.Buffer
	if err := json.Compact(&b, data); err != nil {
		return Absent, err
	}
	return Value(b.String()), nil
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
func (v Value) IsString() bool { return strings.HasPrefix(string(v), `"`) }

// IsNumber reports whether the value is a JSON number.
func (v Value) IsNumber() bool {
	return v != "" && (v[0] == '-' || v[0] >= '0' && v[0] <= '9')
}

// Text returns the string in a JSON string, the digits of a number, "true" or
// "false" of a boolean, "" for absent and null, and the JSON text of the rest.
func (v Value) Text() string {
	switch {
	case v == Absent || v == Null:
		return ""
	case v.IsString():
		body := string(v[1 : len(v)-1])
		if !strings.ContainsRune(body, '\\') {
			return body
		}
		var s string
		if json.Unmarshal([]byte(v), &s) == nil {
			return s
		}
	}
	return string(v)
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
	var elems []Value
	if json.Unmarshal([]byte(v), &elems) != nil {
		return []string{string(v)}
	}
	out := make([]string, len(elems))
	for i, e := range elems {
		out[i] = e.Text()
	}
	return out
}

// Same reports whether two values mean the same to the service: equal text,
// or equal numbers however written (1, 1.0, 1e0), or both without a value.
func (v Value) Same(w Value) bool {
	if v == w || (v == Absent || v == Null) && (w == Absent || w == Null) {
		return true
	}
	if v.IsNumber() && w.IsNumber() && len(v) < 64 && len(w) < 64 {
		a, okA := new(big.Float).SetPrec(256).SetString(string(v))
		b, okB := new(big.Float).SetPrec(256).SetString(string(w))
		return okA && okB && a.Cmp(b) == 0
	}
	return false
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
