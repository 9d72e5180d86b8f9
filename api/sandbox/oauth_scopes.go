package sandbox

import (
	"net/http"
	"slices"
	"strings"
)

// oauthResources are the resources that a scope such as "users:read" can name.
// Whether the real service has one for custom objects is not settled.
var oauthResources = []string{
	"any_channel", "apps", "auditlogs", "automations", "custom_objects", "custom_roles", "custom_statuses", "dynamic_content",
	"groups", "hc", "locales", "macros", "organizations", "requests", "satisfaction_ratings", "targets", "tickets", "triggers",
	"users", "web_widget", "webhooks", "zis",
}

func knownScope(scope string) bool {
	switch scope {
	case "read", "write", "impersonate":
		return true
	}
	resource, what, _ := strings.Cut(scope, ":")
	return slices.Contains(oauthResources, resource) && (what == "read" || what == "write")
}

// scopeResources are the resources that let a token through to a path, by the
// path's first segment after /api/v2, where they are not named like it.
var scopeResources = map[string][]string{
	"custom_roles":      {"custom_roles", "users"},
	"custom_status":     {"custom_statuses", "tickets"},
	"custom_statuses":   {"custom_statuses", "tickets"},
	"group_memberships": {"groups"},
	"incremental":       {"custom_objects"},
	"job_statuses":      {"custom_objects", "groups"},
	"locales":           {"locales", "dynamic_content"},
	"object_layouts":    {"custom_objects"},
	"relationships":     {"custom_objects"},
}

// covers reports whether a token's scopes let it call a route. A scope that is
// not known spoils the token: it was given out, and every call is refused.
// Asking about the token itself and revoking it need no scope.
func covers(scopes []string, r *route) bool {
	segments := r.segments
	if len(segments) < 3 || segments[2] == "oauth" {
		return true
	}
	need := "write"
	if r.method == http.MethodGet || strings.HasSuffix(strings.Join(segments, "/"), "/records/search") {
		need = "read" // a filtered search is a POST that writes nothing
	}
	resources, mapped := scopeResources[segments[2]]
	switch {
	case mapped:
	case segments[2][0] == '{':
		resources = []string{"custom_objects"}
	default:
		resources = []string{segments[2]}
	}
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
// have it. Asking for nothing is asking to read. Scopes that are not known
// are given, as the real service gives them.
func (c *oauthClient) readScopes(text string) ([]string, bool) {
	scopes := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' })
	if len(scopes) == 0 {
		scopes = []string{"read"}
	}
	for _, scope := range scopes {
		if slices.Contains(c.Beyond, scope) {
			return nil, false
		}
	}
	slices.Sort(scopes)
	return slices.Compact(scopes), true
}
