package sandbox

import "fmt"

// createMemberships queues a job that puts up to 100 agents into groups.
func (s *Server) createMemberships(q *request) *answer {
	list, bad := q.array("group_memberships", "an array of objects")
	if bad != nil {
		return bad
	}
	if len(list) > maxIDs {
		return tooManyValues(fmt.Sprintf("Maximum %d group memberships may be created per call", maxIDs))
	}
	return s.enqueue(q, 200, "Bulk Create Group Membership", len(list), func(i int) obj {
		in, _ := list[i].(map[string]any)
		m, faults := s.addMembership(q, in)
		if faults.any() {
			return failed(i, "create", "GroupMembershipCreateFailed", faults.text())
		}
		return obj{{"index", i}, {"action", "create"}, {"id", m.ID}, {"status", "Created"}, {"success", true}}
	})
}

// destroyMemberships takes agents out of groups at once and queues a job that
// tells what became of each; in the real service the job takes their tickets
// from them as well.
func (s *Server) destroyMemberships(q *request) *answer {
	names := q.list("ids")
	if len(names) > maxIDs {
		return tooManyIDs()
	}
	if len(names) == 0 {
		return badAttribute("You passed an invalid value for the ids attribute. ids must be a comma-separated list of ids")
	}
	results := make([]obj, len(names))
	a := s.enqueue(q, 200, "Bulk Delete Group Membership", len(names), func(i int) obj { return results[i] })
	if a.status != 200 {
		return a // too many jobs: nobody is taken out
	}
	for i, name := range names {
		id, _ := asID(name)
		m := s.memberships.byID(id)
		if m == nil {
			results[i] = failed(i, "delete", "RecordNotFound", "Group membership "+name+" does not exist")
			continue
		}
		s.removeMembership(q.now(), m)
		results[i] = obj{{"index", i}, {"action", "delete"}, {"id", m.ID}, {"status", "Deleted"}, {"success", true}}
	}
	return a
}
