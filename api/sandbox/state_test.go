package sandbox

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestStateIsSavedAndOpened(t *testing.T) {
	file := filepath.Join(t.TempDir(), "state.json")
	s, err := Open(Options{Records: 100, RateLimit: -1, SaveFile: file})
	if err != nil {
		t.Fatal(err)
	}
	id := s.objects["asset"].base.id
	ask(t, s, "", "PATCH "+assets+"/"+id(1), `{"custom_object_record":{"name":"Renamed","custom_object_fields":{"features":["feat_dock"],"price":12.50}}}`)
	ask(t, s, "", "DELETE "+assets+"/"+id(2), "")
	made := ask(t, s, "", "POST "+assets, `{"custom_object_record":{"name":"Made","external_id":"M","custom_object_fields":{"serial_number":"AB-00000001"}}}`).get(t, "custom_object_record.id")
	ask(t, s, "", "POST /api/v2/custom_objects/shipment/records", `{"custom_object_record":{"custom_object_fields":{"carrier":"carrier_van"}}}`)
	ask(t, s, "", "DELETE /api/v2/custom_objects/subscription", "")
	ask(t, s, "", "DELETE /api/v2/custom_objects/asset/fields/weight_kg", "")
	job := ask(t, s, "", "POST "+jobs, `{"job":{"action":"delete","items":["`+id(3)+`"]}}`).get(t, "job_status.id")
	if a := ask(t, s, "", "POST /_sandbox/save", ""); a.status != 204 {
		t.Fatal(a.body)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info, err)
	}
	if left, err := os.ReadDir(filepath.Dir(file)); err != nil || len(left) != 1 {
		t.Errorf("beside it lie %v, %v", left, err)
	}
	o, err := Open(Options{Records: 7, RateLimit: -1, SaveFile: file})
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"GET " + assets + "?sort=-updated_at", "GET " + assets + "/" + id(1), "GET " + assets + "/" + id(2), "GET " + assets + "/" + made, "GET " + assets + "/" + id(3),
		"GET " + assets + "?filter[external_ids]=M", "GET " + assets + "/" + made + "/events", "GET /api/v2/custom_objects", "GET /api/v2/custom_objects/asset/fields?include_standard_fields=true",
		"GET /api/v2/job_statuses/" + job, "GET " + assets + "/search?query=renamed", "GET /api/v2/custom_objects/limits/record_limit", "GET /api/v2/custom_objects/subscription", "GET /api/v2/users/me",
	} {
		a, b := ask(t, s, "", line, ""), ask(t, o, "", line, "")
		if a.status != b.status || a.body != b.body {
			t.Errorf("%s: %d became %d\n%.300s\n%.300s", line, a.status, b.status, a.body, b.body)
		}
	}
	next := `{"custom_object_record":{"custom_object_fields":{"carrier":"carrier_van"}}}`
	if name := ask(t, o, "", "POST /api/v2/custom_objects/shipment/records", next).get(t, "custom_object_record.name"); name != "SHP-00000052" {
		t.Errorf("the next number is %s", name)
	}
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	file := filepath.Join(t.TempDir(), "state.json")
	for text, want := range map[string]string{"{": "unexpected end", `{"version":99}`: "version 99"} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(Options{SaveFile: file}); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "delete the file") {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestParallelClients(t *testing.T) {
	s := New(Options{Records: 300, RateLimit: -1})
	var wg sync.WaitGroup
	for c := range 8 {
		wg.Go(func() {
			for i := range 25 {
				id := s.objects["asset"].base.id(uint64(c*25 + i))
				ask(t, s, "", "PATCH "+assets+"/"+id, `{"custom_object_record":{"name":"changed"}}`)
				ask(t, s, "", "POST "+assets, `{"custom_object_record":{"name":"made","custom_object_fields":{"serial_number":"AB-00000001"}}}`)
				ask(t, s, "", "GET "+assets+"?sort=-updated_at&page[size]=5", "")
				ask(t, s, "", "GET "+assets+"/search?query=changed&sort=name&page[size]=5", "")
				ask(t, s, "", "GET /api/v2/custom_objects/store/records?page[size]=3", "")
				ask(t, s, "", "GET "+assets+"/count", "")
			}
		})
	}
	wg.Wait()
	if n := s.objects["asset"].count(); n != 500 {
		t.Errorf("%d records, want 500", n)
	}
	names, _ := searchNames(t, s, "GET "+assets+"/search?query=changed", "")
	if len(names) != 200 {
		t.Errorf("%d were changed, want 200", len(names))
	}
}
