package config

import "strings"

// joined is several errors as one, each on its line; errors.Join with a test
// for none.
type joined []error

func (j joined) Error() string {
	text := make([]string, len(j))
	for i, e := range j {
		text[i] = e.Error()
	}
	return strings.Join(text, "\n")
}

func (j joined) Unwrap() []error { return j }

func (j joined) orNil() error {
	if len(j) == 0 {
		return nil
	}
	return j
}
