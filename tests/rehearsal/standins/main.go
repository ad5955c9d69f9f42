// Stands in for the programs of an OpenShift release: one binary, and the name by which it is started decides.
package main

import (
	"fmt"
	"log"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
)

var programs = map[string]func(arguments []string){
	"hyperkube":                       hyperkube,
	"cluster-kube-apiserver-operator": insecureReadyz,
	"cluster-policy-controller":       policyController,
	"machine-config-controller":       machineConfigController,
	"machine-config-server":           machineConfigServer,
	"cluster-version-operator":        clusterVersionOperator,
	"static-pod-installer":            installer,
	"python3":                         python3,
}

func main() {
	log.SetFlags(log.LUTC | log.Ltime)
	name := filepath.Base(os.Args[0])
	run, known := programs[name]
	if !known {
		log.Fatalf("%s is the name of no stand-in", name)
	}
	// The first process of a container ends at a signal only if it asks for it.
	ended := make(chan os.Signal, 1)
	signal.Notify(ended, syscall.SIGTERM, syscall.SIGINT)
	go func() {
		<-ended
		os.Exit(0)
	}()
	if err := attempt(func() { run(os.Args[1:]) }); err != nil {
		log.Fatalf("%s (stand-in): %v", name, err)
	}
}

// failure is what check ends the work with.
type failure struct{ error }

// check ends what attempt runs, however deep in it.
func check(err error) {
	if err != nil {
		panic(failure{err})
	}
}

func must[T any](value T, err error) T {
	check(err)
	return value
}

func fail(format string, values ...any) { check(fmt.Errorf(format, values...)) }

// attempt returns the failure that ended the work.
func attempt(work func()) (err error) {
	defer func() {
		switch ending := recover().(type) {
		case nil:
		case failure:
			err = ending.error
		default:
			panic(ending)
		}
	}()
	work()
	return nil
}
