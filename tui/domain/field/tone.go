package field

import (
	"hash/fnv"
	"slices"
	"strings"
	"time"
	"unicode"
)

// Tone is what a value is to the eye. The theme gives each kind its colour; the
// value's own words or mark say the same without one.
type Tone struct {
	Kind ToneKind
	Name string // of a Category: "new", "open", "pending", "hold", "solved"
	Hue  int    // of a Choice: which of the hues asked for
}

// ToneKind is a kind of Tone.
type ToneKind int

// The kinds of tone.
const (
	Plain    ToneKind = iota
	Ticked            // yes
	Unticked          // no
	Choice            // one of some options
	Category          // a category of ticket statuses
	Overdue           // a day by which something was to be, and which is over
)

// Tone returns how a value is to be told from others of its field at a moment,
// where there are so many hues to tell choices apart by.
func (f Field) Tone(v Value, now time.Time, hues int) Tone {
	if tone := f.kind().Tone; tone != nil && !v.IsEmpty() {
		return tone(f, v, now, hues)
	}
	return Tone{}
}

// hueOf returns the hue of an option: the one that its tag's letters lead to,
// or the next that no option of the field has, so that as many are told apart
// as there are hues. A tag keeps its hue when options are sorted or renamed.
func hueOf(f Field, tag string, hues int) int {
	if len(f.Options) > hues {
		return hash(tag, hues)
	}
	tags := make([]string, 0, len(f.Options)+1)
	for _, o := range f.Options {
		tags = append(tags, o.Value)
	}
	slices.Sort(tags)
	taken := make([]bool, hues)
	for _, other := range tags {
		h := hash(other, hues)
		for taken[h] {
			h = (h + 1) % hues
		}
		if other == tag {
			return h
		}
		taken[h] = true
	}
	return hash(tag, hues) // no option of the field any more
}

func hash(s string, n int) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(s))
	return int(h.Sum32() % uint32(n))
}

// lastDays are the words in the key of a field whose day is the last one for
// something.
var lastDays = []string{"due", "deadline", "expires", "expiry", "expiration", "ends", "end", "until", "renews", "renewal"}

// dueTone tells a day that is over, in a field for last days.
func dueTone(f Field, v Value, now time.Time, _ int) Tone {
	words := strings.FieldsFunc(f.Key, func(r rune) bool { return !unicode.IsLetter(r) })
	last := slices.ContainsFunc(words, func(w string) bool { return slices.Contains(lastDays, w) })
	if day := Day(v); last && len(day) == len(time.DateOnly) && day < now.Format(time.DateOnly) {
		return Tone{Kind: Overdue}
	}
	return Tone{}
}
