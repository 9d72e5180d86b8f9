package field

import (
	"encoding/json"
	"testing"
	"time"

	"zco/api"
)

var options = []Option{{Value: "r", Title: "Red"}, {Value: "g", Title: "Green"}}

func of(t *Type) Field {
	return Field{Key: CustomPrefix + "x", Title: "X", Type: t, Options: options, Target: "zen:user"}
}

// What stands in an editor that nobody touched means the value it was opened
// with, for every type there is.
func TestTypedReadsAgain(t *testing.T) {
	for kind, v := range map[*Type]Value{
		Text: `"a b"`, TextArea: `"a\nb"`, Regexp: `"12"`, Checkbox: "true", Integer: "12", Decimal: "1.50",
		Currency: `{"amount":1.50,"currency":"EUR"}`, Date: `"2026-03-01"`, Dropdown: `"r"`, Multiselect: `["g","r"]`,
		Lookup: `"7"`, Parent: `"7"`,
	} {
		f := of(kind)
		got, problem := f.Parse(f.Typed(v), v)
		if problem != "" || !f.Same(got, v) {
			t.Errorf("%s: %s stands as %q, which reads as %s (%s)", kind, v, f.Typed(v), got, problem)
		}
		if cleared, _ := f.Parse("", v); !cleared.IsNull() {
			t.Errorf("%s: nothing reads as %s", kind, cleared)
		}
	}
	for kind, text := range map[*Type]string{Integer: "x", Decimal: "1.", Currency: "EUR", Date: "2026-02-30"} {
		if v, problem := of(kind).Parse(text, api.Absent); problem == "" {
			t.Errorf("%s: %q reads as %s", kind, text, v)
		}
	}
}

func TestFormat(t *testing.T) {
	fm := Format{Yes: "yes", No: "no", Unset: "-", Dates: "2 Jan 2006", Zone: time.FixedZone("", 3600), Name: func(target, id string) (string, bool) {
		return "Ada", target == "zen:user" && id == "7"
	}}
	for _, c := range []struct {
		kind *Type
		v    Value
		want string
	}{
		{Text, `"a"`, "a"}, {Photo, `{"content_type":"image/jpeg","content_url":"https://x/1","id":"1","name":"front.jpg","size":244100}`, "front.jpg (image/jpeg, 245 kB)"},
		{Photo, `{"name":"a.png"}`, "a.png"}, {Photo, `{"odd":1}`, `{"odd":1}`}, {Photo, "null", ""}, {Text, "null", ""}, {Text, "", ""},
		{Checkbox, "true", "yes"}, {Checkbox, "false", "no"}, {Checkbox, "null", "-"}, {Checkbox, "", ""}, {Checkbox, `"odd"`, "odd"},
		{Date, `"2026-03-01T00:00:00+00:00"`, "1 Mar 2026"}, {Date, `"soon"`, "soon"},
		{DateTime, `"2026-03-01T23:30:00Z"`, "2 Mar 2026 00:30"}, {DateTime, `"soon"`, "soon"},
		{Dropdown, `"r"`, "Red"}, {Dropdown, `"gone"`, "gone"}, {Multiselect, `["r","gone"]`, "Red, gone"},
		{Lookup, "7", "Ada"}, {Parent, `"8"`, "8"},
		{Currency, "1.50", "1.50"}, {Currency, `{"amount":1.50,"currency":"EUR"}`, "1.50 EUR"},
		{Currency, `{"amount":2,"currency_code":"USD"}`, "2 USD"}, {Currency, `{"other":2}`, `{"other":2}`},
		{JSON, `{"a":1}`, `{"a":1}`}, {nil, `"a"`, "a"},
	} {
		if got := fm.Text(of(c.kind), c.v); got != c.want {
			t.Errorf("%s %s is written %q, want %q", c.kind, c.v, got, c.want)
		}
	}
}

