package config

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// uncommented is the example with all its settings in force.
func uncommented() string { return regexp.MustCompile(`(?m)^#(\S)`).ReplaceAllString(Example(), "$1") }

func TestExampleAsItStandsChangesNothing(t *testing.T) {
	c, err := Parse("example", []byte(Example()))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(Default(), c, sameConfig); d != "" {
		t.Error(d)
	}
}

func TestEveryLineOfTheExampleIsTaken(t *testing.T) {
	c, err := Parse("example", []byte(uncommented()))
	if err != nil {
		t.Fatalf("with the # taken away: %v", err)
	}
	examples := cmpopts.IgnoreFields(Config{}, "DefaultProfile", "Keymap", "Keys", "Columns", "Profiles", "Views")
	if d := cmp.Diff(Default(), c, sameConfig, examples); d != "" {
		t.Errorf("the example shows other defaults than there are:\n%s", d)
	}
	p := c.Profiles["production"]
	if c.DefaultProfile != "production" || p.Subdomain != "acme" || p.ReadOnly || p.Scopes != "read write" || len(c.Views) != 1 || len(c.Columns["car"]) != 4 || len(c.Keys) != 3 {
		t.Errorf("the example lacks a table: %+v", c)
	}
}

// A new setting is in the example, with its meaning above it.
func TestExampleNamesEverySetting(t *testing.T) {
	named := index([]byte(uncommented()))
	text := strings.Split(uncommented(), "\n")
	var walk func(typ reflect.Type, path ...string)
	seen := 0
	walk = func(typ reflect.Type, path ...string) {
		for _, f := range reflect.VisibleFields(typ) {
			if !f.IsExported() {
				continue
			}
			name, _, _ := strings.Cut(f.Tag.Get("toml"), ",")
			key, inner := append(path[:len(path):len(path)], name), f.Type
			line := named.at(key...)
			if seen++; line == 0 {
				t.Errorf("config.example.toml does not name %s", strings.Join(key, "."))
				continue
			}
			if above := text[line-2]; !strings.HasPrefix(above, "# ") {
				t.Errorf("config.example.toml does not say what %s means", strings.Join(key, "."))
			}
			switch {
			case inner.Kind() == reflect.Map && inner.Elem().Kind() == reflect.Struct:
				walk(inner.Elem(), append(key, "production")...)
			case inner.Kind() == reflect.Slice && inner.Elem().Kind() == reflect.Struct:
				walk(inner.Elem(), append(key, fmt.Sprint(0))...)
			case inner.Kind() == reflect.Struct:
				walk(inner, key...)
			}
		}
	}
	walk(reflect.TypeFor[Config]())
	if seen < 35 {
		t.Errorf("only %d settings were looked at", seen)
	}
}

func TestExampleIsReadable(t *testing.T) {
	for line := range strings.SplitSeq(Example(), "\n") {
		if strings.HasPrefix(line, "# ") && len(line) > 80 {
			t.Errorf("a comment is too long: %s", line)
		}
		if strings.TrimRight(line, " \t\r") != line || line != "" && line[0] != '#' {
			t.Errorf("neither a comment nor a setting taken back: %q", line)
		}
	}
}
