package sandbox

import "slices"

// firstStatusID is the id of the first ticket status of the demo.
const firstStatusID int64 = 2_264_416_281_254

type demoStatus struct {
	category, label, endUser, description string
	isDefault, inactive, unused           bool
}

// demoStatusList begins with the defaults of the five categories, whose texts
// are placeholders. The two unused ones can be deleted.
var demoStatusList = []demoStatus{
	{category: "new", isDefault: true},
	{category: "open", isDefault: true},
	{category: "pending", isDefault: true},
	{category: "hold", isDefault: true},
	{category: "solved", isDefault: true},
	{"open", "Responding quickly", "Urgent processing", "Customer needs a response quickly", false, false, false},
	{"open", "Werkstatt informiert", "In der Werkstatt", "Die Werkstatt hat den Auftrag, wir warten auf den Termin", false, false, false},
	{"open", "担当者確認中", "確認中", "担当部署に確認しています", false, false, false},
	{"pending", "Waiting for photo 📷", "Please send a photo", "The requester was asked for a picture of the damage", false, false, false},
	{"pending", "Ждём оплату", "Ожидает оплаты", "Счёт отправлен, деньги ещё не пришли", false, false, false},
	{"hold", "Awaiting parts", "Parts on order", "The supplier has the order", false, false, false},
	{"hold", "ממתין לספק", "בהמתנה", "הספק טרם השיב", false, true, false},
	{"solved", "{{dc.refund_issued}}", "{{dc.refund_issued}}", "The money is on its way", false, false, false},
	{"open", "Old intake queue", "Open", "Before the move to groups", false, true, true},
	{"pending", "بانتظار الموافقة", "بانتظار الموافقة", "ينتظر موافقة المدير", false, false, true},
}

// demoStatuses makes the statuses and gives some to the tickets of the desk.
func demoStatuses(d *people) statuses {
	out := make(statuses, len(demoStatusList))
	used := map[string][]int64{}
	for i, st := range demoStatusList {
		out[i] = &customStatus{
			ID: firstStatusID + int64(i)*16, Category: st.category, AgentLabel: st.label, EndUserLabel: st.endUser,
			Description: st.description, EndUserDescription: st.description, Active: !st.inactive, Default: st.isDefault,
			Created: epoch.AddDate(-2, 0, i), Updated: epoch.AddDate(-1, 0, i),
		}
		if st.isDefault { // the standard ones come with the service's words
			out[i].AgentLabel, out[i].EndUserLabel = zdPlaceholder("status_"+st.category), zdPlaceholder("status_end_user_"+st.category)
			out[i].Description = zdPlaceholder("status_" + st.category + "_description")
			out[i].EndUserDescription = out[i].Description
		}
		if !st.unused {
			used[st.category] = append(used[st.category], out[i].ID)
		}
	}
	for id, t := range d.Tickets {
		category := t.Status
		if category == "closed" {
			category = "solved"
		}
		if ids := used[category]; slices.Contains(statusCategories, category) {
			t.CustomStatusID = ids[int(id)/7%len(ids)]
		}
	}
	return out
}
