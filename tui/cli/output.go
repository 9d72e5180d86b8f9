package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"zco/api"
	"zco/tui/domain/collection"
)

// withJSON gives a command the option to write JSON.
func withJSON(cmd *cobra.Command, v *bool) *cobra.Command {
	cmd.Flags().BoolVar(v, "json", false, "write JSON, as the API gives it")
	return cmd
}

// printJSON writes one value, indented for a person at a terminal.
func printJSON(s Streams, v any) error {
	data, err := encode(v)
	if err != nil {
		return err
	}
	if isTerminal(s.Out) {
		var b bytes.Buffer
		if json.Indent(&b, data, "", "  ") == nil {
			data = b.Bytes()
		}
	}
	_, err = s.Out.Raw().Write(append(data, '\n'))
	return err
}

// encode is json.Marshal that leaves <, > and & alone and writes what could
// command a terminal as an escape, which means the same to who reads JSON.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return harmless(bytes.TrimSuffix(b.Bytes(), []byte("\n"))), nil
}

// harmless escapes the control and format characters in a JSON text. They can
// only stand in its strings.
func harmless(data []byte) []byte {
	if !bytes.ContainsFunc(data, hidden) {
		return data
	}
	out := make([]byte, 0, len(data)+32)
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case !hidden(r):
			out = append(out, data[:n]...)
		case r > 0xffff:
			hi, lo := utf16.EncodeRune(r)
			out = fmt.Appendf(out, `\u%04x\u%04x`, hi, lo)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		data = data[n:]
	}
	return out
}

func hidden(r rune) bool {
	return r >= 0x7f && (unicode.Is(unicode.C, r) || r == '\u2028' || r == '\u2029')
}

// jsonList writes an array of values, one on a line, as they come.
type jsonList struct {
	w io.Writer
	n int
}

func (l *jsonList) add(v any) error {
	data, err := encode(v)
	if err != nil {
		return err
	}
	start := "[\n"
	if l.n > 0 {
		start = ",\n"
	}
	l.n++
	_, err = fmt.Fprintf(l.w, "%s%s", start, data)
	return err
}

func (l *jsonList) end() error {
	end := "\n]\n"
	if l.n == 0 {
		end = "[]\n"
	}
	_, err := io.WriteString(l.w, end)
	return err
}

// row is a row as the API writes it.
type row struct {
	subject *subject
	item    collection.Item
}

// recordOrder is the order in which the service writes a record.
var recordOrder = []string{
	"url", "id", "name", "custom_object_key", "custom_object_fields", "created_by_user_id", "updated_by_user_id",
	"created_at", "updated_at", "external_id", "photo",
}

// MarshalJSON writes the members that there are, the values untouched.
func (r row) MarshalJSON() ([]byte, error) {
	if !r.item.Raw.IsAbsent() {
		return []byte(r.item.Raw), nil
	}
	members, custom := map[string]api.Value{}, map[string]api.Value{}
	for key, v := range r.item.Values {
		if bare, ok := (collection.Field{Key: key}).Custom(); ok {
			custom[bare] = v
		} else if !v.IsAbsent() {
			members[key] = v
		}
	}
	if r.subject.key != "" {
		members["custom_object_key"] = api.String(r.subject.key)
		members["custom_object_fields"] = object(custom, nil)
	}
	return []byte(object(members, recordOrder)), nil
}

// object writes members as a JSON object, those of first before the rest.
func object(members map[string]api.Value, first []string) api.Value {
	keys := slices.Sorted(maps.Keys(members))
	slices.SortStableFunc(keys, func(a, b string) int { return rank(first, a) - rank(first, b) })
	out := []byte{'{'}
	for _, key := range keys {
		if len(out) > 1 {
			out = append(out, ',')
		}
		out = append(out, api.String(key)...)
		out = append(append(out, ':'), members[key]...)
	}
	return api.Value(append(out, '}'))
}

func rank(order []string, key string) int {
	if i := slices.Index(order, key); i >= 0 {
		return i
	}
	return len(order)
}
