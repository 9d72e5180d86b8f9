package records

import (
	"testing"
	"time"
)

// The speed is of keys that follow each other: one that comes after a pause is
// the first.
func TestSpeed(t *testing.T) {
	var s speed
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for range 20 {
		now = now.Add(100 * time.Millisecond)
		s.moved(2, now)
	}
	if v := s.now(now.Add(50 * time.Millisecond)); v < 19 || v > 21 {
		t.Errorf("two rows each tenth of a second are %.1f rows a second, want 20", v)
	}
	if v := s.now(now.Add(time.Second)); v != 0 {
		t.Errorf("a second later it is %.1f", v)
	}
	s.moved(2, now.Add(time.Second))
	if s.rows != 0 {
		t.Errorf("the first key after a pause is %.1f", s.rows)
	}
	for range 20 {
		now = now.Add(100 * time.Millisecond)
		s.moved(-2, now.Add(time.Second))
	}
	if v := s.now(now.Add(time.Second)); v > -19 {
		t.Errorf("upwards it is %.1f", v)
	}
}

// Keys half a second apart still follow each other, and two at once count as
// one.
func TestTheBoundsOfSpeed(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	var s speed
	s.moved(1, now)
	s.moved(1, now.Add(time.Second/2))
	if v := s.now(now.Add(time.Second)); v <= 0 {
		t.Errorf("half a second apart they are %.1f rows a second", v)
	}
	s.moved(1, now.Add(time.Second/2))
	if v := s.now(now.Add(time.Second / 2)); v != 0 {
		t.Errorf("at once they are %.1f rows a second", v)
	}
}
