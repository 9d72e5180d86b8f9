package sandbox

import (
	"fmt"
	"testing"
)

const assetPath = objects + "/asset"

func TestTriggers(t *testing.T) {
	s := testServer()
	list := assetPath + "/triggers"
	at := func(n int64) string { return fmt.Sprintf("%s/%d", list, firstTriggerID+n) }
	send := `{"trigger":{"title":"New one","conditions":{"all":[{"field":"custom_object.asset.custom_fields.ports","operator":"greater_than","value":"3"}],"any":[]},"actions":[{"field":"custom_object.asset.custom_fields.insured","value":"true"}]}}`
	play(t, s, []step{
		{why: "lists in their order", line: "GET " + list, status: 200, at: []string{"triggers.#", "4", "triggers.1.position", "2", "count", "4", "next_page", "null", "triggers.0.default", "false"}},
		{why: "counts its pages", line: "GET " + list + "?per_page=3&page=2", status: 200, at: []string{"triggers.#", "1", "triggers.0.position", "4"}},
		{why: "knows no cursors", line: "GET " + list + "?page[size]=3", status: 400},
		{why: "sorts", line: "GET " + list + "?sort_by=alphabetical&sort_order=desc", status: 200, at: []string{"triggers.0.title", `"Tell the warehouse of lost devices"`}},
		{why: "sorts by what it knows", line: "GET " + list + "?sort_by=price", status: 400},
		{why: "narrows to the inactive", line: "GET " + list + "?active=false", status: 200, at: []string{"triggers.#", "1"}},
		{why: "lists the active", line: "GET " + list + "/active", status: 200, at: []string{"triggers.#", "3"}},
		{why: "keeps the active from agents", as: "agent3@sandbox.example", line: "GET " + list + "/active", status: 403},
		{why: "shows the list to agents", as: "agent3@sandbox.example", line: "GET " + list, status: 200},
		{why: "searches titles", line: "GET " + list + "/search?query=tell", status: 200, at: []string{"triggers.#", "2"}},
		{why: "needs words to search for", line: "GET " + list + "/search", status: 400},
		{why: "says what can be said", line: "GET " + list + "/definitions", status: 200, at: []string{"definitions.conditions_all.2.subject", `"custom_object.asset.custom_fields.serial_number"`, "definitions.conditions_all.3.values.0.value", `"cond_new"`, "definitions.conditions_all.3.operators.2.terminal", "true"}},
		{why: "creates at the end", line: "POST " + list, send: send, status: 201, at: []string{"trigger.position", "5", "trigger.active", "true"}},
		{why: "lets no agent create", as: "agent3@sandbox.example", line: "POST " + list, send: send, status: 403},
		{why: "needs conditions and actions", line: "POST " + list, send: `{"trigger":{"title":"x"}}`, status: 422, at: []string{"details.conditions.#", "1", "details.actions.#", "1"}},
		{why: "knows its fields", line: "POST " + list, send: `{"trigger":{"title":"x","conditions":{"all":[{"field":"nope","operator":"is","value":"1"}]},"actions":[{"field":"nope","value":"1"}]}}`, status: 422, at: []string{"details.conditions.#", "1", "details.actions.#", "1"}},
		{why: "knows its operators", line: "PUT " + at(0), send: `{"trigger":{"conditions":{"all":[{"field":"update_type","operator":"greater_than","value":"Create"}]},"actions":[{"field":"custom_object.asset.custom_fields.insured","value":"true"}]}}`, status: 422, at: []string{"details.conditions.#", "1"}},
		{why: "clears what is not sent beside", line: "PUT " + at(0), send: `{"trigger":{"actions":[{"field":"custom_object.asset.custom_fields.insured","value":"true"}]}}`, status: 422, at: []string{"details.conditions.#", "1"}},
		{why: "leaves both where neither is sent", line: "PUT " + at(0), send: `{"trigger":{"title":"Other","active":false}}`, status: 200, at: []string{"trigger.title", `"Other"`, "trigger.active", "false", "trigger.conditions.all.#", "2", "trigger.actions.#", "1"}},
		{why: "keeps positions apart", line: "PUT " + list + "/update_many", send: fmt.Sprintf(`{"triggers":[{"id":%d,"position":2}]}`, firstTriggerID), status: 422},
		{why: "changes places", line: "PUT " + list + "/update_many", send: fmt.Sprintf(`{"triggers":[{"id":%d,"position":2,"title":"no"},{"id":"%d","position":1,"active":false}]}`, firstTriggerID, firstTriggerID+1), status: 200,
			at: []string{"triggers.0.title", `"Insure what is expensive or new"`, "triggers.0.active", "false", "triggers.1.title", `"Other"`}},
		{why: "changes all or none", line: "PUT " + list + "/update_many", send: fmt.Sprintf(`{"triggers":[{"id":%d,"active":true},{"id":1,"active":true}]}`, firstTriggerID), status: 404},
		{why: "deletes", line: "DELETE " + at(0), status: 204},
		{why: "deletes many", line: "DELETE " + list + fmt.Sprintf("/destroy_many?ids=%d,%d", firstTriggerID+1, firstTriggerID+2), status: 204},
		{why: "deletes all or none", line: "DELETE " + list + fmt.Sprintf("/destroy_many?ids=%d,1", firstTriggerID+3), status: 404},
		{why: "has two left", line: "GET " + list, status: 200, at: []string{"triggers.#", "2"}},
		{why: "has none of another object", line: "GET " + objects + "/store/triggers", status: 200, at: []string{"triggers.#", "0"}},
		{why: "is of its object", line: fmt.Sprintf("GET %s/store/triggers/%d", objects, firstTriggerID+3), status: 404},
	})
}

