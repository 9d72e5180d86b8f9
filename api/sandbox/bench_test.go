package sandbox

import (
	"fmt"
	"net/http"
	"runtime"
	"testing"
)

// benchmark asks the same question again and again, without the HTTP around.
func benchmark(b *testing.B, s *Server, line func(i int) string) {
	b.Helper()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		r, err := http.NewRequest("GET", "http://sandbox.example"+line(i), nil)
		if err != nil {
			b.Fatal(err)
		}
		r.SetBasicAuth(s.opts.Email+"/token", s.opts.Token)
		resp, err := s.Transport().RoundTrip(r)
		if err != nil || resp.StatusCode != 200 {
			b.Fatal(resp, err)
		}
	}
}

func BenchmarkStart(b *testing.B) {
	for _, n := range []int{10_000, maxRecords} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				New(Options{Records: n})
			}
		})
	}
}

func BenchmarkShow(b *testing.B) {
	s := New(Options{Records: maxRecords, RateLimit: -1})
	o := s.objects["asset"]
	benchmark(b, s, func(i int) string { return assets + "/" + o.base.id(hash(uint64(i))%o.base.size) })
}

// BenchmarkPage reads pages of 100 anywhere in fifty million records.
func BenchmarkPage(b *testing.B) {
	s := New(Options{Records: maxRecords, RateLimit: -1})
	o := s.objects["asset"]
	for _, by := range []string{"id", "updated_at"} {
		b.Run(by, func(b *testing.B) {
			benchmark(b, s, func(i int) string {
				k := o.key(row{n: hash(uint64(i)) % o.base.size}, by)
				return assets + "?page[size]=100&sort=" + by + "&page[after]=" + k.cursor(order{by: by}).encode()
			})
		})
	}
}

func BenchmarkSearch(b *testing.B) {
	for _, n := range []int{10_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s := New(Options{Records: n, RateLimit: -1})
			benchmark(b, s, func(i int) string { return fmt.Sprintf("%s/search?query=thinkpad+%06d", assets, i) })
		})
	}
}

// TestFiftyMillionRecordsAreSmall holds memory to what the issue of the size
// allows; the benchmarks tell the times.
func TestFiftyMillionRecordsAreSmall(t *testing.T) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	s := New(Options{Records: maxRecords, RateLimit: -1})
	for i := range 200 {
		id := s.objects["asset"].base.id(uint64(i) * 200_000)
		if a := ask(t, s, "", "PATCH "+assets+"/"+id, `{"custom_object_record":{"name":"x"}}`); a.status != 200 {
			t.Fatal(a.body)
		}
		pageOf(t, s, fmt.Sprintf("GET %s?sort=-updated_at&page[size]=100", assets))
	}
	searchNames(t, s, "GET "+assets+"/search?query=macbook&page[size]=100", "")
	s.ResetJournal()
	runtime.GC()
	runtime.ReadMemStats(&after)
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 24<<20 {
		t.Errorf("the heap grew by %d MiB", grown>>20)
	}
	runtime.KeepAlive(s)
}
