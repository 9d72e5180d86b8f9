package config

// Config is everything that config.toml, profiles.toml and views.toml say.
//
// The tags are the single source of the documentation: doc is the comment of a
// key in the generated example, example what stands there when the default
// would show nothing.
type Config struct {
	DefaultProfile string `toml:"default_profile" example:"\"production\"" doc:"The profile used when --profile is not given. With one profile only, that one."`

	Theme      string `toml:"theme" doc:"Colours: auto, the name of a built-in theme, of a file in the folder themes beside this file, or the path of a theme file."`
	Plain      bool   `toml:"plain" doc:"Only ASCII, no colours, no animation: for screen readers and poor terminals. The same as --plain."`
	Mouse      bool   `toml:"mouse" doc:"Whether clicks and the wheel are ours. Off leaves selecting text to the terminal. --no-mouse turns it off."`
	Clipboard  string `toml:"clipboard" doc:"How to copy: auto, system (the desktop's clipboard), osc52 (through the terminal, works over SSH) or off."`
	DateFormat string `toml:"date_format" doc:"How dates are shown, of YYYY YY MMM MM DD and what stands between them."`
	TimeFormat string `toml:"time_format" doc:"How times are shown, of HH hh mm ss PM and what stands between them."`
	Timezone   string `toml:"timezone" doc:"The timezone of what is shown: local (this computer's), UTC, or a name such as Europe/Berlin. A profile may have its own."`

	Refresh Duration `toml:"refresh" doc:"How often what is shown is read again by itself: 30s, 5m, ...; at least 10s. 0s: only when asked with r."`

	Keymap string              `toml:"keymap" example:"\"vim\"" doc:"A keymap file: a name in the folder keymaps beside this file, or a path. It holds what [keys] holds; [keys] beats it."`
	Keys   map[string][]string `toml:"keys" example:"quit = [\"q\"]\nsort = [\"s\", \"ctrl+g s\"]\nsuspend = []" doc:"Keys of an action, by its name: one key, a list, or an empty list for none. A sequence has spaces. zco keys lists the actions."`

	Columns map[string][]string `toml:"columns" example:"car = [\"name\", \"year\", \"owner\", \"updated_at\"]" doc:"Columns shown for an object, by the object's key, in their order."`

	Limits Limits `toml:"limits" doc:"How much is done at once and how much is kept."`

	Profiles map[string]Profile `toml:"profiles" doc:"Accounts, by a name of your choice. zco login writes profiles too, into profiles.toml."`

	Views []View `toml:"views" doc:"Saved views. Those saved in the program are in views.toml, which can be handed to others."`

	sources sources
}

// Limits bound what the program does at once and keeps.
type Limits struct {
	Jobs       int      `toml:"jobs" doc:"Requests at once in an import, an export or a bulk edit; 1 to 30."`
	PageSize   int      `toml:"page_size" doc:"Records asked for in one request; 10 to 100."`
	Pages      int      `toml:"pages" doc:"Pages of records kept in memory for each table; 4 to 1000."`
	History    int      `toml:"history" doc:"Sent changes kept to be undone; 1 to 100000."`
	HistoryAge Duration `toml:"history_age" doc:"How long sent changes are kept, at least 1h: 12h, 90d, ..."`
	Recent     int      `toml:"recent" doc:"Recent records and searches remembered for each profile; 0 to 1000."`
	Timeout    Duration `toml:"timeout" doc:"How long one request may take; 1s to 10m."`
}

// Profile is one account and how to sign in to it. It holds no secret: that is
// in the keyring, in a private file, or comes from a command.
type Profile struct {
	Subdomain    string `toml:"subdomain,omitempty" example:"\"acme\"" doc:"acme for https://acme.zendesk.com; the whole address is understood too."`
	BaseURL      string `toml:"base_url,omitempty" example:"\"https://support.acme.example\"" doc:"Any other address, instead of subdomain. http only for this computer."`
	Email        string `toml:"email,omitempty" example:"\"agent@acme.example\"" doc:"Whose API token it is; not needed for oauth."`
	Auth         string `toml:"auth,omitempty" example:"\"oauth\"" doc:"oauth (the default: sign in with zco login) or token (an API token; they end on 2027-04-30)."`
	ClientID     string `toml:"client_id,omitempty" example:"\"zco\"" doc:"Identifier of the public OAuth client, from Admin Center."`
	Scopes       string `toml:"scopes,omitempty" example:"\"read write\"" doc:"What to ask for when signing in: \"read\" or \"read write\" (the default)."`
	RedirectURL  string `toml:"redirect_url,omitempty" example:"\"http://127.0.0.1:8976/callback\"" doc:"The redirect address registered with the OAuth client. http://127.0.0.1/callback, without a port, takes any free port."`
	TokenCommand string `toml:"token_command,omitempty" example:"\"op read op://vault/zendesk/token\"" doc:"A command that prints the token (an API token, or an OAuth access token), run by the shell when it is needed."`
	Color        string `toml:"color,omitempty" example:"\"red\"" doc:"Colour of the profile in the status bar, to tell production from a test: a name (red, teal), a number (0 to 255) or #rrggbb."`
	Label        string `toml:"label,omitempty" example:"\"PRODUCTION\"" doc:"What the status bar calls the profile instead of its name."`
	ReadOnly     bool   `toml:"read_only,omitempty" example:"false" doc:"Never write to this account. The same as --read-only."`
	Timezone     string `toml:"timezone,omitempty" example:"\"Europe/Berlin\"" doc:"Timezone of what is shown for this account."`
}

// View is a saved look at the records of an object.
type View struct {
	Object  string   `toml:"object" example:"\"car\"" doc:"Key of the object."`
	Name    string   `toml:"name" example:"\"Old cars\"" doc:"What the view is called; once for each object."`
	Query   string   `toml:"query,omitempty" example:"\"volvo\"" doc:"Text to search for."`
	Filter  string   `toml:"filter,omitempty" example:"'{\"custom_object_fields.year\": {\"$lt\": 2010}}'" doc:"The filter of the search: JSON text, or a table of the same shape."`
	Sort    string   `toml:"sort,omitempty" example:"\"-updated_at\"" doc:"What to sort by; a minus sorts downwards."`
	Columns []string `toml:"columns,omitempty" example:"[\"name\", \"year\"]" doc:"Columns shown, in their order."`
}

// Default returns the configuration of someone who has none.
func Default() *Config {
	return &Config{
		Theme:      "auto",
		Mouse:      true,
		Clipboard:  "auto",
		DateFormat: "YYYY-MM-DD",
		TimeFormat: "HH:mm",
		Timezone:   "local",
		Keys:       map[string][]string{},
		Columns:    map[string][]string{},
		Profiles:   map[string]Profile{},
		Limits: Limits{
			Jobs:       4,
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
