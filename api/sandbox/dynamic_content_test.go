package sandbox

import (
	"strings"
	"testing"
)

func TestDynamicContentItems(t *testing.T) {
	play(t, testServer(), []step{
		{why: "a page of items with a cursor", line: "GET /api/v2/dynamic_content/items?page%5Bsize%5D=3", status: 200,
			at: []string{"items.#", "3", "items.0.placeholder", `"{{dc.refund_issued}}"`, "items.0.variants.#", "5", "meta.has_more", "true"}},
		{why: "a page by number", line: "GET /api/v2/dynamic_content/items.json?page=2&per_page=5", status: 200,
			at: []string{"items.#", "3", "count", "8", "next_page", "null"}},
		{why: "names in any script make placeholders", line: "GET /api/v2/dynamic_content/items/60007", status: 200,
			at: []string{"item.placeholder", `"{{dc.配送の遅れ}}"`, "item.default_locale_id", "67", "item.outdated", "false"}},
		{why: "outdated ones say so", line: "GET /api/v2/dynamic_content/items/60003", status: 200,
			at: []string{"item.outdated", "true", "item.variants.0.outdated", "false", "item.variants.1.outdated", "true"}},
		{why: "looked up by identifiers of any form", line: "GET /api/v2/dynamic_content/items/show_many?identifiers=greeting,dc.car_title,%7B%7Bdc.snowboard_problem%7D%7D,nothing", status: 200,
			at: []string{"items.#", "3", "items.0.name", `"Greeting"`, "items.2.id", "60002"}},
		{why: "at most 100 identifiers", line: "GET /api/v2/dynamic_content/items/show_many?identifiers=" + strings.Repeat("a,", 101), status: 400,
			want: `{"error":"TooManyValues","description":"Parameter  cannot specify more than 100 values","max_count":100}`},
		{why: "an agent whose role may", as: "agent8@sandbox.example", line: "GET /api/v2/dynamic_content/items", status: 200},
		{why: "an agent whose role may not", as: "agent3@sandbox.example", line: "GET /api/v2/dynamic_content/items", status: 403},
		{why: "created", line: "POST /api/v2/dynamic_content/items", status: 201,
			send: `{"item":{"name":"Lost: Parcel!","default_locale_id":16,"variants":[{"locale_id":16,"default":true,"content":"Perdu"},{"locale_id":2,"content":"Perdido","active":false}]}}`,
			at: []string{"item.id", "9000000000001", "item.placeholder", `"{{dc.lost_parcel}}"`, "item.default_locale_id", "16", "item.outdated", "false",
				"item.variants.0.default", "true", "item.variants.0.active", "true", "item.variants.1.default", "false", "item.variants.1.active", "false",
				"item.variants.1.url", `"http://sandbox.example/api/v2/dynamic_content/items/9000000000001/variants/9000000000003.json"`},
			header: []string{"Location", "http://sandbox.example/api/v2/dynamic_content/items/9000000000001.json"}},
		{why: "a short form with the content alone", line: "POST /api/v2/dynamic_content/items", send: `{"item":{"name":"Short","default_locale_id":1,"content":"Hi"}}`, status: 201,
			at: []string{"item.variants.#", "1", "item.variants.0.content", `"Hi"`}},
		{why: "a duplicate names title and placeholder by their labels", line: "POST /api/v2/dynamic_content/items", status: 422,
			send: `{"item":{"name":"Snowboard Problem","default_locale_id":1,"content":"x"}}`,
			want: invalidHead + `{"Title:":[{"description":"Title: has already been taken"}],"Placeholder:":[{"description":"Placeholder:  {{dc.snowboard_problem}} has already been taken"}]}}`},
		{why: "another name can make the same placeholder", line: "POST /api/v2/dynamic_content/items", status: 422,
			send: `{"item":{"name":"snowboard-problem","default_locale_id":1,"content":"x"}}`,
			want: invalidHead + `{"Placeholder:":[{"description":"Placeholder:  {{dc.snowboard_problem}} has already been taken"}]}}`},
		{why: "renaming keeps the placeholder, and only the name can change", line: "PUT /api/v2/dynamic_content/items/9000000000001", status: 200,
			send:   `{"item":{"name":"Gone","default_locale_id":2}}`,
			at:     []string{"item.name", `"Gone"`, "item.placeholder", `"{{dc.lost_parcel}}"`, "item.default_locale_id", "16"},
			header: []string{"X-Zendesk-Api-Warn", `{:allowed_parameters=>{:controller=>"items", :action=>"update", :unpermitted_keys=>["item.default_locale_id"], :invalid_values=>[]}}`}},
		{why: "a taken name", line: "PUT /api/v2/dynamic_content/items/9000000000001", send: `{"item":{"name":"greeting"}}`, status: 422,
			want: invalidHead + `{"Title:":[{"description":"Title: has already been taken"}]}}`},
		{why: "a name is needed", line: "PUT /api/v2/dynamic_content/items/9000000000001", send: `{"item":{"name":" "}}`, status: 422,
			want: invalidHead + `{"Title:":[{"description":"Title: cannot be blank","error":"BlankValue"}]}}`},
		{why: "the locale must be the account's", line: "POST /api/v2/dynamic_content/items", status: 422,
			send: `{"item":{"name":"N","default_locale_id":999,"variants":[{"locale_id":999,"default":true,"content":"x"}]}}`,
			at:   []string{"details.default_locale_id.#", "1", "details.locale_id.#", "1"}},
		{why: "exactly one default", line: "POST /api/v2/dynamic_content/items", status: 422,
			send: `{"item":{"name":"N","default_locale_id":1,"variants":[{"locale_id":1,"content":"x"}]}}`,
			want: invalidHead + `{"variants":[{"description":"Variants: must have exactly one default","error":"InvalidValue"}]}}`},
		{why: "one variant a locale", line: "POST /api/v2/dynamic_content/items", status: 422,
			send: `{"item":{"name":"N","default_locale_id":1,"variants":[{"locale_id":1,"default":true,"content":"x"},{"locale_id":1,"content":"y"}]}}`,
			want: invalidHead + `{"locale_id":[{"description":"Locale: has already been taken","error":"DuplicateValue"}]}}`},
		{why: "deleted", line: "DELETE /api/v2/dynamic_content/items/9000000000001", status: 204},
		{why: "gone", line: "GET /api/v2/dynamic_content/items/9000000000001", status: 404, want: `{"error":"RecordNotFound","description":"Not found"}`},
	})
}

