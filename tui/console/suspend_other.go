//go:build !unix

package console

import "context"

// Resumable reports false: there is no job control.
func Resumable() bool { return false }

// suspend does nothing: there is no job control.
func (c *Console) suspend() {}

func (c *Console) watchSize(context.Context) {}
