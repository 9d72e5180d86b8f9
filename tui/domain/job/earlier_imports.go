package job

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"zco/api/transfer"
)

// ImportKin names all imports into one object of an account by one key: a file
// that was mended has other content, and is one of them. The command line keeps
// their logs as ImportKin-CONTENT.jsonl.
func ImportKin(account, object string, key RowKey) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q", []string{account, object, string(key)}))
	return hex.EncodeToString(sum[:8])
}

// KinLogs are the logs in a folder of imports from the command line that are of
// one kin, which are not all done.
func KinLogs(dir, kin string) []string {
	logs, _ := filepath.Glob(filepath.Join(dir, kin+"-*.jsonl")) // the pattern is right
	return logs
}

// EarlierImports are the logs in a folder of jobs that are of imports into one
// object by one key and are not all done, but those that were undone. The last
// that is all done ends what belongs together: the same import another day
// starts afresh. It reads the disk.
func EarlierImports(dir, account, object string, key RowKey) ([]string, error) {
	r := &Runner{o: Options{Dir: dir, Account: account}}
	all, err := r.keptJobs()
	if err != nil {
		return nil, err
	}
	undone := map[string]bool{}
	for _, k := range all {
		if k.Undoes != "" {
			undone[k.Undoes] = true
		}
	}
	var logs []string
	for _, k := range slices.Backward(all) {
		if k.Kind != KindImport || k.Account != account || k.Object != object || k.Import == nil || k.Import.Key != key || undone[k.Entry] && k.Entry != "" {
			continue
		}
		if !k.Ended.IsZero() && k.Done >= k.Total {
			break
		}
		if _, err := os.Stat(r.logPath(k.Group)); err == nil {
			logs = append(logs, r.logPath(k.Group))
		}
	}
	return logs, nil
}

// alreadyIn are the records that earlier imports of its kind made, of this
// program's interface and of its command line.
func (r *Runner) alreadyIn(m Import) (transfer.Made, error) {
	logs, err := EarlierImports(r.dir(), r.o.Account, m.Object, m.Key)
	if err != nil {
		return nil, err
	}
	if r.o.Imports != "" {
		logs = append(logs, KinLogs(r.o.Imports, ImportKin(r.o.Account, m.Object, m.Key))...)
	}
	return transfer.Created(logs)
}
