// Package dialog holds the names of before of what is in list, confirm,
// reader and palette now.
package dialog

import (
	"zco/tui/widget/confirm"
	"zco/tui/widget/list"
	"zco/tui/widget/palette"
	"zco/tui/widget/reader"
)

// The dialogs.
type (
	List   = list.Dialog
	Reader = reader.Dialog
	Entry  = palette.Entry
)

// What makes them.
var (
	NewList    = list.New
	NewConfirm = confirm.New
	Lines      = reader.New
	NewLive    = reader.Wrapping
	Help       = palette.Help
	Palette    = palette.New
)
