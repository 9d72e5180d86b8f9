package sandbox

import (
	"encoding/json"
	"slices"
	"strings"
)

func (d *demo) storeFields(o *object) {
	d.add(o, field{Key: "city", Type: typeText, Title: "City", Required: true}, beside(o.base.names, func(name string) any {
		for _, kind := range storeKinds {
			if city, found := strings.CutPrefix(name, kind+" "); found {
				return city
			}
		}
		return storeCities[0]
	}))
	d.add(o, field{Key: "address", Type: typeTextarea, Title: "Address"}, table(d, streets).withNulls(8))
	d.add(o, field{Key: "opened_on", Type: typeDate, Title: "Opened on"}, d.dates(-5, 0))
	region := field{Key: "region", Type: typeDropdown, Title: "Region", Options: choices("emea_north=Northern Europe", "emea_south=Southern Europe", "mea=Middle East & Africa", "apac=Asia Pacific", "amer=Americas")}
	d.add(o, region, table(d, optionTags(region.Options)))
	d.add(o, field{Key: "manager", Type: typeLookup, Title: "Manager", Target: "zen:user"}, table(d, ids(firstUserID, len(deskAgents))))
	d.add(o, field{Key: "asset_count", Type: typeInteger, Title: "Assets", Readonly: true, Properties: map[string]any{
		"rollup_child_object": "zen:custom_object:asset", "rollup_aggregation_type": "COUNT",
	}}, nil)
}

func (d *demo) vendorFields(o *object) {
	d.add(o, field{Key: "contact", Type: typeText, Title: "Contact"}, table(d, deskAgents))
	d.add(o, field{Key: "vat_id", Type: typeRegexp, Title: "VAT number", Regexp: new(`\A[A-Z]{2}-?\d{8,10}\z`)}, serialColumn{"EU-", 8})
	d.add(o, field{Key: "rating", Type: typeDecimal, Title: "Rating"}, d.numbers(10, 50, 1))
	d.add(o, field{Key: "preferred", Type: typeCheckbox, Title: "Preferred", Tag: new("preferred_vendor")}, table(d, []bool{true, false, false}))
	d.add(o, field{Key: "credit_line", Type: typeCurrency, Title: "Credit line", Properties: map[string]any{"allowed_currencies": []string{"EUR"}}}, d.numbers(0, 9_999_999, 2))
}

var conditionOptions = choices("cond_new=Brand new", "cond_good=Good", "cond_worn=Worn, works", "cond_broken=Broken ⚠", "cond_lost=Lost or stolen")

var featureOptions = choices("feat_touch=Touch screen", "feat_lte=LTE modem", "feat_dock=Dock", "feat_rugged=Rugged case", "feat_priv=Privacy filter", "feat_kbd_de=Deutsche Tastatur", "feat_kbd_el=Ελληνικό πληκτρολόγιο")

