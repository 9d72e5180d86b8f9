package collection

import (
	"testing"

	"zco/api"
)

func TestTitlesPropose(t *testing.T) {
	for title, want := range map[string][2]string{
		"Service contract":  {"service_contract", "Service contracts"},
		"Company":           {"company", "Companies"},
		"Key":               {"key", "Keys"},
		"Box":               {"box", "Boxes"},
		"Größe (M/L) – neu": {"grosse_m_l_neu", "Größe (M/L) – neus"},
		"Çağrı 2":           {"cagri_2", "Çağrı 2s"},
		"  Loan  ":          {"loan", "Loans"},
		"契約":                {"", "契約s"},
		"42":                {"", "42s"},
		"{{dc.loan}}":       {"", ""},
		"":                  {"", ""},
	} {
		p := proposeForObject("title", api.String(title))
		if got := [2]string{p["key"].Text(), p["title_pluralized"].Text()}; got != want {
			t.Errorf("%q proposes %q, want %q", title, got, want)
		}
		if got := proposeForField("title", api.String(title))["key"].Text(); got != want[0] {
			t.Errorf("a field %q proposes the key %q, want %q", title, got, want[0])
		}
	}
	if p := proposeForObject("description", api.String("Box")); len(p) > 0 {
		t.Errorf("a description proposes %v", p)
	}
}
