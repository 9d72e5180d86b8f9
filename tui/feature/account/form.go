package account

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/widget/form"
)

// phase is how far a sign-in is.
type phase int

const (
	filling    phase = iota // the fields are filled in
	working                 // the account is being asked
	browsing                // a person agrees in a browser
	consenting              // a question wants a yes
)

// Form is the dialog to sign in. What was filled in stays after a failure.
type Form struct {
	env   *pane.Env
	ctx   context.Context
	door  Door
	words Words
	again string // the profile to sign in to again, "" for a new one
	title string

	address, client, email form.Line
	secret                 masked
	how, rights            oneOf
	fields                 []field
	at                     int // the field with the cursor, among those shown
	problem                []string

	phase    phase
	talk     *talk
	page     string // the address to agree at
	opened   bool
	pasted   form.Line
	paste    chan string // nil while nothing can be pasted
	question string
	consent  chan bool
}

// NewForm returns the form, filled in as far as s goes. The address of a
// profile that is signed in to again stays as it is.
func NewForm(ctx context.Context, env *pane.Env, door Door, words Words, s SignIn) *Form {
	d := &Form{env: env, ctx: ctx, door: door, words: words, again: s.Profile, title: "Sign in to a Zendesk account"}
	d.how = oneOf{words: []string{"in a browser", "with an API token"}}
	d.rights = oneOf{words: []string{"read and write", "read only"}}
	if s.Way == Token {
		d.how.at = 1
	}
	if s.ReadOnly {
		d.rights.at = 1
	}
	d.address.Placeholder, d.client.Placeholder, d.email.Placeholder = "acme, or https://...", "its identifier", "whose token it is"
	d.address.SetText(s.Address)
	d.client.SetText(s.ClientID)
	d.email.SetText(s.Email)
	oauth, token := func() bool { return d.way() == OAuth }, func() bool { return d.way() == Token }
	d.fields = []field{
		{"Account", &d.address, func() bool { return d.again == "" }},
		{"Sign in", &d.how, nil},
		{"Client", &d.client, oauth},
		{"Rights", &d.rights, nil},
		{"E-mail", &d.email, token},
		{"API token", &d.secret, token},
	}
	if d.again != "" {
		d.title = "Sign in again: " + d.again
		d.at = len(d.shown()) - 1 // most often nothing has to be changed
		if d.way() == OAuth {
			d.at = 0
		}
	}
	return d
}

// Profile returns the profile to sign in to again, "" for a new one.
func (d *Form) Profile() string { return d.again }

func (d *Form) way() Way { return Way(d.how.at) }

// shown are the fields that the way to sign in needs.
func (d *Form) shown() []field {
	var out []field
	for _, f := range d.fields {
		if f.shown == nil || f.shown() {
			out = append(out, f)
		}
	}
	return out
}

// Title implements pane.Dialog.
func (d *Form) Title() string { return d.title }

// Key implements pane.Dialog.
func (d *Form) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	switch d.phase {
	case consenting:
		return d.answer(k), false
	case browsing:
		return d.handIn(k), false
	case working:
		if id := d.env.DialogKey(k); id == action.Dismiss || id == action.Back {
			d.giveUp()
		}
		return nil, false
	}
	fields := d.shown()
	out := fields[d.at].edit.Key(k)
	if out == form.Unhandled {
		out = leaving(k.Keystroke())
	}
	switch out {
	case form.Leave:
		return pane.Ask(Left{d}), true
	case form.Next:
		d.at = (d.at + 1) % len(fields)
	case form.Prev:
		d.at = (d.at + len(fields) - 1) % len(fields)
	case form.Done:
		return d.start(), false
	}
	d.at = min(d.at, len(d.shown())-1)
	return nil, false
}

