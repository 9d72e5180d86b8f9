package sandbox

import "encoding/json"

// saved is the state of a family that is replaced as a whole when a file is
// opened. Decoding into the demo data itself would leave parts of it behind:
// maps are merged and the elements of slices are used again.
type saved[T any] struct{ at *T }

// MarshalJSON writes the tables.
func (s saved[T]) MarshalJSON() ([]byte, error) { return json.Marshal(*s.at) }

// UnmarshalJSON puts fresh tables in the place of the old.
func (s saved[T]) UnmarshalJSON(text []byte) error {
	var fresh T
	if err := json.Unmarshal(text, &fresh); err != nil {
		return err
	}
	*s.at = fresh
	return nil
}
