package sandbox

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
)

// obj is a JSON object whose keys keep their order.
type obj []pair

type pair struct {
	Key   string
	Value any
}

// MarshalJSON writes the keys in order.
func (o obj) MarshalJSON() ([]byte, error) { return appendJSON(nil, o) }

// appendJSON writes v as compact JSON without escaping HTML. What answers are
// made of is written by hand: the encoder would read through what an object
// wrote, once for each object around it.
func appendJSON(b []byte, v any) ([]byte, error) {
	switch v := v.(type) {
	case nil:
		return append(b, "null"...), nil
	case bool:
		return strconv.AppendBool(b, v), nil
	case string:
		return appendString(b, v), nil
	case json.Number:
		return append(b, v...), nil
	case int:
		return strconv.AppendInt(b, int64(v), 10), nil
	case int64:
		return strconv.AppendInt(b, v, 10), nil
	case obj:
		return v.append(b)
	case []obj:
		return appendList(b, v)
	case []any:
		return appendList(b, v)
	case []string:
		return appendList(b, v)
	}
	return appendOther(b, v)
}

func (o obj) append(b []byte) (_ []byte, err error) {
	b = append(b, '{')
	for i, p := range o {
		if i > 0 {
			b = append(b, ',')
		}
		if b, err = appendJSON(append(appendString(b, p.Key), ':'), p.Value); err != nil {
			return b, fmt.Errorf("encode %s: %w", p.Key, err)
		}
	}
	return append(b, '}'), nil
}

func appendList[T any](b []byte, list []T) (_ []byte, err error) {
	if list == nil {
		return append(b, "null"...), nil
	}
	b = append(b, '[')
	for i, v := range list {
		if i > 0 {
			b = append(b, ',')
		}
		if b, err = appendJSON(b, v); err != nil {
			return b, err
		}
	}
	return append(b, ']'), nil
}

func appendOther(b []byte, v any) ([]byte, error) {
	out := bytes.NewBuffer(b)
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return b, err
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
}
