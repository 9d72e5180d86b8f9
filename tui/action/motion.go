package action

// Steps returns how many rows an action of lists moves by, negative is up,
// where page rows of all are shown; false where it is none that moves. First
// and Last move by all rows: who moves stops at the end.
func Steps(id ID, page, all int) (by int, moves bool) {
	page = max(page, 1)
	half := max(page/2, 1)
	by, moves = map[ID]int{
		Down: 1, Up: -1, PageDown: page, PageUp: -page, HalfDown: half, HalfUp: -half, First: -all, Last: all,
	}[id]
	return by, moves
}
