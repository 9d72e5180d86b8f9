package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/colorprofile"

	"zco/config"
	"zco/config/disk"
	"zco/tui/draw/theme"
)

// themeOptions finds what a theme's name stands for: one that comes with the
// program, or a file laid over one.
func themeOptions(p config.Paths, name string) (theme.Options, error) {
	o := theme.Options{Name: name, Dark: true}
	if name == "auto" {
		o.Name = ""
	}
	if o.Name == "" || slices.Contains(theme.Names(), name) {
		return o, nil
	}
	file, err := config.LoadTheme(p.ThemesDir(), name)
	if disk.Missing(err) {
		return o, fmt.Errorf("there is no theme %q: choose auto, %s, or a file in %s", name, strings.Join(theme.Names(), ", "), p.ThemesDir())
	}
	if err != nil {
		return o, err
	}
	o.Name, o.Colours = file.Base, file.Colours
	if o.Name == "auto" {
		o.Name = ""
	}
	check := o
	check.Profile = colorprofile.TrueColor
	if _, err := theme.New(check); err != nil {
		return o, fmt.Errorf("theme %s: %w", name, err)
	}
	return o, nil
}

// chosenTheme is the theme that the flag or else the configuration names, with
// the line that names it where it cannot be used.
func chosenTheme(p config.Paths, conf *config.Config, flag string) (theme.Options, error) {
	if flag != "" {
		o, err := themeOptions(p, flag)
		if err != nil {
			return o, usage("--theme: %w", err)
		}
		return o, nil
	}
	o, err := themeOptions(p, conf.Theme)
	if err != nil {
		if at := conf.Where("theme"); at != "" {
			err = fmt.Errorf("%s: %w", at, err)
		}
		return o, coded{Usage, err}
	}
	return o, nil
}
