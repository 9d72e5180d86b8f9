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
func (o obj) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	err := encode(&b, o)
	return b.Bytes(), err
}

// encode writes v as compact JSON without escaping HTML. What answers are made
// of is written by hand: the encoder would read through what an object wrote,
// once for each object around it.
func encode(b *bytes.Buffer, v any) error {
	switch v := v.(type) {
	case nil:
		b.WriteString("null")
	case bool:
		b.Write(strconv.AppendBool(b.AvailableBuffer(), v))
	case string:
		b.Write(appendString(b.AvailableBuffer(), v))
	case int:
		b.Write(strconv.AppendInt(b.AvailableBuffer(), int64(v), 10))
	case int64:
		b.Write(strconv.AppendInt(b.AvailableBuffer(), v, 10))
	case obj:
		return v.encode(b)
	case []obj:
		return encodeList(b, v)
	case []any:
		return encodeList(b, v)
	case []string:
		return encodeList(b, v)
	default:
		return encodeOther(b, v)
	}
	return nil
}

func (o obj) encode(b *bytes.Buffer) error {
	b.WriteByte('{')
	for i, p := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(appendString(b.AvailableBuffer(), p.Key))
		b.WriteByte(':')
		if err := encode(b, p.Value); err != nil {
			return fmt.Errorf("encode %s: %w", p.Key, err)
		}
	}
	b.WriteByte('}')
	return nil
}

func encodeList[T any](b *bytes.Buffer, list []T) error {
	if list == nil {
		b.WriteString("null")
		return nil
	}
	b.WriteByte('[')
	for i, v := range list {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := encode(b, v); err != nil {
			return err
		}
	}
	b.WriteByte(']')
	return nil
}

func encodeOther(b *bytes.Buffer, v any) error {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	b.Truncate(b.Len() - 1) // the encoder's newline
	return nil
}
