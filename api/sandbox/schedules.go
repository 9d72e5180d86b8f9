package sandbox

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// schedules are the deletion schedules of the account. They are kept and never
// delete.
type schedules []*schedule

// schedule says what is deleted by itself once it is old enough.
type schedule struct {
	ID          int64          `json:"id"`
	Title       string         `json:"title"`
	Description string         `json:"description"`
	Object      string         `json:"object"`
	Active      bool           `json:"active"`
	Default     bool           `json:"default"`
	Conditions  ruleConditions `json:"conditions"`
	Created     time.Time      `json:"created"`
	Updated     time.Time      `json:"updated"`
}

const schedulesPath = "/api/v2/deletion_schedules"

var schedulesFamily = family{
	name:  "deletion_schedules",
	seed:  func(s *Server) { s.schedules = demoSchedules() },
	state: func(s *Server) any { return &s.schedules },
	routes: func(s *Server) {
		s.handle("GET "+schedulesPath, admins, listSchedules)
		s.handle("POST "+schedulesPath, admins, deletionSchedules.create)
		s.handle("GET "+schedulesPath+"/{id}", admins, deletionSchedules.show)
		s.handle("PUT "+schedulesPath+"/{id}", admins, deletionSchedules.update)
		// The vendor's own sample of the operation says PATCH.
		s.handle("PATCH "+schedulesPath+"/{id}", admins, deletionSchedules.update)
		s.handle("DELETE "+schedulesPath+"/{id}", admins, deletionSchedules.delete)
	},
}

var deletionSchedules = editable[schedule]{
	kind: kind[schedule]{
		"deletion_schedule", "deletion_schedules", func(q *request) []*schedule { return q.server.schedules },
		func(d *schedule) *int64 { return &d.ID }, (*request).scheduleView,
	},
	fresh: func(q *request) *schedule { return &schedule{Object: "zen:ticket", Created: q.now()} },
	read:  readSchedule,
	undeletable: func(_ *request, d *schedule) *answer {
		if d.Default {
			return recordInvalid("base", "The default schedule cannot be deleted", "")
		}
		return nil
	},
	keep: func(q *request, all []*schedule) { q.server.schedules = all },
}

func (q *request) scheduleView(d *schedule) obj {
	return obj{
		{"id", d.ID}, {"url", q.link(schedulesPath + "/" + fmt.Sprint(d.ID))}, {"title", d.Title}, {"description", d.Description},
		{"object", d.Object}, {"active", d.Active}, {"default", d.Default}, {"conditions", d.Conditions.view()},
		{"created_at", stamp(d.Created)}, {"updated_at", stamp(d.Updated)},
	}
}

func listSchedules(q *request) *answer {
	return ok(obj{{"deletion_schedules", deletionSchedules.views(q, q.server.schedules)}})
}

// isoDuration is how a condition says how old: P1Y, P6M, P30D.
var isoDuration = regexp.MustCompile(`^P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$`)

// ageConditions is all that the examples of the reference say of conditions:
// which fields there are besides is not on record.
var ageConditions = []ruleDefinition{
	{subject: "duration_since_last_update", title: "Duration since last update", kind: "text", operators: []string{"greater_than"}},
	{subject: "duration_since_creation", title: "Duration since creation", kind: "text", operators: []string{"greater_than"}},
}

// readSchedule reads what was sent over what is there. The object cannot be
// changed later, which is said in a header.
func readSchedule(q *request, d *schedule) *answer {
	known := []string{"title", "description", "active", "conditions"}
	if d.ID == 0 {
		known = append(known, "object")
	}
	t, bad := q.decoder("deletion_schedule", known...)
	if bad != nil {
		return bad
	}
	t.text("title", 255, &d.Title)
	t.text("description", 0, &d.Description)
	t.text("object", 0, &d.Object)
	t.flag("active", &d.Active)
	t.required("title", d.Title)
	key, isObject := strings.CutPrefix(d.Object, "zen:custom_object:")
	if isObject && q.server.objects[key] == nil || !isObject && !slices.Contains([]string{"zen:ticket", "zen:user", "zen:attachment", "zen:bot_only_conversation"}, d.Object) {
		t.fault("object", "is not included in the list", "InvalidValue")
	}
	t.readConditions(ageConditions, &d.Conditions)
	for _, m := range append(slices.Clone(d.Conditions.All), d.Conditions.Any...) {
		if text, _ := m["value"].(string); !isoDuration.MatchString(text) || text == "P" {
			t.fault("conditions", "value must be a duration such as P1Y", "InvalidValue")
		}
	}
	d.Updated = q.now()
	return t.bad.answer()
}
