package sandbox

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// usersFamily serves /api/v2/users as far as lookups, memberships and signing
// in need it. Users cannot be changed here.
var usersFamily = family{
	name: "users",
	seed: func(s *Server) { spreadLanguages(&s.people) },
	routes: func(s *Server) {
		s.handle("GET /api/v2/users/me", public, s.me)
		s.handle("GET /api/v2/users", agents, s.listUsers)
		s.handle("GET /api/v2/users/show_many", agents, s.showManyUsers)
		s.handle("GET /api/v2/users/search", agents, s.searchUsers)
		s.handle("GET /api/v2/users/autocomplete", agents, s.autocompleteUsers)
		s.handle("GET /api/v2/users/{id}", agents, users.show)
	},
}

// spreadLanguages gives users the languages of their names' scripts and
// external ids, and suspends one. The admin has the account's language.
func spreadLanguages(d *people) {
	for id, u := range d.Users {
		if id != firstUserID {
			u.LocaleID = localeOfScript(u.Name, int(id))
		}
		if u.Role == roleEndUser {
			u.ExternalID = fmt.Sprintf("crm-%05d", id-firstEndUserID+1)
		}
		u.Suspended = id == firstEndUserID+17
	}
}

// scripts and the locales of who writes in them.
var scripts = []struct {
	table  *unicode.RangeTable
	locale int64
}{
	{unicode.Hiragana, inJapanese}, {unicode.Katakana, inJapanese}, {unicode.Hangul, 69}, {unicode.Cyrillic, inRussian},
	{unicode.Arabic, inArabic}, {unicode.Hebrew, inHebrew}, {unicode.Devanagari, inHindi}, {unicode.Han, inChinese},
}

// localeOfScript guesses a language from a name; names in Latin letters take
// turns.
func localeOfScript(name string, turn int) int64 {
	for _, s := range scripts {
		if strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(s.table, r) }) {
			return s.locale
		}
	}
	latin := []int64{inEnglish, inGerman, inFrench, inSpanish, inPortuguese}
	return latin[turn%len(latin)]
}

// me answers 200 with an anonymous user when there are no credentials or a
// password, which is a trap of the real service; a wrong token is a 401.
func (s *Server) me(q *request) *answer {
	if q.actor != nil && !q.scoped(q.route) {
		return missingScopes(q.route)
	}
	if q.actor != nil {
		return ok(obj{{"user", q.userView(q.actor)}})
	}
	name, _, _ := q.http.BasicAuth()
	if _, sent := bearerToken(q.http); sent || strings.HasSuffix(name, "/token") {
		return unauthenticatedFor(q.http)
	}
	anonymous := q.userView(&user{Name: "Anonymous user", Email: "invalid@example.com", Role: roleEndUser})
	for i := range anonymous {
		switch anonymous[i].Key {
		case "id", "created_at", "updated_at":
			anonymous[i].Value = nil
		case "url":
			anonymous[i].Value = q.link("/api/v2/users/")
		case "verified", "active":
			anonymous[i].Value = false
		}
	}
	return ok(obj{{"user", anonymous}})
}

// listUsers filters by role or role[].
func (s *Server) listUsers(q *request) *answer {
	roles := append(q.query["role[]"], q.query["role"]...)
	return users.page(q, cursorOrOffset, func(u *user) bool { return len(roles) == 0 || slices.Contains(roles, u.Role) })
}

// showManyUsers takes ids or external_ids; those that are not there are left
// out.
func (s *Server) showManyUsers(q *request) *answer {
	if names := q.list("external_ids"); names != nil {
		if len(names) > maxIDs {
			return tooManyIDs()
		}
		return users.page(q, cursorOrOffset, func(u *user) bool { return u.ExternalID != "" && slices.Contains(names, u.ExternalID) })
	}
	return users.showMany(q)
}

// searchUsers finds words by their beginnings in names, whole addresses and
// external ids. Of the service's query language it knows email:, role: and
// type:user.
func (s *Server) searchUsers(q *request) *answer {
	if id := q.param("external_id"); id != "" {
		return users.page(q, offsetOnly, func(u *user) bool { return u.ExternalID == id })
	}
	words := strings.Fields(strings.ToLower(q.param("query")))
	return users.page(q, offsetOnly, func(u *user) bool {
		return !slices.ContainsFunc(words, func(word string) bool { return !u.matches(word) })
	})
}

