package sandbox

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// found are the names of a whole search.
func searchNames(t *testing.T, s *Server, line, body string) (names []string, count int) {
	t.Helper()
	for {
		a := ask(t, s, "", line, body)
		if a.status != 200 {
			t.Fatalf("%s: %d %s", line, a.status, a.body)
		}
		for _, rec := range part(decoded(t, a.body), "custom_object_records").([]any) {
			names = append(names, part(rec, "name").(string))
		}
		fmt.Sscan(a.get(t, "count"), &count)
		if part(decoded(t, a.body), "meta.has_more") == false {
			return names, count
		}
		_, path, _ := strings.Cut(pathOf(t, a.get(t, "links.next")), " ")
		method, _, _ := strings.Cut(line, " ")
		line = method + " " + path
	}
}

// shelf is an account with an object of its own and a few known records.
func shelf(t *testing.T, o Options) *Server {
	t.Helper()
	if o.Clock == nil {
		o.Clock = func() time.Time { return testNow }
	}
	o.Records, o.RateLimit = 50, -1
	s := New(o)
	ask(t, s, "", "POST /api/v2/custom_objects", `{"custom_object":{"key":"car","title":"Car","title_pluralized":"Cars"}}`)
	for _, f := range []string{
		`"key":"color","type":"dropdown","title":"Color","custom_field_options":[{"name":"Red","value":"red"},{"name":"Blue","value":"blue"}]`,
		`"key":"year","type":"integer","title":"Year"`, `"key":"km","type":"decimal","title":"Kilometres"`,
		`"key":"extras","type":"multiselect","title":"Extras","custom_field_options":[{"name":"A","value":"a"},{"name":"B","value":"b"},{"name":"C","value":"c"}]`,
		`"key":"sold","type":"date","title":"Sold"`, `"key":"new","type":"checkbox","title":"New"`, `"key":"about","type":"textarea","title":"About"`,
		`"key":"seller","type":"lookup","title":"Seller","relationship_target_type":"zen:user"`,
	} {
		if a := ask(t, s, "", "POST /api/v2/custom_objects/car/fields", `{"custom_object_field":{`+f+`}}`); a.status != 201 {
			t.Fatal(a.body)
		}
	}
	for _, r := range []string{
		`"name":"Tesla Model S","external_id":"T1","custom_object_fields":{"color":"red","year":2020,"km":1.5,"extras":["a","b"],"sold":"2026-01-01","new":true,"about":"Fast car","seller":"10002"}`,
		`"name":"Tesla Model Y","custom_object_fields":{"color":"blue","year":1998,"extras":["c"],"sold":"2026-06-01","about":"Family teslas"}`,
		`"name":"Honda Civic","custom_object_fields":{"color":"red","year":1998,"km":99999.99,"about":"Bought from a Tesla owner"}`,
		`"name":"Nissan","custom_object_fields":{}`,
	} {
		if a := ask(t, s, "", "POST /api/v2/custom_objects/car/records", `{"custom_object_record":{`+r+`}}`); a.status != 201 {
			t.Fatal(a.body)
		}
	}
	return s
}

func TestSearch(t *testing.T) {
	s := shelf(t, Options{})
	for _, c := range []struct{ query, want string }{
		{"tesla", "Tesla Model Y, Tesla Model S, Honda Civic"}, // in the name before in a text; the newer first
		{"TESL", "Tesla Model Y, Tesla Model S, Honda Civic"},  // the beginning of a word
		{"del", ""}, // not its middle
		{"telsa", "Tesla Model Y, Tesla Model S, Honda Civic"},  // two letters swapped
		{"tesxla", "Tesla Model Y, Tesla Model S, Honda Civic"}, // one too many
		{"txxla", ""},                                            // two slips
		{"civic nissan", "Nissan, Honda Civic"},                  // either word
		{"tesla s", "Tesla Model S, Tesla Model Y, Honda Civic"}, // both words are better
		{"1998", ""}, // numbers are no text
		{"*", "Nissan, Honda Civic, Tesla Model Y, Tesla Model S"}, // everything, the newest first
		{"", "Nissan, Honda Civic, Tesla Model Y, Tesla Model S"},  // as empty parameters are absent
		{"fast&sort=name", "Tesla Model S"},                        // in order
		{"*&sort=name", "Honda Civic, Nissan, Tesla Model S, Tesla Model Y"},
		{"*&sort=-name", "Tesla Model Y, Tesla Model S, Nissan, Honda Civic"},
	} {
		for _, size := range []string{"1", "100"} {
			names, count := searchNames(t, s, "GET /api/v2/custom_objects/car/records/search?query="+strings.ReplaceAll(c.query, " ", "%20")+"&page[size]="+size, "")
			if got := strings.Join(names, ", "); got != c.want || count != len(names) {
				t.Errorf("%q finds %q (%d), want %q", c.query, got, count, c.want)
			}
		}
	}
	names, _ := searchNames(t, s, "GET /api/v2/custom_objects/car/records/autocomplete?name=tes", "")
	if len(names) != 2 {
		t.Errorf("autocomplete looks at more than names: %v", names)
	}
}

