package cli

import (
	"context"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"zco/api"
	"zco/api/transfer"
	"zco/tui/domain/collection"
	"zco/tui/domain/job"
	"zco/tui/draw/text"
)

// completionTime bounds how long a shell waits for the account.
const completionTime = 2 * time.Second

// completions lets the shell complete the names of objects and of fields, from
// the account. Whatever fails is silent: the line is being typed.
func (f *flags) completions(s Streams, root *cobra.Command) {
	s.Out, s.Err = NewOutput(io.Discard), NewOutput(io.Discard)
	object := func(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return f.completeArg(cmd, s, args, typed, "")
	}
	row := func(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return f.completeArg(cmd, s, args, typed, "/")
	}
	root.ValidArgsFunction = object
	f.completeOptions(s, root)
	for name, complete := range map[string]cobra.CompletionFunc{
		"records": object, "create": object, "export": object, "import": object, "get": row, "set": row, "delete": row,
	} {
		if cmd, _, err := root.Find([]string{name}); err == nil {
			cmd.ValidArgsFunction = complete
		}
	}
}

// closedValues are the options of commands that take one of a few words.
var closedValues = map[string]map[string][]string{
	"export": {"format": {"csv", "json", "jsonl", "xlsx"}},
	"import": {
		"format": {"csv", "tsv", "json", "jsonl", "xlsx"}, "key": {"id", "external_id", "name", "none"},
		"decimal": {".", ","}, "encoding": {"utf-8", "windows-1252", "iso-8859-1", "iso-8859-15", "utf-16le", "utf-16be", "shift_jis", "macintosh"},
	},
}

// completeOptions completes what options take: words of a few, or columns.
func (f *flags) completeOptions(s Streams, root *cobra.Command) {
	for name, options := range closedValues {
		cmd, _, err := root.Find([]string{name})
		if err != nil {
			continue
		}
		for option, words := range options {
			_ = cmd.RegisterFlagCompletionFunc(option, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)) // the option is there
		}
		for _, option := range []string{"columns", "sort", "only"} {
			if cmd.Flags().Lookup(option) != nil {
				_ = cmd.RegisterFlagCompletionFunc(option, f.completeColumns(s))
			}
		}
		if cmd.Flags().Lookup("accept") != nil {
			_ = cmd.RegisterFlagCompletionFunc("accept", completeCauses)
		}
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

// completeColumns completes the keys of an object's fields, after a comma too.
func (f *flags) completeColumns(s Streams) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, typed string) (out []cobra.Completion, _ cobra.ShellCompDirective) {
		const directive = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
		if len(args) == 0 {
			return nil, directive
		}
		ctx, stop := context.WithTimeout(context.Background(), completionTime)
		defer stop()
		sess, err := f.open(s)
		if err != nil {
			return nil, directive
		}
		defer sess.close()
		sub, err := sess.subject(ctx, args[0])
		if err != nil {
			return nil, directive
		}
		before := typed[:strings.LastIndex(typed, ",")+1]
		for _, field := range sub.schema.Fields {
			out = append(out, completion(before+job.ColumnKey(sub.schema, field), field.Title))
		}
		return out, directive
	}
}

// completeArg completes the first argument to an object, with what follows
// its name, and the others of create and set to fields of it.
func (f *flags) completeArg(cmd *cobra.Command, s Streams, args []string, typed, after string) ([]cobra.Completion, cobra.ShellCompDirective) {
	ctx, stop := context.WithTimeout(context.Background(), completionTime)
	defer stop()
	switch {
	case len(args) == 0 && strings.Contains(typed, "/"):
		return nil, cobra.ShellCompDirectiveNoFileComp
	case len(args) == 0:
		return f.completeObject(ctx, s, typed, after)
	case cmd.Name() == "import" && len(args) == 1:
		return nil, cobra.ShellCompDirectiveDefault
	case cmd.Name() == "create" || cmd.Name() == "set":
		return f.completeField(ctx, s, args[0], typed)
	}
	return nil, cobra.ShellCompDirectiveNoFileComp
}

func (f *flags) completeObject(ctx context.Context, s Streams, typed, after string) (out []cobra.Completion, _ cobra.ShellCompDirective) {
	offer := func(key, title string) {
		if strings.HasPrefix(key, typed) {
			out = append(out, completion(key+after, title))
		}
	}
	if sess, err := f.open(s); err == nil {
		defer sess.close()
		if page, _, err := sess.client.ListObjects(ctx, api.ListOptions{}); err == nil {
			for _, o := range page.Items {
				offer(o.Key, o.TitlePluralized)
			}
		}
	}
	for _, c := range collection.Families() {
		offer(c.ID, c.Title)
	}
	directive := cobra.ShellCompDirectiveNoFileComp
	if after != "" {
		directive |= cobra.ShellCompDirectiveNoSpace
	}
	return out, directive
}

func (f *flags) completeField(ctx context.Context, s Streams, object, typed string) (out []cobra.Completion, _ cobra.ShellCompDirective) {
	const directive = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	object, _, _ = strings.Cut(object, "/")
	sess, err := f.open(s)
	if err != nil || strings.Contains(typed, "=") {
		return nil, directive
	}
	defer sess.close()
	sub, err := sess.subject(ctx, object)
	if err != nil {
		return nil, directive
	}
	for _, field := range sub.schema.Fields {
		key, _ := field.Custom()
		if strings.HasPrefix(key, typed) && sub.WhyNotEdit(collection.Item{}, field) == "" {
			out = append(out, completion(key+"=", field.Title))
		}
	}
	return out, directive
}

// completion is what the shell is offered. The service named it, and the shell
// prints it.
func completion(word, about string) cobra.Completion {
	return cobra.CompletionWithDesc(text.Clean(word), text.Clean(about))
}
