package app_test

import (
	"strings"
	"testing"
)

// Roles: list, find, copy, be refused, hear why another stays, change, undo,
// delete.
func TestRolesStory(t *testing.T) {
	family(t, "roles", func(p *program) {
		p.Expect("Staff", "1 of 11", "Tickets", "Ticket access", "People and organizations")
		p.Press("/").Type("peak weeks").Press("enter").Expect("Seasonal helper")
		p.Press("N", "enter", "ctrl+u").Type("staff").Press("enter", "ctrl+s", "enter").Expect("has already been taken")
		p.writes()
		p.Press("e").Type(" 2").Press("enter", "ctrl+s").Expect("Create a role").Press("enter").Expect("Created staff 2")
		if got := p.writes(); len(got) != 1 || !strings.HasPrefix(got[0], "POST /api/v2/custom_roles ") {
			t.Errorf("sent %v", got)
		}

		p.Press("esc", "/", "ctrl+u").Type("staff").Press("enter").Expect("Staff", "staff 2")
		p.Press("g", "D").Expect("9 people have this role")
		p.wrote()
		p.Press("G", "enter")
		p.toField("Delete tickets").Press("e", "y", "enter", "ctrl+s").Expect("Delete tickets", "after").Press("enter").Expect("Saved staff 2")
		got := p.writes()
		if len(got) != 1 || !strings.HasPrefix(got[0], "PUT /api/v2/custom_roles/") ||
			!strings.Contains(got[0], `"ticket_deletion":true`) || !strings.Contains(got[0], `"voice_access":`) {
			t.Errorf("the whole role is sent with what changed: %v", got)
		}
		p.Press("u").Expect("Delete tickets", "after").Press("enter").Expect("staff 2")
		if got := p.writes(); len(got) != 1 || !strings.Contains(got[0], `"ticket_deletion":false`) {
			t.Errorf("undo sent %v", got)
		}
		p.Press("D").Expect("staff 2").Press("enter")
		if got := p.writes(); len(got) != 1 || !strings.HasPrefix(got[0], "DELETE /api/v2/custom_roles/") {
			t.Errorf("sent %v\n%s", got, p.Screen())
		}
	})
}
