package app_test

import (
	"testing"

	"zco/api/sandbox"
)

// A list with nothing in it is moved in and opened without harm.
func TestJobsWithoutAny(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		p.Press("J").Expect("No jobs yet")
		p.Press("up", "up", "enter", "down", "enter", "home", "end", "pgdown", "enter").Expect("No jobs yet")
	})
}

// What is about the objects is not known while they could not be read.
func TestLimitsWithoutObjects(t *testing.T) {
	run(t, with{unsigned: true}, func(t *testing.T, p *program) {
		p.Press("shift+tab", "i", "ctrl+n", "F")
	})
	run(t, with{}, func(t *testing.T, p *program) {
		if err := p.server.Inject(sandbox.Fault{Kind: sandbox.FaultStatus, Status: 500, Path: "custom_objects$", Count: -1}); err != nil {
			t.Fatal(err)
		}
		p.Press("shift+tab", "r", "i", "ctrl+n")
	})
}
