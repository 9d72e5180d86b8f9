package records

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestBeginningsOfWords(t *testing.T) {
	for _, tt := range []struct {
		text, word string
		want       []int
	}{
		{"Nokia XR21", "nok", []int{0, 1, 2}},
		{"Nokia XR21", "xr", []int{6, 7}},
		{"Framework", "work", nil},
		{"SN-00000007", "0000", []int{3, 4, 5, 6}},
		{"Čadca", "ča", []int{0, 1, 2}},
		{"ÉCLAIR éclair", "écl", []int{0, 1, 2, 3, 8, 9, 10, 11}},
		{"Zürich", "zür", []int{0, 1, 2, 3}},
		{"", "a", nil},
		{"ab", "abc", nil},
	} {
		if diff := cmp.Diff(tt.want, beginnings(tt.text, tt.word)); diff != "" {
			t.Errorf("%q in %q (-want +got):\n%s", tt.word, tt.text, diff)
		}
	}
}