func (d *demo) assetFields(o, store, vendor *object, hostile bool) {
	d.add(o, field{Key: "serial_number", Type: typeRegexp, Title: "Serial number", Description: "Two capital letters, a dash, eight digits", Required: true, Regexp: new(`\A[A-Z]{2}-\d{8}\z`)}, serialColumn{"SN-", 8})
	condition := field{Key: "condition", Type: typeDropdown, Title: "Condition", Options: append([]option{}, conditionOptions...)}
	d.add(o, condition, table(d, optionTags(conditionOptions)))
	d.add(o, field{Key: "customer", Type: typeLookup, Title: "Customer", Target: "zen:organization"}, table(d, ids(firstOrganizationID, len(deskOrganizations))))
	d.add(o, field{Key: "owner", Type: typeLookup, Title: "Owner", Target: "zen:user"}, table(d, ids(firstEndUserID, deskEndUsers)).withNulls(10))
	d.add(o, field{Key: "store", Type: typeLookup, Title: "Store", Target: target(store)}, newLookup(store.base, 1, 7))
	d.add(o, field{Key: "supplier", Type: typeLookup, Title: "Supplier", Target: target(vendor), Filter: map[string]any{
		"all": []any{map[string]any{"field": "custom_object.vendor.custom_fields.preferred", "operator": "is", "value": "true"}}, "any": []any{},
	}}, newLookup(vendor.base, 1, 3))
	d.add(o, field{Key: "last_ticket", Type: typeLookup, Title: "Last ticket", Target: "zen:ticket"}, table(d, ids(firstTicketID, deskTickets)).withNulls(3))
	d.add(o, field{Key: "purchased_on", Type: typeDate, Title: "Purchased on"}, d.dates(-5, 0).withNulls(20))
	d.add(o, field{Key: "price", Type: typeCurrency, Title: "Price", Properties: map[string]any{"allowed_currencies": []string{"EUR"}}}, d.numbers(1_999, 349_900, 2))
	d.add(o, field{Key: "weight_kg", Type: typeDecimal, Title: "Weight (kg)"}, d.numbers(20, 19_999, 3))
	d.add(o, field{Key: "ports", Type: typeInteger, Title: "Ports"}, d.numbers(0, 12, 0))
	d.add(o, field{Key: "insured", Type: typeCheckbox, Title: "Insured", Tag: new("insured_asset")}, table(d, []bool{true, true, false}))
	features := field{Key: "features", Type: typeMultiselect, Title: "Features", Options: append([]option{}, featureOptions...)}
	d.add(o, features, table(d, featureSets()))
	d.add(o, field{Key: "location", Type: typeText, Title: "Location"}, table(d, assetPlaces).withNulls(12))
	d.add(o, field{Key: "notes", Type: typeTextarea, Title: "Notes"}, table(d, notes(hostile)).withNulls(3))
	d.add(o, field{Key: "repair_count", Type: typeInteger, Title: "Repairs", Readonly: true, Properties: rollup("repair", "COUNT", "")}, nil)
	d.add(o, field{Key: "repair_cost", Type: typeDecimal, Title: "Cost of repairs", Readonly: true, Properties: rollup("repair", "SUM", "cost")}, nil)
}

// notes are those of the assets; the hostile ones take the place of plain ones.
func notes(hostile bool) []string {
	out := slices.Clone(assetNotes)
	if hostile {
		copy(out[len(out)-1-len(oddNotes):], oddNotes) // before the long one
	}
	return out
}

func rollup(child, kind, of string) map[string]any {
	p := map[string]any{"rollup_child_object": "zen:custom_object:" + child, "rollup_aggregation_type": kind}
	if of != "" {
		p["rollup_aggregated_field"] = of
	}
	return p
}

// featureSets are some of the ways to combine features, the empty one too.
func featureSets() [][]string {
	all := optionTags(featureOptions)
	out := [][]string{}
	for i := range 40 {
		var set []string
		for j, tag := range all {
			if hash(uint64(i))>>j&3 == 0 {
				set = append(set, tag)
			}
		}
		out = append(out, set)
	}
	return out
}

func (d *demo) shipmentFields(o, asset, store *object) {
	carrier := field{Key: "carrier", Type: typeDropdown, Title: "Carrier", Required: true, Options: choices("carrier_post=National post", "carrier_van=Our own van", "carrier_air=Air freight ✈️", "carrier_sea=Sea freight")}
	d.add(o, carrier, table(d, optionTags(carrier.Options)))
	d.add(o, field{Key: "tracking", Type: typeRegexp, Title: "Tracking number", Regexp: new(`\A[A-Z]{2,3}-\d{6,12}\z`)}, serialColumn{"TRK-", 10})
	d.add(o, field{Key: "asset", Type: typeLookup, Title: "Asset", Target: target(asset)}, newLookup(asset.base, 0, 11))
	d.add(o, field{Key: "from_store", Type: typeLookup, Title: "From", Target: target(store)}, newLookup(store.base, 2, 5))
	d.add(o, field{Key: "route", Type: typeText, Title: "Route"}, table(d, routes))
	d.add(o, field{Key: "shipped_on", Type: typeDate, Title: "Shipped on"}, d.dates(-2, 0))
	d.add(o, field{Key: "weight_kg", Type: typeDecimal, Title: "Weight (kg)"}, d.numbers(100, 40_000, 3))
	d.add(o, field{Key: "insured_value", Type: typeCurrency, Title: "Insured value", Properties: map[string]any{"allowed_currencies": []string{"USD"}}}, d.numbers(0, 500_000, 2))
	// A type that clients cannot know yet.
	d.add(o, field{Key: "position", Type: "geolocation", Title: "Position"}, table(d, []map[string]any{
		{"lat": json.Number("59.9139"), "lon": json.Number("10.7522")}, {"lat": json.Number("37.9838"), "lon": json.Number("23.7275")}, {"lat": json.Number("35.6762"), "lon": json.Number("139.6503")},
	}).withNulls(4))
}

