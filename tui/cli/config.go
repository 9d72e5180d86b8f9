package cli

import (
	"github.com/pelletier/go-toml/v2"
	"github.com/spf13/cobra"

	"zco/config"
)

func newConfig(s Streams, f *flags) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Show and check the configuration",
		Args:  none,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return usage("say path, show or check; see zco config --help")
		},
	}
	cmd.AddCommand(newConfigPath(s, f), newConfigShow(s, f), newConfigCheck(s, f))
	return cmd
}

func newConfigPath(s Streams, f *flags) *cobra.Command {
	var asJSON bool
	return withJSON(&cobra.Command{
		Use:   "path",
		Short: "Tell where the files are",
		Args:  none,
		RunE: func(*cobra.Command, []string) error {
			p, err := config.Locate(f.config, s.Getenv)
			if err != nil {
				return coded{Usage, err}
			}
			lines := [][2]string{
				{"config", p.ConfigFile}, {"profiles", p.ProfilesFile()}, {"views", p.ViewsFile()},
				{"themes", p.ThemesDir()}, {"state", p.StateDir}, {"drafts", p.JournalDir()},
				{"tokens", p.SecretsDir()}, {"cache", p.CacheDir},
			}
			nowhere := map[bool]string{false: "nowhere: HOME is not set"}[asJSON]
			for i := range lines {
				if config.Nowhere(lines[i][1]) {
					lines[i][1] = nowhere
				}
			}
			if !asJSON {
				return pairs(s, lines)
			}
			byName := map[string]string{}
			for _, l := range lines {
				byName[l[0]] = l[1]
			}
			return printJSON(s, byName)
		},
	}, &asJSON)
}

func newConfigShow(s Streams, f *flags) *cobra.Command {
	var example, asJSON bool
	cmd := &cobra.Command{
		Use:   "show",
		Short: "Show the configuration in force, or an example with every key explained",
		Args:  none,
		RunE: func(*cobra.Command, []string) error {
			if example {
				return s.Out.writeData(config.Example())
			}
			_, conf, err := f.settings(s)
			if err != nil {
				return err
			}
			data, err := toml.Marshal(conf)
			if err != nil {
				return err
			}
			if asJSON {
				var all map[string]any
				if err := toml.Unmarshal(data, &all); err != nil {
					return err
				}
				return printJSON(s, all)
			}
			return s.Out.writeData(string(data))
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON instead of TOML")
	cmd.Flags().BoolVar(&example, "example", false, "an example file instead, with every key explained")
	return cmd
}
