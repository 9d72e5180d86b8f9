package action

// The actions. What each does is in the pane that answers to it.
const (
	QuitNow ID = "quit-now"
	Redraw  ID = "redraw"

	Help         ID = "help"
	Palette      ID = "palette"
	Jump         ID = "jump"
	NextPane     ID = "next-pane"
	PreviousPane ID = "previous-pane"
	Back         ID = "back"
	Quit         ID = "quit"
	Suspend      ID = "suspend"
	PlaceBack    ID = "place-back"
	PlaceForward ID = "place-forward"
	Drafts       ID = "drafts"
	Jobs         ID = "jobs"
	Profile      ID = "profile"
	Mouse        ID = "mouse"
	ThemeNext    ID = "theme"
	History      ID = "history"
	Undo         ID = "undo"
	Views        ID = "views"
	Messages     ID = "messages"
	ObjectList   ID = "object-list"

	Down     ID = "down"
	Up       ID = "up"
	HalfDown ID = "half-down"
	HalfUp   ID = "half-up"
	PageDown ID = "page-down"
	PageUp   ID = "page-up"
	First    ID = "first"
	Last     ID = "last"
	Left     ID = "left"
	Right    ID = "right"

	OpenObject   ID = "open-object"
	FilterList   ID = "filter-list"
	NewObject    ID = "new-object"
	EditObject   ID = "edit-object"
	DeleteObject ID = "delete-object"
	ObjectFields ID = "object-fields"
	Limits       ID = "limits"
	Reload       ID = "reload-objects"

	Open          ID = "open"
	Beside        ID = "beside"
	SearchRecords ID = "search"
	Filter        ID = "filter"
	FilterIs      ID = "filter-is"
	FilterIsNot   ID = "filter-is-not"
	FilterDrop    ID = "filter-drop"
	QuickFilter   ID = "quick-filter"
	Counts        ID = "counts"
	Sort          ID = "sort"
	Columns       ID = "columns"
	ColumnWider   ID = "column-wider"
	ColumnNarrow  ID = "column-narrower"
	ColumnLeft    ID = "column-left"
	ColumnRight   ID = "column-right"
	ColumnFreeze  ID = "column-freeze"
	Select        ID = "select"
	SelectRange   ID = "select-range"
	SelectAll     ID = "select-all"
	SelectInvert  ID = "select-invert"
	SelectNone    ID = "select-none"
	EditCell      ID = "edit-cell"
	BulkEdit      ID = "bulk-edit"
	BulkDelete    ID = "bulk-delete"
	New           ID = "new"
	Duplicate     ID = "duplicate"
	Upsert        ID = "upsert"
	Delete        ID = "delete"
	Copy          ID = "copy"
	Browser       ID = "browser"
	Export        ID = "export"
	Import        ID = "import"
	Refresh       ID = "refresh"
	RefreshTimed  ID = "refresh-timed"
	Follow        ID = "follow"
	Related       ID = "related"
	ObjectMap     ID = "object-map"
	Changes       ID = "changes"
	Verbs         ID = "verbs"
	SaveView      ID = "save-view"

	OpenField   ID = "open-field"
	EditField   ID = "edit-field"
	ReadField   ID = "read-field"
	ClearField  ID = "clear-field"
	RevertField ID = "revert-field"
	Send        ID = "send"
	External    ID = "external-editor"
	SendRow     ID = "send-row"
	RevertCell  ID = "revert-cell"
	DropRow     ID = "drop-row"
	DropDraft   ID = "drop-draft"
	Events      ID = "events"

	ToggleField   ID = "toggle-field"
	FieldNext     ID = "field-next"
	FieldPrevious ID = "field-previous"
	FieldCancel   ID = "field-cancel"
	FieldDone     ID = "field-done"
	FieldLeave    ID = "field-leave"

	SearchRun   ID = "search-run"
	SearchDown  ID = "search-down"
	SearchUp    ID = "search-up"
	SearchLeave ID = "search-leave"
	SearchSort  ID = "search-sort"

	BuilderEdit   ID = "builder-edit"
	BuilderAdd    ID = "builder-add"
	BuilderGroup  ID = "builder-group"
	BuilderJoin   ID = "builder-join"
	BuilderRemove ID = "builder-remove"
	BuilderJSON   ID = "builder-json"
	BuilderApply  ID = "builder-apply"

	ChangesSince ID = "changes-since"

	DeleteView  ID = "delete-view"
	DeleteDraft ID = "delete-draft"

	ConflictWas    ID = "conflict-was"
	ConflictTheirs ID = "conflict-theirs"
	ConflictMine   ID = "conflict-mine"
	ConflictWrite  ID = "conflict-write"

	Accept  ID = "accept"
	Dismiss ID = "dismiss"

	Yes         ID = "yes"
	No          ID = "no"
	SignInAgain ID = "sign-in-again"

	BulkReview ID = "bulk-review"
	BulkDrop   ID = "bulk-drop"
	BulkAgain  ID = "bulk-again"

	OtherValue   ID = "other-value"
	ExportAnew   ID = "export-anew"
	ImportFaults ID = "import-faults"

	JobPause      ID = "job-pause"
	JobStop       ID = "job-stop"
	JobAgain      ID = "job-again"
	JobSaveFailed ID = "job-save-failed"
	JobUndo       ID = "job-undo"
	JobAbandon    ID = "job-abandon"
	JobMore       ID = "job-more"
)

