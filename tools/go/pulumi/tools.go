//go:build tools

// Package tools keeps the Pulumi command line in go.mod and go.sum, so that
// tools/ can build exactly this version from the Go module proxy.
package tools

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
