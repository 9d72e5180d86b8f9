package transfer

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"zco/api"
)

// withCurrency is an amount with its currency before or behind it.
var withCurrency = regexp.MustCompile(`^(?:([A-Za-z]{3}|[€£¥])\s*)?([^A-Za-z€£¥]*?\d[^A-Za-z€£¥]*?)(?:\s*([A-Za-z]{3}|[€£¥]))?$`)

// currencySigns are signs that mean one currency only; $ means twenty.
var currencySigns = map[string]string{"€": "EUR", "£": "GBP"}

// currencyText reads an amount, which may have the field's currency beside it,
// or the object that some services write.
func currencyText(f api.Field, text string) (api.Value, string) {
	text = trimAll(text)
	if v, err := api.ParseValue([]byte(text)); err == nil && v.IsObject() {
		after, problem, _ := currencyJSON(f, v)
		return after, problem
	}
	if parts := withCurrency.FindStringSubmatch(text); parts != nil && (parts[1] == "") != (parts[3] == "") {
		if problem := otherCurrency(f, parts[1]+parts[3]); problem != "" {
			return api.Absent, problem
		}
		text = parts[2]
	}
	return decimalValue(text)
}

// currencyJSON checks an amount that is an object with its currency.
func currencyJSON(f api.Field, v api.Value) (after api.Value, problem string, fits bool) {
	if !v.IsObject() {
		return v, "", false
	}
	members := v.Members()
	amount, code := members["amount"], members["currency"].Text()+members["currency_code"].Text()
	if _, problem := parseExact(amount.Text()); problem != "" && !amount.IsEmpty() {
		return api.Absent, "the amount " + problem, true
	}
	if code != "" {
		problem = otherCurrency(f, code)
	}
	if problem != "" {
		return api.Absent, problem, true
	}
	return v, "", true
}

// otherCurrency is why a currency is not that of a field; a field that names
// none takes any.
func otherCurrency(f api.Field, code string) string {
	if sign := currencySigns[code]; sign != "" {
		code = sign
	}
	allowed := f.Properties["allowed_currencies"].Strings()
	if len(allowed) == 0 || slices.ContainsFunc(allowed, func(a string) bool { return strings.EqualFold(a, code) }) {
		return ""
	}
	return fmt.Sprintf("%s is not a currency of this field, which takes %s", code, strings.Join(allowed, ", "))
}
