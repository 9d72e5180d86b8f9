package api_test

import (
	"testing"

	"zco/api"
)

func TestTriggersAgainstTheSandbox(t *testing.T) {
	d := openDesk(t)
	ctx, c, o := t.Context(), d.c, api.ListOptions{}
	one, page := must[api.Trigger](d), must[api.Page[api.Trigger]](d)

	all := page(c.ListTriggers(ctx, "asset", api.TriggerFilter{}, api.ListOptions{Size: 3}))
	d.expect("a counted page with more behind it", len(all.Items) == 3 && all.Meta.HasMore && *all.Count == 4)
	d.expect("the rest of it", len(page(c.ListTriggers(ctx, "asset", api.TriggerFilter{}, api.ListOptions{Size: 3, After: all.Meta.After})).Items) == 1)
	active := false
	d.expect("the inactive one", len(page(c.ListTriggers(ctx, "asset", api.TriggerFilter{Active: &active}, o)).Items) == 1)
	d.expect("the last by name first", page(c.ListTriggers(ctx, "asset", api.TriggerFilter{}, api.ListOptions{Sort: "-alphabetical"})).Items[0].Position == 3)
	d.expect("those that run", len(page(c.ListActiveTriggers(ctx, "asset", o)).Items) == 3)
	d.expect("those of a word", len(page(c.SearchTriggers(ctx, "asset", api.TriggerFilter{Query: "tell"}, o)).Items) == 2)

	defs := must[api.Definitions](d)(c.ShowTriggerDefinitions(ctx, "asset"))
	d.expect("what can be said", len(defs.All) > 10 && len(defs.Any) == len(defs.All) && len(defs.Actions) > 10)

	first := one(c.ShowTrigger(ctx, "asset", all.Items[0].ID))
	d.expect("its conditions and actions", len(first.Conditions.All) == 2 && first.Conditions.All[1].Operator == "present" && first.Actions[0].Value.IsArray())
	same := one(c.UpdateTrigger(ctx, "asset", first.ID, api.TriggerPatch{Conditions: first.Conditions.Body(), Actions: api.ActionsBody(first.Actions)}))
	d.expect("conditions go back as they came", same.Conditions.Body() == first.Conditions.Body() && api.ActionsBody(same.Actions) == api.ActionsBody(first.Actions))
	_, res, err := c.UpdateTrigger(ctx, "asset", first.ID, api.TriggerPatch{Actions: api.ActionsBody(first.Actions)})
	d.expect("actions alone are not sent", err != nil && res.Status == 0)

	made := one(c.CreateTrigger(ctx, "asset", api.TriggerPatch{
		Title:      api.String("Insure"),
		Conditions: api.Conditions{Any: []api.Condition{{Field: "custom_object.asset.custom_fields.ports", Operator: "present"}}}.Body(),
		Actions:    api.ActionsBody([]api.TriggerAction{{Field: "custom_object.asset.custom_fields.insured", Value: api.String("true")}}),
	}))
	d.expect("made as the last", made.Position == 5 && len(made.Conditions.Any) == 1 && len(made.Conditions.All) == 0)
	now := must[[]api.Trigger](d)(c.UpdateTriggers(ctx, "asset", []api.TriggerPatch{
		{ID: api.ID(made.ID), Position: api.Int(1)}, {ID: api.ID(first.ID), Position: api.Int(5), Active: api.Bool(false)},
	}))
	d.expect("in the other order", now[0].ID == made.ID && now[4].ID == first.ID && !now[4].Active)
	d.gone(c.DeleteTrigger(ctx, "asset", made.ID))
	d.gone(c.DeleteTriggers(ctx, "asset", []string{first.ID, all.Items[1].ID}))
	_, _, err = c.ShowTrigger(ctx, "asset", first.ID)
	d.expect("gone", api.IsNotFound(err))
}

