package sandbox

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// objectMeta is what is kept of a custom object beside fields and records.
type objectMeta struct {
	Key             string    `json:"key"`
	Title           string    `json:"title"`
	Titles          string    `json:"title_pluralized"`
	Description     string    `json:"description"`
	InList          bool      `json:"include_in_list_view"`
	AllowsPhotos    bool      `json:"allows_photos"`
	AllowsFiles     bool      `json:"allows_attachments"`
	CreatedAt       time.Time `json:"created_at"`
	UpdatedAt       time.Time `json:"updated_at"`
	CreatedByUserID int64     `json:"created_by"`
	UpdatedByUserID int64     `json:"updated_by"`
	Restricted      bool      `json:"restricted,omitempty"` // records are open to one agent only
	Order           int       `json:"order"`                // place in the list
}

const objectsPath = "/api/v2/custom_objects"

var objectsFamily = family{
	name: "custom_objects",
	seed: func(s *Server) { s.objects = demoObjects(s.opts.Records, s.opts.Hostile) },
	routes: func(s *Server) {
		s.handle("GET "+objectsPath, agents, s.listObjects)
		s.handle("POST "+objectsPath, admins, s.createObject)
		s.handle("GET "+objectsPath+"/limits/object_limit", agents, s.objectLimit)
		s.handle("GET "+objectsPath+"/limits/record_limit", agents, s.showRecordLimit)
		s.handle("GET "+objectsPath+"/{object}", agents, s.withObject(s.showObject))
		s.handle("PATCH "+objectsPath+"/{object}", admins, s.withObject(s.updateObject))
		s.handle("PUT "+objectsPath+"/{object}", admins, s.withObject(s.updateObject)) // as the vendor's sample for fields
		s.handle("DELETE "+objectsPath+"/{object}", admins, s.withObject(s.deleteObject))
		fieldRoutes(s)
		recordRoutes(s)
		attachmentRoutes(s)
		eventRoutes(s)
		searchRoutes(s)
		reverseRoutes(s)
	},
	state: func(s *Server) any { return &savedObjects{s} },
}

// withObject finds the object of a path.
func (s *Server) withObject(h func(*request, *object) *answer) handler {
	return with(func(q *request) *object { return s.objects[q.path("object")] }, h)
}

// sortedObjects are the custom objects in the order they were made.
func (s *Server) sortedObjects() []*object {
	return slices.SortedFunc(maps.Values(s.objects), func(a, b *object) int { return a.meta.Order - b.meta.Order })
}

// show is the object as it is sent.
func (o *object) show(q *request) obj {
	m := o.meta
	return obj{
		{"url", q.link(objectsPath + "/" + m.Key)}, {"key", m.Key},
		{"created_by_user_id", strconv.FormatInt(m.CreatedByUserID, 10)},
		{"updated_by_user_id", strconv.FormatInt(m.UpdatedByUserID, 10)},
		{"created_at", stamp(m.CreatedAt)}, {"updated_at", stamp(m.UpdatedAt)},
		{"title", q.render(m.Title)}, {"raw_title", m.Title},
		{"title_pluralized", q.render(m.Titles)}, {"raw_title_pluralized", m.Titles},
		{"description", q.render(m.Description)}, {"raw_description", m.Description},
		{"include_in_list_view", m.InList}, {"allows_photos", m.AllowsPhotos}, {"allows_attachments", m.AllowsFiles},
	}
}

// listObjects: GET /api/v2/custom_objects
func (s *Server) listObjects(q *request) *answer {
	return ok(obj{{"custom_objects", views(s.sortedObjects(), func(o *object) obj { return o.show(q) })}})
}

// showObject: GET /api/v2/custom_objects/{key}
func (s *Server) showObject(q *request, o *object) *answer {
	return ok(obj{{"custom_object", o.show(q)}})
}

var objectKeys = []string{"key", "title", "title_pluralized", "description", "include_in_list_view", "allows_photos", "allows_attachments", "raw_title", "raw_title_pluralized", "raw_description"}

var keyPattern = regexp.MustCompile(`^[A-Za-z0-9_]*[A-Za-z_][A-Za-z0-9_]*$`)

// checkKey holds what is true of the keys of objects and of fields.
func (v *invalid) checkKey(key string, taken bool, reserved ...string) {
	switch {
	case key == "":
		v.add("key", "Key: cannot be blank", "BlankValue")
	case !keyPattern.MatchString(key) || slices.Contains(reserved, key):
		v.add("key", "Key: can only contain letters, numbers and underscores, and not only numbers", "InvalidValue")
	case taken:
		v.add("key", "Key: has already been taken", "DuplicateValue")
	}
}

