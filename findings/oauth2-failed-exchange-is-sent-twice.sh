#!/usr/bin/env bash
# golang.org/x/oauth2 0.30.0: where the style of authentication is not said, an
# exchange that the server refuses is sent again in the other style, with the same
# code and the client's secret. A server that takes a code once sees it twice, which
# RFC 6749 4.1.2 tells it to treat as an attack, and the error that is returned is
# that of the second try, whatever the first was about. AuthStyle says which.
#
# Seen 2026-11-28 with Go 1.26, against a server that prints what comes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > main.go <<'GO'
package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"

	"golang.org/x/oauth2"
)

func main() {
	n := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n++
		r.ParseForm()
		_, _, basic := r.BasicAuth()
		fmt.Println(r.Form.Get("code"), "in the header:", basic)
		http.Error(w, fmt.Sprintf("try %d", n), http.StatusServiceUnavailable)
	}))
	defer server.Close()
	for _, style := range []oauth2.AuthStyle{oauth2.AuthStyleAutoDetect, oauth2.AuthStyleInParams} {
		c := oauth2.Config{ClientID: "id", ClientSecret: "secret", Endpoint: oauth2.Endpoint{TokenURL: server.URL, AuthStyle: style}}
		_, err := c.Exchange(context.Background(), "once")
		fmt.Println(err != nil, n)
	}
}
GO
cat > expected <<'OUT'
once in the header: true
once in the header: false
true 2
once in the header: false
true 3
OUT
go mod init finding 2> log
go get golang.org/x/oauth2@v0.30.0 2>> log || { cat log; exit 1; }
go run . > got
diff expected got && echo "as described"