func TestAutocompleteFollowsTheRelationshipFilter(t *testing.T) {
	s := testServer()
	f := s.objects["asset"].field("supplier")
	all, _ := searchNames(t, s, "GET /api/v2/custom_objects/vendor/records/autocomplete?name=", "")
	some, _ := searchNames(t, s, fmt.Sprintf("GET /api/v2/custom_objects/vendor/records/autocomplete?field_id=%d&source=zen:custom_object:asset", f.ID), "")
	preferred, _ := searchNames(t, s, "POST /api/v2/custom_objects/vendor/records/search", `{"filter":{"custom_object_fields.preferred":{"$eq":true}}}`)
	if len(all) != 20 || len(some) == 0 || len(some) == len(all) || !slices.Equal(some, preferred) {
		t.Errorf("all %d, filtered %v, preferred %v", len(all), some, preferred)
	}
	if a := ask(t, s, "", "GET /api/v2/custom_objects/vendor/records/autocomplete?field_id=1", ""); a.status != 400 {
		t.Errorf("a field without its source: %d", a.status)
	}
}

func TestFilters(t *testing.T) {
	s := shelf(t, Options{})
	const cf = `"custom_object_fields.`
	for _, c := range []struct{ filter, want string }{
		{`{}`, "Honda Civic, Nissan, Tesla Model S, Tesla Model Y"},
		{`{"name":{"$eq":"Nissan"}}`, "Nissan"},
		{`{"name":{"$contains":"MODEL"}}`, "Tesla Model S, Tesla Model Y"},
		{`{"name":{"$notcontains":"model"}}`, "Honda Civic, Nissan"},
		{`{"external_id":{"$eq":"T1"}}`, "Tesla Model S"},
		{`{"external_id":{"$exists":false}}`, "Honda Civic, Nissan, Tesla Model Y"},
		{`{"created_at":{"$gt":"2026-11-21T09:59:59Z"}}`, "Honda Civic, Nissan, Tesla Model S, Tesla Model Y"},
		{`{"updated_at":{"$gt":"2026-11-21T10:00:00Z"}}`, ""},
		{`{"created_by_user":{"$eq":10001}}`, "Honda Civic, Nissan, Tesla Model S, Tesla Model Y"},
		{`{` + cf + `year":{"$eq":"1998"}}`, "Honda Civic, Tesla Model Y"},
		{`{` + cf + `year":{"$noteq":1998}}`, "Nissan, Tesla Model S"},
		{`{` + cf + `year":{"$gte":1998,"$lt":2020}}`, "Honda Civic, Tesla Model Y"},
		{`{` + cf + `year":{"$in":[2020,"1998.0"]}}`, "Honda Civic, Tesla Model S, Tesla Model Y"},
		{`{` + cf + `year":{"$notin":[2020]}}`, "Honda Civic, Nissan, Tesla Model Y"},
		{`{` + cf + `km":{"$gt":99999.98}}`, "Honda Civic"},
		{`{` + cf + `km":{"$exists":true}}`, "Honda Civic, Tesla Model S"},
		{`{` + cf + `new":{"$eq":"true"}}`, "Tesla Model S"},
		{`{` + cf + `sold":{"$lte":"2026-01-01"}}`, "Tesla Model S"},
		{`{` + cf + `sold":{"$eq":"2026-06-01T00:00:00+00:00"}}`, "Tesla Model Y"},
		{`{` + cf + `color":{"$eq":"red"}}`, "Honda Civic, Tesla Model S"},
		{`{` + cf + `color":{"$notcontains":"red"}}`, "Nissan, Tesla Model Y"},
		{`{` + cf + `extras":{"$contains":"b"}}`, "Tesla Model S"},
		{`{` + cf + `extras":{"$in":["c","b"]}}`, "Tesla Model S, Tesla Model Y"},
		{`{` + cf + `extras":{"$eq":["b","a"]}}`, "Tesla Model S"},
		{`{` + cf + `seller":{"$eq":"10002"}}`, "Tesla Model S"},
		{`{` + cf + `about":{"$contains":"tesla"}}`, "Honda Civic, Tesla Model Y"},
		{`{"$or":[{` + cf + `year":{"$eq":2020}},{"name":{"$eq":"Nissan"}}]}`, "Nissan, Tesla Model S"},
		{`{"$or":{` + cf + `year":{"$eq":2020},"name":{"$eq":"Nissan"}}}`, "Nissan, Tesla Model S"},
		{`{"$and":{` + cf + `year":{"$eq":1998},` + cf + `color":{"$eq":"red"}},"$or":{"name":{"$contains":"o"}}}`, "Honda Civic"},
		{`{"$and":[{"$or":[{"$and":[{"$or":[{"$and":[{"name":{"$eq":"Nissan"}}]}]}]}]}]}`, "Nissan"},
	} {
		names, _ := searchNames(t, s, "POST /api/v2/custom_objects/car/records/search?query=*&sort=name&page[after]=&page[size]=", `{"filter":`+c.filter+`}`)
		if got := strings.Join(names, ", "); got != c.want {
			t.Errorf("%s finds %q, want %q", c.filter, got, c.want)
		}
	}
	for _, bad := range []string{
		`{"nope":{"$eq":1}}`, `{"custom_object_fields.nope":{"$eq":1}}`, `{"name":{"$gt":"a"}}`, `{"name":"a"}`, `{"name":{}}`, `[]`, `{"$and":"x"}`,
		`{"custom_object_fields.year":{"$contains":1}}`, `{"custom_object_fields.year":{"$eq":"abc"}}`, `{"custom_object_fields.new":{"$noteq":true}}`,
		`{"custom_object_fields.sold":{"$eq":"soon"}}`, `{"name":{"$exists":"perhaps"}}`,
		`{"$and":[{"$or":[{"$and":[{"$or":[{"$and":[{"$or":[{"name":{"$eq":"Nissan"}}]}]}]}]}]}]}`,
	} {
		if a := ask(t, s, "", "POST /api/v2/custom_objects/car/records/search", `{"filter":`+bad+`}`); a.status != 400 || a.get(t, "error.title") != "Invalid attribute" {
			t.Errorf("%s: %d %s", bad, a.status, a.body)
		}
	}
}

