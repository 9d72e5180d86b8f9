package form

import "strings"

// Taker is an editor that chooses by what is typed.
type Taker interface {
	// Take chooses what was typed for, where that is plain, as when the person
	// goes on to the next field. It returns what was typed where it stands for
	// nothing, else "".
	Take() string
}

var (
	_ Taker = (*Choice)(nil)
	_ Taker = (*Pick)(nil)
)

// Take picks the option under the cursor that what was typed has led to.
func (c *Choice) Take() string {
	typed := c.list.filter.Text()
	if i, ok := c.list.Selected(); typed != "" && ok && c.values[i] != "" {
		c.SetText(c.values[i])
		return ""
	}
	return typed
}

// Take chooses what the cursor was moved to, or the only one that was found:
// of several, none is taken unseen.
func (p *Pick) Take() string {
	typed := strings.TrimSpace(p.query.Text())
	_, raw := p.raw()
	only := p.state == arrived && len(p.found) == 1
	if typed == "" && !p.list.touched || !raw && !only && !p.list.touched || p.choose() != Done {
		return typed
	}
	return ""
}
