package field

import (
	"cmp"
	"encoding/json"
	"strings"

	"zco/api"
)

// Currency is an amount of money: a number, which some services send as an
// object with its currency beside it.
var Currency = register(&Type{
	Name: "currency", Words: "Currency", Place: 7, Editor: DecimalEditor,
	Numeric: true, Bare: true,
	Parse:  parseAmount,
	Typed:  amount,
	Format: formatAmount,
	Same:   func(a, b Value) bool { return a.Text() == b.Text() },
	Sort:   func(v Value) (Key, bool) { return sortNumber(api.String(amount(v))) },
	Operand: func(v Value) Value {
		if n, ok := api.Number(amount(v)); ok {
			return n
		}
		return v
	},
	Properties: []Property{{
		Field: Field{Key: "allowed_currencies", Title: "Currency (three letters)", Type: Text},
		Read:  func(v Value) Value { return api.String(strings.Join(v.Strings(), ", ")) },
		Write: func(v Value) Value {
			return api.Strings(strings.FieldsFunc(strings.ToUpper(v.Text()), func(r rune) bool { return r == ',' || r == ' ' }))
		},
	}},
})

// amount is the number in a value.
func amount(v Value) string {
	if v.IsObject() {
		return v.Members()["amount"].Text()
	}
	return v.Text()
}

// parseAmount keeps the shape that the service gave the value that was there.
func parseAmount(text string, began Value) (Value, string) {
	v, problem := parseNumber(text, began)
	if problem != "" || !began.IsObject() {
		return v, problem
	}
	m := began.Members()
	if m["amount"].Same(v) {
		return began, ""
	}
	m["amount"] = v
	data, err := json.Marshal(m)
	if err != nil {
		return v, ""
	}
	return Value(data), ""
}

func formatAmount(_ Format, _ Field, v Value) string {
	if !v.IsObject() {
		return v.Text()
	}
	m := v.Members()
	if m["amount"].IsEmpty() {
		return v.Text()
	}
	return strings.TrimSpace(m["amount"].Text() + " " + cmp.Or(m["currency"].Text(), m["currency_code"].Text()))
}
