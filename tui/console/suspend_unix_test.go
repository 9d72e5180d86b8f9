//go:build unix

package console

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

func TestMain(m *testing.M) {
	if os.Getenv("ZCO_TELL_RESUMABLE") != "" {
		fmt.Print(Resumable())
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// A program is woken up by a shell that has it in a group of its own, and by
// nobody where it leads its session.
func TestResumable(t *testing.T) {
	for _, tt := range []struct {
		attr *syscall.SysProcAttr
		want string
	}{{&syscall.SysProcAttr{Setpgid: true}, "true"}, {&syscall.SysProcAttr{Setsid: true}, "false"}} {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "ZCO_TELL_RESUMABLE=1")
		cmd.SysProcAttr = tt.attr
		out, err := cmd.CombinedOutput()
		if err != nil || !strings.HasPrefix(string(out), tt.want) {
			t.Errorf("%+v: %s, %v", tt.attr, out, err)
		}
	}
}
