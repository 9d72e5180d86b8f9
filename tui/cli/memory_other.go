//go:build !linux

package cli

func dropFilePages() {}
