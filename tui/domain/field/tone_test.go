package field

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"zco/api"
)

// Options of a field have hues of their own as long as there are enough, and
// keep them whatever order the options are in.
func TestHuesTellOptionsApart(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		tags := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-z_]{1,9}`), 1, 6, rapid.ID).Draw(rt, "tags")
		f := Field{Type: Dropdown}
		for _, tag := range tags {
			f.Options = append(f.Options, Option{Value: tag})
		}
		turned := f
		turned.Options = slices.Clone(f.Options)
		slices.Reverse(turned.Options)
		seen := map[int]string{}
		for _, tag := range tags {
			tone := f.Tone(api.String(tag), time.Time{}, 6)
			if tone.Kind != Choice || tone.Hue < 0 || tone.Hue > 5 {
				rt.Fatalf("%s is %+v", tag, tone)
			}
			if other, clash := seen[tone.Hue]; clash {
				rt.Fatalf("%s and %s have hue %d", tag, other, tone.Hue)
			}
			if again := turned.Tone(api.String(tag), time.Time{}, 6); again != tone {
				rt.Fatalf("in another order %s is %+v, not %+v", tag, again, tone)
			}
			seen[tone.Hue] = tag
		}
	})
}

func TestTones(t *testing.T) {
	now := time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		f    Field
		v    Value
		want Tone
	}{
		{Field{Type: Checkbox}, api.Bool(true), Tone{Kind: Ticked}},
		{Field{Type: Checkbox}, api.Bool(false), Tone{Kind: Unticked}},
		{Field{Type: Checkbox}, api.Null, Tone{}},
		{Field{Type: StatusCategory}, api.String("hold"), Tone{Kind: Category, Name: "hold"}},
		{Field{Type: Text, Key: "ends_on"}, api.String("2020-01-01"), Tone{}},
		{Field{Type: Date, Key: "custom_object_fields.ends_on"}, api.String("2026-11-27"), Tone{Kind: Overdue}},
		{Field{Type: Date, Key: "custom_object_fields.ends_on"}, api.String("2026-11-28"), Tone{}},
		{Field{Type: Date, Key: "custom_object_fields.purchased_on"}, api.String("2020-01-01"), Tone{}},
		{Field{Type: Date, Key: "custom_object_fields.weekend"}, api.String("2020-01-01"), Tone{}},
		{Field{Type: Date, Key: "custom_object_fields.due"}, api.String("some day"), Tone{}},
		{Field{}, api.String("x"), Tone{}},
	} {
		if got := c.f.Tone(c.v, now, 6); got != c.want {
			t.Errorf("%s %s: %+v, want %+v", c.f.Key, fmt.Sprint(c.v), got, c.want)
		}
	}
}
