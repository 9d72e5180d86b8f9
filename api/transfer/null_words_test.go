package transfer

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// New records that would hold NULL and its like as a text are told of, with the
// column and the rows; what people write is not.
func TestWordsForNothingInNewRowsAreTold(t *testing.T) {
	d := newFakeDesk()
	id := d.add("there", "", map[string]any{"note": "NULL"})
	file := "id,name,note,plate\n" + id + ",there,NULL,\n,Null,NULL,N/A\n,b,null,none\n,c,#N/A,NAS\n,d,\\N,\n,e,NaN,\n,f,<NA>,\n,g,Nullable,\n"
	want := []string{
		`column "note": 6 new records would get a placeholder as text, such as "NULL" (rows 2, 3, 4, 5, 6 and 1 more): leave those cells empty to set nothing`,
		`column "plate": 1 new record would get a placeholder as text, such as "N/A" (row 2): leave those cells empty to set nothing`,
	}
	dry, err := importOf(file).DryRun(t.Context(), d.client(t))
	if err != nil || dry.Create != 7 || dry.Same != 1 {
		t.Fatalf("%v, %+v", err, dry)
	}
	if diff := cmp.Diff(want, dry.Notes); diff != "" {
		t.Error(diff)
	}
	m := importOf(file)
	var said []string
	m.OnNote = func(note string) { said = append(said, note) }
	for _, err := range m.Plan(t.Context(), d.client(t)).Items {
		if err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(want, said); diff != "" {
		t.Error(diff)
	}
	dry, err = importOf(`[{"name":"x","note":"NULL"}]`).DryRun(t.Context(), d.client(t))
	if err != nil || dry.Create != 1 || strings.Contains(strings.Join(dry.Notes, ""), "placeholder") {
		t.Errorf("JSON, which has a null of its own: %v, %q", err, dry.Notes)
	}
}
