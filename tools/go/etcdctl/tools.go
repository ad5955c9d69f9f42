//go:build tools

// Package tools keeps etcdctl in go.mod and go.sum, so that tools/ can build
// exactly this version from the Go module proxy.
package tools

import _ "go.etcd.io/etcd/etcdctl/v3"