// The labels are those of the language of whoever asks.
func TestDynamicContentDuplicateIsLocalised(t *testing.T) {
	const send = `{"item":{"name":"Snowboard Problem","default_locale_id":1,"content":"x"}}`
	for language, want := range map[string]string{
		"zh-CN,zh;q=0.9": `{"标题：":[{"description":"标题： 已被使用"}],"占位符：":[{"description":"占位符：  {{dc.snowboard_problem}} 已经被使用"}]}`,
		"de":             `{"Titel:":[{"description":"Titel: ist bereits vergeben"}],"Platzhalter:":[{"description":"Platzhalter:  {{dc.snowboard_problem}} ist bereits vergeben"}]}`,
	} {
		a := ask(t, testServer(), "", "POST /api/v2/dynamic_content/items", send, "Accept-Language", language)
		if want := invalidHead + want + "}"; a.body != want {
			t.Errorf("%s: %s, want %s", language, a.body, want)
		}
	}
}

func TestDynamicContentVariants(t *testing.T) {
	const of = "/api/v2/dynamic_content/items/60002/variants"
	play(t, testServer(), []step{
		{why: "a list", line: "GET " + of + ".json", status: 200, at: []string{"variants.#", "2", "variants.0.id", "61006", "variants.0.default", "true", "count", "2"}},
		{why: "one", line: "GET " + of + "/61007", status: 200,
			want: `{"variant":{"url":"http://sandbox.example/api/v2/dynamic_content/items/60002/variants/61007.json","id":61007,"content":"Este es mi contenido dinámico en español",
				"locale_id":2,"outdated":false,"active":true,"default":false,"created_at":"2024-12-01T00:01:00Z","updated_at":"2024-12-01T00:01:00Z"}}`},
		{why: "not below another item", line: "GET /api/v2/dynamic_content/items/60001/variants/61007", status: 404},
		{why: "created", line: "POST " + of, send: `{"variant":{"locale_id":8,"content":"Hallo"}}`, status: 201,
			at:     []string{"variant.id", "9000000000001", "variant.active", "true", "variant.default", "false"},
			header: []string{"Location", "http://sandbox.example" + of + "/9000000000001.json"}},
		{why: "one variant a locale", line: "POST " + of, send: `{"variant":{"locale_id":8,"content":"Hallo"}}`, status: 422,
			want: invalidHead + `{"locale_id":[{"description":"Locale: has already been taken","error":"DuplicateValue"}]}}`},
		{why: "content is needed", line: "POST " + of, send: `{"variant":{"locale_id":10}}`, status: 422,
			want: invalidHead + `{"content":[{"description":"Content: cannot be blank","error":"BlankValue"}]}}`},
		{why: "rewriting the default leaves the others outdated", line: "PUT " + of + "/61006", send: `{"variant":{"content":"Nouveau"}}`, status: 200,
			at: []string{"variant.outdated", "false", "variant.updated_at", `"2026-11-21T10:00:00Z"`}},
		{why: "they are", line: "GET /api/v2/dynamic_content/items/60002", status: 200,
			at: []string{"item.outdated", "true", "item.variants.0.outdated", "false", "item.variants.1.outdated", "true", "item.variants.2.outdated", "true"}},
		{why: "rewriting one of them brings it up to date", line: "PUT " + of + "/61007", send: `{"variant":{"content":"Nuevo"}}`, status: 200, at: []string{"variant.outdated", "false"}},
		{why: "the default stays active", line: "PUT " + of + "/61006", send: `{"variant":{"active":false}}`, status: 422,
			want: invalidHead + `{"active":[{"description":"Active: the default variant must be active","error":"InvalidValue"}]}}`},
		{why: "the default stays the default", line: "PUT " + of + "/61006", send: `{"variant":{"default":false}}`, status: 422, at: []string{"details.default.#", "1"}},
		{why: "the default stays", line: "DELETE " + of + "/61006", status: 422,
			want: invalidHead + `{"base":[{"description":"The default variant cannot be deleted"}]}}`},
		{why: "until another one becomes it", line: "PUT " + of + "/61007", send: `{"variant":{"default":true}}`, status: 200, at: []string{"variant.default", "true"}},
		{why: "the item follows", line: "GET /api/v2/dynamic_content/items/60002", status: 200,
			at: []string{"item.default_locale_id", "2", "item.variants.0.default", "false"}},
		{why: "then it goes", line: "DELETE " + of + "/61006", status: 204},
		{why: "several at once", line: "POST " + of + "/create_many", send: `{"variants":[{"locale_id":67,"content":"新しい"},{"locale_id":66,"content":"جديد","active":false}]}`, status: 201,
			at: []string{"variants.#", "2", "variants.0.locale_id", "67", "variants.1.active", "false"}},
		{why: "all or none are created", line: "POST " + of + "/create_many", send: `{"variants":[{"locale_id":30,"content":"x"},{"locale_id":30,"content":"y"}]}`, status: 422,
			want: invalidHead + `{"locale_id":[{"description":"Locale: has already been taken","error":"DuplicateValue"}]}}`},
		{why: "none was", line: "GET " + of, status: 200, at: []string{"count", "4"}},
		{why: "several changed", line: "PUT " + of + "/update_many", send: `{"variants":[{"id":9000000000001,"active":false},{"id":"61007","content":"Más nuevo"}]}`, status: 200,
			at: []string{"variants.0.active", "false", "variants.1.content", `"Más nuevo"`}},
		{why: "all or none are changed", line: "PUT " + of + "/update_many", send: `{"variants":[{"id":9000000000001,"active":true},{"id":61007,"active":false}]}`, status: 422},
		{why: "none was changed", line: "GET " + of + "/9000000000001", status: 200, at: []string{"variant.active", "false"}},
		{why: "ids are needed", line: "PUT " + of + "/update_many", send: `{"variants":[{"active":true}]}`, status: 404},
		{why: "variants are needed", line: "POST " + of + "/create_many", send: `{}`, status: 400},
		{why: "101 are too many", line: "POST " + of + "/create_many", send: `{"variants":[` + strings.Repeat(`{},`, 100) + `{}]}`, status: 400,
			want: `{"error":"TooManyValues","description":"Maximum 100 variants may be sent per call","max_count":100}`},
	})
}

