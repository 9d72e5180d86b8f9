package sandbox

import "strconv"

// brand is a face of the account; records and tickets may point at one.
type brand struct {
	id      int64
	name    string
	isFirst bool
}

// accountBrands cannot be changed here.
var accountBrands = []*brand{{360_000_000_117, "Sandbox", true}, {360_000_000_133, "Fjord Rentals", false}}

var brands = kind[brand]{
	"brand", "brands", func(*request) []*brand { return accountBrands },
	func(b *brand) *int64 { return &b.id }, (*request).brandView,
}

// brandsFamily serves the brands that lookups name. The keys are those of the
// vendor's page on brands.
var brandsFamily = family{
	name: "brands",
	routes: func(s *Server) {
		s.handle("GET /api/v2/brands", agents, brands.list)
		s.handle("GET /api/v2/brands/{id}", agents, brands.show)
	},
}

func (q *request) brandView(b *brand) obj {
	at := stamp(epoch.AddDate(-3, 0, 0))
	return obj{
		{"url", q.link("/api/v2/brands/" + strconv.FormatInt(b.id, 10))}, {"id", b.id}, {"name", b.name},
		{"brand_url", q.baseURL()}, {"subdomain", "sandbox"}, {"host_mapping", nil}, {"has_help_center", b.isFirst},
		{"help_center_state", map[bool]string{true: "enabled", false: "disabled"}[b.isFirst]}, {"active", true}, {"default", b.isFirst},
		{"is_deleted", false}, {"logo", nil}, {"ticket_form_ids", []int64{}}, {"signature_template", "{{agent.signature}}"},
		{"created_at", at}, {"updated_at", at},
	}
}
