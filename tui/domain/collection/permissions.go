package collection

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
		{"ticket_access", "Ticket access", []string{"assigned-only", "within-groups", "within-groups-and-public-groups", "within-organization", "all"}},
		{"ticket_comment_access", "Comments", []string{"none", "public"}},
		{"ticket_editing", "Edit tickets", nil},
		{"ticket_tag_editing", "Edit tags", nil},
		{"ticket_merge", "Merge tickets", nil},
		{"ticket_deletion", "Delete tickets", nil},
		{"ticket_redaction", "Redact tickets", nil},
		{"view_deleted_tickets", "View deleted tickets", nil},
		{"view_filter_tickets", "Filter tickets", nil},
		{"assign_tickets_to_any_group", "Assign to any group", nil},
		{"assign_tickets_to_any_brand", "Assign to any brand", nil},
		{"side_conversation_create", "Side conversations", nil},
		{"manage_suspended_tickets", "Suspended tickets", nil},
		{"manage_approval_requests", "Approval requests", nil},
	}},
	{"People and organizations", []permission{
		{"end_user_profile_access", "End user profiles", []string{"readonly", "edit-within-org", "edit", "full"}},
		{"end_user_list_access", "End user lists", []string{"none", "full"}},
		{"user_view_access", "Customer lists", []string{"none", "readonly", "manage-personal", "manage-group", "full"}},
		{"organization_editing", "Edit organizations", nil},
		{"organization_notes_editing", "Organization notes", nil},
		{"manage_organizations", "Manage organizations", nil},
		{"manage_user_fields", "User fields", nil},
		{"manage_organization_fields", "Organization fields", nil},
	}},
	{"Team", []permission{
		{"light_agent", "Light agent", nil},
		{"group_access", "Group access", nil},
		{"manage_groups", "Manage groups", nil},
		{"manage_group_memberships", "Manage memberships", nil},
		{"manage_team_members", "Manage team members", []string{"none", "readonly", "all-with-self-restriction"}},
		{"manage_roles", "Manage roles", []string{"none", "all-except-self"}},
		{"manage_skills", "Manage skills", nil},
		{"capacity_rules_access", "Capacity rules", []string{"none", "view", "view-and-assign", "full"}},
	}},
	{"Tools", []permission{
		{"macro_access", "Macros", []string{"readonly", "manage-personal", "manage-group", "full"}},
		{"view_access", "Views", []string{"playonly", "readonly", "manage-personal", "manage-group", "full"}},
		{"export_views", "Export views", nil},
		{"report_access", "Reports", []string{"none", "readonly", "full"}},
		{"explore_access", "Explore", []string{"none", "readonly", "edit", "full"}},
		{"forum_access", "Help center", []string{"readonly", "edit-topics", "full"}},
		{"forum_access_restricted_content", "Restricted content", nil},
		{"moderate_forums", "Moderate articles", nil},
	}},
	{"Channels", []permission{
		{"chat_access", "Chat", nil},
		{"voice_access", "Calls", nil},
		{"voice_dashboard_access", "Call dashboard", nil},
		{"twitter_search_access", "Search X", nil},
		{"manage_facebook", "Facebook pages", nil},
		{"manage_extensions_and_channels", "Channels and extensions", nil},
	}},
	{"Administration", []permission{
		{"manage_business_rules", "Business rules", nil},
		{"manage_triggers", "Triggers", nil},
		{"manage_automations", "Automations", nil},
		{"manage_slas", "SLAs", nil},
		{"manage_ticket_fields", "Ticket fields", nil},
		{"manage_ticket_forms", "Ticket forms", nil},
		{"manage_contextual_workspaces", "Contextual workspaces", nil},
		{"manage_dynamic_content", "Dynamic content", nil},
		{"actions_access", "Actions", []string{"none", "readonly", "full"}},
	}},
}

// readOnlyPermissions are those that the service sets itself; they are shown
// and never sent.
//
// https://developer.zendesk.com/api-reference/ticketing/account-configuration/custom_roles/#configuration
var readOnlyPermissions = []string{"chat_access", "group_access", "light_agent", "moderate_forums", "organization_notes_editing"}

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
			if p.choices != nil && !allBool(roles, p.key) {
				f.Type, f.Options = field.Dropdown, choicesOf(p.choices, seen[p.key])
			}
			if slices.Contains(readOnlyPermissions, p.key) {
				f.Locked = "read-only in Zendesk"
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

// allBool reports whether every role answers a permission with yes or no.
// manage_roles and manage_team_members are texts on the vendor's page; accounts
// that do not have the choices yet may send booleans.
func allBool(roles []api.Role, key string) bool {
	n := 0
	for _, r := range roles {
		v, there := r.Configuration[key]
		if _, is := v.Bool(); there && !is {
			return false
		}
		n++
	}
	return n > 0
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
	f := Field{Key: permissionPrefix + key, Title: sentence(words(key)), Description: key, Group: otherPermissions, Type: field.Checkbox, Hidden: true}
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

// sentence begins with a capital letter.
func sentence(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}
