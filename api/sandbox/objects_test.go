package sandbox

import (
	"fmt"
	"strings"
	"testing"
)

const objects = "/api/v2/custom_objects"

func TestObjects(t *testing.T) {
	s := New(Options{Records: 50, RateLimit: -1, ObjectLimit: 11, Clock: testServer().opts.Clock})
	play(t, s, []step{
		{why: "lists", line: "GET " + objects, status: 200, at: []string{"custom_objects.#", "10", "custom_objects.2.key", `"asset"`, "meta", `"absent"`}},
		{why: "shows", line: "GET " + objects + "/asset.json", status: 200, at: []string{"custom_object.title_pluralized", `"Assets"`, "custom_object.created_by_user_id", `"10001"`}},
		{why: "creates", line: "POST " + objects, send: `{"custom_object":{"key":"car","title":"Car","title_pluralized":"Cars","color":"x"}}`, status: 201,
			at: []string{"custom_object.key", `"car"`, "custom_object.include_in_list_view", "true"}, header: []string{"Location", "http://sandbox.example/api/v2/custom_objects/car.json"}},
		{why: "counts them", line: "GET " + objects + "/limits/object_limit", status: 200, want: `{"count":11,"limit":11}`},
		{why: "stops at the plan's limit", line: "POST " + objects, send: `{"custom_object":{"key":"bus","title":"Bus","title_pluralized":"Buses"}}`, status: 422, at: []string{"details.base.0.error", `"ObjectLimitExceeded"`}},
		{why: "wants a key, title and plural", line: "POST " + objects, send: `{"custom_object":{"key":"1 2"}}`, status: 422, at: []string{"details.key.#", "1", "details.title.#", "1", "details.title_pluralized.#", "1"}},
		{why: "has keys once", line: "POST " + objects, send: `{"custom_object":{"key":"car","title":"Car","title_pluralized":"Cars"}}`, status: 422, at: []string{"details.key.0.description", `"Key: has already been taken"`}},
		{why: "updates all but the key", line: "PATCH " + objects + "/car", send: `{"custom_object":{"key":"bus","title":"Automobile","include_in_list_view":false}}`, status: 200, at: []string{"custom_object.key", `"car"`, "custom_object.title", `"Automobile"`, "custom_object.include_in_list_view", "false"}},
		{why: "keeps its title", line: "PATCH " + objects + "/car", send: `{"custom_object":{"title":""}}`, status: 422},
		{why: "lets agents read", as: "agent2@sandbox.example", line: "GET " + objects, status: 200},
		{why: "lets no agent write", as: "agent2@sandbox.example", line: "DELETE " + objects + "/car", status: 403},
		{why: "begins without records", line: "GET " + objects + "/car/records/count", status: 200, at: []string{"count.value", "0"}},
		{why: "counts records", line: "GET " + objects + "/limits/record_limit", status: 200, at: []string{"limit", "50000000"}},
		{why: "deletes", line: "DELETE " + objects + "/car", status: 204},
		{why: "has it no more", line: "GET " + objects + "/car", status: 404},
	})
}

