package pane

import (
	"fmt"
	"time"

	"zco/tui/domain/collection"
)

// Format returns how values are written in this environment.
func (e *Env) Format() collection.Format {
	g := e.Theme.Glyphs
	f := collection.Format{Zone: e.Zone, Dates: e.Dates, Times: e.Times, Yes: g.Yes, No: g.No, Unset: g.Unset}
	if e.Names != nil {
		f.Name = e.Names.Name
	}
	return f
}

// Age writes a duration in its largest unit: "3 min", "2 h", "5 d".
func Age(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d s", int(d.Seconds()))
	case d < time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h", int(d.Hours()))
	}
	return fmt.Sprintf("%d d", int(d.Hours()/24))
}
