package config

import (
	"fmt"
	"time"
)

// API tokens come to an end: none can be made since tokensClosed, and the last
// ones stop on tokensEnd.
var (
	tokensClosed = time.Date(2026, time.October, 27, 0, 0, 0, 0, time.UTC)
	tokensEnd    = time.Date(2027, time.April, 30, 0, 0, 0, 0, time.UTC)
)

// TokenNotice says how long API tokens will work still, in one sentence.
func TokenNotice(now time.Time) string {
	const do = "sign in with: zco login"
	days := int(tokensEnd.Sub(now).Hours()+23) / 24
	switch {
	case !now.Before(tokensEnd):
		return "Zendesk ended API tokens on 2027-04-30; " + do
	case days == 1:
		return "API tokens stop tomorrow, on 2027-04-30; " + do
	case now.Before(tokensClosed):
		return "no new API tokens can be made from 2026-10-27, and all stop on 2027-04-30; " + do
	}
	return fmt.Sprintf("API tokens stop on 2027-04-30, in %d days, and no new ones can be made; %s", days, do)
}
