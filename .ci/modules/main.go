// Command modules says what a built program is made of: it refuses licences
// that are not on the list, writes the notices that a package must carry, and
// writes a bill of materials (CycloneDX).
//
//	go run ./.ci/modules check BINARY
//	go run ./.ci/modules -o NOTICES notices BINARY
//	go run ./.ci/modules -o zco.cdx.json -version 1.2.3 sbom BINARY
//
// What is in a binary is read from the binary itself, so that what only tests
// need does not count. The same binary gives the same bytes.
package main

import (
	"bytes"
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "modules:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("modules", flag.ContinueOnError)
	file := flags.String("o", "", "write to this file instead of standard output")
	version := flags.String("version", "", "the program's version, for the bill of materials")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 2 {
		return errors.New("say check, notices or sbom, and a binary")
	}
	info, err := buildinfo.ReadFile(flags.Arg(1))
	if err != nil {
		return err
	}
	mods, err := modulesOf(info)
	if err != nil {
		return err
	}
	var text bytes.Buffer
	switch flags.Arg(0) {
	case "check":
		err = check(&text, mods)
	case "notices":
		err = notices(&text, mods)
	case "sbom":
		err = sbom(&text, info, *version, mods)
	default:
		return fmt.Errorf("%q is none of check, notices and sbom", flags.Arg(0))
	}
	if *file != "" {
		return errors.Join(err, os.WriteFile(*file, text.Bytes(), 0o644))
	}
	_, werr := text.WriteTo(out)
	return errors.Join(err, werr)
}

// module is a part of the program.
type module struct {
	path, version string
	sum           string // as in go.sum
	licence       string // its SPDX identifier, "" where it is not known
	text          string // the licence, and a NOTICE where there is one
}

func modulesOf(info *buildinfo.BuildInfo) ([]module, error) {
	var mods []module
	for _, d := range info.Deps {
		if d.Replace != nil {
			d = d.Replace
		}
		m := module{path: d.Path, version: d.Version, sum: d.Sum}
		dir, err := folder(d.Path + "@" + d.Version)
		if err != nil {
			return nil, err
		}
		if err := m.read(dir); err != nil {
			return nil, err
		}
		mods = append(mods, m)
	}
	return append(mods, library(info)), nil
}

// library is Go's own.
func library(info *buildinfo.BuildInfo) module {
	m := module{path: "std", version: strings.TrimPrefix(info.GoVersion, "go")}
	if root, err := exec.Command("go", "env", "GOROOT").Output(); err == nil {
		_ = m.read(strings.TrimSpace(string(root)))
	}
	if m.licence == "" {
		m.licence, m.text = "BSD-3-Clause", "See https://go.dev/LICENSE\n"
	}
	return m
}

// folder is where a module lies in the cache; it is fetched if it does not.
func folder(at string) (string, error) {
	data, err := exec.Command("go", "mod", "download", "-json", at).Output()
	if err != nil {
		return "", fmt.Errorf("cannot find the module %s: %w", at, err)
	}
	var found struct{ Dir string }
	if err := json.Unmarshal(data, &found); err != nil {
		return "", err
	}
	return found.Dir, nil
}

func (m *module) read(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := strings.ToUpper(strings.TrimSuffix(strings.TrimSuffix(e.Name(), ".md"), ".txt"))
		if e.IsDir() || !slices.Contains([]string{"LICENSE", "LICENCE", "COPYING", "NOTICE"}, name) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return err
		}
		if m.licence == "" && name != "NOTICE" {
			m.licence = classify(string(text))
		}
		m.text += strings.TrimSpace(string(text)) + "\n\n"
	}
	return nil
}

// classify tells a licence by sentences that only it has.
func classify(text string) string {
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	has := func(part string) bool { return strings.Contains(text, part) }
	switch {
	case has("apache license version 2.0"):
		return "Apache-2.0"
	case has("mozilla public license") && has("2.0"):
		return "MPL-2.0"
	case has("permission is hereby granted, free of charge"):
		return "MIT"
	case has("permission to use, copy, modify, and/or distribute") || has("permission to use, copy, modify, and distribute"):
		return "ISC"
	case has("redistribution and use in source and binary forms") && (has("neither the name") || has("names of its contributors")):
		return "BSD-3-Clause"
	case has("redistribution and use in source and binary forms"):
		return "BSD-2-Clause"
	}
	return ""
}

// allowed are the licences under which a part may be used: all let the whole
// be handed on under its own. MPL-2.0 is for each file, and we change none of
// its files.
var allowed = []string{"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MPL-2.0"}

func check(out io.Writer, mods []module) error {
	var refused []string
	for _, m := range mods {
		fmt.Fprintf(out, "%-14s %s %s\n", m.licence, m.path, m.version)
		if !slices.Contains(allowed, m.licence) {
			refused = append(refused, m.path)
		}
	}
	if len(refused) > 0 {
		return fmt.Errorf("no licence on the list: %s; read it, and add it to allowed or do without the module", strings.Join(refused, ", "))
	}
	return nil
}

func notices(out io.Writer, mods []module) error {
	for _, m := range mods {
		if _, err := fmt.Fprintf(out, "%s %s (%s)\n\n%s\n", m.path, m.version, m.licence, m.text); err != nil {
			return err
		}
	}
	return nil
}