// A filter must say the same of a derived row and of its copy.
func TestFiltersAgreeOnDerivedAndKeptRecords(t *testing.T) {
	s := testServer()
	o := s.objects["asset"]
	filters := []string{
		`{"custom_object_fields.condition":{"$eq":"cond_good"}}`, `{"custom_object_fields.features":{"$contains":"feat_dock"}}`, `{"custom_object_fields.price":{"$gt":1700}}`,
		`{"custom_object_fields.owner":{"$exists":false}}`, `{"custom_object_fields.purchased_on":{"$lt":"2024-01-01"}}`, `{"custom_object_fields.notes":{"$contains":"charger"}}`,
		`{"custom_object_fields.repair_count":{"$gte":1}}`, `{"name":{"$contains":"oslo"}}`, `{"external_id":{"$exists":true}}`, `{"custom_object_fields.serial_number":{"$contains":"17"}}`,
	}
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.SampledFrom(filters).Draw(rt, "filter")
		c, err := s.compile(o, decoded(t, text), 0)
		if err != nil {
			rt.Fatal(err)
		}
		r := row{n: anyOrdinal(rt, 200)}
		if kept := (row{rec: o.whole(r)}); c(r) != c(kept) {
			rt.Fatalf("%s: %v of the derived row, %v of its copy", text, c(r), c(kept))
		}
	})
}

func TestWithoutASortTenThousandAreFound(t *testing.T) {
	s := New(Options{Records: 12_000, RateLimit: -1})
	a := ask(t, s, "", "GET "+assets+"/search?query=*&page[size]=1", "")
	b := ask(t, s, "", "GET "+assets+"/search?query=*&sort=updated_at&page[size]=1", "")
	if a.get(t, "count") != "10000" || b.get(t, "count") != "12000" {
		t.Errorf("%s without and %s with a sort", a.get(t, "count"), b.get(t, "count"))
	}
}

