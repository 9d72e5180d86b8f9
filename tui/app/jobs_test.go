package app_test

import (
	"path/filepath"
	"strings"
	"testing"
)

// counted counts the keys that a job takes besides the words typed.
type counted struct {
	*program
	keys int
}

func (c *counted) press(keys ...string) *counted {
	c.T.Helper()
	c.keys += len(keys)
	c.Press(keys...)
	return c
}

// at takes words that must be on the screen before the job goes on.
func (c *counted) at(words ...string) *counted {
	c.T.Helper()
	c.Expect(words...)
	return c
}

func (c *counted) words(s string) *counted {
	c.T.Helper()
	c.Type(s)
	return c
}

// The everyday jobs on a record take no more keys than here, by the keyboard
// alone, on a small screen and on a large one.
func TestJobsTakeFewKeys(t *testing.T) {
	for name, job := range map[string]struct {
		most int
		do   func(c *counted)
	}{
		"a new record of two fields": {6, func(c *counted) {
			c.press("n", "e").words("Probe").press("enter").words("SN-99999999").press("enter").at("Probe")
			c.press("ctrl+s").at("Create an asset", "SN-99999999").press("enter").at("Created Probe")
		}},
		"delete a record": {2, func(c *counted) { c.press("D").at("Delete LG").press("enter").at("Deleted LG") }},
		"delete and regret": {4, func(c *counted) {
			c.press("D").at("Delete LG").press("enter").at("Deleted LG").press("u").at("new ID").press("enter").at("its ID is new")
		}},
		"correct and undo": {8, func(c *counted) {
			c.press("j", "e", "ctrl+u").words("SN-99999999").press("ctrl+s").at("Send 1 change").press("enter").at("Saved LG")
			c.press("u").at("Undo").press("enter").at("SN-00000001")
		}},
		"turn a checkbox over": {3, func(c *counted) {
			c.field("Insured")
			c.press("space", "ctrl+s").at("Send 1 change").press("enter").at("Saved LG")
		}},
	} {
		for _, size := range [][2]int{{80, 24}, {120, 40}} {
			t.Run(name, func(t *testing.T) {
				onAsset(t, "", with{w: size[0], h: size[1]}, func(t *testing.T, p *program) {
					c := &counted{program: p}
					job.do(c)
					if c.keys > job.most {
						t.Errorf("%d by %d: it takes %d keys, more than %d", size[0], size[1], c.keys, job.most)
					}
				})
			})
		}
	}
}

// Exporting what the screen shows takes two keys; once more, beside the first
// file, three.
func TestExportTakesTwoKeys(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		t.Chdir(t.TempDir())
		run(t, with{w: size[0], h: size[1]}, func(_ *testing.T, p *program) {
			p.Press("x", "enter")
			p.await("Job finished")
			p.Press("esc", "x", "enter").Expect("File exists").Press("enter")
			p.await("Job finished")
			if found, _ := filepath.Glob("asset-*-2.csv"); len(found) != 1 || strings.Contains(p.Screen(), "File exists") {
				p.T.Errorf("the second export lies at %q", found)
			}
		})
	}
}
