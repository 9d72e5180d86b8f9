package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"zco/api/transfer"
	"zco/config"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/domain/job"
)

// closedValues are the options of commands that take one of a few words.
var closedValues = map[string]map[string][]string{
	"export": {"format": {"csv", "json", "jsonl", "xlsx"}},
	"create": {"upsert": {"external_id", "name"}},
	"login":  {"scopes": {"read", "read write"}, "color": config.ColorNames},
	"import": {
		"format": {"csv", "tsv", "json", "jsonl", "xlsx"}, "key": {"id", "external_id", "name", "none"}, "separator": {",", ";", "|", `\t`},
		"decimal": {".", ","}, "encoding": {"utf-8", "windows-1252", "iso-8859-1", "iso-8859-15", "utf-16le", "utf-16be", "shift_jis", "macintosh"},
	},
}

// columnOptions are those that take fields of the object, by command.
var columnOptions = map[string][]string{
	"export": {"columns", "sort"}, "records": {"columns", "sort"}, "import": {"only"}, "count": {"by"},
}

// completeOptions completes what options take: words of a few, or columns.
// What takes neither these nor a file completes nothing.
func (f *flags) completeOptions(s Streams, root *cobra.Command) {
	of := func(name, option string, complete cobra.CompletionFunc) {
		if cmd, _, err := root.Find([]string{name}); err == nil {
			_ = cmd.RegisterFlagCompletionFunc(option, complete) // the option is there
		}
	}
	for name, options := range closedValues {
		for option, words := range options {
			of(name, option, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
		}
	}
	for name, options := range columnOptions {
		for _, option := range options {
			of(name, option, f.completeColumns(s, option))
		}
	}
	of("import", "accept", completeCauses)
	of("import", "map", f.completeMapping(s))
	of("records", "only", f.completeFixed(s))
	noFiles(root)
}

// noFiles keeps the names of files from options and commands that take none.
func noFiles(cmd *cobra.Command) {
	none := cobra.FixedCompletions(nil, cobra.ShellCompDirectiveNoFileComp)
	each := func(option *pflag.Flag) {
		takes, usage := pflag.UnquoteUsage(option)
		if takes != "FILE" && !strings.Contains(usage, "FILE") && option.Name != "theme" {
			_ = cmd.RegisterFlagCompletionFunc(option.Name, none) // those that have one keep it
		}
	}
	cmd.LocalFlags().VisitAll(each)
	if cmd.ValidArgsFunction == nil && len(cmd.ValidArgs) == 0 && cmd.Runnable() {
		cmd.ValidArgsFunction = none
	}
	for _, sub := range cmd.Commands() {
		noFiles(sub)
	}
}

func completeCauses(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	before := typed[:strings.LastIndex(typed, ",")+1]
	out := []cobra.Completion{completion(before+"all", "whatever the cause"), completion(before+string(transfer.CauseFiltered), "records that a lookup's filter leaves out")}
	for _, c := range transfer.Causes {
		out = append(out, completion(before+string(c), c.Words()))
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// completeColumns completes the keys of an object's fields: after a comma too
// where several are taken, after - where they are sorted by.
func (f *flags) completeColumns(s Streams, option string) cobra.CompletionFunc {
	return f.ofObject(s, func(sub *subject, typed string) (out []cobra.Completion) {
		before := ""
		switch option {
		case "columns", "only":
			before = typed[:strings.LastIndex(typed, ",")+1]
		case "sort":
			before = typed[:len(typed)-len(strings.TrimLeft(typed, "-"))]
		}
		for _, field := range sub.schema.Fields {
			out = append(out, completion(before+job.ColumnKey(sub.schema, field), field.Title))
		}
		return out
	})
}

// ofObject completes an option by what the object of the command has.
func (f *flags) ofObject(s Streams, complete func(sub *subject, typed string) []cobra.Completion) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, typed string) (out []cobra.Completion, _ cobra.ShellCompDirective) {
		ctx, stop := context.WithTimeout(context.Background(), completionTime)
		defer stop()
		if len(args) > 0 {
			f.withSubject(ctx, s, args[0], func(sub *subject) { out = complete(sub, typed) })
		}
		return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
}

// completeMapping completes what a column of a file is, after its header.
func (f *flags) completeMapping(s Streams) cobra.CompletionFunc {
	return f.ofObject(s, func(sub *subject, typed string) (out []cobra.Completion) {
		at := strings.LastIndex(typed, "=")
		if at < 1 {
			return nil
		}
		out = append(out, completion(typed[:at+1]+"-", "leave the column out"))
		for _, field := range sub.schema.Fields {
			out = append(out, completion(typed[:at+1]+job.ColumnKey(sub.schema, field), field.Title))
		}
		return out
	})
}

// completeFixed completes the fixed filters of a collection, and what they
// take.
func (f *flags) completeFixed(s Streams) cobra.CompletionFunc {
	return f.ofObject(s, func(sub *subject, typed string) (out []cobra.Completion) {
		name, _, valued := strings.Cut(typed, "=")
		for _, c := range sub.Filters {
			switch {
			case !valued:
				out = append(out, completion(c.Key+"=", c.Title))
			case c.Key == name:
				for _, o := range c.Values {
					out = append(out, completion(name+"="+o.Value, o.Title))
				}
			}
		}
		return out
	})
}

// valuesOf are the values of a field that has few, each with what is before it
// in the word.
func valuesOf(f collection.Field, before, typed string) (out []cobra.Completion) {
	var taken []string
	if f.Many() {
		at := strings.LastIndex(typed, ",") + 1
		taken, before = strings.Split(typed[:at], ","), before+typed[:at]
	}
	for _, o := range f.Options {
		if f.Chooses() && !slices.Contains(taken, o.Value) {
			out = append(out, completion(before+o.Value, o.Title))
		}
	}
	if f.Editor() == field.CheckEditor {
		out = append(out, completion(before+"true", "yes"), completion(before+"false", "no"))
	}
	return out
}
