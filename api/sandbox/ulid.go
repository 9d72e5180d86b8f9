package sandbox

import "strings"

// crockford is the alphabet of ULIDs.
const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// ulid writes 48 bits of milliseconds and 80 bits of noise, of which the low
// 64 come from noise and the high 16 from noise again.
func ulid(ms int64, noise uint64) string {
	var b [26]byte
	put := func(from, to int, n uint64) {
		for i := to; i >= from; i-- {
			b[i] = crockford[n&31]
			n >>= 5
		}
	}
	put(0, 9, uint64(ms))
	put(10, 17, noise>>24) // 40 bits each
	put(18, 25, hash(noise))
	return string(b[:])
}

// ulidTime reads the milliseconds of a ULID; false if it is none.
func ulidTime(id string) (int64, bool) {
	if len(id) != 26 || id[0] > '7' {
		return 0, false
	}
	var t int64
	for i := range 10 {
		v := strings.IndexByte(crockford, id[i])
		if v < 0 {
			return 0, false
		}
		t = t<<5 | int64(v)
	}
	return t, true
}
