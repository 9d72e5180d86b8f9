package config

import (
	"errors"
	"fmt"
	"slices"
)

// ErrNoView says that an object has no saved view of that name.
var ErrNoView = errors.New("there is no such view")

// SaveView writes a view of an object into views.toml beside the config file
// at path, in the place of one of the same name. The object of v need not be
// set. ErrOwned if config.toml has one of that name.
func SaveView(path, object string, v View) error {
	v.Object = object
	if object == "" || v.Name == "" {
		return errors.New("cannot save the view: it needs a name")
	}
	filter, err := filterText(v.Filter)
	if err != nil {
		return fmt.Errorf("cannot save the view %q: its filter %w", v.Name, err)
	}
	v.Filter = filter
	return changeViews(path, v, func(views []View) ([]View, error) { return withView(views, v), nil })
}

// DeleteView takes a view out of views.toml. ErrOwned, ErrNoView.
func DeleteView(path, object, name string) error {
	v := View{Object: object, Name: name}
	return changeViews(path, v, func(views []View) ([]View, error) {
		left := slices.DeleteFunc(slices.Clone(views), v.same)
		if len(left) == len(views) {
			return nil, fmt.Errorf("cannot delete the view %q of %s: %w", name, object, ErrNoView)
		}
		return left, nil
	})
}

func changeViews(path string, v View, fn func([]View) ([]View, error)) error {
	return change(path, viewsFile(path), func(own *Config, w *written) (err error) {
		if at := own.Where("views", v.Object, v.Name); at != "" {
			return fmt.Errorf("cannot change the view %q of %s (%s): %w, or choose another name", v.Name, v.Object, at, ErrOwned)
		}
		w.Views, err = fn(w.Views)
		return err
	})
}

// same tells whether two views go by one name.
func (v View) same(w View) bool { return v.Object == w.Object && v.Name == w.Name }

// withView puts v in the place of the one of its name, or at the end.
func withView(views []View, v View) []View {
	out := slices.Clone(views)
	if i := slices.IndexFunc(out, v.same); i >= 0 {
		out[i] = v
		return out
	}
	return append(out, v)
}
