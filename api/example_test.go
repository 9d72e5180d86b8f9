package api_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"

	"zco/api"
)

// Walk over all records of an object, whatever the number of pages.
func ExampleClient_AllRecords() {
	service := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, `{"custom_object_records":[{"id":"01G","name":"My Tesla"}],"meta":{"has_more":false}}`)
	}))
	defer service.Close()
	client, err := api.New(service.URL, api.WithCredentials(api.BearerCredentials("...")))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer client.Close()

	for record, err := range client.AllRecords(context.Background(), "car", api.RecordFilter{}, "-updated_at") {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(record.Name.Text())
	}
	// Output: My Tesla
}

// Build a filter, and say to a person what is wrong with it before sending.
func ExampleFilter_Validate() {
	schema := api.Schema([]api.Field{{Key: "color", Type: api.TypeDropdown}, {Key: "year", Type: api.TypeInteger}})
	f := api.And(
		api.Where(api.CustomField("year"), api.AtLeast, api.Int(2020)),
		api.Where(api.CustomField("color"), api.Greater, api.String("red")),
	)
	fmt.Println(f.Validate(schema))
	// Output: custom_object_fields.color: $gt does not fit a dropdown field; use $eq, $noteq, $contains, $notcontains, $exists
}
