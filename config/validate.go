package config

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // a fresh host or container may have none
)

// checker gathers what is wrong with values that are of the right type.
type checker struct {
	c     *Config
	files map[string]*FileError
	order []string
	main  string
}

// validate checks what the types cannot say; file is the one to name where no
// file sets a key.
func (c *Config) validate(file string) error {
	k := &checker{c: c, files: map[string]*FileError{}, main: file}
	k.oneOf(c.Clipboard, []string{"auto", "system", "osc52", "off"}, "clipboard")
	k.check(validLayout(c.DateFormat, dateTokens), "must be made of YYYY YY MMM MM DD", "date_format")
	k.check(validLayout(c.TimeFormat, timeTokens), "must be made of HH hh mm ss PM", "time_format")
	k.timezone(c.Timezone, "timezone")
	k.check(c.Refresh == 0 || c.Refresh >= 10*Second, "must be a span of time of at least 10s, such as \"5m\", or \"0s\" for never", "refresh")
	k.check(c.Theme != "", "must not be empty; write \"auto\"", "theme")
	k.limits(c.Limits)
	for _, name := range slices.Sorted(maps.Keys(c.Profiles)) {
		k.profile(name, c.Profiles[name])
	}
	_, found := c.Profiles[c.DefaultProfile]
	k.check(c.DefaultProfile == "" || found, "names no profile; there "+c.profileWords(), "default_profile")
	k.views(c.Views)
	return k.err()
}

func (k *checker) limits(l Limits) {
	k.between(l.Jobs, 1, 30, "limits", "jobs")
	k.between(l.PageSize, 10, 100, "limits", "page_size")
	k.between(l.Pages, 4, 1000, "limits", "pages")
	k.between(l.History, 1, 100000, "limits", "history")
	k.between(l.Recent, 0, 1000, "limits", "recent")
	k.check(l.HistoryAge >= Hour, "must be a span of time of at least 1h, such as \"90d\"", "limits", "history_age")
	k.check(l.Timeout >= Second && l.Timeout <= 600*Second, "must be a span of time between 1s and 10m, such as \"30s\"", "limits", "timeout")
}

var (
	profileName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`)
	scopeList   = regexp.MustCompile(`^[a-z_]+(:[a-z_]+)?( [a-z_]+(:[a-z_]+)?)*$`)
)

func (k *checker) profile(name string, p Profile) {
	at := func(key string) []string { return []string{"profiles", name, key} }
	k.check(profileName.MatchString(name), "must be letters, digits, dots and dashes", "profiles", name)
	if p.Subdomain != "" {
		_, err := ParseSubdomain(p.Subdomain)
		k.fails(err, at("subdomain")...)
	}
	if p.BaseURL != "" {
		_, err := ParseBaseURL(p.BaseURL)
		k.fails(err, at("base_url")...)
	}
	k.check(p.BaseURL != "" || p.Subdomain != "", "needs a subdomain or a base_url", "profiles", name)
	if p.Email != "" {
		_, err := parseEmail(p.Email)
		k.fails(err, at("email")...)
	}
	k.oneOf(p.Auth, []string{"", AuthOAuth, AuthToken}, at("auth")...)
	k.check(p.Scopes == "" || scopeList.MatchString(p.Scopes), "must be \"read\" or \"read write\"", at("scopes")...)
	k.check(p.Color == "" || ValidColor(p.Color), "must be the name of a colour, a number from 0 to 255, or #rrggbb", at("color")...)
	if p.Timezone != "" {
		k.timezone(p.Timezone, at("timezone")...)
	}
}

func (k *checker) views(views []View) {
	for _, v := range views {
		k.check(v.Object != "" && v.Name != "", "must have an object and a name", "views", v.Object, v.Name)
	}
}

func (k *checker) timezone(name string, key ...string) {
	_, err := location(name)
	k.check(err == nil, "must be local, UTC, or a name such as Europe/Berlin", key...)
}

func (k *checker) between(n, low, high int, key ...string) {
	k.check(n >= low && n <= high, fmt.Sprintf("must be between %d and %d", low, high), key...)
}

func (k *checker) oneOf(s string, allowed []string, key ...string) {
	words := slices.DeleteFunc(slices.Clone(allowed), func(s string) bool { return s == "" })
	k.check(slices.Contains(allowed, s), "must be one of "+strings.Join(words, ", "), key...)
}

func (k *checker) fails(err error, key ...string) {
	if err != nil {
		k.check(false, "is not right: "+err.Error(), key...)
	}
}

func (k *checker) check(ok bool, text string, key ...string) {
	if ok {
		return
	}
	s, found := k.c.sources[strings.Join(key, "\x00")]
	if !found {
		s.file = k.main
	}
	e := k.files[s.file]
	if e == nil {
		e = &FileError{File: s.file}
		k.files[s.file] = e
		k.order = append(k.order, s.file)
	}
	e.add(s.line, strings.Join(key, "."), text)
}

func (k *checker) err() error {
	var all []error
	for _, file := range k.order {
		e := k.files[file]
		slices.SortStableFunc(e.Diagnostics, func(a, b Diagnostic) int { return a.Line - b.Line })
		all = append(all, e)
	}
	return errors.Join(all...)
}

// location reads a timezone: local, UTC or a name.
func location(name string) (*time.Location, error) {
	if name == "" || name == "local" {
		return time.Local, nil
	}
	return time.LoadLocation(name)
}
