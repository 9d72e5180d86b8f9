package api

import (
	"errors"
	"fmt"
	"net"
	"os"
	"syscall"
	"testing"
)

// What the network did is said in words, without the calls of Go that failed.
func TestNetworkErrorsAreWords(t *testing.T) {
	at := &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 87}
	dial := &net.OpError{Op: "dial", Net: "tcp", Addr: at, Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
	for name, c := range map[string]struct {
		err  error
		want string
	}{
		"refused":   {dial, "cannot connect to 127.0.0.1:87: " + syscall.ECONNREFUSED.Error()},
		"no answer": {&net.OpError{Op: "dial", Net: "tcp", Addr: at, Err: os.ErrDeadlineExceeded}, "cannot connect to 127.0.0.1:87: no answer in time"},
		"no proxy":  {&net.OpError{Op: "proxyconnect", Net: "tcp", Err: dial}, "cannot connect to the proxy 127.0.0.1:87: " + syscall.ECONNREFUSED.Error()},
		"proxy says no": {&net.OpError{Op: "proxyconnect", Net: "tcp", Err: errors.New("not for you")},
			"cannot connect to the proxy: not for you"},
		"reset": {&net.OpError{Op: "read", Net: "tcp", Source: at, Addr: at, Err: os.NewSyscallError("read", syscall.ECONNRESET)},
			"the connection broke off: " + syscall.ECONNRESET.Error()},
		"no host":        {&net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: "acme.test", IsNotFound: true}}, "there is no host acme.test"},
		"no name server": {&net.DNSError{Err: "i/o timeout", Name: "acme.test", IsTimeout: true}, "cannot look up the host acme.test: the name server does not answer"},
		"in a sentence":  {fmt.Errorf("signing in: %w", dial), "signing in: cannot connect to 127.0.0.1:87: " + syscall.ECONNREFUSED.Error()},
		"another":        {errors.New("broken pipe"), "broken pipe"},
	} {
		if got := (&Error{Err: c.err}).Error(); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, c.want)
		}
	}
}
