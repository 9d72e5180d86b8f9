package config

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"

	"zco/config/disk"
)

// written is what the program keeps in profiles.toml and views.toml.
type written struct {
	DefaultProfile string             `toml:"default_profile,omitempty"`
	Profiles       map[string]Profile `toml:"profiles,omitempty"`
	Views          []View             `toml:"views,omitempty"`
}

// ErrOwned says that a thing is set in config.toml, where only the person
// changes it.
var ErrOwned = errors.New("it is written in config.toml, which is yours; change it there")

// ErrNoProfile says that there is no profile of that name.
var ErrNoProfile = errors.New("there is no such profile")

// ProfileNames returns the names of the profiles in their order.
func (c *Config) ProfileNames() []string { return slices.Sorted(maps.Keys(c.Profiles)) }

// profileWords lists the profiles for a sentence that began with "there".
func (c *Config) profileWords() string {
	if len(c.Profiles) == 0 {
		return "are none yet; make one with: zco login"
	}
	return "are: " + strings.Join(c.ProfileNames(), ", ")
}

// AddProfile writes a profile into profiles.toml beside the config file at
// path, in the place of one of the same name. ErrOwned if config.toml has it.
func AddProfile(path, name string, p Profile) error {
	c := Default()
	c.Profiles[name] = p
	if err := c.validate("profile " + name); err != nil {
		return err
	}
	return change(path, profilesFile(path), func(own *Config, w *written) error {
		if at := own.Where("profiles", name); at != "" {
			return fmt.Errorf("cannot change the profile %s (%s): %w", name, at, ErrOwned)
		}
		if w.Profiles == nil {
			w.Profiles = map[string]Profile{}
		}
		w.Profiles[name] = p
		return nil
	})
}

// RemoveProfile takes a profile out of profiles.toml. Its tokens stay where
// they are kept: log out of it first. ErrOwned, ErrNoProfile.
func RemoveProfile(path, name string) error {
	return change(path, profilesFile(path), func(own *Config, w *written) error {
		if at := own.Where("profiles", name); at != "" {
			return fmt.Errorf("cannot remove the profile %s (%s): %w", name, at, ErrOwned)
		}
		if _, ok := w.Profiles[name]; !ok {
			return fmt.Errorf("cannot remove the profile %q: %w", name, ErrNoProfile)
		}
		if at := own.Where("default_profile"); at != "" && own.DefaultProfile == name {
			return fmt.Errorf("cannot remove the profile %s, which is the default_profile (%s): %w", name, at, ErrOwned)
		}
		delete(w.Profiles, name)
		if w.DefaultProfile == name {
			w.DefaultProfile = ""
		}
		return nil
	})
}

// SetDefaultProfile makes the profile the one used without --profile. ErrOwned
// if config.toml names another, ErrNoProfile.
func SetDefaultProfile(path, name string) error {
	return change(path, profilesFile(path), func(own *Config, w *written) error {
		_, mine := w.Profiles[name]
		_, yours := own.Profiles[name]
		if !mine && !yours {
			return fmt.Errorf("cannot use the profile %q: %w", name, ErrNoProfile)
		}
		if at := own.Where("default_profile"); at != "" && own.DefaultProfile != name {
			return fmt.Errorf("cannot change default_profile (%s): %w", at, ErrOwned)
		}
		w.DefaultProfile = name
		return nil
	})
}

// writeTimeout is how long another session may hold the file.
const writeTimeout = 5 * time.Second

// change reads a file of the program's, lets fn change it and writes it back,
// with other sessions held off. own is config.toml alone.
func change(config, file string, fn func(own *Config, w *written) error) error {
	ctx, cancel := context.WithTimeout(context.Background(), writeTimeout)
	defer cancel()
	lock := filepath.Join(filepath.Dir(file), "."+filepath.Base(file)+".lock")
	return disk.WithLock(ctx, lock, func() error {
		own := Default()
		if err := read(config, func(data []byte) error { return own.add(config, data) }); err != nil {
			return err
		}
		var w written
		if err := read(file, func(data []byte) error { return decode(file, data, &w) }); err != nil {
			return err
		}
		if err := fn(own, &w); err != nil {
			return err
		}
		data, err := toml.Marshal(w)
		if err != nil {
			return fmt.Errorf("cannot write %s: %w", file, err)
		}
		head := "# Written by zco. What is said in config.toml goes before what is said here.\n\n"
		return disk.Write(file, append([]byte(head), data...))
	})
}

// read gives a file to fn; one that is not there is not given.
func read(file string, fn func([]byte) error) error {
	data, err := os.ReadFile(file)
	if disk.Missing(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("cannot read the configuration: %w", err)
	}
	return fn(bytes.TrimPrefix(data, []byte("\ufeff")))
}
