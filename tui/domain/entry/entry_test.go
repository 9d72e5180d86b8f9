package entry

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"zco/tui/domain/collection"
	"zco/tui/domain/field"
)

func now() time.Time { return time.Date(2026, 3, 5, 12, 0, 0, 0, time.UTC) }

// What is typed for each type, and the value that is sent for it.
func TestValues(t *testing.T) {
	options := []collection.Option{{Value: "a", Title: "A"}, {Value: "b", Title: "B"}}
	for _, c := range []struct {
		field collection.Field
		began collection.Value
		typed string
		want  collection.Value // Absent: it cannot be sent
	}{
		{collection.Field{Type: field.Text}, collection.Absent, "x", `"x"`},
		{collection.Field{Type: field.Text}, `"x"`, "", collection.Null},
		{collection.Field{Type: field.Text, Required: true}, `"x"`, "", collection.Absent},
		{collection.Field{Type: field.Text, MaxLength: 2}, collection.Null, "äöü", collection.Absent},
		{collection.Field{Type: field.TextArea}, collection.Null, "a\r\nb", `"a\r\nb"`},
		{collection.Field{Type: field.Regexp, Pattern: `\A\d+\z`}, collection.Null, "12", `"12"`},
		{collection.Field{Type: field.Regexp, Pattern: `\A\d+\z`}, collection.Null, "1x", collection.Absent},
		{collection.Field{Type: field.Integer}, collection.Null, "007", "7"},
		{collection.Field{Type: field.Integer}, collection.Null, "1234567890123", collection.Absent},
		{collection.Field{Type: field.Integer}, collection.Null, "1.5", collection.Absent},
		{collection.Field{Type: field.Decimal}, collection.Null, "0.10", "0.10"},
		{collection.Field{Type: field.Decimal}, "1", "", collection.Null},
		{collection.Field{Type: field.Currency}, "1.50", "2", "2"},
		{collection.Field{Type: field.Currency}, `{"amount":1.50,"currency":"EUR"}`, "2", `{"amount":2,"currency":"EUR"}`},
		{collection.Field{Type: field.Currency}, `{"amount":1.50,"currency":"EUR"}`, "1.5", `{"amount":1.50,"currency":"EUR"}`},
		{collection.Field{Type: field.Currency}, `{"amount":1.50,"currency":"EUR"}`, "", collection.Null},
		{collection.Field{Type: field.Checkbox}, collection.Null, "true", "true"},
		{collection.Field{Type: field.Checkbox}, "true", "", collection.Null},
		{collection.Field{Type: field.Date}, collection.Null, "today", `"2026-03-05"`},
		{collection.Field{Type: field.Date}, collection.Null, "31 feb", collection.Absent},
		{collection.Field{Type: field.Dropdown, Options: options}, collection.Null, "b", `"b"`},
		{collection.Field{Type: field.Multiselect, Options: options}, collection.Null, "b\na", `["b","a"]`},
		{collection.Field{Type: field.Multiselect, Options: options}, `["a"]`, "", collection.Null},
		{collection.Field{Type: field.Lookup, Target: "zen:user"}, collection.Null, "12", `"12"`},
	} {
		e := New(c.field, c.began, "", now)
		e.SetText(c.typed)
		got, problem := e.Value()
		if got != c.want || (problem == "") != (c.want != collection.Absent) {
			t.Errorf("%s %q: %s (%s), want %s", c.field.Type, c.typed, got, problem, c.want)
		}
	}
}

// A relation that is searched for and not chosen is no value, and what was
// typed comes back.
func TestHalfTypedRelation(t *testing.T) {
	e := New(collection.Field{Type: field.Lookup, Target: "zen:user"}, `"12"`, "Ada", now)
	e.Restore("gra")
	if v, problem := e.Value(); problem == "" || v != collection.Absent {
		t.Errorf("value %s", v)
	}
	if e.Typed() != "gra" {
		t.Errorf("typed %q", e.Typed())
	}
}

// An editor that is opened and left sends what the service had, whatever kind
// of value that was: no field's type is proof of what it holds.
func TestUntouchedIsUnchanged(t *testing.T) {
	types := append(field.Types(), field.DateTime, field.JSON, &field.Type{Name: "a type of tomorrow"}, nil)
	odd := []collection.Value{
		"null", "true", "false", "0", "-0.0", "1.50", "12345678901234567890123", "1.5e300", `""`, "[]", "{}", `{"a":{"b":[1,2]}}`,
		`{"amount":1.50,"currency":"EUR"}`, `[1,"x",null]`, `["a","a"]`, `["gone"]`, `"2025-07-03T00:00:00+05:30"`, `"0000-00-00"`, `"12"`, `"a b"`, `"x\u0000\u001b[31m\r\ny"`,
	}
	options := []collection.Option{{Value: "a", Title: "A"}, {Value: "b", Title: "B"}}
	rapid.Check(t, func(t *rapid.T) {
		f := collection.Field{Type: rapid.SampledFrom(types).Draw(t, "type"), Options: options, Target: "zen:user"}
		v := rapid.OneOf(
			rapid.SampledFrom(odd),
			rapid.Map(rapid.String(), func(s string) collection.Value { return collection.String("x" + s) }),
		).Draw(t, "value")
		e := New(f, v, "", now)
		if got, problem := e.Value(); problem == "" && got != v {
			t.Fatalf("%s: %s became %s", f.Type, v, got)
		}
	})
}
