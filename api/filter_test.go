package api

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var (
	red  = Where(CustomField("color"), Equal, String("red"))
	blue = Where(CustomField("color"), Equal, String("blue"))
	year = Where(CustomField("year"), AtLeast, Int(2020))
)

func TestParseFilterForms(t *testing.T) {
	tests := []struct {
		name, text string
		want       Filter
	}{
		{"a condition", `{"custom_object_fields.color":{"$eq":"red"}}`, red},
		{"in its envelope", `{"filter":{"custom_object_fields.color":{"$eq":"red"}}}`, red},
		{"side by side", `{"custom_object_fields.color":{"$eq":"red"},"custom_object_fields.year":{"$gte":2020}}`, And(red, year)},
		{"two operators", `{"custom_object_fields.year":{"$gte":2020,"$lt":2025}}`, And(year, Where(CustomField("year"), Less, Int(2025)))},
		{"arrays", `{"$or":[{"custom_object_fields.color":{"$eq":"red"}},{"custom_object_fields.color":{"$eq":"blue"}}]}`, Or(red, blue)},
		{"both joins side by side", `{"$or":[{"custom_object_fields.color":{"$eq":"red"}}],"$and":[{"custom_object_fields.year":{"$gte":2020}}]}`, And(Or(red), And(year))},
		{"several in an element", `{"$or":[{"custom_object_fields.color":{"$eq":"red"},"custom_object_fields.year":{"$gte":2020}},{"custom_object_fields.color":{"$eq":"blue"}}]}`, Or(And(red, year), blue)},
		{"nested", `{"$and":[{"$or":[{"custom_object_fields.color":{"$eq":"red"}},{"custom_object_fields.color":{"$eq":"blue"}}]},{"custom_object_fields.year":{"$gte":2020}}]}`, And(Or(red, blue), year)},
		{"nested maps", `{"$or":{"$and":{"custom_object_fields.color":{"$eq":"red"},"custom_object_fields.year":{"$gte":2020}},"custom_object_fields.color":{"$eq":"blue"}}}`, Or(And(red, year), blue)},
		{"two operators in a map", `{"$or":{"custom_object_fields.year":{"$gte":2020,"$lt":2025}}}`, Or(And(year, Where(CustomField("year"), Less, Int(2025))))},
		{"nothing", `{}`, And()},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := ParseFilter([]byte(tt.text))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// The reference's own sample has its groups as maps; we send arrays.
func TestFilterSample(t *testing.T) {
	sample := `{"filter":{"$and":{"custom_object_fields.key_one":{"$eq":"foo"},"custom_object_fields.key_two":{"$eq":"bar"}},
		"$or":{"custom_object_fields.key_four":{"$eq":"bar"},"custom_object_fields.key_three":{"$eq":"foo"}}}}`
	var f Filter
	if err := json.Unmarshal([]byte(sample), &f); err != nil {
		t.Fatal(err)
	}
	out, err := json.Marshal(f)
	want := `{"$and":[{"$and":[{"custom_object_fields.key_one":{"$eq":"foo"}},{"custom_object_fields.key_two":{"$eq":"bar"}}]},` +
		`{"$or":[{"custom_object_fields.key_four":{"$eq":"bar"}},{"custom_object_fields.key_three":{"$eq":"foo"}}]}]}`
	if err != nil || string(out) != want {
		t.Errorf("got  %s\nwant %s (%v)", out, want, err)
	}
}

func TestParseFilterRefuses(t *testing.T) {
	deep := strings.Repeat(`{"$and":[`, 40) + `{"a":{"$eq":1}}` + strings.Repeat(`]}`, 40)
	deepMaps := strings.Repeat(`{"$and":`, 40) + `{"a":{"$eq":1}}` + strings.Repeat(`}`, 40)
	for text, want := range map[string]string{
		``: "not a JSON object", `[]`: "not a JSON object", `{"filter":[]}`: "not a JSON object", `{"a"`: "not a JSON object", `{"a":}`: "not a JSON object",
		`{"a":{"$eq":1}} x`: "not a JSON object", `{"a":{"$eq":1}`: "not a JSON object",
		`{"a":1}`: `a needs an operator and a value`, `{"a":{}}`: `a needs an operator`, `{"a":{"$ne":1}}`: `"$ne" is no operator; there are $eq, $noteq`,
		`{"$not":[]}`: "$not does not join", `{"$or":1}`: "$or needs an array", `{"$or":[1]}`: "in $or:", `{"":{"$eq":1}}`: "no field",
		`{"$or":[{"a":1}]}`: "a needs", `{"$or":{"a":1}}`: "a needs", deep: "deep", deepMaps: "deep",
	} {
		_, err := ParseFilter([]byte(text))
		if err == nil {
			t.Errorf("%s is taken", text)
			continue
		}
		mustContain(t, err.Error(), want)
	}
}

func TestFilterMarshal(t *testing.T) {
	for want, f := range map[string]Filter{
		`{}`: {},
		`{"custom_object_fields.color":{"$eq":"red"}}`: red,
		`{"name":{"$contains":"<&>"}}`:                 Where("name", Contains, String("<&>")),
		`{"$and":[{"a":{"$exists":true}}]}`:            {Filters: []Filter{Where("a", Exists, Bool(true))}},
		`{"$or":[{"a":{"$in":[1,2]}}]}`:                Or(Where("a", In, "[1,2]")),
	} {
		if out, err := json.Marshal(f); err != nil || unescapeHTML(string(out)) != want {
			t.Errorf("got %s, want %s (%v)", out, want, err)
		}
	}
	if !(Filter{}).IsZero() || red.IsZero() || And(red).IsZero() {
		t.Error("nothing is told wrongly")
	}
}

// json.Marshal escapes these again; the client's own encoder does not.
func unescapeHTML(s string) string {
	return strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(s)
}

// filters draws filters that ParseFilter reads as they are.
func filters(depth int) *rapid.Generator[Filter] {
	condition := rapid.Custom(func(t *rapid.T) Filter {
		return Where(rapid.StringMatching(`[a-z]{1,4}`).Draw(t, "field"), rapid.SampledFrom(allOperators).Draw(t, "op"), String(rapid.String().Draw(t, "value")))
	})
	if depth == 0 {
		return condition
	}
	group := rapid.Custom(func(t *rapid.T) Filter {
		join := rapid.SampledFrom([]Join{AllOf, AnyOf}).Draw(t, "join")
		return Filter{Join: join, Filters: rapid.SliceOfN(filters(depth-1), 1, 3).Draw(t, "filters")}
	})
	return rapid.OneOf(condition, group)
}

func TestFilterRoundTripProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := filters(4).Draw(t, "filter")
		out, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		back, err := ParseFilter(out)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(f, back); diff != "" {
			t.Fatal(diff)
		}
	})
}

