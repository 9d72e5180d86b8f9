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
	secret                 form.Secret
	how, rights            form.Radio
	sheet                  form.Sheet
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
	d.how = form.NewRadio("In a browser", "With an API token")
	d.rights = form.NewRadio("Read and write", "Read only")
	d.how.Choose(int(s.Way))
	if s.ReadOnly {
		d.rights.Choose(1)
	}
	d.address.Placeholder, d.client.Placeholder, d.email.Placeholder = "acme, or https://...", "Its identifier", "Whose token it is"
	d.address.SetText(s.Address)
	d.client.SetText(s.ClientID)
	d.email.SetText(s.Email)
	oauth, token := func() bool { return d.way() == OAuth }, func() bool { return d.way() == Token }
	d.sheet.LabelWidth = labelWidth
	d.sheet.Fields = []form.Labelled{
		{Label: "Account", Editor: &d.address, Shown: func() bool { return d.again == "" }},
		{Label: "Sign in", Editor: &d.how},
		{Label: "Client", Editor: &d.client, Shown: oauth},
		{Label: "Rights", Editor: &d.rights},
		{Label: "E-mail", Editor: &d.email, Shown: token},
		{Label: "API token", Editor: &d.secret, Shown: token},
	}
	if d.again != "" {
		d.title = "Sign in again: " + d.again
		if d.way() == Token {
			d.sheet.Go(-1) // most often nothing but the token has to be changed
		}
	}
	return d
}

// Profile returns the profile to sign in to again, "" for a new one.
func (d *Form) Profile() string { return d.again }

func (d *Form) way() Way { return Way(d.how.Chosen()) }

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
		if d.env.Pressed(k, action.Dismiss, action.Back) {
			d.giveUp()
		}
		return nil, false
	}
	switch d.sheet.Key(k) {
	case form.Leave:
		d.env.Shell.Ask(Left{d})
		return nil, true
	case form.Done:
		return d.start(), false
	}
	return nil, false
}

// Clicked implements the shell's mouse: a click goes into a field and chooses
// there.
func (d *Form) Clicked(x, y int) tea.Cmd {
	if d.phase == filling {
		d.sheet.Click(x, y)
	}
	return nil
}

// start begins the sign-in, or goes to the first field that is missing.
func (d *Form) start() tea.Cmd {
	for i, f := range d.sheet.Shown() {
		if f.Editor.Text() == "" {
			if d.sheet.At() != i {
				d.sheet.Go(i)
				d.problem = nil
				return nil
			}
			d.problem = []string{f.Label + " is not filled in"}
			return nil
		}
	}
	d.phase, d.problem = working, nil
	d.talk = newTalk(d.ctx, d)
	s := SignIn{
		Profile: d.again, Address: strings.TrimSpace(d.address.Text()), Way: d.way(), ReadOnly: d.rights.Chosen() == 1,
		ClientID: strings.TrimSpace(d.client.Text()),
	}
	if s.Way == Token {
		s.Email, s.Token = strings.TrimSpace(d.email.Text()), NewSecret(d.secret.Text())
	}
	return tea.Batch(d.talk.run(d.door, s), d.talk.next())
}

// answer takes the answer to a question; only a yes is one.
func (d *Form) answer(k tea.KeyPressMsg) tea.Cmd {
	yes := d.env.Pressed(k, action.Accept, action.Yes)
	if yes || d.env.Pressed(k, action.Dismiss, action.Back, action.No) {
		d.consent <- yes
		d.phase = working
	}
	return nil
}

// handIn takes keys while the browser is waited for.
func (d *Form) handIn(k tea.KeyPressMsg) tea.Cmd {
	if k.Text == "" && d.env.Pressed(k, action.NextPane) {
		d.env.Shell.Ask(pane.Copy{Text: d.page, What: "the address"})
		return nil
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
		d.sheet.Paste(strings.TrimSpace(s))
	case browsing:
		d.pasted.Paste(strings.Join(strings.Fields(s), ""))
	}
	return nil
}

// Update implements pane.Dialog: it hears the sign-in that is under way.
func (d *Form) Update(msg tea.Msg) tea.Cmd {
	t, ok := msg.(told)
	if !ok || t.talk != d.talk {
		return nil
	}
	switch what := t.what.(type) {
	case shown:
		d.show(what)
	case wanted:
		d.phase, d.paste = browsing, what.answer
		if what.problem != "" {
			d.pasted.SetText("")
			d.problem = []string{what.problem}
		}
	case consented:
		d.phase, d.question, d.consent = consenting, what.question, what.answer
	case ended:
		d.end(what)
		return nil
	}
	return d.talk.next()
}

// show shows the address to agree at; where no browser opened, it is copied.
func (d *Form) show(s shown) {
	d.phase, d.page, d.opened, d.paste = browsing, s.address, s.opened, nil
	d.pasted.SetText("")
	if !s.opened {
		d.env.Shell.Ask(pane.Copy{Text: s.address, What: "the address"})
	}
}

func (d *Form) end(e ended) {
	d.Close()
	if e.err == nil {
		d.phase = working
		d.env.Shell.Ask(Signed{Profile: e.profile, Form: d})
		return
	}
	d.Fail(e.err)
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
