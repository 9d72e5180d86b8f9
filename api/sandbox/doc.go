// Package sandbox is an embedded Zendesk: an http.Handler over a store that
// answers as the custom data API answers, bodies, statuses, headers and
// mistakes included. It serves the demo, the tests and anyone who writes a
// client against this API and has no account at hand.
//
// It never imports zco/api. The client and this server must agree through the
// wire only, so that a misspelt property fails a test instead of agreeing with
// itself.
//
// The one rule: a handler runs with the server's lock held (shared for GET,
// exclusive for the rest), so it never waits, never writes to the network and
// never calls another handler; it returns an answer that is sent after the
// lock is gone.
package sandbox
