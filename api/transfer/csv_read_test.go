package transfer

import (
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
)

// A row that is in the buffer as a whole is read at once, and is what it would
// be byte by byte.
func TestARowReadAtOnceIsThatReadByteByByte(t *testing.T) {
	filler := strings.Repeat("a,b\n", 1<<14) // more than is looked at beforehand
	read := func(r io.Reader, tsv bool) (rows []csvRow, failed string) {
		c, err := newCSVReader(r, ',')
		if err != nil {
			t.Fatal(err)
		}
		c.tsv = tsv
		for {
			row, err := c.row()
			if err != nil {
				if !errors.Is(err, io.EOF) {
					failed = err.Error()
				}
				return rows, failed
			}
			rows = append(rows, row)
		}
	}
	for _, text := range []string{
		"1,2,3\n", "1,2,3\r\n4,5,6\r\n", "1,,3\n,,\n", "\n\n1,2\n", "\r\n1\r\n", "lone\rcr,2\r\n", "two\r\r\n", "no end", "1,2,", "é,日本\n",
		"\"q\",2\n3,4\n", "\"a\nb\",2\n3,4\n", "in\"side,2\n3,4\n", "1, \"x\" ,3\n4,5,6\n", "\"open,2\n3,4\n", "\"a\"b,2\n", "\"a\"\"b\",\"\"\"\",\"\"\n", "\"a\"\r\n\"b\r\nc\",\"\"\r\nd,e\n", "a\r,\"b\"\rc\n", "\"a\",\"b\"", "\"a\" ,2\n", "\"a\"\r", "x,\"a\"\"", "\"a\"\n\n\"b\"\n", `a\tb,2` + "\n",
	} {
		for _, tsv := range []bool{false, true} {
			got, failed := read(strings.NewReader(filler+text), tsv)
			want, wantFailed := read(iotest.OneByteReader(strings.NewReader(filler+text)), tsv)
			if !reflect.DeepEqual(got, want) || failed != wantFailed {
				t.Errorf("%q (tsv %t):\ngot  %v %s\nwant %v %s", text, tsv, got[len(got)-3:], failed, want[len(want)-3:], wantFailed)
			}
		}
	}
}
