package cli

import (
	"context"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"zco/api"
	"zco/tui/domain/collection"
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
		"records": object, "create": object, "export": object, "import": object, "count": object, "changes": object,
		"get": row, "set": row, "delete": row,
		"attachments list": row, "attachments add": row, "attachments get": row, "attachments delete": row,
		"logout": f.completeProfiles,
	} {
		if cmd, _, err := root.Find(strings.Fields(name)); err == nil {
			cmd.ValidArgsFunction = complete
		}
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
	case cmd.Name() == "import" && len(args) == 1, cmd.Name() == "add":
		return nil, cobra.ShellCompDirectiveDefault // a file
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

// completeField completes the key of a field, or of one that has few values
// what follows it.
func (f *flags) completeField(ctx context.Context, s Streams, object, typed string) (out []cobra.Completion, _ cobra.ShellCompDirective) {
	const directive = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	object, _, _ = strings.Cut(object, "/")
	name, given, valued := strings.Cut(typed, "=")
	f.withSubject(ctx, s, object, func(sub *subject) {
		if valued {
			if field, err := sub.field(strings.TrimSuffix(name, ":")); err == nil {
				out = valuesOf(field, name+"=", given)
			}
			return
		}
		for _, field := range sub.schema.Fields {
			key, _ := field.Custom()
			if strings.HasPrefix(key, typed) && sub.WhyNotEdit(collection.Item{}, field) == "" {
				out = append(out, completion(key+"=", field.Title))
			}
		}
	})
	if valued {
		return out, cobra.ShellCompDirectiveNoFileComp
	}
	return out, directive
}

// withSubject reads what an object has, for the shell; what fails is silent.
func (f *flags) withSubject(ctx context.Context, s Streams, object string, do func(*subject)) {
	sess, err := f.open(s)
	if err != nil {
		return
	}
	defer sess.close()
	if sub, err := sess.subject(ctx, object); err == nil {
		do(sub)
	}
}

// completion is what the shell is offered. The service named it, and the shell
// prints it.
func completion(word, about string) cobra.Completion {
	return cobra.CompletionWithDesc(text.Clean(word), text.Clean(about))
}