func TestSame(t *testing.T) {
	for _, c := range []struct {
		kind *Type
		a, b Value
		want bool
	}{
		{Text, `"a"`, `"b"`, false}, {Text, "null", `""`, true}, {Integer, "1", "1.0", true}, {Text, "1", `"1"`, false},
		{Date, `"2026-03-01"`, `"2026-03-01T00:00:00Z"`, true}, {Date, `"2026-03-01"`, `"2026-03-02"`, false},
		{Multiselect, `["r","g"]`, `["g","r"]`, true}, {Multiselect, `["r"]`, `["g","r"]`, false},
		{Lookup, "7", `"7"`, true}, {Parent, "7", `"8"`, false}, {Currency, "1.5", `"1.5"`, true},
		{Integer, "2", `"2"`, true}, {Integer, "2", `"3"`, false}, {Decimal, "2.50", `"2.5"`, true}, {Integer, `"x"`, `"x "`, false}, {nil, "7", `"7"`, false},
	} {
		if got := of(c.kind).Same(c.a, c.b); got != c.want {
			t.Errorf("%s: %s and %s are the same: %t", c.kind, c.a, c.b, got)
		}
	}
}

// Values stand in their own order: 9 before 10, A beside a, nothing apart.
func TestKeys(t *testing.T) {
	fm := Format{Name: func(_, id string) (string, bool) { return map[string]string{"1": "Zoe", "2": "Ada"}[id], true }}
	for _, c := range []struct {
		kind   *Type
		lo, hi Value
	}{
		{Integer, "9", "10"}, {Decimal, "-1", "0.5"}, {Currency, `{"amount":9}`, "10"}, {Text, `"a"`, `"B"`}, {Lookup, "2", "1"},
		{Date, `"2026-03-01"`, `"2026-03-02"`}, {Checkbox, "false", "true"}, {Dropdown, `"g"`, `"r"`},
	} {
		f := of(c.kind)
		if lo, hi := fm.Key(f, c.lo), fm.Key(f, c.hi); lo.Compare(hi) >= 0 || hi.Compare(lo) <= 0 {
			t.Errorf("%s: %s does not stand before %s", c.kind, c.lo, c.hi)
		}
		if !fm.Key(f, api.Null).Empty {
			t.Errorf("%s: no value has a place in the order", c.kind)
		}
	}
}

// The filter of a cell, and the one that was built by hand.
func TestConditions(t *testing.T) {
	zone := time.FixedZone("", 2*3600)
	text := func(f Filter, err error) string {
		if err != nil {
			return err.Error()
		}
		data, err := json.Marshal(f)
		if err != nil {
			return err.Error()
		}
		return string(data)
	}
	created := Field{Key: "created_at", Title: "Created", Type: DateTime}
	x := `"custom_object_fields.x"`
	for _, c := range []struct {
		what string
		got  string
		want string
	}{
		{"a text", text(of(Text).Cell(`"a"`, false, nil)), `{` + x + `:{"$eq":"a"}}`},
		{"another text", text(of(Text).Cell(`"a"`, true, nil)), `{` + x + `:{"$noteq":"a"}}`},
		{"nothing", text(of(Integer).Cell("null", false, nil)), `{` + x + `:{"$exists":false}}`},
		{"no tick", text(of(Checkbox).Cell("null", false, nil)), `{` + x + `:{"$eq":false}}`},
		{"money", text(of(Currency).Cell(`{"amount":1.50,"currency":"EUR"}`, false, nil)), `{` + x + `:{"$eq":1.50}}`},
		{"a number in a text", text(of(Integer).Cell(`"12"`, false, nil)), `{` + x + `:{"$eq":12}}`},
		{"an ID", text(of(Lookup).Cell("7", false, nil)), `{` + x + `:{"$eq":"7"}}`},
		{"a day", text(of(Date).Cell(`"2026-03-01T00:00:00Z"`, false, nil)), `{` + x + `:{"$eq":"2026-03-01"}}`},
		{"one tag", text(of(Multiselect).Cell(`["r"]`, false, nil)), `{` + x + `:{"$contains":"r"}}`},
		{"a moment", text(created.Cell(`"2026-03-01T23:00:00Z"`, false, zone)),
			`{"$and":[{"created_at":{"$gte":"2026-03-01T22:00:00Z"}},{"created_at":{"$lt":"2026-03-02T22:00:00Z"}}]}`},
		{"no moment", text(created.Cell(`"soon"`, false, zone)), "the service does not filter by Created"},
		{"what is never sent", text(of(JSON).Cell("{}", false, nil)), "the service does not filter by X"},
		{"what has no filter", text(Field{Key: "photo", Title: "Photo", Type: Text}.Cell(`"a"`, false, nil)), "the service does not filter by Photo"},
		{"a list of numbers", text(of(Integer).Where(api.In, `"1, 2,x"`, nil), nil), `{` + x + `:{"$in":[1,2,"x"]}}`},
		{"a list", text(of(Multiselect).Where(api.In, `["r"]`, nil), nil), `{` + x + `:{"$in":["r"]}}`},
		{"one of several options", text(of(Dropdown).Where(api.In, `["r","g"]`, nil), nil), `{"$or":[{` + x + `:{"$eq":"r"}},{` + x + `:{"$eq":"g"}}]}`},
		{"one of one option", text(of(Dropdown).Where(api.In, `["r"]`, nil), nil), `{` + x + `:{"$eq":"r"}}`},
		{"after a day", text(created.Where(api.Greater, `"2026-03-01"`, zone), nil), `{"created_at":{"$gte":"2026-03-01T22:00:00Z"}}`},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s, want %s", c.what, c.got, c.want)
		}
	}
}

