package work

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
)

// VerbOf is a verb of a collection and the rows it is about.
type VerbOf struct {
	Collection *collection.Collection
	Verb       collection.Verb
	Items      []collection.Item
}

// VerbForm is the answer to what a verb asks before it can be planned.
type VerbForm struct {
	Answer
	Form collection.Form
}

// VerbPlan is the answer to what a verb would send.
type VerbPlan struct {
	Answer
	Plan collection.Plan
}

// VerbLines is the answer of a verb that shows something.
type VerbLines struct {
	Answer
	Lines []string
}

// VerbPicture is the answer of a verb that shows a picture.
type VerbPicture struct {
	Answer
	Picture collection.Picture
}

// VerbSent is the answer to a plan that was sent.
type VerbSent struct {
	Answer
	Of      VerbOf
	Plan    collection.Plan
	Outcome collection.Outcome
	Entry   string // of the history
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
func (b *Inbox) VerbForm(slot string, of VerbOf) tea.Cmd {
	return b.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		form, err := of.Verb.Form(ctx, c, of.Items)
		return VerbForm{Answer{err}, form}
	})
}

// VerbPlan asks what a verb would send.
func (b *Inbox) VerbPlan(slot string, of VerbOf, answers collection.Patch) tea.Cmd {
	return b.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		again := func(ctx context.Context, c *api.Client) (collection.Plan, error) {
			return of.Verb.Plan(ctx, c, of.Items, answers)
		}
		plan, err := again(ctx, c)
		plan.Again = again
		return VerbPlan{Answer{err}, plan}
	})
}

// VerbLines reads what a verb shows.
func (b *Inbox) VerbLines(slot string, of VerbOf) tea.Cmd {
	return b.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		lines, err := of.Verb.Show(ctx, c, of.Items)
		return VerbLines{Answer{err}, lines}
	})
}

// VerbPicture reads the picture that a verb shows.
func (b *Inbox) VerbPicture(slot string, of VerbOf) tea.Cmd {
	return b.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		p, err := of.Verb.Picture(ctx, c, of.Items)
		return VerbPicture{Answer{err}, p}
	})
}

// SendVerb sends a plan and keeps it in the history; undoes is the entry that
// it takes back, if it does.
func (w *Writer) SendVerb(ctx context.Context, of VerbOf, plan collection.Plan, undoes string, p *Progress) VerbSent {
	entry := journal.Entry{
		Account: w.Account, User: w.User, Object: of.Collection.ID, Name: plan.Title, Action: journal.Verb, Undoes: undoes,
	}
	if len(of.Items) == 1 && !of.Verb.Table {
		entry.Record = of.Items[0].ID
	}
	id, err := w.Journal.Begin(ctx, entry)
	if err != nil {
		w.Journal.Finish(id, journal.Outcome{Result: journal.Failed, Message: "it was not sent: " + err.Error()})
		return VerbSent{Answer: Answer{err}, Of: of, Plan: plan}
	}
	out, err := sendFresh(ctx, w.Client, plan, p.Set)
	if err == nil && plan.Back != nil {
		plan.Back = left(ctx, w.Client, *plan.Back)
	}
	w.Journal.Finish(id, change.OutcomeOf(out.Text, err))
	return VerbSent{Answer{err}, of, plan, out, id}
}

// left returns a plan that takes back what was sent just now, nil where it
// cannot be told what that rests on.
func left(ctx context.Context, c *api.Client, back collection.Plan) *collection.Plan {
	back, err := back.Left(ctx, c)
	if err != nil {
		return nil
	}
	return &back
}

// mostLooks is how often a plan that is held back again and again is made anew.
const mostLooks = 4

var errMoved = errors.New("what it is about changed since you looked, and nothing was sent: look at it again")

// sendFresh sends a plan that is still the one that was agreed to, as what is
// there now has it, and at once.
func sendFresh(ctx context.Context, c *api.Client, plan collection.Plan, progress func(int, int)) (out collection.Outcome, err error) {
	if plan.Again == nil {
		return plan.Send(ctx, c, progress)
	}
	for range mostLooks {
		fresh, planned := plan.Again(ctx, c)
		switch {
		case planned != nil:
			return out, fmt.Errorf("nothing was sent: %w", planned)
		case !fresh.Same(plan):
			return out, errMoved
		}
		if out, err = fresh.Send(c.AfterLook(ctx), c, progress); !api.IsLookedTooLongAgo(err) {
			return out, err
		}
	}
	return out, err
}
