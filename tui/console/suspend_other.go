//go:build !unix

package console

import "context"

// suspend does nothing: there is no job control.
func (c *Console) suspend() {}

func (c *Console) watchSize(context.Context) {}
