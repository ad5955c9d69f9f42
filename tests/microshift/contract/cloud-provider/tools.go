//go:build tools

// Package tools names the program that is built from this module: the real cloud provider of kube-vip.
package tools

import _ "github.com/kube-vip/kube-vip-cloud-provider"
