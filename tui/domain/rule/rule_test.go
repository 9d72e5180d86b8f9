package rule

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"zco/api"
)

// spoken are definitions as the service sends them, with what has confused
// programs: two things of one title, titles that begin others, values that read
// like operators.
const spoken = `{"conditions_all":[
	{"subject":"o.f.condition","title":"Condition","type":"list","operators":[{"value":"is","title":"Is"},{"value":"is_not","title":"Is not"},{"value":"changed","title":"Changed","terminal":true}],
	 "values":[{"value":"cond_new","title":"Brand new"},{"value":"cond_broken","title":"Broken"},{"value":"x1","title":"Same"},{"value":"x2","title":"Same"}]},
	{"subject":"o.f.place","title":"Place","type":"text","operators":[{"value":"is","title":"Is"},{"value":"is_not","title":"Is not"},{"value":"present","title":"Present","terminal":true}]},
	{"subject":"o.f.place_two","title":"Place of work","type":"text","operators":[{"value":"is","title":"Is"}]},
	{"subject":"o.f.a","title":"Twin","type":"text","operators":[{"value":"is","title":"Is"}]},
	{"subject":"o.f.b","title":"twin","type":"text","operators":[{"value":"is","title":"Is"}]}],
  "conditions_any":[{"subject":"only_any","title":"Only any","type":"text","operators":[{"value":"is","title":"Is"}]}],
  "actions":[
	{"subject":"o.f.insured","title":"Insured","type":"list","values":[{"value":"true","title":"True"},{"value":"false","title":"False"}]},
	{"subject":"o.f.place","title":"Place","type":"text"},
	{"subject":"notification_user","title":"Notify by user email","type":"list","values":[{"value":"current_user","title":"(current user)"}]}]}`

func terms2(t interface{ Fatal(...any) }) Terms {
	var d api.Definitions
	if err := json.Unmarshal([]byte(spoken), &d); err != nil {
		t.Fatal(err)
	}
	return NewTerms(d)
}

// Conditions are written as a person says them and read as they were meant.
func TestConditionsAsLines(t *testing.T) {
	said := terms2(t)
	for _, tc := range []struct{ line, field, operator, value string }{
		{"Condition is Broken", "o.f.condition", "is", `"cond_broken"`},
		{"Condition is not Brand new", "o.f.condition", "is_not", `"cond_new"`},
		{"Condition changed", "o.f.condition", "changed", `null`},
		{"Condition is x1", "o.f.condition", "is", `"x1"`},
		{"Place present", "o.f.place", "present", `null`},
		{"Place is Tōkyō 東京", "o.f.place", "is", `"Tōkyō 東京"`},
		{"Place of work is home", "o.f.place_two", "is", `"home"`},
		{`Place is "not here"`, "o.f.place", "is", `"not here"`},
		{`Place is "[1]"`, "o.f.place", "is", `"[1]"`},
		{`Place is one\ntwo`, "o.f.place", "is", `"one\ntwo"`},
		{"o.f.a is 1", "o.f.a", "is", `"1"`},
		{"Only any is x", "only_any", "is", `"x"`},
	} {
		got, err := said.ReadConditions(tc.line, nil)
		if err != nil {
			t.Fatal(err)
		}
		want := []api.Condition{{Field: tc.field, Operator: tc.operator, Value: api.Value(tc.value)}}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tc.line, diff)
		}
		if back := said.Conditions(want); back != tc.line {
			t.Errorf("%s is written as %s", tc.line, back)
		}
	}
	if got, err := said.ReadConditions("  condition IS brand NEW \n\no.f.place is_not x", nil); err != nil || len(got) != 2 || got[0].Value != `"cond_new"` || got[1].Operator != "is_not" {
		t.Errorf("in any case, and by keys: %v %v", got, err)
	}
}

// What the service would refuse is said before it is sent, with what can be
// said instead.
func TestWrongLines(t *testing.T) {
	said := terms2(t)
	for line, want := range map[string]string{
		"Colour is red":          "nothing that can be compared",
		"Condition greater 3":    "one of: is, is not, changed",
		"Condition is Repaired":  "Brand new, Broken",
		"Condition is":           "what is it compared with",
		"Condition changed to x": "nothing comes after changed",
	} {
		if _, err := said.ReadConditions(line, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", line, err, want)
		}
	}
	for line, want := range map[string]string{
		"Insured":                      "a colon",
		"Insured: perhaps":             "True, False",
		"Fly: away":                    "no action",
		"Notify by user email: me | s": "(current user)",
	} {
		if _, err := said.ReadActions(line, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", line, err, want)
		}
	}
}

