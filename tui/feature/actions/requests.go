package actions

import (
	"slices"
	"strings"

	"zco/tui/domain/collection"
)

// stepLines writes the requests of the plan, as they will be sent.
func (f *flow) stepLines() []string {
	var out []string
	for _, s := range f.plan.Steps {
		out = append(out, s.Method+" "+s.Path)
		out = append(out, bodyLines(s.Body, "  ")...)
	}
	return slices.Clip(out)
}

// bodyLines writes a JSON value over lines, short parts on one.
func bodyLines(v collection.Value, indent string) []string {
	const most = 60
	if v.IsAbsent() {
		return nil
	}
	if len(v) <= most || !v.IsObject() && !v.IsArray() {
		return []string{indent + string(v)}
	}
	out := []string{}
	if v.IsArray() {
		out = append(out, indent+"[")
		for _, e := range v.Elements() {
			out = append(out, bodyLines(e, indent+"  ")...)
		}
		return append(out, indent+"]")
	}
	members := v.Members()
	keys := make([]string, 0, len(members))
	for key := range members {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	out = append(out, indent+"{")
	for _, key := range keys {
		inner := bodyLines(members[key], indent+"  ")
		inner[0] = indent + "  " + key + ": " + strings.TrimSpace(inner[0])
		out = append(out, inner...)
	}
	return append(out, indent+"}")
}