// Table holds every action with its default keys. No default key needs AltGr
// on a common keyboard.
var Table = []Action{
	{ID: QuitNow, Scope: Always, Title: "quit now", Keys: []string{"ctrl+c"}},
	{ID: Redraw, Scope: Always, Title: "draw the screen again", Keys: []string{"ctrl+l"}},

	{ID: Help, Scope: Global, Title: "help", Keys: []string{"?", "f1"}, WayOut: true},
	{ID: Palette, Scope: Global, Title: "command palette", Keys: []string{":"}},
	{ID: Jump, Scope: Global, Title: "jump to an object, a view or a recent record", Keys: []string{"ctrl+o"}},
	{ID: NextPane, Scope: Global, Title: "next pane", Keys: []string{"tab"}, Hidden: true},
	{ID: PreviousPane, Scope: Global, Title: "previous pane", Keys: []string{"shift+tab"}, Hidden: true},
	{ID: Back, Scope: Global, Title: "back", Keys: []string{"esc"}, WayOut: true, Hidden: true},
	{ID: PlaceBack, Scope: Global, Title: "previous place", Keys: []string{"<", "alt+left"}},
	{ID: PlaceForward, Scope: Global, Title: "next place", Keys: []string{">", "alt+right"}},
	{ID: ObjectMap, Scope: Global, Title: "map of the objects", Keys: []string{"K"}},
	{ID: Undo, Scope: Global, Title: "undo the last sent change", Keys: []string{"u"}, Writes: true},
	{ID: History, Scope: Global, Title: "history of what was sent", Keys: []string{"H"}},
	{ID: Drafts, Scope: Global, Title: "unsent drafts", Keys: []string{"U"}},
	{ID: Views, Scope: Global, Title: "saved views", Keys: []string{"V"}},
	{ID: Jobs, Scope: Global, Title: "jobs", Keys: []string{"J"}},
	{ID: Profile, Scope: Global, Title: "switch account", Keys: []string{"P"}},
	{ID: Mouse, Scope: Global, Title: "mouse on or off", Keys: []string{"M"}},
	{ID: ThemeNext, Scope: Global, Title: "next theme", Keys: []string{"T"}},
	{ID: ObjectList, Scope: Global, Title: "list of objects: hide or show", Keys: []string{"O"}},
	{ID: Messages, Scope: Global, Title: "earlier messages", Keys: []string{"L"}},
	{ID: Suspend, Scope: Global, Title: "suspend", Keys: []string{"ctrl+z"}},
	{ID: Quit, Scope: Global, Title: "quit", Keys: []string{"q"}},

	{ID: Down, Scope: List, Title: "down", Keys: []string{"j", "down"}, Hidden: true},
	{ID: Up, Scope: List, Title: "up", Keys: []string{"k", "up"}, Hidden: true},
	{ID: HalfDown, Scope: List, Title: "half a page down", Keys: []string{"ctrl+d"}, Hidden: true},
	{ID: HalfUp, Scope: List, Title: "half a page up", Keys: []string{"ctrl+u"}, Hidden: true},
	{ID: PageDown, Scope: List, Title: "a page down", Keys: []string{"pgdown"}, Hidden: true},
	{ID: PageUp, Scope: List, Title: "a page up", Keys: []string{"pgup"}, Hidden: true},
	{ID: First, Scope: List, Title: "first", Keys: []string{"g", "home"}, Hidden: true},
	{ID: Last, Scope: List, Title: "last", Keys: []string{"G", "end"}, Hidden: true},
	{ID: Left, Scope: List, Title: "column to the left", Keys: []string{"h", "left"}, Hidden: true},
	{ID: Right, Scope: List, Title: "column to the right", Keys: []string{"l", "right"}, Hidden: true},

	{ID: OpenObject, Scope: Objects, Title: "open the object", Keys: []string{"enter"}},
	{ID: FilterList, Scope: Objects, Title: "filter the list", Keys: []string{"/"}},
	// What is done to a whole object has no key in a list that one walks through:
	// the palette has it, and the definitions of objects are rows like others.
	{ID: ObjectFields, Scope: Objects, Title: "fields of the object"},
	{ID: NewObject, Scope: Objects, Title: "new object", Writes: true},
	{ID: EditObject, Scope: Objects, Title: "edit the object", Writes: true},
	{ID: DeleteObject, Scope: Objects, Title: "delete the object and all its records", Writes: true, Danger: true},
	{ID: Limits, Scope: Objects, Title: "limits of the account", Keys: []string{"i"}},
	{ID: Reload, Scope: Objects, Title: "refresh", Keys: []string{"r"}},

	{ID: Open, Scope: Records, Title: "open", Keys: []string{"enter"}},
	{ID: Beside, Scope: Records, Title: "record beside the table", Keys: []string{"p"}},
	{ID: SearchRecords, Scope: Records, Title: "search", Keys: []string{"/"}},
	{ID: Filter, Scope: Records, Title: "filter", Keys: []string{"f"}},
	{ID: FilterIs, Scope: Records, Title: "only rows with this value", Keys: []string{"="}},
	{ID: FilterIsNot, Scope: Records, Title: "only rows without this value", Keys: []string{"!"}},
	{ID: FilterDrop, Scope: Records, Title: "remove last filter", Keys: []string{"backspace"}},
	{ID: QuickFilter, Scope: Records, Title: "filter the loaded rows", Keys: []string{"ctrl+f"}},
	{ID: Counts, Scope: Records, Title: "counts by value of this column", Keys: []string{"F"}},
	{ID: Sort, Scope: Records, Title: "sort by this column", Keys: []string{"s"}},
	{ID: Columns, Scope: Records, Title: "columns", Keys: []string{"c"}},
	{ID: ColumnWider, Scope: Records, Title: "column wider", Keys: []string{"+"}},
	{ID: ColumnNarrow, Scope: Records, Title: "column narrower", Keys: []string{"-"}},
	{ID: ColumnLeft, Scope: Records, Title: "move column left", Keys: []string{"shift+left", "ctrl+left"}},
	{ID: ColumnRight, Scope: Records, Title: "move column right", Keys: []string{"shift+right", "ctrl+right"}},
	{ID: ColumnFreeze, Scope: Records, Title: "freeze the columns up to here", Keys: []string{"C"}},
	{ID: Select, Scope: Records, Title: "select", Keys: []string{"space"}},
	{ID: SelectRange, Scope: Records, Title: "select a range", Keys: []string{"v"}},
	{ID: SelectAll, Scope: Records, Title: "select all loaded rows", Keys: []string{"a"}},
	{ID: SelectInvert, Scope: Records, Title: "invert the selection", Keys: []string{"A"}},
	{ID: SelectNone, Scope: Records, Title: "select none", Keys: []string{"0"}},
	{ID: EditCell, Scope: Records, Title: "edit this cell", Keys: []string{"e"}, Writes: true},
	{ID: BulkEdit, Scope: Records, Title: "edit the selected", Keys: []string{"b"}, Writes: true},
	{ID: BulkDelete, Scope: Records, Title: "delete the selected", Keys: []string{"X"}, Writes: true, Danger: true},
	{ID: SendRow, Scope: Records, Title: "review and send this row's draft", Keys: []string{"ctrl+s"}, Writes: true},
	{ID: RevertCell, Scope: Records, Title: "revert this cell's draft", Keys: []string{"z"}},
	{ID: DropRow, Scope: Records, Title: "discard this row's draft", Keys: []string{"Z"}, Danger: true},
	{ID: New, Scope: Records, Title: "new", Keys: []string{"n"}, Writes: true},
	{ID: Duplicate, Scope: Records, Title: "new, as a copy", Keys: []string{"N"}, Writes: true},
	{ID: Upsert, Scope: Records, Title: "create or update (upsert)", Keys: []string{"S"}, Writes: true},
	{ID: Delete, Scope: Records, Title: "delete", Keys: []string{"D"}, Writes: true, Danger: true},
	{ID: Copy, Scope: Records, Title: "copy", Keys: []string{"y"}},
	{ID: Browser, Scope: Records, Title: "open in the browser", Keys: []string{"o"}},
	{ID: Follow, Scope: Records, Title: "follow the relation", Keys: []string{"t"}},
	{ID: Changes, Scope: Records, Title: "what changed since you last looked", Keys: []string{"W"}},
	{ID: Related, Scope: Records, Title: "related records", Keys: []string{"R"}},
	{ID: Verbs, Scope: Records, Title: "actions…", Keys: []string{"."}},
	{ID: Export, Scope: Records, Title: "export", Keys: []string{"x"}},
	{ID: Import, Scope: Records, Title: "import", Keys: []string{"I"}, Writes: true},
	{ID: Refresh, Scope: Records, Title: "refresh", Keys: []string{"r"}},
	{ID: RefreshTimed, Scope: Records, Title: "auto-refresh on or off", Keys: []string{"ctrl+r"}},
	{ID: SaveView, Scope: Records, Title: "save as a view", Keys: []string{"w"}},

	{ID: OpenField, Scope: Record, Title: "edit the field; follow a relation", Keys: []string{"enter"}},
	{ID: EditField, Scope: Record, Title: "edit the field", Keys: []string{"e"}, Writes: true},
	{ID: ToggleField, Scope: Record, Title: "check or uncheck", Keys: []string{"space"}, Writes: true},
	{ID: ReadField, Scope: Record, Title: "whole text of the field", Keys: []string{"m"}},
	{ID: ClearField, Scope: Record, Title: "clear the field", Keys: []string{"delete"}, Writes: true},
	{ID: RevertField, Scope: Record, Title: "revert field", Keys: []string{"z"}},
	{ID: Send, Scope: Record, Title: "review and send", Keys: []string{"ctrl+s"}, Writes: true},
	{ID: External, Scope: Record, Title: "edit in $EDITOR", Keys: []string{"ctrl+e"}, Writes: true},
	{ID: DropDraft, Scope: Record, Title: "discard the draft", Keys: []string{"Z"}, Danger: true},
	{ID: Events, Scope: Record, Title: "what happened to this record", Keys: []string{"E"}},

	{ID: FieldDone, Scope: Field, Title: "done", Keys: []string{"enter"}, Hidden: true},
	{ID: FieldNext, Scope: Field, Title: "next field", Keys: []string{"tab"}, Hidden: true},
	{ID: FieldPrevious, Scope: Field, Title: "previous field", Keys: []string{"shift+tab"}, Hidden: true},
	{ID: FieldCancel, Scope: Field, Title: "cancel: leave the field as it was", Keys: []string{"ctrl+x"}, Hidden: true},
	{ID: FieldLeave, Scope: Field, Title: "keep the draft and leave the field", Keys: []string{"esc"}, Hidden: true},

	{ID: SearchRun, Scope: Search, Title: "open the suggestion or search for the text", Keys: []string{"enter"}, Hidden: true},
	{ID: SearchDown, Scope: Search, Title: "next suggestion", Keys: []string{"down", "ctrl+n"}, Hidden: true},
	{ID: SearchUp, Scope: Search, Title: "previous suggestion", Keys: []string{"up", "ctrl+p"}, Hidden: true},
	{ID: SearchSort, Scope: Search, Title: "order of the results", Keys: []string{"ctrl+t"}, Hidden: true},
	{ID: SearchLeave, Scope: Search, Title: "back to the table", Keys: []string{"esc"}, Hidden: true},

	{ID: BuilderEdit, Scope: Builder, Title: "edit the condition, apply the filter", Keys: []string{"enter"}, Hidden: true},
	{ID: BuilderAdd, Scope: Builder, Title: "new condition", Keys: []string{"n", "a"}, Hidden: true},
	{ID: BuilderGroup, Scope: Builder, Title: "new group of conditions", Keys: []string{"N"}, Hidden: true},
	{ID: BuilderJoin, Scope: Builder, Title: "all of the group, or any", Keys: []string{"space"}, Hidden: true},
	{ID: BuilderRemove, Scope: Builder, Title: "remove the condition or the group", Keys: []string{"delete", "backspace", "x"}, Hidden: true},
	{ID: BuilderJSON, Scope: Builder, Title: "the filter as JSON", Keys: []string{"ctrl+e"}, Hidden: true},
	{ID: BuilderApply, Scope: Builder, Title: "apply the filter", Keys: []string{"ctrl+s"}, Hidden: true},

	{ID: DeleteDraft, Scope: DraftList, Title: "discard the draft", Keys: []string{"ctrl+x"}, Hidden: true},
	{ID: ChangesSince, Scope: Since, Title: "since another time", Keys: []string{"ctrl+t"}, Hidden: true},
	{ID: DeleteView, Scope: ViewList, Title: "delete the view", Keys: []string{"ctrl+x"}, Hidden: true},
	{ID: ConflictWas, Scope: Conflict, Title: "as it was", Keys: []string{"w"}, Hidden: true},
	{ID: ConflictTheirs, Scope: Conflict, Title: "theirs", Keys: []string{"t"}, Hidden: true},
	{ID: ConflictMine, Scope: Conflict, Title: "mine", Keys: []string{"m"}, Hidden: true},
	{ID: ConflictWrite, Scope: Conflict, Title: "write it anew", Keys: []string{"e"}, Hidden: true},

	{ID: Accept, Scope: Dialog, Title: "do it", Keys: []string{"enter"}, Hidden: true},
	{ID: Dismiss, Scope: Dialog, Title: "close", Keys: []string{"esc"}, WayOut: true, Hidden: true},

	{ID: Yes, Scope: Question, Title: "yes", Keys: []string{"y"}, Hidden: true},
	{ID: No, Scope: Question, Title: "no", Keys: []string{"n"}, Hidden: true},

	{ID: SignInAgain, Scope: Accounts, Title: "sign in again", Keys: []string{"s"}, Hidden: true},

	{ID: BulkReview, Scope: Bulk, Title: "review the changes", Keys: []string{"ctrl+s"}, Hidden: true},
	{ID: BulkDrop, Scope: Bulk, Title: "remove the change of this field", Keys: []string{"ctrl+x"}, Hidden: true},
	{ID: BulkAgain, Scope: Bulk, Title: "read the rows again, after a failure", Keys: []string{"r"}, Hidden: true},

	{ID: OtherValue, Scope: Transfer, Title: "change", Keys: []string{"space"}, Hidden: true},
	{ID: ExportAnew, Scope: Transfer, Title: "start the export again from the beginning", Keys: []string{"n"}, Hidden: true},
	{ID: ImportFaults, Scope: Transfer, Title: "all that is wrong with the file", Keys: []string{"w"}, Hidden: true},

	{ID: JobPause, Scope: Job, Title: "pause, or go on", Keys: []string{"p"}, Hidden: true},
	{ID: JobStop, Scope: Job, Title: "stop", Keys: []string{"c"}, Hidden: true},
	{ID: JobAgain, Scope: Job, Title: "go on with the rest, try the failed again", Keys: []string{"r"}, Hidden: true},
	{ID: JobSaveFailed, Scope: Job, Title: "save the failed rows", Keys: []string{"f"}, Hidden: true},
	{ID: JobUndo, Scope: Job, Title: "undo what the job did", Keys: []string{"u"}, Hidden: true},
	{ID: JobAbandon, Scope: Job, Title: "give up an interrupted job", Keys: []string{"x"}, Hidden: true},
	{ID: JobMore, Scope: Job, Title: "more results", Keys: []string{"space"}, Hidden: true},
}

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
