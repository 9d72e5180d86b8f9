package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// write puts files into a new folder and returns the path of its config.toml.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "config.toml")
}

func load(t *testing.T, files map[string]string) *Config {
	t.Helper()
	c, err := Load(write(t, files))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

var sameConfig = cmp.Options{cmpopts.IgnoreUnexported(Config{}), cmpopts.EquateEmpty()}

func TestNoFilesAreTheDefaults(t *testing.T) {
	c := load(t, nil)
	if d := cmp.Diff(Default(), c, sameConfig); d != "" {
		t.Error(d)
	}
}

func TestProblemsNameTheirLineAndTheRightKey(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"theme = \"dark\"\n\nmuose = true", `config.toml:3: there is no key "muose"; did you mean "mouse"?`},
		{"[limits]\njob = 3", `config.toml:2: there is no key "limits.job"; did you mean "limits.jobs"?`},
		{"[profiles.work]\nsubdomain = \"acme\"\nreadonly = true", `config.toml:3: there is no key "profiles.work.readonly"; did you mean "profiles.work.read_only"?`},
		{"[[views]]\nobject = 'car'\nname = 'x'\n[[views]]\nobjct = 'car'", `config.toml:5: there is no key "views.objct"; did you mean "views.object"?`},
		{"history = 3", `config.toml:1: there is no key "history"; did you mean "limits.history"?`},
		{"[limit]\njobs = 3", `config.toml:1: there is no key "limit"; did you mean "limits"?`},
		{"frobnicate = 1", `config.toml:1: there is no key "frobnicate"; zco config show`},
		{"[profiles.a]\nsubdomain = 'a'\napi_token = 'hunter2'", `config.toml:3: "profiles.a.api_token": secrets are not kept`},
		{"\nmouse = \"yes\"", "config.toml:2: mouse must be true or false"},
		{"[limits]\n\njobs = \"3\"", "config.toml:3: limits.jobs must be a whole number"},
		{"[limits]\njobs = 99", "config.toml:2: limits.jobs must be between 1 and 30"},
		{"refresh = \"soon\"", `config.toml:1: refresh is not right: "soon" is not a span of time`},
		{"refresh = 30", "config.toml:1: refresh must be a span of time"},
		{"refresh = '2s'", "config.toml:1: refresh must be a span of time of at least 10s"},
		{"[limits]\nhistory_age = 90", "config.toml:2: limits.history_age must be a span of time"},
		{"columns = 3", "config.toml:1: columns must be a table"},
		{"[columns]\ncar = 'name'", "config.toml:2: columns.car must be a list"},
		{"[keys]\nquit = [1]", "config.toml:2: keys.quit must be a key or a list of keys"},
		{"clipboard = 'xclip'", "config.toml:1: clipboard must be one of auto, system, osc52, off"},
		{"timezone = 'Berlin'", "config.toml:1: timezone must be local, UTC"},
		{"date_format = 'Jan 2'", "config.toml:1: date_format must be made of"},
		{"[profiles.p]\nsubdomain = 'a'\ncolor = 'reddish'", "config.toml:3: profiles.p.color must be the name of a colour"},
		{"[profiles.p]\nemail = 'a@b.c'", "config.toml:1: profiles.p needs a subdomain"},
		{"[profiles.p]\nsubdomain = 'a b'", "config.toml:2: profiles.p.subdomain is not right: "},
		{"[profiles.p]\nsubdomain = 'a'\nemail = 'nobody'", "config.toml:3: profiles.p.email is not right: "},
		{"[profiles.p]\nsubdomain = 'a'\nscopes = 'read,write'", "config.toml:3: profiles.p.scopes must be"},
		{"[profiles.p]\nsubdomain = 'a'\nauth = 'basic'", "config.toml:3: profiles.p.auth must be one of oauth, token"},
		{"[profiles.p]\nsubdomain = 'a'\ntimezone = 'Berlin'", "config.toml:3: profiles.p.timezone must be local"},
		{"[profiles.'p q']\nsubdomain = 'a'", "config.toml:1: profiles.p q must be letters"},
		{"theme = ''", "config.toml:1: theme must not be empty"},
		{"time_format = 'HH.mm x'", "config.toml:1: time_format must be made of"},
		{"[[views]]\nobject = 'car'", "config.toml:1: views.car. must have an object and a name"},
		{"[profiles.p]\nbase_url = 'http://acme.example'", "config.toml:2: profiles.p.base_url is not right: http:// would send the token"},
		{"default_profile = 'x'", "config.toml:1: default_profile names no profile; there are none yet"},
		{"[[views]]\nobject='car'\nname='x'\nfilter='{'", "config.toml:4: views.filter is not a JSON object"},
		{"a = [1", "config.toml:1: "},
		{"mouse = true\nmouse = false", "config.toml:2: mouse is not right: key mouse is already defined"},
		{"keymap = 'gone'", "config.toml:1: keymap names a file that is not there"},
	} {
		path := write(t, map[string]string{"config.toml": tt.text})
		_, err := Load(path)
		if err == nil {
			t.Errorf("%q was taken", tt.text)
			continue
		}
		if got := strings.ReplaceAll(err.Error(), path, "config.toml"); !strings.HasPrefix(got, tt.want) {
			t.Errorf("%q:\n got %s\nwant %s", tt.text, got, tt.want)
		}
		if strings.Contains(err.Error(), "hunter2") {
			t.Errorf("an error shows a secret: %v", err)
		}
	}
}

