package collection

import (
	"context"
	"fmt"
	"strings"

	"zco/api"
	"zco/tui/domain/number"
)

// pairing is a membership to make.
type pairing struct{ user, group, words string }

func pairWords(pairs []pairing) string {
	return shortList(each(pairs, func(p pairing) string { return p.words }))
}

// planCreate makes memberships: one with one request, several in a job.
func planCreate(pairs []pairing, title string) Plan {
	patches := each(pairs, func(p pairing) api.MembershipPatch { return membershipPatch(p.user, p.group, Absent) })
	about := each(pairs, func(p pairing) string { return p.words })
	if len(pairs) == 1 {
		return Plan{
			Title: title, About: about, Steps: []Step{step("POST", "group_memberships", under("group_membership", patches[0]))},
			Send: func(ctx context.Context, c *api.Client, _ func(int, int)) (Outcome, error) {
				m, _, err := c.CreateMembership(ctx, patches[0])
				return Outcome{Text: "made: " + pairWords(pairs), Created: []Item{membershipItem(m)}}, err
			},
		}
	}
	return Plan{
		Title: title, About: about, Steps: []Step{step("POST", "group_memberships/create_many", under("group_memberships", patches))},
		Send: func(ctx context.Context, c *api.Client, progress func(int, int)) (Outcome, error) {
			job, _, err := c.CreateMemberships(ctx, patches)
			if err != nil {
				return Outcome{}, err
			}
			return followJob(ctx, c, job, "made", len(patches), func(i int) string { return pairs[i].words }, progress)
		},
	}
}

// planRemove takes agents out of groups, with one request.
func planRemove(ctx context.Context, c *api.Client, items []Item, _ Patch) (Plan, error) {
	if len(items) > api.MaxMany {
		return Plan{}, refuse("", fmt.Sprintf("at most %d at once, not %d", api.MaxMany, len(items)))
	}
	ids := each(items, Item.id)
	who := membershipLines(ctx, c, items)
	pairs := make([]pairing, len(items))
	for i, it := range items {
		pairs[i] = pairing{it.Value("user_id").Text(), it.Value("group_id").Text(), who[i]}
	}
	back := planCreate(pairs, "Put "+number.Of(len(ids), "agent", "agents")+" back; the memberships have new IDs")
	return Plan{
		Back:  &back,
		Title: "Take out " + number.Of(len(ids), "agent", "agents"), About: who, Warning: "Their open tickets of these groups lose their assignee.",
		Steps: []Step{step("DELETE", "group_memberships/destroy_many?ids="+strings.Join(ids, ","), nil)},
		Send: func(ctx context.Context, c *api.Client, progress func(int, int)) (Outcome, error) {
			job, _, err := c.DeleteMemberships(ctx, ids)
			if err != nil {
				return Outcome{}, err
			}
			out, err := followJob(ctx, c, job, "taken out", len(ids), func(i int) string { return who[i] }, progress)
			if !out.Partly && err == nil {
				out.Gone = ids
			}
			return out, err
		},
	}, nil
}

// followJob waits for a job and says what became of its items.
func followJob(ctx context.Context, c *api.Client, job api.JobStatus, done string, n int, name func(int) string, progress func(int, int)) (Outcome, error) {
	out := Outcome{Stale: true}
	job, _, err := c.WaitJob(ctx, job.ID, func(j api.JobStatus) { progress(j.Progress, max(j.Total, n)) })
	if err != nil {
		return out, fmt.Errorf("the job %s was started, but how it goes is not known: %w", job.ID, err)
	}
	var failed []string
	for _, r := range job.Failures() {
		who := r.ID
		if r.Index >= 0 && r.Index < n {
			who = name(r.Index)
		}
		failed = append(failed, who+": "+r.String())
	}
	switch {
	case job.Status != api.JobCompleted:
		out.Partly = true
		out.Text = strings.TrimSpace("the job is " + job.Status + ": " + job.Message)
	case len(failed) > 0:
		out.Partly = true
		out.Text = fmt.Sprintf("%s %d of %d; %s", done, n-len(failed), n, strings.Join(failed, "; "))
	default:
		out.Text = fmt.Sprintf("%s: %d of %d", done, n, n)
	}
	return out, nil
}
