package cli

import (
	"bytes"
	"io"

	"github.com/spf13/cobra"
)

// afterEquals goes behind cobra's script for bash. To bash a word ends at an
// equals sign: it puts what is completed behind the sign that is there, so that
// of field=value only the value may be said.
const afterEquals = `
__zco_completed()
{
    __start_zco "$@"
    local typed=${COMP_LINE:0:COMP_POINT}
    typed=${typed##*[[:blank:]]}
    if [[ $COMP_WORDBREAKS == *=* && $typed == [!-]*=* ]]; then
        COMPREPLY=("${COMPREPLY[@]#"${typed%"${typed##*=}"}"}")
    fi
    COMPREPLY=("${COMPREPLY[@]//\\,/,}")
}
`

// Cobra writes a comma with a backslash before it compares, which nobody types
// in a list of columns or options.
const (
	escapedOnly = `[[ $comp == "$cur"* ]] || continue`
	withCommas  = `[[ $comp == "$cur"* || ${comp//\\,/,} == "$cur"* ]] || continue`
)

// writeBash writes the script for bash.
func writeBash(root *cobra.Command, out io.Writer, described bool) error {
	var script bytes.Buffer
	if err := root.GenBashCompletionV2(&script, described); err != nil {
		return err
	}
	text := bytes.ReplaceAll(script.Bytes(), []byte("-F __start_zco "), []byte("-F __zco_completed "))
	text = bytes.ReplaceAll(text, []byte(escapedOnly), []byte(withCommas))
	at := bytes.LastIndex(text, []byte("\nif [[ $(type -t compopt)"))
	if at < 0 {
		at = len(text)
	}
	for _, part := range [][]byte{text[:at], []byte(afterEquals), text[at:]} {
		if _, err := out.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// ownBash makes the command that writes the script for bash write this one.
func ownBash(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	cmd, _, err := root.Find([]string{"completion", "bash"})
	if err != nil || cmd.Name() != "bash" {
		return
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		plain, err := cmd.Flags().GetBool("no-descriptions")
		if err != nil {
			return err
		}
		return writeBash(cmd.Root(), cmd.OutOrStdout(), !plain)
	}
}
