package transfer

import (
	"slices"
	"time"

	"zco/api"
)

// fileColumn is a column of a file, or a member of its records: what it sets,
// and how the texts of its cells are read, which is chosen once.
type fileColumn struct {
	header string
	target
	trims  bool          // spaces around a value mean nothing
	needed bool          // a record must have a value
	filter *lookupFilter // of the records that may be chosen; nil for all
	read   func(text string) (v api.Value, problem string)

	matches func(text string) bool // the pattern that texts must have; nil for none
}

// complete chooses how the cells of a column are read.
func (m Import) complete(s *layout, c *fileColumn) {
	c.needed = slices.ContainsFunc(s.needed, func(f api.Field) bool { return f.Key == c.field })
	c.trims = c.field == "id" || c.field == api.FieldExternalID || trimmedTypes[c.schema.Type]
	if filter, ok := lookupFilterOf(c.schema); ok && !slices.Contains(m.Accept, CauseFiltered) {
		c.filter = &filter
	}
	if c.schema.Type == api.TypeRegexp && c.schema.Regexp != "" && m.Matches != nil {
		c.matches = m.Matches(c.schema.Regexp)
	}
	c.read = m.reader(s, c)
}

// trimmedTypes are those whose values have no spaces around them.
var trimmedTypes = map[api.FieldType]bool{
	api.TypeLookup: true, api.TypeParent: true, api.TypeDropdown: true, api.TypeMultiselect: true, api.TypeCheckbox: true,
	api.TypeDate: true, api.TypeInteger: true, api.TypeDecimal: true, api.TypeCurrency: true,
}

// reader returns what reads the texts of a column: what nearly all of its cells
// are is told at a glance, the rest is read as a person may have meant it.
func (m Import) reader(s *layout, c *fileColumn) func(string) (api.Value, string) {
	slow := func(text string) (api.Value, string) {
		return convertText(c.schema, m.localized(s, c, text))
	}
	switch c.schema.Type {
	case api.TypeInteger:
		return glance(func(text string) bool { return isPlainInteger(text) }, func(text string) api.Value { return api.Value(text) }, slow)
	case api.TypeDecimal, api.TypeCurrency:
		if m.Decimal != ',' { // a point is of thousands there
			return glance(isPlainDecimal, func(text string) api.Value { return api.Value(text) }, slow)
		}
	case api.TypeCheckbox:
		return glance(func(text string) bool { return text == "true" || text == "false" }, func(text string) api.Value { return api.Value(text) }, slow)
	case api.TypeDate:
		return glance(isPlainDay, api.String, slow)
	case api.TypeDropdown, api.TypeMultiselect:
		return remembered(slow)
	}
	return slow
}

// glance reads a text by value where it is plain.
func glance(plain func(string) bool, value func(string) api.Value, slow func(string) (api.Value, string)) func(string) (api.Value, string) {
	return func(text string) (api.Value, string) {
		if plain(text) {
			return value(text), ""
		}
		return slow(text)
	}
}

// maxRemembered is how many texts of a column are remembered at once.
const maxRemembered = 1 << 12

// remembered reads each text once, as long as there are not too many.
func remembered(read func(string) (api.Value, string)) func(string) (api.Value, string) {
	type result struct {
		v       api.Value
		problem string
	}
	met := map[string]result{}
	return func(text string) (api.Value, string) {
		if r, ok := met[text]; ok {
			return r.v, r.problem
		}
		v, problem := read(text)
		if len(met) >= maxRemembered {
			clear(met)
		}
		met[text] = result{v, problem}
		return v, problem
	}
}

// isPlainDecimal reports whether a text is a number as JSON and an export write
// it, without an exponent.
func isPlainDecimal(text string) bool {
	const longest = 40 // far from what no double holds
	digits, point := 0, -1
	for i := range len(text) {
		switch b := text[i]; {
		case b >= '0' && b <= '9':
			digits++
		case b == '-' && i == 0:
		case b == '.' && point < 0 && digits > 0:
			point = i
		default:
			return false
		}
	}
	if digits == 0 || len(text) > longest || point == len(text)-1 {
		return false
	}
	if text[0] == '-' {
		text = text[1:]
	}
	return text[0] != '0' || len(text) == 1 || text[1] == '.'
}

// isPlainDay reports whether a text is a day as the service writes it.
func isPlainDay(text string) bool {
	if len(text) != len(time.DateOnly) || text[4] != '-' || text[7] != '-' {
		return false
	}
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}
