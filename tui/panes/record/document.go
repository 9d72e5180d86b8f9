package record

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"zco/tui/domain/collection"
	"zco/tui/domain/entry"
)

// document is a whole row as text for an editor of the person's own: a field
// in each line, or a block of lines, with what it may hold in a comment.
type document struct {
	fields []collection.Field
	locked func(collection.Field) string
	value  func(collection.Field) collection.Value
	name   func(collection.Field, collection.Value) string
	now    func() time.Time
}

// faultMark begins a comment that says what is wrong with the line below it.
const faultMark = "#!! "

// write returns the text; faults are said above their fields, those of no
// field at the top.
func (d *document) write(title string, faults map[string]string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n# Change values and leave the editor; a review follows before anything is sent.\n# Lines left out stay as they are; null or nothing clears a field.\n", oneLine(title))
	if faults[""] != "" {
		fmt.Fprintf(&b, "%s%s\n", faultMark, oneLine(faults[""]))
	}
	for _, f := range d.fields {
		if d.locked(f) != "" {
			continue
		}
		b.WriteByte('\n')
		if faults[f.Key] != "" {
			fmt.Fprintf(&b, "%s%s\n", faultMark, oneLine(faults[f.Key]))
		}
		fmt.Fprintf(&b, "# %s\n%s\n", oneLine(d.about(f)), d.line(f))
	}
	b.WriteString(unheard)
	return b.String()
}

// oneLine keeps customers' text inside its comment.
func oneLine(s string) string {
	s = strings.Join(strings.FieldsFunc(s, hidden), " ")
	s = localVariables.ReplaceAllString(s, "$1 :")
	return noModeline.ReplaceAllString(strings.ReplaceAll(s, "-*-", "- * -"), "$1$2 :")
}

// hidden reports whether a character commands a terminal, ends a line or turns
// the text: none stands in the file as it is.
func hidden(r rune) bool {
	return unicode.IsControl(r) || r == 0x2028 || r == 0x2029 || unicode.Is(unicode.Bidi_Control, r)
}

// An editor takes orders from its first and last lines: vim: set …:
var noModeline = regexp.MustCompile(`(?i)(^|\s)((?:vim?|ex)(?:[<=>]?\d+)?):`)

// And Emacs from what begins so, anywhere near the end of a file. In a value the
// colon is spelled as a quoted string may spell it.
var localVariables = regexp.MustCompile(`(?i)(local variables):`)

// unheard stands at the end, so that no value is among the last lines.
const unheard = "\n#\n#\n#\n#\n#\n"

