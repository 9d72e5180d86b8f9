package collection

import (
	"time"

	"zco/api"
)

// UntoldChanges is how long Zendesk does not tell of what was changed just now.
const UntoldChanges = api.ChangesAge

// RecordChange is the last that happened to a record, as the incremental export
// tells it.
type RecordChange struct {
	ID, Name string // of a deleted one the name is not told
	What     string // "created", "changed" or "deleted"
	By       string // id of the user
	At       time.Time
}

// ChangeOf reads a record of the incremental export. One that was changed in
// the second in which it was created counts as created.
func ChangeOf(r api.Record) RecordChange {
	c := RecordChange{ID: r.ID, Name: r.Name.Text(), What: "changed", By: r.UpdatedByUserID, At: r.UpdatedAt.Time}
	switch {
	case r.Deleted():
		c.Name, c.What = r.ID, "deleted"
	case r.CreatedAt.Time.Equal(r.UpdatedAt.Time):
		c.What = "created"
	}
	return c
}
