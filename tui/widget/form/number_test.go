package form

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"
)

func TestNumber(t *testing.T) {
	const (
		whole   = "a whole number of at most 12 digits"
		decimal = "a number such as 12.5"
	)
	for _, c := range []struct {
		decimal              bool
		typed, want, problem string
	}{
		{false, "42", "42", ""},
		{false, " -42 ", "-42", ""},
		{false, "+7", "7", ""},
		{false, "007", "7", ""},
		{false, "-0", "0", ""},
		{false, "123456789012", "123456789012", ""},
		{false, "1234567890123", "", whole + ": this has 13"},
		{false, "0001234567890123", "", whole + ": this has 13"},
		{false, "１２３", "123", ""},
		{false, "０９", "9", ""},
		{false, "－7", "-7", ""},
		{false, "−7", "-7", ""},
		{true, "1．5", "1.5", ""},
		{false, "+-1", "", whole},
		{false, "-+1", "", whole},
		{false, " ", "", whole},
		{true, "e5", "", decimal},
		{true, "12E5", "12E5", ""},
		{true, "1,234.5", "", decimal},
		{true, "-0.0", "0.0", ""},
		{false, "12.5", "", whole + ", without a fraction"},
		{false, "1 000", "", whole},
		{false, "1e3", "", whole},
		{false, "--1", "", whole},
		{false, "0x1f", "", whole},
		{false, "twelve", "", whole},
		{false, "-", "", whole},
		{false, "", "", ""},
		{true, "12.5", "12.5", ""},
		{true, "12.50", "12.50", ""},
		{true, ".5", "0.5", ""},
		{true, "5.", "5", ""},
		{true, "-.5", "-0.5", ""},
		{true, "12,5", "", decimal + ": write a point for the comma"},
		{true, "1e-3", "1e-3", ""},
		{true, "1e", "", decimal},
		{true, "1e+-3", "", decimal},
		{true, ".", "", decimal},
		{true, "NaN", "", decimal},
		{true, "9007199254740993.000000000000000001", "9007199254740993.000000000000000001", ""},
	} {
		n := &Number{Decimal: c.decimal}
		if !c.decimal {
			n.MaxDigits = 12
		}
		typeIn(n, c.typed)
		if n.Text() != c.typed {
			t.Errorf("%q typed is %q", c.typed, n.Text())
		}
		got, ok := n.Value()
		if n.Problem() != c.problem || ok && got != c.want || ok != (c.problem == "" && c.typed != "") {
			t.Errorf("%q gives %q %v, problem %q; want %q, problem %q", c.typed, got, ok, n.Problem(), c.want, c.problem)
		}
	}
}

// What is called a number is one to whoever reads JSON.
func TestNumberValuesAreJSON(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := &Number{Decimal: rapid.Bool().Draw(rt, "decimal")}
		n.SetText(rapid.StringMatching(`[+-]{0,2}[0-9]{0,4}\.?[0-9]{0,3}([eE][+-]?[0-9]{0,2})?`).Draw(rt, "text"))
		v, ok := n.Value()
		if ok != (n.Problem() == "") && n.Text() != "" {
			rt.Fatalf("%q: value %q %v, problem %q", n.Text(), v, ok, n.Problem())
		}
		if ok && (!json.Valid([]byte(v)) || json.Unmarshal([]byte(v), new(json.Number)) != nil) {
			rt.Fatalf("%q is written as %q", n.Text(), v)
		}
	})
}

// Digits are those before an exponent; as many as may be are acceptable.
func TestNumberOfDigits(t *testing.T) {
	for typed, want := range map[string]string{
		"12.345": "", "-12.345": "", "12.345e99": "", "12.3456": "a number such as 12.5 of at most 5 digits: this has 6", "123456e1": "a number such as 12.5 of at most 5 digits: this has 6",
	} {
		n := &Number{Decimal: true, MaxDigits: 5}
		n.SetText(typed)
		if _, ok := n.Value(); n.Problem() != want || ok != (want == "") {
			t.Errorf("%s: %q, acceptable %v", typed, n.Problem(), ok)
		}
	}
}
