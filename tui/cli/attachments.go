package cli

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"zco/api"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
	"zco/tui/domain/number"
)

func newAttachments(s Streams, f *flags) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "attachments",
		Short: "List, upload, download and delete the files of a record",
		Long: `The files attached to a record: at most 5 of 10 MB each, of an object that allows
them. A file is named by its name or its ID.`,
	}
	a := &files{streams: s, flags: f}
	list := &cobra.Command{
		Use: "list OBJECT/ID", Short: "List the files of a record", Args: exactly(1), RunE: a.on(a.list),
	}
	withJSON(list, &a.asJSON)
	add := &cobra.Command{
		Use: "add OBJECT/ID FILE...", Short: "Upload files to a record", Args: atLeast(2),
		Example: "  zco attachments add asset/external_id:AST-00000002 contract.pdf",
		RunE:    a.on(a.add),
	}
	withJSON(add, &a.asJSON)
	get := &cobra.Command{
		Use: "get OBJECT/ID NAME", Short: "Download a file; it never overwrites one", Args: exactly(2),
		RunE: a.on(a.get),
	}
	get.Flags().StringVarP(&a.out, "output", "o", "", "the `FILE` to write, - for standard output; default its own name, in this folder")
	remove := &cobra.Command{
		Use: "delete OBJECT/ID NAME", Short: "Delete a file for good", Args: exactly(2),
		RunE: a.on(a.remove),
	}
	remove.Flags().BoolVar(&a.yes, "yes", false, "do not ask")
	cmd.AddCommand(list, add, get, remove)
	return cmd
}

// files is one run of zco attachments.
type files struct {
	streams Streams
	flags   *flags
	session *session
	key, id string

	out         string
	asJSON, yes bool
}

// on runs a verb on the record that the first argument names, with the rest of
// them.
func (a *files) on(do func(ctx context.Context, rest []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		t, err := parseRecord(args[0])
		if err != nil {
			return err
		}
		return a.flags.onRows(cmd.Context(), a.streams, t, func(sess *session, sub *subject) error {
			key, isObject := api.TargetObjectKey(sub.Source)
			if !isObject {
				return usage("%s have no attachments", sub.Title)
			}
			a.session, a.key = sess, key
			if a.id, err = sub.rowID(cmd.Context(), sess.client, t.id); err != nil {
				return err
			}
			return do(cmd.Context(), args[1:])
		})
	}
}

func (a *files) all(ctx context.Context) ([]api.Attachment, error) {
	var out []api.Attachment
	for f, err := range a.session.client.AllAttachments(ctx, a.key, a.id) {
		if err != nil {
			return nil, collection.AttachmentsError(err)
		}
		out = append(out, f)
	}
	return out, nil
}

func (a *files) list(ctx context.Context, _ []string) error {
	all, err := a.all(ctx)
	if err != nil {
		return err
	}
	if a.asJSON {
		return printJSON(a.streams, all)
	}
	for _, f := range all {
		if err := a.streams.print("%s  %s  %s bytes  %s  %s", f.ID, f.FileName, number.Thousands(f.Size), f.ContentType, strings.ReplaceAll(f.Scan, "_", " ")); err != nil {
			return err
		}
	}
	if len(all) == 0 {
		a.streams.say("no attachments")
	}
	return nil
}

func (a *files) add(ctx context.Context, paths []string) error {
	if a.flags.readOnly {
		return withCode(Refused, "nothing is uploaded in read-only mode")
	}
	contents := make([][]byte, len(paths))
	for i, path := range paths { // all are looked at before one is sent
		file, err := collection.FileToUpload(path)
		if err != nil {
			return usage("%v", err)
		}
		if file.Doubt != "" {
			a.streams.say("%s: %s", path, file.Doubt)
		}
		if contents[i], err = os.ReadFile(path); err != nil {
			return err
		}
	}
	w := a.session.changer(a.streams, &subject{Collection: a.collection()})
	defer w.close()
	for i, path := range paths {
		f, err := a.upload(ctx, w, filepath.Base(path), contents[i])
		if err != nil {
			if err = collection.AttachmentsError(err); i > 0 {
				return withCode(Partly, "%d of %d were uploaded: %v", i, len(paths), err)
			}
			return err
		}
		if a.asJSON {
			if err := printJSON(a.streams, f); err != nil {
				return err
			}
			continue
		}
		a.streams.say("uploaded %s (%s)", f.FileName, f.ID)
	}
	return nil
}

// upload sends a file: kept in the history as what the interface sends, and
// told of while it is on its way.
func (a *files) upload(ctx context.Context, w *changer, name string, content []byte) (f api.Attachment, err error) {
	entry := journal.Entry{Account: w.Account, User: w.User, Object: a.collection().ID, Name: "Upload " + name, Action: journal.Verb}
	id, bad := w.Journal.Begin(ctx, entry)
	if bad != nil && ctx.Err() != nil {
		return f, bad
	}
	line := newProgress(a.streams, "uploading "+name)
	f, _, err = a.session.client.UploadAttachment(ctx, a.key, a.id, api.Upload{Name: name, Content: content, Progress: func(sent, total int) {
		line.show(state{done: sent, total: total, bytes: true, left: -1})
	}})
	line.clear()
	w.Journal.Finish(id, change.OutcomeOf("uploaded "+name, err))
	return f, err
}

func (a *files) collection() *collection.Collection {
	return collection.AttachmentsOf(a.key + "/" + a.id)
}

// find is the file with an ID, else the one with a name.
func (a *files) find(ctx context.Context, name string) (api.Attachment, error) {
	all, err := a.all(ctx)
	if err != nil {
		return api.Attachment{}, err
	}
	var found []api.Attachment
	for _, f := range all {
		if f.ID == name {
			return f, nil
		}
		if f.FileName == name {
			found = append(found, f)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return api.Attachment{}, withCode(NotFound, "the record has no file %s; zco attachments list shows them", name)
	}
	return api.Attachment{}, usage("%d files have the name %s: give the ID of one", len(found), name)
}

func (a *files) get(ctx context.Context, names []string) error {
	f, err := a.find(ctx, names[0])
	if err != nil {
		return err
	}
	path := cmp.Or(a.out, collection.SafeFileName(f.FileName))
	if _, err := os.Lstat(path); err == nil && path != "-" {
		return usage("%s exists: choose another name with -o", path)
	}
	content, _, err := a.session.client.DownloadAttachment(ctx, a.key, a.id, f.ID)
	if err != nil {
		return err
	}
	if path == "-" {
		_, err := a.streams.Out.Raw().Write(content)
		return err
	}
	if err := collection.WriteNew(path, content); err != nil {
		return err
	}
	a.streams.say("%s bytes in %s", number.Thousands(len(content)), path)
	return nil
}

func (a *files) remove(ctx context.Context, names []string) error {
	if a.flags.readOnly {
		return withCode(Refused, "nothing is deleted in read-only mode")
	}
	f, err := a.find(ctx, names[0])
	if err != nil {
		return err
	}
	if !a.yes {
		if err := agreed(ctx, a.streams, "Delete "+f.FileName+" for good?", ""); err != nil {
			return err
		}
	}
	col := a.collection()
	w := a.session.changer(a.streams, &subject{Collection: col, schema: collection.AttachmentSchema()})
	defer w.close()
	if _, err := w.send(ctx, change.Change{
		Action: journal.Delete, Collection: col, Ref: collection.Ref{Collection: col.ID, ID: f.ID},
	}); err != nil {
		return err
	}
	a.streams.say("deleted %s", f.FileName)
	return nil
}
