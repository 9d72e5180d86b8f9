package cli

import (
	"strings"
	"testing"
	"time"

	"zco/api"
)

func TestLongWaitsAreTold(t *testing.T) {
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	var out strings.Builder
	tell := tellWaits(NewStreams(nil, nil, &out, nil).say, func() time.Time { return now })
	in := func(d time.Duration, why api.WaitReason) { tell(api.Wait{Until: now.Add(d), Reason: why}) }
	in(time.Second, api.WaitNetwork)
	in(90*time.Second, api.WaitRateLimit)
	in(90*time.Second+300*time.Millisecond, api.WaitRateLimit) // another request, the same moment
	now = now.Add(90 * time.Second)
	in(10*time.Second, api.WaitUnavailable)
	now = now.Add(10 * time.Second)
	in(10*time.Second, api.WaitEdgeLimit)
	want := "zco: waiting 1m30s: the account's rate limit is used up\nzco: waiting 10s: the service is not available\n" +
		"zco: waiting 10s: the service's edge holds requests back, not the account's limit\n"
	if out.String() != want {
		t.Errorf("says\n%swant\n%s", out.String(), want)
	}
}
