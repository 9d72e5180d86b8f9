package cli

import (
	"net/url"
	"path"
	"regexp"
	"strings"

	"zco/tui/resource"
)

// target is what an argument names: an object or family, and perhaps a row of
// it. Host is set where it was an address.
type target struct {
	collection string
	id         string
	host       string
}

// The addresses of the agent interface and of the API. Whatever stands before
// is the path of an account behind a proxy.
var addresses = []*regexp.Regexp{
	regexp.MustCompile(`/agent/custom-objects/([^/]+)(?:/records(?:/([^/]+))?)?/?$`),
	regexp.MustCompile(`/api/v2/custom_objects/([^/]+?)(?:/records(?:/([^/]+?))?)?(?:\.json)?/?$`),
}

// parseTarget reads OBJECT, OBJECT/RECORD, object:KEY or an address.
func parseTarget(arg string) (target, error) {
	arg = strings.TrimSpace(arg)
	if strings.Contains(arg, "://") || strings.Contains(arg, "/agent/") || strings.Contains(arg, "/api/v2/") {
		return parseAddress(arg)
	}
	object, id, _ := strings.Cut(arg, "/")
	if strings.TrimPrefix(object, objectPrefix) == "" {
		return target{}, usage("%q names no object; write OBJECT, OBJECT/RECORD or an address", arg)
	}
	if strings.Contains(id, "/") {
		return target{}, usage("%q is not OBJECT/RECORD: an id holds no slash", arg)
	}
	return target{collection: object, id: id}, nil
}

func parseAddress(arg string) (target, error) {
	if !strings.Contains(arg, "://") {
		arg = "https://" + arg
	}
	u, err := url.Parse(arg)
	if err != nil || u.Host == "" {
		return target{}, usage("%q is not an address that can be read", arg)
	}
	for _, form := range addresses {
		m := form.FindStringSubmatch(path.Clean(u.EscapedPath()))
		if m == nil {
			continue
		}
		object, err1 := url.PathUnescape(m[1])
		id, err2 := url.PathUnescape(m[2])
		if err1 == nil && err2 == nil {
			return target{collection: objectPrefix + object, id: id, host: strings.ToLower(u.Host)}, nil
		}
	}
	return target{}, usage("%q is not the address of a custom object or of a record of one", arg)
}

// collectionID is the collection as the interface names it.
func (t target) collectionID() string {
	if key, told := strings.CutPrefix(t.collection, objectPrefix); told {
		return resource.RecordsID(key)
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
