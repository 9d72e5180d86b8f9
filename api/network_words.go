package api

import (
	"errors"
	"net"
	"os"
	"strings"
)

// networkWords is the text of an error with what the network did in words: Go
// names the calls that failed, "dial tcp 10.0.0.1:443: connect: connection
// refused".
func networkWords(err error) string {
	var op *net.OpError
	var dns *net.DNSError
	switch {
	case errors.As(err, &op):
		return strings.Replace(err.Error(), op.Error(), opWords(op), 1)
	case errors.As(err, &dns):
		return strings.Replace(err.Error(), dns.Error(), dnsWords(dns), 1)
	}
	return err.Error()
}

func opWords(op *net.OpError) string {
	if dns, ok := errors.AsType[*net.DNSError](op); ok {
		return dnsWords(dns)
	}
	what := "the connection broke off"
	switch op.Op {
	case "dial":
		what = "cannot connect"
	case "proxyconnect":
		what = "cannot connect to the proxy"
	}
	if to := remote(op); to != "" && op.Op != "read" && op.Op != "write" {
		if op.Op == "dial" {
			what += " to"
		}
		what += " " + to
	}
	return what + ": " + cause(op)
}

// remote is the address that was called, "" where that is not known.
func remote(op *net.OpError) string {
	var below *net.OpError
	switch {
	case op.Addr != nil:
		return op.Addr.String()
	case errors.As(op.Err, &below):
		return remote(below)
	}
	return ""
}

// cause is what the system said, without the names of its calls.
func cause(op *net.OpError) string {
	var below *net.OpError
	var call *os.SyscallError
	switch {
	case op.Timeout():
		return "no answer in time"
	case errors.As(op.Err, &below):
		return cause(below)
	case errors.As(op.Err, &call):
		return call.Err.Error()
	}
	return op.Err.Error()
}

func dnsWords(e *net.DNSError) string {
	switch {
	case e.IsNotFound:
		return "there is no host " + e.Name
	case e.IsTimeout:
		return "cannot look up the host " + e.Name + ": the name server does not answer"
	}
	return "cannot look up the host " + e.Name + ": " + e.Err
}
