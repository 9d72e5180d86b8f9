package collection

import "encoding/json"

// Members returns the members of a JSON object, nil for anything else.
func Members(v Value) map[string]Value {
	var m map[string]Value
	if json.Unmarshal([]byte(v), &m) != nil {
		return nil
	}
	return m
}
