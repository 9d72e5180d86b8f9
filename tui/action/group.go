package action

// Group is a heading of help with the actions below it, what one comes for
// first: how to move is tried before it is looked up.
type Group struct {
	Title string
	IDs   []ID
}

// Groups holds every action of the panes; what is done in dialogs alone is
// named in their frames.
var Groups = []Group{
	{"Find", []ID{
		SearchRecords, Filter, FilterIs, FilterIsNot, FilterDrop, QuickFilter, FilterList, Sort, Counts, Changes, Refresh, RefreshTimed, Reload,
	}},
	{"Change", []ID{
		EditCell, EditField, ToggleField, ClearField, RevertField, External, SendRow, Send, RevertCell, DropRow, DropDraft, New, Duplicate, Upsert, Delete, Verbs, Undo, History, Drafts, Events,
		NewObject, EditObject, ObjectFields, DeleteObject,
	}},
	{"Move", []ID{
		Down, Up, Left, Right, HalfDown, HalfUp, PageDown, PageUp, First, Last,
		Open, OpenObject, OpenField, ReadField, Back, NextPane, PreviousPane, PlaceBack, PlaceForward, Jump, Beside, Follow, Related, ObjectMap,
	}},
	{"Many", []ID{
		Select, SelectRange, SelectAll, SelectInvert, SelectNone, BulkEdit, BulkDelete, Export, Import, Jobs, Copy, Browser,
	}},
	{"Views", []ID{
		Views, SaveView, Columns, ColumnWider, ColumnNarrow, ColumnLeft, ColumnRight, ColumnFreeze,
	}},
	{"Account", []ID{
		Help, Palette, Profile, Limits, ObjectList, Messages, Mouse, ThemeNext, Redraw, Suspend, Quit, QuitNow,
	}},
}
