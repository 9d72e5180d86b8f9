package config

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/pelletier/go-toml/v2"
)

// document is Config as it is written. Its fields beside Config take what may
// be written in more than one way; they shadow those of Config.
type document struct {
	Config
	Keys  map[string]any `toml:"keys"`
	Views []writtenView  `toml:"views"`
}

type writtenView struct {
	View
	Filter any `toml:"filter"`
}

// Load reads config.toml at path and, beside it, profiles.toml, views.toml and
// the keymap it names. Where they speak of the same thing, config.toml wins. A
// file that is not there says nothing. Errors are *FileError, with every
// problem found and its line, or why a file could not be read.
func Load(path string) (*Config, error) {
	c := Default()
	var bad []error
	for _, file := range []string{profilesFile(path), viewsFile(path), path} {
		err := read(file, func(data []byte) error {
			if err := c.add(file, data); err != nil {
				bad = append(bad, err)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	if len(bad) == 0 {
		bad = append(bad, c.addKeymap(filepath.Dir(path)), c.validate(path))
	}
	if err := errors.Join(bad...); err != nil {
		return nil, err
	}
	return c, nil
}

// LoadPaths is Load of the file that p names. A file that was named by a
// person must exist.
func LoadPaths(p Paths) (*Config, error) {
	if _, err := os.Stat(p.ConfigFile); p.Named && err != nil {
		return nil, fmt.Errorf("cannot read the configuration: %w; check --config and ZCO_CONFIG", err)
	}
	return Load(p.ConfigFile)
}

// add lays one file over what is there already. Profiles, keys and columns are
// joined by name and views by object and name.
func (c *Config) add(file string, data []byte) error {
	d := document{Config: *c}
	d.Config.Profiles, d.Config.Columns = nil, nil
	if err := decode(file, data, &d); err != nil {
		return err
	}
	where := index(data)
	keys, err := keyLists(file, d.Keys, where)
	if err != nil {
		return err
	}
	views, err := plainViews(file, d.Views, where)
	if err != nil {
		return err
	}
	c.remember(file, views, where)
	before := *c
	*c = d.Config
	c.Profiles, c.Columns, c.Keys, c.Views = before.Profiles, before.Columns, before.Keys, before.Views
	maps.Copy(c.Profiles, d.Config.Profiles)
	maps.Copy(c.Columns, d.Config.Columns)
	maps.Copy(c.Keys, keys)
	for _, v := range views {
		c.Views = withView(c.Views, v)
	}
	return nil
}

// decode reads strictly into a pointer to a document or another struct.
func decode(file string, data []byte, into any) error {
	err := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields().Decode(into)
	if err == nil {
		return nil
	}
	return explain(file, err, into)
}

// keyLists takes a single key for a list of one.
func keyLists(file string, keys map[string]any, where lines) (map[string][]string, error) {
	out := map[string][]string{}
	bad := &FileError{File: file}
	for _, id := range slices.Sorted(maps.Keys(keys)) {
		list, ok := stringList(keys[id])
		if !ok {
			bad.add(where.at("keys", id), "keys."+id, "must be a key or a list of keys, such as [\"s\", \"ctrl+g s\"]")
		}
		out[id] = list
	}
	return out, bad.orNil()
}

func stringList(v any) ([]string, bool) {
	switch v := v.(type) {
	case string:
		return []string{v}, true
	case []any:
		list := make([]string, len(v))
		for i, e := range v {
			s, ok := e.(string)
			if !ok {
				return nil, false
			}
			list[i] = s
		}
		return list, true
	}
	return nil, false
}

// plainViews turns filters into JSON text, whichever way they were written.
func plainViews(file string, written []writtenView, where lines) ([]View, error) {
	var out []View
	bad := &FileError{File: file}
	for i, w := range written {
		v, err := w.View, error(nil)
		if v.Filter, err = filterText(w.Filter); err != nil {
			bad.add(where.at("views", fmt.Sprint(i), "filter"), "views.filter", err.Error())
		}
		out = append(out, v)
	}
	return out, bad.orNil()
}

func filterText(v any) (string, error) {
	switch v := v.(type) {
	case nil:
		return "", nil
	case string:
		var object map[string]json.RawMessage
		if v == "" {
			return "", nil
		}
		if json.Unmarshal([]byte(v), &object) != nil {
			return "", errors.New("is not a JSON object; write {\"field\": ...}, or a table")
		}
		var b bytes.Buffer
		_ = json.Compact(&b, []byte(v)) // just read as JSON
		return b.String(), nil
	case map[string]any:
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(v); err != nil {
			return "", errors.New("holds a number that JSON does not have")
		}
		return string(bytes.TrimSpace(b.Bytes())), nil
	}
	return "", errors.New("must be JSON text in quotes, or a table")
}
