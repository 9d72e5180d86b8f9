package sandbox

import (
	"strconv"
	"strings"
	"sync"
	"time"
)

// demoObjects is the demo's schema with its derived records: a support desk
// that looks after devices in the field. records is the size of the largest
// object; the others follow it up to a bound. The hostile texts are in an object
// of their own, and among the assets too if they are asked for.
func demoObjects(records int, hostile bool) map[string]*object {
	d := &demo{objects: map[string]*object{}, nextField: 4_398_096_842_879}
	store := d.object("store", "Store", "Stores", "Where devices are handed out and repaired", 64, newNames(storeNames(), false), "STO")
	vendor := d.object("vendor", "Vendor", "Vendors", "Who devices and parts are bought from", len(vendorNames), newNames(vendorNames, false), "VEN")
	asset := d.object("asset", "Asset", "Assets", "Every device a customer has from us", records, assetNames(hostile), "AST")
	shipment := d.object("shipment", "Shipment", "Shipments", "Parcels under way", min(records/2, 500_000), autonumber("SHP-", 8), "")
	warranty := d.object("warranty", "Warranty", "Warranties", "What is covered, and until when", min(records/4, 250_000), warrantyNames(), "WAR")
	subscription := d.object("subscription", "Subscription", "Subscriptions", "Contracts that renew by themselves", min(records/10, 100_000), subscriptionNames(), "SUB")
	repair := d.object("repair", "Repair", "Repairs", "Work done on a device", min(records/4, 250_000), autonumber("REP-", 8), "")
	payroll := d.object("payroll", "Payroll", "Payroll", "Closed to most agents", 12, newNames(assetPlaces, true), "PAY")
	inspection := d.object("inspection", "Inspection", "Inspections", "Nothing here yet", 0, newNames([]string{"Inspection"}, true), "")
	payroll.meta.Restricted = true
	asset.meta.AllowsFiles, repair.meta.AllowsFiles, store.meta.AllowsPhotos = true, true, true

	d.storeFields(store)
	d.vendorFields(vendor)
	d.assetFields(asset, store, vendor, hostile)
	d.shipmentFields(shipment, asset, store)
	d.warrantyFields(warranty, asset, vendor)
	d.subscriptionFields(subscription)
	d.repairFields(repair, asset)
	d.add(payroll, field{Key: "grade", Type: typeInteger, Title: "Grade"}, d.numbers(1, 15, 0))
	d.add(inspection, field{Key: "result", Type: typeText, Title: "Result", Required: true}, nil)
	wild := d.object("wild_text", "Wild text", "Wild texts", "Texts that have confused other programs", len(oddNames), newNames(oddNames, false), "")
	d.add(wild, field{Key: "note", Type: typeTextarea, Title: "Note"}, table(d, oddNotes))
	for _, o := range d.objects {
		o.number()
		o.bind()
	}
	d.demoFiles(asset)
	return d.objects
}

// demo builds the schema.
type demo struct {
	objects   map[string]*object
	nextField int64
	salt      uint64
}

func (d *demo) fieldID() int64 {
	d.nextField += 22
	return d.nextField
}

// object adds an object of size derived records.
func (d *demo) object(key, title, titles, about string, size int, names nameColumn, external string) *object {
	at := epoch.AddDate(-4, 0, len(d.objects))
	o := newObject(objectMeta{
		Key: key, Title: title, Titles: titles, Description: about, InList: true, CreatedAt: at, UpdatedAt: at.AddDate(1, 2, 3),
		CreatedByUserID: firstUserID, UpdatedByUserID: firstUserID + 2, Order: len(d.objects),
	})
	o.base = newBase(key, size, names, external)
	o.sequence = uint64(size) + 1
	properties := map[string]any{"is_unique": key == "store" || key == "vendor"}
	if names.numbered() {
		properties = map[string]any{"autoincrement_enabled": true, "autoincrement_prefix": names.prefix, "autoincrement_padding": names.width}
	}
	o.addStandard(d.fieldID(), at, properties)
	d.objects[key] = o
	return o
}

