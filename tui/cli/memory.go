package cli

import (
	"os"
	"runtime/debug"
)

// heapGrowth is by how many of a hundred the heap of the interface may grow
// before it is collected. It makes little garbage, and many may run on one
// host: a collection more costs less than the memory.
const heapGrowth = 40

// frugal makes the program take memory as an interface needs it, unless the
// environment says otherwise.
func frugal() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(heapGrowth)
	}
}

// passingGrowth is the same for a command through which much passes while little
// of it stays: some megabytes more, and a tenth of the time less.
const passingGrowth = 400

// lavish makes the program collect its garbage less often, unless the
// environment says otherwise.
func lavish() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(passingGrowth)
	}
}

// giveBack returns to the system what the program holds and does not use: the
// memory that is free, and the pages of its own file that only the start read.
func giveBack() {
	debug.FreeOSMemory()
	dropFilePages()
}
