package sandbox

// The types of fields.
const (
	typeText        = "text"
	typeTextarea    = "textarea"
	typeCheckbox    = "checkbox"
	typeCurrency    = "currency"
	typeDate        = "date"
	typeInteger     = "integer"
	typeDecimal     = "decimal"
	typeRegexp      = "regexp"
	typeDropdown    = "dropdown"
	typeMultiselect = "multiselect"
	typeLookup      = "lookup"
	typeParent      = "parent"
)

// fieldType is what the values of one type of field are.
type fieldType struct {
	operators []string // of the filter language, as the vendor's table has them
	accept    func(s *Server, f *field, in any) (value any, wrong string)
	test      func(f *field, op string, operand any) (func(value any) bool, error)
}

var (
	textOperators   = []string{"$eq", "$noteq", "$contains", "$notcontains", "$exists"}
	tagOperators    = []string{"$eq", "$noteq", "$contains", "$notcontains", "$exists", "$in", "$notin"}
	dateOperators   = []string{"$eq", "$noteq", "$gt", "$gte", "$lt", "$lte", "$exists"}
	numberOperators = []string{"$eq", "$noteq", "$gt", "$gte", "$lt", "$lte", "$exists", "$in", "$notin"}
	idOperators     = []string{"$eq", "$noteq", "$exists"}
)

// fieldTypes are the types by name. In filters regexp fields go as text,
// currencies as decimals, parents as lookups.
var fieldTypes = map[string]fieldType{
	typeText:        {textOperators, plain(acceptText), textTest},
	typeTextarea:    {textOperators, plain(acceptText), textTest},
	typeRegexp:      {textOperators, plain(acceptText), textTest},
	typeCheckbox:    {[]string{"$eq"}, plain(acceptBool), checkTest},
	typeInteger:     {numberOperators, plain(acceptInteger), numberTest},
	typeDecimal:     {numberOperators, plain(acceptDecimal), numberTest},
	typeCurrency:    {numberOperators, plain(acceptCurrency), numberTest},
	typeDate:        {dateOperators, plain(acceptDate), dateTest},
	typeDropdown:    {textOperators, plain(acceptOption), tagTest},
	typeMultiselect: {tagOperators, plain(acceptTags), tagTest},
	typeLookup:      {idOperators, (*Server).acceptLookup, textTest},
	typeParent:      {idOperators, (*Server).acceptLookup, textTest},
}

// plain is for types whose values need nothing of the server to be judged.
func plain(accept func(*field, any) (any, string)) func(*Server, *field, any) (any, string) {
	return func(_ *Server, f *field, in any) (any, string) { return accept(f, in) }
}

func acceptOption(f *field, in any) (any, string) {
	text, isString := in.(string)
	if !isString || !f.hasOption(text) {
		return nil, "is not a valid option"
	}
	return text, ""
}
