package api

import (
	"encoding/json"
	"reflect"
	"strings"
	"sync"
)

// Original is an object as the service wrote it, with what the type that
// embeds it does not name.
type Original struct {
	Raw Value
}

// MarshalJSON writes the object as the service wrote it.
func (o Original) MarshalJSON() ([]byte, error) { return o.Raw.MarshalJSON() }

// readObject reads an object into a struct by the json tags of its fields,
// leniently: a member of another type than expected reads as its text, or as
// nothing. The tag or names other members, of which the first that holds
// anything counts. Embedded, an Original gets the object as it is.
func readObject(data []byte, into any) error {
	_, err := readMembers(data, into)
	return err
}

// readMembers is readObject, and gives back all members of the object.
func readMembers(data []byte, into any) (members, error) {
	text, err := validText(data)
	if err != nil {
		return nil, err
	}
	m, err := membersOf(text)
	if err != nil {
		return nil, err
	}
	v := reflect.ValueOf(into).Elem()
	v.SetZero()
	for _, f := range tagged(v.Type()) {
		f.read(v.Field(f.index), m.first(f.keys...))
	}
	if o, ok := v.Addr().Interface().(interface{ keep(Value) }); ok {
		o.keep(compact(strings.TrimSpace(text)))
	}
	return m, nil
}

func (o *Original) keep(raw Value) { o.Raw = raw }

// taggedField is a field of a struct that a member of an object is read into.
type taggedField struct {
	index int
	keys  []string
	read  func(field reflect.Value, v Value)
}

var taggedFields sync.Map // of reflect.Type, to []taggedField

func tagged(t reflect.Type) []taggedField {
	if known, ok := taggedFields.Load(t); ok {
		return known.([]taggedField)
	}
	var out []taggedField
	for i := range t.NumField() {
		f := t.Field(i)
		if key := f.Tag.Get("json"); key != "" {
			keys := append([]string{key}, strings.FieldsFunc(f.Tag.Get("or"), func(r rune) bool { return r == ',' })...)
			out = append(out, taggedField{i, keys, reader(f.Type)})
		}
	}
	taggedFields.Store(t, out)
	return out
}

// reader says how a member is read into a field of a type. A type that it does
// not know is a mistake of this package.
func reader(t reflect.Type) func(reflect.Value, Value) {
	switch t {
	case reflect.TypeFor[Value]():
		return func(f reflect.Value, v Value) { f.SetString(string(v)) }
	case reflect.TypeFor[Timestamp]():
		return func(f reflect.Value, v Value) { f.Set(reflect.ValueOf(ParseTimestamp(v.Text()))) }
	case reflect.TypeFor[map[string]Value]():
		return func(f reflect.Value, v Value) { f.Set(reflect.ValueOf(v.Members())) }
	case reflect.TypeFor[Conditions]():
		return func(f reflect.Value, v Value) { f.Set(reflect.ValueOf(readConditions(v))) }
	}
	switch t.Kind() {
	case reflect.String:
		return func(f reflect.Value, v Value) { f.SetString(v.Text()) }
	case reflect.Bool:
		return func(f reflect.Value, v Value) { f.SetBool(v.Text() == "true") }
	case reflect.Int:
		return func(f reflect.Value, v Value) {
			n, _ := intOf(v)
			f.SetInt(int64(n))
		}
	case reflect.Slice:
		return readElements
	}
	panic("api: no way to read a member into a " + t.String())
}

// readElements reads the elements of an array, leaving out those that cannot
// be read.
func readElements(f reflect.Value, v Value) {
	for _, e := range v.Elements() {
		one := reflect.New(f.Type().Elem())
		if json.Unmarshal([]byte(e), one.Interface()) == nil {
			f.Set(reflect.Append(f, one.Elem()))
		}
	}
}

// first returns the first member with one of the keys that holds anything.
func (m members) first(keys ...string) Value {
	if len(keys) == 1 {
		return m[keys[0]]
	}
	for _, key := range keys {
		if v := m[key]; !v.IsEmpty() {
			return v
		}
	}
	return Absent
}
