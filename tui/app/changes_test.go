package app_test

import (
	"context"
	"testing"
	"time"

	"zco/api"
)

// What changed since one looked: created, changed and deleted, by whom, the
// latest first; the next look begins where this one ended. The last minute is
// not told yet.
func TestWhatChangedSinceTheLastLook(t *testing.T) {
	run(t, with{w: 120, h: 40}, func(t *testing.T, p *program) {
		p.Press("W").Expect("Changes in Assets since", "Nothing changed").Press("esc")
		other := p.client()
		ctx := context.Background()
		good := api.RecordPatch{Fields: map[string]api.Value{"condition": api.String("cond_good")}}
		if _, _, err := other.UpdateRecord(ctx, "asset", "01GGTT6E00R28WJ0KVYRQ78KKP", good); err != nil {
			t.Fatal(err)
		}
		if _, err := other.DeleteRecord(ctx, "asset", "01GGV67CR0CHFP94MB8BMMW8W9"); err != nil {
			t.Fatal(err)
		}
		if _, _, err := other.CreateRecord(ctx, "asset", api.RecordPatch{Name: api.String("Probe"), Fields: map[string]api.Value{"serial_number": api.String("SN-88888888")}}); err != nil {
			t.Fatal(err)
		}
		p.Press("W").Expect("Nothing changed").Press("esc") // within the last minute
		p.Wait(5 * time.Minute)
		p.Press("W").Expect("LG 27UQ850", "changed by", "01GGV67CR0CHFP94MB8BMMW8W9", "deleted by", "Probe", "created by", "3 records, the latest change of each")
		p.Expect("deleted: Zendesk does not tell")
		p.server.ResetJournal()
		p.Press("down").Wait(time.Second).Expect("changed Condition from", "to Good")
		p.expectRequests("GET /api/v2/custom_objects/asset/records/01GGTT6E00R28WJ0KVYRQ78KKP/events?page[size]=100")
		p.Press("down").Wait(time.Second).Expect("created it").Press("up").Wait(time.Second).Expect("changed Condition from")
		p.Type("probe").Press("enter").Expect("Asset Probe", "SN-88888888")
		p.Press("esc").Wait(5 * time.Minute)
		p.Press("W").Expect("Nothing changed")
		p.Press("ctrl+t").Type("soon").ExpectNot("Since ").Press("enter").Expect("Soon is no time")
		p.Press("ctrl+t").Type("saturday").Press("enter").Expect("Changes in Assets since 1999-12-25 00:00", "Probe", "3 records")
		p.Wait(time.Second).Expect("deleted: Zendesk does not tell")
	})
}
