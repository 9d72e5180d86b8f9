package sandbox

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
