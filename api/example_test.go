package api_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	"zco/api"
	"zco/api/sandbox"
	"zco/api/transfer"
)

// newClient signs in to a sandbox of its own; an account takes
// "https://acme.zendesk.com" and no transport.
func newClient() *api.Client {
	server := sandbox.New(sandbox.Options{Records: 300, JobDelay: time.Nanosecond})
	c, err := api.New("https://sandbox.zendesk.com", api.WithTransport(server.Transport()),
		api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
	if err != nil {
		log.Fatal(err)
	}
	return c
}

// A page of the records of an object, and how many there are.
func ExampleClient_ListRecords() {
	ctx, c := context.Background(), newClient()
	page, _, err := c.ListRecords(ctx, "vendor", api.RecordFilter{}, api.ListOptions{Size: 2})
	if err != nil {
		log.Fatal(err)
	}
	count, _, err := c.CountRecords(ctx, "vendor")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(page.Items), "of", count.Value)
	// Output: 2 of 20
}

// All records of an object, one page after the other as they are wanted.
func ExampleClient_AllRecords() {
	ctx, c := context.Background(), newClient()
	n := 0
	for record, err := range c.AllRecords(ctx, "asset", api.RecordFilter{}, "") {
		if err != nil {
			log.Fatal(err)
		}
		if record.Fields["condition"].Text() == "cond_broken" {
			n++
		}
	}
	fmt.Println(n > 0)
	// Output: true
}

// One field of one record: only what is set is sent.
func ExampleClient_UpdateRecord() {
	ctx, c := context.Background(), newClient()
	page, _, err := c.ListRecords(ctx, "asset", api.RecordFilter{}, api.ListOptions{Size: 1})
	if err != nil {
		log.Fatal(err)
	}
	patch := api.RecordPatch{Fields: map[string]api.Value{"condition": api.String("cond_good")}}
	record, _, err := c.UpdateRecord(ctx, "asset", page.Items[0].ID, patch)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(record.Fields["condition"])
	// Output: "cond_good"
}

// What is wrong with each field stands in the error.
func ExampleError() {
	ctx, c := context.Background(), newClient()
	_, _, err := c.CreateRecord(ctx, "store", api.RecordPatch{Name: api.String("Depot North")})
	var refused *api.Error
	if errors.As(err, &refused) {
		fmt.Println(refused.Status, refused.Code)
		for _, f := range refused.Details {
			fmt.Println(f.Key, f.Message)
		}
	}
	_, _, err = c.ShowRecord(ctx, "store", "00000000000000000000000000")
	fmt.Println(api.IsNotFound(err))
	// Output:
	// 422 RecordInvalid
	// city City: cannot be blank
	// true
}

// A hundred records in one job, which package transfer waits for, pauses, tries
// again and undoes.
func Example_job() {
	ctx, c := context.Background(), newClient()
	items := make([]transfer.Item, 100)
	for i := range items {
		items[i] = transfer.Item{Action: api.ActionCreate, Row: i + 1,
			Patch: api.RecordPatch{Name: api.String(fmt.Sprintf("Vendor %d", i))}}
	}
	plan := transfer.Plan{Object: "vendor", Total: len(items), Items: func(yield func(transfer.Item, error) bool) {
		for _, item := range items {
			if !yield(item, nil) {
				return
			}
		}
	}}
	run, err := transfer.Start(ctx, c, plan, transfer.Options{})
	if err != nil {
		log.Fatal(err)
	}
	progress, err := run.Wait()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(progress.Done, "done,", progress.Failed, "failed")
	// Output: 100 done, 0 failed
}

// The sandbox in a test of your own client: an http.Handler, with faults on
// order.
func Example_sandbox() {
	server := sandbox.New(sandbox.Options{Records: 300})
	base, stop, err := server.Listen("127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	defer func() { _ = stop() }()
	if err := server.Inject(sandbox.Fault{Kind: sandbox.FaultStatus, Path: "/records", Status: 429, RetryAfter: 1}); err != nil {
		log.Fatal(err)
	}
	c, err := api.New(base, api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
	if err != nil {
		log.Fatal(err)
	}
	page, _, err := c.ListRecords(context.Background(), "vendor", api.RecordFilter{}, api.ListOptions{Size: 1})
	fmt.Println(len(page.Items), err) // it waited a second and asked again
	// Output: 1 <nil>
}