func TestAccessRulesAndPolicies(t *testing.T) {
	s := testServer()
	rules, policy := assetPath+"/access_rules", assetPath+"/permission_policies"
	rule := fmt.Sprintf("%s/%d", rules, firstAccessRuleID+2)
	field := fmt.Sprintf("%s/custom-role-%d", policy, firstRoleID+6)
	play(t, s, []step{
		{why: "lists rules", line: "GET " + rules, status: 200, at: []string{"access_rules.#", "3", "access_rules.0.conditions.any.#", "2", "access_rules.0.conditions.all.#", "0"}},
		{why: "keeps them from agents", as: "agent3@sandbox.example", line: "GET " + rules, status: 403},
		{why: "says what can be said", line: "GET " + rules + "/definitions", status: 200, at: []string{"definitions.conditions_all.1.metadata.field_id", "null", "definitions.actions", `"absent"`}},
		{why: "creates", line: "POST " + rules, send: `{"access_rule":{"title":"Mine","conditions":{"all":[{"field":"created_by_user","operator":"matches","value":"current_user"}]}}}`, status: 201, at: []string{"access_rule.conditions.any.#", "0"}},
		{why: "knows the operators of types", line: "POST " + rules, send: `{"access_rule":{"title":"Mine","conditions":{"all":[{"field":"custom_object.asset.custom_fields.location","operator":"includes","value":"x"}]}}}`, status: 422},
		{why: "changes in part", line: "PATCH " + rule, send: `{"access_rule":{"title":"Better"}}`, status: 200, at: []string{"access_rule.title", `"Better"`, "access_rule.conditions.all.#", "2"}},
		{why: "deletes what nobody uses", line: "DELETE " + rule, status: 204},
		{why: "keeps what a policy names", line: fmt.Sprintf("DELETE %s/%d", rules, firstAccessRuleID), status: 422},
		{why: "lists a policy a custom role, and the end users'", line: "GET " + policy, status: 200, at: []string{"policies.#", "8", "policies.7.id", `"end-user"`, "policies.2.role_name", `"Außendienst"`, "policies.2.records.create", `{"allowed":false,"rule_id":null}`}},
		{why: "shows one", line: "GET " + field, status: 200, at: []string{"policy.records.update", fmt.Sprintf(`{"allowed":true,"rule_id":%d}`, firstAccessRuleID)}},
		{why: "has none for admins", line: fmt.Sprintf("GET %s/custom-role-%d", policy, firstRoleID+4), status: 404},
		{why: "needs reading to write", line: "PATCH " + field, send: `{"policy":{"records":{"read":{"allowed":false,"rule_id":null}}}}`, status: 422, at: []string{"details.update.#", "1"}},
		{why: "needs all reading to write all", line: "PATCH " + field, send: fmt.Sprintf(`{"policy":{"records":{"read":{"allowed":true,"rule_id":%d},"create":{"allowed":true,"rule_id":null}}}}`, firstAccessRuleID), status: 422, at: []string{"details.create.#", "1"}},
		{why: "knows its rules", line: "PATCH " + field, send: `{"policy":{"records":{"delete":{"allowed":true,"rule_id":1}}}}`, status: 422},
		{why: "binds: no creating", as: "agent4@sandbox.example", line: "POST " + assets, send: `{"custom_object_record":{"name":"x"}}`, status: 403},
		{why: "binds: reading", as: "agent4@sandbox.example", line: "GET " + assets + "/" + firstAsset(s), status: 200},
		{why: "changes", line: "PATCH " + field, send: `{"policy":{"records":{"update":{"allowed":false,"rule_id":null}}}}`, status: 200, at: []string{"policy.records.update.allowed", "false", "policy.records.read.allowed", "true"}},
		{why: "binds at once", as: "agent4@sandbox.example", line: "PATCH " + assets + "/" + firstAsset(s), send: `{"custom_object_record":{"name":"x"}}`, status: 403},
		{why: "binds jobs", as: "agent4@sandbox.example", line: "POST " + assetPath + "/jobs", send: `{"job":{"action":"delete","items":["x"]}}`, status: 403},
		{why: "leaves admins alone", line: "PATCH " + assets + "/" + firstAsset(s), send: `{"custom_object_record":{"name":"x"}}`, status: 200},
	})
}

