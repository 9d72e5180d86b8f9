package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
)

// savedState is the file: what each family changed, by family. The demo data
// is derived and not in it, so opening needs the same Records and Hostile.
type savedState struct {
	Version  int                        `json:"version"`
	Records  int                        `json:"records"`
	Hostile  bool                       `json:"hostile,omitempty"`
	Families map[string]json.RawMessage `json:"families"`
}

const stateVersion = 1

// Save writes the state to Options.SaveFile, whole or not at all (0600).
// Without a save file it does nothing.
func (s *Server) Save() error {
	if s.opts.SaveFile == "" {
		return nil
	}
	state := savedState{Version: stateVersion, Records: s.opts.Records, Hostile: s.opts.Hostile, Families: map[string]json.RawMessage{}}
	s.mu.Lock()
	s.finishJobs()
	for _, f := range families() {
		if f.state == nil {
			continue
		}
		text, err := json.Marshal(f.state(s))
		if err != nil {
			s.mu.Unlock()
			return fmt.Errorf("save %s: %w", f.name, err)
		}
		state.Families[f.name] = text
	}
	s.mu.Unlock()
	text, err := json.Marshal(state)
	if err != nil {
		return fmt.Errorf("save the sandbox: %w", err)
	}
	if err := replace(s.opts.SaveFile, text); err != nil {
		return fmt.Errorf("save the sandbox: %w", err)
	}
	return nil
}

// replace puts a file in the place of another, wholly or not at all. It grows
// beside it, never in a folder that others share.
func replace(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".state-*") // 0600
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }() // nothing, once it is in its place
	_, err = f.Write(data)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// Open is New with an error: it reads Options.SaveFile if it is there. The
// size of the demo data and its texts are the file's, whatever Options says.
func Open(opts Options) (*Server, error) {
	if opts.SaveFile == "" {
		return New(opts), nil
	}
	text, err := os.ReadFile(opts.SaveFile)
	if errors.Is(err, fs.ErrNotExist) {
		return New(opts), nil
	}
	if err != nil {
		return nil, fmt.Errorf("open the saved sandbox: %w", err)
	}
	var state savedState
	if err := json.Unmarshal(text, &state); err != nil {
		return nil, fmt.Errorf("open the saved sandbox %s: %w; delete the file to start afresh", opts.SaveFile, err)
	}
	if state.Version != stateVersion {
		return nil, fmt.Errorf("open the saved sandbox %s: version %d is not known here; delete the file to start afresh", opts.SaveFile, state.Version)
	}
	opts.Records, opts.Hostile = state.Records, state.Hostile
	s := New(opts)
	for _, f := range families() {
		text, found := state.Families[f.name]
		if f.state == nil || !found {
			continue
		}
		if err := unmarshalAfresh(text, f.state(s)); err != nil {
			return nil, fmt.Errorf("open the saved sandbox %s: %s: %w", opts.SaveFile, f.name, err)
		}
	}
	return s, nil
}

// unmarshalAfresh decodes over nothing: what is in a map and not in the file
// is gone afterwards.
func unmarshalAfresh(text []byte, into any) error {
	if _, own := into.(json.Unmarshaler); !own {
		reflect.ValueOf(into).Elem().SetZero()
	}
	return json.Unmarshal(text, into)
}
