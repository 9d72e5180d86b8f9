package api

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
)

// members are the members of a JSON object, read leniently: what has another
// type than expected reads as its text, or as nothing. One odd member of one
// object must not make a page of a hundred unreadable.
type members map[string]Value

// membersOf reads an object, which is valid JSON; null is an object without
// members.
func membersOf(text string) (members, error) {
	m := members{}
	if !eachMember(text, func(key, raw string) { m[key] = compact(raw) }) {
		return nil, json.Unmarshal([]byte(text), &m) // says what it is
	}
	return m, nil
}

func (m members) text(key string) string { return m[key].Text() }

// intOf reads 7, 7.0, "7"; anything else, and what does not fit, is none.
func intOf(v Value) (n int, ok bool) {
	text := strings.TrimSpace(v.Text())
	if n, err := strconv.Atoi(text); err == nil {
		return n, true
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || math.Abs(f) > 1<<53 || f != math.Trunc(f) {
		return 0, false
	}
	return int(f), true
}

// ID returns the Value of an id: a JSON number when it is digits, else a
// string. For the families whose ids are numbers: fields, users, groups,
// locales, roles. Record ids are strings.
func ID(id string) Value {
	if v, ok := Number(id); ok && !strings.ContainsAny(id, "-.eE") {
		return v
	}
	return String(id)
}

// IDs returns the Value of a JSON array of ids as ID writes them.
func IDs(ids []string) Value {
	return arrayOf(ids, ID)
}
