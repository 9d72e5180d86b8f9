package sandbox

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"strconv"
	"sync"
)

// The files of the demo: the seventh asset has a picture, a document and a file
// in which the scan found something; every store has a photo, one of a few.

// demoFiles attaches the files.
func (d *demo) demoFiles(asset *object) {
	const seventh = 6
	if asset.base.size <= seventh {
		return
	}
	id, at := asset.base.id(seventh), asset.base.createdMS(seventh)
	asset.files = map[string][]*attachment{id: {
		{Name: "front.png", Type: "image/png", Content: demoPicture(0)},
		{Name: "delivery note.pdf", Type: "application/pdf", Content: []byte(demoDocument)},
		{Name: "eicar-test.txt", Type: "text/plain", Content: []byte("This file stands for one in which a scan found malware.\n")},
	}}
	for i, a := range asset.files[id] {
		a.ID, a.CreatedBy, a.At = ulid(at+int64(i+1)*1000, uint64(at)+uint64(i)), firstUserID+3, at+int64(i+1)*1000
	}
}

// demoDocument is the smallest document that readers open: a blank page.
const demoDocument = "%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
	"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"

// demoPictures is how many pictures there are.
const demoPictures = 4

var demoPictureOnce = func() (once [demoPictures]func() []byte) {
	for i := range once {
		once[i] = sync.OnceValue(func() []byte { return drawDemoPicture(i) })
	}
	return once
}()

// demoPicture is one of the pictures, as a PNG.
func demoPicture(n int) []byte { return demoPictureOnce[n%demoPictures]() }

// drawDemoPicture draws a device before an evening sky, in a tint of its own.
func drawDemoPicture(n int) []byte {
	const w, h = 480, 320
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	hue := [demoPictures]color.RGBA{{40, 70, 140, 255}, {150, 60, 40, 255}, {40, 120, 70, 255}, {110, 60, 130, 255}}[n]
	body, glass := image.Rect(170, 40, 310, 290), image.Rect(182, 56, 298, 250)
	for y := range h {
		for x := range w {
			at := image.Pt(x, y)
			c := color.RGBA{mix(hue.R, 250, y, h), mix(hue.G, 200, y, h), mix(hue.B, 160, y, h), 255}
			switch {
			case at.In(glass):
				c = color.RGBA{mix(20, 90, x-glass.Min.X, glass.Dx()), mix(30, 120, y-glass.Min.Y, glass.Dy()), 150, 255}
			case at.In(body):
				c = color.RGBA{30, 30, 34, 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err) // a picture in memory is always written
	}
	return b.Bytes()
}

// mix goes from a to b, at of whole of the way.
func mix(a, b uint8, at, whole int) uint8 {
	return uint8((int(a)*(whole-at) + int(b)*at) / whole)
}

// appendPhoto writes the photo of a record: those of the demo have one where
// their object allows photos.
func (q *request) appendPhoto(b []byte, o *object, id string) []byte {
	if !o.meta.AllowsPhotos || o.base == nil {
		return append(b, "null"...)
	}
	n, derived := o.base.ordinal(id)
	if !derived {
		return append(b, "null"...)
	}
	name := "front" + strconv.Itoa(int(n%demoPictures)+1) + ".png"
	b = append(b, `{"content_type":"image/png","content_url":`...)
	b = appendString(b, q.link("/system/photos/"+name))
	b = append(b, `,"id":"`...)
	b = append(b, id...)
	b = append(b, `","name":"`...)
	b = append(b, name...)
	b = append(b, `","size":`...)
	b = strconv.AppendInt(b, int64(len(demoPicture(int(n%demoPictures)))), 10)
	return append(b, '}')
}

// sendPhoto: GET /system/photos/{name}; photos can be seen by everybody.
func (s *Server) sendPhoto(q *request) *answer {
	for n := range demoPictures {
		if q.path("name") == "front"+strconv.Itoa(n+1)+".png" {
			return rawReply(http.StatusOK, "image/png", demoPicture(n))
		}
	}
	return recordNotFound()
}