// The parts of a message stand with bars between them.
func TestActionsAsLines(t *testing.T) {
	said := terms2(t)
	line := `Notify by user email: (current user) | A \| B | Hello,\n{"a":1}` + "\nInsured: True"
	got, err := said.ReadActions(line, nil)
	want := []api.TriggerAction{
		{Field: "notification_user", Value: `["current_user","A | B","Hello,\n{\"a\":1}"]`}, {Field: "o.f.insured", Value: `"true"`},
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if back := said.Actions(want); back != line {
		t.Errorf("written as %s", back)
	}
}

// Sentences say the same as the conditions.
func TestSentence(t *testing.T) {
	said := terms2(t)
	a := api.Condition{Field: "o.f.condition", Operator: "is", Value: `"cond_new"`}
	b := api.Condition{Field: "o.f.place", Operator: "present", Value: api.Null}
	for want, c := range map[string]api.Conditions{
		"always":                         {},
		"Condition is Brand new":         {All: []api.Condition{a}},
		"Place present or Place present": {Any: []api.Condition{b, b}},
		"Condition is Brand new and (Place present or Condition is Brand new)": {All: []api.Condition{a}, Any: []api.Condition{b, a}},
	} {
		if got := said.Sentence(c); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// Whatever the service sent comes back as it came when its line is not touched,
// with keys that nobody knows; and what was never touched is not what moved.
func TestUntouchedLinesComeBack(t *testing.T) {
	said := terms2(t)
	var old []api.Condition
	for _, raw := range []string{
		`{"field":"o.f.condition","operator":"is","value":"cond_new","is_user_value":true}`,
		`{"field":"gone","operator":"odd","value":{"deep":[1]}}`,
		`{"field":"o.f.place","operator":"present","value":"true"}`,
		`{"field":"o.f.place","operator":"is","value":["a","b"]}`,
	} {
		var c api.Condition
		if err := json.Unmarshal([]byte(raw), &c); err != nil {
			t.Fatal(err)
		}
		old = append(old, c)
	}
	lines := strings.Split(said.Conditions(old), "\n")
	lines[0], lines[3] = lines[3], lines[0]
	got, err := said.ReadConditions(strings.Join(lines, "\n")+"\nPlace is x", old)
	if err != nil {
		t.Fatal(err)
	}
	want := api.Conditions{All: []api.Condition{old[3], old[1], old[2], old[0], {Field: "o.f.place", Operator: "is", Value: `"x"`}}}.Body()
	if body := (api.Conditions{All: got}).Body(); body != want {
		t.Errorf("sent\n%s\nwant\n%s", body, want)
	}
	if got, err := (Terms{}).ReadConditions("a.b is 3\na.c present", nil); err != nil || got[1].Field != "a.c" || got[0].Value != `"3"` {
		t.Errorf("without definitions: %v %v", got, err)
	}
}

// Any text as a value reads back as it was written.
func TestValuesRoundTrip(t *testing.T) {
	said := terms2(t)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.StringMatching(`[ -~\n|\\"]{1,20}`), rapid.SampledFrom([]string{"is", "not x", "Same", "Broken", " a ", `a\`, `\|`, "a | b", `"`, "[", "\r\n"})).Draw(t, "text")
		c := api.Condition{Field: "o.f.place", Operator: "is", Value: api.String(text)}
		back, err := said.readCondition(said.Condition(c))
		if err != nil || back != c {
			t.Fatalf("%q is written as %q and read as %q (%v)", text, said.Condition(c), back.Value, err)
		}
		parts := api.TriggerAction{Field: "notification_user", Value: api.Strings([]string{"current_user", text, text})}
		a, err := said.readAction(said.Action(parts))
		if err != nil || a != parts {
			t.Fatalf("%s is written as %q and read as %s (%v)", parts.Value, said.Action(parts), a.Value, err)
		}
	})
}
