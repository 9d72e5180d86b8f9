package sandbox

// crockford is the alphabet of ULIDs.
const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// ulid writes 48 bits of milliseconds and 80 bits of noise, of which the low
// 64 come from noise and the high 16 from noise again.
func ulid(ms int64, noise uint64) string {
	var b [26]byte
	t := uint64(ms)
	for i := 9; i >= 0; i-- {
		b[i] = crockford[t&31]
		t >>= 5
	}
	hi, lo := noise>>24, hash(noise) // 40 bits each
	for i := 17; i >= 10; i-- {
		b[i] = crockford[hi&31]
		hi >>= 5
	}
	for i := 25; i >= 18; i-- {
		b[i] = crockford[lo&31]
		lo >>= 5
	}
	return string(b[:])
}

// ulidTime reads the milliseconds of a ULID; false if it is none.
func ulidTime(id string) (int64, bool) {
	if len(id) != 26 || id[0] > '7' {
		return 0, false
	}
	var t int64
	for i := range 10 {
		v := crockfordValue(id[i])
		if v < 0 {
			return 0, false
		}
		t = t<<5 | int64(v)
	}
	return t, true
}

func crockfordValue(c byte) int {
	for i := range len(crockford) {
		if crockford[i] == c {
			return i
		}
	}
	return -1
}
