package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/goccy/go-yaml"

	"zco/api"
)

// ZCO_OAS names a copy of the vendor's OpenAPI description, in YAML or JSON: the
// tests of the client against the sandbox then hold every request and every
// answer against it. Without it they run as they are.
const envDescription = "ZCO_OAS"

// slips are the faults of the description that are known, as the ends of what is
// found: with each, why the wire is right.
var slips = map[string]string{
	"/request/custom_object_record/name: read-only":  "records have names that people give; the schema says read-only and required at once",
	"/request: has a body that is not described":     "PATCH of records and writes of roles and dynamic content have examples with bodies and no requestBody",
	"/results/*/id: is no integer":                   "ids of records are texts of 26 characters; the schema is that of tickets",
	"/recipient: is null":                            "tickets without a recipient have null, the schema lacks nullable",
	"/users/*: is null":                              "users' empty properties are null, the schema lacks nullable",
	"/user: is null":                                 "as above",
	"object_layouts: no such path":                   "the description of July 2026 dropped the cards, which the reference has",
	"custom_statuses/*/url: is not in the schema":    "accounts are recorded to send it",
	"/custom_status/url: is not in the schema":       "as above",
	"/configuration/*: is not in the schema":         "roles have permissions that the schema does not name yet",
	"/query/include_standard_fields: not described":  "the page of the reference has it",
	"/custom_object_fields/*/url: is no such format": "the schema has the address of another endpoint",
	"/query/name: not described":                     "PATCH and DELETE of records by name or external id are in the reference, older copies of the description lack them",
	"/query/external_id: not described":              "as above",
	"/events: no such path":                          "the reference has the events of a record, older copies lack them",
	"/group_memberships: no such path":               "the memberships of one user are on the page of group memberships",
	"*: no DELETE":                                   "custom statuses can be deleted since 2026; older copies lack it",
	"/count: is not in the schema":                   "pages by offset have it, several schemas leave it out",
	"/next_page: is not in the schema":               "as above",
	"/previous_page: is not in the schema":           "as above",
	"/links: is not in the schema":                   "pages by cursor have it, the schema of job statuses leaves it out",
	"/meta: is not in the schema":                    "as above",
	"/access_rules: no such path":                    "the permissions of objects are on a page of the reference, older copies of the description lack them",
	"/access_rules/*: no such path":                  "as above",
	"/permission_policies: no such path":             "as above",
	"/permission_policies/*: no such path":           "as above",
	"/query/per_page: not described":                 "copies that are split by tag lose the parameters that several operations share",
	"/query/page: not described":                     "as above",
	"/query/active: not described":                   "as above",
	"/query/sort_by: not described":                  "as above",
	"/query/sort_order: not described":               "as above",
	"/query/query: not described":                    "as above",
	"/query/ids: not described":                      "as above",
	"/user/*: is not in the schema":                  "copies that are split by tag lose the schema of users",

	"custom_objects/*/records/*/attachments: no such path":            "the files of records are on a page of the reference, older copies of the description lack them",
	"custom_objects/*/records/*/attachments/*: no such path":          "as above",
	"custom_objects/*/records/*/attachments/*/download: no such path": "as above",
	"incremental/custom_objects/*/cursor: no such path":               "the page on incremental exports has it since 2026, older copies of the description lack it",
	"users/*/group_memberships/*: no such path":                       "the description has the path of all memberships in its place; the page of the reference lists both",
	"groups/*/memberships: no such path":                              "as above",
	"groups/*/memberships/assignable: no such path":                   "as above",
	"/job/items/*/name: read-only":                                    "names of records, as above",
	"/job/items/*/id: read-only":                                      "a job that updates says which record by its id",
	"/job/items/*: is no object":                                      "a job that deletes has ids or external ids for items",
	"/job_status/job_type: is not in the schema":                      "accounts are recorded to send it, and newer copies have it",
	"/allows_attachments: is not in the schema":                       "newer copies have it",
	"/required: is not in the schema":                                 "fields of objects have it in the reference and in newer copies",
	"/readonly: is not in the schema":                                 "as above",
	"/locales/*/rtl: is not in the schema":                            "accounts are recorded to send it",
	"/locales/*/default: is not in the schema":                        "as above",
	"/locales/*/native_name: is not in the schema":                    "as above",
	"/locales/*/presentation_name: is not in the schema":              "as above",
	"/deletion_schedule/object: is not in the schema":                 "newer copies have it",
	"/deletion_schedules/*/object: is not in the schema":              "as above",
	"/user/*: is null":                                                "users' empty properties are null, the schema lacks nullable",
	"/request/custom_status/status_category: is not in the schema":    "sent on purpose: an account was recorded to ignore it with a warning",
	"/request/custom_status/description: is null":                     "no source says how a description is emptied; null is what its siblings take",
	"/query/filter[dynamic_values][ticket_brand_id]: not described":   "newer copies have it",
}

