package sandbox

import (
	"strconv"
	"strings"
)

// locale is a language the account has switched on. Dynamic content may be
// written in these only.
type locale struct {
	id           int64
	code         string
	name, native string
	rtl          bool
}

// accountLocales are ordered by id, as the service lists them. The first is
// the account's own.
var accountLocales = []locale{
	{1, "en-US", "English", "English", false},
	{2, "es", "Español", "español", false},
	{8, "de", "Deutsch", "Deutsch", false},
	{10, "zh-cn", "简体中文", "简体中文", false},
	{16, "fr", "Français", "français", false},
	{19, "pt-br", "Português (Brasil)", "português (Brasil)", false},
	{27, "ru", "Русский", "русский", false},
	{30, "he", "עברית", "עברית", true},
	{66, "ar", "العربية", "العربية", true},
	{67, "ja", "日本語", "日本語", false},
	{69, "ko", "한국어", "한국어", false},
	{1365, "hi", "हिन्दी", "हिन्दी", false},
}

var localesFamily = family{
	name: "locales",
	routes: func(s *Server) {
		all := func(q *request) *answer { return q.locales() }
		s.handle("GET /api/v2/locales", signedIn, all)
		s.handle("GET /api/v2/locales/public", public, all)
		s.handle("GET /api/v2/locales/agent", signedIn, all)
		s.handle("GET /api/v2/locales/current", signedIn, func(q *request) *answer {
			return ok(obj{{"locale", q.localeView(q.locale())}})
		})
		s.handle("GET /api/v2/locales/{id}", signedIn, (*request).showLocale)
	},
}

func (q *request) locales() *answer {
	return unpagedList("locales", views(accountLocales, q.localeView))
}

// showLocale takes the id or the code, as the service does.
func (q *request) showLocale() *answer {
	want := q.path("id")
	for _, l := range accountLocales {
		if strconv.FormatInt(l.id, 10) == want || strings.EqualFold(l.code, want) {
			return ok(obj{{"locale", q.localeView(l)}})
		}
	}
	return recordNotFound()
}

// localeView is a language as accounts have been recorded to send it: its
// address ends in the code, not the id.
func (q *request) localeView(l locale) obj {
	return obj{
		{"url", q.link("/api/v2/locales/" + l.code)}, {"id", l.id}, {"locale", l.code},
		{"name", l.name}, {"native_name", l.native}, {"presentation_name", l.name}, {"rtl", l.rtl},
		{"created_at", "2021-02-01T09:00:00Z"}, {"updated_at", "2021-02-01T09:00:00Z"},
		{"default", l.id == accountLocales[0].id},
	}
}

// localeByID finds an active locale.
func localeByID(id int64) (locale, bool) {
	for _, l := range accountLocales {
		if l.id == id {
			return l, true
		}
	}
	return locale{}, false
}

// locale is the language the service speaks to whoever asks: the first one of
// Accept-Language that the account has, else the user's, else the account's.
func (q *request) locale() locale {
	for part := range strings.SplitSeq(q.http.Header.Get("Accept-Language"), ",") {
		tag, _, _ := strings.Cut(strings.TrimSpace(part), ";")
		for _, l := range accountLocales {
			if tag != "" && (strings.EqualFold(l.code, tag) || strings.EqualFold(language(l.code), language(tag))) {
				return l
			}
		}
	}
	if q.actor != nil {
		if l, found := localeByID(q.actor.LocaleID); found {
			return l
		}
	}
	return accountLocales[0]
}

// language is the part of a tag before the region.
func language(tag string) string {
	lang, _, _ := strings.Cut(tag, "-")
	return lang
}
