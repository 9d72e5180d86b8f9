// Package secret holds tokens: a value that does not print itself, and the
// places one may be kept (the system's keyring, a private file) or come from
// (a command). It must never import api or tui, and never log.
//
// The one rule: a secret is Reveal-ed only where it goes on the wire or into
// its store, never to be put in an error, a log or another string.
package secret