// description is an OpenAPI description as far as it is looked at.
type description struct {
	root  map[string]any
	paths []describedPath
}

type describedPath struct {
	pattern  *regexp.Regexp
	literals int
	item     map[string]any
}

func readDescription(data []byte) (*description, error) {
	d := &description{}
	if err := yaml.Unmarshal(data, &d.root); err != nil {
		return nil, err
	}
	for path, item := range object(d.root["paths"]) {
		parts := strings.Split(path, "/")
		literals := 0
		for i, p := range parts {
			if strings.HasPrefix(p, "{") {
				parts[i] = "[^/]+"
				continue
			}
			literals++
			parts[i] = regexp.QuoteMeta(p)
		}
		re := regexp.MustCompile("^" + strings.Join(parts, "/") + `(\.json)?$`)
		d.paths = append(d.paths, describedPath{re, literals, object(item)})
	}
	slices.SortFunc(d.paths, func(a, b describedPath) int { return b.literals - a.literals })
	return d, nil
}

func object(v any) map[string]any {
	m, _ := v.(map[string]any)
	return m
}

// deref follows references inside the description.
func (d *description) deref(v any) map[string]any {
	m := object(v)
	for range 20 {
		ref, ok := m["$ref"].(string)
		if !ok {
			return m
		}
		var at any = d.root
		for _, key := range strings.Split(strings.TrimPrefix(ref, "#/"), "/") {
			at = object(at)[key]
		}
		m = object(at)
	}
	return m
}

// check says what is wrong with an exchange; nothing if it is as described.
func (d *description) check(method, path string, query map[string][]string, body []byte, status int, answer []byte) []string {
	for _, p := range d.paths {
		if !p.pattern.MatchString(path) {
			continue
		}
		op := object(p.item[strings.ToLower(method)])
		if op == nil {
			return []string{path + ": no " + method}
		}
		var out []string
		known := map[string]bool{}
		for _, list := range []any{p.item["parameters"], op["parameters"]} {
			params, _ := list.([]any)
			for _, one := range params {
				name, _ := d.deref(one)["name"].(string)
				known[name] = true
				head, _, _ := strings.Cut(name, "[")
				known[head] = true
			}
		}
		prose, _ := op["description"].(string)
		byCursor := strings.Contains(strings.ToLower(prose), "cursor pagination")
		for name := range query {
			if strings.HasPrefix(name, "page[") && byCursor {
				continue // said in words alone, as is that a list has no cursor
			}
			if head, _, _ := strings.Cut(name, "["); !known[name] && !known[head] {
				out = append(out, "/query/"+name+": not described")
			}
		}
		if len(body) > 0 {
			content := object(d.deref(op["requestBody"])["content"])
			if content == nil {
				out = append(out, "/request: has a body that is not described")
			} else {
				out = append(out, d.value(object(content["application/json"])["schema"], body, "/request", true)...)
			}
		}
		response := d.deref(object(op["responses"])[fmt.Sprint(status)])
		if schema := object(object(response["content"])["application/json"])["schema"]; schema != nil && len(answer) > 0 {
			out = append(out, d.value(schema, answer, "", false)...)
		}
		return out
	}
	return []string{strings.TrimPrefix(path, "/api/v2/") + ": no such path"}
}

