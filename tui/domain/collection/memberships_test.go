package collection

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zco/api"
)

// A person looks at one agent's groups, puts agents into a group by name and
// by id, in a job that tells what became of each, makes one the default and
// takes them out again.
func TestMembershipStory(t *testing.T) {
	d := newDesk(t, "")
	all := Memberships()
	first := d.list(all, Query{})[0]
	if first.ID != "6130199254117" {
		t.Errorf("an ID beyond 2^53 is %s", first.ID)
	}
	visit, _ := all.FindVerb("of-user")
	place := visit.Visit(first)
	d.requests()
	theirs := d.list(all, place.Query())
	d.sent("GET /api/v2/users/10001/group_memberships?page[size]=100")
	if len(theirs) == 0 || theirs[0].Value("user_id").Text() != "10001" {
		t.Fatalf("%+v", theirs)
	}

	plan := d.plan(all, "add-people", []Item{first}, Patch{"group": String("40009"), "people": String("10001\nAda Lindqvist\n10004\n")})
	if !strings.Contains(plan.Title, "Ada Lindqvist") || strings.Contains(plan.Title, "40009") {
		t.Errorf("the review names nobody: %s", plan.Title)
	}
	want := []string{`POST /api/v2/group_memberships/create_many {"group_memberships":[{"user_id":10001,"group_id":40009},{"user_id":10004,"group_id":40009}]}`}
	if diff := cmp.Diff(want, []string{plan.Steps[0].String()}); diff != "" {
		t.Error(diff)
	}
	out := d.do(all, "add-people", []Item{first}, Patch{"group": String("40009"), "people": String("10001\n10004")})
	if out.Partly || !out.Stale {
		t.Errorf("%+v", out)
	}
	out = d.do(all, "add-people", nil, Patch{"group": String("40009"), "people": String("10001\n10005")})
	if !out.Partly || !strings.Contains(out.Text, "1 of 2") || !strings.Contains(out.Text, "already been taken") {
		t.Errorf("of a job of which half failed it says %q", out.Text)
	}

	in9 := d.list(all, Query{Fixed: "group=40009"})
	var mine Item
	for _, it := range in9 {
		if it.Value("user_id").Text() == "10001" {
			mine = it
		}
	}
	changed := d.do(all, "make-default", []Item{mine}, nil).Changed
	defaults := 0
	for _, it := range changed {
		if isTrue(it, "default") {
			defaults++
		}
	}
	if defaults != 1 || len(changed) != len(theirs)+1 {
		t.Errorf("%d of %d are the default", defaults, len(changed))
	}
	loss, err := all.DeleteImpact(d.ctx, d.client, []Item{mine})
	d.must(err)
	if !strings.Contains(loss.Warning, "Ada Lindqvist in ") {
		t.Errorf("%+v", loss)
	}
	out = d.do(all, "remove", in9, nil)
	if len(out.Gone) != len(in9) {
		t.Errorf("%+v", out)
	}
	if left := d.list(all, Query{Fixed: "group=40009"}); len(left) != 0 {
		t.Errorf("%d are still there", len(left))
	}
}

// Only agents are meant, a name that several have is asked about, and nothing
// is sent before it is clear who is meant.
func TestWhoIsMeant(t *testing.T) {
	d := newDesk(t, "")
	all := Memberships()
	for people, words := range map[string]string{
		"Nobody Of That Name": "no agent is called", "999": "nobody with the ID 999", strings.Repeat("1\n", 101): "1 to 100",
	} {
		_, err := d.tryPlan(all, "add-people", nil, Patch{"group": String("40009"), "people": String(people)})
		d.refused(err, words)
	}
	for _, r := range d.requests() {
		if !strings.HasPrefix(r, "GET ") {
			t.Errorf("sent %s", r)
		}
	}
}

// The people of selected rows go to several groups at once; those they are in
// already are left out.
func TestAddToGroups(t *testing.T) {
	d := newDesk(t, "")
	all := Memberships()
	rows := d.list(all, Query{Fixed: "user=10003"})
	plan := d.plan(all, "add-to-groups", rows, Patch{"groups": api.Strings([]string{rows[0].Value("group_id").Text(), "40012"})})
	if got := plan.Steps[0].String(); got != `POST /api/v2/group_memberships {"group_membership":{"user_id":10003,"group_id":40012}}` {
		t.Error(got)
	}
}

func TestAssignableIsAListOfItsOwn(t *testing.T) {
	d := newDesk(t, "")
	some := d.list(Memberships(), Query{Fixed: "assignable=true"})
	if n := len(d.list(Memberships(), Query{})); len(some) == 0 || len(some) >= n {
		t.Errorf("%d of %d", len(some), n)
	}
	_, err := Memberships().List(d.ctx, d.client, Query{Fixed: "assignable=true&user=10001"})
	d.refused(err, "not for one agent")
}

