package sandbox

import "maps"

// firstRoleID is the id of the first role of the demo.
const firstRoleID int64 = 50_101

// demoRole is a role of the demo: what differs from defaultPermissions.
type demoRole struct {
	name, description string
	kind              int
	config            map[string]any
}

var staffPermissions = map[string]any{
	"ticket_access": "all", "ticket_comment_access": "public", "end_user_list_access": "full", "end_user_profile_access": "edit",
	"macro_access": "manage-personal", "view_access": "manage-personal", "user_view_access": "readonly", "explore_access": "readonly",
	"report_access": "readonly", "chat_access": true, "group_access": true, "ticket_tag_editing": true, "ticket_merge": true,
	"side_conversation_create": true, "voice_access": true, "organization_notes_editing": true,
}

// demoRoleList holds the service's own roles and some of the account's. The
// last two have no members, so that they can be deleted.
var demoRoleList = []demoRole{
	{"Staff", "Solves tickets of every group", roleTypeCustom, staffPermissions},
	{"Team lead", "Staff, and looks after macros, views and reports", roleTypeCustom, map[string]any{
		"ticket_access": "all", "ticket_comment_access": "public", "macro_access": "full", "view_access": "full", "report_access": "full",
		"explore_access": "full", "end_user_list_access": "full", "end_user_profile_access": "full", "ticket_deletion": true,
		"manage_group_memberships": true, "assign_tickets_to_any_group": true, "view_deleted_tickets": true, "manage_business_rules": true,
	}},
	{"Light agent", "Reads tickets and writes private comments", roleTypeLightAgent, map[string]any{"light_agent": true, "ticket_editing": false}},
	{"Contributor", "Works in other products and sees tickets", roleTypeContributor, map[string]any{"ticket_editing": false}},
	{"Administrator", "May do everything", roleTypeAdmin, map[string]any{"ticket_access": "all", "manage_roles": "all-except-self", "manage_team_members": "all-with-self-restriction", "manage_dynamic_content": true, "manage_business_rules": true}},
	{"Billing admin", "An administrator who also pays", roleTypeBillingAdmin, map[string]any{"ticket_access": "all", "manage_roles": "all-except-self", "manage_team_members": "all-with-self-restriction", "manage_dynamic_content": true}},
	{"Außendienst", "Techniker unterwegs: nur eigene Gruppen, keine Löschungen", roleTypeCustom, map[string]any{"ticket_access": "within-groups", "voice_access": true}},
	{"在庫管理", "倉庫の担当者。チケットは自分のグループのみ", roleTypeCustom, map[string]any{"ticket_access": "within-groups", "end_user_list_access": "full"}},
	{"محرر المحتوى", "يدير المحتوى الديناميكي بكل اللغات", roleTypeCustom, map[string]any{"manage_dynamic_content": true, "forum_access": "full", "moderate_forums": true}},
	{"Seasonal helper (peak weeks)", "For the weeks before the holidays", roleTypeCustom, map[string]any{"ticket_access": "within-groups", "ticket_comment_access": "public"}},
	{"Auditor", "Reads all and changes nothing", roleTypeCustom, map[string]any{"ticket_access": "all", "ticket_editing": false, "report_access": "readonly", "view_deleted_tickets": true}},
}

// demoAgentRoles is which role of demoRoleList each agent has, in order; those
// after the last are staff.
var demoAgentRoles = []int{4, 1, 0, 6, 7, 7, 0, 8, 3, 0, 0, 2, 1, 0, 6, 0, 2}

// demoRoles makes the roles and gives them to the agents of the desk.
func demoRoles(d *people) roles {
	out := make(roles, len(demoRoleList))
	for i, r := range demoRoleList {
		config := defaultPermissions()
		maps.Copy(config, r.config)
		out[i] = &customRole{
			ID: firstRoleID + int64(i), Name: r.name, Description: r.description, Type: r.kind, Configuration: config,
			Created: epoch.AddDate(-3, 0, i), Updated: epoch.AddDate(-1, i, 0),
		}
	}
	for id, u := range d.Users {
		if u.Role == roleEndUser {
			continue
		}
		role := 0
		if i := int(id - firstUserID); i < len(demoAgentRoles) {
			role = demoAgentRoles[i]
		}
		u.CustomRoleID = out[role].ID
	}
	return out
}