// add appends a field and the column its values come from.
func (d *demo) add(o *object, f field, c column) {
	f.ID = d.fieldID()
	f.RawTitle, f.RawDescription, f.Active = f.Title, f.Description, true
	f.CreatedAt, f.UpdatedAt = o.meta.CreatedAt, o.meta.UpdatedAt
	for i := range f.Options {
		f.Options[i].ID = d.fieldID()
		f.Options[i].RawName, f.Options[i].Position = f.Options[i].Name, i
	}
	o.fields = append(o.fields, &f)
	if c != nil {
		o.base.columns[f.Key] = c
	}
}

// nextSalt makes every column roll its own dice.
func (d *demo) nextSalt() uint64 {
	d.salt++
	return hash(d.salt)
}

func (d *demo) numbers(low, high int64, scale int) column {
	return numberColumn{low, high, scale, d.nextSalt()}
}

func table[T any](d *demo, values []T) *tableColumn { return newTable(d.nextSalt(), values) }

// dates is a column of days from years before the epoch to years after it.
func (d *demo) dates(from, to int) *tableColumn {
	return newTable(d.nextSalt(), dayTexts(from, to))
}

var daysOnce = sync.OnceValue(func() []string {
	out := make([]string, 0, 9*366)
	for t := epoch.AddDate(-5, 0, 0); t.Before(epoch.AddDate(4, 0, 0)); t = t.AddDate(0, 0, 1) {
		out = append(out, t.Format(storedDate))
	}
	return out
})

func dayTexts(from, to int) []string {
	all := daysOnce()
	day := 24 * time.Hour
	start := epoch.AddDate(-5, 0, 0)
	return all[int(epoch.AddDate(from, 0, 0).Sub(start)/day):int(epoch.AddDate(to, 0, 0).Sub(start)/day)]
}

// choices makes options from "tag=Title" texts.
func choices(texts ...string) []option {
	out := make([]option, len(texts))
	for i, text := range texts {
		out[i].Value, out[i].Name, _ = strings.Cut(text, "=")
	}
	return out
}

func optionTags(options []option) []string {
	out := make([]string, len(options))
	for i, o := range options {
		out[i] = o.Value
	}
	return out
}

// ids are count ids from first on, as texts.
func ids(first int64, count int) []string {
	out := make([]string, count)
	for i := range out {
		out[i] = strconv.FormatInt(first+int64(i), 10)
	}
	return out
}

func target(o *object) string { return "zen:custom_object:" + o.meta.Key }

// joined are all first texts before all second ones.
func joined(first []string, between string, second []string) []string {
	var out []string
	for _, a := range first {
		for _, b := range second {
			out = append(out, a+between+b)
		}
	}
	return out
}

func storeNames() []string { return append(joined(storeKinds, " ", storeCities), "Kiosk 👩‍🔧") }

var (
	assetNamesOnce   = sync.OnceValue(func() nameColumn { return namesBeside(rareModels) })
	hostileNamesOnce = sync.OnceValue(func() nameColumn { return namesBeside(oddNames) })
)

func assetNames(hostile bool) nameColumn {
	if hostile {
		return hostileNamesOnce()
	}
	return assetNamesOnce()
}

// namesBeside are the models at their places, and some names more.
func namesBeside(more []string) nameColumn {
	return newNames(append(joined(assetModels, ", ", assetPlaces), more...), true)
}

func warrantyNames() nameColumn {
	kinds := []string{"Basic", "Extended", "Next business day", "Ελληνική εγγύηση", "Гарантия", "延長保証", "ضمان"}
	return newNames(joined(kinds, ", ", []string{"1 year", "2 years", "3 years", "5 years"}), true)
}

func subscriptionNames() nameColumn {
	return newNames(joined(deskOrganizations, ", ", []string{"Care Basic", "Care Plus", "Care Pro 🚀", "Fleet"}), true)
}
