package sandbox

import (
	"maps"
	"slices"
)

// permissionChoices are the permissions with more answers than yes and no, the
// narrowest answer first.
var permissionChoices = map[string][]string{
	"actions_access":          {"none", "readonly", "full"},
	"capacity_rules_access":   {"none", "view", "view-and-assign", "full"},
	"end_user_list_access":    {"none", "full"},
	"end_user_profile_access": {"readonly", "edit-within-org", "edit", "full"},
	"explore_access":          {"none", "readonly", "edit", "full"},
	"forum_access":            {"readonly", "edit-topics", "full"},
	"manage_roles":            {"none", "all-except-self"},
	"manage_team_members":     {"none", "readonly", "all-with-self-restriction"},
	"macro_access":            {"readonly", "manage-personal", "manage-group", "full"},
	"report_access":           {"none", "readonly", "full"},
	"ticket_access":           {"assigned-only", "within-groups", "within-groups-and-public-groups", "within-organization", "all"},
	"ticket_comment_access":   {"none", "public"},
	"user_view_access":        {"none", "readonly", "manage-personal", "manage-group", "full"},
	"view_access":             {"playonly", "readonly", "manage-personal", "manage-group", "full"},
}

// permissionFlags are the permissions that are given or not.
var permissionFlags = []string{
	"assign_tickets_to_any_brand", "assign_tickets_to_any_group", "chat_access", "export_views", "forum_access_restricted_content", "group_access", "light_agent",
	"manage_approval_requests", "manage_automations", "manage_business_rules", "manage_contextual_workspaces", "manage_dynamic_content",
	"manage_extensions_and_channels", "manage_facebook", "manage_group_memberships", "manage_groups",
	"manage_organization_fields", "manage_organizations", "manage_skills", "manage_slas", "manage_suspended_tickets",
	"manage_ticket_fields", "manage_ticket_forms", "manage_triggers", "manage_user_fields", "moderate_forums",
	"organization_editing", "organization_notes_editing", "side_conversation_create", "ticket_deletion", "ticket_editing",
	"ticket_merge", "ticket_redaction", "ticket_tag_editing", "twitter_search_access", "view_deleted_tickets", "view_filter_tickets",
	"voice_access", "voice_dashboard_access",
}

// readOnlyPermissions are shown and not taken, with a warning.
//
// https://developer.zendesk.com/api-reference/ticketing/account-configuration/custom_roles/#configuration
var readOnlyPermissions = []string{"chat_access", "group_access", "light_agent", "moderate_forums", "organization_notes_editing"}

// defaultPermissions is the configuration of a role of which nothing is said:
// the narrowest of everything, and tickets can be edited.
func defaultPermissions() map[string]any {
	config := make(map[string]any, len(permissionChoices)+len(permissionFlags)+1)
	for key, choices := range permissionChoices {
		config[key] = choices[0]
	}
	for _, key := range permissionFlags {
		config[key] = false
	}
	config["ticket_editing"] = true
	config["custom_objects"] = map[string]any{}
	return config
}

// readPermissions reads what was sent over what is there. Keys that are no
// permission are ignored with a warning.
func readPermissions(q *request, t *decoder, sent any, into map[string]any) {
	config, isObject := sent.(map[string]any)
	if !isObject {
		t.fault("configuration", "is invalid", "InvalidValue")
		return
	}
	for _, key := range slices.Sorted(maps.Keys(config)) {
		value := config[key]
		switch choices, hasChoices := permissionChoices[key]; {
		case slices.Contains(readOnlyPermissions, key):
			q.warn("custom_role.configuration." + key)
			continue
		case hasChoices:
			if text, isText := value.(string); !isText || !slices.Contains(choices, text) {
				t.fault(key, "is not included in the list", "InvalidValue")
				continue
			}
		case slices.Contains(permissionFlags, key):
			if _, isBool := value.(bool); !isBool {
				t.fault(key, "is invalid", "InvalidValue")
				continue
			}
		case key == "custom_objects", key == "explore_reports":
			if _, isObject := value.(map[string]any); !isObject {
				t.fault(key, "is invalid", "InvalidValue")
				continue
			}
		default:
			q.warn("custom_role.configuration." + key)
			continue
		}
		into[key] = value
	}
}
