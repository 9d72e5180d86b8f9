#!/usr/bin/env bash
# hashicorp/go-retryablehttp 0.7.8: a POST is sent again after a 502 like any other
# request, without regard to the method; where the first one did arrive, the record
# is made twice. And RetryWaitMax is no maximum: a Retry-After of 2 seconds is waited
# for though 10 ms are allowed, and one of an hour would be as well.
#
# Seen 2026-11-28 with Go 1.26: as printed below.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > main.go <<'GO'
package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

func main() {
	seen := 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen++
		switch {
		case seen > 1:
		case r.Method == http.MethodPost:
			w.WriteHeader(http.StatusBadGateway)
		default:
			w.Header().Set("Retry-After", "2")
			w.WriteHeader(http.StatusTooManyRequests)
		}
	}))
	defer s.Close()
	c := retryablehttp.NewClient()
	c.Logger, c.RetryWaitMin, c.RetryWaitMax = nil, time.Millisecond, 10*time.Millisecond
	r, err := c.Post(s.URL, "application/json", []byte(`{}`))
	fmt.Println("sent", seen, "times:", r.StatusCode, err)
	seen = 0
	began := time.Now()
	r, err = c.Get(s.URL)
	fmt.Println("waited two seconds:", time.Since(began) >= 2*time.Second, r.StatusCode, err)
}
GO
cat > expected <<'OUT'
sent 2 times: 200 <nil>
waited two seconds: true 200 <nil>
OUT
go mod init finding 2> log
go get github.com/hashicorp/go-retryablehttp@v0.7.8 2>> log || { cat log; exit 1; }
go run . > got
diff expected got && echo "as described"
