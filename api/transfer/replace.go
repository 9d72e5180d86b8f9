package transfer

import (
	"regexp"
	"strings"
)

// maxText is the longest text the service's fields hold, in characters.
const maxText = 65536

// replaceText puts with in place of every find in text, from the left.
// Without matchCase letters are alike in any case, one for one (ß is not SS).
func replaceText(text, find, with string, matchCase bool) string {
	if find == "" {
		return text
	}
	if matchCase {
		return strings.ReplaceAll(text, find, with)
	}
	pattern := regexp.MustCompile("(?i)" + regexp.QuoteMeta(strings.ToValidUTF8(find, "\ufffd")))
	return pattern.ReplaceAllLiteralString(text, with)
}
