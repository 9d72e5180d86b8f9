package config

import (
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// lines tells in which line a key of one file is set. The parts of a key are
// joined with NUL; an array of tables adds the number of the table.
type lines map[string]int

func (l lines) at(key ...string) int { return l[strings.Join(key, "\x00")] }

// source is where a key is set.
type source struct {
	file string
	line int
}

type sources map[string]source

// index finds the lines of a file that has been read without complaint.
func index(data []byte) lines {
	out := lines{}
	var p unstable.Parser
	p.Reset(data)
	table := []string(nil)
	count := map[string]int{}
	for p.NextExpression() {
		e := p.Expression()
		if e.Kind == unstable.Comment {
			continue
		}
		path, line := []string(nil), 0
		for it := e.Key(); it.Next(); {
			path = append(path, string(it.Node().Data))
			line = p.Shape(it.Node().Raw).Start.Line
		}
		switch e.Kind {
		case unstable.ArrayTable:
			id := strings.Join(path, "\x00")
			path = append(path, strconv.Itoa(count[id]))
			count[id]++
			table = path
		case unstable.Table:
			// [views.filter] speaks of the last of [[views]].
			if n := count[path[0]]; n > 0 {
				path = append([]string{path[0], strconv.Itoa(n - 1)}, path[1:]...)
			}
			table = path
		default:
			path = append(slices.Clip(table), path...)
		}
		for i := range path { // a dotted key sets the tables it goes through too
			id := strings.Join(path[:i+1], "\x00")
			if out[id] == 0 {
				out[id] = line
			}
		}
	}
	return out
}

// remember notes where things are set, for errors that are found later and for
// telling what the program may change.
func (c *Config) remember(file string, views []View, where lines) {
	for id, line := range where {
		if !strings.HasPrefix(id, "views\x00") {
			c.sources[id] = source{file, line}
		}
	}
	for i, v := range views {
		c.sources["views\x00"+v.Object+"\x00"+v.Name] = source{file, where.at("views", strconv.Itoa(i))}
	}
}
