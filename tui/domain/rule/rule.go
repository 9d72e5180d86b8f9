// Package rule writes the conditions and actions of triggers, access rules and
// deletion schedules as lines that a person reads and edits, and reads such
// lines back, by what the service says can be said.
//
// It may import api and nothing of the interface. The one rule: a line that
// nobody changed gives back exactly what it was written of, whatever it was.
package rule

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"zco/api"
)

// Terms are what can be said; the zero Terms know nothing, so that lines are
// written with the service's keys and every key is taken.
type Terms struct {
	conditions, actions []term
}

// term is one thing that can be spoken of.
type term struct {
	name string // what stands in a line: its title, its subject where the title is not its own
	api.Definition
}

// NewTerms makes terms of definitions. Conditions of all and of any are the
// same list on every account that is on record; they are put together.
func NewTerms(d api.Definitions) Terms {
	conditions := slices.Clone(d.All)
	for _, def := range d.Any {
		if !slices.ContainsFunc(conditions, func(o api.Definition) bool { return o.Subject == def.Subject }) {
			conditions = append(conditions, def)
		}
	}
	return Terms{conditions: terms(conditions), actions: terms(d.Actions)}
}

func terms(list []api.Definition) []term {
	count := map[string]int{}
	for _, d := range list {
		count[fold(d.Title)]++
	}
	out := make([]term, len(list))
	for i, d := range list {
		if out[i] = (term{d.Title, d}); d.Title == "" || count[fold(d.Title)] > 1 || strings.Contains(d.Title, "\n") {
			out[i].name = d.Subject
		}
	}
	// The longest first: Repairs must not take the line of Repairs last year.
	slices.SortStableFunc(out, func(a, b term) int { return len(b.name) - len(a.name) })
	return out
}

// Conditions writes conditions, one a line.
func (t Terms) Conditions(list []api.Condition) string {
	return lines(list, t.Condition)
}

// Actions writes actions, one a line.
func (t Terms) Actions(list []api.TriggerAction) string {
	return lines(list, t.Action)
}

func lines[T any](list []T, write func(T) string) string {
	out := make([]string, len(list))
	for i, one := range list {
		out[i] = write(one)
	}
	return strings.Join(out, "\n")
}

// Condition writes a condition: "Condition is Broken".
func (t Terms) Condition(c api.Condition) string {
	d, known := find(t.conditions, c.Field)
	if !known {
		return strings.TrimSpace(c.Field + " " + c.Operator + " " + value(c.Value, nil))
	}
	line := d.name + " " + d.operator(c.Operator)
	if c.Value.IsEmpty() || d.terminal(c.Operator) && !c.Value.IsString() {
		return line
	}
	plain := line + " " + value(c.Value, d.Values)
	if back, err := t.readCondition(plain); c.Value.IsString() && (err != nil || back.Field != c.Field || back.Operator != c.Operator || back.Value != c.Value) {
		return line + " " + escape(string(c.Value)) // "is" with the value "not here" must not read as "is not"
	}
	return plain
}

// Action writes an action: "Insured: True".
func (t Terms) Action(a api.TriggerAction) string {
	d, known := find(t.actions, a.Field)
	if !known {
		d.name = a.Field
	}
	return strings.TrimSpace(d.name + ": " + value(a.Value, d.Values))
}

func find(list []term, subject string) (term, bool) {
	i := slices.IndexFunc(list, func(d term) bool { return d.Subject == subject })
	if i < 0 {
		return term{}, false
	}
	return list[i], true
}

// operator is what an operator is called in a line.
func (d term) operator(key string) string {
	for _, o := range d.Operators {
		if o.Value == key {
			return cmp.Or(strings.ToLower(o.Title), key)
		}
	}
	return key
}

func (d term) terminal(key string) bool {
	return slices.ContainsFunc(d.Operators, func(o api.DefinitionOperator) bool { return o.Value == key && o.Terminal })
}

// Sentence says when something happens, in one line.
func (t Terms) Sentence(c api.Conditions) string {
	join := func(list []api.Condition, by string) string { return strings.ReplaceAll(t.Conditions(list), "\n", by) }
	all, anyOf := join(c.All, " and "), join(c.Any, " or ")
	switch {
	case all == "" && anyOf == "":
		return "always"
	case anyOf == "":
		return all
	case all == "":
		return anyOf
	case len(c.Any) > 1:
		return all + " and (" + anyOf + ")"
	}
	return all + " and " + anyOf
}

// Does says what is done, in one line.
func (t Terms) Does(list []api.TriggerAction) string {
	return strings.ReplaceAll(t.Actions(list), "\n", "; ")
}

// Can lists what conditions and actions can say, with their operators and
// values.
func (t Terms) Can() []string {
	var out []string
	about := func(d term, said string) {
		line := d.name + " " + said
		if titles := names(d.Values); len(titles) > 0 {
			line += " " + shorten(titles)
		}
		out = append(out, line)
	}
	for _, d := range byName(t.conditions) {
		about(d, strings.Join(d.operators(), " | "))
	}
	if len(t.actions) > 0 {
		out = append(out, "", "Actions:")
	}
	for _, d := range byName(t.actions) {
		about(d, ":")
	}
	return out
}

func byName(list []term) []term {
	return slices.SortedFunc(slices.Values(list), func(a, b term) int { return strings.Compare(fold(a.name), fold(b.name)) })
}

func names(values []api.DefinitionValue) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = cmp.Or(v.Title, v.Value.Text())
	}
	return out
}

func shorten(titles []string) string {
	const most = 12
	if n := len(titles); n > most {
		return "(" + strings.Join(titles[:most], ", ") + fmt.Sprintf(" and %d more)", n-most)
	}
	return "(" + strings.Join(titles, ", ") + ")"
}

func fold(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// Choice is the beginning of a line that can be said: whole, or to be followed
// by a value.
type Choice struct {
	Line  string
	Open  bool   // a value must follow
	Joint string // what stands between the line and the value
}

// ConditionChoices are the lines that conditions can be, one for each value
// where the values are known.
func (t Terms) ConditionChoices() []Choice {
	var out []Choice
	for _, d := range byName(t.conditions) {
		for _, o := range d.Operators {
			line := d.name + " " + d.operator(o.Value)
			if o.Terminal {
				out = append(out, Choice{Line: line})
				continue
			}
			out = append(out, d.choices(line+" ")...)
		}
	}
	return out
}

// ActionChoices are the lines that actions can be.
func (t Terms) ActionChoices() []Choice {
	var out []Choice
	for _, d := range byName(t.actions) {
		out = append(out, d.choices(d.name+": ")...)
	}
	return out
}

// choices are a line with each of the values, and open where another value or
// more than one can be given.
func (d term) choices(line string) []Choice {
	var out []Choice
	for _, v := range d.Values {
		// A message goes to one of the values and says something.
		out = append(out, Choice{Line: line + part(v.Value, d.Values, `["{`), Open: strings.HasPrefix(d.Subject, "notification_"), Joint: parted})
	}
	if !d.closed() {
		out = append(out, Choice{Line: strings.TrimSpace(line), Open: true, Joint: " "})
	}
	return out
}
