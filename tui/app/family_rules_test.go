package app_test

import (
	"slices"
	"strings"
	"testing"
)

// Triggers: read as sentences, a wrong condition is refused with what can be
// said, moved, switched off, taken back.
func TestTriggersStory(t *testing.T) {
	family(t, "triggers:asset", func(p *program) {
		p.Expect("Insure what is expensive or new", "1 of 4", "Condition is Broken")
		p.Press("j", "enter")
		p.toField("Meet ALL of").Press("e", "end").Type(" not").Press("ctrl+s", "ctrl+s").Expect("after").Press("enter")
		p.Expect("the draft is kept: see Meet ALL of", `✗ "Record is`)
		p.wrote()
		p.Press("Z").Expect("Insure").Press("enter", "esc", "esc")

		p.verb("move down").Expect("Move the trigger").Press("enter").Expect("Moved Insure")
		if got := p.writes(); len(got) != 1 || !strings.HasPrefix(got[0], "PUT /api/v2/custom_objects/asset/triggers/update_many ") {
			t.Errorf("sent %v", got)
		}
		p.verb("what runs").Expect("1. Tell the owner", "2. Tell the warehouse", "3. Insure", "→ Insured: True")
	})
}

// Permissions: a table by role, changed in place, refused where the service
// would refuse it.
func TestPermissionsStory(t *testing.T) {
	family(t, "permissions:asset", func(p *program) {
		p.Expect("Außendienst", "Broken or lost", "all records", "End users")
		p.Press("j", "j", "enter")
		p.toField("Delete").Press("e").Type("all").Press("enter", "ctrl+s").Expect("after", "all records").Press("enter").Expect("Saved Außendienst")
		p.wrote(`PATCH /api/v2/custom_objects/asset/permission_policies/custom-role-50107 {"policy":{"records":{"delete":{"allowed":true,"rule_id":null}}}}`)
		p.Press("g")
		p.toField("Read").Press("e").Type("no").Press("enter", "ctrl+s", "enter").Expect("✗ Whoever may change records mus")
		p.wrote()
	})
}

// Who is refused hears what the permissions say of it, and who can change that.
func TestRefusalSaysWhoDecides(t *testing.T) {
	run(t, with{options: at("asset"), who: "agent4@sandbox.example", w: 170, h: 50}, func(t *testing.T, p *program) {
		p.Press("j", "e", "X", "enter", "ctrl+s").Expect("after").Press("enter").Expect("the draft is kept", "what your role may change")
		sent := slices.DeleteFunc(p.writes(), func(r string) bool { return !strings.HasPrefix(r, "PATCH ") }) // searches are POSTs
		if len(sent) != 1 {
			t.Errorf("sent %v", sent)
		}
		p.verb("who may do what").Expect("only administrators can read: permissions:asset")
	})
}