func TestFields(t *testing.T) {
	s := testServer()
	fields := objects + "/asset/fields"
	condition := s.objects["asset"].field("condition")
	options := func(n int) string {
		var parts []string
		for _, o := range condition.Options[:n] {
			parts = append(parts, fmt.Sprintf(`{"id":%d,"name":%q,"value":%q}`, o.ID, o.Name, o.Value))
		}
		return strings.Join(parts, ",")
	}
	play(t, s, []step{
		{why: "lists without the standard ones", line: "GET " + fields, status: 200, at: []string{"custom_object_fields.#", "17", "custom_object_fields.0.key", `"serial_number"`, "count", "17"}},
		{why: "lists with them in front", line: "GET " + fields + "?include_standard_fields=true", status: 200, at: []string{"custom_object_fields.#", "19", "custom_object_fields.0.key", `"standard::name"`, "custom_object_fields.0.required", "true", "custom_object_fields.1.key", `"standard::external_id"`}},
		{why: "pages by cursor", line: "GET " + fields + "?page[size]=5", status: 200, at: []string{"custom_object_fields.#", "5", "meta.has_more", "true"}},
		{why: "pages by offset", line: "GET " + fields + "?per_page=5&page=4", status: 200, at: []string{"custom_object_fields.#", "2", "next_page", "null"}},
		{why: "shows by key", line: "GET " + fields + "/price", status: 200, at: []string{"custom_object_field.properties.allowed_currencies", `["EUR"]`}},
		{why: "shows by id", line: fmt.Sprintf("GET %s/%d.json", fields, condition.ID), status: 200, at: []string{"custom_object_field.key", `"condition"`, "custom_object_field.custom_field_options.0.value", `"cond_new"`}},
		{why: "shows standard ones", line: "GET " + fields + "/standard%3A%3Aname", status: 200, at: []string{"custom_object_field.properties.is_unique", "false"}},
		{why: "creates a text", line: "POST " + fields, send: `{"custom_object_field":{"key":"memo","title":"Memo"}}`, status: 201, at: []string{"custom_object_field.type", `"text"`, "custom_object_field.position", "19", "custom_object_field.active", "true"}},
		{why: "which is null in every record", line: "GET " + assets + "/" + firstAsset(s), status: 200, at: []string{"custom_object_record.custom_object_fields.memo", "null"}},
		{why: "does not know every type", line: "POST " + fields, send: `{"custom_object_field":{"key":"m2","title":"M","type":"geolocation"}}`, status: 422, at: []string{"details.type.#", "1"}},
		{why: "needs a pattern", line: "POST " + fields, send: `{"custom_object_field":{"key":"m3","title":"M","type":"regexp"}}`, status: 422, at: []string{"details.regexp_for_validation.#", "1"}},
		{why: "needs options", line: "POST " + fields, send: `{"custom_object_field":{"key":"m4","title":"M","type":"dropdown"}}`, status: 422, at: []string{"details.custom_field_options.#", "1"}},
		{why: "needs a target", line: "POST " + fields, send: `{"custom_object_field":{"key":"m5","title":"M","type":"lookup","relationship_target_type":"zen:custom_object:nope"}}`, status: 422, at: []string{"details.relationship_target_type.#", "1"}},
		{why: "needs one currency", line: "POST " + fields, send: `{"custom_object_field":{"key":"m6","title":"M","type":"currency","properties":{"allowed_currencies":["EUR","USD"]}}}`, status: 422, at: []string{"details.properties.#", "1"}},
		{why: "keeps its type", line: "PATCH " + fields + "/memo", send: `{"custom_object_field":{"type":"integer","title":"Memorandum"}}`, status: 200, at: []string{"custom_object_field.type", `"text"`, "custom_object_field.title", `"Memorandum"`}},
		{why: "drops options that are not named", line: "PATCH " + fields + "/condition", send: `{"custom_object_field":{"custom_field_options":[` + options(1) + `,{"id":"null","name":"Spare","value":"cond_spare"}]}}`, status: 200, at: []string{"custom_object_field.custom_field_options.#", "2"}},
		{why: "and their values", line: "POST " + assets + "/search", send: `{"filter":{"custom_object_fields.condition":{"$eq":"cond_good"}}}`, status: 200, at: []string{"count", "0"}},
		{why: "names are settled once there are records", line: "PATCH " + fields + "/standard::name", send: `{"custom_object_field":{"properties":{"is_unique":true}}}`, status: 422, at: []string{"details.properties.#", "1"}},
		{why: "not before", line: "PATCH " + objects + "/inspection/fields/standard::name", send: `{"custom_object_field":{"properties":{"autoincrement_enabled":true,"autoincrement_prefix":"INS ","autoincrement_padding":3}}}`, status: 200},
		{why: "and numbers then", line: "POST " + objects + "/inspection/records", send: `{"custom_object_record":{"custom_object_fields":{"result":"ok"}}}`, status: 201, at: []string{"custom_object_record.name", `"INS 001"`}},
		{why: "reorders", line: "PUT " + fields + "/reorder", send: `{"custom_object_field_ids":[` + fmt.Sprint(condition.ID) + `]}`, status: 200, want: `""`},
		{why: "has a new order", line: "GET " + fields, status: 200, at: []string{"custom_object_fields.0.key", `"condition"`, "custom_object_fields.1.key", `"serial_number"`}},
		{why: "deletes", line: "DELETE " + fields + "/memo", status: 204},
		{why: "does not delete standard ones", line: "DELETE " + fields + "/standard::name", status: 422},
		{why: "knows the limit", line: "GET " + objects + "/asset/limits/field_limit", status: 200, want: `{"count":17,"limit":100}`},
	})
}

func TestCurrencyObjects(t *testing.T) {
	s := New(Options{Records: 10, CurrencyObjects: true})
	a := ask(t, s, "", "GET "+assets+"/"+firstAsset(s), "")
	if a.get(t, "custom_object_record.custom_object_fields.price.currency") != "EUR" {
		t.Error(a.body)
	}
}