func TestAllProblemsAreToldAtOnce(t *testing.T) {
	_, err := Load(write(t, map[string]string{
		"config.toml":   "themme = 'x'\n[limits]\njobz = 1\n",
		"profiles.toml": "[profiles.a]\nsubdomian = 'a'\n",
	}))
	if err == nil || strings.Count(err.Error(), "did you mean") != 3 {
		t.Errorf("want three suggestions, got: %v", err)
	}
}

func TestFilesAreJoinedAndThePersonsWins(t *testing.T) {
	c := load(t, map[string]string{
		"config.toml": `
keymap = "mine"
[profiles.prod]
subdomain = "ours"
[keys]
quit = "Q"
sort = ["s", "ctrl+g s"]
[[views]]
object = "car"
name = "Old"
query = "mine"
`,
		"profiles.toml":     "default_profile = 'test'\n[profiles.prod]\nsubdomain='theirs'\nlabel='X'\n[profiles.test]\nsubdomain='t'\n",
		"views.toml":        "[[views]]\nobject='car'\nname='Old'\nquery='theirs'\n[[views]]\nobject='car'\nname='New'\nfilter={year={'$gt'=2020}, b='<'}\n",
		"keymaps/mine.toml": "quit = 'ctrl+q'\nundo = ['U']\n",
	})
	want := Default()
	want.DefaultProfile, want.Keymap = "test", "mine"
	want.Profiles = map[string]Profile{"prod": {Subdomain: "ours"}, "test": {Subdomain: "t"}}
	want.Keys = map[string][]string{"quit": {"Q"}, "sort": {"s", "ctrl+g s"}, "undo": {"U"}}
	want.Views = []View{
		{Object: "car", Name: "Old", Query: "mine"},
		{Object: "car", Name: "New", Filter: `{"b":"<","year":{"$gt":2020}}`},
	}
	if d := cmp.Diff(want, c, sameConfig); d != "" {
		t.Error(d)
	}
	if got := c.Where("keys", "sort"); got != "config.toml:7" {
		t.Errorf("keys.sort is said to be at %q", got)
	}
}

func TestFilterWrittenAsATableUnderItsView(t *testing.T) {
	c := load(t, map[string]string{"config.toml": "[[views]]\nobject='a'\nname='1'\n[views.filter]\nb.c=[1]\n[[views]]\nobject='a'\nname='2'\nfilter.x=true\n"})
	got := []string{c.Views[0].Filter, c.Views[1].Filter}
	if d := cmp.Diff([]string{`{"b":{"c":[1]}}`, `{"x":true}`}, got); d != "" {
		t.Error(d)
	}
}

func TestDurations(t *testing.T) {
	for text, want := range map[string]Duration{"30s": 30 * Second, "90d": 90 * Day, "12h": 12 * Hour, "0s": 0, "1m30s": 90 * Second} {
		var d Duration
		if err := d.UnmarshalText([]byte(text)); err != nil || d != want || d.String() != text {
			t.Errorf("%s is read as %v (%v) and written as %s", text, d.Std(), err, d)
		}
	}
	for _, text := range []string{"", "5", "-3s", "1y", "-1d"} {
		var d Duration
		if d.UnmarshalText([]byte(text)) == nil {
			t.Errorf("%q was taken", text)
		}
	}
}

func TestDateFormats(t *testing.T) {
	c := Default()
	c.DateFormat, c.TimeFormat = "DD. MMM YYYY", "hh:mm:ss PM"
	if c.DateLayout() != "02. Jan 2006" || c.TimeLayout() != "03:04:05 PM" {
		t.Errorf("%q %q", c.DateLayout(), c.TimeLayout())
	}
}

func TestThemeFiles(t *testing.T) {
	path := write(t, map[string]string{
		"themes/sea.toml":   "base = 'dark'\ndanger = '#ff0000'\nmuted = '8'\ngood = 'teal'\nbar=''\n",
		"themes/wrong.toml": "danger = 'redish'\n",
		"themes/type.toml":  "\ndanger = 3\n",
	})
	dir := filepath.Join(filepath.Dir(path), "themes")
	got, err := LoadTheme(dir, "sea")
	want := Theme{"dark", map[string]string{"danger": "#ff0000", "muted": "8", "good": "teal", "bar": ""}}
	if d := cmp.Diff(want, got); d != "" || err != nil {
		t.Error(d, err)
	}
	for name, words := range map[string]string{"wrong": "wrong.toml:1: danger must be a colour", "type": "type.toml:2: danger must be text", "dark": "no such file"} {
		if _, err := LoadTheme(dir, name); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Parse reads a configuration from text alone; file is its name in errors.
func Parse(file string, data []byte) (*Config, error) {
	c := Default()
	if err := c.add(file, data); err != nil {
		return nil, err
	}
	return c, c.validate(file)
}
