package account

// The requests between the account in front and the program over the accounts,
// beside Signed.
type (
	// Switch asks for the account of a profile. Form is the one that signed in
	// to it, nil where none did.
	Switch struct {
		Profile string
		Form    *Form
	}
	// NotOpened says why another account could not be opened; the one in front
	// stays.
	NotOpened struct {
		Profile string
		Err     error
	}
	// Renewed says that a form signed in to the account in front again.
	Renewed struct{ Form *Form }
	// Refused says that the account refuses who asks before it has shown
	// anything, and that no form can renew what it refuses.
	Refused struct{}
)