// The operator table of the reference.
func TestOperators(t *testing.T) {
	table := map[FieldType]string{
		TypeCheckbox: "$eq", TypeDate: "$eq $noteq $gt $gte $lt $lte $exists",
		TypeDecimal: "$eq $noteq $gt $gte $lt $lte $exists $in $notin", TypeInteger: "$eq $noteq $gt $gte $lt $lte $exists $in $notin",
		TypeDropdown:    "$eq $noteq $contains $notcontains $exists",
		TypeMultiselect: "$eq $noteq $contains $notcontains $exists $in $notin",
		TypeLookup:      "$eq $noteq $exists", TypeText: "$eq $noteq $contains $notcontains $exists",
		TypeTextarea: "$eq $noteq $contains $notcontains $exists", TypeRegexp: "$eq $noteq $contains $notcontains $exists",
	}
	for fieldType, want := range table {
		if got := strings.ReplaceAll(operatorNames(Operators(fieldType)), ",", ""); got != want {
			t.Errorf("%s: %s, want %s", fieldType, got, want)
		}
	}
	if len(Operators("unheard-of")) != len(allOperators) || len(Operators(TypeParent)) != 3 || len(Operators(TypeCurrency)) != 9 {
		t.Error("types outside the table are treated wrongly")
	}
	Operators(TypeText)[0] = "$spoilt"
	if slices.Contains(Operators(TypeText), "$spoilt") {
		t.Error("a caller can change the table")
	}
}

