package collection

import (
	"maps"
	"slices"
	"strings"

	"zco/api"
	"zco/tui/domain/field"
)

// permissionPrefix is before the key of a permission among a role's fields.
const permissionPrefix = "configuration."

func permissionOf(key string) (string, bool) { return strings.CutPrefix(key, permissionPrefix) }

// permission is one entry of a role's configuration as a person reads it.
type permission struct {
	key, title string
	choices    []string // nil for yes or no
}

// permissionGroup is the permissions that stand under one heading.
type permissionGroup struct {
	title string
	list  []permission
}

// permissions are the known entries of a role's configuration in the order in
// which they are shown. What an account has besides is shown at the end.
var permissions = []permissionGroup{
	{"Tickets", []permission{
		{"ticket_access", "sees tickets", []string{"assigned-only", "within-groups", "within-groups-and-public-groups", "within-organization", "all"}},
		{"ticket_comment_access", "writes comments", []string{"none", "public"}},
		{"ticket_editing", "edits tickets", nil},
		{"ticket_tag_editing", "edits tags", nil},
		{"ticket_merge", "merges tickets", nil},
		{"ticket_deletion", "deletes tickets", nil},
		{"ticket_redaction", "redacts tickets", nil},
		{"view_deleted_tickets", "View deleted tickets", nil},
		{"assign_tickets_to_any_group", "Assign to any group", nil},
		{"side_conversation_create", "side conversations", nil},
		{"manage_suspended_tickets", "suspended tickets", nil},
	}},
	{"People and organizations", []permission{
		{"end_user_profile_access", "end users' profiles", []string{"readonly", "edit-within-org", "edit", "full"}},
		{"end_user_list_access", "list of end users", []string{"none", "full"}},
		{"user_view_access", "customer lists", []string{"none", "readonly", "manage-personal", "manage-group", "full"}},
		{"organization_editing", "edits organizations", nil},
		{"organization_notes_editing", "organization notes", nil},
		{"manage_organizations", "organizations", nil},
		{"manage_user_fields", "user fields", nil},
		{"manage_organization_fields", "organization fields", nil},
	}},
	{"Team", []permission{
		{"light_agent", "is a light agent", nil},
		{"group_access", "sees groups", nil},
		{"manage_groups", "manages groups", nil},
		{"manage_group_memberships", "manages memberships", nil},
		{"manage_team_members", "manages the team", nil},
		{"manage_roles", "manages roles", nil},
		{"manage_skills", "manages skills", nil},
		{"capacity_rules_access", "capacity rules", []string{"none", "view", "view-and-assign", "full"}},
	}},
	{"Tools", []permission{
		{"macro_access", "macros", []string{"readonly", "manage-personal", "manage-group", "full"}},
		{"view_access", "views", []string{"playonly", "readonly", "manage-personal", "manage-group", "full"}},
		{"report_access", "reports", []string{"none", "readonly", "full"}},
		{"explore_access", "Explore", []string{"none", "readonly", "edit", "full"}},
		{"forum_access", "help center", []string{"readonly", "edit-topics", "full"}},
		{"forum_access_restricted_content", "restricted content", nil},
		{"moderate_forums", "moderates articles", nil},
	}},
	{"Channels", []permission{
		{"chat_access", "chats", nil},
		{"voice_access", "answers calls", nil},
		{"voice_dashboard_access", "call dashboard", nil},
		{"twitter_search_access", "searches X", nil},
		{"manage_facebook", "manages Facebook", nil},
		{"manage_extensions_and_channels", "manages channels", nil},
	}},
	{"Administration", []permission{
		{"manage_business_rules", "business rules", nil},
		{"manage_triggers", "triggers", nil},
		{"manage_automations", "automations", nil},
		{"manage_slas", "service levels", nil},
		{"manage_ticket_fields", "ticket fields", nil},
		{"manage_ticket_forms", "ticket forms", nil},
		{"manage_contextual_workspaces", "workspaces", nil},
		{"manage_dynamic_content", "dynamic content", nil},
		{"actions_access", "actions", []string{"none", "readonly", "full"}},
	}},
}

const otherPermissions = "Other permissions"

// permissionFields are the fields of the permissions that roles have: the
// known ones in their groups, then whatever else stands in a configuration.
// A value that is not known stays among the choices.
func permissionFields(roles []api.Role) []Field {
	seen := map[string]map[string]bool{}
	kind := map[string]Value{}
	for _, r := range roles {
		for key, v := range r.Configuration {
			if seen[key] == nil {
				seen[key] = map[string]bool{}
			}
			seen[key][v.Text()] = true
			if !v.IsEmpty() {
				kind[key] = v
			}
		}
	}
	var out []Field
	for _, g := range permissions {
		for _, p := range g.list {
			if seen[p.key] == nil && len(roles) > 0 {
				continue // not a permission of this account
			}
			f := Field{Key: permissionPrefix + p.key, Title: p.title, Description: p.key, Group: g.title, Type: field.Checkbox, Hidden: true}
			if p.choices != nil {
				f.Type, f.Options = field.Dropdown, choicesOf(p.choices, seen[p.key])
			}
			delete(seen, p.key)
			out = append(out, f)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(seen)) {
		out = append(out, unknownPermission(key, kind[key], seen[key]))
	}
	return out
}

// choicesOf are the known choices and those that some role has besides.
func choicesOf(known []string, seen map[string]bool) []Option {
	var out []Option
	for _, v := range known {
		out = append(out, Option{Value: v, Title: words(v)})
	}
	for _, v := range slices.Sorted(maps.Keys(seen)) {
		if v != "" && !slices.Contains(known, v) {
			out = append(out, Option{Value: v, Title: words(v)})
		}
	}
	return out
}

// unknownPermission is the field of a permission that this program does not
// know: edited as what its value looks like, left alone where that is unclear.
func unknownPermission(key string, v Value, seen map[string]bool) Field {
	f := Field{Key: permissionPrefix + key, Title: words(key), Description: key, Group: otherPermissions, Type: field.Checkbox, Hidden: true}
	if _, isBool := v.Bool(); isBool {
		return f
	}
	if v.IsString() {
		f.Type, f.Options = field.Dropdown, choicesOf(nil, seen)
		return f
	}
	f.Type, f.Locked = field.JSON, "zco does not know this permission and leaves it alone"
	return f
}

// words makes words of a key: "within-groups" and "chat_access" both.
func words(key string) string {
	return strings.NewReplacer("-", " ", "_", " ", "readonly", "read only", "playonly", "play only").Replace(key)
}
