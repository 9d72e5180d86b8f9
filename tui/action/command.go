package action

import tea "charm.land/bubbletea/v2"

// Command is what an action does: the one place that joins an ID to code. A
// pane or a feature returns its commands, the shell keeps them in one map, and
// keys, help, palette, hints and clicks all run what is in it.
type Command struct {
	ID ID
	// Why returns why the action is disabled now, "" if it is not; nil is
	// always enabled. It neither changes nor asks anything.
	Why func() string
	// Run does it, and returns what is to be awaited.
	Run func() tea.Cmd
}

// Do returns a command that is always enabled.
func Do(id ID, run func() tea.Cmd) Command { return Command{ID: id, Run: run} }

// Commands finds the command of an action.
type Commands map[ID]Command

// Index returns the commands by ID; a later one takes the place of an earlier
// one of the same ID.
func Index(lists ...[]Command) Commands {
	out := Commands{}
	for _, list := range lists {
		out.Add(list)
	}
	return out
}

// Add adds commands, in the place of those of the same ID.
func (c Commands) Add(list []Command) {
	for _, cmd := range list {
		c[cmd.ID] = cmd
	}
}

// Why returns why an action is disabled, "" if it is enabled or not known.
func (c Commands) Why(id ID) string {
	if cmd := c[id]; cmd.Why != nil {
		return cmd.Why()
	}
	return ""
}

// Run runs an action; known is false where there is no command for it.
func (c Commands) Run(id ID) (cmd tea.Cmd, known bool) {
	do, known := c[id]
	if !known || do.Run == nil {
		return nil, known
	}
	return do.Run(), true
}