// escaped writes what is hidden as it is spelled in a quoted string.
func escaped(quoted string) string {
	var b strings.Builder
	for _, r := range quoted {
		if r != '\n' && hidden(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return localVariables.ReplaceAllString(b.String(), `$1\u003a`)
}

// about says what a field is and what it may hold.
func (d *document) about(f collection.Field) string {
	s := f.Title + " (" + f.Type.String()
	if f.Required {
		s += ", required"
	}
	s += ")"
	if len(f.Options) > 0 {
		var parts []string
		for _, o := range f.Options {
			part := o.Value
			if o.Title != o.Value {
				part += " = " + o.Title
			}
			parts = append(parts, part)
		}
		s += ": " + strings.Join(parts, ", ")
	}
	if f.Pattern != "" {
		s += ": must match " + f.Pattern
	}
	if v := d.value(f); f.Target != "" && !v.IsEmpty() {
		if name := d.name(f, v); name != "" {
			s += ": " + name
		}
	}
	return s
}

// line is a field as YAML.
func (d *document) line(f collection.Field) string {
	v := d.value(f)
	key := docKey(f)
	switch {
	case v.IsEmpty():
		return key + ": null"
	case f.Many():
		return key + ":\n" + indent(marshal(v.Strings()))
	case f.Bare():
		return key + ": " + f.Typed(v)
	}
	return key + ": " + block(f.Typed(v))
}

// block writes many lines as a literal block where that holds every character,
// else as a quoted string.
func block(s string) string {
	lines := strings.Split(s, "\n")
	plain := len(lines) > 1 && !localVariables.MatchString(s) && s[len(s)-1] != '\n' && strings.TrimLeft(s, " \t\n") == s
	for _, l := range lines {
		plain = plain && strings.TrimRight(l, " \t") == l && !strings.ContainsFunc(l, odd)
	}
	if !plain {
		return marshal(s)
	}
	return "|-\n" + indent(s)
}

// odd reports whether a character is not safe in a literal block: controls,
// and what YAML takes for the end of a line.
func odd(r rune) bool {
	return hidden(r) || r == 0xfeff || r == unicode.ReplacementChar
}

func indent(s string) string {
	lines := strings.Split(strings.TrimRight(s, "\n"), "\n")
	for i, l := range lines {
		lines[i] = "  " + l
	}
	return strings.Join(lines, "\n")
}

func marshal(v any) string {
	if s, ok := v.(string); ok {
		return escaped(string(collection.String(s))) // a JSON string is a YAML string, and holds every character
	}
	out, err := yaml.MarshalWithOptions(v, yaml.JSON())
	if err != nil {
		return "null"
	}
	return escaped(strings.TrimSpace(string(out)))
}

// docKey is what a field is called in the text.
func docKey(f collection.Field) string {
	bare, _ := f.Custom()
	return quoteKey(bare)
}

func quoteKey(key string) string {
	for _, r := range key {
		if r != '_' && r != '-' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') {
			return marshal(key)
		}
	}
	return key
}

// read returns the values in a text, by field key, and what is wrong with it,
// by field key or "" for the text as a whole. A field that is not in the text
// has no value.
func (d *document) read(text string) (values map[string]collection.Value, faults map[string]string) {
	values, faults = map[string]collection.Value{}, map[string]string{}
	fail := func(key, why string) {
		if faults[key] != "" {
			why = faults[key] + "; " + why
		}
		faults[key] = why
	}
	file, err := parser.ParseBytes([]byte(text), 0)
	if err != nil {
		fail("", yamlFault(err))
		return values, faults
	}
	byName := map[string]collection.Field{}
	for _, f := range d.fields {
		bare, _ := f.Custom()
		byName[bare] = f
	}
	for _, pair := range pairs(file) {
		name := pair.Key.GetToken().Value
		f, known := byName[name]
		switch {
		case !known:
			fail("", fmt.Sprintf("line %d: there is no field %s", pair.Key.GetToken().Position.Line, name))
		case d.locked(f) != "":
			fail("", f.Title+" cannot be changed: "+d.locked(f))
		default:
			v, why := d.parse(f, pair.Value)
			if why != "" {
				fail(f.Key, why)
				continue
			}
			values[f.Key] = v
		}
	}
	return values, faults
}

func yamlFault(err error) string {
	var e yaml.Error
	if errors.As(err, &e) {
		if t := e.GetToken(); t != nil && t.Position != nil {
			return fmt.Sprintf("line %d: %s", t.Position.Line, e.GetMessage())
		}
		return e.GetMessage()
	}
	return err.Error()
}

func pairs(file *ast.File) (out []*ast.MappingValueNode) {
	for _, doc := range file.Docs {
		if body, ok := doc.Body.(*ast.MappingNode); ok {
			out = append(out, body.Values...)
		}
	}
	return out
}

// parse reads one value as a person would have typed it in the field.
func (d *document) parse(f collection.Field, n ast.Node) (collection.Value, string) {
	text, why := nodeText(f, n)
	if why != "" {
		return collection.Absent, why
	}
	if tag := f.Unlisted(text); tag != "" {
		return collection.Absent, tag + " is none of its options"
	}
	e := entry.New(f, d.value(f), "", d.now)
	e.SetText(text)
	return e.Value()
}

// nodeText is what a value says, as text: scalars as they are written, so that
// numbers keep their digits, and lists a line for each.
func nodeText(f collection.Field, n ast.Node) (string, string) {
	switch n := n.(type) {
	case *ast.NullNode:
		return "", ""
	case *ast.LiteralNode:
		return n.Value.Value, ""
	case *ast.StringNode:
		return n.Value, ""
	case *ast.SequenceNode:
		if !f.Many() {
			return "", "a list is not what this field holds"
		}
		var lines []string
		for _, v := range n.Values {
			s, why := nodeText(collection.Field{}, v)
			if why != "" {
				return "", why
			}
			lines = append(lines, s)
		}
		return strings.Join(lines, "\n"), ""
	case *ast.MappingNode, *ast.MappingValueNode, *ast.AnchorNode, *ast.AliasNode, *ast.TagNode:
		return "", "this is not a plain value"
	}
	return n.GetToken().Value, ""
}
