package main

import (
	"cmp"
	"debug/buildinfo"
	"encoding/json"
	"io"
)

// bill is a bill of materials as CycloneDX 1.6 writes it, without the time and
// the serial number, which would differ from run to run.
type bill struct {
	Format   string `json:"bomFormat"`
	Spec     string `json:"specVersion"`
	Version  int    `json:"version"`
	Metadata struct {
		Component component `json:"component"`
	} `json:"metadata"`
	Components []component `json:"components"`
}

type component struct {
	Type       string     `json:"type"`
	Name       string     `json:"name"`
	Version    string     `json:"version,omitempty"`
	Ref        string     `json:"bom-ref,omitempty"`
	PURL       string     `json:"purl,omitempty"`
	Licences   []licence  `json:"licenses,omitempty"`
	Properties []property `json:"properties,omitempty"`
}

type licence struct {
	Licence struct {
		ID string `json:"id"`
	} `json:"license"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

func sbom(out io.Writer, info *buildinfo.BuildInfo, version string, mods []module) error {
	b := bill{Format: "CycloneDX", Spec: "1.6", Version: 1}
	b.Metadata.Component = component{Type: "application", Name: info.Main.Path, Version: cmp.Or(version, info.Main.Version), Licences: licences("MIT")}
	for _, s := range info.Settings {
		switch s.Key {
		case "GOOS", "GOARCH", "CGO_ENABLED", "-trimpath":
			b.Metadata.Component.Properties = append(b.Metadata.Component.Properties, property{"build:" + s.Key, s.Value})
		}
	}
	for _, m := range mods {
		purl := "pkg:golang/" + m.path + "@" + m.version
		c := component{Type: "library", Name: m.path, Version: m.version, Ref: purl, PURL: purl, Licences: licences(m.licence)}
		if m.sum != "" {
			c.Properties = []property{{"go:sum", m.sum}}
		}
		b.Components = append(b.Components, c)
	}
	e := json.NewEncoder(out)
	e.SetIndent("", " ")
	return e.Encode(b)
}

func licences(id string) []licence {
	if id == "" {
		return nil
	}
	var l licence
	l.Licence.ID = id
	return []licence{l}
}
