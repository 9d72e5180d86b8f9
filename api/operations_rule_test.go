package api

import "context"

// trigger1, rule1, policy1 and schedule1 are made after the examples of the
// reference.
const (
	trigger1 = `{"url":"https://acme.zendesk.com/api/v2/custom_objects/car/triggers/25.json","id":25,"title":"Close and Save","active":true,` +
		`"updated_at":"2012-09-25T22:50:26Z","created_at":"2012-09-25T22:50:26Z","default":false,"actions":[{"field":"custom_object.car.custom_fields.color","value":"red"}],` +
		`"conditions":{"all":[{"field":"custom_object.car.custom_fields.year","operator":"less_than","value":2000}],"any":[]},"description":"Close and save a ticket","position":8,"raw_title":"Close and Save"}`
	rule1 = `{"conditions":{"all":[{"field":"created_by_user","operator":"matches","value":"current_user"}],"any":[{"field":"custom_object.order.custom_fields.status","operator":"is","value":"pending"}]},` +
		`"created_at":"2024-01-15T14:30:00Z","description":"Theirs","id":6862342718335,"title":"Own orders","updated_at":"2024-01-15T14:30:00Z"}`
	policy1 = `{"id":"custom-role-6678128886399","records":{"create":{"allowed":false,"rule_id":null},"delete":{"allowed":false,"rule_id":null},` +
		`"read":{"allowed":true,"rule_id":6862342718335},"update":{"allowed":false,"rule_id":null}},"role_name":"Custom Role"}`
	schedule1 = `{"active":true,"conditions":{"all":[{"field":"duration_since_last_update","operator":"greater_than","value":"P1Y"}],"any":[]},"created_at":"2021-07-20T22:55:29Z",` +
		`"default":false,"description":"Delete tickets older than 1 year","id":7772196094461,"object":"zen:custom_object:car","title":"some schedule","updated_at":"2021-07-20T22:55:29Z"}`
	definitions1 = `{"definitions":{"conditions_all":[{"title":"Year","subject":"custom_object.car.custom_fields.year","type":"text","group":"custom_object","nullable":true,"repeatable":false,` +
		`"operators":[{"value":"present","title":"Present","terminal":true}]}],"conditions_any":[],"actions":[{"title":"Color","subject":"custom_object.car.custom_fields.color","type":"list","values":[{"value":"red","title":"Red","enabled":true}]}]}}`
)

func lookAtTrigger(t Trigger) any {
	return []any{t.ID, t.Title, t.Position, t.Active, t.Description, len(t.Conditions.Any), t.Conditions.All[0].Field, t.Conditions.All[0].Operator, t.Conditions.All[0].Value, t.Actions[0].Field, t.Actions[0].Value}
}

var exampleTrigger = []any{"25", "Close and Save", 8, true, "Close and save a ticket", 0,
	"custom_object.car.custom_fields.year", "less_than", Value("2000"), "custom_object.car.custom_fields.color", Value(`"red"`)}

func lookAtTriggers(p Page[Trigger]) any {
	return []any{lookAtTrigger(p.Items[0]), *p.Count, p.Meta.HasMore}
}

func triggerPage(next string) string {
	return `{"triggers":[` + trigger1 + `],"count":9,"next_page":` + next + `,"previous_page":null}`
}

