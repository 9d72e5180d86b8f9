package change

import (
	"bytes"
	"context"
	"io"
	"net/http"

	"zco/api"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
)

// Preview returns the request that would send a change if nobody else changed
// the row meanwhile: the first one, for a family that reads the row before it
// sends it whole. It sends nothing: the same code that sends runs against a
// client whose requests go nowhere.
func Preview(base string, c Change) (collection.Step, error) {
	catch := &catcher{}
	client, err := api.New(base, api.WithTransport(catch))
	if err != nil {
		return collection.Step{}, err
	}
	ctx := context.Background()
	switch c.Action {
	case journal.Create:
		_, _ = c.Collection.Create(ctx, client, c.values())
	case journal.Delete:
		_ = c.Collection.Delete(ctx, client, c.Ref.ID)
	case journal.Upsert:
		_, _, _ = c.Collection.Upsert(ctx, client, c.By, c.Value, c.sending())
	default:
		_, _ = c.Collection.Update(ctx, client, c.Ref.ID, c.patch())
	}
	return catch.step, nil
}

// sending is what an upsert sends: what differs from the row that is there, or
// all of it.
func (c Change) sending() collection.Patch {
	if c.Item.ID != "" {
		return c.patch()
	}
	return c.values()
}

// catcher keeps the first request and answers that it is refused, so that it
// is not repeated.
type catcher struct{ step collection.Step }

func (t *catcher) RoundTrip(r *http.Request) (*http.Response, error) {
	if t.step.Method == "" {
		t.step = collection.Step{Method: r.Method, Path: r.URL.RequestURI()}
		if r.Body != nil {
			data, err := io.ReadAll(r.Body)
			if err == nil {
				t.step.Body = collection.Value(bytes.TrimSpace(data))
			}
			_ = r.Body.Close()
		}
	}
	return &http.Response{
		StatusCode: http.StatusBadRequest, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(nil)), Request: r,
	}, nil
}
