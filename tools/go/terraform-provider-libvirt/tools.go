//go:build tools

// Package tools keeps the Terraform provider of libvirt in go.mod and go.sum,
// so that tools/ can build exactly this version from the Go module proxy.
package tools

import _ "github.com/dmacvicar/terraform-provider-libvirt"
