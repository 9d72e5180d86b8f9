#!/usr/bin/env bash
# go-zendesk 0.18.0: a custom object record is sent with created_at and updated_at of
# year 1, as omitempty has no effect on time.Time, and with an empty
# custom_object_key and fields of null; and ListCustomObjectRecords pages by per_page and page, which
# this list does not have, so that nothing after the first 100 can be reached.
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
	"io"
	"net/http"
	"net/http/httptest"

	"github.com/nukosuke/go-zendesk/zendesk"
)

func main() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		fmt.Println(r.Method, r.URL, string(body))
		io.WriteString(w, `{"custom_object_records":[],"meta":{"has_more":true,"after_cursor":"x"}}`)
	}))
	defer server.Close()
	c, err := zendesk.NewClient(nil)
	if err != nil {
		panic(err)
	}
	c.SetEndpointURL(server.URL)
	ctx := context.Background()
	c.UpdateCustomObjectRecord(ctx, "car", "01", zendesk.CustomObjectRecord{Name: "Volvo"})
	_, page, err := c.ListCustomObjectRecords(ctx, "car", &zendesk.CustomObjectListOptions{PageOptions: zendesk.PageOptions{Page: 2, PerPage: 100}})
	fmt.Println(page.HasNext(), err)
}
GO
cat > expected <<'OUT'
PATCH /custom_objects/car/records/01 {"custom_object_record":{"name":"Volvo","custom_object_key":"","custom_object_fields":null,"created_at":"0001-01-01T00:00:00Z","updated_at":"0001-01-01T00:00:00Z"}}
GET /custom_objects/car/records?page=2&per_page=100 
false <nil>
OUT
go mod init finding 2> log
go get github.com/nukosuke/go-zendesk/zendesk@v0.18.0 2>> log || { cat log; exit 1; }
go run . > got
diff expected got && echo "as described"
