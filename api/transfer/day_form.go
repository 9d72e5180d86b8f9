package transfer

import (
	"strings"
	"time"

	"zco/api"
)

// dayForm is the form that the days of a column have all through it, "" where
// none is told. The file is read for it when the first is met that may be
// either: most have none.
func (s *layout) dayForm(m Import, header string) string {
	if s.days == nil {
		s.days = m.dayForms(s)
	}
	return s.days[header]
}

// dayForms finds for each column of dates whether its days are written with
// the day first or the month first, where rows that can be only one of the two
// tell, and none tells otherwise. What cannot be read is told by who reads the
// rows.
func (m Import) dayForms(s *layout) map[string]string {
	out, votes := map[string]string{}, map[string]*[2]int{}
	for header, c := range s.columns {
		if c.schema.Type == api.TypeDate {
			votes[header] = &[2]int{}
		}
	}
	f, err := m.open()
	if err != nil {
		return out
	}
	defer f.closer.Close()
	tell := func(header, text string) {
		if v := votes[header]; v != nil && strings.Count(text, "/") == 2 {
			vote(v, trimTime(text))
		}
	}
	for row, err := range f.rows {
		if err != nil {
			return out
		}
		for i, text := range row.texts {
			if i < len(f.headers) {
				tell(f.headers[i], text)
			}
		}
		for _, cell := range row.cells {
			tell(cell.header, cell.text)
		}
	}
	for header, v := range votes {
		switch {
		case v[0] > 0 && v[1] == 0:
			out[header] = "2/1/2006"
		case v[1] > 0 && v[0] == 0:
			out[header] = "1/2/2006"
		}
	}
	return out
}

func vote(v *[2]int, text string) {
	_, errDay := time.Parse("2/1/2006", text)
	_, errMonth := time.Parse("1/2/2006", text)
	switch {
	case errDay == nil && errMonth != nil:
		v[0]++
	case errMonth == nil && errDay != nil:
		v[1]++
	}
}
