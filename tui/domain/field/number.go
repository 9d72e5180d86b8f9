package field

import (
	"strconv"

	"zco/api"
)

// Integer is a whole number of at most 12 digits.
var Integer = register(&Type{
	Name: "integer", Words: "Number", Place: 5, Editor: IntegerEditor,
	Numeric: true, Bare: true, Parse: parseNumber, Same: sameNumber, Sort: sortNumber, Operand: numberOperand,
})

// Decimal is a number that may have a fraction.
var Decimal = register(&Type{
	Name: "decimal", Words: "Decimal", Place: 6, Editor: DecimalEditor,
	Numeric: true, Bare: true, Parse: parseNumber, Same: sameNumber, Sort: sortNumber, Operand: numberOperand,
})

func parseNumber(text string, _ Value) (Value, string) {
	v, ok := api.Number(text)
	if !ok {
		return api.Absent, "this is not a number"
	}
	return v, ""
}

// sameNumber: a number that the service wrote as a text is that number.
func sameNumber(a, b Value) bool { return numberOperand(a).Same(numberOperand(b)) }

func sortNumber(v Value) (Key, bool) {
	n, err := strconv.ParseFloat(v.Text(), 64)
	return Key{Number: n}, err == nil
}

// numberOperand takes a number that the service wrote as a text for what it
// is.
func numberOperand(v Value) Value {
	if n, ok := api.Number(v.Text()); ok {
		return n
	}
	return v
}
