package cli

import (
	"context"

	"github.com/spf13/cobra"

	"zco/config"
)

// verbRun is what one run of a verb has: streams and, once it is signed in, the
// session and the collection that it works on.
type verbRun struct {
	streams Streams
	session *session
	subject *subject
}

// inCollection runs a verb on the collection that its first argument names.
func (f *flags) inCollection(r *verbRun, run func(ctx context.Context, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		t, err := parseCollection(args[0])
		if err != nil {
			return err
		}
		return f.on(cmd.Context(), r.streams, t, func(sess *session, sub *subject) error {
			r.session, r.subject = sess, sub
			return run(cmd.Context(), args)
		})
	}
}

// on opens the session that a target belongs to and its collection.
func (f *flags) on(ctx context.Context, s Streams, t target, do func(*session, *subject) error) error {
	return f.onWhile(ctx, s, t, func(context.Context, *session, *subject) {}, do)
}

// onWhile is on, and lets a verb send for what needs no fields before they are
// asked for; what nobody waits for is broken off.
func (f *flags) onWhile(ctx context.Context, s Streams, t target, before func(context.Context, *session, *subject), do func(*session, *subject) error) error {
	return f.opened(ctx, s, t, func(ctx context.Context, sess *session, sub *subject) error {
		before(ctx, sess, sub)
		if err := sess.askFields(ctx, sub); err != nil {
			return err
		}
		return do(sess, sub)
	})
}

// onRows is on, for a verb that does its work without the fields.
func (f *flags) onRows(ctx context.Context, s Streams, t target, do func(*session, *subject) error) error {
	return f.opened(ctx, s, t, func(ctx context.Context, sess *session, sub *subject) error {
		if err := sess.askFieldsApart(ctx, sub); err != nil {
			return err
		}
		return do(sess, sub)
	})
}

// withSession runs a verb that takes no target on the account that is signed in
// to.
func (f *flags) withSession(s Streams, run func(context.Context, *session) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, _ []string) error {
		sess, err := f.open(s)
		if err != nil {
			return err
		}
		defer sess.close()
		return run(cmd.Context(), sess)
	}
}

// withSettings runs a verb that needs no more than what was decided beforehand.
func (f *flags) withSettings(s Streams, run func(paths config.Paths, conf *config.Config, args []string) error) func(*cobra.Command, []string) error {
	return func(_ *cobra.Command, args []string) error {
		paths, conf, err := f.settings(s)
		if err != nil {
			return err
		}
		return run(paths, conf, args)
	}
}

// opened signs in where a target is.
func (f *flags) opened(ctx context.Context, s Streams, t target, do func(context.Context, *session, *subject) error) error {
	if err := f.turnTo(t, s); err != nil {
		return err
	}
	sess, err := f.open(s)
	if err != nil {
		return err
	}
	defer sess.close()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	return do(ctx, sess, subjectNamed(t.collection))
}
