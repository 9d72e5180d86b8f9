package form

import (
	"time"

	"zco/tui/screen"
	"zco/tui/theme"
)

// Number edits a number. Its digits are kept as they were typed.
type Number struct {
	Line
	Decimal   bool // whether it may have a fraction
	MaxDigits int  // the most digits that are acceptable; 0 for any number
}

// Value returns the number as JSON writes it, and false when the text is not
// an acceptable number.
func (n *Number) Value() (string, bool) { return n.Text(), true }

// Pattern edits a line that a regular expression must match.
type Pattern struct {
	Line
}

// SetPattern sets the expression, in Ruby's syntax.
func (p *Pattern) SetPattern(ruby string) {}

// Checked reports whether the expression can be checked here.
func (p *Pattern) Checked() bool { return false }

// Check edits yes, no or, unless Required, nothing. Its text is "true",
// "false" or "".
type Check struct {
	Line
	Label string
}

// Date edits a day: typed or picked from a calendar.
type Date struct {
	Line
	Now        func() time.Time // the clock; time.Now when nil
	WeekStarts time.Weekday     // the first day of a row; MondayFirst is the zero value's
}

// Value returns the day as YYYY-MM-DD, and false when the text is not a day.
func (d *Date) Value() (string, bool) { return d.Text(), true }

// Pick chooses one of values that are searched elsewhere. Its text is the
// value chosen.
type Pick struct {
	Line
}

// Query returns what is searched for and a number that changes with it: the
// caller searches when the number is a new one.
func (p *Pick) Query() (query string, generation int) { return "", 0 }

// Suggest gives what was found for a generation; an old one is dropped.
func (p *Pick) Suggest(generation int, found []Option) {}

// Fail says why the search of a generation failed.
func (p *Pick) Fail(generation int, why string) {}

// SetChosen sets the value chosen and what a person reads for it ("" when
// that is not known yet).
func (p *Pick) SetChosen(value, label string) {}

// Chosen returns the value chosen and its label.
func (p *Pick) Chosen() (value, label string) { return "", "" }

// Diff is a comparison of two texts, to be drawn.
type Diff struct{ Lines []DiffLine }

// Op says on which side a line is.
type Op uint8

// The sides of a line.
const (
	Same Op = iota
	Removed
	Added
)

// DiffLine is one line of a comparison.
type DiffLine struct {
	Op    Op
	Text  string
	Spans []Span // the bytes that differ from the line it stands against
}

// Span is a range of bytes.
type Span struct{ From, To int }

// LineDiff compares two texts line by line.
func LineDiff(old, new string) []DiffLine { return nil }

// NewDiff compares two texts.
func NewDiff(old, new string) *Diff { return &Diff{Lines: LineDiff(old, new)} }

// Height returns the rows that the comparison takes at a width.
func (d *Diff) Height(width int) int { return len(d.Lines) }

// Draw draws the rows from the given one on.
func (d *Diff) Draw(a screen.Area, th *theme.Theme, from int) {}
