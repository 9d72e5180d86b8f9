// Package config is what a person decides beforehand: profiles of accounts and
// how to sign in to them, views, columns, keys, theme and limits; and where
// all of it lies on the disk. It must never import api or tui: those are told
// what was decided.
//
// The one rule: config.toml belongs to the person and is never written by the
// program. What the program writes goes into profiles.toml and views.toml
// beside it, and into the state folder.
package config