var triggerCases = []operationCase{
	{
		op: "GET /api/v2/custom_objects/{custom_object_key}/triggers", path: "/custom_objects/car/triggers", query: "active=true&sort_by=alphabetical&sort_order=desc&per_page=1",
		answer: triggerPage(`"https://acme.zendesk.com/api/v2/custom_objects/car/triggers.json?page=2&per_page=1"`),
		call: seen(func(ctx context.Context, c *Client) (Page[Trigger], *Response, error) {
			return c.ListTriggers(ctx, "car", TriggerFilter{Active: &yes}, ListOptions{Size: 1, Sort: "-alphabetical"})
		}, lookAtTriggers),
		want: []any{exampleTrigger, 9, true},
	},
	{
		op: "GET /api/v2/custom_objects/{custom_object_key}/triggers/active", path: "/custom_objects/car/triggers/active", answer: triggerPage("null"),
		call: seen(func(ctx context.Context, c *Client) (Page[Trigger], *Response, error) {
			return c.ListActiveTriggers(ctx, "car", ListOptions{})
		}, lookAtTriggers),
		want: []any{exampleTrigger, 9, false},
	},
	{
		op: "GET /api/v2/custom_objects/{custom_object_key}/triggers/search", path: "/custom_objects/car/triggers/search", query: "query=close+%26&page=2&per_page=100", answer: triggerPage("null"),
		call: seen(func(ctx context.Context, c *Client) (Page[Trigger], *Response, error) {
			return c.SearchTriggers(ctx, "car", TriggerFilter{Query: "close &"}, ListOptions{Size: 100, After: offsetCursor + "2"})
		}, lookAtTriggers),
		want: []any{exampleTrigger, 9, false},
	},
	{
		op: "GET /api/v2/custom_objects/{custom_object_key}/triggers/definitions", path: "/custom_objects/car/triggers/definitions", answer: definitions1,
		call: seen(func(ctx context.Context, c *Client) (Definitions, *Response, error) {
			return c.ShowTriggerDefinitions(ctx, "car")
		}, func(d Definitions) any {
			return []any{d.All[0].Subject, d.All[0].Operators[0], len(d.Any), d.Actions[0].Title, d.Actions[0].Values[0]}
		}),
		want: []any{"custom_object.car.custom_fields.year", DefinitionOperator{"present", "Present", true}, 0, "Color", DefinitionValue{`"red"`, "Red"}},
	},
	{
		op: "GET /api/v2/custom_objects/{custom_object_key}/triggers/{trigger_id}", path: "/custom_objects/car/triggers/25", answer: `{"trigger":` + trigger1 + `}`,
		call: seen(func(ctx context.Context, c *Client) (Trigger, *Response, error) {
			return c.ShowTrigger(ctx, "car", "25")
		}, lookAtTrigger),
		want: exampleTrigger,
	},
	{
		op: "POST /api/v2/custom_objects/{custom_object_key}/triggers", path: "/custom_objects/car/triggers", status: 201, answer: `{"trigger":` + trigger1 + `}`,
		body: `{"trigger":{"title":"T","active":false,"conditions":{"all":[{"field":"f","operator":"present","value":null}],"any":[]},"actions":[{"field":"g","value":["a","b"]}]}}`,
		call: seen(func(ctx context.Context, c *Client) (Trigger, *Response, error) {
			return c.CreateTrigger(ctx, "car", TriggerPatch{Title: String("T"), Active: Bool(false),
				Conditions: Conditions{All: []Condition{{Field: "f", Operator: "present"}}}.Body(), Actions: ActionsBody([]TriggerAction{{Field: "g", Value: Strings([]string{"a", "b"})}})})
		}, lookAtTrigger),
		want: exampleTrigger,
	},
	{
		op: "PUT /api/v2/custom_objects/{custom_object_key}/triggers/{trigger_id}", path: "/custom_objects/car/triggers/25", answer: `{"trigger":` + trigger1 + `}`,
		body: `{"trigger":{"description":""}}`,
		call: seen(func(ctx context.Context, c *Client) (Trigger, *Response, error) {
			return c.UpdateTrigger(ctx, "car", "25", TriggerPatch{Description: String("")})
		}, lookAtTrigger),
		want: exampleTrigger,
	},
	{
		op: "PUT /api/v2/custom_objects/{custom_object_key}/triggers/update_many", path: "/custom_objects/car/triggers/update_many", answer: triggerPage("null"),
		body: `{"triggers":[{"id":25,"position":3},{"id":9007199254740993,"active":true}]}`,
		call: seen(func(ctx context.Context, c *Client) ([]Trigger, *Response, error) {
			return c.UpdateTriggers(ctx, "car", []TriggerPatch{{ID: ID("25"), Position: Int(3)}, {ID: ID("9007199254740993"), Active: Bool(true)}})
		}, func(ts []Trigger) any { return lookAtTrigger(ts[0]) }),
		want: exampleTrigger,
	},
	{
		op: "DELETE /api/v2/custom_objects/{custom_object_key}/triggers/{trigger_id}", path: "/custom_objects/car/triggers/25", status: 204,
		call: only(func(ctx context.Context, c *Client) (*Response, error) { return c.DeleteTrigger(ctx, "car", "25") }),
	},
	{
		op: "DELETE /api/v2/custom_objects/{custom_object_key}/triggers/destroy_many", path: "/custom_objects/car/triggers/destroy_many", query: "ids=25,23", status: 204,
		call: only(func(ctx context.Context, c *Client) (*Response, error) {
			return c.DeleteTriggers(ctx, "car", []string{"25", "23"})
		}),
	},
}

