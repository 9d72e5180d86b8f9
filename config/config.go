package config

import (
	_ "embed"
	"strings"
)

//go:embed config.example.toml
var example string

// Example returns a config.toml with every setting, what it means and its
// default or an example, all of it commented out, so that it changes nothing
// as it stands. A line that begins with # and no space becomes a setting when
// the # is taken away.
func Example() string { return strings.ReplaceAll(example, "\r\n", "\n") }

// Config is everything that config.toml, profiles.toml and views.toml say. A
// setting is a field here, with its default below; its entry in
// config.example.toml, which says what it means; and, where the type does not
// say what may stand there, a check in validate.
type Config struct {
	DefaultProfile string              `toml:"default_profile"`
	Theme          string              `toml:"theme"`
	Plain          bool                `toml:"plain"`
	Mouse          bool                `toml:"mouse"`
	ObjectList     bool                `toml:"object_list"`
	Clipboard      string              `toml:"clipboard"`
	DateFormat     string              `toml:"date_format"`
	TimeFormat     string              `toml:"time_format"`
	Timezone       string              `toml:"timezone"`
	Refresh        Duration            `toml:"refresh"`
	Keymap         string              `toml:"keymap"`
	Keys           map[string][]string `toml:"keys"`
	Columns        map[string][]string `toml:"columns"`
	Limits         Limits              `toml:"limits"`
	Profiles       map[string]Profile  `toml:"profiles"`
	Views          []View              `toml:"views"`

	sources sources
}

// Limits bound what the program does at once and keeps.
type Limits struct {
	Jobs       int      `toml:"jobs"`
	PageSize   int      `toml:"page_size"`
	Pages      int      `toml:"pages"`
	History    int      `toml:"history"`
	HistoryAge Duration `toml:"history_age"`
	Recent     int      `toml:"recent"`
	Timeout    Duration `toml:"timeout"`
}

// Profile is one account and how to sign in to it. It holds no secret: that is
// in the keyring, in a private file, or comes from a command.
type Profile struct {
	Subdomain    string `toml:"subdomain,omitempty"`
	BaseURL      string `toml:"base_url,omitempty"`
	Email        string `toml:"email,omitempty"`
	Auth         string `toml:"auth,omitempty"`
	ClientID     string `toml:"client_id,omitempty"`
	Scopes       string `toml:"scopes,omitempty"`
	RedirectURL  string `toml:"redirect_url,omitempty"`
	TokenCommand string `toml:"token_command,omitempty"`
	Color        string `toml:"color,omitempty"`
	Label        string `toml:"label,omitempty"`
	ReadOnly     bool   `toml:"read_only,omitempty"`
	Timezone     string `toml:"timezone,omitempty"`
}

// View is a saved look at the records of an object.
type View struct {
	Object  string   `toml:"object"`
	Name    string   `toml:"name"`
	Query   string   `toml:"query,omitempty"`
	Filter  string   `toml:"filter,omitempty"`
	Sort    string   `toml:"sort,omitempty"`
	Columns []string `toml:"columns,omitempty"`
	Widths  []int    `toml:"widths,omitempty"`
}

// Default returns the configuration of someone who has none.
func Default() *Config {
	return &Config{
		Theme:      "auto",
		Mouse:      true,
		ObjectList: true,
		Clipboard:  "auto",
		DateFormat: "YYYY-MM-DD",
		TimeFormat: "HH:mm",
		Timezone:   "local",
		Keys:       map[string][]string{},
		Columns:    map[string][]string{},
		Profiles:   map[string]Profile{},
		Limits: Limits{
			Jobs:       6,
			PageSize:   100,
			Pages:      8,
			History:    1000,
			HistoryAge: 90 * Day,
			Recent:     50,
			Timeout:    60 * Second,
		},
		sources: sources{},
	}
}
