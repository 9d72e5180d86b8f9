package collection

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"zco/api"
)

// Reason is one thing the service says against a change.
type Reason struct {
	Key  string // the field's key or its label, "" for the change as a whole
	Text string
}

// Reasons returns what an error says, field by field where it does.
func Reasons(err error) []Reason {
	if r, ok := errors.AsType[*Refusal](err); ok {
		return r.Reasons
	}
	if d, ok := errors.AsType[*Denied](err); ok {
		said := Reasons(d.Err)
		if len(said) == 1 && strings.HasPrefix(said[0].Text, noAccess) {
			said = nil // what the permissions say tells more
		}
		return append(said, Reason{Text: d.Why})
	}
	e, ok := errors.AsType[*api.Error](err)
	if !ok {
		return []Reason{{Text: err.Error()}}
	}
	var out []Reason
	if e.Message != "" && !allKeyed(e.Details) {
		out = append(out, Reason{Text: e.Message}) // it says more than that there are details
	}
	for _, d := range e.Details {
		key := d.Key
		if key == api.BaseDetail {
			key = ""
		}
		out = append(out, Reason{Key: key, Text: cmp.Or(d.Message, d.Code)})
	}
	if len(out) == 0 {
		return []Reason{{Text: err.Error()}}
	}
	return out
}

// noAccess begins what the service says of most that it forbids.
const noAccess = "You do not have access to this page"

func allKeyed(details []api.Detail) bool {
	return len(details) > 0 && !slices.ContainsFunc(details, func(d api.Detail) bool { return d.Key == "" })
}

// Blamed returns the key of the field that a reason is about: by its key, its
// key without the prefix, or its title in any case and punctuation.
func (s *Schema) Blamed(r Reason) (string, bool) {
	if s == nil {
		return "", false
	}
	if r.Key == "" {
		return s.named(r.Text)
	}
	key := strings.TrimPrefix(r.Key, api.StandardPrefix)
	for _, k := range []string{CustomPrefix + r.Key, r.Key, key} {
		if _, ok := s.byKey[k]; ok {
			return k, true
		}
	}
	label := strings.ToLower(strings.TrimRight(r.Key, ":： "))
	for _, f := range s.Fields {
		if strings.ToLower(f.Title) == label {
			return f.Key, true
		}
	}
	return "", false
}

// named returns the field with whose title a text begins that is said of the
// whole: "Name already exists. Try another one." is what the service says of a
// name that is taken, and "Title: cannot be blank" its usual form.
func (s *Schema) named(text string) (string, bool) {
	for _, f := range s.Fields {
		rest, found := strings.CutPrefix(text, f.Title)
		if f.Title != "" && found && (strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, " already exists")) {
			return f.Key, true
		}
	}
	return "", false
}

// WhyForbidden says in the service's words why it forbids something, without
// the request that asked for it.
func WhyForbidden(err error) string {
	return strings.TrimSpace("the service forbids it: " + (&Refusal{Reasons(err)}).Error())
}
