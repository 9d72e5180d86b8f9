#!/usr/bin/env bash
# GNU screen 4.9.0 with mouse tracking on (CSI ? 1000 h): a lone escape is kept back
# for ever, until the next key, and then both are handed over in one read, which
# every program takes for that key with alt. Escape and ctrl+z are read as
# alt+ctrl+z, escape alone does nothing. Without the mouse each comes at once.
#
# Seen 2026-11-28 with Debian 12's screen 4.9.0-4, driven through a pseudo-terminal:
#   mouse off: b'\x1b' b'\x1a'; mouse on: b'\x1b\x1a'
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
(apt-get download screen=4.9.0-4 libutempter0 >log 2>&1) || { cat log; exit 1; }
for package in *.deb; do dpkg -x "$package" root; done
mkdir -m 700 sockets
export SCREENDIR=$work/sockets TERM=xterm LC_ALL=C.UTF-8
LD_LIBRARY_PATH=$(dirname "$(find "$work/root" -name 'libutempter.so*' | head -1)")
export LD_LIBRARY_PATH
cat > raw.py <<'PY'
import os, sys, tty
tty.setraw(0)
os.write(1, sys.argv[1].encode())
log = open(sys.argv[2], "wb", 0)
while True:
    got = os.read(0, 100)
    log.write(repr(got).encode() + b" ")
    if b"q" in got: break
PY
cat > drive.py <<'PY'
import os, pty, sys, time, select
screen, sequence, log = sys.argv[1:]
pid, fd = pty.fork()
if pid == 0:
    os.execv(screen, [screen, "-U", "-c", "/dev/null", sys.executable, "raw.py", sequence, log])
def drain(seconds):
    end = time.time() + seconds
    while time.time() < end:
        if select.select([fd], [], [], 0.05)[0]:
            try: os.read(fd, 65536)
            except OSError: return
drain(2)
for key in (b"\x1b", b"\x1a", b"q"):
    os.write(fd, key)
    drain(1.5)
PY
for sequence in '' $'\x1b[?1000h'; do
	timeout 30 python3 drive.py "$work/root/usr/bin/screen" "$sequence" "$work/keys"
	cat keys; echo; rm keys
done > got
cat > expected <<'OUT'
b'\x1b' b'\x1a' b'q' 
b'\x1b\x1a' b'q' 
OUT
diff expected got && echo "as described"
