// Package oauth signs in to a Zendesk account in a browser (authorisation code
// with PKCE, public client) and keeps the tokens fresh. It must never import
// api or tui: it speaks to three addresses of the account, and to no other.
//
// The one rule: a refresh token works once. The answer to a refresh is stored
// before the lock on it is let go, and nothing cancels a refresh half-way.
package oauth
