package transfer

import (
	"strings"
	"time"

	"zco/api"
)

// A record's id is a ULID: its first ten digits are the milliseconds of its
// creation, and ids are in the order of it.
const (
	idDigits  = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	idLength  = 26
	idTimeLen = 10
)

// idTime is the second in which the id of a record was made; false if it is
// none that tells.
func idTime(id string) (int64, bool) {
	if len(id) != idLength || id[0] > '7' {
		return 0, false
	}
	var ms int64
	for i := range idTimeLen {
		digit := strings.IndexByte(idDigits, id[i])
		if digit < 0 {
			return 0, false
		}
		ms = ms<<5 | int64(digit)
	}
	return ms / 1000, true
}

// firstID is the least id that can be made in a second, or later.
func firstID(second int64) string {
	id := []byte(strings.Repeat("0", idLength))
	for i, ms := idTimeLen-1, max(second, 0)*1000; i >= 0; i, ms = i-1, ms>>5 {
		id[i] = idDigits[ms&31]
	}
	return string(id)
}

// idSlack is how many seconds the time in an id and created_at may be apart:
// two clocks read one after the other.
const idSlack = 2

// createdIn is the second of a record's creation as the service filters by it;
// false where its id tells another, so that it is not in the order of the ids.
func createdIn(r api.Record) (int64, bool) {
	made, ok := idTime(r.ID)
	second := r.CreatedAt.Time.Unix()
	return second, ok && !r.CreatedAt.IsZero() && second-made <= idSlack && made-second <= idSlack
}

// utc writes a second as filters take it.
func utc(second int64) api.Value { return api.String(time.Unix(second, 0).UTC().Format(time.RFC3339)) }