func (u *user) matches(word string) bool {
	if role, found := strings.CutPrefix(word, "role:"); found {
		return u.Role == role
	}
	if word == "type:user" || word == "*" {
		return true
	}
	word = strings.TrimPrefix(word, "email:")
	if strings.EqualFold(u.Email, word) || u.ExternalID == word {
		return true
	}
	return wordBegins(u.Name, word)
}

func (s *Server) autocompleteUsers(q *request) *answer {
	name := strings.ToLower(q.param("name"))
	if len([]rune(name)) < 2 {
		return badAttribute("You passed an invalid value for the name attribute. name must be at least 2 characters")
	}
	return users.page(q, offsetOnly, func(u *user) bool { return wordBegins(u.Name, name) })
}

// wordBegins reports whether a word of name, or the name, begins with prefix,
// which is in lower case.
func wordBegins(name, prefix string) bool {
	name = strings.ToLower(name)
	if strings.HasPrefix(name, prefix) {
		return true
	}
	return slices.ContainsFunc(strings.Fields(name), func(w string) bool { return strings.HasPrefix(w, prefix) })
}

func (q *request) userView(u *user) obj {
	l := accountLocales[0]
	if own, found := localeByID(u.LocaleID); found {
		l = own
	}
	var roleType any
	if r := q.server.roles.byID(u.CustomRoleID); r != nil {
		roleType = r.Type
	}
	restriction := any(nil)
	if u.Role == roleEndUser {
		restriction = "requested"
	}
	return obj{
		{"id", u.ID}, {"url", q.link("/api/v2/users/" + strconv.FormatInt(u.ID, 10))}, {"name", u.Name}, {"email", u.Email},
		{"created_at", stamp(u.CreatedAt)}, {"updated_at", stamp(u.UpdatedAt)},
		{"time_zone", "UTC"}, {"iana_time_zone", "Etc/UTC"}, {"phone", phoneOf(u)}, {"shared_phone_number", sharedPhone(u)}, {"photo", nil},
		{"locale_id", l.id}, {"locale", l.code}, {"organization_id", orNull(u.OrganizationID)}, {"role", u.Role}, {"verified", true},
		{"external_id", orNull(u.ExternalID)}, {"tags", []string{}}, {"alias", nil}, {"active", true}, {"shared", false},
		{"shared_agent", false}, {"last_login_at", lastLogin(u)}, {"two_factor_auth_enabled", nil}, {"signature", nil}, {"details", nil},
		{"notes", nil}, {"role_type", roleType}, {"custom_role_id", orNull(u.CustomRoleID)}, {"moderator", u.Role == roleAdmin},
		{"ticket_restriction", restriction}, {"only_private_comments", roleType == roleTypeLightAgent},
		{"restricted_agent", u.Role != roleAdmin}, {"suspended", u.Suspended}, {"default_group_id", orNull(u.GroupID)},
		{"report_csv", false}, {"user_fields", obj{}},
	}
}

// phoneOf is a number of the ranges that are kept free for fiction; two in
// three users have told theirs.
func phoneOf(u *user) any {
	if u.ID%3 == 0 {
		return nil
	}
	return fmt.Sprintf("+44 20 7946 0%03d", u.ID%1000)
}

// sharedPhone says whether the number is a desk's; null without one.
func sharedPhone(u *user) any {
	if phoneOf(u) == nil {
		return nil
	}
	return false
}

// lastLogin is when the user last signed in, null for one who never did: the
// suspended and every fourth customer.
func lastLogin(u *user) any {
	if u.Suspended || u.Role == roleEndUser && u.ID%4 == 0 {
		return nil
	}
	return stamp(u.UpdatedAt.Add(time.Duration(u.ID%37) * time.Hour))
}

// orNull is an id or a text, or null for none.
func orNull[T comparable](v T) any {
	var none T
	if v == none {
		return nil
	}
	return v
}
