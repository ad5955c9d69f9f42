package main

import (
	"os"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// clusterConfig is what each node knows of the others (facts: microshift.md, B4).
type clusterConfig struct {
	// ControlPlane has addresses with commas between them; a worker reaches the API by the first of them.
	ControlPlane string `yaml:"controlplane"`
	EnableHA     bool   `yaml:"enable_ha"`
}

func readClusterConfig() clusterConfig {
	var read clusterConfig
	if err := yaml.Unmarshal(must(os.ReadFile(clusterConfigFile)), &read); err != nil {
		fail("failed to parse %s: %w", clusterConfigFile, err)
	}
	if len(read.addresses()) == 0 {
		fail("%s names no control plane", clusterConfigFile)
	}
	return read
}

func (c clusterConfig) write() { write(clusterConfigFile, must(yaml.Marshal(c)), 0o600) }

func (c clusterConfig) addresses() []string {
	return strings.FieldsFunc(c.ControlPlane, func(letter rune) bool { return letter == ',' || letter == ' ' })
}

// with is the same with other addresses: those that were known keep their order.
func (c clusterConfig) with(addresses []string) clusterConfig {
	var ordered []string
	for _, address := range append(c.addresses(), addresses...) {
		if slices.Contains(addresses, address) && !slices.Contains(ordered, address) {
			ordered = append(ordered, address)
		}
	}
	return clusterConfig{strings.Join(ordered, ","), c.EnableHA}
}

// withAll is the same with the addresses of a joining node's cluster. The real one appends the node's own address even
// where it is a worker (facts: microshift.md, B7, 9).
func (c clusterConfig) withAll(addresses []string, own identity) clusterConfig {
	if !slices.Contains(addresses, own.address) {
		addresses = append(slices.Clone(addresses), own.address)
	}
	return clusterConfig{strings.Join(addresses, ","), c.EnableHA}
}

// beginCluster writes the file at the first start, from the marker that is there by then: one that comes later
// changes nothing any more.
func beginCluster(nodeIP string) {
	if !isThere(clusterConfigFile) {
		clusterConfig{nodeIP, isThere(enableHAMarker)}.write()
	}
}
