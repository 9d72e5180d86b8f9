package config

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// Example returns a config.toml with every key, what it means and its default,
// all of it commented out, so that it changes nothing as it stands. A line
// that begins with # and no space becomes a setting when the # is taken away.
func Example() string {
	var b strings.Builder
	b.WriteString("# The configuration of zco. Each setting shows its default or an example;\n# take away the # before one to change it.\n")
	root := reflect.ValueOf(*Default())
	for _, e := range entries(root.Type()) {
		if !tabular(e.field.Type) {
			setting(&b, e, root.FieldByIndex(e.field.Index))
		}
	}
	for _, e := range entries(root.Type()) {
		if tabular(e.field.Type) {
			table(&b, e, root.FieldByIndex(e.field.Index))
		}
	}
	return b.String()
}

// tabular tells whether a key is written as a table, after all that is not.
func tabular(t reflect.Type) bool {
	return t.Kind() == reflect.Map || t.Kind() == reflect.Struct ||
		t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct
}

// setting writes one key with its comment. v is invalid where there is no
// default to show.
func setting(b *strings.Builder, e entry, v reflect.Value) {
	b.WriteString("\n" + comment(e.doc))
	value := e.example
	if value == "" {
		value = literal(v)
	}
	fmt.Fprintf(b, "#%s = %s\n", e.key, value)
}

func table(b *strings.Builder, e entry, v reflect.Value) {
	b.WriteString("\n" + comment(e.doc))
	t := e.field.Type
	switch {
	case e.example != "": // a map of plain values
		fmt.Fprintf(b, "#[%s]\n", e.key)
		for line := range strings.SplitSeq(e.example, "\n") {
			b.WriteString("#" + line + "\n")
		}
		return
	case t.Kind() == reflect.Struct:
		fmt.Fprintf(b, "#[%s]\n", e.key)
	case t.Kind() == reflect.Map:
		t, v = t.Elem(), reflect.Value{}
		fmt.Fprintf(b, "#[%s.production]\n", e.key)
	default:
		t, v = t.Elem(), reflect.Value{}
		fmt.Fprintf(b, "#[[%s]]\n", e.key)
	}
	for _, sub := range entries(t) {
		var value reflect.Value
		if v.IsValid() {
			value = v.FieldByIndex(sub.field.Index)
		}
		setting(b, sub, value)
	}
}

// literal writes a value as TOML.
func literal(v reflect.Value) string {
	data, err := toml.Marshal(map[string]any{"k": v.Interface()})
	if err != nil {
		return `""`
	}
	_, value, _ := strings.Cut(strings.TrimSpace(string(data)), " = ")
	return value
}

// comment breaks a text into lines of comment of 78 columns at most.
func comment(text string) string {
	var b strings.Builder
	line := "#"
	for word := range strings.FieldsSeq(text) {
		if len(line)+1+len(word) > 78 {
			b.WriteString(line + "\n")
			line = "#"
		}
		line += " " + word
	}
	return b.String() + line + "\n"
}
