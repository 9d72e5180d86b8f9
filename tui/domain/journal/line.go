package journal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"strconv"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// encode writes a batch of operations as one line: eight hexadecimal digits of
// checksum, a space, a JSON array and a newline.
func encode(ops []op) ([]byte, error) {
	raw := make([]json.RawMessage, len(ops))
	for i, o := range ops {
		raw[i] = o.raw
		if o.raw == nil {
			data, err := json.Marshal(o)
			if err != nil {
				return nil, fmt.Errorf("journal: cannot write a %s: %w", o.Kind, err)
			}
			raw[i] = data
		}
	}
	body, err := json.Marshal(raw)
	if err != nil {
		return nil, err
	}
	return fmt.Appendf(nil, "%08x %s\n", crc32.Checksum(body, castagnoli), body), nil
}

// decode reads one line without its newline, and returns false if it is not
// whole.
func decode(line []byte) ([]op, bool) {
	sum, body, ok := bytes.Cut(line, []byte{' '})
	if want, err := strconv.ParseUint(string(sum), 16, 32); !ok || len(sum) != 8 || err != nil ||
		uint32(want) != crc32.Checksum(body, castagnoli) {
		return nil, false
	}
	var raw []json.RawMessage
	if json.Unmarshal(body, &raw) != nil {
		return nil, false
	}
	ops := make([]op, len(raw))
	for i, r := range raw {
		if json.Unmarshal(r, &ops[i]) != nil || !ops[i].known() {
			ops[i] = op{raw: r}
		}
	}
	return ops, true
}

// known reports whether an operation is one of ours and has all it needs.
func (o *op) known() bool {
	switch o.Kind {
	case opPut:
		return o.Key != nil && o.Edit != nil && o.About != nil
	case opClear, opDrop:
		return o.Key != nil
	case opSent:
		return o.Entry != nil
	case opResult:
		return o.Outcome != nil
	case opTook:
		return o.ID != ""
	}
	return false
}

// load reads a file. Lines that are damaged are passed over; each of the
// others stands for itself. Whole tells that the file ends with a newline.
func load(data []byte) (s *state, whole bool) {
	s = newState()
	whole = len(data) == 0 || data[len(data)-1] == '\n'
	for line := range bytes.SplitSeq(data, []byte{'\n'}) {
		ops, _ := decode(line)
		for _, o := range ops {
			s.apply(o)
		}
	}
	return s, whole
}
