package secret

import (
	"crypto/subtle"
	"fmt"
	"log/slog"
)

// Hidden is what a Secret prints as, whatever it holds.
const Hidden = "[secret]"

// Secret is a token or a password. The zero Secret is empty.
//
// The text is behind a pointer on purpose: fmt calls no method of a value in
// an unexported field, and would print a plain string there.
type Secret struct{ text *string }

// New returns a Secret that holds s.
func New(s string) Secret {
	if s == "" {
		return Secret{}
	}
	return Secret{&s}
}

// Reveal returns the text itself.
func (s Secret) Reveal() string {
	if s.text == nil {
		return ""
	}
	return *s.text
}

// IsEmpty reports whether there is nothing to hide.
func (s Secret) IsEmpty() bool { return s.text == nil }

// Equal reports whether both hold the same text.
func (s Secret) Equal(t Secret) bool {
	return subtle.ConstantTimeCompare([]byte(s.Reveal()), []byte(t.Reveal())) == 1
}

// String returns Hidden.
func (Secret) String() string { return Hidden }

// GoString returns Hidden.
func (Secret) GoString() string { return Hidden }

// Format prints Hidden for every verb and flag.
func (Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(Hidden)) }

// MarshalText returns Hidden, which keeps JSON, TOML and YAML quiet too.
func (Secret) MarshalText() ([]byte, error) { return []byte(Hidden), nil }

// LogValue returns Hidden.
func (Secret) LogValue() slog.Value { return slog.StringValue(Hidden) }