// Of each group those are listed who are in it and in the list of all the
// assignable, with one request.
func TestAssignableOfOneGroup(t *testing.T) {
	d := newDesk(t, "")
	can, fewer := map[string]bool{}, false
	for _, it := range d.list(Memberships(), Query{Fixed: "assignable=true"}) {
		can[it.ID] = true
	}
	visit, _ := Memberships().FindVerb("assignable-of-group")
	groups := map[string]Item{}
	for _, it := range d.list(Memberships(), Query{}) {
		groups[it.Value("group_id").Text()] = it
	}
	for group, row := range groups {
		var want, got []string
		all := d.list(Memberships(), Query{Fixed: "group=" + group})
		for _, it := range all {
			if can[it.ID] {
				want = append(want, it.ID)
			}
		}
		fewer = fewer || len(want) < len(all)
		place := visit.Visit(row)
		d.requests()
		for _, it := range d.list(Memberships(), place.Query()) {
			got = append(got, it.ID)
		}
		d.sent("GET /api/v2/groups/" + group + "/memberships/assignable?page[size]=100")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("group %s (-want +got):\n%s", group, diff)
		}
	}
	if !fewer {
		t.Error("in every group all can be assigned tickets: nothing was told apart")
	}
}

// Names for a page of ids cost one request, whatever is named.
func TestNamesAreOneRequest(t *testing.T) {
	d := newDesk(t, "")
	for target, ids := range map[string][]string{
		"zen:user": {"10001", "10002", "20001"}, "zen:group": {"40001", "40002"}, "zen:organization": {"30001"}, "zen:ticket": {"1", "2"},
	} {
		got, err := Names(d.ctx, d.client, target, ids)
		d.must(err)
		for _, id := range ids {
			if got[id] == "" {
				t.Errorf("%s %s has no name", target, id)
			}
		}
		if n := len(d.requests()); n != 1 {
			t.Errorf("%s: %d requests", target, n)
		}
	}
}

// On the card of an agent the groups can be added to and taken from; whoever is
// no agent is in none.
func TestGroupsOnTheCardOfAnAgent(t *testing.T) {
	d := newDesk(t, "")
	col := Part(api.TargetUser)
	agents := d.list(Memberships(), Query{})
	it, err := col.Get(d.ctx, d.client, agents[0].Value("user_id").Text())
	d.must(err)
	add, _ := col.FindVerb("add-group")
	form, err := add.Form(d.ctx, d.client, []Item{it})
	d.must(err)
	group := form.Fields[0].Options[0]
	answers := Patch{"group": String(group.Value)}
	got := d.plan(col, "add-group", []Item{it}, answers).Steps[0].String()
	if want := `POST /api/v2/users/` + it.ID + `/group_memberships {"group_membership":{"user_id":` + it.ID + `,"group_id":` + group.Value + `}}`; got != want {
		t.Errorf("to be sent is %s", got)
	}
	if out := d.do(col, "add-group", []Item{it}, answers); !strings.Contains(out.Text, group.Title) {
		t.Errorf("it says %s", out.Text)
	}
	again, err := add.Form(d.ctx, d.client, []Item{it})
	d.must(err)
	if slices.ContainsFunc(again.Fields[0].Options, func(o Option) bool { return o.Value == group.Value }) {
		t.Error("a group that the agent is in is offered")
	}
	remove, _ := col.FindVerb("remove-group")
	form, err = remove.Form(d.ctx, d.client, []Item{it})
	d.must(err)
	i := slices.IndexFunc(form.Fields[0].Options, func(o Option) bool { return o.Title == group.Title })
	if i < 0 {
		t.Fatalf("%s is not among %v", group.Title, form.Fields[0].Options)
	}
	membership := form.Fields[0].Options[i].Value
	d.requests()
	plan := d.plan(col, "remove-group", []Item{it}, Patch{"membership": String(membership)})
	_, err = plan.Send(d.ctx, d.client, nil)
	d.must(err)
	if got := d.requests(); got[len(got)-1] != "DELETE /api/v2/users/"+it.ID+"/group_memberships/"+membership || plan.Back == nil {
		t.Errorf("sent %v", got)
	}
	for _, v := range col.Verbs {
		if why := v.Allowed(Item{ID: "1", Values: map[string]Value{"role": String("end-user")}}); why == "" {
			t.Errorf("%s: an end user is in a group", v.ID)
		}
	}
	if p := col.Verbs[0].Visit(it); p.Collection != "memberships" || p.Fixed != "user="+it.ID {
		t.Errorf("the groups are at %+v", p)
	}
}
