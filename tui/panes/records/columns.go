package records

import (
	"slices"

	"zco/tui/domain/collection"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/widget/grid"
)

// column is what a column of the table stands for.
type column struct {
	field *collection.Field
	n     int  // its place in the cell cache
	fixed bool // a person chose the width
	named bool // the names of a relation were seen when it was fitted
}

// What the columns that nobody chose may take.
const (
	defaultWidth = 80 // cells of a line while nobody knows how many there are
	leastColumns = 7  // that are shown where they have room
	sortMark     = 2  // cells beside a title for how it is sorted
	nameMost     = 26 // cells of a name
	valueMost    = 16 // cells of anything else
	timesMost    = 24 // cells of a day and its time: half of one says nothing
	chosenMost   = 40 // cells of a column that a person chose and did not size
	nameWhole    = 48 // cells of a name that other columns are moved off the screen for
	titleMost    = 13 // cells that a title alone may claim
	unnamed      = 14 // cells of a relation whose names are not here yet
	leastFit     = 3
)

// setSchema takes the fields. Columns already on the screen keep their widths.
func (m *shown) setSchema(s *collection.Schema) {
	if m.schema == s || s == nil {
		return
	}
	first := m.schema == nil
	m.schema = s
	if first {
		m.chooseColumns()
		return
	}
	var kept []grid.Column[column]
	for _, c := range m.cols.All() {
		if f := m.fieldAt(c.Of.field.Key); f != nil {
			c.Of.field = f
			kept = append(kept, c)
		}
	}
	if m.localSort.field != nil {
		m.localSort.field = m.fieldAt(m.localSort.field.Key)
	}
	m.setColumns(kept, m.cols.Frozen())
	if m.chosen && len(kept) == 0 {
		m.standard()
	}
}

// fieldAt returns the schema's own field with a key.
func (m *listed) fieldAt(key string) *collection.Field {
	if m.schema == nil {
		return nil
	}
	for i := range m.schema.Fields {
		if m.schema.Fields[i].Key == key {
			return &m.schema.Fields[i]
		}
	}
	return nil
}

// chooseColumns chooses the columns once the fields and the first rows are
// here, and not again: columns do not jump while one scrolls. Where there is no
// row yet, the first that come are fitted.
func (m *shown) chooseColumns() {
	if m.chosen || m.schema == nil || !m.win.Loaded() {
		return
	}
	m.chosen = m.owned || m.restore() || m.win.Len() > 0
	if !m.owned {
		m.standard()
	}
	m.showWanted()
}

// restore takes the columns that a person chose earlier; false when there are
// none, or none of their fields is left.
func (m *shown) restore() bool {
	if m.env.Memory == nil {
		return false
	}
	saved, ok := m.env.Memory.LoadColumns(m.col.ID)
	if !ok {
		return false
	}
	return m.show(saved)
}

// standard chooses columns for the width there is: the name first, the fields
// in their order that hold anything in the rows seen, as many as defaultWidth
// takes, and when the row was last changed. What is left of the line goes to
// those that are cut (see spread) and then to further fields.
func (m *shown) standard() {
	last := m.fieldAt("updated_at")
	if last != nil && last.Hidden {
		last = nil
	}
	line := m.lineWidth()
	room, most := defaultWidth-gutter, leastColumns
	if last != nil {
		room -= m.fit(last, valueMost) + 1
		most--
	}
	cols, further := m.candidates(last, room, most)
	if last != nil {
		cols = append(cols, grid.Column[column]{Of: column{field: last}, Width: m.fit(last, valueMost)})
	}
	left := m.share(cols, line)
	for _, c := range further {
		if c.Width = m.fullWidth(c.Of.field); c.Width < left && c.Of.field.Target == "" {
			at := len(cols)
			if last != nil {
				at--
			}
			cols = slices.Insert(cols, at, c)
			left -= c.Width + 1
		}
	}
	m.setColumns(cols, 1)
	m.owned, m.fitted = false, m.area.W
}