// start begins the sign-in, or goes to the first field that is missing.
func (d *Form) start() tea.Cmd {
	for i, f := range d.shown() {
		if f.edit.Text() == "" {
			if d.at != i {
				d.at = i
				d.problem = nil
				return nil
			}
			d.problem = []string{f.label + " is not filled in"}
			return nil
		}
	}
	d.phase, d.problem = working, nil
	d.talk = newTalk(d.ctx)
	s := SignIn{
		Profile: d.again, Address: strings.TrimSpace(d.address.Text()), Way: d.way(), ReadOnly: d.rights.at == 1,
		ClientID: strings.TrimSpace(d.client.Text()),
	}
	if s.Way == Token {
		s.Email, s.Token = strings.TrimSpace(d.email.Text()), NewSecret(d.secret.Text())
	}
	return pane.Batch(d.talk.run(d.door, s), d.talk.next())
}

// answer takes the answer to a question; only a yes is one.
func (d *Form) answer(k tea.KeyPressMsg) tea.Cmd {
	switch id, key := d.env.DialogKey(k), k.String(); {
	case id == action.Accept, key == "y":
		d.consent <- true
	case id == action.Dismiss, id == action.Back, key == "n":
		d.consent <- false
	default:
		return nil
	}
	d.phase = working
	return nil
}

// handIn takes keys while the browser is waited for.
func (d *Form) handIn(k tea.KeyPressMsg) tea.Cmd {
	if d.env.TypingKey(k) == action.NextPane {
		return pane.Ask(pane.Copy{Text: d.page, What: "the address"})
	}
	switch d.pasted.Key(k) {
	case form.Leave:
		d.giveUp()
	case form.Done:
		if text := d.pasted.Text(); text != "" && d.paste != nil {
			d.paste <- text
			d.paste, d.problem, d.phase = nil, nil, working
		}
	}
	return nil
}

// giveUp ends what is under way and goes back to the fields.
func (d *Form) giveUp() {
	d.Close()
	d.phase, d.problem = filling, nil
}

// Close ends a sign-in under way.
func (d *Form) Close() {
	if d.talk != nil {
		d.talk.cancel()
		d.talk = nil
	}
}

// Paste implements pane.Dialog. A terminal may have broken the address that
// the browser ended on into lines.
func (d *Form) Paste(s string) tea.Cmd {
	switch d.phase {
	case filling:
		d.shown()[d.at].edit.Paste(strings.TrimSpace(s))
	case browsing:
		d.pasted.Paste(strings.Join(strings.Fields(s), ""))
	}
	return nil
}

// Update implements pane.Dialog.
func (d *Form) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case shown:
		if msg.talk == d.talk {
			return pane.Batch(d.talk.next(), d.show(msg))
		}
	case wanted:
		if msg.talk == d.talk {
			d.phase, d.paste = browsing, msg.answer
			if msg.problem != "" {
				d.pasted.SetText("")
				d.problem = []string{msg.problem}
			}
			return d.talk.next()
		}
	case consented:
		if msg.talk == d.talk {
			d.phase, d.question, d.consent = consenting, msg.question, msg.answer
			return d.talk.next()
		}
	case ended:
		if msg.talk == d.talk {
			return d.end(msg)
		}
	}
	return nil
}

// show shows the address to agree at; where no browser opened, it is copied.
func (d *Form) show(s shown) tea.Cmd {
	d.phase, d.page, d.opened, d.paste = browsing, s.address, s.opened, nil
	d.pasted.SetText("")
	if s.opened {
		return nil
	}
	return pane.Ask(pane.Copy{Text: s.address, What: "the address"})
}

func (d *Form) end(e ended) tea.Cmd {
	d.Close()
	if e.err == nil {
		d.phase = working
		return pane.Ask(Signed{Profile: e.profile, Form: d})
	}
	d.Fail(e.err)
	return nil
}

// Fail goes back to the fields and says what went wrong.
func (d *Form) Fail(err error) {
	d.phase, d.problem = filling, nil
	if errors.Is(err, context.Canceled) {
		return
	}
	d.problem = []string{pane.Explain(err)}
	if advice := collection.Advice(err); advice != "" && !collection.SignedOut(err) {
		d.problem = append(d.problem, advice)
	}
}
