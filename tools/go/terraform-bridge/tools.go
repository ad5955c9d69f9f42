//go:build tools

// Package tools keeps Pulumi's bridge to Terraform providers in go.mod and
// go.sum, so that tools/ can build exactly this version from the Go module proxy.
package tools

import _ "github.com/pulumi/pulumi-terraform-bridge/v3/dynamic"
