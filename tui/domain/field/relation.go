package field

import "zco/api"

// Lookup is the id of a row of the field's target.
var Lookup = register(&Type{
	Name: "lookup", Words: "Lookup", Place: 11, Editor: PickEditor,
	Relates: true, Settings: []string{"filter"},
	Format: nameOf, Same: sameID, Operand: idOperand,
})

// Parent is the id of the row that a row belongs to.
var Parent = register(&Type{
	Name: "parent", Words: "Parent lookup", Place: 12, Editor: PickEditor,
	Relates: true,
	Format:  nameOf, Same: sameID, Operand: idOperand,
})

func nameOf(f Format, of Field, v Value) string {
	if f.Name != nil {
		if name, ok := f.Name(of.Target, v.Text()); ok {
			return name
		}
	}
	return v.Text()
}

// sameID holds for an id written as a number and as a text.
func sameID(a, b Value) bool { return a.Text() == b.Text() }

func idOperand(v Value) Value { return api.String(v.Text()) }
