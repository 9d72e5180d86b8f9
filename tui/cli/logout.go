package cli

import (
	"errors"

	"github.com/spf13/cobra"

	"zco/config"
)

func newLogout(s Streams, f *flags) *cobra.Command {
	var forget bool
	cmd := &cobra.Command{
		Use:   "logout",
		Short: "End the sign-in of a profile and remove its token",
		Args:  none,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if f.demo {
				return usage("the demo has no sign-in to end")
			}
			paths, conf, err := f.settings(s)
			if err != nil {
				return err
			}
			stores := f.stores(s, paths, nil)
			a, err := stores.Locate(f.asked(), s.Getenv, conf)
			if err != nil {
				return err
			}
			if a.Profile == "" {
				return withCode(Refused, "no profile is behind %s; the token in the environment is not kept by zco", a.BaseURL)
			}
			err = stores.Logout(cmd.Context(), a)
			if forget && (err == nil || errors.Is(err, config.ErrNotSignedIn)) {
				if err := config.RemoveProfile(paths.ConfigFile, a.Profile); err != nil {
					return err
				}
				s.say("removed the profile %s", a.Profile)
			}
			if errors.Is(err, config.ErrNotSignedIn) {
				if forget {
					return nil
				}
				return withCode(Refused, "the profile %s was not signed in", a.Profile)
			}
			if err != nil {
				return err
			}
			s.say("signed out of %s", a.BaseURL)
			return nil
		},
	}
	cmd.Flags().BoolVar(&forget, "forget", false, "remove the profile as well")
	return cmd
}
