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

// age is how long a schedule waits, "" where its conditions are another.
func age(c api.Conditions) string {
	if len(c.All) != 1 || len(c.Any) > 0 || c.All[0].Field != unchangedFor || c.All[0].Operator != longerThan {
		return ""
	}
	return rule.DurationWords(c.All[0].Value.Text())
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
// where it says nothing of them: an age alone, or lines of conditions, among
// which an age may be.
func scheduleConditions(now api.Conditions, p Patch) (Value, error) {
	given := func(key string) bool { v, ok := p[key]; return ok && !v.IsAbsent() }
	lines := given(ruleAll) || given(ruleAny)
	if !lines && !given("older_than") {
		return Absent, nil
	}
	if !lines && len(now.All)+len(now.Any) > 0 && age(now) == "" {
		return Absent, refuse("older_than", moreThanAnAge)
	}
	next := api.Conditions{}
	if lines {
		var err error
		if next, err = scheduleLists(now, p); err != nil {
			return Absent, err
		}
	}
	if words := p["older_than"].Text(); words != "" {
		duration, ok := rule.ReadDuration(words)
		switch {
		case !ok:
			return Absent, refuse("older_than", noAge)
		case slices.ContainsFunc(next.All, func(c api.Condition) bool { return c.Field == unchangedFor }):
			return Absent, refuse("older_than", "say the age here or among the conditions, not in both places")
		}
		next.All = slices.Insert(next.All, 0, api.Condition{Field: unchangedFor, Operator: longerThan, Value: api.String(duration)})
	}
	if len(next.All)+len(next.Any) == 0 {
		return Absent, refuse("older_than", "a schedule needs an age or another condition: else it would delete everything")
	}
	return next.Body(), nil
}

// moreThanAnAge is why the age alone cannot be changed.
const moreThanAnAge = "its conditions are more than an age: change them in the lists of conditions"

// scheduleLists are the two lists of conditions, as the patch has them.
func scheduleLists(now api.Conditions, p Patch) (next api.Conditions, err error) {
	next = now
	for key, list := range map[string]*[]api.Condition{ruleAll: &next.All, ruleAny: &next.Any} {
		if v, ok := p[key]; ok && !v.IsAbsent() {
			if *list, err = readScheduleLines(key, v.Text(), *list); err != nil {
				return next, err
			}
		}
	}
	return next, nil
}
