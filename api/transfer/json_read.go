package transfer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"

	"zco/api"
)

// The members in which lists and single records come from the API.
const (
	listMember   = "custom_object_records"
	recordMember = "custom_object_record"
)

// jsonObjects walks over the objects of a file: an array, one after the
// other (JSON Lines), or the array in an answer of the API.
func jsonObjects(r io.Reader) iter.Seq2[api.Value, error] {
	return func(yield func(api.Value, error) bool) {
		d := json.NewDecoder(r)
		d.UseNumber()
		w := jsonWalk{d: d, yield: yield}
		switch err := w.file(); {
		case err == nil, errors.Is(err, errStop):
		case errors.Is(err, errElsewhere):
			yield(api.Absent, err)
		default:
			yield(api.Absent, fmt.Errorf("the file is not JSON after %d records, at byte %d: %w", w.count, d.InputOffset(), err))
		}
	}
}

var errStop = errors.New("nobody wants more")

type jsonWalk struct {
	d     *json.Decoder
	yield func(api.Value, error) bool
	count int
}

func (w *jsonWalk) file() error {
	first, err := w.d.Token()
	if errors.Is(err, io.EOF) {
		return nil
	}
	if err != nil {
		return err
	}
	switch first {
	case json.Delim('['):
		if err := w.array(); err != nil {
			return err
		}
	case json.Delim('{'):
		if err := w.firstObject(); err != nil {
			return err
		}
	default:
		return fmt.Errorf("it begins with %v, not with a record or a list of them", first)
	}
	for {
		if err := w.one(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// one reads a value and gives it.
func (w *jsonWalk) one() error {
	var raw json.RawMessage
	if err := w.d.Decode(&raw); err != nil {
		return err
	}
	return w.give(raw)
}

// array reads the elements of an array whose bracket was read.
func (w *jsonWalk) array() error {
	for w.d.More() {
		if err := w.one(); err != nil {
			return err
		}
	}
	_, err := w.d.Token()
	return unexpected(err)
}

// firstObject reads an object whose brace was read: the first record, or the
// answer that has the records in it.
func (w *jsonWalk) firstObject() error {
	members, isAnswer := map[string]json.RawMessage{}, false
	for w.d.More() {
		key, err := w.d.Token()
		if err != nil {
			return unexpected(err)
		}
		if key == listMember {
			isAnswer = true
			if open, err := w.d.Token(); err != nil || open != json.Delim('[') {
				return fmt.Errorf("%s is not a list", listMember)
			}
			if err := w.array(); err != nil {
				return err
			}
			continue
		}
		var raw json.RawMessage
		if err := w.d.Decode(&raw); err != nil {
			return unexpected(err)
		}
		members[fmt.Sprint(key)] = raw
	}
	if _, err := w.d.Token(); err != nil {
		return unexpected(err)
	}
	if isAnswer {
		return nil
	}
	if list := onlyList(members); list != "" {
		return fmt.Errorf("%w the list %q inside: jq '.%s' FILE | zco import OBJECT -", errElsewhere, list, list)
	}
	raw, err := json.Marshal(members)
	if err != nil {
		return err
	}
	return w.give(raw)
}

// errElsewhere: the file is JSON, and the records are not where they are looked
// for.
var errElsewhere = errors.New("the file is one object, and its records seem to be in")

// onlyList is the one member that is a list of objects, of an object that has
// nothing of a record; "" if there is none.
func onlyList(members map[string]json.RawMessage) string {
	list := ""
	for key, raw := range members {
		switch value := bytes.TrimLeft(raw, " \t\r\n"); {
		case slices.Contains([]string{"id", "name", "external_id", "custom_object_fields", recordMember}, key):
			return ""
		case len(value) > 1 && value[0] == '[' && bytes.HasPrefix(bytes.TrimLeft(value[1:], " \t\r\n"), []byte("{")):
			if list != "" {
				return ""
			}
			list = key
		}
	}
	return list
}

// unexpected: where something must follow, the end is one that was cut off.
func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

func (w *jsonWalk) give(raw json.RawMessage) error {
	v, err := api.ParseValue(bytes.TrimSpace(raw))
	if err != nil {
		return err
	}
	if m := v.Members(); len(m) == 1 && m[recordMember].IsObject() {
		v = m[recordMember]
	}
	w.count++
	if !w.yield(v, nil) {
		return errStop
	}
	return nil
}
