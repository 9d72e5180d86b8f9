package form

// Viewport is which rows of a list are on the screen: the cursor's is one of
// them. Its zero value begins with the first.
//
// Keys move it, drawing does not: what was shown comes back after a window was
// small for a moment.
type Viewport struct{ top, page int }

// Fit notes how many rows are drawn, and returns the first of n to draw. A
// drawing begins with it.
func (v *Viewport) Fit(page, cursor, n int) (top int) {
	v.page = max(page, 0)
	return v.Top(cursor, n)
}

// Page returns how many rows were drawn last.
func (v *Viewport) Page() int { return v.page }

// Top returns the first of n rows on the screen.
func (v *Viewport) Top(cursor, n int) int {
	if v.page == 0 {
		return v.top
	}
	return max(min(v.top, cursor, n-v.page), cursor-v.page+1, 0)
}

// Settle keeps what is on the screen where it is while the cursor moves in it:
// it is called before the cursor or the rows change.
func (v *Viewport) Settle(cursor, n int) { v.top = v.Top(cursor, n) }
