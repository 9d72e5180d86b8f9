package action

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// A command is found by its action, a later one in the place of an earlier.
func TestCommands(t *testing.T) {
	ran := ""
	run := func(what string) func() tea.Cmd { return func() tea.Cmd { ran += what; return tea.Quit } }
	c := Index([]Command{Do(Down, run("first")), Do(Up, run("up"))}, []Command{{ID: Down, Run: run("second"), Why: func() string { return "it is off" }}, {ID: Help}})
	if cmd, known := c.Run(Down); !known || cmd == nil || ran != "second" {
		t.Errorf("known %v, ran %q", known, ran)
	}
	if c.Why(Down) != "it is off" || c.Why(Up) != "" || c.Why(Quit) != "" {
		t.Errorf("disabled: %q, %q, %q", c.Why(Down), c.Why(Up), c.Why(Quit))
	}
	if cmd, known := c.Run(Help); !known || cmd != nil {
		t.Errorf("a command that does nothing by itself: known %v", known)
	}
	if cmd, known := c.Run(Quit); known || cmd != nil {
		t.Errorf("a command that nobody has: known %v", known)
	}
}

// An action whose keys were taken away has no hint, and its keys do nothing.
func TestActionWithoutKeys(t *testing.T) {
	m, err := NewKeymap(map[ID][]string{Delete: {}})
	if err != nil {
		t.Fatal(err)
	}
	if b := m.Binding(Delete); b.Enabled() || m.Key(Delete) != "" {
		t.Errorf("its hint is %q", m.Key(Delete))
	}
	if b := m.Binding(Open); !b.Enabled() || b.Help().Desc == "" || b.Help().Key != m.Key(Open) {
		t.Errorf("the hint of another is %+v", b.Help())
	}
}

// A key is bound that does something or begins what does.
func TestBinds(t *testing.T) {
	m, err := NewKeymap(map[ID][]string{Help: {"g h"}})
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]bool{"g": true, "g h": true, "enter": true, "ctrl+shift+f12": false} {
		if m.Binds(key) != want {
			t.Errorf("%s is bound: %v", key, !want)
		}
	}
	if id, pending := m.Resolve([]Scope{Global}, "g"); id != "" || !pending {
		t.Errorf("the beginning of a sequence is %q, pending %v", id, pending)
	}
	if id, pending := m.Resolve([]Scope{Global}, "g h"); id != Help || pending {
		t.Errorf("a sequence is %q, pending %v", id, pending)
	}
	if id, pending := m.Resolve([]Scope{Global}, "ctrl+shift+f12"); id != "" || pending {
		t.Errorf("an unknown key is %q, pending %v", id, pending)
	}
}

// What is wrong with a keymap is said of the first action by name, however
// often one asks.
func TestTheSameMistakeIsSaid(t *testing.T) {
	wrong := map[ID][]string{"zzz": {"x"}, "aaa": {"x"}, "mmm": {"x"}}
	for range 20 {
		if _, err := NewKeymap(wrong); err == nil || !strings.Contains(err.Error(), `"aaa"`) {
			t.Fatalf("said %v", err)
		}
	}
}

// A key made by its name is what a terminal sends for it.
func TestPress(t *testing.T) {
	for name, want := range map[string]tea.KeyPressMsg{
		"G": {Code: 'g', Mod: tea.ModShift, Text: "G"}, "g": {Code: 'g', Text: "g"}, "ctrl+s": {Code: 's', Mod: tea.ModCtrl},
		"+": {Code: '+', Text: "+"}, "ctrl++": {Code: '+', Mod: tea.ModCtrl}, "space": {Code: tea.KeySpace, Text: " "}, "ctrl+alt+up": {Code: tea.KeyUp, Mod: tea.ModCtrl | tea.ModAlt},
	} {
		if got := Press(name); got != want {
			t.Errorf("%s is %+v, want %+v", name, got, want)
		}
	}
}
