package transfer

import (
	"fmt"
	"strings"

	"zco/api"
)

// optionTag finds the option that a text names: by its value (tag), else by
// its title in any case.
func optionTag(f api.Field, text string) (tag, problem string) {
	var byTitle []string
	for _, o := range f.Options {
		if o.Value == text {
			return o.Value, ""
		}
		if strings.EqualFold(strings.TrimSpace(o.Name), strings.TrimSpace(text)) {
			byTitle = append(byTitle, o.Value)
		}
	}
	switch {
	case len(byTitle) == 1:
		return byTitle[0], ""
	case len(byTitle) > 1:
		return "", fmt.Sprintf("%s is the title of several options: write the tag (%s)", shorten(text), strings.Join(byTitle, ", "))
	case len(f.Options) == 0: // the schema does not tell them
		return text, ""
	}
	return "", fmt.Sprintf("%s is not an option of %s", shorten(text), f.Key)
}

// optionTitle is the title of a tag, if it is the only one with that title
// and no other option has it as its tag; else the tag itself.
func optionTitle(f api.Field, tag string) string {
	for _, o := range f.Options {
		if o.Value != tag {
			continue
		}
		if back, problem := optionTag(f, o.Name); problem == "" && back == tag {
			return o.Name
		}
	}
	return tag
}

// The separator of the elements of a multiselect in one cell. Inside an
// element it and the backslash are written with a backslash before them; an
// element that is empty is written \e.
const (
	separator = '|'
	escape    = '\\'
)

func joinElements(elements []string) string {
	var b strings.Builder
	for i, e := range elements {
		if i > 0 {
			b.WriteByte(separator)
		}
		if e == "" {
			b.WriteString(`\e`)
		}
		for _, c := range e {
			if c == separator || c == escape {
				b.WriteByte(escape)
			}
			b.WriteRune(c)
		}
	}
	return b.String()
}

func splitElements(cell string) []string {
	if cell == "" {
		return nil
	}
	var out []string
	var b strings.Builder
	escaped := false
	for _, c := range cell {
		switch {
		case escaped:
			if c != 'e' {
				b.WriteRune(c)
			}
			escaped = false
		case c == escape:
			escaped = true
		case c == separator:
			out = append(out, b.String())
			b.Reset()
		default:
			b.WriteRune(c)
		}
	}
	return append(out, b.String())
}

// risky are the first characters that make a spreadsheet take a cell for a
// formula, and the apostrophe, so that taking the guard off gives back what
// was there.
const risky = "=+-@\t\r\n'＝＋－＠"

// guardCell puts an apostrophe before a text that a spreadsheet would run.
func guardCell(text string) string {
	if isRisky(text) {
		return "'" + text
	}
	return text
}

func guardCells(texts []string) []string {
	cells := make([]string, len(texts))
	for i, text := range texts {
		cells[i] = guardCell(text)
	}
	return cells
}

// unguardCell takes the apostrophe off that guardCell put there.
func unguardCell(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && isRisky(rest) {
		return rest
	}
	return cell
}

func isRisky(text string) bool {
	for _, first := range text {
		return strings.ContainsRune(risky, first)
	}
	return false
}
