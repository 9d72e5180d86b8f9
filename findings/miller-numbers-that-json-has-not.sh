#!/usr/bin/env bash
# Miller 6.6.0 (Debian 12): mlr --icsv --ojson writes numbers as they stood in the
# CSV, unquoted. 0xff, 0b11, .5 and 5. are numbers to it and none to JSON, so that
# an article number 0x1A in one row of a column of texts makes the whole file one
# that no reader of JSON takes. 007, +7 and 1_000 are quoted. -S leaves all of them
# texts.
#
# Seen 2026-11-28 on Debian 12: as printed below.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
chmod 755 .
(apt-get download miller=6.6.0-2+b3 > log 2>&1 && dpkg -x miller_*.deb .) || { cat log; exit 1; }
printf 'a,b,c,d\n0x1A,.5,5.,007\n0b11,+7,1_000,1e5\n' > in.csv
cat > expected <<'OUT'
  "a": 0x1A,
  "b": .5,
  "c": 5.,
  "d": "007"
  "a": 0b11,
  "b": "+7",
  "c": "1_000",
  "d": 1e5
with -S: "0x1A" ".5"
OUT
usr/bin/mlr --icsv --ojson cat in.csv | grep : > got
usr/bin/mlr -S --icsv --ojson head -n 1 in.csv | awk -F': ' '/"[ab]"/ { sub(",$", "", $2); printf "%s%s", n++ ? " " : "with -S: ", $2 } END { print "" }' >> got
diff expected got && echo "as described"
