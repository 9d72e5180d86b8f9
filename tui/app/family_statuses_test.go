package app_test

import (
	"strings"
	"testing"
)

// Ticket statuses: by category, narrowed, made, refused, switched off and on
// with undo, made the default, put back, deleted.
func TestStatusesStory(t *testing.T) {
	family(t, "statuses", func(p *program) {
		p.Expect("Label for agents", "1 of 15", "New", "Solved")
		p.Press("f").Type("Categ").Press("enter").Type("Pending").Press("enter").Expect("Waiting for photo").ExpectNot("Awaiting parts")
		p.expectFamily("GET /api/v2/custom_statuses?status_categories=pending")

		p.Press("n", "enter").Type("Pending").Press("enter")
		p.toField("Category").Press("enter").Type("pend").Press("enter", "ctrl+s").Expect("Create a ticket status").Press("enter")
		p.Expect("Agent label: has a")
		p.writes()
		p.Press("g", "enter").Type(" pick-up").Press("enter", "ctrl+s", "enter").Expect("Created Pending pick-up")
		p.wrote(`POST /api/v2/custom_statuses {"custom_status":{"status_category":"pending","agent_label":"Pending pick-up"}}`)

		p.verb("deactivate").Dialog().Text().Has("Active", "after")
		p.Press("enter").Message().Has("Saved Pending pick-up")
		id := p.only("PUT /api/v2/custom_statuses/", ` {"custom_status":{"active":false}}`)
		p.Press("u").Expect("after").Press("enter")
		p.wrote("PUT /api/v2/custom_statuses/" + id + ` {"custom_status":{"active":true}}`)

		p.verb("default of its").Expect("This will be sent:", "PUT /api/v2/custom_status/default").Press("enter").Expect("The defaults are set")
		p.wrote(`PUT /api/v2/custom_status/default {"ids":"` + id + `"}`)
		p.Press("H").Expect("Did Make the default").Press("esc")
		p.Press("u").Expect("This will be sent:", "pending: Pending").Press("enter").Expect("Undone: Make the default")
		if got := p.writes(); len(got) != 1 || strings.Contains(got[0], id) {
			t.Errorf("undo sent %v", got)
		}
		p.verb("default of its").Press("enter")
		p.wrote(`PUT /api/v2/custom_status/default {"ids":"` + id + `"}`)
		p.Press("D").Expect("It is the default of its category")
		p.wrote()

		p.verb("all categories").Dialog().Title().Has("Defaults of all categories")
		p.Dialog().Text().Has("Pending pick-up")
		p.Press("down", "down", "enter").Type("Pending").Press("enter", "ctrl+s").Expect("This will be sent:").Press("enter")
		if got := p.writes(); len(got) != 1 || strings.Count(got[0], ",") != 4 || strings.Contains(got[0], id) {
			t.Errorf("sent %v", got)
		}
		p.Press("D").Expect("deactivate it first")
		p.verb("deactivate").Press("enter")
		p.wrote("PUT /api/v2/custom_statuses/" + id + ` {"custom_status":{"active":false}}`)
		p.Press("D").Expect("not closed").Press("enter")
		p.wrote("DELETE /api/v2/custom_statuses/" + id)
		p.ExpectNot("│   Pending pick-up  ", "│▌  Pending pick-up  ")
	})
}

// Setting the defaults is one request, whatever the number of categories.
func TestStatusesReadOnly(t *testing.T) {
	run(t, with{options: readOnly(at("statuses")), w: 170, h: 50}, func(t *testing.T, p *program) {
		p.Press("j", "j", ".").Expect("read-only").Type("deactivate").Press("enter", "esc", "n", "e", "D")
		p.wrote()
	})
}

// A standard status is shown with the service's words and edited as its
// placeholder; replacing that is warned of, and the review says what is lost.
func TestStatusesPlaceholders(t *testing.T) {
	family(t, "statuses", func(p *program) {
		p.Expect("New {{}}").Press("enter").Expect("New {{}}")
		p.Press("enter").Expect("{{zd.status_new}}").Press("ctrl+u").Type("Fresh").Press("enter")
		p.Expect("This replaces", "{{zd.status_new}}: everybody", "whatever their language") // on lines of their own
		p.Press("ctrl+s").Expect("Label for agents: this replaces {{zd.status_new}}").Press("enter").Expect("Saved Fresh")
		p.only("PUT /api/v2/custom_statuses/", ` {"custom_status":{"agent_label":"Fresh"}}`)
	})
}
