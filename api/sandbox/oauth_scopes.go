package sandbox

import (
	"net/http"
	"slices"
	"strings"
)

// oauthResources are the resources that a scope such as "users:read" can name,
// with what the scope may be: the catalogue of August 2026, 52 scopes with read
// and write. It has none for custom roles, custom statuses and locales.
var oauthResources = map[string][]string{
	"account_settings": readWrite, "any_channel": {"write"}, "apps": readWrite, "auditlogs": {"read"}, "automations": readWrite,
	"brands": readWrite, "custom_objects": readWrite, "deletion_schedules": readWrite, "dynamic_content": readWrite, "groups": readWrite,
	"hc": readWrite, "macros": readWrite, "organizations": readWrite, "requests": readWrite, "satisfaction_ratings": readWrite,
	"security": {"read"}, "sla_policies": readWrite, "targets": readWrite, "themes": readWrite, "ticket_attachments": readWrite,
	"ticket_views": readWrite, "tickets": readWrite, "triggers": readWrite, "users": readWrite, "web_widget": {"write"},
	"webhooks": readWrite, "zis": readWrite,
}

var readWrite = []string{"read", "write"}

func knownScope(scope string) bool {
	switch scope {
	case "read", "write", "impersonate":
		return true
	}
	resource, what, _ := strings.Cut(scope, ":")
	return slices.Contains(oauthResources[resource], what)
}

// scopeResources are the resources that let a token through to a path, by the
// path's first segment after /api/v2, where they are not named like it.
var scopeResources = map[string][]string{
	"custom_roles":      {"users"},
	"custom_status":     {"tickets"},
	"custom_statuses":   {"tickets"},
	"group_memberships": {"groups"},
	"incremental":       {"custom_objects"},
	"job_statuses":      {"custom_objects", "groups"},
	"locales":           {"dynamic_content", "account_settings"},
	"object_layouts":    {"custom_objects"},
	"relationships":     {"custom_objects"},
}

// missingScopes is the 403 of a token whose scopes do not cover a route; one of
// those it names would. The words are recorded from accounts by tap-zendesk and
// others: "You are missing the following required scopes: groups:read, read".
func missingScopes(r *route) *answer {
	need, resources := r.needs()
	var scopes []string
	for _, resource := range resources {
		scopes = append(scopes, resource+":"+need)
	}
	return failure(http.StatusForbidden, "Forbidden", "You are missing the following required scopes: "+strings.Join(append(scopes, need), ", "))
}

// needs is what a scope must let a token do to call the route, and with which of
// some resources.
func (r *route) needs() (need string, resources []string) {
	need = "write"
	if r.method == http.MethodGet || strings.HasSuffix(strings.Join(r.segments, "/"), "/records/search") {
		need = "read" // a filtered search is a POST that writes nothing
	}
	resources, mapped := scopeResources[r.segments[2]]
	switch {
	case mapped:
	case r.segments[2][0] == '{':
		resources = []string{"custom_objects"}
	default:
		resources = []string{r.segments[2]}
	}
	return need, resources
}

// covers reports whether a token's scopes let it call a route. A scope that is
// not known spoils the token: it was given out, and every call is refused.
// Asking about the token itself and revoking it need no scope.
func covers(scopes []string, r *route) bool {
	segments := r.segments
	if len(segments) < 3 || segments[2] == "oauth" {
		return true
	}
	need, resources := r.needs()
	covered := false
	for _, scope := range scopes {
		if !knownScope(scope) {
			return false
		}
		resource, what, _ := strings.Cut(scope, ":")
		covered = covered || scope == need || what == need && slices.Contains(resources, resource)
	}
	return covered
}

// readScopes splits what was asked for and reports whether the client may
// have it. Asking for nothing is asking to read and write, as clients that were
// made for accounts without scopes expect (the migration guide of the vendor's
// development kit). Scopes that are not known
// are given, as the real service gives them.
func (c *oauthClient) readScopes(text string) ([]string, bool) {
	scopes := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' })
	if len(scopes) == 0 {
		scopes = []string{"read", "write"}
	}
	for _, scope := range scopes {
		if slices.Contains(c.Beyond, scope) {
			return nil, false
		}
	}
	slices.Sort(scopes)
	return slices.Compact(scopes), true
}
