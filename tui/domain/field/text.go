package field

import "strings"

// textLength is the most characters that the service keeps of a text.
const textLength = 65536

// Text is a text of one line.
var Text = register(&Type{
	Name: "text", Words: "Text", Place: 1,
	Searched: true, MaxLength: textLength, Quote: quoteText,
})

// TextArea is a text of many lines.
var TextArea = register(&Type{
	Name: "textarea", Words: "Multi-line", Place: 2, Editor: AreaEditor,
	Multiline: true, Searched: true, MaxLength: textLength, Quote: quoteText, One: Text,
})

// Regexp is a text that matches the pattern of its field.
var Regexp = register(&Type{
	Name: "regexp", Words: "Regex", Place: 3, Editor: PatternEditor,
	Searched: true, MaxLength: textLength, Quote: quoteText, One: Text,
	Settings: []string{"regexp_for_validation"},
})

// JSON is a value that is shown as it is and never sent.
var JSON = register(&Type{Name: "json", Words: "JSON", Opaque: true, One: Text})

// quoteText shows where a text begins and ends that spaces would hide.
func quoteText(_ Format, _ Field, v Value) string {
	t := v.Text()
	if t == "" || strings.TrimSpace(t) != t {
		return `"` + t + `"`
	}
	return t
}