func (d *description) value(schema any, data []byte, at string, sending bool) []string {
	var v any
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if err := decoder.Decode(&v); err != nil {
		return []string{at + ": is no JSON"}
	}
	return d.fits(schema, v, at, sending)
}

// fits checks types, what is required, what is read-only and what is unknown.
func (d *description) fits(schema, v any, at string, sending bool) (out []string) {
	s := d.deref(schema)
	if s == nil {
		return nil
	}
	if v == nil {
		if s["nullable"] != true && s["type"] != nil {
			return []string{at + ": is null"}
		}
		return nil
	}
	properties := d.properties(s)
	switch x := v.(type) {
	case map[string]any:
		if s["type"] != nil && s["type"] != "object" {
			return []string{fmt.Sprintf("%s: is no %v", at, s["type"])}
		}
		required, _ := s["required"].([]any)
		for _, key := range required {
			if _, there := x[fmt.Sprint(key)]; !there && !sending {
				out = append(out, fmt.Sprintf("%s/%v: is missing", at, key))
			}
		}
		for key, inner := range x {
			of, known := properties[key]
			switch {
			case !known && len(properties) > 0 && s["additionalProperties"] == nil:
				out = append(out, at+"/"+key+": is not in the schema")
			case known && sending && d.deref(of)["readOnly"] == true:
				out = append(out, at+"/"+key+": read-only")
			case known:
				out = append(out, d.fits(of, inner, at+"/"+key, sending)...)
			}
		}
	case []any:
		if s["type"] != nil && s["type"] != "array" {
			return []string{fmt.Sprintf("%s: is no %v", at, s["type"])}
		}
		for _, inner := range x {
			out = append(out, d.fits(s["items"], inner, at+"/*", sending)...)
		}
	case string:
		out = wrongType(s, at, "string")
	case bool:
		out = wrongType(s, at, "boolean")
	case json.Number:
		if out = wrongType(s, at, "number", "integer"); out == nil && s["type"] == "integer" && strings.ContainsAny(x.String(), ".eE") {
			out = []string{at + ": is no integer"}
		}
	}
	return out
}

func wrongType(s map[string]any, at string, is ...string) []string {
	want, told := s["type"].(string)
	if told && !slices.Contains(is, want) {
		return []string{at + ": is no " + want}
	}
	return nil
}

// properties are those of a schema and of all that it is made of.
func (d *description) properties(s map[string]any) map[string]any {
	out := map[string]any{}
	for _, list := range []string{"allOf", "oneOf", "anyOf"} {
		parts, _ := s[list].([]any)
		for _, one := range parts {
			for key, v := range d.properties(d.deref(one)) {
				out[key] = v
			}
		}
	}
	for key, v := range object(s["properties"]) {
		out[key] = v
	}
	return out
}

// asDescribed checks what passes.
type asDescribed struct {
	http.RoundTripper
	t *testing.T
	d *description
}

// givenDescription is the one that the environment names, nil for none.
var givenDescription = sync.OnceValues(func() (*description, error) {
	path := os.Getenv(envDescription)
	if path == "" {
		return nil, nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return readDescription(data)
})

// Every operation of the client has a case of its own, whose request is checked
// as well.
func init() {
	if os.Getenv(envDescription) == "" {
		return
	}
	api.Described = func(method, path string, query url.Values, body []byte) []string {
		d, err := givenDescription()
		if err != nil {
			return []string{err.Error()}
		}
		return unknown(d.check(method, path, query, body, 0, nil))
	}
}

// described puts a check between the client and the sandbox, where a description
// is given.
func described(t *testing.T, next http.RoundTripper) http.RoundTripper {
	d, err := givenDescription()
	if err != nil {
		t.Fatal(err)
	}
	if d == nil {
		return next
	}
	return asDescribed{next, t, d}
}

func (c asDescribed) RoundTrip(r *http.Request) (*http.Response, error) {
	var body []byte
	if r.Body != nil {
		body, _ = io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(body))
	}
	res, err := c.RoundTripper.RoundTrip(r)
	if err != nil {
		return res, err
	}
	answer, err := io.ReadAll(res.Body)
	res.Body = io.NopCloser(bytes.NewReader(answer))
	for _, fault := range unknown(c.d.check(r.Method, r.URL.Path, r.URL.Query(), body, res.StatusCode, answer)) {
		c.t.Errorf("%s %s, %d: %s", r.Method, r.URL.Path, res.StatusCode, fault)
	}
	return res, err
}

