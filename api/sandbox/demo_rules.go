package sandbox

import "fmt"

// The first ids of the demo's triggers, access rules and deletion schedules.
const (
	firstTriggerID    int64 = 6_862_342_718_100
	firstAccessRuleID int64 = 6_862_342_718_300
	firstScheduleID   int64 = 7_772_196_094_400
)

// compared is one condition.
func compared(field, operator string, value any) map[string]any {
	return map[string]any{"field": field, "operator": operator, "value": value}
}

// done is one action.
func done(field string, value any) map[string]any {
	return map[string]any{"field": field, "value": value}
}

const (
	assetField  = "custom_object.asset.custom_fields."
	repairField = "custom_object.repair.custom_fields."
)

// demoTriggers are some triggers of the assets and the repairs.
func demoTriggers(objects map[string]*object) triggers {
	out := triggers{
		"asset": {
			{Title: "Tell the owner of a broken device", Description: "Before they find out themselves", Active: true, Conditions: ruleConditions{
				All: []map[string]any{compared(assetField+"condition", "is", "cond_broken"), compared(assetField+"owner", "present", nil)},
			}, Actions: []map[string]any{
				done("notification_user", []any{assetField + "owner", "Your device is broken", "Hello,\nwe send a technician.\nYour service desk"}),
			}},
			{Title: "Insure what is expensive or new", Active: true, Conditions: ruleConditions{
				All: []map[string]any{compared("update_type", "is", "Create")},
				Any: []map[string]any{compared(assetField+"condition", "is", "cond_new"), compared(assetField+"ports", "greater_than", "8")},
			}, Actions: []map[string]any{done(assetField+"insured", "true")}},
			{Title: "Tell the warehouse of lost devices", Active: true, Conditions: ruleConditions{
				All: []map[string]any{compared(assetField+"condition", "is", "cond_lost"), compared(assetField+"condition", "changed", nil)},
			}, Actions: []map[string]any{
				done(assetField+"insured", "false"), done("notification_webhook", []any{"01HWEBHOOK00000000000000001", `{"asset":"{{custom_object.asset.name}}"}`}),
			}},
			{Title: "Ask for the serial number (old)", Description: "The field is required now", Conditions: ruleConditions{
				All: []map[string]any{compared(assetField+"serial_number", "not_present", nil)},
			}, Actions: []map[string]any{done("notification_user", []any{"current_user", "Serial number", "Please add it."})}},
		},
		"repair": {
			{Title: "Tell whoever opened it", Active: true, Conditions: ruleConditions{
				All: []map[string]any{compared("update_type", "is", "Change"), compared("current_user", "is_not", "end_user")},
			}, Actions: []map[string]any{done("notification_user", []any{"current_user", "Repair changed", "See the repair."})}},
		},
	}
	id := firstTriggerID
	for _, key := range []string{"asset", "repair"} {
		for i, t := range out[key] {
			t.ID, t.Position = id, i+1
			t.Created, t.Updated = objects[key].meta.CreatedAt, objects[key].meta.UpdatedAt.AddDate(0, i, 0)
			id++
		}
	}
	return out
}

// demoAccessRules are the rules that the demo's policies name, and one that
// none does.
func demoAccessRules() accessRules {
	out := accessRules{"asset": {
		{Title: "Broken or lost", Description: "What the field service works on", Conditions: ruleConditions{Any: []map[string]any{
			compared(assetField+"condition", "is", "cond_broken"), compared(assetField+"condition", "is", "cond_lost"),
		}}},
		{Title: "Made by oneself", Conditions: ruleConditions{All: []map[string]any{compared("created_by_user", "matches", "current_user")}}},
		{Title: "Insured, many ports", Description: "Not used yet", Conditions: ruleConditions{All: []map[string]any{
			compared(assetField+"insured", "is", "true"), compared(assetField+"ports", "greater_than_equal", "4"),
		}}},
	}}
	for i, r := range out["asset"] {
		r.ID = firstAccessRuleID + int64(i)
		r.Created, r.Updated = epoch.AddDate(-1, i, 0), epoch.AddDate(-1, i, 3)
	}
	return out
}

// demoPolicies bind the field service, the seasonal helpers and the auditors
// to less than everything of the assets, and close the payroll to all but team
// leads.
func demoPolicies() policies {
	all, none := permission{Given: true}, permission{}
	by := func(rule int64) permission { return permission{Given: true, Rule: firstAccessRuleID + rule} }
	rights := func(create, read, update, remove permission) *policy {
		return &policy{Allowed: map[string]permission{"create": create, "read": read, "update": update, "delete": remove}}
	}
	role := func(i int64) string { return rolePolicyID + fmt.Sprint(firstRoleID+i) }
	out := policies{
		"asset": {
			role(6):  rights(none, all, by(0), none),
			role(9):  rights(all, all, by(1), none),
			role(10): rights(none, all, none, none),
		},
		"payroll": {},
	}
	for _, i := range []int64{0, 6, 7, 8, 9, 10} {
		out["payroll"][role(i)] = rights(none, none, none, none)
	}
	return out
}

// demoSchedules are the account's schedules, one of a custom object.
func demoSchedules() schedules {
	older := func(than string) ruleConditions {
		return ruleConditions{All: []map[string]any{compared("duration_since_last_update", "greater_than", than)}}
	}
	out := schedules{
		{Title: "Shipments after two years", Description: "The carrier has them longer", Object: "zen:custom_object:shipment", Active: true, Conditions: older("P2Y")},
		{Title: "Repairs after five years", Object: "zen:custom_object:repair", Conditions: older("P5Y")},
		{Title: "Tickets after three years", Object: "zen:ticket", Active: true, Default: true, Conditions: older("P3Y")},
	}
	for i, d := range out {
		d.ID = firstScheduleID + int64(i)
		d.Created, d.Updated = epoch.AddDate(-1, i, 0), epoch.AddDate(-1, i, 1)
	}
	return out
}
