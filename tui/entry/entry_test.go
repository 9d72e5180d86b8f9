package entry

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"zco/tui/resource"
)

func now() time.Time { return time.Date(2026, 3, 5, 12, 0, 0, 0, time.UTC) }

// What is typed for each type, and the value that is sent for it.
func TestValues(t *testing.T) {
	options := []resource.Option{{Value: "a", Title: "A"}, {Value: "b", Title: "B"}}
	for _, c := range []struct {
		field resource.Field
		began resource.Value
		typed string
		want  resource.Value // Absent: it cannot be sent
	}{
		{resource.Field{Type: resource.Text}, resource.Absent, "x", `"x"`},
		{resource.Field{Type: resource.Text}, `"x"`, "", resource.Null},
		{resource.Field{Type: resource.Text, Required: true}, `"x"`, "", resource.Absent},
		{resource.Field{Type: resource.Text, MaxLength: 2}, resource.Null, "äöü", resource.Absent},
		{resource.Field{Type: resource.TextArea}, resource.Null, "a\r\nb", `"a\r\nb"`},
		{resource.Field{Type: resource.Regexp, Pattern: `\A\d+\z`}, resource.Null, "12", `"12"`},
		{resource.Field{Type: resource.Regexp, Pattern: `\A\d+\z`}, resource.Null, "1x", resource.Absent},
		{resource.Field{Type: resource.Integer}, resource.Null, "007", "7"},
		{resource.Field{Type: resource.Integer}, resource.Null, "1234567890123", resource.Absent},
		{resource.Field{Type: resource.Integer}, resource.Null, "1.5", resource.Absent},
		{resource.Field{Type: resource.Decimal}, resource.Null, "0.10", "0.10"},
		{resource.Field{Type: resource.Decimal}, "1", "", resource.Null},
		{resource.Field{Type: resource.Currency}, "1.50", "2", "2"},
		{resource.Field{Type: resource.Currency}, `{"amount":1.50,"currency":"EUR"}`, "2", `{"amount":2,"currency":"EUR"}`},
		{resource.Field{Type: resource.Currency}, `{"amount":1.50,"currency":"EUR"}`, "1.5", `{"amount":1.50,"currency":"EUR"}`},
		{resource.Field{Type: resource.Currency}, `{"amount":1.50,"currency":"EUR"}`, "", resource.Null},
		{resource.Field{Type: resource.Checkbox}, resource.Null, "true", "true"},
		{resource.Field{Type: resource.Checkbox}, "true", "", resource.Null},
		{resource.Field{Type: resource.Date}, resource.Null, "today", `"2026-03-05"`},
		{resource.Field{Type: resource.Date}, resource.Null, "31 feb", resource.Absent},
		{resource.Field{Type: resource.Dropdown, Options: options}, resource.Null, "b", `"b"`},
		{resource.Field{Type: resource.Multiselect, Options: options}, resource.Null, "b\na", `["b","a"]`},
		{resource.Field{Type: resource.Multiselect, Options: options}, `["a"]`, "", resource.Null},
		{resource.Field{Type: resource.Lookup, Target: "zen:user"}, resource.Null, "12", `"12"`},
	} {
		e := New(c.field, c.began, "", now)
		e.SetText(c.typed)
		got, problem := e.Value()
		if got != c.want || (problem == "") != (c.want != resource.Absent) {
			t.Errorf("%s %q: %s (%s), want %s", c.field.Type, c.typed, got, problem, c.want)
		}
	}
}

// A relation that is searched for and not chosen is no value, and what was
// typed comes back.
func TestHalfTypedRelation(t *testing.T) {
	e := New(resource.Field{Type: resource.Lookup, Target: "zen:user"}, `"12"`, "Ada", now)
	e.Restore("gra")
	if v, problem := e.Value(); problem == "" || v != resource.Absent {
		t.Errorf("value %s", v)
	}
	if e.Typed() != "gra" {
		t.Errorf("typed %q", e.Typed())
	}
}

// An editor that is opened and left sends what the service had, whatever kind
// of value that was: no field's type is proof of what it holds.
func TestUntouchedIsUnchanged(t *testing.T) {
	types := []resource.Type{
		resource.Text, resource.TextArea, resource.Regexp, resource.Integer, resource.Decimal, resource.Currency, resource.Checkbox,
		resource.Date, resource.Dropdown, resource.Multiselect, resource.Lookup, resource.Parent, "a type of tomorrow",
	}
	odd := []resource.Value{
		"null", "true", "false", "0", "-0.0", "1.50", "12345678901234567890123", "1.5e300", `""`, "[]", "{}", `{"a":{"b":[1,2]}}`,
		`{"amount":1.50,"currency":"EUR"}`, `[1,"x",null]`, `["a","a"]`, `["gone"]`, `"2025-07-03T00:00:00+05:30"`, `"0000-00-00"`, `"12"`, `"a b"`, `"x\u0000\u001b[31m\r\ny"`,
	}
	options := []resource.Option{{Value: "a", Title: "A"}, {Value: "b", Title: "B"}}
	rapid.Check(t, func(t *rapid.T) {
		f := resource.Field{Type: rapid.SampledFrom(types).Draw(t, "type"), Options: options, Target: "zen:user"}
		v := rapid.OneOf(
			rapid.SampledFrom(odd),
			rapid.Map(rapid.String(), func(s string) resource.Value { return resource.String("x" + s) }),
		).Draw(t, "value")
		e := New(f, v, "", now)
		if got, problem := e.Value(); problem == "" && got != v {
			t.Fatalf("%s: %s became %s", f.Type, v, got)
		}
	})
}
