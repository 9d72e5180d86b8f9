// Package find is how a person gets to a row: by a jump, an address, a
// relation, a saved view, a search or a filter; and what is remembered so that
// it is found again.
//
// It knows no pane: it reads the table and the subject from the shell and asks
// the shell to show places and rows. The one rule: it changes no place by
// itself; every way ends in a request that the shell does.
package find

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/feature/find/filter"
	"zco/tui/pane"
	"zco/tui/work"
)

// Stores keep what is found again from one session to the next.
type Stores struct {
	Views   pane.Views   // nil keeps them for this session
	Recents pane.Recents // nil likewise
}

// Feature is the state of finding.
type Feature struct {
	env    *pane.Env
	layer  *work.Layer
	stores Stores
	inbox  *work.Inbox

	views     []collection.View
	searches  map[string][]string  // by collection, the newest first
	records   []pane.Recent        // opened, the newest first
	changed   map[string]time.Time // when a row of a collection was changed here
	looked    map[string]time.Time // up to when the changes of a collection were seen
	unapplied map[string]string    // filters that were built and not applied, by collection
}

var (
	_ pane.Feature = (*Feature)(nil)
	_ pane.Starter = (*Feature)(nil)
	_ pane.Watcher = (*Feature)(nil)
	_ pane.Visitor = (*Feature)(nil)
)

// New returns the feature; what earlier sessions left is read by Init.
func New(env *pane.Env, layer *work.Layer, stores Stores) *Feature {
	f := &Feature{
		env: env, layer: layer, stores: stores,
		searches: map[string][]string{}, changed: map[string]time.Time{}, looked: map[string]time.Time{}, unapplied: map[string]string{},
	}
	f.inbox = layer.Inbox(f.answered)
	return f
}

// Commands implements pane.Feature.
func (f *Feature) Commands() []action.Command {
	return []action.Command{
		action.Do(action.Jump, f.openJump),
		action.Do(action.Views, f.openViews),
		action.Do(action.SaveView, f.askViewName),
		action.Do(action.FilterDrop, f.dropCondition),
		{ID: action.SearchRecords, Why: f.whyNotSearch, Run: f.openSearch},
		{ID: action.Filter, Why: f.whyNotFilter, Run: f.openFilter},
		{ID: action.FilterIs, Why: f.whyNotFilterBy, Run: func() tea.Cmd { return f.filterBy(false) }},
		{ID: action.FilterIsNot, Why: f.whyNotFilterBy, Run: func() tea.Cmd { return f.filterBy(true) }},
		{ID: action.Follow, Why: f.whyNotFollow, Run: f.followSubject},
		{ID: action.Counts, Why: f.whyNotCounts, Run: f.openCounts},
		action.Do(action.ObjectMap, f.openMap),
		{ID: action.Changes, Why: f.whyNotChanges, Run: f.openChanges},
		{ID: action.Related, Why: f.whyNotRelated, Run: f.openRelated},
	}
}

// Handlers implements pane.Feature.
func (f *Feature) Handlers() []pane.Handler {
	return []pane.Handler{
		pane.On(f.goTo),
		pane.On(f.follow),
		pane.On(f.keepFilter),
		pane.On(f.recalled),
		pane.On(f.stored),
	}
}

// answered takes the answer to what the feature asked the service.
func (f *Feature) answered(msg tea.Msg) tea.Cmd {
	if l, ok := msg.(work.Located); ok {
		f.located(l)
	}
	return nil
}

// Watch implements pane.Watcher.
func (f *Feature) Watch(c pane.Changed) tea.Cmd {
	f.changed[c.Ref.Collection] = f.env.Now()
	if c.Deleted {
		f.forget(c.Ref)
	}
	return nil
}

// keepFilter keeps a filter that was built and not applied.
func (f *Feature) keepFilter(u filter.Unapplied) tea.Cmd {
	f.unapplied[u.Collection] = u.Filter
	return nil
}

const noRow = "there is no row under the cursor"

// title is what a collection is called, its ID where it is gone.
func (f *Feature) title(object string) string {
	if col := f.env.Shell.Collection(object); col != nil {
		return col.Title
	}
	return object
}
