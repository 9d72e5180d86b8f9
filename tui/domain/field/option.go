package field

import (
	"slices"
	"strings"
	"time"

	"zco/api"
)

// Dropdown is one of the field's options. Its value is the option's tag.
var Dropdown = register(&Type{
	Name: "dropdown", Words: "Drop-down", Place: 9, Editor: ChoiceEditor,
	Chooses: true, Settings: []string{"options"},
	Format: func(_ Format, of Field, v Value) string { return of.OptionTitle(v.Text()) },
	Tone: func(f Field, v Value, _ time.Time, hues int) Tone {
		if hues == 0 {
			return Tone{}
		}
		return Tone{Kind: Choice, Hue: hueOf(f, v.Text(), hues)}
	},
})

// A type that its own list of operands refers back to is told of it afterwards.
func init() { Dropdown.Several = Multiselect }

// StatusCategory is one of the categories of ticket statuses. No custom field
// has it.
var StatusCategory = register(&Type{
	Name: "status_category", Words: "Category", Editor: ChoiceEditor, Chooses: true,
	Format: Dropdown.Format,
	Tone:   func(_ Field, v Value, _ time.Time, _ int) Tone { return Tone{Kind: Category, Name: v.Text()} },
})

// Multiselect is any number of the field's options, in no order.
var Multiselect = register(&Type{
	Name: "multiselect", Words: "Multi-select", Place: 10, Editor: MultiEditor,
	Chooses: true, Many: true, Settings: []string{"options"},
	Parse: func(text string, _ Value) (Value, string) { return api.Strings(strings.Split(text, "\n")), "" },
	Typed: func(v Value) string { return strings.Join(v.Strings(), "\n") },
	Format: func(_ Format, of Field, v Value) string {
		titles := v.Strings()
		for i, tag := range titles {
			titles[i] = of.OptionTitle(tag)
		}
		return strings.Join(titles, ", ")
	},
	Same: func(a, b Value) bool {
		return slices.Equal(slices.Sorted(slices.Values(a.Strings())), slices.Sorted(slices.Values(b.Strings())))
	},
	Quote: func(_ Format, of Field, v Value) string { return of.OptionTitle(v.Text()) },
	Cell:  cellTags,
	One:   Dropdown,
})

// cellTags asks for all tags of a cell, or for the rows that lack one.
func cellTags(name string, v Value, not bool, _ *time.Location) (Filter, bool) {
	op, join := api.Contains, api.AllOf
	if not {
		op, join = api.NotContains, api.AnyOf
	}
	var parts []Filter
	for _, tag := range v.Strings() {
		parts = append(parts, api.Where(name, op, api.String(tag)))
	}
	if len(parts) == 1 {
		return parts[0], true
	}
	return group(join, parts...), true
}