func (d *demo) warrantyFields(o, asset, vendor *object) {
	d.add(o, field{Key: "asset", Type: typeLookup, Title: "Asset", Target: target(asset), Required: true}, newLookup(asset.base, 0, 23))
	d.add(o, field{Key: "vendor", Type: typeLookup, Title: "Vendor", Target: target(vendor)}, newLookup(vendor.base, 2, 1))
	d.add(o, field{Key: "starts_on", Type: typeDate, Title: "Starts on"}, d.dates(-4, 0))
	d.add(o, field{Key: "ends_on", Type: typeDate, Title: "Ends on"}, d.dates(0, 4))
	kinds := field{Key: "covers", Type: typeMultiselect, Title: "Covers", Options: choices("cov_parts=Parts", "cov_labour=Labour", "cov_travel=Travel", "cov_drop=Drops & spills")}
	d.add(o, kinds, table(d, [][]string{{"cov_parts"}, {"cov_parts", "cov_labour"}, {"cov_parts", "cov_labour", "cov_travel"}, {"cov_drop"}}))
	d.add(o, field{Key: "terms", Type: typeTextarea, Title: "Terms"}, table(d, repairSteps).withNulls(2))
}

func (d *demo) subscriptionFields(o *object) {
	d.add(o, field{Key: "organization", Type: typeLookup, Title: "Organization", Target: "zen:organization"}, table(d, ids(firstOrganizationID, len(deskOrganizations))))
	plan := field{Key: "plan", Type: typeDropdown, Title: "Plan", Options: choices("plan_basic=Care Basic", "plan_plus=Care Plus", "plan_pro=Care Pro", "plan_fleet=Fleet")}
	d.add(o, plan, table(d, optionTags(plan.Options)))
	d.add(o, field{Key: "seats", Type: typeInteger, Title: "Seats"}, d.numbers(1, 5000, 0))
	d.add(o, field{Key: "monthly", Type: typeCurrency, Title: "Monthly fee", Properties: map[string]any{"allowed_currencies": []string{"GBP"}}}, d.numbers(990, 1_250_000, 2))
	d.add(o, field{Key: "renews_on", Type: typeDate, Title: "Renews on"}, d.dates(0, 2))
	d.add(o, field{Key: "auto_renew", Type: typeCheckbox, Title: "Renews by itself"}, table(d, []any{true, false, nil}))
	d.add(o, field{Key: "contact", Type: typeLookup, Title: "Contact", Target: "zen:user"}, table(d, ids(firstEndUserID, deskEndUsers)))
}

func (d *demo) repairFields(o, asset *object) {
	d.add(o, field{Key: "asset", Type: typeParent, Title: "Asset", Target: target(asset), Properties: map[string]any{"cascade_permissions_enabled": false}}, newLookup(asset.base, 0, 31))
	d.add(o, field{Key: "ticket", Type: typeLookup, Title: "Ticket", Target: "zen:ticket"}, table(d, ids(firstTicketID, deskTickets)))
	d.add(o, field{Key: "technician", Type: typeLookup, Title: "Technician", Target: "zen:user"}, table(d, ids(firstUserID, len(deskAgents))))
	d.add(o, field{Key: "cost", Type: typeDecimal, Title: "Cost"}, d.numbers(0, 45_000, 2))
	d.add(o, field{Key: "minutes", Type: typeInteger, Title: "Minutes"}, d.numbers(5, 480, 0))
	d.add(o, field{Key: "done_on", Type: typeDate, Title: "Done on"}, d.dates(-1, 0).withNulls(6))
	d.add(o, field{Key: "steps", Type: typeTextarea, Title: "Steps"}, table(d, repairSteps))
	d.add(o, field{Key: "billed", Type: typeCheckbox, Title: "Billed"}, table(d, []bool{true, false}))
}
