package transfer

import (
	"bufio"
	"bytes"
	"encoding/json"

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
	_, err = j.w.Write(escapeLineEnds(line))
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

func (j *jsonWriter) line(r api.Record) ([]byte, error) {
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
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(top)
	return bytes.TrimRight(b.Bytes(), "\n"), err
}

// wholeLine is a record as it came, on one line.
func wholeLine(r api.Record) ([]byte, error) {
	source := []byte(r.Source())
	switch {
	case len(source) == 0: // made here
		return r.MarshalJSON()
	case bytes.ContainsAny(source, "\r\n"): // between members; in texts they are escaped
		var b bytes.Buffer
		err := json.Compact(&b, source)
		return b.Bytes(), err
	}
	return source, nil
}

var lineEnds = [][2][]byte{
	{[]byte("\u0085"), []byte(`\u0085`)}, {[]byte("\u2028"), []byte(`\u2028`)}, {[]byte("\u2029"), []byte(`\u2029`)},
}

// escapeLineEnds writes as escapes what many readers of lines break at, though
// JSON does not.
func escapeLineEnds(line []byte) []byte {
	for _, e := range lineEnds {
		if bytes.Contains(line, e[0]) {
			line = bytes.ReplaceAll(line, e[0], e[1])
		}
	}
	return line
}
