package cli

import (
	"net/http"
	"testing"
)

// The demo takes no orders and signs nobody in: others on the host reach it.
func TestTheDemoIsNobodyElses(t *testing.T) {
	s := &session{}
	if err := s.startDemo(&flags{demoRecords: 10}, nil); err != nil {
		t.Fatal(err)
	}
	defer s.close()
	for _, path := range []string{"/_sandbox/journal", "/oauth/authorizations/new?client_id=zco"} {
		res, err := http.Get(s.account.BaseURL + path)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		if res.StatusCode != http.StatusNotFound {
			t.Errorf("%s is %d", path, res.StatusCode)
		}
	}
}