// candidates returns the columns that have room in so many cells, at most so
// many, and those that have not; last is none of them.
func (m *shown) candidates(last *collection.Field, room, most int) (cols, further []grid.Column[column]) {
	for i := range m.schema.Fields {
		f := &m.schema.Fields[i]
		if f == last || f.Hidden || f.Multiline() || f.Opaque() || i > 0 && m.blank(f) {
			continue
		}
		c := grid.Column[column]{Of: column{field: f}, Width: m.fit(f, valueMost)}
		if i == 0 {
			c.Width = m.fit(f, nameMost)
		}
		if len(cols) == most || c.Width+1 > room {
			further = append(further, c)
			continue
		}
		cols = append(cols, c)
		room -= c.Width + 1
	}
	return cols, further
}

// lineWidth is how many cells the columns share.
func (m *shown) lineWidth() int {
	if m.area.W == 0 {
		return defaultWidth - gutter
	}
	return m.area.W - gutter
}

// spread gives the cells of a line that are left to the columns that are cut,
// the first first, so that nothing is cut beside empty cells. It returns how
// many are left then.
func (m *shown) spread(cols []grid.Column[column], line int) int {
	for _, c := range cols {
		line -= c.Width + 1
	}
	for i := range cols {
		c := &cols[i]
		if c.Of.fixed || line <= 0 {
			continue
		}
		more := max(min(m.fullWidth(c.Of.field)-c.Width, line), 0)
		c.Width += more
		line -= more
	}
	return line
}

// manySpare is how many cells of a line are too many to stand empty beside
// something that is cut.
const manySpare = 8

// share spreads a line over columns that nobody chose, the name the first of
// them. Where the names are cut all the same, the last ones are left to those
// who scroll to the right: when a row was changed, and further ones for names
// most of which are not too long to be shown whole. It returns how many cells are left.
func (m *shown) share(cols []grid.Column[column], line int) int {
	left := m.spread(cols, line)
	squeeze(cols, -left)
	n := len(cols)
	if n > 1 && cols[n-1].Of.field.Key == "updated_at" && m.namesCut(cols[0]) {
		n--
		left = min(m.spread(cols[:n], line), 0)
	}
	name := &cols[0]
	whole := *name
	whole.Width = nameWhole
	for n > leastBeside && m.namesCut(*name) && !m.namesCut(whole) {
		n--
		room := line
		for _, c := range cols[1:n] {
			room -= c.Width + 1
		}
		name.Width = max(name.Width, min(room-1, nameWhole, m.fullWidth(name.Of.field)))
		m.spread(cols[1:n], line-name.Width-1)
		left = min(m.spread(cols[:n], line), 0) // what they do not need is the name's
	}
	return left
}

// leastBeside is how many columns a narrow line keeps, the name included, where
// the others are left to those who scroll, so that names are whole.
const leastBeside = 2

// namesCut reports whether so many names are cut in their column that rows are
// not told apart by them. The last column, when a row was changed, is then left
// to those who scroll to the right.
func (m *shown) namesCut(c grid.Column[column]) bool {
	rows := m.win.Rows(0)
	seen, cut := 0, 0
	format := m.env.Format()
	for _, it := range rows {
		if seen++; seen > fitRows {
			break
		}
		if text.Width(clip(format.Text(*c.Of.field, it.Value(c.Of.field.Key))), text.Runes) > c.Width {
			cut++
		}
	}
	return cut*4 > seen
}

// fillSpare gives cells that stand empty to what is cut in a page that has just
// come. Columns only grow, and only while there is much to spare, so that a line
// does not move with each page.
func (m *shown) fillSpare() {
	if !m.chosen || m.owned || m.schema == nil {
		return
	}
	cols, line := slices.Clone(m.cols.All()), m.lineWidth()
	for _, c := range cols {
		line -= c.Width + 1
	}
	if line >= manySpare {
		m.spread(cols, m.lineWidth())
		m.setWidths(cols)
	}
}

// makeRoom makes room on the screen for a column just chosen: what others had
// to spare is taken back, and what is left then is spread anew.
func (m *shown) makeRoom(cols []grid.Column[column]) {
	m.takeBack(cols)
	m.spread(cols, m.lineWidth())
}

// takeBack takes from the columns that nobody sized what they were given to
// spare.
func (m *shown) takeBack(cols []grid.Column[column]) {
	for i := range cols {
		c := &cols[i]
		most := valueMost
		if i == 0 {
			most = nameMost
		}
		if !c.Of.fixed {
			c.Width = min(c.Width, m.fit(c.Of.field, most))
		}
	}
}

