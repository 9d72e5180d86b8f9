package sandbox

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// triggers are the object triggers by the key of their object, in no order.
// They are kept and never run.
type triggers map[string][]*trigger

// trigger is an object trigger.
type trigger struct {
	ID          int64            `json:"id"`
	Title       string           `json:"title"`
	Description string           `json:"description"`
	Active      bool             `json:"active"`
	Position    int              `json:"position"` // from 1; no other of the object has it
	Conditions  ruleConditions   `json:"conditions"`
	Actions     []map[string]any `json:"actions"`
	Created     time.Time        `json:"created"`
	Updated     time.Time        `json:"updated"`
}

const triggersPath = objectsPath + "/{object}/triggers"

var triggersFamily = family{
	name:  "object_triggers",
	seed:  func(s *Server) { s.triggers = demoTriggers(s.objects) },
	state: func(s *Server) any { return &s.triggers },
	routes: func(s *Server) {
		s.handle("GET "+triggersPath, agents, s.withObject(s.listTriggers))
		s.handle("POST "+triggersPath, agents, managesTriggers(s.below(objectTriggers.create)))
		s.handle("GET "+triggersPath+"/active", agents, managesTriggers(s.withObject(s.listActiveTriggers)))
		s.handle("GET "+triggersPath+"/search", agents, s.withObject(s.searchTriggers))
		s.handle("GET "+triggersPath+"/definitions", agents, s.withObject(s.showTriggerDefinitions))
		s.handle("PUT "+triggersPath+"/update_many", agents, managesTriggers(s.withObject(s.updateTriggers)))
		s.handle("DELETE "+triggersPath+"/destroy_many", agents, managesTriggers(s.withObject(s.deleteTriggers)))
		s.handle("GET "+triggersPath+"/{id}", agents, s.below(objectTriggers.show))
		s.handle("PUT "+triggersPath+"/{id}", agents, managesTriggers(s.below(objectTriggers.update)))
		s.handle("DELETE "+triggersPath+"/{id}", agents, managesTriggers(s.below(objectTriggers.delete)))
	},
}

var managesTriggers = permitted("manage_triggers")

func (s *Server) trigger(o *object, id int64) *trigger {
	return pick(s.triggers[o.meta.Key], func(t *trigger) bool { return t.ID == id })
}

var objectTriggers = editable[trigger]{
	kind: kind[trigger]{
		"trigger", "triggers", func(q *request) []*trigger { return q.server.triggers[q.path("object")] },
		func(t *trigger) *int64 { return &t.ID }, (*request).triggerView,
	},
	fresh: func(q *request) *trigger {
		return &trigger{Active: true, Created: q.now(), Position: q.server.lastPosition(q.path("object")) + 1}
	},
	read:        readTrigger,
	undeletable: func(*request, *trigger) *answer { return nil },
	keep:        func(q *request, all []*trigger) { q.server.triggers[q.path("object")] = all },
}

func (q *request) triggerView(t *trigger) obj {
	actions := views(t.Actions, func(m map[string]any) obj { return obj{{"field", m["field"]}, {"value", m["value"]}} })
	return obj{
		{"url", q.link(objectsPath + "/" + q.path("object") + "/triggers/" + strconv.FormatInt(t.ID, 10))}, {"id", t.ID}, {"title", q.render(t.Title)}, {"active", t.Active},
		{"updated_at", stamp(t.Updated)}, {"created_at", stamp(t.Created)}, {"default", false}, {"actions", actions},
		{"conditions", t.Conditions.view()}, {"description", t.Description}, {"position", t.Position}, {"raw_title", t.Title},
	}
}

