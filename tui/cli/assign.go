package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"zco/api"
	"zco/tui/domain/collection"
	"zco/tui/domain/entry"
	"zco/tui/domain/field"
)

// assignment is one field=value of the command line.
type assignment struct {
	field collection.Field
	value api.Value
}

// assign reads assignments and holds them to the fields: field=value as a
// person writes it, field= to clear, field:=JSON as it is sent. All that is
// wrong is said at once.
func (s *subject) assign(args []string, creating bool) ([]assignment, error) {
	var out []assignment
	var wrong []error
	for _, arg := range args {
		a, err := s.assignOne(arg, creating)
		if err == nil && slices.ContainsFunc(out, func(b assignment) bool { return b.field.Key == a.field.Key }) {
			err = fmt.Errorf("%s is set twice", s.shortName(a.field))
		}
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		out = append(out, a)
	}
	if err := errors.Join(wrong...); err != nil {
		return nil, coded{Usage, err}
	}
	return out, nil
}

func (s *subject) assignOne(arg string, creating bool) (assignment, error) {
	name, given, ok := strings.Cut(arg, "=")
	if !ok || name == "" {
		return assignment{}, fmt.Errorf("%q is not field=value", arg)
	}
	name, raw := strings.CutSuffix(name, ":")
	f, err := s.field(name)
	if err != nil {
		return assignment{}, err
	}
	a := assignment{field: f}
	if f.Locked != "" && !(creating && f.Create) {
		return a, fmt.Errorf("%s cannot be set: %s", s.shortName(f), f.Locked)
	}
	if raw {
		a.value, err = api.ParseValue([]byte(given))
		if err == nil && a.value.IsAbsent() {
			err = errors.New("there is no JSON after :=")
		}
	} else {
		a.value, err = parseText(f, given)
	}
	if err == nil && a.value.IsEmpty() && f.Required {
		err = errors.New("it is required and cannot be cleared")
	}
	if err != nil {
		return a, fmt.Errorf("%s: %w", s.shortName(f), err)
	}
	return a, nil
}

// parseText reads a value as the interface's editor of the field does.
func parseText(f collection.Field, given string) (api.Value, error) {
	if given == "" {
		return api.Null, nil
	}
	start := api.Absent
	switch {
	case f.Opaque():
		return api.Absent, errors.New("write it as JSON, with :=")
	case f.Chooses() && !f.Many():
		tag, err := optionTag(f, given)
		if err != nil {
			return api.Absent, err
		}
		given = tag
	case f.Many():
		tags, err := optionTags(f, given)
		if err != nil {
			return api.Absent, err
		}
		start = api.Strings(tags)
	case f.Relates():
		return api.String(given), nil
	case f.Editor() == field.CheckEditor:
		yes, ok := yesOrNo[strings.ToLower(strings.TrimSpace(given))]
		if !ok {
			return api.Absent, fmt.Errorf("%q is neither yes nor no", given)
		}
		return api.Bool(yes), nil
	}
	e := entry.New(f, start, "", time.Now)
	if !f.Many() {
		e.SetText(given)
	}
	v, problem := e.Value()
	if problem != "" {
		return v, errors.New(problem)
	}
	return v, nil
}

var yesOrNo = map[string]bool{
	"true": true, "yes": true, "y": true, "1": true, "on": true,
	"false": false, "no": false, "n": false, "0": false, "off": false,
}

// optionTag finds an option by its tag or else by its title.
func optionTag(f collection.Field, given string) (string, error) {
	if len(f.Options) == 0 {
		return given, nil
	}
	if _, ok := f.Option(given); ok {
		return given, nil
	}
	var found []string
	for _, o := range f.Options {
		if strings.EqualFold(o.Title, given) || strings.EqualFold(o.Value, given) {
			found = append(found, o.Value)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return "", fmt.Errorf("%q is not one of %s", given, someOptions(f.Options))
	}
	return "", fmt.Errorf("%q can mean %s: write the one you mean", given, strings.Join(found, " or "))
}

// optionTags reads several options with commas between. A title that has a
// comma itself is taken whole.
func optionTags(f collection.Field, given string) ([]string, error) {
	if tag, err := optionTag(f, strings.TrimSpace(given)); err == nil && len(f.Options) > 0 {
		return []string{tag}, nil
	}
	var tags []string
	for part := range strings.SplitSeq(given, ",") {
		tag, err := optionTag(f, strings.TrimSpace(part))
		if err != nil {
			return nil, err
		}
		if !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	return tags, nil
}

func someOptions(os []collection.Option) string {
	const most = 20
	text := optionValues(os[:min(len(os), most)])
	if len(os) > most {
		text += fmt.Sprintf(" and %d more", len(os)-most)
	}
	return text
}

// patch is assignments as they are sent.
func patchOf(as []assignment) collection.Patch {
	p := collection.Patch{}
	for _, a := range as {
		p[a.field.Key] = a.value
	}
	return p
}
