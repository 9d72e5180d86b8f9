package field

import (
	"fmt"
	"strconv"
)

// Photo is the picture of a record, {"content_type","content_url","id","name",
// "size"}: shown by its name, never sent.
var Photo = register(&Type{Name: "photo", Opaque: true, One: Text, Format: photoWords})

// photoWords names a picture, its type and its size: "front.jpg (image/jpeg, 245 kB)".
func photoWords(_ Format, _ Field, v Value) string {
	m := v.Members()
	name := m["name"].Text()
	if name == "" {
		return v.Text()
	}
	about := m["content_type"].Text()
	if n, err := strconv.ParseInt(m["size"].Text(), 10, 64); err == nil && n > 0 {
		if about != "" {
			about += ", "
		}
		about += fmt.Sprintf("%d kB", (n+999)/1000)
	}
	if about == "" {
		return name
	}
	return name + " (" + about + ")"
}