func lookAtRule(r AccessRule) any {
	return []any{r.ID, r.Title, r.Description, r.Conditions.All[0].Operator, r.Conditions.Any[0].Field}
}

var exampleRule = []any{"6862342718335", "Own orders", "Theirs", "matches", "custom_object.order.custom_fields.status"}

func lookAtPolicy(p PermissionPolicy) any {
	return []any{p.ID, p.RoleName, p.Create, p.Read, p.Update, p.Delete}
}

var examplePolicy = []any{"custom-role-6678128886399", "Custom Role", Permission{}, Permission{Allowed: true, RuleID: "6862342718335"}, Permission{}, Permission{}}

var accessCases = []operationCase{
	{
		op: "GET /api/v2/custom_objects/{custom_object_key}/access_rules", path: "/custom_objects/order/access_rules", answer: `{"access_rules":[` + rule1 + `]}`,
		call: seen(func(ctx context.Context, c *Client) (Page[AccessRule], *Response, error) {
			return c.ListAccessRules(ctx, "order", ListOptions{})
		}, func(p Page[AccessRule]) any { return lookAtRule(p.Items[0]) }),
		want: exampleRule,
	},
	{
		op: "GET /api/v2/custom_objects/{custom_object_key}/access_rules/definitions", path: "/custom_objects/order/access_rules/definitions", answer: definitions1,
		call: seen(func(ctx context.Context, c *Client) (Definitions, *Response, error) {
			return c.ShowAccessRuleDefinitions(ctx, "order")
		},
			func(d Definitions) any { return d.All[0].Title }),
		want: "Year",
	},
	{
		op: "GET /api/v2/custom_objects/{custom_object_key}/access_rules/{id}", path: "/custom_objects/order/access_rules/6862342718335", answer: `{"access_rule":` + rule1 + `}`,
		call: seen(func(ctx context.Context, c *Client) (AccessRule, *Response, error) {
			return c.ShowAccessRule(ctx, "order", "6862342718335")
		}, lookAtRule),
		want: exampleRule,
	},
	{
		op: "POST /api/v2/custom_objects/{custom_object_key}/access_rules", path: "/custom_objects/order/access_rules", status: 201, answer: `{"access_rule":` + rule1 + `}`,
		body: `{"access_rule":{"title":"T","conditions":{"all":[],"any":[{"field":"created_by_user","operator":"matches","value":"current_user"}]}}}`,
		call: seen(func(ctx context.Context, c *Client) (AccessRule, *Response, error) {
			return c.CreateAccessRule(ctx, "order", AccessRulePatch{Title: String("T"),
				Conditions: Conditions{Any: []Condition{{Field: "created_by_user", Operator: "matches", Value: String("current_user")}}}.Body()})
		}, lookAtRule),
		want: exampleRule,
	},
	{
		op: "PATCH /api/v2/custom_objects/{custom_object_key}/access_rules/{id}", path: "/custom_objects/order/access_rules/1", answer: `{"access_rule":` + rule1 + `}`,
		body: `{"access_rule":{"title":"T"}}`,
		call: seen(func(ctx context.Context, c *Client) (AccessRule, *Response, error) {
			return c.UpdateAccessRule(ctx, "order", "1", AccessRulePatch{Title: String("T")})
		}, lookAtRule),
		want: exampleRule,
	},
	{
		op: "DELETE /api/v2/custom_objects/{custom_object_key}/access_rules/{id}", path: "/custom_objects/order/access_rules/1", status: 204,
		call: only(func(ctx context.Context, c *Client) (*Response, error) { return c.DeleteAccessRule(ctx, "order", "1") }),
	},
	{
		op: "GET /api/v2/custom_objects/{custom_object_key}/permission_policies", path: "/custom_objects/order/permission_policies", answer: `{"policies":[` + policy1 + `]}`,
		call: seen(func(ctx context.Context, c *Client) (Page[PermissionPolicy], *Response, error) {
			return c.ListPermissionPolicies(ctx, "order", ListOptions{})
		}, func(p Page[PermissionPolicy]) any { return lookAtPolicy(p.Items[0]) }),
		want: examplePolicy,
	},
	{
		op: "GET /api/v2/custom_objects/{custom_object_key}/permission_policies/{id}", path: "/custom_objects/order/permission_policies/end-user", answer: `{"policy":` + policy1 + `}`,
		call: seen(func(ctx context.Context, c *Client) (PermissionPolicy, *Response, error) {
			return c.ShowPermissionPolicy(ctx, "order", "end-user")
		}, lookAtPolicy),
		want: examplePolicy,
	},
	{
		op: "PATCH /api/v2/custom_objects/{custom_object_key}/permission_policies/{id}", path: "/custom_objects/order/permission_policies/end-user", answer: `{"policy":` + policy1 + `}`,
		body: `{"policy":{"records":{"read":{"allowed":true,"rule_id":6862342718335},"delete":{"allowed":false,"rule_id":null}}}}`,
		call: seen(func(ctx context.Context, c *Client) (PermissionPolicy, *Response, error) {
			return c.UpdatePermissionPolicy(ctx, "order", "end-user", PermissionPolicyPatch{
				Read: &PermissionPatch{Allowed: true, RuleID: ID("6862342718335")}, Delete: &PermissionPatch{RuleID: Null},
			})
		}, lookAtPolicy),
		want: examplePolicy,
	},
}