func nest(levels int) Filter {
	f := red
	for range levels {
		f = And(f)
	}
	return f
}

func TestFilterValidate(t *testing.T) {
	schema := Schema([]Field{
		{Key: FieldName, Type: TypeText}, {Key: "color", Type: TypeDropdown}, {Key: "year", Type: TypeInteger}, {Key: "sold", Type: TypeDate},
		{Key: "used", Type: TypeCheckbox}, {Key: "owner", Type: TypeLookup}, {Key: "tags", Type: TypeMultiselect}, {Key: "x", Type: "unheard-of"},
		{Key: "standard::brand_id", Type: TypeLookup},
	})
	tests := []struct {
		filter Filter
		want   string // "" if it fits
	}{
		{red, ""}, {And(red, Or(blue, year)), ""}, {nest(5), ""},
		{nest(6), "more than 5 deep"},
		{Or(red, And()), "no conditions"}, {Filter{}, "no conditions"}, {Filter{Join: "$xor", Filters: []Filter{red}}, "$xor does not join"},
		{Where(CustomField("colour"), Equal, String("red")), "there is no field custom_object_fields.colour"},
		{Where("color", Equal, String("red")), "there is no field color"},
		{Where("custom_object_fields.standard::name", Equal, String("red")), "there is no field"},
		{Where(CustomField("standard::brand_id"), Equal, Int(9255557571710)), ""},
		{Where(CustomField("color"), Greater, String("red")), "$gt does not fit a dropdown field; use $eq, $noteq, $contains"},
		{And(Where(CustomField("color"), Greater, String("red"))), "$gt does not fit"},
		{Where(CustomField("year"), Equal, String("1998")), ""}, {Where(CustomField("year"), Equal, String("old")), `"old" is not a number`},
		{Where(CustomField("year"), In, "[1,\"2\"]"), ""}, {Where(CustomField("year"), In, Int(1)), "$in takes a list"},
		{Where(CustomField("year"), In, "[]"), "$in takes a list"}, {Where(CustomField("year"), In, `[1,"x"]`), `"x" is not a number`},
		{Where(CustomField("year"), Equal, Absent), "nothing is not a single value"}, {Where(CustomField("year"), Equal, Null), "not a number"},
		{Where(CustomField("sold"), Less, String("2026-01-31")), ""}, {Where(CustomField("sold"), Less, String("31.1.")), "is not a date"},
		{Where("created_at", Greater, String("2024-01-01T00:00:00Z")), ""}, {Where("created_at", Contains, String("2024")), "$contains does not fit a date"},
		{Where(CustomField("used"), Equal, Bool(true)), ""}, {Where(CustomField("used"), Equal, Int(1)), "is not true or false"},
		{Where(CustomField("used"), Exists, Bool(true)), "$exists does not fit a checkbox"},
		{Where(CustomField("owner"), Exists, Bool(false)), ""}, {Where(CustomField("owner"), Exists, Int(0)), "$exists takes true or false"},
		{Where(CustomField("owner"), Equal, "[1]"), "is not a single value"}, {Where(CustomField("tags"), NotIn, Strings([]string{"a"})), ""},
		{Where(CustomField("x"), Less, Int(1)), ""}, {Where("created_by_user", Equal, String("12")), ""},
	}
	for _, tt := range tests {
		err := tt.filter.Validate(schema)
		if tt.want == "" && err != nil || tt.want != "" && err == nil {
			t.Errorf("%+v: %v", tt.filter, err)
		} else if err != nil {
			mustContain(t, err.Error(), tt.want)
		}
	}
	if nest(3).Depth() != 3 || red.Depth() != 0 {
		t.Error("the depth is counted wrongly")
	}
}