func TestAccessAgainstTheSandbox(t *testing.T) {
	d := openDesk(t)
	ctx, c, o := t.Context(), d.c, api.ListOptions{}
	rule, policy := must[api.AccessRule](d), must[api.PermissionPolicy](d)

	rules := must[api.Page[api.AccessRule]](d)(c.ListAccessRules(ctx, "asset", o)).Items
	d.expect("the demo's rules", len(rules) == 3 && len(rules[0].Conditions.Any) == 2)
	d.expect("what can be said", len(must[api.Definitions](d)(c.ShowAccessRuleDefinitions(ctx, "asset")).All) > 10)
	mine := api.Conditions{All: []api.Condition{{Field: "created_by_user", Operator: "matches", Value: api.String("current_user")}}}
	made := rule(c.CreateAccessRule(ctx, "asset", api.AccessRulePatch{Title: api.String("Mine"), Conditions: mine.Body()}))
	d.expect("shown", rule(c.ShowAccessRule(ctx, "asset", made.ID)).Title == "Mine")
	d.expect("changed", rule(c.UpdateAccessRule(ctx, "asset", made.ID, api.AccessRulePatch{Description: api.String("x")})).Description == "x")

	policies := must[api.Page[api.PermissionPolicy]](d)(c.ListPermissionPolicies(ctx, "asset", o)).Items
	d.expect("one a custom role, and end users", len(policies) == 8 && policies[7].ID == "end-user" && !policies[7].Read.Allowed)
	bound := policy(c.ShowPermissionPolicy(ctx, "asset", policies[2].ID))
	d.expect("bound to a rule", bound.Update.Allowed && bound.Update.RuleID == rules[0].ID && bound.Read == api.Permission{Allowed: true})
	now := policy(c.UpdatePermissionPolicy(ctx, "asset", bound.ID, api.PermissionPolicyPatch{Update: &api.PermissionPatch{Allowed: true, RuleID: api.ID(made.ID)}}))
	d.expect("changed, the rest as it was", now.Update.RuleID == made.ID && now.Read == bound.Read && now.Create == bound.Create)
	_, _, err := c.UpdatePermissionPolicy(ctx, "asset", bound.ID, api.PermissionPolicyPatch{Read: &api.PermissionPatch{RuleID: api.Null}})
	d.expect("to write needs to read", api.IsInvalid(err))
	_, err = c.DeleteAccessRule(ctx, "asset", made.ID)
	d.expect("a rule in use stays", api.IsInvalid(err))
	d.gone(c.DeleteAccessRule(ctx, "asset", rules[2].ID))
}

func TestDeletionSchedulesAgainstTheSandbox(t *testing.T) {
	d := openDesk(t)
	ctx, c := t.Context(), d.c
	one := must[api.DeletionSchedule](d)
	all := must[api.Page[api.DeletionSchedule]](d)(c.ListDeletionSchedules(ctx, api.ListOptions{})).Items
	d.expect("the demo's schedules", len(all) == 3 && all[0].Object == api.TargetObject("shipment"))
	old := api.Conditions{All: []api.Condition{{Field: "duration_since_last_update", Operator: "greater_than", Value: api.String("P1Y")}}}
	made := one(c.CreateDeletionSchedule(ctx, api.DeletionSchedulePatch{
		Title: api.String("Old"), Object: api.String(api.TargetObject("asset")), Active: api.Bool(false), Conditions: old.Body(),
	}))
	d.expect("shown", one(c.ShowDeletionSchedule(ctx, made.ID)).Conditions.All[0].Value == `"P1Y"`)
	d.expect("changed", one(c.UpdateDeletionSchedule(ctx, made.ID, api.DeletionSchedulePatch{Active: api.Bool(true)})).Active)
	d.gone(c.DeleteDeletionSchedule(ctx, made.ID))
	_, _, err := c.ShowDeletionSchedule(ctx, made.ID)
	d.expect("gone", api.IsNotFound(err))
}