// A role whose policy names a rule changes the records that meet it only.
func TestAccessRuleBindsRecords(t *testing.T) {
	s := testServer()
	asset := firstAsset(s)
	play(t, s, []step{
		{why: "is broken", line: "PATCH " + assets + "/" + asset, send: `{"custom_object_record":{"custom_object_fields":{"condition":"cond_broken"}}}`, status: 200},
		{why: "may be changed", as: "agent4@sandbox.example", line: "PATCH " + assets + "/" + asset, send: `{"custom_object_record":{"custom_object_fields":{"condition":"cond_good"}}}`, status: 200},
		{why: "may not any more", as: "agent4@sandbox.example", line: "PATCH " + assets + "/" + asset, send: `{"custom_object_record":{"custom_object_fields":{"condition":"cond_broken"}}}`, status: 403},
	})
}

func TestDeletionSchedules(t *testing.T) {
	s := testServer()
	one := fmt.Sprintf("%s/%d", schedulesPath, firstScheduleID)
	play(t, s, []step{
		{why: "lists", line: "GET " + schedulesPath, status: 200, at: []string{"deletion_schedules.#", "3", "deletion_schedules.0.object", `"zen:custom_object:shipment"`}},
		{why: "keeps them from agents", as: "agent3@sandbox.example", line: "GET " + schedulesPath, status: 403},
		{why: "creates", line: "POST " + schedulesPath, send: `{"deletion_schedule":{"title":"Old assets","object":"zen:custom_object:asset","active":false,"conditions":{"all":[{"field":"duration_since_last_update","operator":"greater_than","value":"P6M"}],"any":[]}}}`, status: 201, at: []string{"deletion_schedule.active", "false"}},
		{why: "knows its objects", line: "POST " + schedulesPath, send: `{"deletion_schedule":{"title":"x","object":"zen:custom_object:nope","conditions":{"all":[{"field":"duration_since_last_update","operator":"greater_than","value":"a year"}]}}}`, status: 422, at: []string{"details.object.#", "1", "details.conditions.#", "1"}},
		{why: "keeps its object", line: "PUT " + one, send: `{"deletion_schedule":{"object":"zen:ticket","active":false}}`, status: 200, at: []string{"deletion_schedule.object", `"zen:custom_object:shipment"`, "deletion_schedule.active", "false", "deletion_schedule.conditions.all.#", "1"}},
		{why: "deletes", line: "DELETE " + one, status: 204},
		{why: "has it no more", line: "GET " + one, status: 404},
		{why: "keeps the default", line: fmt.Sprintf("DELETE %s/%d", schedulesPath, firstScheduleID+2), status: 422},
	})
}
