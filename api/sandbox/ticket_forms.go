package sandbox

import (
	"fmt"
	"slices"
)

// ticketForms are the forms of tickets and which statuses are in them.
type ticketForms struct {
	Forms    []ticketForm `json:"forms"`
	Statuses []formStatus `json:"statuses"`
}

type ticketForm struct {
	ID     int64  `json:"id"`
	Name   string `json:"name"`
	Active bool   `json:"active"`
}

// formStatus is a status in the picker of a form.
type formStatus struct {
	ID       string `json:"id"` // a ULID
	FormID   int64  `json:"form_id"`
	StatusID int64  `json:"status_id"`
}

const firstFormID int64 = 7_485_506_877_054

var ticketFormsFamily = family{
	name:  "ticket_forms",
	seed:  func(s *Server) { s.forms = demoForms() },
	state: func(s *Server) any { return &s.forms },
	routes: func(s *Server) {
		s.handle("GET /api/v2/ticket_forms", agents, s.listForms)
		s.handle("GET /api/v2/ticket_form_statuses", agents, s.listFormStatuses)
		s.handle("POST /api/v2/custom_statuses/{id}/ticket_form_statuses", admins, customStatuses.with(s.addToForms))
		s.handle("DELETE /api/v2/ticket_forms/{form}/ticket_form_statuses/{id}", admins, s.removeFromForm)
	},
}

func demoForms() ticketForms {
	var out ticketForms
	for i, name := range []string{"Default ticket form", "Repair request", "Rücksendung", "返金", "Old intake form"} {
		out.Forms = append(out.Forms, ticketForm{ID: firstFormID + int64(i)*16, Name: name, Active: i < 4})
	}
	for i := range demoStatusList {
		for j, f := range out.Forms {
			if j == 0 || i < 5 || (i+j)%3 == 0 {
				out.Statuses = append(out.Statuses, formStatus{ID: ulid(epoch.UnixMilli(), hash(uint64(i*16+j))), FormID: f.ID, StatusID: firstStatusID + int64(i)*16})
			}
		}
	}
	return out
}

func (s *Server) listForms(q *request) *answer {
	views := []obj{}
	for i, f := range s.forms.Forms {
		views = append(views, obj{
			{"url", q.link(fmt.Sprintf("/api/v2/ticket_forms/%d", f.ID))}, {"id", f.ID}, {"name", f.Name}, {"raw_name", f.Name},
			{"display_name", f.Name}, {"position", i}, {"active", f.Active}, {"default", i == 0},
		})
	}
	return ok(obj{{"ticket_forms", views}})
}

func formStatusViews(list []formStatus) *answer {
	return ok(obj{{"ticket_form_statuses", views(list, func(fs formStatus) obj {
		return obj{{"custom_status_id", fs.StatusID}, {"id", fs.ID}, {"ticket_form_id", fs.FormID}}
	})}})
}

func (s *Server) listFormStatuses(*request) *answer { return formStatusViews(s.forms.Statuses) }

// addToForms takes {"ticket_form_status":[{"ticket_form_id":1}]} and puts a
// status into these forms: all of them, or none where one is not there. What is
// in one already stays.
func (s *Server) addToForms(q *request, st *customStatus) *answer {
	forms, bad := q.array("ticket_form_status", "an array of objects")
	if bad != nil {
		return bad
	}
	now := slices.Clone(s.forms.Statuses)
	for _, form := range forms {
		in, _ := form.(map[string]any)
		fs := formStatus{StatusID: st.ID}
		t := decoder{in: in}
		t.id("ticket_form_id", &fs.FormID)
		if t.bad.any() || !slices.ContainsFunc(s.forms.Forms, func(f ticketForm) bool { return f.ID == fs.FormID }) {
			return recordInvalid("ticket_form_id", "is invalid", "InvalidValue")
		}
		if !slices.ContainsFunc(now, func(o formStatus) bool { return o.FormID == fs.FormID && o.StatusID == st.ID }) {
			fs.ID = ulid(q.now().UnixMilli(), hash(uint64(s.nextID())))
			now = append(now, fs)
		}
	}
	s.forms.Statuses = now
	return formStatusViews(slices.DeleteFunc(slices.Clone(now), func(o formStatus) bool { return o.StatusID != st.ID }))
}

func (s *Server) removeFromForm(q *request) *answer {
	at := slices.IndexFunc(s.forms.Statuses, func(fs formStatus) bool { return fs.ID == q.path("id") && fs.FormID == q.pathID("form") })
	if at < 0 {
		return recordNotFound()
	}
	s.forms.Statuses = slices.Delete(s.forms.Statuses, at, at+1)
	return noContent()
}
