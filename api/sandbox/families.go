package sandbox

import "slices"

// A family is one group of endpoints and the data behind it.
type family struct {
	name   string            // key of its state in a saved file
	seed   func(*Server)     // puts the demo data in
	routes func(*Server)     // registers the handlers, once
	state  func(*Server) any // pointer to what is saved as JSON, nil for nothing
}

// tables is everything an account holds. Each family adds its own.
type tables struct {
	lastID int64  // last numeric id given out
	people people // users, groups, organizations, tickets

	objects map[string]*object // custom objects by key
	jobs    map[string]*job    // by id

	roles       roles
	statuses    statuses
	forms       ticketForms
	dynamic     dynamicContent
	cards       cards
	memberships memberships
	triggers    triggers
	accessRules accessRules
	policies    policies
	schedules   schedules
	oauth       oauthTables
}

// families in the order in which they are seeded and opened.
func families() []family {
	return []family{
		countersFamily,
		peopleFamily,
		objectsFamily,
		jobsFamily,
		localesFamily,
		rolesFamily,
		usersFamily,
		accountFamily,
		brandsFamily,
		definitionsFamily,
		statusesFamily,
		ticketFormsFamily,
		dynamicContentFamily,
		cardsFamily,
		membershipsFamily,
		triggersFamily,
		accessRulesFamily,
		policiesFamily,
		schedulesFamily,
		oauthFamily,
	}
}

// pick is the first of a list that fits, nil for none.
func pick[T any](list []*T, fits func(*T) bool) *T {
	if at := slices.IndexFunc(list, fits); at >= 0 {
		return list[at]
	}
	return nil
}

// with finds the thing that a path names for a handler; there is a 404 where
// find has none.
func with[T any](find func(*request) *T, h func(*request, *T) *answer) handler {
	return func(q *request) *answer {
		if t := find(q); t != nil {
			return h(q, t)
		}
		return recordNotFound()
	}
}

// within is with for what belongs to something else that the path names.
func within[P, T any](find func(*request, *P) *T, h func(*request, *P, *T) *answer) func(*request, *P) *answer {
	return func(q *request, p *P) *answer {
		if t := find(q, p); t != nil {
			return h(q, p, t)
		}
		return recordNotFound()
	}
}

// permitted lets admins in and agents whose role has a permission.
func permitted(permission string) func(handler) handler {
	return func(h handler) handler {
		return func(q *request) *answer {
			if !q.server.may(q.actor, permission) {
				return forbidden()
			}
			return h(q)
		}
	}
}

// countersFamily keeps what all the others draw from.
var countersFamily = family{
	name:  "counters",
	seed:  func(s *Server) { s.lastID = firstFreeID },
	state: func(s *Server) any { return &s.lastID },
}

// firstFreeID lies above every id of the demo data.
const firstFreeID = 9_000_000_000_000

// nextID gives out a numeric id. Call it with the lock held for writing.
func (s *Server) nextID() int64 {
	s.lastID++
	return s.lastID
}
