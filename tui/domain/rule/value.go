package rule

import (
	"encoding/json"
	"slices"
	"strings"

	"zco/api"
)

// parted stands between the parts of a value: the recipient, the subject and
// the text of a message.
const parted = " | "

// value writes a value in a line: by its title where the definition has one,
// the parts of an array with bars between them, anything else as JSON.
func value(v api.Value, known []api.DefinitionValue) string {
	parts := v.Elements()
	switch {
	case v.IsEmpty():
		return ""
	case !v.IsArray():
		return part(v, known, `["{`)
	case len(parts) < 2 || slices.ContainsFunc(parts, func(p api.Value) bool { return !p.IsString() }):
		return string(v)
	}
	out := make([]string, len(parts))
	for i, p := range parts {
		out[i] = part(p, known, `"`)
		known = nil // only the first part is one of the known values
	}
	return strings.Join(out, parted)
}

// part writes one value; marks are the first characters that JSON is told by:
// the parts of a message are texts, and may well be JSON themselves.
func part(v api.Value, known []api.DefinitionValue, marks string) string {
	if title, ok := titleOf(v, known); ok {
		return escape(title)
	}
	text := v.Text()
	if !v.IsString() {
		return string(v)
	}
	if text == "" || strings.TrimSpace(text) != text || strings.Contains(text, "\x00") || strings.ContainsAny(text[:1], marks) || isValue(text, known) {
		return escape(string(v)) // as JSON, which is told by its first character
	}
	return escape(text)
}

// titleOf is what a value is called, where nothing else is called so.
func titleOf(v api.Value, known []api.DefinitionValue) (string, bool) {
	at := slices.IndexFunc(known, func(k api.DefinitionValue) bool { return k.Value.Text() == v.Text() })
	if at < 0 || known[at].Title == "" || strings.TrimSpace(known[at].Title) != known[at].Title || strings.ContainsAny(known[at].Title[:1], `["{`) {
		return "", false
	}
	title, n := known[at].Title, 0
	for _, k := range known {
		if fold(k.Title) == fold(title) {
			n++
		}
	}
	return title, n == 1
}

// isValue reports whether a text would be read as one of the known values.
func isValue(text string, known []api.DefinitionValue) bool {
	return slices.ContainsFunc(known, func(k api.DefinitionValue) bool { return fold(k.Title) == fold(text) })
}

var (
	escaper   = strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`, "|", `\|`)
	unescaper = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\r`, "\r", `\|`, "|")
)

func escape(s string) string { return escaper.Replace(s) }

// readValue reads what value wrote, or a person typed: a known value by its
// title or as it is, parts with bars, JSON, else a text.
func readValue(text string, known []api.DefinitionValue) (api.Value, bool) {
	parts := strings.Split(protect(text), parted)
	if len(parts) == 1 {
		return readPart(text, known, `["{`)
	}
	values := make([]string, len(parts))
	for i, p := range parts {
		v, ok := readPart(strings.ReplaceAll(p, "\x00", `\|`), known, `"`)
		if !ok {
			return api.Absent, false
		}
		values[i], known = string(v), nil
	}
	return api.Value("[" + strings.Join(values, ",") + "]"), true
}

// protect hides the bars of texts from the ones between parts.
func protect(text string) string { return strings.ReplaceAll(text, `\|`, "\x00") }

func readPart(text string, known []api.DefinitionValue, marks string) (api.Value, bool) {
	text = unescaper.Replace(strings.TrimSpace(text))
	if text != "" && strings.ContainsAny(text[:1], marks) && json.Valid([]byte(text)) {
		v, err := api.ParseValue([]byte(text))
		return v, err == nil
	}
	match := func(same func(api.DefinitionValue) bool) (api.Value, bool) {
		var found []api.DefinitionValue
		for _, k := range known {
			if same(k) {
				found = append(found, k)
			}
		}
		if len(found) != 1 {
			return api.Absent, false
		}
		return found[0].Value, true
	}
	if v, ok := match(func(k api.DefinitionValue) bool { return fold(k.Title) == fold(text) }); ok {
		return v, true
	}
	if v, ok := match(func(k api.DefinitionValue) bool { return k.Value.Text() == text }); ok {
		return v, true
	}
	return api.String(text), text != ""
}
