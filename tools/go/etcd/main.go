// The etcd server of a machine, built from the released module: its own main
// package cannot be named by `go build` from another module.
package main

import (
	"os"

	"go.etcd.io/etcd/server/v3/etcdmain"
)

func main() { etcdmain.Main(os.Args) }
