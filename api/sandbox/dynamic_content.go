package sandbox

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
)

// dynamicContent is the account's texts that come in several languages.
type dynamicContent struct {
	Items []*dcItem `json:"items"` // by id
}

// dcItem is one text. Its placeholder is made from the first name it had and
// never changes, because other texts refer to it.
type dcItem struct {
	ID          int64        `json:"id"`
	Name        string       `json:"name"`
	Placeholder string       `json:"placeholder"` // without {{dc.}}
	Created     time.Time    `json:"created"`
	Updated     time.Time    `json:"updated"`
	Variants    []*dcVariant `json:"variants"` // by id; exactly one is the default
}

// dcVariant is the text in one language.
type dcVariant struct {
	ID       int64     `json:"id"`
	Locale   int64     `json:"locale"`
	Content  string    `json:"content"`
	Default  bool      `json:"default"`
	Active   bool      `json:"active"`
	Outdated bool      `json:"outdated"` // the default was rewritten after this one
	Created  time.Time `json:"created"`
	Updated  time.Time `json:"updated"`
}

// called is the item with a placeholder; no two have the same.
func (d *dynamicContent) called(placeholder string) *dcItem {
	return pick(d.Items, func(it *dcItem) bool { return it.Placeholder == placeholder })
}

func (it *dcItem) variant(id int64) *dcVariant {
	return pick(it.Variants, func(v *dcVariant) bool { return v.ID == id })
}

// inLocale returns the variant of a locale, nil if there is none.
func (it *dcItem) inLocale(id int64) *dcVariant {
	return pick(it.Variants, func(v *dcVariant) bool { return v.Locale == id })
}

// original is the default variant.
func (it *dcItem) original() *dcVariant {
	return pick(it.Variants, func(v *dcVariant) bool { return v.Default })
}

func (it *dcItem) outdated() bool {
	return slices.ContainsFunc(it.Variants, func(v *dcVariant) bool { return v.Outdated })
}

// placeholderOf makes the name that other texts use: "Snowboard Problem"
// becomes snowboard_problem. Letters of any script stay.
func placeholderOf(name string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	}), "_")
}

// placeholders are {{dc.name}} of dynamic content and {{zd.name}} of the
// service's own words.
var placeholders = regexp.MustCompile(`\{\{(dc|zd)\.([^{}]*)\}\}`)

// render puts dynamic content and the service's words in the place of their
// placeholders in text, in a language; names that are not there stay as they
// are.
func (s *Server) render(text string, locale int64) string {
	return placeholders.ReplaceAllStringFunc(text, func(whole string) string {
		part := placeholders.FindStringSubmatch(whole)
		content, known := "", false
		if name := strings.TrimSpace(part[2]); part[1] == "zd" {
			content, known = zdContent(name, locale)
		} else {
			content, known = s.dcContent(name, locale)
		}
		if !known {
			return whole
		}
		return content
	})
}

// render puts dynamic content into text in the language of whoever asks.
func (q *request) render(text string) string {
	if !hasPlaceholder(text) {
		return text
	}
	return q.server.render(text, q.locale().id)
}

// dcContent is the active variant of a locale, else the default one.
func (s *Server) dcContent(placeholder string, locale int64) (string, bool) {
	it := s.dynamic.called(placeholder)
	if it == nil {
		return "", false
	}
	v := it.inLocale(locale)
	if v == nil || !v.Active {
		v = it.original()
	}
	return v.Content, true
}

func (q *request) dcItemView(it *dcItem) obj {
	return obj{
		{"url", q.link(dcItemPath(it))}, {"id", it.ID}, {"name", it.Name},
		{"placeholder", "{{dc." + it.Placeholder + "}}"}, {"default_locale_id", it.original().Locale},
		{"outdated", it.outdated()}, {"created_at", stamp(it.Created)}, {"updated_at", stamp(it.Updated)},
		{"variants", q.dcVariantViews(it, it.Variants)},
	}
}

func (q *request) dcVariantViews(it *dcItem, list []*dcVariant) []obj {
	return views(list, func(v *dcVariant) obj { return q.dcVariantView(it, v) })
}

func (q *request) dcVariantView(it *dcItem, v *dcVariant) obj {
	return obj{
		{"url", q.link(dcVariantPath(it, v))}, {"id", v.ID}, {"content", v.Content}, {"locale_id", v.Locale},
		{"outdated", v.Outdated}, {"active", v.Active}, {"default", v.Default},
		{"created_at", stamp(v.Created)}, {"updated_at", stamp(v.Updated)},
	}
}

func dcItemPath(it *dcItem) string { return fmt.Sprintf("/api/v2/dynamic_content/items/%d", it.ID) }

func dcVariantPath(it *dcItem, v *dcVariant) string {
	return fmt.Sprintf("%s/variants/%d", dcItemPath(it), v.ID)
}
