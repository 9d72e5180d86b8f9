package work

// OnDisk tells whether what is typed reaches the disk: Err says why not, nil
// that it does again.
type OnDisk struct{ Err error }

func (OnDisk) signal() {}
