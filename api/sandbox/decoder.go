package sandbox

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// decoder reads the properties of one object of a request and gathers what is
// wrong with them, in the service's words. A property that is absent leaves
// its target alone; only text and flags may be null, meaning empty.
type decoder struct {
	in  map[string]any
	bad invalid
}

// text reads a string of at most most characters (0: no bound).
func (t *decoder) text(key string, most int, into *string) {
	v, sent := t.in[key]
	if !sent {
		return
	}
	s, isText := v.(string)
	switch {
	case v == nil:
		*into = ""
	case !isText:
		t.fault(key, "is invalid", "InvalidValue")
	case most > 0 && utf8.RuneCountInString(s) > most:
		t.fault(key, fmt.Sprintf("is too long (maximum is %d characters)", most), "ValueTooLong")
	default:
		*into = s
	}
}

// flag reads a boolean, also one that was sent as text.
func (t *decoder) flag(key string, into *bool) { decode(t, key, into, asFlag) }

// id reads a whole number above zero, also one that was sent as text.
func (t *decoder) id(key string, into *int64) { decode(t, key, into, asID) }

// decode reads a value of one kind, if one was sent.
func decode[T any](t *decoder, key string, into *T, read func(any) (T, bool)) {
	v, sent := t.in[key]
	if !sent {
		return
	}
	if x, readable := read(v); readable {
		*into = x
		return
	}
	t.fault(key, "is invalid", "InvalidValue")
}

// required notes that a property is missing after all has been read.
func (t *decoder) required(key, value string) {
	if strings.TrimSpace(value) == "" && t.bad.details[key] == nil {
		t.fault(key, "cannot be blank", "BlankValue")
	}
}

// fault notes what is wrong with one property: "Agent label: cannot be blank".
func (t *decoder) fault(key, what, code string) {
	t.bad.add(key, label(key)+": "+what, code)
}

// label turns a property's name into the words the service uses for it.
func label(key string) string {
	words := strings.ReplaceAll(strings.TrimSuffix(key, "_id"), "_", " ")
	if words == "" {
		return words
	}
	return strings.ToUpper(words[:1]) + words[1:]
}

// asFlag reads a boolean, or the text of one; null is false.
func asFlag(v any) (on, isFlag bool) {
	switch v := v.(type) {
	case bool:
		return v, true
	case string:
		on, err := strconv.ParseBool(v)
		return on, err == nil
	}
	return false, v == nil
}

// asID reads an id above zero, a JSON number or its digits in a string.
func asID(v any) (int64, bool) {
	digits, _ := asText(v)
	n, err := strconv.ParseInt(digits, 10, 64)
	return n, err == nil && n > 0
}

// asText reads a string, or the digits of a number.
func asText(v any) (string, bool) {
	switch v := v.(type) {
	case json.Number:
		return v.String(), true
	case string:
		return v, true
	}
	return "", false
}

// assign puts a value of the right type in the place of another; what is of
// another type, or was not sent, is passed over.
func assign[T any](into *T, v any) {
	if x, isRight := v.(T); isRight {
		*into = x
	}
}

// asIDs reads a list of ids: "1,2", [1,2] or ["1","2"].
func asIDs(v any) ([]int64, bool) {
	var parts []any
	switch v := v.(type) {
	case []any:
		parts = v
	case string:
		for part := range strings.SplitSeq(v, ",") {
			parts = append(parts, strings.TrimSpace(part))
		}
	default:
		parts = []any{v}
	}
	ids := make([]int64, len(parts))
	for i, part := range parts {
		id, isID := asID(part)
		if !isID {
			return nil, false
		}
		ids[i] = id
	}
	return ids, true
}

// maxIDs is how many things one request may name.
const maxIDs = 100

// tooManyIDs is the refusal of a longer list, in the service's words, the
// missing name of the parameter included.
func tooManyIDs() *answer {
	return tooManyValues("Parameter  cannot specify more than 100 values")
}
