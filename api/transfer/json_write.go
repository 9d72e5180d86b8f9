package transfer

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"strings"

	"zco/api"
)

// jsonWriter writes records as the service has them, digit for digit: one on
// each line, and as an array with the brackets and commas of one. With chosen
// columns only those members are there.
type jsonWriter struct {
	w       *bufio.Writer
	columns []outColumn // nil for whole records
	array   bool
	rows    int
}

func (j *jsonWriter) header() error {
	if !j.array {
		return nil
	}
	_, err := j.w.WriteString("[")
	return err
}

func (j *jsonWriter) record(r api.Record) error {
	line, err := j.line(r)
	if err != nil {
		return err
	}
	if j.array {
		_, _ = j.w.WriteString([]string{"\n", ",\n"}[min(j.rows, 1)]) // a bufio.Writer keeps its first error
	}
	j.rows++
	_, err = j.w.WriteString(escapeLineEnds(line))
	if !j.array {
		_, err = j.w.WriteString("\n")
	}
	return err
}

func (j *jsonWriter) footer() error {
	if !j.array {
		return nil
	}
	_, err := j.w.WriteString("\n]\n")
	return err
}

func (j *jsonWriter) line(r api.Record) (string, error) {
	if j.columns == nil {
		return wholeLine(r)
	}
	top, fields := map[string]any{}, map[string]api.Value{}
	for _, c := range j.columns {
		v := orNull(c.value(r))
		if c.attribute {
			top[c.key] = v
		} else {
			fields[c.field.Key] = v
		}
	}
	if len(fields) > 0 {
		top["custom_object_fields"] = fields
	}
	var b strings.Builder
	err := writeJSON(&b, top)
	return strings.TrimRight(b.String(), "\n"), err
}

// writeJSON writes a value on a line of its own.
func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// wholeLine is a record as it came, on one line.
func wholeLine(r api.Record) (string, error) {
	source := r.Source()
	switch {
	case source == "": // made here
		line, err := r.MarshalJSON()
		return string(line), err
	case strings.IndexByte(source, '\n') >= 0 || strings.IndexByte(source, '\r') >= 0: // between members; in texts they are escaped
		var b bytes.Buffer
		err := json.Compact(&b, []byte(source))
		return b.String(), err
	}
	return source, nil
}

var lineEnds = [][2]string{{"\u0085", `\u0085`}, {"\u2028", `\u2028`}, {"\u2029", `\u2029`}}

// escapeLineEnds writes as escapes what many readers of lines break at, though
// JSON does not.
func escapeLineEnds(line string) string {
	for _, e := range lineEnds {
		if strings.Contains(line, e[0]) {
			line = strings.ReplaceAll(line, e[0], e[1])
		}
	}
	return line
}
