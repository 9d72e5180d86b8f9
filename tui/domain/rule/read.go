package rule

import (
	"fmt"
	"slices"
	"strings"

	"zco/api"
)

// ReadConditions reads lines as conditions. A line that one of old was written
// as gives back that one.
func (t Terms) ReadConditions(text string, old []api.Condition) ([]api.Condition, error) {
	return read(text, old, t.Condition, t.readCondition)
}

// ReadActions reads lines as actions, as ReadConditions does.
func (t Terms) ReadActions(text string, old []api.TriggerAction) ([]api.TriggerAction, error) {
	return read(text, old, t.Action, t.readAction)
}

func read[T any](text string, old []T, write func(T) string, readLine func(string) (T, error)) ([]T, error) {
	var out []T
	left := slices.Clone(old)
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if i := slices.IndexFunc(left, func(o T) bool { return write(o) == line }); i >= 0 {
			out, left = append(out, left[i]), slices.Delete(left, i, i+1)
			continue
		}
		one, err := readLine(line)
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, nil
}

func (t Terms) readCondition(line string) (api.Condition, error) {
	if len(t.conditions) == 0 {
		return plainCondition(line)
	}
	var wrong error
	for _, d := range t.conditions {
		rest, ok := after(line, d.name, d.Subject)
		if !ok {
			continue
		}
		op, rest, ok := d.readOperator(rest)
		if !ok {
			if wrong == nil {
				wrong = fmt.Errorf("%q: after %s comes one of: %s", line, d.name, strings.Join(d.operators(), ", "))
			}
			continue
		}
		return d.condition(line, op, rest)
	}
	if wrong != nil {
		return api.Condition{}, wrong
	}
	return api.Condition{}, fmt.Errorf("%q begins with nothing that can be compared; see . for what conditions can say", line)
}

func (d term) condition(line string, op api.DefinitionOperator, rest string) (api.Condition, error) {
	c := api.Condition{Field: d.Subject, Operator: op.Value, Value: api.Null}
	if op.Terminal && rest == "" {
		return c, nil
	}
	v, ok := readValue(rest, d.Values)
	switch {
	case op.Terminal:
		return c, fmt.Errorf("%q: nothing comes after %s", line, d.operator(op.Value))
	case !ok:
		return c, fmt.Errorf("%q: what is it compared with? %s", line, shorten(names(d.Values)))
	case d.closed() && !d.has(v):
		return c, fmt.Errorf("%q: %s is one of %s", line, d.name, shorten(names(d.Values)))
	}
	c.Value = v
	return c, nil
}

// closed reports whether only the values of the definition can be given:
// those of an autocompletion come beside whatever can be found.
func (d term) closed() bool { return d.Type == "list" && len(d.Values) > 0 }

func (d term) has(v api.Value) bool {
	if v.IsArray() {
		parts := v.Elements()
		return len(parts) > 0 && d.has(parts[0])
	}
	return slices.ContainsFunc(d.Values, func(k api.DefinitionValue) bool { return k.Value.Text() == v.Text() })
}

func (d term) operators() []string {
	out := make([]string, len(d.Operators))
	for i, o := range d.Operators {
		out[i] = d.operator(o.Value)
	}
	return out
}

// readOperator reads the operator that a text begins with, the longest that
// fits: "is not" before "is".
func (d term) readOperator(text string) (op api.DefinitionOperator, rest string, ok bool) {
	best := -1
	for _, o := range d.Operators {
		for _, name := range []string{o.Title, o.Value} {
			if after, fits := after(text, name); fits && len(name) > best {
				op, rest, ok, best = o, after, true, len(name)
			}
		}
	}
	return op, rest, ok
}

func (t Terms) readAction(line string) (api.TriggerAction, error) {
	name, rest, ok := strings.Cut(line, ":")
	for _, d := range t.actions {
		if after, fits := strings.CutPrefix(line, d.name+":"); fits { // names may have colons themselves
			name, rest, ok = d.name, after, true
			break
		}
	}
	if !ok {
		return api.TriggerAction{}, fmt.Errorf("%q: an action is what, a colon, and the value", line)
	}
	for _, d := range t.actions {
		if fold(name) != fold(d.name) && name != d.Subject {
			continue
		}
		v, ok := readValue(rest, d.Values)
		if !ok || d.closed() && !d.has(v) {
			return api.TriggerAction{}, fmt.Errorf("%q: %s is one of %s", line, d.name, shorten(names(d.Values)))
		}
		return api.TriggerAction{Field: d.Subject, Value: v}, nil
	}
	if len(t.actions) > 0 {
		return api.TriggerAction{}, fmt.Errorf("%q: %s is no action; see . for what actions can do", line, name)
	}
	v, _ := readValue(rest, nil)
	return api.TriggerAction{Field: strings.TrimSpace(name), Value: v}, nil
}

// plainCondition reads FIELD OPERATOR VALUE where nothing is known of either.
func plainCondition(line string) (api.Condition, error) {
	words := strings.SplitN(line, " ", 3)
	if len(words) < 2 {
		return api.Condition{}, fmt.Errorf("%q: a condition is a field, an operator and a value", line)
	}
	c := api.Condition{Field: words[0], Operator: words[1], Value: api.Null}
	if len(words) == 3 {
		c.Value, _ = readValue(words[2], nil)
	}
	return c, nil
}

// after returns what follows one of some words at the beginning of a text, in
// any case.
func after(text string, words ...string) (string, bool) {
	for _, w := range words {
		if w == "" || len(text) < len(w) || !strings.EqualFold(text[:len(w)], w) {
			continue
		}
		if rest := text[len(w):]; rest == "" || rest[0] == ' ' {
			return strings.TrimSpace(rest), true
		}
	}
	return "", false
}
