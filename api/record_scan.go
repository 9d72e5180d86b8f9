package api

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// A page of records is walked once, token by token, and what it holds is kept
// as pieces of one text for each record: encoding/json passes over every level
// twice and copies each value several times.
//
// The functions here take JSON text that is known to be valid.

// validText returns data as a text to walk over: valid JSON in valid UTF-8.
func validText(data []byte) (string, error) {
	text := string(data)
	if !validJSON(text) {
		var any json.RawMessage
		return "", json.Unmarshal(data, &any) // says where
	}
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "\uFFFD")
	}
	return text, nil
}

// space returns where the next token begins.
func space(s string, i int) int {
	for i < len(s) && (s[i] == ' ' || s[i] == '\n' || s[i] == '\t' || s[i] == '\r') {
		i++
	}
	return i
}

// stringEnd returns where the string that begins at i ends.
func stringEnd(s string, i int) int {
	for i++; ; {
		quote := strings.IndexByte(s[i:], '"')
		if quote < 0 {
			return len(s)
		}
		i += quote + 1
		slash := i - 2 // the quote that the string begins with stops it
		for s[slash] == '\\' {
			slash--
		}
		if (i-slash)%2 == 0 {
			return i
		}
	}
}

// valueEnd returns where the value that begins at i ends.
func valueEnd(s string, i int) int {
	switch s[i] {
	case '"':
		return stringEnd(s, i)
	case '{', '[':
	default:
		for i < len(s) && !strings.ContainsRune(",]} \n\t\r", rune(s[i])) {
			i++
		}
		return i
	}
	for depth := 0; i < len(s); i++ {
		switch s[i] {
		case '"':
			i = stringEnd(s, i) - 1
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(s)
}

// eachMember gives the members of an object in their order, and returns false
// if s is none. Of null there are none.
func eachMember(s string, do func(key, raw string)) bool {
	i := space(s, 0)
	if i == len(s) || s[i] != '{' {
		return strings.TrimSpace(s) == "null"
	}
	walkMembers(s, i, func(key string, at int) int {
		end := valueEnd(s, at)
		do(key, s[at:end])
		return end
	})
	return true
}

// walkMembers tells where the value of each member of the object begins that
// begins at i, and returns where the object ends. do returns where the value
// does.
func walkMembers(s string, i int, do func(key string, at int) (end int)) int {
	for i = space(s, i+1); s[i] != '}'; {
		end := stringEnd(s, i)
		key := spelled(s[i:end])
		i = space(s, end)
		i = space(s, i+1) // the colon
		if i = space(s, do(key, i)); s[i] == ',' {
			i = space(s, i+1)
		}
	}
	return i + 1
}

// eachElement gives the elements of an array in their order, and returns false
// if s is none. Of null there are none.
func eachElement(s string, do func(raw string)) bool {
	i := space(s, 0)
	if i == len(s) || s[i] != '[' {
		return strings.TrimSpace(s) == "null"
	}
	walkElements(s, i, func(at int) int {
		end := valueEnd(s, at)
		do(s[at:end])
		return end
	})
	return true
}

// walkElements tells where each element of the array begins that begins at i.
// do returns where it ends.
func walkElements(s string, i int, do func(at int) (end int)) {
	for i = space(s, i+1); s[i] != ']'; {
		if i = space(s, do(i)); s[i] == ',' {
			i = space(s, i+1)
		}
	}
}

// spelled is the text of a JSON string.
func spelled(token string) string {
	if strings.IndexByte(token, '\\') < 0 {
		return token[1 : len(token)-1]
	}
	return Value(token).Text()
}

// tight reports whether there is no space between the tokens, and no escape in
// a string.
func tight(text string) bool {
	quoted := false
	for i := range len(text) {
		switch text[i] {
		case '"':
			quoted = !quoted
		case '\\':
			return false
		case ' ', '\n', '\t', '\r':
			if !quoted {
				return false
			}
		}
	}
	return true
}

// spelledAsString reports whether a JSON string is escaped just as String does
// it; false where it takes a closer look.
func spelledAsString(token string) bool {
	slash := strings.IndexByte(token, '\\')
	if slash < 0 {
		return true
	}
	if strings.Contains(token, "\u2028") || strings.Contains(token, "\u2029") {
		return false
	}
	for ; slash >= 0; slash = strings.IndexByte(token, '\\') {
		if strings.IndexByte(`"\nrt`, token[slash+1]) < 0 {
			return false
		}
		token = token[slash+2:]
	}
	return true
}

// compact returns the Value of a text. What is compact already is shared with
// the text and not copied.
func compact(raw string) Value {
	switch raw[0] {
	case '{', '[':
		if tight(raw) {
			return Value(raw)
		}
	case '"':
		if spelledAsString(raw) {
			return Value(raw)
		}
	default:
		return Value(raw)
	}
	v, err := ParseValue([]byte(raw))
	if err != nil {
		return Value(raw)
	}
	return v
}
