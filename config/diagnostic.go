package config

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// Diagnostic is one thing wrong in a file, for a person to mend.
type Diagnostic struct {
	Line int    // from 1; 0 if it has none
	Key  string // e.g. "limits.jobs"; "" if it has none
	Text string // what is wrong and what to do; never the value of a key
}

// FileError lists what is wrong in one file.
type FileError struct {
	File        string
	Diagnostics []Diagnostic
}

func (e *FileError) Error() string {
	var b strings.Builder
	for i, p := range e.Diagnostics {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(e.File)
		if p.Line > 0 {
			fmt.Fprintf(&b, ":%d", p.Line)
		}
		b.WriteString(": ")
		if p.Key != "" {
			b.WriteString(p.Key + " ")
		}
		b.WriteString(p.Text)
	}
	return b.String()
}

func (e *FileError) add(line int, key, text string) {
	e.Diagnostics = append(e.Diagnostics, Diagnostic{line, key, text})
}

// orNil keeps a nil *FileError out of an error that is then not nil.
func (e *FileError) orNil() error {
	if len(e.Diagnostics) == 0 {
		return nil
	}
	return e
}

// explain turns what the decoder said about file into sentences.
func explain(file string, err error, into any) error {
	out := &FileError{File: file}
	var unknown *toml.StrictMissingError
	var wrong *toml.DecodeError
	switch {
	case errors.As(err, &unknown):
		for i := range unknown.Errors {
			line, _ := unknown.Errors[i].Position()
			out.add(line, "", unknownKey(into, unknown.Errors[i].Key()))
		}
	case errors.As(err, &wrong):
		line, _ := wrong.Position()
		key := strings.Join(wrong.Key(), ".")
		text := strings.TrimPrefix(wrong.Error(), "toml: ")
		if want := expected(into, wrong.Key()); want != "" && strings.HasPrefix(text, "cannot ") {
			text = "must be " + want
		} else if key != "" {
			text = "is not right: " + text
		}
		out.add(line, key, text)
	default:
		out.add(0, "", strings.TrimPrefix(err.Error(), "toml: "))
	}
	return out
}

// secretNames are keys that people look for and that must not be there.
var secretNames = map[string]bool{
	"token": true, "api_token": true, "oauth_token": true, "access_token": true,
	"refresh_token": true, "password": true, "secret": true, "client_secret": true,
}

func unknownKey(into any, key []string) string {
	full, last := strings.Join(key, "."), key[len(key)-1]
	if secretNames[strings.ToLower(last)] {
		return fmt.Sprintf("%q: secrets are not kept in configuration files; take it out, and use zco login, token_command or the environment", full)
	}
	text := fmt.Sprintf("there is no key %q", full)
	if near := suggest(into, key); near != "" {
		return text + fmt.Sprintf("; did you mean %q?", near)
	}
	return text + "; zco config show lists the keys there are"
}

// Where returns FILE:LINE of a key that a file of c sets, as in Where("keys",
// "quit"), or "" if none does.
func (c *Config) Where(key ...string) string {
	s, ok := c.sources[strings.Join(key, "\x00")]
	if !ok {
		return ""
	}
	return fmt.Sprintf("%s:%d", filepath.Base(s.file), s.line)
}
