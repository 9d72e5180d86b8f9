// Package disk writes small files so that they never tear and locks them
// between processes. It knows bytes and modes, nothing of what is in them, and
// imports no other package of zco.
//
// The one rule: read, change and write of a file that two sessions share
// happen inside one WithLock, and the lock is taken on a file of its own,
// because the file itself is replaced by each Write.
package disk