// fullWidth is the width that cuts neither the values seen nor the title with
// its mark, a line at most.
func (m *shown) fullWidth(f *collection.Field) int {
	line := m.lineWidth()
	return min(max(m.fit(f, line), text.Width(f.Title, text.Runes)+sortMark), line)
}

// fitAgain chooses the columns anew where nobody chose them and the table has
// another width than they were fitted to; of those that somebody chose it fits
// the ones without a width. The cursor stays on its field.
func (m *shown) fitAgain() {
	if !m.chosen || m.schema == nil || m.fitted == m.area.W {
		return
	}
	if m.owned {
		cols := slices.Clone(m.cols.All())
		m.makeRoom(cols)
		m.setWidths(cols)
		m.fitted = m.area.W
		return
	}
	key := ""
	if c := m.cols.Current(); c != nil {
		key = c.Of.field.Key
	}
	m.standard()
	for i, c := range m.cols.All() {
		if c.Of.field.Key == key {
			m.cols.MoveTo(i)
		}
	}
}

// setColumns shows columns and gives each its place in the cell cache.
func (m *shown) setColumns(cols []grid.Column[column], frozen int) {
	for i := range cols {
		cols[i].Of.n = i
	}
	m.cells.forget()
	m.cols.Set(cols, frozen)
}

// blank reports whether no loaded row has a value of a field.
func (m *listed) blank(f *collection.Field) bool {
	for _, it := range m.win.Rows(0) {
		if !it.Value(f.Key).IsEmpty() {
			return false
		}
	}
	return m.win.Len() > 0
}

// fitRows is how many rows a width is fitted to.
const fitRows = 200

// fit is the width that shows the values of a field in the loaded rows, and
// as much of its title as is reasonable, in at most so many cells.
func (m *listed) fit(f *collection.Field, most int) int {
	if f.Uncut() {
		most = max(most, timesMost)
	}
	w := min(text.Width(f.Title, text.Runes), titleMost)
	format := m.env.Format()
	n := 0
	for _, it := range m.win.Rows(0) {
		if n++; n > fitRows || w >= most {
			break
		}
		v := it.Value(f.Key)
		if v.IsEmpty() {
			continue
		}
		if f.Target != "" && !m.nameKnown(f, v) {
			w = max(w, min(unnamed, text.Width(v.Text(), text.Runes)))
			continue
		}
		w = max(w, text.Width(clip(format.Text(*f, v))+m.env.Mark(f, v), text.Runes))
	}
	return max(min(w, most), leastFit)
}

func (m *listed) nameKnown(f *collection.Field, v collection.Value) bool {
	if m.env.Names == nil {
		return false
	}
	_, ok := m.env.Names.Name(f.Target, v.Text())
	return ok
}

// refitNamed fits the columns of relations to a target once, when the first
// of its names are here.
func (m *shown) refitNamed(target string) {
	again := false
	for i := range m.cols.Len() {
		c := m.cols.At(i)
		if c.Of.field.Target != target || c.Of.named || c.Of.fixed {
			continue
		}
		c.Of.named, again = true, true
		most := valueMost
		if m.owned {
			most = chosenMost
		}
		m.cols.SetWidth(i, m.fit(c.Of.field, most))
	}
	if again && !m.owned {
		cols := slices.Clone(m.cols.All())
		m.takeBack(cols)
		m.share(cols, m.lineWidth())
		m.setWidths(cols)
	}
}

// leastName is what a name keeps when it gives way.
const leastName = 18

// squeeze takes the few cells that columns are too wide for their line from the
// name, so that the last of them is whole.
func squeeze(cols []grid.Column[column], over int) {
	if over > 0 && over <= cols[0].Width-leastName {
		cols[0].Width -= over
	}
}

func (m *shown) setWidths(cols []grid.Column[column]) {
	for i, c := range cols {
		m.cols.SetWidth(i, c.Width)
	}
}

// chosenColumns is what the table shows as it is remembered.
func (m *shown) chosenColumns() pane.Columns {
	out := pane.Columns{Frozen: m.cols.Frozen()}
	for _, c := range m.cols.All() {
		w := 0
		if c.Of.fixed {
			w = c.Width
		}
		out.Shown = append(out.Shown, pane.Column{Key: c.Of.field.Key, Width: w})
	}
	return out
}
