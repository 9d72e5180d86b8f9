package collection

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"zco/api"
)

// What most families do is one operation of the client each, given here as a
// method expression such as (*api.Client).ShowObject: these make functions of a
// Collection of them.

// call is an operation that takes one thing and answers with another.
type call[A, T any] = func(c *api.Client, ctx context.Context, a A) (T, *api.Response, error)

// in gives an operation what its rows belong to.
func in[A, T any](of string, do func(*api.Client, context.Context, string, A) (T, *api.Response, error)) call[A, T] {
	return func(c *api.Client, ctx context.Context, a A) (T, *api.Response, error) { return do(c, ctx, of, a) }
}

// listIn gives a list what its rows belong to.
func listIn[T any](of string, list func(*api.Client, context.Context, string) iter.Seq2[T, error]) func(*api.Client, context.Context) iter.Seq2[T, error] {
	return func(c *api.Client, ctx context.Context) iter.Seq2[T, error] { return list(c, ctx, of) }
}

func getWith[T any](show call[string, T], row func(T) Item) func(context.Context, *api.Client, string) (Item, error) {
	return func(ctx context.Context, c *api.Client, id string) (Item, error) {
		it, _, err := show(c, ctx, id)
		return row(it), err
	}
}

func createWith[P, T any](create call[P, T], patch func(Patch) P, row func(T) Item) func(context.Context, *api.Client, Patch) (Item, error) {
	return func(ctx context.Context, c *api.Client, p Patch) (Item, error) {
		it, _, err := create(c, ctx, patch(p))
		return row(it), err
	}
}

// sendWith sends a change as the service takes it.
func sendWith[P, T any](update func(*api.Client, context.Context, string, P) (T, *api.Response, error), row func(T) Item) func(context.Context, *api.Client, string, P) (Item, error) {
	return func(ctx context.Context, c *api.Client, id string, p P) (Item, error) {
		it, _, err := update(c, ctx, id, p)
		return row(it), err
	}
}

func updateWith[P, T any](update func(*api.Client, context.Context, string, P) (T, *api.Response, error), patch func(Patch) P, row func(T) Item) func(context.Context, *api.Client, string, Patch) (Item, error) {
	send := sendWith(update, row)
	return func(ctx context.Context, c *api.Client, id string, p Patch) (Item, error) {
		return send(ctx, c, id, patch(p))
	}
}

func deleteWith(del func(*api.Client, context.Context, string) (*api.Response, error)) func(context.Context, *api.Client, string) error {
	return func(ctx context.Context, c *api.Client, id string) error {
		_, err := del(c, ctx, id)
		return err
	}
}

func deleteIn(of string, del func(*api.Client, context.Context, string, string) (*api.Response, error)) func(context.Context, *api.Client, string) error {
	return deleteWith(func(c *api.Client, ctx context.Context, id string) (*api.Response, error) { return del(c, ctx, of, id) })
}

// asked reads a row that must be the one that was asked for: what else an
// answer holds says nothing of it.
func asked(get func(context.Context, *api.Client, string) (Item, error)) func(context.Context, *api.Client, string) (Item, error) {
	return func(ctx context.Context, c *api.Client, id string) (Item, error) {
		it, err := get(ctx, c, id)
		if err == nil && !strings.EqualFold(it.ID, id) {
			return Item{}, fmt.Errorf("%s was asked for and %q came as the answer: something stands before the account, try again", id, it.ID)
		}
		return it, err
	}
}

// listWith lists what the service sends all at once; texts are the keys of the
// fields in which words are looked for.
func listWith[T any](list func(*api.Client, context.Context) iter.Seq2[T, error], row func(T) Item, texts ...string) func(context.Context, *api.Client, Query) (Page, error) {
	return func(ctx context.Context, c *api.Client, q Query) (Page, error) {
		all, err := listAll(list(c, ctx))
		return whole(each(all, row), q, texts...), err
	}
}

// manyWith reads rows by their ids.
func manyWith[T any](show call[[]string, []T], row func(T) Item) func(context.Context, *api.Client, []string) ([]Item, error) {
	return func(ctx context.Context, c *api.Client, ids []string) ([]Item, error) {
		list, _, err := show(c, ctx, ids)
		return each(list, row), err
	}
}

// result is what an operation answers, without how.
func result[T any](value T, _ *api.Response, err error) (T, error) { return value, err }

// each is what of makes of each element of a list.
func each[T, U any](list []T, of func(T) U) []U {
	out := make([]U, len(list))
	for i, one := range list {
		out[i] = of(one)
	}
	return out
}

// schemaOf is a schema that is the same in every account.
func schemaOf(fields []Field) func(context.Context, *api.Client) (*Schema, error) {
	return func(context.Context, *api.Client) (*Schema, error) { return NewSchema(slices.Clone(fields)), nil }
}

// listAll reads a list to its end.
func listAll[T any](list iter.Seq2[T, error]) ([]T, error) {
	var out []T
	for one, err := range list {
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, nil
}
