// Package screenshots makes the pictures of the README: true frames of the
// program, drawn as SVG.
//
//	go test ./screenshots          fails where a picture is stale
//	go test ./screenshots -update  draws the pictures anew
//
// All of it is tests, and none of it is in the program. A scene is a test: it
// drives the whole program against the embedded sandbox as a person would, says
// what must be seen, and takes the frame. The one rule: a picture shows what
// the program drew and nothing else; no scene and no line of the renderer adds
// a cell, and the clock and the data stand still, so that the same program
// always draws the same bytes.
package screenshots
