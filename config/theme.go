package config

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"zco/config/disk"
)

// Theme is a theme file: the colours of some meanings (focus, changed, danger,
// muted, ...) laid over a built-in theme. What the meanings are is known to
// the program's palette, not here.
type Theme struct {
	Base    string            // the built-in theme it changes; "" is auto
	Colours map[string]string // meaning to a colour that ValidColor takes, or "" for none
}

// LoadTheme reads the theme file NAME.toml from dir, or the file at nameOrPath
// if that is a path. A name without a file is fs.ErrNotExist: it may be that
// of a built-in theme.
func LoadTheme(dir, nameOrPath string) (Theme, error) {
	path := besides(dir, nameOrPath)
	data, err := os.ReadFile(path)
	if err != nil {
		return Theme{}, fmt.Errorf("cannot read the theme: %w", err)
	}
	colours := map[string]string{}
	if err := decode(path, data, &colours); err != nil {
		return Theme{}, err
	}
	where, bad := index(data), &FileError{File: path}
	t := Theme{Base: colours["base"], Colours: colours}
	delete(colours, "base")
	for _, meaning := range slices.Sorted(maps.Keys(colours)) {
		if c := colours[meaning]; c != "" && !ValidColor(c) {
			bad.add(where.at(meaning), meaning, "must be a colour: #rrggbb, a number from 0 to 255, or one of "+strings.Join(ColorNames, ", "))
		}
	}
	return t, bad.orNil()
}

// besides finds a file by its name in dir, or by its path.
func besides(dir, nameOrPath string) string {
	if !strings.ContainsAny(nameOrPath, `/\`) && !strings.HasSuffix(nameOrPath, ".toml") {
		return filepath.Join(dir, nameOrPath+".toml")
	}
	if rest, ok := strings.CutPrefix(nameOrPath, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	if filepath.IsAbs(nameOrPath) {
		return nameOrPath
	}
	return filepath.Join(dir, nameOrPath)
}

// LoadKeymap reads a keymap file, found as a theme file is: names of actions
// with one key or a list of keys each. Whether the actions exist is for the
// table of actions to say.
func LoadKeymap(dir, nameOrPath string) (map[string][]string, error) {
	path := besides(dir, nameOrPath)
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("cannot read the keymap: %w", err)
	}
	keys := map[string]any{}
	if err := decode(path, data, &keys); err != nil {
		return nil, err
	}
	return keyLists(path, keys, index(data))
}

// addKeymap puts the keymap file under the keys that are set already.
func (c *Config) addKeymap(dir string) error {
	if c.Keymap == "" {
		return nil
	}
	keys, err := LoadKeymap(filepath.Join(dir, "keymaps"), c.Keymap)
	if disk.Missing(err) {
		return &FileError{c.sources["keymap"].file, []Diagnostic{{c.sources["keymap"].line, "keymap", "names a file that is not there: " + err.Error()}}}
	}
	if err != nil {
		return err
	}
	maps.Copy(keys, c.Keys)
	c.Keys = keys
	return nil
}
