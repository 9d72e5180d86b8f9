package cli

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"zco/config"
)

// wrongOption says in words what is wrong with an option.
func wrongOption(cmd *cobra.Command, err error) error {
	var (
		unknown *pflag.NotExistError
		empty   *pflag.ValueRequiredError
		value   *pflag.InvalidValueError
	)
	help := "; see " + cmd.CommandPath() + " --help"
	switch {
	case errors.As(err, &unknown):
		return usage("there is no option %s%s%s", optionTyped(unknown.GetSpecifiedName()), meant(cmd, unknown.GetSpecifiedName()), help)
	case errors.As(err, &empty):
		name, _ := pflag.UnquoteUsage(empty.GetFlag())
		return usage("%s needs a value: --%s %s%s", optionTyped(empty.GetSpecifiedName()), empty.GetFlag().Name, strings.ToUpper(name), help)
	case errors.As(err, &value):
		return usage("--%s must be %s, not %q%s", value.GetFlag().Name, takes(value.GetFlag()), value.GetValue(), help)
	}
	return usage("%w%s", err, help)
}

// optionTyped is an option as a person types it.
func optionTyped(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// meant names the option that was most likely meant, in brackets.
func meant(cmd *cobra.Command, name string) string {
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if best := config.Nearest(name, names); len(name) > 1 && best != "" {
		return " (did you mean --" + best + "?)"
	}
	return ""
}

// takes says in words what an option takes.
func takes(f *pflag.Flag) string {
	switch f.Value.Type() {
	case "bool":
		return "true or false"
	case "int", "int64", "uint", "count":
		return "a whole number"
	case "float64":
		return "a number"
	case "duration":
		return "a span of time, such as 30s or 2h"
	}
	return "a " + f.Value.Type()
}

// arguments refuses fewer arguments than at least, and more than at most;
// below zero there is no upper bound.
func arguments(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return usage("something is missing behind %s; usage: %s", strings.Join(append([]string{verb(cmd)}, args...), " "), cmd.UseLine())
		case most >= 0 && len(args) > most:
			return usage("%s does not take %s; usage: %s", verb(cmd), strings.Join(args[most:], " "), cmd.UseLine())
		}
		return nil
	}
}

// verb is a command as a person says it, "records" or "config path".
func verb(cmd *cobra.Command) string { return strings.TrimPrefix(cmd.CommandPath(), "zco ") }

// The numbers of arguments that commands take.
var (
	none      = arguments(0, 0)
	atMostOne = arguments(0, 1)
)

func exactly(n int) cobra.PositionalArgs { return arguments(n, n) }
func atLeast(n int) cobra.PositionalArgs { return arguments(n, -1) }
