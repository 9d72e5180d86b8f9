package resource

// View is a look at a collection under a name: what is searched for, the
// filter, the order and the columns.
type View struct {
	Name    string
	Place   Place
	Columns []string // keys of fields, from left to right; none for the usual
}
