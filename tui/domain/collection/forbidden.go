package collection

import "strings"

// WhyForbidden says in the service's words why it forbids something, without
// the request that asked for it.
func WhyForbidden(err error) string {
	var words []string
	for _, r := range Reasons(err) {
		words = append(words, r.Text)
	}
	return strings.TrimSpace("the service forbids it: " + strings.Join(words, "; "))
}
