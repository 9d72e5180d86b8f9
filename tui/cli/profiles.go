package cli

import (
	"cmp"

	"github.com/spf13/cobra"

	"zco/config"
	"zco/tui/draw/theme"
)

func newProfiles(s Streams, f *flags) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "profiles",
		Short: "List the accounts that are set up",
		Args:  none,
		RunE: f.withSettings(s, func(_ config.Paths, conf *config.Config, _ []string) error {
			if asJSON {
				return printJSON(s, profileList(conf))
			}
			return profilesTable(s, conf)
		}),
	}
	withJSON(cmd, &asJSON)
	cmd.AddCommand(newUseProfile(s, f), newRemoveProfile(s, f))
	return cmd
}

// profileLine is a profile as zco profiles shows it.
type profileLine struct {
	Name     string `json:"name"`
	Address  string `json:"address"`
	Label    string `json:"label,omitempty"`
	Auth     string `json:"auth"`
	Color    string `json:"color,omitempty"`
	Default  bool   `json:"default"`
	ReadOnly bool   `json:"read_only"`
}

func profileList(conf *config.Config) []profileLine {
	out := []profileLine{}
	names := conf.ProfileNames()
	for _, name := range names {
		p := conf.Profiles[name]
		address, _ := p.Address() // was checked when it was loaded
		out = append(out, profileLine{
			Name: name, Address: address, Label: p.Label, Auth: cmp.Or(p.Auth, config.AuthOAuth), Color: p.Color,
			Default: name == conf.DefaultProfile || conf.DefaultProfile == "" && len(names) == 1, ReadOnly: p.ReadOnly,
		})
	}
	return out
}

func profilesTable(s Streams, conf *config.Config) error {
	list := profileList(conf)
	if len(list) == 0 {
		s.say("there are no profiles; zco login makes one")
		return nil
	}
	var rows [][]string
	for _, p := range list {
		mark, note := "", ""
		if p.Default {
			mark = "*"
		}
		if p.ReadOnly {
			note = "read-only"
		}
		rows = append(rows, []string{mark, p.Name, p.Address, p.Auth, p.Label, note})
	}
	return newTable(s, "", "NAME", "ADDRESS", "AUTH", "LABEL", "").rows(rows)
}

func newUseProfile(s Streams, f *flags) *cobra.Command {
	return &cobra.Command{
		Use:               "use NAME",
		Short:             "Make a profile the default",
		Args:              exactly(1),
		ValidArgsFunction: f.completeProfiles,
		RunE: f.withSettings(s, func(paths config.Paths, _ *config.Config, args []string) error {
			return config.SetDefaultProfile(paths.ConfigFile, args[0])
		}),
	}
}

func newRemoveProfile(s Streams, f *flags) *cobra.Command {
	return &cobra.Command{
		Use:               "remove NAME",
		Short:             "Remove a profile; log out of it first",
		Args:              exactly(1),
		ValidArgsFunction: f.completeProfiles,
		RunE: f.withSettings(s, func(paths config.Paths, _ *config.Config, args []string) error {
			if err := config.RemoveProfile(paths.ConfigFile, args[0]); err != nil {
				return err
			}
			s.say("removed the profile %s", args[0])
			return nil
		}),
	}
}

// completeProfiles completes the names of profiles. A configuration with
// mistakes completes nothing.
func (f *flags) completeProfiles(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	_, conf, err := f.settings(System())
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return conf.ProfileNames(), cobra.ShellCompDirectiveNoFileComp
}

func completeThemes(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return append([]string{"auto"}, theme.Names()...), cobra.ShellCompDirectiveDefault
}