// createObject: POST /api/v2/custom_objects
func (s *Server) createObject(q *request) *answer {
	in, bad := q.object("custom_object", objectKeys...)
	if bad != nil {
		return bad
	}
	now := q.now().Truncate(time.Second)
	m := objectMeta{InList: true, CreatedAt: now, UpdatedAt: now, CreatedByUserID: q.actor.ID, UpdatedByUserID: q.actor.ID, Order: int(s.nextID() - firstFreeID)}
	m.Order += 1000 // behind the demo's
	var wrong invalid
	m.Key, _ = in["key"].(string)
	wrong.checkKey(m.Key, s.objects[m.Key] != nil, "limits")
	m.merge(in, &wrong)
	if len(s.objects) >= s.opts.ObjectLimit {
		wrong.add("base", "Custom object limit of the account is reached", "ObjectLimitExceeded")
	}
	if wrong.any() {
		return wrong.answer()
	}
	o := newObject(m)
	o.addStandard(s.nextID(), now, nil)
	s.nextID() // the second of the standard fields
	s.objects[m.Key] = o
	o.bind()
	return created(q.link(objectsPath+"/"+m.Key), obj{{"custom_object", o.show(q)}})
}

// merge writes what a request says into the object.
func (m *objectMeta) merge(in map[string]any, wrong *invalid) {
	text := func(key, label string, into *string, required bool) {
		v, given := in[key]
		if !given {
			v, given = in["raw_"+key]
		}
		t, isText := v.(string)
		switch {
		case given && v != nil && !isText:
			wrong.add(key, label+": is not a string", "InvalidValue")
		case given && (isText || !required):
			*into = t
		}
		if required && *into == "" {
			wrong.add(key, label+": cannot be blank", "BlankValue")
		}
	}
	text("title", "Title", &m.Title, true)
	text("title_pluralized", "Title pluralized", &m.Titles, true)
	text("description", "Description", &m.Description, false)
	for key, into := range map[string]*bool{"include_in_list_view": &m.InList, "allows_photos": &m.AllowsPhotos, "allows_attachments": &m.AllowsFiles} {
		if on, isBool := in[key].(bool); isBool {
			*into = on
		} else if in[key] != nil {
			wrong.add(key, key+": is not a boolean", "InvalidValue")
		}
	}
}

// updateObject: PATCH /api/v2/custom_objects/{key}. The key cannot change.
func (s *Server) updateObject(q *request, o *object) *answer {
	in, bad := q.object("custom_object", objectKeys[1:]...)
	if bad != nil {
		return bad
	}
	m := o.meta
	var wrong invalid
	if m.merge(in, &wrong); wrong.any() {
		return wrong.answer()
	}
	m.UpdatedAt, m.UpdatedByUserID = q.now().Truncate(time.Second), q.actor.ID
	o.meta = m
	return ok(obj{{"custom_object", o.show(q)}})
}

// deleteObject: DELETE /api/v2/custom_objects/{key}, records, rules and all.
func (s *Server) deleteObject(q *request, o *object) *answer {
	delete(s.objects, o.meta.Key)
	delete(s.cards, objectCardPrefix+o.meta.Key)
	delete(s.triggers, o.meta.Key)
	delete(s.accessRules, o.meta.Key)
	delete(s.policies, o.meta.Key)
	return noContent()
}

// objectLimit: GET /api/v2/custom_objects/limits/object_limit
func (s *Server) objectLimit(*request) *answer {
	return ok(obj{{"count", len(s.objects)}, {"limit", s.opts.ObjectLimit}})
}

// showRecordLimit: GET /api/v2/custom_objects/limits/record_limit
func (s *Server) showRecordLimit(*request) *answer {
	return ok(obj{{"count", s.recordCount()}, {"limit", s.recordLimit()}})
}

func (s *Server) recordCount() int {
	n := 0
	for _, o := range s.objects {
		n += o.count()
	}
	return n
}

// recordLimit is the 50,000,000 of the plan; where the demo itself fills
// them it is doubled, so that records can still be made.
func (s *Server) recordLimit() int {
	if s.opts.RecordLimit > 0 {
		return s.opts.RecordLimit
	}
	if s.opts.Records > maxRecords/2 {
		return 2 * maxRecords
	}
	return maxRecords
}
