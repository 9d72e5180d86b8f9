package app_test

import (
	"strings"
	"testing"
)

// Group memberships: of one agent, of one group; one made, several made in a
// job, the default changed, several removed in a job.
func TestMembershipsStory(t *testing.T) {
	family(t, "memberships", func(p *program) {
		p.Expect("Ada Lindqvist", "Support", "6130199254117")
		p.verb("address, role").Expect("Ada Lindqvist, agent@sandbox.example, admin", "time zone").Press("enter")
		p.verb("groups of this agent").Expect("1 of 1", "Ada Lindqvist")
		p.expectFamily("GET /api/v2/users/10001/group_memberships?page[size]=100")

		p.Press("n", "enter").Type("Ada").Press("enter")
		p.toField("Group").Press("enter").Type("40009").Press("enter", "ctrl+s").Expect("Create a group membership", "Ada Lindqvist").Press("enter")
		p.wrote(`POST /api/v2/group_memberships {"group_membership":{"user_id":10001,"group_id":40009}}`)
		p.Press("esc").Expect("1 of 2")
		p.Press("n", "enter").Type("Ada").Press("enter")
		p.toField("Group").Press("enter").Type("40009").Press("enter", "ctrl+s").Press("enter").Expect("User: has")
		p.writes()
		p.Press("Z").Press("enter").Press("esc")

		p.Press("g")
		p.verb("default group").Expect("This will be sent:").Press("enter").Expect("The default group is now: Ada Lindqvist")
		p.only("PUT /api/v2/users/10001/group_memberships/", "/make_default {}")

		p.verb("several agents").Expect("Put agents into a group")
		p.Press("down", "enter").Paste("10001\n10004\n10005").Press("ctrl+s").Expect("• ", "create_many").Press("enter")
		if got := p.writes(); len(got) != 1 || strings.Count(got[0], "user_id") != 3 {
			t.Errorf("sent %v", got)
		}
		p.Expect("made 2 of 3", "already").Press("enter")
		p.Press("D").Expect("Takes out Ada Lindqvist in").Press("enter")
		p.only("DELETE /api/v2/group_memberships/", "")
	})
}

// Removing the selected is one request and a job, and the table follows.
func TestMembershipsRemoved(t *testing.T) {
	family(t, "memberships", func(p *program) {
		p.Press("space", "space")
		p.verb("out of these").Expect("Ada Lindqvist in Support", "lose their assignee", "destroy_many").Press("enter")
		p.wrote("DELETE /api/v2/group_memberships/destroy_many?ids=6130199254117,6130199254119").Expect("Taken out: 2 of 2")
		p.ExpectNot("6130199254117", "Ada Lindqvist")
	})
}
