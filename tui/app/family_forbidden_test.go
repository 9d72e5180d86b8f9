package app_test

import (
	"testing"
)

// Somebody who may see and not change hears why once, from the service, and
// after that from the program, without a request; what they may not see at all
// is greyed in the list with the reason.
func TestForbidden(t *testing.T) {
	run(t, with{options: at("statuses"), who: "agent3@sandbox.example", w: 170, h: 50}, func(t *testing.T, p *program) {
		p.Expect("Responding quickly")
		p.Press("G", "e", "X", "enter", "ctrl+s").Expect("after").Press("enter").Expect("The service refused it, the draft is kept")
		if n := len(p.writes()); n != 1 {
			t.Errorf("%d requests", n)
		}
		p.Press("e").Expect("The service forbids it")
		p.wrote()

		p.Press("ctrl+o").Type("Dynamic").Press("enter").Expect("403")
		p.Expect("the service forbids it", "You do not have access").Find(`Dynamic content +-`)
	})
}

// What is typed and not sent is marked in the list of objects.
func TestDraftsAreMarked(t *testing.T) {
	family(t, "statuses", func(p *program) {
		p.Press("e", "X", "enter", "esc").Find(`Ticket statuses +✎1 15`)
	})
}
