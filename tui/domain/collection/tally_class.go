package collection

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"zco/api"
	"zco/tui/domain/field"
)

// mostAlone is how many different numbers or days are told one by one.
const mostAlone = 12

// classes counts numbers and days by classes, nil where the values are told one
// by one.
func (t *Tally) classes() []ValueCount {
	switch {
	case t.Field.Type == field.DateTime:
		return t.periods()
	case len(t.counts) <= mostAlone:
		return nil
	case t.Field.Numeric():
		return t.ranges()
	case t.Field.Type == field.Date:
		return t.periods()
	}
	return nil
}

// ranges are about eight classes of numbers, with limits that one would choose.
func (t *Tally) ranges() []ValueCount {
	low, high := math.Inf(1), math.Inf(-1)
	for v := range t.counts {
		if x, ok := numberIn(v); ok {
			low, high = min(low, x), max(high, x)
		}
	}
	step := niceStep((high - low) / 8)
	if math.IsInf(low, 0) || step == 0 {
		return nil
	}
	classes, rest := map[int]int{}, []ValueCount{}
	for v, n := range t.counts {
		x, ok := numberIn(v)
		if !ok {
			rest = append(rest, t.of(v, n))
			continue
		}
		classes[int(math.Floor(x/step))] += n
	}
	write := func(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
	for i, n := range classes {
		from, to := write(step*float64(i)), write(step*float64(i+1))
		rest = append(rest, ValueCount{Title: "from " + from + " to under " + to, Count: n, Filter: Group(AllOf,
			Where(t.Field, api.AtLeast, Value(from)), Where(t.Field, api.Less, Value(to)))})
	}
	return rest
}

// numberIn reads a number that the service may write as a text.
func numberIn(v Value) (float64, bool) {
	x, err := strconv.ParseFloat(v.Text(), 64)
	return x, err == nil && !math.IsInf(x, 0) && !math.IsNaN(x)
}

// niceStep is 1, 2 or 5 times a power of ten, at least x; whole from 1 on.
func niceStep(x float64) float64 {
	if x <= 0 || math.IsInf(x, 0) || math.IsNaN(x) {
		return 0
	}
	power := math.Pow(10, math.Floor(math.Log10(x)))
	for _, times := range []float64{1, 2, 5} {
		if times*power >= x {
			return times * power
		}
	}
	return 10 * power
}

// mostMonths is how many different months are told one by one; more are told
// as years.
const mostMonths = 24

// periods are days, months where there are many days, or years where there are
// many months.
func (t *Tally) periods() []ValueCount {
	days, months, years, rest := map[time.Time]int{}, map[time.Time]int{}, map[time.Time]int{}, []ValueCount{}
	for v, n := range t.counts {
		at, ok := t.moment(v)
		if !ok {
			rest = append(rest, t.of(v, n))
			continue
		}
		days[at] += n
		months[time.Date(at.Year(), at.Month(), 1, 0, 0, 0, 0, at.Location())] += n
		years[time.Date(at.Year(), 1, 1, 0, 0, 0, 0, at.Location())] += n
	}
	periods, layout, next := months, "2006-01", [3]int{0, 1, 0}
	switch {
	case len(months) > mostMonths:
		periods, layout, next = years, "2006", [3]int{1, 0, 0}
	case len(days) <= mostAlone:
		periods, layout, next = days, time.DateOnly, [3]int{0, 0, 1}
	}
	for from, n := range periods {
		to := from.AddDate(next[0], next[1], next[2])
		rest = append(rest, ValueCount{Title: from.Format(layout), Count: n, Filter: Group(AllOf,
			Where(t.Field, api.AtLeast, t.operand(from)), Where(t.Field, api.Less, t.operand(to)))})
	}
	return rest
}

// moment reads a day, or a moment as it is in the zone.
func (t *Tally) moment(v Value) (time.Time, bool) {
	zone := t.Zone
	if zone == nil || t.Field.Type == field.Date {
		zone = time.UTC
	}
	text := v.Text()
	if t.Field.Type == field.Date {
		text = field.Day(v)
	}
	if day, err := time.ParseInLocation(time.DateOnly, text, zone); err == nil {
		return day, true
	}
	at := api.ParseTimestamp(text).Time
	return at.In(zone), !at.IsZero()
}

// operand is a moment as the filter language takes it.
func (t *Tally) operand(at time.Time) Value {
	if t.Field.Type == field.Date {
		return api.String(at.Format(time.DateOnly))
	}
	return api.String(at.UTC().Format(time.RFC3339))
}

// Share is a count as a part of all, in percent: "12%", "<1%".
func Share(n, of int) string {
	switch {
	case of <= 0 || n < 0:
		return ""
	case n > 0 && n*100 < of:
		return "<1%"
	}
	return fmt.Sprintf("%d%%", (n*100+of/2)/of)
}
