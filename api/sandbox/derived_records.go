package sandbox

import (
	"fmt"
	"math/bits"
	"strconv"
	"strings"
)

// base is the derived part of an object: size records that exist as ordinals
// 0 to size-1 and as arithmetic, not as memory. What a client changes lies
// over it, see object.
type base struct {
	size     uint64
	salt     uint64
	startMS  int64 // when ordinal 0 was created
	stepMS   int64 // between two creations, at least 1
	names    nameColumn
	external string            // prefix of external ids, "" for none
	columns  map[string]column // by field key

	early   uint64 // ordinals below it were updated in shuffled order, see updatedMS
	mul     uint64 // of the shuffle, coprime with early
	inverse uint64
}

// span is how long the demo has been going on.
const spanMS = int64(4*365*24) * 3600 * 1000

// newBase lays size records of an object over the time before epoch.
func newBase(key string, size int, names nameColumn, external string) *base {
	salt := uint64(1469598103934665603)
	for i := range len(key) {
		salt = (salt ^ uint64(key[i])) * 1099511628211
	}
	b := &base{size: uint64(size), salt: salt, names: names, external: external, columns: map[string]column{}}
	b.stepMS = max(1, spanMS/int64(max(size, 1)))
	b.startMS = epoch.UnixMilli() - b.stepMS*int64(size)
	b.early = b.size * 9 / 10
	b.mul, b.inverse = shuffle(b.early)
	return b
}

// shuffle returns a multiplier near the golden section of n that has an
// inverse modulo n, and that inverse.
func shuffle(n uint64) (mul, inverse uint64) {
	if n < 2 {
		return 1, 1
	}
	mul = n * 618 / 1000
	for mul = max(mul, 1); gcd(mul, n) != 1; mul++ {
	}
	return mul, inverseOf(mul, n)
}

func gcd(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// inverseOf is x with a*x = 1 modulo n; a and n have no common divisor.
func inverseOf(a, n uint64) uint64 {
	t, newT, r, newR := int64(0), int64(1), int64(n), int64(a%n)
	for newR != 0 {
		q := r / newR
		t, newT = newT, t-q*newT
		r, newR = newR, r-q*newR
	}
	if t < 0 {
		t += int64(n)
	}
	return uint64(t) % n
}

// mulMod is a*b modulo n without overflow.
func mulMod(a, b, n uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	_, rem := bits.Div64(hi%n, lo, n)
	return rem
}

// createdMS is when an ordinal was created; its ULID carries the same time.
func (b *base) createdMS(n uint64) int64 { return b.startMS + int64(n)*b.stepMS }

// id is the ULID of an ordinal. Ids sort as ordinals do.
func (b *base) id(n uint64) string { return ulid(b.createdMS(n), hash(n^b.salt)) }

// ordinal finds the ordinal of an id; false if the id is not derived here.
func (b *base) ordinal(id string) (uint64, bool) {
	ms, isULID := ulidTime(id)
	if !isULID || ms < b.startMS || (ms-b.startMS)%b.stepMS != 0 {
		return 0, false
	}
	n := uint64((ms - b.startMS) / b.stepMS)
	return n, n < b.size && b.id(n) == id
}

// updatedRank is the place of an ordinal in the order of last updates. The
// first nine tenths are shuffled over the time in which the last tenth was
// created; the last tenth was updated after that, in turn.
func (b *base) updatedRank(n uint64) uint64 {
	if n >= b.early {
		return n
	}
	return mulMod(n, b.mul, b.early)
}

// byUpdated is the ordinal at a place in the order of last updates.
func (b *base) byUpdated(rank uint64) uint64 {
	if rank >= b.early {
		return rank
	}
	return mulMod(rank, b.inverse, b.early)
}

// updatedMS is when an ordinal was last updated. No two share a millisecond.
func (b *base) updatedMS(n uint64) int64 {
	late := epoch.UnixMilli()
	if n >= b.early {
		return late + int64(n-b.early+1)*max(1, b.stepMS/1000)
	}
	from := b.createdMS(b.early)
	return from + int64(b.updatedRank(n)*uint64(late-from)/b.early)
}

// externalID is the external id of an ordinal, "" for the one in sixteen that
// has none.
func (b *base) externalID(n uint64) string {
	if b.external == "" || hash(n^b.salt^0xe7)%16 == 0 {
		return ""
	}
	return fmt.Sprintf("%s-%08d", b.external, n+1)
}

// byExternalID finds the ordinal of an external id.
func (b *base) byExternalID(id string) (uint64, bool) {
	digits, found := strings.CutPrefix(id, b.external+"-")
	if !found {
		return 0, false
	}
	n, err := strconv.ParseUint(digits, 10, 64)
	if err != nil || n == 0 || n > b.size || b.externalID(n-1) != id {
		return 0, false
	}
	return n - 1, true
}

// createdBy and updatedBy are ids of agents of the desk.
func (b *base) createdBy(n uint64) int64 {
	return firstUserID + int64(hash(n^b.salt^1)%uint64(len(deskAgents)))
}

func (b *base) updatedBy(n uint64) int64 {
	return firstUserID + int64(hash(n^b.salt^2)%uint64(len(deskAgents)))
}
