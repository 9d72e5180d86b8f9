package sandbox

import (
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"
)

// operations of the reference and of what is known beside it. {x} is any
// segment.
const operations = `
DELETE /api/v2/custom_objects/{x}
DELETE /api/v2/custom_objects/{x}/records
DELETE /api/v2/custom_objects/{x}/records/{x}
DELETE /api/v2/custom_roles/{x}
DELETE /api/v2/dynamic_content/items/{x}
DELETE /api/v2/dynamic_content/items/{x}/variants/{x}
DELETE /api/v2/group_memberships/destroy_many
DELETE /api/v2/group_memberships/{x}
DELETE /api/v2/object_layouts/{x}/essentials_card
GET /api/v2/brands
GET /api/v2/brands/{x}
GET /api/v2/custom_objects
GET /api/v2/custom_objects/limits/object_limit
GET /api/v2/custom_objects/{x}
GET /api/v2/relationships/definitions/{x}
PUT /api/v2/custom_objects/{x}
PUT /api/v2/custom_objects/{x}/fields/{x}
GET /api/v2/custom_objects/{x}/records
GET /api/v2/custom_objects/{x}/records/autocomplete
GET /api/v2/custom_objects/{x}/records/{x}/attachments
POST /api/v2/custom_objects/{x}/records/{x}/attachments
GET /api/v2/custom_objects/{x}/records/{x}/attachments/{x}/download
PUT /api/v2/custom_objects/{x}/records/{x}/attachments/{x}
DELETE /api/v2/custom_objects/{x}/records/{x}/attachments/{x}
GET /api/v2/custom_objects/{x}/records/count
GET /api/v2/custom_objects/{x}/records/search
GET /api/v2/custom_objects/{x}/records/{x}
GET /api/v2/incremental/custom_objects/{x}/cursor
GET /api/v2/custom_roles
GET /api/v2/custom_roles/{x}
GET /api/v2/custom_statuses
GET /api/v2/custom_statuses/{x}
GET /api/v2/dynamic_content/items
GET /api/v2/dynamic_content/items/show_many
GET /api/v2/dynamic_content/items/{x}
GET /api/v2/dynamic_content/items/{x}/variants
GET /api/v2/dynamic_content/items/{x}/variants/{x}
GET /api/v2/group_memberships
GET /api/v2/group_memberships/assignable
GET /api/v2/group_memberships/{x}
GET /api/v2/object_layouts/essentials_cards
GET /api/v2/object_layouts/{x}/essentials_card
PATCH /api/v2/custom_objects/{x}
PATCH /api/v2/custom_objects/{x}/records
PATCH /api/v2/custom_objects/{x}/records/{x}
POST /api/v2/custom_objects
POST /api/v2/custom_objects/{x}/records
POST /api/v2/custom_roles
POST /api/v2/custom_statuses
POST /api/v2/dynamic_content/items
POST /api/v2/dynamic_content/items/{x}/variants
POST /api/v2/dynamic_content/items/{x}/variants/create_many
POST /api/v2/group_memberships
POST /api/v2/group_memberships/create_many
PUT /api/v2/custom_roles/{x}
PUT /api/v2/custom_status/default
PUT /api/v2/custom_statuses/{x}
PUT /api/v2/dynamic_content/items/{x}
PUT /api/v2/dynamic_content/items/{x}/variants/update_many
PUT /api/v2/dynamic_content/items/{x}/variants/{x}
PUT /api/v2/object_layouts/{x}/essentials_card
POST /api/v2/custom_objects/{x}/records/search
POST /api/v2/custom_objects/{x}/jobs
GET /api/v2/custom_objects/limits/record_limit
GET /api/v2/custom_objects/{x}/limits/field_limit
GET /api/v2/custom_objects/{x}/fields
POST /api/v2/custom_objects/{x}/fields
PUT /api/v2/custom_objects/{x}/fields/reorder
GET /api/v2/custom_objects/{x}/fields/{x}
PATCH /api/v2/custom_objects/{x}/fields/{x}
DELETE /api/v2/custom_objects/{x}/fields/{x}
GET /api/v2/custom_objects/{x}/records/{x}/events
GET /api/v2/job_statuses
GET /api/v2/job_statuses/show_many
GET /api/v2/job_statuses/{x}
GET /api/v2/users/me
GET /api/v2/{x}/{x}/relationship_fields/{x}/{x}
POST /oauth/tokens
GET /oauth/authorizations/new
`

func TestEveryOperationIsServed(t *testing.T) {
	s := testServer()
	for _, op := range strings.Fields(strings.ReplaceAll(strings.TrimSpace(operations), " ", "\x00")) {
		method, path, _ := strings.Cut(op, "\x00")
		route, _ := s.routes.find(method, strings.Split(strings.Trim(strings.ReplaceAll(path, "{x}", "7"), "/"), "/"))
		if route == nil {
			t.Errorf("%s %s is not served", method, path)
			continue
		}
		// It is this operation and no wider one: the literal segments agree.
		for i, seg := range strings.Split(strings.Trim(path, "/"), "/") {
			if seg != "{x}" && route.segments[i] != seg {
				t.Errorf("%s %s goes to %v", method, path, route.segments)
			}
		}
	}
}

// The sandbox and the client must not share a line: see the package's
// documentation.
func TestTheClientIsNotImported(t *testing.T) {
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), f.Name(), nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range parsed.Imports {
			if strings.HasPrefix(i.Path.Value, `"zco`) {
				t.Errorf("%s imports %s", f.Name(), i.Path.Value)
			}
		}
	}
}
