package config

import (
	"slices"
	"strconv"
	"strings"
)

// ColorNames are the names a colour may have in a profile or a theme file.
var ColorNames = []string{
	"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "gray", "grey",
	"orange", "vermilion", "teal", "sky", "purple",
}

// ValidColor reports whether s is a colour as profiles and theme files write
// it: one of ColorNames, a number from 0 to 255, or #rrggbb.
func ValidColor(s string) bool {
	if hex, ok := strings.CutPrefix(s, "#"); ok {
		_, err := strconv.ParseUint(hex, 16, 32)
		return err == nil && len(hex) == 6
	}
	if n, err := strconv.ParseUint(s, 10, 16); err == nil {
		return n <= 255
	}
	return slices.Contains(ColorNames, s)
}
