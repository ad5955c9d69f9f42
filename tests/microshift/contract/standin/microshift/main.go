// Stands in for the programs of MicroShift: one binary, and the name by which it is started decides.
package main

import (
	"log"
	"os"
	"path/filepath"
)

// variant is set when the program is built; a real one has the same words in it (facts: microshift.md, B1).
var variant = "BuildVariant=none"

// isCommunity says whether the program was built to stand up clusters of several nodes.
func isCommunity() bool { return variant == "BuildVariant=community" }

var programs = map[string]func(arguments []string){
	"microshift":              microshift,
	"microshift-etcd":         microshiftEtcd,
	"microshift-cleanup-data": cleanupData,
	"microshift-ovn":          ovnDatabase,
	"ovn-appctl":              ovnAppctl,
	"kube-vip":                kubeVip,
	"golang-code-server":      demoServer,
}

func main() {
	log.SetFlags(0)
	name := filepath.Base(os.Args[0])
	run, known := programs[name]
	if !known {
		log.Fatalf("%s is the name of no stand-in", name)
	}
	if err := attempt(func() { run(os.Args[1:]) }); err != nil {
		log.Fatalf("%s (stand-in): %v", name, err)
	}
}

// microshift has the subcommands of the real one that a cluster is made with.
func microshift(arguments []string) {
	subcommand := ""
	if len(arguments) > 0 {
		subcommand = arguments[0]
	}
	switch {
	case subcommand == "run":
		run(arguments[1:])
	case subcommand == "version":
		log.SetOutput(os.Stdout)
		log.Printf("MicroShift Version: %s.0-contract\nBase OCP Version: %s.0", installedVersion(), installedVersion())
	case subcommand == "add-node" && isCommunity() && has("add-node"):
		addNode(arguments[1:])
	default:
		fail("unknown command %q for \"microshift\"", subcommand)
	}
}
