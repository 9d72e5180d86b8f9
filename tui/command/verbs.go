package command

import (
	"context"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/resource"
)

// VerbOf is a verb of a collection and the rows it is about.
type VerbOf struct {
	Collection *resource.Collection
	Verb       resource.Verb
	Items      []resource.Item
}

// VerbForm is the answer to what a verb asks before it can be planned.
type VerbForm struct {
	Answer
	Form resource.Form
}

// VerbPlan is the answer to what a verb would send.
type VerbPlan struct {
	Answer
	Plan resource.Plan
}

// VerbLines is the answer of a verb that shows something.
type VerbLines struct {
	Answer
	Lines []string
}

// VerbSent is the answer to a plan that was sent.
type VerbSent struct {
	Answer
	Of      VerbOf
	Outcome resource.Outcome
}

// Progress is how far something long is; any goroutine may look.
type Progress struct{ done, total atomic.Int64 }

// Set notes how far it is.
func (p *Progress) Set(done, total int) {
	p.done.Store(int64(done))
	p.total.Store(int64(total))
}

// Get returns how far it is, 0 of 0 while nobody knows.
func (p *Progress) Get() (done, total int) { return int(p.done.Load()), int(p.total.Load()) }

// VerbForm asks what a verb must know.
func (l *Layer) VerbForm(slot Slot, gen uint64, of VerbOf) tea.Cmd {
	return l.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		start := time.Now()
		form, err := of.Verb.Form(ctx, c, of.Items)
		return VerbForm{Answer{slot, gen, err, time.Since(start)}, form}
	})
}

// VerbPlan asks what a verb would send.
func (l *Layer) VerbPlan(slot Slot, gen uint64, of VerbOf, answers resource.Patch) tea.Cmd {
	return l.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		start := time.Now()
		plan, err := of.Verb.Plan(ctx, c, of.Items, answers)
		return VerbPlan{Answer{slot, gen, err, time.Since(start)}, plan}
	})
}

// VerbLines reads what a verb shows.
func (l *Layer) VerbLines(slot Slot, gen uint64, of VerbOf) tea.Cmd {
	return l.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		start := time.Now()
		lines, err := of.Verb.Show(ctx, c, of.Items)
		return VerbLines{Answer{slot, gen, err, time.Since(start)}, lines}
	})
}

// VerbSend sends a plan. Nothing else may be asked in its slot until the
// answer is there: that would cut it off.
func (l *Layer) VerbSend(slot Slot, gen uint64, of VerbOf, plan resource.Plan, p *Progress) tea.Cmd {
	return l.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		start := time.Now()
		out, err := plan.Send(ctx, c, p.Set)
		return VerbSent{Answer{slot, gen, err, time.Since(start)}, of, out}
	})
}
