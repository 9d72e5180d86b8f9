package sandbox

import (
	"net/http"
	"strconv"
	"strings"
)

// bulkVerbs are the actions of bulk jobs, and whether their items are records.
var bulkVerbs = map[string]bool{
	"create": true, "update": true, "create_or_update_by_external_id": true, "create_or_update_by_name": true,
	"delete": false, "delete_by_external_id": false,
}

// createJob: POST /api/v2/custom_objects/{key}/jobs
func (s *Server) createJob(q *request, o *object) *answer {
	in, bad := q.object("job", "action", "items")
	if bad != nil {
		return bad
	}
	action, _ := in["action"].(string)
	records, known := bulkVerbs[action]
	items, isList := in["items"].([]any)
	switch {
	case !known:
		return badAttribute("You passed an invalid value for the action attribute. Invalid parameter: action must be one of create, delete, delete_by_external_id, create_or_update_by_external_id, create_or_update_by_name, update")
	case !isList || len(items) == 0:
		return badAttribute("You passed an invalid value for the items attribute. Invalid parameter: items must be an array with at least one item")
	case len(items) > jobItems:
		return tooManyValues("Maximum 100 records may be specified per job")
	case action == "create_or_update_by_name" && !o.unique():
		return badAttribute("You passed an invalid value for the action attribute. Names of this object are not unique")
	}
	key := o.meta.Key
	return s.enqueue(q, http.StatusCreated, "CustomObjectRecordBulk"+strings.ToUpper(action[:1])+action[1:], len(items), func(i int) obj {
		if s.objects[key] != o {
			return failed(i, action, "RecordNotFound", "Custom object not found")
		}
		return s.bulkItem(q, o, i, action, items[i], records)
	})
}

func failed(i int, action, code, details string) obj {
	return obj{{"index", i}, {"id", nil}, {"action", action}, {"status", "Failed"}, {"success", false}, {"error", code}, {"details", details}}
}

func succeeded(i int, action, id, status string) obj {
	return obj{{"index", i}, {"action", action}, {"id", id}, {"status", status}, {"success", true}}
}

// bulkItem does one item of a job.
func (s *Server) bulkItem(q *request, o *object, i int, action string, item any, records bool) obj {
	if !records {
		return s.bulkDelete(q, o, i, action, item)
	}
	in, isObject := item.(map[string]any)
	if !isObject {
		return failed(i, action, "InvalidValue", "Item: is not an object")
	}
	var r row
	var there bool
	switch action {
	case "update":
		id, _ := in["id"].(string)
		if r, there = o.find(id); !there {
			return failed(i, "update", "RecordNotFound", "Id: does not exist")
		}
	case "create_or_update_by_external_id":
		id, _ := in["external_id"].(string)
		if id == "" {
			return failed(i, action, "RecordInvalid", "External ID: cannot be blank")
		}
		r, there = o.findExternal(id)
	case "create_or_update_by_name":
		name, _ := in["name"].(string)
		r, there = o.findName(name)
	}
	write, status := s.create, "Created"
	if there {
		write, status = func(q *request, o *object, in map[string]any) (row, *invalid) { return s.update(q, o, r, in) }, "Updated"
	}
	done, wrong := write(q, o, in)
	if wrong != nil {
		return failed(i, verb(status), "RecordInvalid", wrong.text())
	}
	return succeeded(i, verb(status), o.id(done), status)
}

func verb(status string) string { return strings.ToLower(strings.TrimSuffix(status, "d")) }

func (s *Server) bulkDelete(q *request, o *object, i int, action string, item any) obj {
	id, _ := asText(item)
	r, there := o.find(id)
	if action == "delete_by_external_id" {
		r, there = o.findExternal(id)
	}
	if !there {
		return failed(i, "delete", "RecordNotFound", strconv.Quote(id)+" does not exist")
	}
	id = o.id(r)
	s.remove(q, o, r)
	return succeeded(i, "delete", id, "Deleted")
}