// unknown are the faults that are none of the description's own slips.
func unknown(faults []string) []string {
	return slices.DeleteFunc(faults, func(fault string) bool {
		for slip := range slips {
			pattern := strings.ReplaceAll(regexp.QuoteMeta(slip), `\*`, `[^/]+`)
			if regexp.MustCompile(pattern + "$").MatchString(fault) {
				return true
			}
		}
		return false
	})
}

// The check itself finds what does not fit, on a small description.
func TestDescribed(t *testing.T) {
	d, err := readDescription([]byte(`
paths:
  /api/v2/cars/{id}:
    parameters: [{name: id, in: path}]
    patch:
      parameters: [{name: "page[size]", in: query}]
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Car"}}}}
      responses: {"200": {content: {application/json: {schema: {$ref: "#/components/schemas/Car"}}}}}
  /api/v2/cars/count:
    get: {responses: {}}
  /api/v2/cars/all:
    get: {description: "* Cursor pagination (recommended)", responses: {}}
  /api/v2/cars/autocomplete:
    get: {description: "* Offset pagination only", responses: {}}
components:
  schemas:
    Car:
      type: object
      required: [id]
      properties:
        id: {type: integer, readOnly: true}
        name: {type: string}
        note: {type: string, nullable: true}
        tags: {type: array, items: {type: string}}
`))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ method, path, query, body, answer, want string }{
		{"PATCH", "/api/v2/cars/1.json", "", `{"name":"x","note":null}`, `{"id":1,"tags":["a"]}`, ""},
		{"PATCH", "/api/v2/cars/1", "page[after]", `{}`, `{"id":1}`, ""},
		{"PATCH", "/api/v2/cars/1", "sort", `{}`, `{"id":1}`, "/query/sort: not described"},
		{"PATCH", "/api/v2/cars/1", "", `{"id":1}`, `{"id":1}`, "/request/id: read-only"},
		{"PATCH", "/api/v2/cars/1", "", `{"wheels":4}`, `{"id":1}`, "/request/wheels: is not in the schema"},
		{"PATCH", "/api/v2/cars/1", "", "", `{"name":"x"}`, "/id: is missing"},
		{"PATCH", "/api/v2/cars/1", "", "", `{"id":"1"}`, "/id: is no integer"},
		{"PATCH", "/api/v2/cars/1", "", "", `{"id":1,"name":null}`, "/name: is null"},
		{"PATCH", "/api/v2/cars/1", "", "", `{"id":1,"tags":[1]}`, "/tags/*: is no string"},
		{"PATCH", "/api/v2/cars/1", "", "", `{"id":1,"tags":{}}`, "/tags: is no array"},
		{"GET", "/api/v2/cars/count", "", "{}", "", "/request: has a body that is not described"},
		{"GET", "/api/v2/cars/1", "", "", "", "/api/v2/cars/1: no GET"},
		{"GET", "/api/v2/cars/all", "page[size]", "", "", ""},
		{"GET", "/api/v2/cars/autocomplete", "page[size]", "", "", "/query/page[size]: not described"},
		{"GET", "/api/v2/boats", "", "", "", "boats: no such path"},
	} {
		query := map[string][]string{}
		if c.query != "" {
			query[c.query] = nil
		}
		if got := strings.Join(d.check(c.method, c.path, query, []byte(c.body), 200, []byte(c.answer)), "; "); got != c.want {
			t.Errorf("%s %s %s: found %q, not %q", c.method, c.path, c.body, got, c.want)
		}
	}
	if left := unknown([]string{"/job_status/results/*/id: is no integer", "/job_status/id: is no integer"}); len(left) != 1 {
		t.Errorf("of two faults, one a known slip, %q are left", left)
	}
}