func TestSearchSeesWritesAfterTheLag(t *testing.T) {
	now := testNow
	s := shelf(t, Options{IndexLag: time.Minute, Clock: func() time.Time { return now }})
	search := func() string {
		names, _ := searchNames(t, s, "GET /api/v2/custom_objects/car/records/search?query=*&sort=name", "")
		return strings.Join(names, ", ")
	}
	if got := search(); got != "" {
		t.Fatalf("at once it finds %s", got)
	}
	now = now.Add(time.Minute)
	if got := search(); got != "Honda Civic, Nissan, Tesla Model S, Tesla Model Y" {
		t.Fatalf("after a minute it finds %s", got)
	}
	_, ids := pageOf(t, s, "GET /api/v2/custom_objects/car/records")
	ask(t, s, "", "DELETE /api/v2/custom_objects/car/records/"+ids[0], "")
	ask(t, s, "", "PATCH /api/v2/custom_objects/car/records/"+ids[1], `{"custom_object_record":{"name":"Renamed"}}`)
	ask(t, s, "", "PATCH /api/v2/custom_objects/car/records/"+ids[1], `{"custom_object_record":{"name":"Renamed twice"}}`)
	if got := search(); got != "Honda Civic, Nissan, Tesla Model S, Tesla Model Y" {
		t.Errorf("before the lag it finds %s", got)
	}
	if a := ask(t, s, "", "GET /api/v2/custom_objects/car/records/"+ids[1], ""); a.get(t, "custom_object_record.name") != "Renamed twice" {
		t.Error("a read by id lags too")
	}
	s.AdvanceIndex()
	if got := search(); got != "Honda Civic, Nissan, Renamed twice" {
		t.Errorf("after the index was advanced it finds %s", got)
	}
}

func TestSearchOfALargeObject(t *testing.T) {
	s := New(Options{Records: maxRecords, RateLimit: -1})
	a := ask(t, s, "", "GET "+assets+"/search?query=00001234&page[size]=5", "")
	if got := a.get(t, "custom_object_records.0.external_id"); got != "AST-00001234" {
		t.Errorf("a number beyond the scan finds %s", got)
	}
	old := s.objects["asset"].base.id(5)
	ask(t, s, "", "PATCH "+assets+"/"+old, `{"custom_object_record":{"name":"Quixotic xylophone"}}`)
	names, _ := searchNames(t, s, "GET "+assets+"/search?query=quixotic&page[size]=5", "")
	if len(names) != 1 || names[0] != "Quixotic xylophone" {
		t.Errorf("a changed record beyond the scan: %v", names)
	}
}

// The dynamic parts of a lookup's filter get their values from the query: of a
// ticket that has none, nothing can be chosen.
func TestAutocompleteDynamicValues(t *testing.T) {
	s := testServer()
	a := ask(t, s, "", "POST /api/v2/custom_objects/repair/fields", `{"custom_object_field":{"key":"of_brand","type":"lookup","title":"Of the brand",`+
		`"relationship_target_type":"zen:custom_object:vendor","relationship_filter":{"all":[{"field":"name","operator":"is","value":"{{ticket_fields_7}}"}]}}}`)
	if a.status != 201 {
		t.Fatal(a.body)
	}
	line := fmt.Sprintf("GET /api/v2/custom_objects/vendor/records/autocomplete?name=&source=zen:custom_object:repair&field_id=%d", s.objects["repair"].field("of_brand").ID)
	name := part(decoded(t, ask(t, s, "", "GET /api/v2/custom_objects/vendor/records?page[size]=1", "").body), "custom_object_records.0.name").(string)
	for query, want := range map[string]int{"": 0, "&filter[dynamic_values][ticket_fields_7]=" + url.QueryEscape(name): 1, "&filter[dynamic_values][ticket_fields_8]=" + url.QueryEscape(name): 0} {
		a := ask(t, s, "", line+query, "")
		found, isList := part(decoded(t, a.body), "custom_object_records").([]any)
		if !isList || len(found) != want {
			t.Errorf("with %q it found %d, want %d: %s", query, len(found), want, a.body)
		}
	}
}
