package field

import (
	"time"

	"zco/api"
)

// Checkbox is yes, no, or never set.
var Checkbox = register(&Type{
	Name: "checkbox", Words: "Checkbox", Place: 4, Editor: CheckEditor,
	Bare: true, Tristate: true, Settings: []string{"tag"},
	Parse: func(text string, _ Value) (Value, string) { return api.Bool(text == "true"), "" },
	Format: func(f Format, _ Field, v Value) string {
		switch b, ok := v.Bool(); {
		case v.IsEmpty():
			return f.Unset
		case !ok:
			return v.Text()
		case b:
			return f.Yes
		}
		return f.No
	},
	Tone: func(_ Field, v Value, _ time.Time, _ int) Tone {
		switch yes, ok := v.Bool(); {
		case !ok:
			return Tone{}
		case yes:
			return Tone{Kind: Ticked}
		}
		return Tone{Kind: Unticked}
	},
	Sort: sortAsStored,
	Cell: func(name string, v Value, not bool, _ *time.Location) (Filter, bool) {
		yes, _ := v.Bool() // one that was never set counts as not ticked
		return api.Where(name, api.Equal, api.Bool(yes != not)), true
	},
})
