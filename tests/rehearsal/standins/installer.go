// Stands in for the installer pods of the static pod operators: what a Secret hands over becomes a machine's files.
package main

import (
	"os"
	"path/filepath"
	"strings"
)

const (
	configuration = "/etc/kubernetes"
	handedOver    = "/material"
	podSuffix     = "-pod.yaml"
)

// resources is where the files of one kind of static pods stand in a machine.
func resources(kind string) string { return configuration + "/static-pod-resources/" + kind }

// installer writes the files of the kind that its argument names; the pods that read them come last.
func installer(arguments []string) {
	if len(arguments) != 1 {
		fail("one argument is needed, not %d", len(arguments))
	}
	var pods []string
	for _, entry := range must(os.ReadDir(handedOver)) {
		switch name := entry.Name(); {
		// The kubelet's own links in a mounted Secret.
		case strings.HasPrefix(name, ".."):
		case strings.HasSuffix(name, podSuffix):
			pods = append(pods, name)
		default:
			place(name, resources(arguments[0]))
		}
	}
	for _, name := range pods {
		place(name, configuration+"/manifests")
	}
}

// place writes beside the folder and moves into it: the kubelet must never read half a manifest.
func place(name, folder string) {
	check(os.MkdirAll(folder, 0o700))
	beside := filepath.Join(configuration, "."+name+".new")
	check(os.WriteFile(beside, must(os.ReadFile(filepath.Join(handedOver, name))), 0o600))
	check(os.Rename(beside, filepath.Join(folder, name)))
}