func TestRenderDynamicContent(t *testing.T) {
	s := testServer()
	for _, c := range []struct {
		text   string
		locale int64
		want   string
	}{
		{"{{dc.car_title}}", 67, "車"},
		{"a {{dc.car_title}} b {{dc.car_title}}", 16, "a Voiture b Voiture"},
		{"{{dc.car_title}}", 8, "Car"},              // no such variant: the default one
		{"{{dc.nothing}} x", 1, "{{dc.nothing}} x"}, // stays as it is
		{"{{dc.car_title", 1, "{{dc.car_title"},
		{"{{ticket.id}}", 1, "{{ticket.id}}"},
	} {
		if got := s.render(c.text, c.locale); got != c.want {
			t.Errorf("%q in %d: %q, want %q", c.text, c.locale, got, c.want)
		}
	}
}

func TestLocales(t *testing.T) {
	play(t, testServer(), []step{
		{why: "all", line: "GET /api/v2/locales", status: 200, at: []string{"locales.0.locale", `"en-US"`, "locales.0.default", "true", "locales.8.rtl", "true"}},
		{why: "by id", line: "GET /api/v2/locales/16.json", status: 200, at: []string{"locale.locale", `"fr"`}},
		{why: "by code", line: "GET /api/v2/locales/pt-br", status: 200, at: []string{"locale.id", "19"}},
		{why: "own", line: "GET /api/v2/locales/current", status: 200, at: []string{"locale.id", "1"}},
		{why: "none", line: "GET /api/v2/locales/xx", status: 404},
		{why: "public without signing in", as: "-", line: "GET /api/v2/locales/public", status: 200},
		{why: "not the others", as: "-", line: "GET /api/v2/locales", status: 401, want: `{"error":"Couldn't authenticate you"}`},
	})
}

// Titles of objects and fields can be dynamic content.
func TestTitlesAreRendered(t *testing.T) {
	play(t, testServer(), []step{
		{why: "an object", line: "POST /api/v2/custom_objects", send: `{"custom_object":{"key":"boat","title":"{{dc.car_title}}","title_pluralized":"Boats"}}`, status: 201,
			at: []string{"custom_object.title", `"Car"`, "custom_object.raw_title", `"{{dc.car_title}}"`}},
		{why: "a field", line: "POST /api/v2/custom_objects/boat/fields", send: `{"custom_object_field":{"key":"f","type":"text","title":"{{dc.car_title}}!"}}`, status: 201,
			at: []string{"custom_object_field.title", `"Car!"`, "custom_object_field.raw_title", `"{{dc.car_title}}!"`}},
	})
}
