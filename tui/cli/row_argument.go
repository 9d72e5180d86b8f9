package cli

import (
	"context"
	"net/url"
	"strings"

	"zco/api"
	"zco/tui/domain/collection"
)

// externalID is before the external id of a row where its id would stand.
const externalID = "external_id:"

// target is what an argument names: an object or family, and perhaps a row of
// it. Host is set where it was an address.
type target struct {
	collection string
	id         string
	host       string
}

// parseTarget reads OBJECT, OBJECT/RECORD, object:KEY or an address. A record
// can be named by its external id: OBJECT/external_id:ID.
func parseTarget(arg string) (target, error) {
	a, err := collection.ParseAddress(arg)
	switch {
	case err != nil:
		return target{}, usage("%w", err)
	case a.Collection == "":
		return target{}, usage("%q names no object; write OBJECT/%s", arg, arg)
	case a.ExternalID != "":
		a.ID = externalID + a.ExternalID
	}
	if a.Host != "" { // an address of the web is always of an object, whatever its key
		a.Collection = objectPrefix + collection.ObjectKey(a.Collection)
	}
	return target{collection: a.Collection, id: a.ID, host: a.Host}, nil
}

// collectionID is the collection as the interface names it.
func (t target) collectionID() string {
	if key, told := strings.CutPrefix(t.collection, objectPrefix); told {
		return collection.RecordsID(key)
	}
	return t.collection
}

// parseRecord is parseTarget for what must name a row.
func parseRecord(arg string) (target, error) {
	t, err := parseTarget(arg)
	if err == nil && t.id == "" {
		return t, usage("%q names no record; write OBJECT/RECORD", arg)
	}
	return t, err
}

// parseCollection is parseTarget for what must not name a row.
func parseCollection(arg string) (target, error) {
	t, err := parseTarget(arg)
	if err == nil && t.id != "" {
		return t, usage("%q names a record; write OBJECT alone", arg)
	}
	return t, err
}

// turnTo makes the flags mean the account that an address belongs to: the one
// they mean already, or that of a profile.
func (f *flags) turnTo(t target, s Streams) error {
	if t.host == "" || f.demo {
		return nil
	}
	paths, conf, err := f.settings(s)
	if err != nil {
		return err
	}
	here, err := f.stores(s, paths, nil).Locate(f.asked(), s.Getenv, conf)
	if err == nil && hostOf(here.BaseURL) == t.host {
		return nil
	}
	if f.profile != "" || f.baseURL != "" {
		return usage("the address is at %s, and the flags say another account", t.host)
	}
	for _, name := range conf.ProfileNames() {
		if base, err := conf.Profiles[name].Address(); err == nil && hostOf(base) == t.host {
			f.profile = name
			return nil
		}
	}
	if err != nil {
		return err
	}
	return usage("the address is at %s, which is neither this account (%s) nor that of a profile; add one with: zco login %s",
		t.host, hostOf(here.BaseURL), t.host)
}

func hostOf(base string) string {
	u, err := url.Parse(base)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Host)
}

// rowID is the id of a row that is named by its id or by external_id:ID.
func (s *subject) rowID(ctx context.Context, c *api.Client, id string) (string, error) {
	external, ok := strings.CutPrefix(id, externalID)
	if !ok || s.Family != "" {
		return id, nil
	}
	it, found, err := collection.Find(ctx, c, s.Collection, collection.ByExternalID, external)
	if err != nil {
		return "", err
	}
	if !found {
		return "", withCode(NotFound, "no record of %s has the external ID %s", s.ID, external)
	}
	return it.ID, nil
}
