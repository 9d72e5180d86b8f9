package api

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"mime"
	"slices"
	"strings"
	"unicode/utf8"
)

// maxShownBody is how much of an answer that is not JSON is repeated in an
// error, in bytes.
const maxShownBody = 200

// parseErrorBody reads every envelope the service is known to wrap errors in:
//
//	{"error":"Code","description":"...","details":{"field":[{"description","error"}]}}
//	{"error":{"title":"...","message":"..."}}
//	{"errors":[{"code":"...","title":"...","detail":"..."}]}
//	text, HTML of a gateway, or nothing
func parseErrorBody(a *answer) *Error {
	body, err := ParseValue(a.body)
	if err != nil || !body.IsObject() {
		return &Error{Message: plainBody(a), NotJSON: len(bytes.TrimSpace(a.body)) > 0}
	}
	m := members(body.Members())
	e := &Error{Details: parseDetails(m["details"])}
	if inner := m["error"]; inner.IsObject() {
		im := members(inner.Members())
		e.Code = im.first("code", "title", "type").Text()
		e.Message = im.first("message", "description", "detail").Text()
	} else {
		e.Code = inner.Text()
		e.Message = m.first("description", "message", "detail", "title", "error_description").Text()
	}
	readErrorList(e, m["errors"])
	// {"error":"Couldn't authenticate you"}: a sentence is no code.
	if e.Message == "" && strings.ContainsRune(e.Code, ' ') {
		e.Code, e.Message = "", e.Code
	}
	e.JobIDs = m["current_job_ids"].Strings()
	return e
}

// readErrorList takes the first of several errors as the error and the rest
// as details, so that none is lost.
func readErrorList(e *Error, list Value) {
	if !list.IsArray() {
		e.Details = append(e.Details, parseDetails(list)...)
		return
	}
	for _, v := range list.Elements() {
		d := parseDetail("", v)
		if e.Code == "" && e.Message == "" {
			e.Code, e.Message = d.Code, d.Message
			continue
		}
		e.Details = append(e.Details, d)
	}
}

// parseDetails reads {"field":[{...},...]}, {"field":"text"}, a list, or a
// text. Keys are sorted, so that the same answer always reads the same.
func parseDetails(v Value) []Detail {
	var out []Detail
	switch {
	case v.IsEmpty():
	case v.IsArray():
		for _, e := range v.Elements() {
			out = append(out, parseDetail("", e))
		}
	case v.IsObject():
		m := v.Members()
		for _, key := range slices.Sorted(maps.Keys(m)) {
			if !m[key].IsArray() {
				out = append(out, parseDetail(key, m[key]))
				continue
			}
			for _, e := range m[key].Elements() {
				out = append(out, parseDetail(key, e))
			}
		}
	default:
		out = append(out, Detail{Message: v.Text()})
	}
	return out
}

func parseDetail(key string, v Value) Detail {
	if !v.IsObject() {
		return Detail{Key: key, Message: v.Text()}
	}
	m := members(v.Members())
	d := Detail{
		Key:     cmp.Or(key, m.first("field", "key", "attribute").Text()),
		Code:    m.first("code", "error", "type").Text(),
		Message: m.first("description", "detail", "message", "title").Text(),
	}
	if d.Code == "" && d.Message == "" {
		d.Message = string(v)
	}
	return d
}

// plainBody repeats the first line of a text. A page of HTML tells a person
// nothing, and a cut-off JSON text not much more.
func plainBody(a *answer) string {
	kind, _, _ := mime.ParseMediaType(a.header.Get("Content-Type"))
	text := strings.TrimSpace(string(a.body))
	if strings.HasPrefix(text, "<") || strings.Contains(kind, "html") {
		return ""
	}
	var s string
	if json.Unmarshal([]byte(text), &s) == nil {
		text = s
	}
	text, _, _ = strings.Cut(text, "\n")
	text = strings.ToValidUTF8(text, "\uFFFD")
	if len(text) > maxShownBody {
		cut := maxShownBody
		for !utf8.RuneStart(text[cut]) {
			cut--
		}
		text = text[:cut] + "…"
	}
	return strings.TrimSpace(text)
}
