#!/usr/bin/env bash
# resty 2.17.2: an answer of 200 that is a web page, such as the sign-in page of a
# proxy, is a success: no error, IsSuccess is true and the result that was to be
# filled is empty, as only JSON and XML are read into it. A record without an id
# looks as if the service had sent it; the content type has to be looked at.
# ForceContentType("application/json") makes it an error.
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

	"github.com/go-resty/resty/v2"
)

func main() {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<html>sign in</html>")
	}))
	defer s.Close()
	var record struct{ ID string }
	r, err := resty.New().R().SetResult(&record).Get(s.URL)
	fmt.Printf("error %v, success %v, record %+v\n", err, r.IsSuccess(), record)
	_, err = resty.New().R().ForceContentType("application/json").SetResult(&record).Get(s.URL)
	fmt.Println("forced: error", err != nil)
}
GO
cat > expected <<'OUT'
error <nil>, success true, record {ID:}
forced: error true
OUT
go mod init finding 2> log
go get github.com/go-resty/resty/v2@v2.17.2 2>> log || { cat log; exit 1; }
go run . > got
diff expected got && echo "as described"
