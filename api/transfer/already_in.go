package transfer

import (
	"crypto/sha256"
	"encoding/json"

	"zco/api"
)

// Content tells new records apart by all that is set on them, whatever row of
// whatever file they come from.
type Content [12]byte

func contentOf(p api.RecordPatch) Content {
	patch, _ := json.Marshal(p) // keys come in order
	sum := sha256.Sum256(patch)
	return Content(sum[:12])
}

// Created are the new records that runs made, by content, with how many of
// each: what an import of the mended file would make again. Logs that cannot be
// read make the error.
func Created(logs []string) (map[Content]int, error) {
	out := map[Content]int{}
	for _, path := range logs {
		for r, err := range ReadLog(path) {
			if err != nil {
				return out, err
			}
			if r.Outcome == Done && r.Item.Action == api.ActionCreate {
				out[contentOf(r.Item.Patch)]++
			}
		}
	}
	return out, nil
}
