package collection

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"zco/api"
)

// proposeForObject proposes the plural and the key of a new custom object once
// its title is typed.
func proposeForObject(key string, v Value) Patch {
	title := strings.TrimSpace(v.Text())
	if key != "title" || !isProse(title) {
		return nil
	}
	p := keyOf(title)
	p["title_pluralized"] = api.String(plural(title))
	return p
}

// proposeForField proposes the key of a new field once its title is typed.
func proposeForField(key string, v Value) Patch {
	if key != "title" || !isProse(v.Text()) {
		return nil
	}
	return keyOf(v.Text())
}

// isProse is false for a text that stands for another, a placeholder of dynamic
// content: nothing can be made of its words.
func isProse(title string) bool {
	return strings.TrimSpace(title) != "" && !strings.Contains(title, "{{")
}

// undecomposed are letters that Unicode does not take apart.
var undecomposed = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ı", "i", "þ", "th")

// keyOf makes a key of a title: its letters without their marks, digits and
// underscores. The patch is empty where no letter is left, as of a title in
// Japanese.
func keyOf(title string) Patch {
	var b strings.Builder
	for _, r := range norm.NFKD.String(undecomposed.Replace(strings.ToLower(title))) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r):
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "_"):
			b.WriteByte('_')
		}
	}
	key := strings.TrimRight(b.String(), "_")
	if !strings.ContainsFunc(key, unicode.IsLetter) {
		return Patch{}
	}
	return Patch{"key": api.String(key)}
}

var hissing = regexp.MustCompile(`(?i)(s|x|z|ch|sh)$`)
var endsInY = regexp.MustCompile(`(?i)[^aeiou]y$`)

// plural is the usual plural of an English word.
func plural(s string) string {
	switch {
	case hissing.MatchString(s):
		return s + "es"
	case endsInY.MatchString(s):
		return s[:len(s)-1] + "ies"
	}
	return s + "s"
}
