#!/usr/bin/env bash
# yq (mikefarah) 4.54.3: cells of a CSV are read as YAML. A note that begins with
# "- " becomes a list, one with ": " an object, one that begins with # or & nothing;
# 007 becomes 7, 0o17 becomes 15, 1_000 a thousand, 08 the number 8.0; a text 0b11
# ends the whole conversion to JSON with an error. --csv-auto-parse=f leaves
# the notes texts, and still makes numbers of 007 and 0o17.
#
# Seen 2026-11-28 with Go 1.26: as printed below.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
GOBIN="$work" go install github.com/mikefarah/yq/v4@v4.54.3 2> log || { cat log; exit 1; }
printf 'note\n"- call back"\n"key: lost"\n"#12"\n"&co"\n007\n0o17\n1_000\n08\n' > t.csv
cat > expected <<'OUT'
[{"note":["call back"]},{"note":{"key":"lost"}},{"note":null},{"note":null},{"note":7},{"note":15},{"note":1000},{"note":8.0}]
[{"note":"- call back"},{"note":"key: lost"},{"note":"#12"},{"note":"&co"},{"note":7},{"note":15},{"note":1000},{"note":8.0}]
OUT
{ ./yq -p csv -o json -I0 . t.csv; ./yq -p csv --csv-auto-parse=f -o json -I0 . t.csv; } > got
diff expected got && echo "as described"
