package main

import (
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"
)

// inRootWith makes a new folder the root of this process until the test ends, so that MicroShift's own paths are the
// test's. Needs root; tests that use it cannot run in parallel.
func inRootWith(t *testing.T, files map[string]string) {
	t.Helper()
	folder := t.TempDir()
	before, err := os.Open("/")
	mustDo(t, err)
	mustDo(t, syscall.Chroot(folder))
	mustDo(t, os.Chdir("/"))
	t.Cleanup(func() {
		mustDo(t, before.Chdir())
		mustDo(t, syscall.Chroot("."))
		mustDo(t, before.Close())
	})
	for path, text := range files {
		write(path, []byte(text), 0o600)
	}
}

func mustDo(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func textOf(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	mustDo(t, err)
	return string(text)
}

func modeOf(t *testing.T, path string) fs.FileMode {
	t.Helper()
	status, err := os.Stat(path)
	mustDo(t, err)
	return status.Mode().Perm()
}

// refused has the work fail, and each of the words in what it says.
func refused(t *testing.T, work func(), words ...string) {
	t.Helper()
	err := attempt(work)
	if err == nil {
		t.Fatalf("nothing was refused, and %q was to be", words)
	}
	for _, word := range words {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("%q does not say %q", err, word)
		}
	}
}
