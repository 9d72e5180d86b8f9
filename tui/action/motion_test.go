package action

import "testing"

func TestSteps(t *testing.T) {
	for id, want := range map[ID]int{
		Down: 1, Up: -1, PageDown: 10, PageUp: -10, HalfDown: 5, HalfUp: -5, First: -100, Last: 100,
	} {
		if by, moves := Steps(id, 10, 100); !moves || by != want {
			t.Errorf("%s moves by %d, %v; want %d", id, by, moves, want)
		}
	}
	for _, id := range []ID{PageDown, HalfDown} {
		if by, _ := Steps(id, 0, 100); by != 1 {
			t.Errorf("%s moves by %d where nothing is shown", id, by)
		}
	}
	if _, moves := Steps(Accept, 10, 100); moves {
		t.Error("agreeing moves")
	}
}