// An operand is given in the editor of its field, or of a simpler one.
func TestOperands(t *testing.T) {
	for _, c := range []struct {
		kind, one, many *Type
	}{
		{Text, Text, Text}, {TextArea, Text, Text}, {Regexp, Text, Text}, {JSON, Text, Text}, {Integer, Integer, Text}, {Lookup, Lookup, Text},
		{DateTime, Date, Date}, {Multiselect, Dropdown, Multiselect}, {Dropdown, Dropdown, Multiselect}, {nil, nil, Text},
	} {
		f := of(c.kind)
		f.Pattern, f.MaxLength, f.Locked = "x", 1, "computed"
		one, many := f.OperandField(false), f.OperandField(true)
		if one.Type != c.one || many.Type != c.many || !one.Required || one.Pattern != "" || one.MaxLength != 0 || one.Locked != "" {
			t.Errorf("%s is given as %s, several as %s: %+v", c.kind, one.Type, many.Type, one)
		}
	}
	if got := of(Integer).Opened("[1,2]", true, nil); got != `"1, 2"` {
		t.Errorf("a list opens as %s", got)
	}
	if got := of(DateTime).Opened(`"2026-03-01T23:00:00Z"`, false, time.FixedZone("", 7200)); got != `"2026-03-02"` {
		t.Errorf("a moment opens as %s", got)
	}
	fm := Format{Dates: "2 Jan 2006"}
	for _, c := range []struct {
		kind *Type
		v    Value
		want string
	}{
		{Text, `" a"`, `" a"`}, {Text, `""`, `""`}, {Text, `"a"`, "a"}, {DateTime, `"2026-03-01"`, "2026-03-01"},
		{Multiselect, `"r"`, "Red"}, {Integer, "[1,2]", "1, 2"}, {Date, `"2026-03-01"`, "1 Mar 2026"},
	} {
		if got := fm.Operand(of(c.kind), c.v); got != c.want {
			t.Errorf("%s: %s is told as %s, want %s", c.kind, c.v, got, c.want)
		}
	}
}

func TestRegistry(t *testing.T) {
	types := Types()
	for i, kind := range types {
		if kind.Place != i+1 || kind.Words == "" {
			t.Errorf("%s stands at %d as %q, want %d", kind, kind.Place, kind.Words, i+1)
		}
		if got, ok := Named(kind.Name); got != kind || !ok {
			t.Errorf("%s is not found by its name", kind)
		}
	}
	for _, name := range []string{"datetime", "json", "", "hologram"} {
		if _, ok := Named(name); ok {
			t.Errorf("a custom field may be a %q", name)
		}
	}
	if got := of(Multiselect).Unlisted("r\nblue"); got != "blue" {
		t.Errorf("the tag that is no option is %q", got)
	}
	if got := of(Dropdown).Unlisted("r"); got != "" {
		t.Errorf("%q is no option", got)
	}
}
