package cli

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"zco/config"
	"zco/tui/domain/collection"
	"zco/tui/pane"
)

// memory keeps for the interface what outlives a session: saved views beside
// the configuration, and in the state folder what was searched for and opened.
type memory struct {
	paths   config.Paths
	conf    *config.Config
	profile string // what the state is kept under

	mu      sync.Mutex
	columns map[string]pane.Columns // chosen in the program, by collection
}

var (
	_ pane.Views   = (*memory)(nil)
	_ pane.Recents = (*memory)(nil)
	_ pane.Memory  = (*memory)(nil)
)

func (s *session) memory() *memory {
	m := &memory{paths: s.paths, conf: s.conf, profile: s.stateName(), columns: map[string]pane.Columns{}}
	state, _ := config.LoadState(s.paths.StateFile()) // a damaged one is said where one opens
	m.loadColumns(state.Profile(m.profile))
	return m
}

// lockTimeout is how long another session may hold the state.
const lockTimeout = 5 * time.Second

// Views reads the saved views anew: another session may have saved one.
func (m *memory) Views() ([]collection.View, error) {
	conf, err := config.LoadPaths(m.paths)
	if err != nil {
		return nil, err
	}
	out := make([]collection.View, len(conf.Views))
	for i, v := range conf.Views {
		out[i] = collection.View{
			Name: v.Name, Columns: v.Columns, Widths: v.Widths,
			Place: collection.Place{Collection: v.Object, Text: v.Query, Filter: v.Filter, Sort: v.Sort},
		}
	}
	return out, nil
}

// SaveView keeps a view in views.toml.
func (m *memory) SaveView(v collection.View) error {
	err := config.SaveView(m.paths.ConfigFile, v.Place.Collection, config.View{
		Name: v.Name, Query: v.Place.Text, Filter: v.Place.Filter, Sort: v.Place.Sort, Columns: v.Columns, Widths: v.Widths,
	})
	return viewError(v.Name, err)
}

// DeleteView takes a view out of views.toml.
func (m *memory) DeleteView(object, name string) error {
	return viewError(name, config.DeleteView(m.paths.ConfigFile, object, name))
}

func viewError(name string, err error) error {
	if errors.Is(err, config.ErrOwned) || errors.Is(err, config.ErrNoView) {
		return fmt.Errorf("the view %q: %w", name, err)
	}
	return err
}

// Recents returns what was searched for and opened, the newest first.
func (m *memory) Recents() (map[string][]string, []pane.Recent, error) {
	state, notice := config.LoadState(m.paths.StateFile())
	p := state.Profile(m.profile)
	searches := map[string][]string{}
	for _, r := range p.Searches {
		if r.Query != "" && !slices.Contains(searches[r.Object], r.Query) {
			searches[r.Object] = append(searches[r.Object], r.Query)
		}
	}
	records := make([]pane.Recent, len(p.Records))
	for i, r := range p.Records {
		records[i] = pane.Recent{Ref: collection.Ref{Collection: r.Object, ID: r.ID}, Name: r.Name}
	}
	if notice != "" {
		return searches, records, errors.New(notice)
	}
	return searches, records, nil
}

// Searched notes a text that was searched for.
func (m *memory) Searched(object, text string) error {
	return m.update(func(p *config.ProfileState) {
		p.Searched(config.RecentSearch{Object: object, Query: text, At: time.Now().UTC()}, m.conf.Limits.Recent)
	})
}

// Opened notes a record that was opened.
func (m *memory) Opened(r pane.Recent) error {
	return m.update(func(p *config.ProfileState) {
		p.Visit(config.RecentRecord{Object: r.Ref.Collection, ID: r.Ref.ID, Name: r.Name, At: time.Now().UTC()}, m.conf.Limits.Recent)
	})
}

// Looks returns up to when the changes of objects were seen.
func (m *memory) Looks() (map[string]time.Time, error) {
	state, _ := config.LoadState(m.paths.StateFile()) // Recents tells what is wrong with it
	return maps.Clone(state.Profile(m.profile).Looked), nil
}

// Looked notes up to when the changes of an object were seen.
func (m *memory) Looked(object string, at time.Time) error {
	return m.update(func(p *config.ProfileState) { put(&p.Looked, object, at.UTC()) })
}

func (m *memory) update(change func(*config.ProfileState)) error {
	ctx, cancel := context.WithTimeout(context.Background(), lockTimeout)
	defer cancel()
	return config.UpdateState(ctx, m.paths.StateFile(), func(s *config.State) { change(s.Profile(m.profile)) })
}
