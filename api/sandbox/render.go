package sandbox

import (
	"encoding/json"
	"net/http"
	"strconv"
	"time"
	"unicode/utf8"
)

func idNumber(id int64) json.Number { return json.Number(strconv.FormatInt(id, 10)) }

// appendRecord writes a row as the service does, keys in its order. Written
// by hand because a page of 100 must not take a millisecond.
func (q *request) appendRecord(b []byte, o *object, r row) []byte {
	id := o.id(r)
	b = append(b, `{"url":`...)
	b = appendString(b, q.link("/api/v2/custom_objects/"+o.meta.Key+"/records/"+id))
	b = append(b, `,"id":"`...)
	b = append(b, id...)
	b = append(b, `","name":`...)
	b = appendString(b, o.name(r))
	b = append(b, `,"custom_object_key":`...)
	b = appendString(b, o.meta.Key)
	b = append(b, `,"custom_object_fields":{`...)
	first := true
	for _, f := range o.fields {
		if f.standard() {
			continue
		}
		if !first {
			b = append(b, ',')
		}
		first = false
		b = append(appendString(b, f.Key), ':')
		b = q.server.appendValue(b, f, q.server.value(o, r, f))
	}
	b = append(b, `},"created_by_user_id":"`...)
	b = strconv.AppendInt(b, o.createdBy(r), 10)
	b = append(b, `","updated_by_user_id":"`...)
	b = strconv.AppendInt(b, o.updatedBy(r), 10)
	b = append(b, `","created_at":"`...)
	b = appendStamp(b, o.createdMS(r))
	b = append(b, `","updated_at":"`...)
	b = appendStamp(b, o.updatedMS(r))
	b = append(b, `","external_id":`...)
	if external := o.externalID(r); external != "" {
		b = appendString(b, external)
	} else {
		b = append(b, "null"...)
	}
	return append(q.appendPhoto(append(b, `,"photo":`...), o, id), '}')
}

func appendStamp(b []byte, ms int64) []byte {
	return time.UnixMilli(ms).UTC().AppendFormat(b, "2006-01-02T15:04:05Z")
}

// appendValue writes a field's value.
func (s *Server) appendValue(b []byte, f *field, v any) []byte {
	if amount, isNumber := v.(json.Number); isNumber && f.Type == typeCurrency && s.opts.CurrencyObjects {
		v = obj{{"amount", amount}, {"currency", f.currency()}}
	}
	if out, err := appendJSON(b, v); err == nil {
		return out
	}
	return append(b, "null"...)
}

// currency is the one currency a field allows.
func (f *field) currency() string {
	for _, c := range tags(f.Properties["allowed_currencies"]) {
		return c
	}
	return "USD"
}

// appendString writes a JSON string. Invalid UTF-8 is replaced.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 {
				b = append(append(b, s[start:i]...), "\ufffd"...)
				start = i + 1
			}
			i += size
			continue
		}
		if c < ' ' || c == '"' || c == '\\' {
			b = append(b, s[start:i]...)
			b = appendEscape(b, c)
			start = i + 1
		}
		i++
	}
	return append(append(b, s[start:]...), '"')
}

func appendEscape(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\n':
		return append(b, `\n`...)
	case '\r':
		return append(b, `\r`...)
	case '\t':
		return append(b, `\t`...)
	}
	const hex = "0123456789abcdef"
	return append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
}

// one answers with a single record.
func (q *request) one(status int, o *object, r row) *answer {
	b := append(make([]byte, 0, 2048), `{"custom_object_record":`...)
	return rawReply(status, "", append(q.appendRecord(b, o, r), '}'))
}

// many answers with a page of records; count below 0 leaves it out.
func (q *request) many(o *object, rows []row, count int, e edges, more bool) *answer {
	b := append(make([]byte, 0, 256+1500*len(rows)), '{')
	if count >= 0 {
		b = append(strconv.AppendInt(append(b, `"count":`...), int64(count), 10), ',')
	}
	b = append(b, `"custom_object_records":[`...)
	for i, r := range rows {
		if i > 0 {
			b = append(b, ',')
		}
		b = q.appendRecord(b, o, r)
	}
	b = append(b, ']', ',')
	tail, _ := appendJSON(nil, obj(q.links(e, more))) // strings, booleans and nulls always encode
	return rawReply(http.StatusOK, "", append(b, tail[1:]...))
}