// triggerList answers triggers in the order that sort_by and sort_order ask
// for, in counted pages.
func (s *Server) triggerList(q *request, o *object, wanted func(*trigger) bool) *answer {
	list := slices.DeleteFunc(slices.Clone(s.triggers[o.meta.Key]), func(t *trigger) bool { return !wanted(t) })
	orders := map[string]func(a, b *trigger) int{
		"position":     func(a, b *trigger) int { return a.Position - b.Position },
		"alphabetical": func(a, b *trigger) int { return strings.Compare(a.Title, b.Title) },
		"created_at":   func(a, b *trigger) int { return a.Created.Compare(b.Created) },
		"updated_at":   func(a, b *trigger) int { return a.Updated.Compare(b.Updated) },
	}
	by := cmp.Or(q.param("sort_by"), "position")
	order, known := orders[by]
	if !known {
		return badAttribute("You passed an invalid value for the sort_by attribute. " + by + " is not a valid sort")
	}
	slices.SortStableFunc(list, order)
	if descending := q.param("sort_order"); descending == "desc" || descending == "" && strings.HasSuffix(by, "_at") {
		slices.Reverse(list)
	}
	return paged(q, listing[*trigger]{key: "triggers", items: list, how: offsetOnly, show: func(t *trigger) any { return q.triggerView(t) }})
}

// activeWanted reads the active parameter.
func activeWanted(q *request) (func(*trigger) bool, *answer) {
	text := q.param("active")
	if text == "" {
		return func(*trigger) bool { return true }, nil
	}
	active, err := strconv.ParseBool(text)
	if err != nil {
		return nil, badAttribute("You passed an invalid value for the active attribute. active must be true or false")
	}
	return func(t *trigger) bool { return t.Active == active }, nil
}

func (s *Server) listTriggers(q *request, o *object) *answer {
	wanted, bad := activeWanted(q)
	if bad != nil {
		return bad
	}
	return s.triggerList(q, o, wanted)
}

func (s *Server) listActiveTriggers(q *request, o *object) *answer {
	return s.triggerList(q, o, func(t *trigger) bool { return t.Active })
}

// searchTriggers looks for words in the title; a query is required.
func (s *Server) searchTriggers(q *request, o *object) *answer {
	words := strings.ToLower(q.param("query"))
	if words == "" {
		return badAttribute("You passed an invalid value for the query attribute. query is required")
	}
	wanted, bad := activeWanted(q)
	if bad != nil {
		return bad
	}
	return s.triggerList(q, o, func(t *trigger) bool { return wanted(t) && strings.Contains(strings.ToLower(t.Title), words) })
}

// triggerConditions are what conditions of an object's triggers can say. That
// the kind of change is called update_type, with the values of ticket triggers,
// is a guess.
func (s *Server) triggerConditions(o *object) []ruleDefinition {
	return append(fieldDefinitions(o, triggerOperators),
		ruleDefinition{"current_user", "Current user", "list", "custom_object", []string{"is", "is_not"}, []ruleValue{{"agent", "(agent)"}, {"end_user", "(end user)"}}},
		ruleDefinition{"update_type", "Record", "list", "custom_object", []string{"is"}, []ruleValue{{"Create", "Created"}, {"Change", "Updated"}}},
	)
}

// triggerActions are what the triggers of an object can do: set its fields, and
// send. Recipients are the one who changed the record and the people it points
// at.
func (s *Server) triggerActions(o *object) []ruleDefinition {
	var out []ruleDefinition
	recipients := []ruleValue{{"current_user", "(current user)"}}
	for _, f := range o.fields {
		if f.Type == typeLookup && f.Target == "zen:user" {
			recipients = append(recipients, ruleValue{ruleSubject(o, f), f.Title})
		}
		if triggerOperators[f.Type] != nil && f.Active && !f.Readonly {
			out = append(out, ruleDefinition{subject: ruleSubject(o, f), title: f.Title, kind: ruleKind(f.Type), group: "custom_object", values: fieldValues(f)})
		}
	}
	return append(out,
		ruleDefinition{subject: "notification_user", title: "Notify by user email", kind: "list", group: "notification", values: recipients},
		ruleDefinition{subject: "notification_webhook", title: "Notify by active webhook", kind: "list", group: "notification", values: []ruleValue{{"01HWEBHOOK00000000000000001", "Warehouse"}}},
	)
}

func (s *Server) showTriggerDefinitions(_ *request, o *object) *answer {
	conditions := definitionViews(s.triggerConditions(o))
	return ok(obj{{"definitions", obj{
		{"conditions_all", conditions}, {"conditions_any", conditions}, {"actions", definitionViews(s.triggerActions(o))},
	}}})
}

