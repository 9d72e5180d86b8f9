package config

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"zco/config/disk"
)

// State is what the program remembers by itself, for each profile. Losing it
// costs nobody their work.
type State struct {
	Profiles map[string]*ProfileState `json:"profiles"`
}

// ProfileState is what is remembered for one profile.
type ProfileState struct {
	Last     Place                `json:"last"`              // where one was
	Places   map[string]Place     `json:"places,omitempty"`  // and in each object, by its key
	Columns  map[string][]string  `json:"columns,omitempty"` // chosen in the program, by object
	Widths   map[string]int       `json:"widths,omitempty"`  // by object and column, "car/name"
	Frozen   map[string]int       `json:"frozen,omitempty"`  // columns that never scroll away, by object
	Records  []RecentRecord       `json:"records,omitempty"` // newest first
	Searches []RecentSearch       `json:"searches,omitempty"`
	Looked   map[string]time.Time `json:"looked,omitempty"` // up to when the changes of an object were seen
}

// Place is a spot in the account to come back to.
type Place struct {
	Object string `json:"object,omitempty"` // key of the object
	Record string `json:"record,omitempty"` // id of the record under the cursor
	Open   bool   `json:"open,omitempty"`   // whether the record is open
	Query  string `json:"query,omitempty"`
	Filter string `json:"filter,omitempty"` // JSON text
	Sort   string `json:"sort,omitempty"`
}

// RecentRecord is a record that was opened.
type RecentRecord struct {
	Object string    `json:"object"`
	ID     string    `json:"id"`
	Name   string    `json:"name,omitempty"`
	At     time.Time `json:"at"`
}

// RecentSearch is a search that was made.
type RecentSearch struct {
	Object string    `json:"object"`
	Query  string    `json:"query,omitempty"`
	Filter string    `json:"filter,omitempty"`
	At     time.Time `json:"at"`
}

// Profile returns the state of a profile, made when it is first asked for.
func (s *State) Profile(name string) *ProfileState {
	if s.Profiles == nil {
		s.Profiles = map[string]*ProfileState{}
	}
	p := s.Profiles[name]
	if p == nil {
		p = &ProfileState{}
		s.Profiles[name] = p
	}
	return p
}

// Visit remembers a record as the newest and keeps no more than limit.
func (p *ProfileState) Visit(r RecentRecord, limit int) {
	same := func(o RecentRecord) bool { return o.Object == r.Object && o.ID == r.ID }
	p.Records = newest(slices.DeleteFunc(p.Records, same), r, limit)
}

// Searched remembers a search as the newest and keeps no more than limit.
func (p *ProfileState) Searched(r RecentSearch, limit int) {
	same := func(o RecentSearch) bool { return o.Object == r.Object && o.Query == r.Query && o.Filter == r.Filter }
	p.Searches = newest(slices.DeleteFunc(p.Searches, same), r, limit)
}

func newest[T any](old []T, first T, limit int) []T {
	out := append([]T{first}, old...)
	return out[:min(len(out), max(limit, 0))]
}

// Stay remembers where one is.
func (p *ProfileState) Stay(at Place) {
	p.Last = at
	if at.Object == "" {
		return
	}
	if p.Places == nil {
		p.Places = map[string]Place{}
	}
	p.Places[at.Object] = at
}

// LoadState reads the state file. One that is not there is an empty State. A
// damaged one is set aside and said in notice; it stops nothing.
func LoadState(path string) (s State, notice string) {
	data, err := os.ReadFile(path)
	if disk.Missing(err) {
		return State{}, ""
	}
	if err != nil {
		return State{}, fmt.Sprintf("cannot read where you were last (%v); starting afresh", err)
	}
	if err := json.Unmarshal(data, &s); err == nil {
		for name, p := range s.Profiles {
			if p == nil {
				delete(s.Profiles, name)
			}
		}
		return s, ""
	}
	aside := path + ".damaged"
	if err := os.Rename(path, aside); err != nil {
		return State{}, fmt.Sprintf("%s is damaged and cannot be set aside (%v); starting afresh", path, err)
	}
	return State{}, fmt.Sprintf("%s was damaged; it is set aside as %s, and where you were last is forgotten", path, filepath.Base(aside))
}

// UpdateState reads the state, lets fn change it and writes it back, while
// other sessions wait. So fn should change what this session did and nothing
// else: then neither session undoes the other.
func UpdateState(ctx context.Context, path string, fn func(*State)) error {
	return disk.WithLock(ctx, path+".lock", func() error {
		s, _ := LoadState(path)
		fn(&s)
		data, err := json.MarshalIndent(s, "", " ")
		if err != nil {
			return fmt.Errorf("cannot remember where you are: %w", err)
		}
		return disk.Write(path, append(data, '\n'))
	})
}
