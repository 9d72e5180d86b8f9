package transfer

import (
	"strings"

	"zco/api"
)

// fieldType is what imports and changes make of the values of one type of
// field.
type fieldType struct {
	kinds []Kind // of changes, besides Set and Clear
	text  func(f api.Field, text string) (v api.Value, problem string)
	// json reads a JSON value that is no plain text of one; nil where there
	// are none.
	json func(f api.Field, v api.Value) (after api.Value, problem string, fits bool)
}

// fieldTypes are the types by name. What is not among them, lookups too, goes
// through as the file has it.
var fieldTypes = map[api.FieldType]fieldType{
	api.TypeText:     {[]Kind{Replace}, plainText, textJSON},
	api.TypeTextarea: {[]Kind{Replace}, plainText, textJSON},
	api.TypeRegexp:   {[]Kind{Replace}, plainText, textJSON},
	api.TypeCheckbox: {nil, trimmed(checkboxValue), asIs(func(v api.Value) bool { return v == "true" || v == "false" })},
	api.TypeInteger:  {[]Kind{Add}, trimmed(integerText), nil},
	api.TypeDecimal:  {[]Kind{Add}, trimmed(decimalValue), nil},
	api.TypeCurrency: {[]Kind{Add}, currencyText, currencyJSON},
	api.TypeDate:     {nil, trimmed(dateValue), nil},
	api.TypeDropdown: {nil, dropdownText, nil},
	api.TypeMultiselect: {[]Kind{AddOptions, RemoveOptions}, multiselectText, func(f api.Field, v api.Value) (api.Value, string, bool) {
		after, problem := multiselectValue(f, v.Strings())
		return after, problem, v.IsArray()
	}},
}

// trimmed is for types whose values have no space around them.
func trimmed(read func(string) (api.Value, string)) func(api.Field, string) (api.Value, string) {
	return func(_ api.Field, text string) (api.Value, string) { return read(strings.TrimSpace(text)) }
}

// asIs is for values that have the field's form already.
func asIs(fits func(api.Value) bool) func(api.Field, api.Value) (api.Value, string, bool) {
	return func(_ api.Field, v api.Value) (api.Value, string, bool) { return v, "", fits(v) }
}

// textJSON keeps strings as they are: escapes that no text can hold, and "".
func textJSON(_ api.Field, v api.Value) (api.Value, string, bool) {
	if v.IsArray() || v.IsObject() {
		return api.Absent, "a text is needed, not " + kindOf(v), true
	}
	return v, "", v.IsString() && len(v) <= maxText
}

func integerText(text string) (api.Value, string) {
	if isPlainInteger(text) {
		return api.Value(text), ""
	}
	n, problem := parseExact(text)
	if problem != "" {
		return api.Absent, problem
	}
	return integerValue(n, text)
}

// isPlainInteger reports whether a text is an integer as JSON and the service
// write it, as nearly all are: digits, no more than it holds, no zero before
// others.
func isPlainInteger(text string) bool {
	if text == "" || len(text) > maxIntegerDigits || text[0] == '0' && len(text) > 1 {
		return false
	}
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return true
}

func dropdownText(f api.Field, text string) (api.Value, string) {
	tag, problem := optionTag(f, text)
	return api.String(tag), problem
}
