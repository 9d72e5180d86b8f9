package collection

import (
	"slices"
	"strings"

	"zco/api"
	"zco/tui/domain/rule"
)

// unchangedFor is the condition of all schedules on record:
// https://developer.zendesk.com/api-reference/ticketing/business-rules/deletion_schedules/
const unchangedFor, longerThan = "duration_since_last_update", "greater_than"

// scheduleTerms are the conditions of schedules that are known of. The service
// tells no definitions: what else there is stands with its key.
var scheduleTerms = rule.NewTerms(api.Definitions{All: []api.Definition{
	{Subject: unchangedFor, Title: "Unchanged for", Type: "text", Operators: []api.DefinitionOperator{{Value: longerThan, Title: "longer than"}}},
	{Subject: "duration_since_creation", Title: "Created", Type: "text", Operators: []api.DefinitionOperator{{Value: longerThan, Title: "longer ago than"}}},
}})

// ageIn returns where among conditions that must all be met the age is that a
// schedule waits for, -1 for nowhere.
func ageIn(all []api.Condition) int {
	return slices.IndexFunc(all, func(c api.Condition) bool { return c.Field == unchangedFor && c.Operator == longerThan })
}

// ageOf is the age that a schedule waits for in words, "" for none, and which
// conditions there are besides among those that must all be met.
func ageOf(c api.Conditions) (age string, others []api.Condition) {
	i := ageIn(c.All)
	if i < 0 {
		return "", c.All
	}
	return rule.DurationWords(c.All[i].Value.Text()), slices.Delete(slices.Clone(c.All), i, i+1)
}

// inWords are conditions with their durations as a person reads them.
func inWords(list []api.Condition) []api.Condition {
	out := slices.Clone(list)
	for i, c := range out {
		if words := rule.DurationWords(c.Value.Text()); c.Value.IsString() && words != c.Value.Text() {
			out[i].Value = api.String(words)
		}
	}
	return out
}

func conditionsInWords(c api.Conditions) api.Conditions {
	c.All, c.Any = inWords(c.All), inWords(c.Any)
	return c
}

// readScheduleLines reads conditions, one a line. What nobody changed stays as
// the service wrote it; what is not known of is taken by its key.
func readScheduleLines(key, text string, old []api.Condition) ([]api.Condition, error) {
	var out []api.Condition
	words := inWords(old)
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if i := slices.IndexFunc(words, func(c api.Condition) bool { return scheduleTerms.Condition(c) == line }); i >= 0 {
			out = append(out, old[i])
			continue
		}
		one, err := scheduleTerms.ReadConditions(line, nil)
		if first, _, _ := strings.Cut(line, " "); err != nil && strings.Contains(first, "_") {
			one, err = rule.Terms{}.ReadConditions(line, nil)
		}
		if err != nil {
			return nil, refuse(key, err.Error())
		}
		for _, c := range one {
			if !strings.HasPrefix(c.Field, "duration_") {
				out = append(out, c)
				continue
			}
			iso, ok := rule.ReadDuration(c.Value.Text())
			if !ok {
				return nil, refuse(key, noAge)
			}
			c.Value = api.String(iso)
			out = append(out, c)
		}
	}
	return out, nil
}

const noAge = "an age is such as 2 years, 18 months or 30 days"

// scheduleConditions are the conditions of a patch over those of now, Absent
// where it says nothing of them: the age apart from the others, as they are
// shown.
func scheduleConditions(now api.Conditions, p Patch) (Value, error) {
	if p["older_than"].IsAbsent() && !changesRule(p) {
		return Absent, nil
	}
	_, others := ageOf(now)
	next := api.Conditions{All: others, Any: now.Any}
	for key, list := range map[string]*[]api.Condition{ruleAll: &next.All, ruleAny: &next.Any} {
		if v := p[key]; !v.IsAbsent() {
			var err error
			if *list, err = readScheduleLines(key, v.Text(), *list); err != nil {
				return Absent, err
			}
		}
	}
	if err := putAge(&next, now, p["older_than"]); err != nil {
		return Absent, err
	}
	if len(next.All)+len(next.Any) == 0 {
		return Absent, refuse("older_than", nothingMet)
	}
	return next.Body(), nil
}

// nothingMet is why a schedule without conditions is not sent.
const nothingMet = "a schedule needs an age or another condition: else it would delete everything"

// putAge puts the age among the conditions: the one of now where nothing is said
// of it, none where it is cleared.
func putAge(next *api.Conditions, now api.Conditions, age Value) error {
	i := ageIn(now.All)
	one := api.Condition{Field: unchangedFor, Operator: longerThan}
	switch {
	case age.IsAbsent() && i < 0:
		return nil
	case age.IsAbsent():
		one = now.All[i]
	case strings.TrimSpace(age.Text()) == "":
		return nil
	default:
		duration, ok := rule.ReadDuration(age.Text())
		if !ok {
			return refuse("older_than", noAge)
		}
		one.Value = api.String(duration)
	}
	if ageIn(next.All) >= 0 {
		return refuse(ruleAll, "say how long unchanged above or here, not in both places")
	}
	next.All = slices.Insert(slices.Clone(next.All), min(max(i, 0), len(next.All)), one)
	return nil
}