func lookAtSchedule(s DeletionSchedule) any {
	return []any{s.ID, s.Title, s.Object, s.Active, s.Default, s.Conditions.All[0].Value}
}

var exampleSchedule = []any{"7772196094461", "some schedule", "zen:custom_object:car", true, false, Value(`"P1Y"`)}

var scheduleCases = []operationCase{
	{
		op: "GET /api/v2/deletion_schedules", path: "/deletion_schedules", answer: `{"deletion_schedules":[` + schedule1 + `]}`,
		call: seen(func(ctx context.Context, c *Client) (Page[DeletionSchedule], *Response, error) {
			return c.ListDeletionSchedules(ctx, ListOptions{})
		}, func(p Page[DeletionSchedule]) any { return lookAtSchedule(p.Items[0]) }),
		want: exampleSchedule,
	},
	{
		op: "GET /api/v2/deletion_schedules/{deletion_schedule_id}", path: "/deletion_schedules/7", answer: `{"deletion_schedule":` + schedule1 + `}`,
		call: seen(func(ctx context.Context, c *Client) (DeletionSchedule, *Response, error) {
			return c.ShowDeletionSchedule(ctx, "7")
		}, lookAtSchedule),
		want: exampleSchedule,
	},
	{
		op: "POST /api/v2/deletion_schedules", path: "/deletion_schedules", status: 201, answer: `{"deletion_schedule":` + schedule1 + `}`,
		body: `{"deletion_schedule":{"title":"T","object":"zen:custom_object:car","active":false}}`,
		call: seen(func(ctx context.Context, c *Client) (DeletionSchedule, *Response, error) {
			return c.CreateDeletionSchedule(ctx, DeletionSchedulePatch{Title: String("T"), Object: String(TargetObject("car")), Active: Bool(false)})
		}, lookAtSchedule),
		want: exampleSchedule,
	},
	{
		op: "PUT /api/v2/deletion_schedules/{deletion_schedule_id}", path: "/deletion_schedules/7", answer: `{"deletion_schedule":` + schedule1 + `}`,
		body: `{"deletion_schedule":{"active":true}}`,
		call: seen(func(ctx context.Context, c *Client) (DeletionSchedule, *Response, error) {
			return c.UpdateDeletionSchedule(ctx, "7", DeletionSchedulePatch{Active: Bool(true)})
		}, lookAtSchedule),
		want: exampleSchedule,
	},
	{
		op: "DELETE /api/v2/deletion_schedules/{deletion_schedule_id}", path: "/deletion_schedules/7", status: 204,
		call: only(func(ctx context.Context, c *Client) (*Response, error) { return c.DeleteDeletionSchedule(ctx, "7") }),
	},
}
