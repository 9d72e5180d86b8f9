package app_test

import (
	"strings"
	"testing"
)

// Essentials cards: a field taken off, put back, moved; the card reset.
func TestEssentialsCardsStory(t *testing.T) {
	family(t, "essentials-cards", func(p *program) {
		p.Expect("user", "asset", "zen:user:identity:email")
		p.verb("its fields").Expect("email", "identity:email", "time zone", "phone number", "1 of 10")
		p.verb("off the card").Expect("This will be sent:").Press("enter").Expect("Took email off")
		if got := p.writes(); len(got) != 1 || strings.Contains(got[0], "email") || !strings.HasPrefix(got[0], "PUT /api/v2/object_layouts/zen:user/essentials_card ") {
			t.Errorf("sent %v", got)
		}
		p.Press("n", "enter").Type("email").Press("enter", "ctrl+s").Expect("Create a card field").Press("enter").Expect("Created email")
		if got := p.writes(); len(got) != 1 || !strings.HasSuffix(got[0], `"zen:user:identity:email"]}}`) {
			t.Errorf("sent %v", got)
		}
		p.Press("esc", "g", "j", "D").Expect("Delete external ID", "enter delete").Press("esc", "r", "g")
		p.verb("move up").Expect("it is the first already").Press("esc")
		p.verb("to a position").Press("enter", "ctrl+u").Type("3").Press("enter", "ctrl+s").Expect("This will be sent:").Press("enter").Expect("Moved")
		if got := p.writes(); len(got) != 1 {
			t.Errorf("sent %v", got)
		}
		p.verb("reset").Expect("The choice and order of its fields are lost", "DELETE /api/v2/object_layouts/zen:user/essentials_card").Press("enter")
		p.wrote("DELETE /api/v2/object_layouts/zen:user/essentials_card").Expect("email")
	})
}