func (s *Server) lastPosition(object string) int {
	last := 0
	for _, t := range s.triggers[object] {
		last = max(last, t.Position)
	}
	return last
}

// readTrigger reads what was sent over what is there. When conditions or
// actions are sent, those that are not are cleared, as the page of the
// reference warns.
func readTrigger(q *request, t *trigger) *answer {
	s := q.server
	o := s.objects[q.path("object")]
	d, bad := q.decoder("trigger", "title", "description", "active", "position", "conditions", "actions")
	if bad != nil {
		return bad
	}
	d.text("title", 255, &t.Title)
	d.text("description", 0, &t.Description)
	d.flag("active", &t.Active)
	d.required("title", t.Title)
	_, conditions := d.in["conditions"]
	actions, acts := d.in["actions"]
	if conditions || acts || t.ID == 0 {
		t.Conditions, t.Actions = ruleConditions{}, nil
		d.readConditions(s.triggerConditions(o), &t.Conditions)
		t.Actions = d.readRuleList("actions", actions, s.triggerActions(o))
		if len(t.Actions) == 0 && d.bad.details["actions"] == nil {
			d.fault("actions", "cannot be blank", "BlankValue")
		}
	}
	if n, given := wholeOf(d.in["position"]); given {
		t.Position = n
		s.checkPositions(o, map[int64]int{t.ID: n}, &d)
	}
	t.Updated = q.now()
	return d.bad.answer()
}

// checkPositions refuses positions that two triggers would have.
func (s *Server) checkPositions(o *object, to map[int64]int, d *decoder) {
	taken := map[int]bool{}
	for _, n := range to {
		if n < 1 || taken[n] {
			d.fault("position", fmt.Sprintf("%d is not unique", n), "DuplicateValue")
		}
		taken[n] = true
	}
	for _, t := range s.triggers[o.meta.Key] {
		if _, moves := to[t.ID]; !moves && taken[t.Position] {
			d.fault("position", fmt.Sprintf("%d has already been taken", t.Position), "DuplicateValue")
		}
	}
}

// updateTriggers: {"triggers":[{"id":25,"position":3},{"id":23,"active":true}]},
// all or none; other keys are ignored.
func (s *Server) updateTriggers(q *request, o *object) *answer {
	list, bad := q.array("triggers", "an array")
	if bad != nil {
		return bad
	}
	if len(list) > maxIDs {
		return tooManyIDs()
	}
	positions, active := map[int64]int{}, map[int64]bool{}
	for _, e := range list {
		m, _ := e.(map[string]any)
		id, _ := asID(m["id"])
		if s.trigger(o, id) == nil {
			return recordNotFound()
		}
		q.drop("triggers", m, []string{"id", "position", "active"})
		if n, given := wholeOf(m["position"]); given {
			positions[id] = n
		}
		if on, given := m["active"].(bool); given {
			active[id] = on
		}
	}
	var d decoder
	if s.checkPositions(o, positions, &d); d.bad.any() {
		return d.bad.answer()
	}
	for _, t := range s.triggers[o.meta.Key] {
		n, moves := positions[t.ID]
		on, switched := active[t.ID]
		if moves {
			t.Position = n
		}
		if switched {
			t.Active = on
		}
		if moves || switched {
			t.Updated = q.now()
		}
	}
	return s.triggerList(q, o, func(*trigger) bool { return true })
}

// deleteTriggers deletes the triggers that ids names, all or none.
func (s *Server) deleteTriggers(q *request, o *object) *answer {
	ids, isList := asIDs(q.param("ids"))
	switch {
	case !isList:
		return badAttribute("You passed an invalid value for the ids attribute. ids must be a comma-separated list of ids")
	case len(ids) > maxIDs:
		return tooManyIDs()
	case slices.ContainsFunc(ids, func(id int64) bool { return s.trigger(o, id) == nil }):
		return recordNotFound()
	}
	// The others keep their positions.
	s.triggers[o.meta.Key] = slices.DeleteFunc(s.triggers[o.meta.Key], func(t *trigger) bool { return slices.Contains(ids, t.ID) })
	return noContent()
}
