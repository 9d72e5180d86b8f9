package cli

import (
	"cmp"
	"strings"

	"github.com/spf13/cobra"

	"zco/config"
	"zco/tui/action"
)

func newKeys(s Streams, f *flags) *cobra.Command {
	var asJSON bool
	return withJSON(&cobra.Command{
		Use:   "keys",
		Short: "List the keys, as the configuration has them, and the actions they do",
		Args:  none,
		RunE: f.withSettings(s, func(_ config.Paths, conf *config.Config, _ []string) error {
			keys, err := keymapOf(conf)
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(s, keysOf(keys))
			}
			return keysTable(s, keys)
		}),
	}, &asJSON)
}

// boundAction is an action as zco keys --json writes it.
type boundAction struct {
	Action  action.ID    `json:"action"`
	Scope   action.Scope `json:"scope"`
	Title   string       `json:"title"`
	Keys    []string     `json:"keys"`
	Default []string     `json:"default"`
	Writes  bool         `json:"writes,omitempty"`
}

func keysOf(keys *action.Keymap) []boundAction {
	var out []boundAction
	for _, scope := range action.Scopes {
		for _, a := range action.Table {
			if a.Scope == scope {
				bound := append([]string{}, keys.Keys(a.ID)...)
				out = append(out, boundAction{a.ID, a.Scope, a.Title, bound, a.Keys, a.Writes})
			}
		}
	}
	return out
}

func keysTable(s Streams, keys *action.Keymap) error {
	var rows [][]string
	for _, a := range keysOf(keys) {
		shown := cmp.Or(strings.Join(a.Keys, "  "), "(none)")
		rows = append(rows, []string{action.Titles[a.Scope], shown, a.Title, string(a.Action)})
	}
	return newTable(s, "WHERE", "KEYS", "WHAT", "ACTION").rows(rows)
}

// keymapOf builds the keymap and says in which line of which file a mistake
// is.
func keymapOf(conf *config.Config) (*action.Keymap, error) {
	overrides := make(map[action.ID][]string, len(conf.Keys))
	for id, k := range conf.Keys {
		overrides[action.ID(id)] = k
	}
	keys, err := action.NewKeymap(overrides)
	if err == nil {
		return keys, nil
	}
	var where []string
	for _, word := range strings.FieldsFunc(err.Error(), func(r rune) bool { return r != '-' && (r < 'a' || r > 'z') }) {
		if at := conf.Where("keys", word); at != "" {
			where = append(where, at)
		}
	}
	if len(where) == 0 {
		return nil, usage("%w", err)
	}
	return nil, usage("%s: %w", strings.Join(where, ", "), err)
}
