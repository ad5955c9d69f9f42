package main

import (
	"slices"
	"testing"
)

const dropIn = dropInFolder + "/10-test.yaml"

func TestMicroShiftsOwnValues(t *testing.T) {
	inRootWith(t, map[string]string{versionFile: "4.21\n"})
	read := readSettings()
	if read.DNS.BaseDomain != "example.com" || read.Network.ServiceNodePortRange != "30000-32767" {
		t.Errorf("got %+v", read)
	}
	if !slices.Equal(read.Network.ClusterNetwork, []string{"10.42.0.0/16"}) {
		t.Errorf("pods are in %q", read.Network.ClusterNetwork)
	}
	if len(read.Manifests.KustomizePaths) != 4 {
		t.Errorf("manifests are looked for in %q", read.Manifests.KustomizePaths)
	}
	if first := read.firstServiceAddress(); first != "10.43.0.1" {
		t.Errorf("Service kubernetes is at %s", first)
	}
}

func TestDropInsAreMergedInTheOrderOfTheirNames(t *testing.T) {
	inRootWith(t, map[string]string{
		versionFile:                     "4.21\n",
		configFile:                      "dns: {baseDomain: one.example}\nnode: {nodeIP: 10.89.0.11, hostnameOverride: node-1}\n",
		dropInFolder + "/20-last.yaml":  "dns: {baseDomain: three.example}\nnetwork: {clusterNetwork: [10.50.0.0/16]}\n",
		dropInFolder + "/10-first.yaml": "dns: {baseDomain: two.example}\nnetwork: {clusterNetwork: [10.60.0.0/16, 10.70.0.0/16]}\n",
		dropInFolder + "/README":        "no: settings\n",
	})
	read := readSettings()
	if read.DNS.BaseDomain != "three.example" {
		t.Errorf("the domain is %s", read.DNS.BaseDomain)
	}
	// A map is merged, a list is replaced.
	if read.Node.NodeIP != "10.89.0.11" || read.nodeName() != "node-1" {
		t.Errorf("the node is %+v", read.Node)
	}
	if !slices.Equal(read.Network.ClusterNetwork, []string{"10.50.0.0/16"}) {
		t.Errorf("pods are in %q", read.Network.ClusterNetwork)
	}
}

func TestAVersionWithoutDropInsReadsNone(t *testing.T) {
	inRootWith(t, map[string]string{versionFile: "4.17\n", dropIn: "no: settings\n"})
	if read := readSettings(); read.DNS.BaseDomain != "example.com" {
		t.Errorf("got %+v", read)
	}
}

func TestSettingsThatAreRefused(t *testing.T) {
	for _, each := range []struct {
		name, version, text string
		words               []string
	}{
		{"a key that no version has", "4.21", "dns: {domain: x}\n", []string{dropIn, `"dns.domain"`, "4.21"}},
		{"a group that no version has", "4.21", "cluster: {name: x}\n", []string{`"cluster.name"`}},
		{"a value in the place of a group", "4.21", "dns: x\n", []string{`"dns"`}},
		{"a key of a later version", "4.21", "dns: {hosts: {status: Enabled}}\n", []string{`"dns.hosts"`}},
		{"an open group of a later version", "4.21", "genericDevicePlugin: {status: Enabled}\n", []string{`"genericDevicePlugin.status"`}},
		{"no YAML", "4.21", "dns: [\n", []string{"failed to parse config file", dropIn}},
		{"another kind of value", "4.21", "network: {clusterNetwork: {a: b}}\n", []string{"invalid configuration"}},
		{"two networks of Services", "4.21", "network: {serviceNetwork: [10.43.0.0/16, 10.44.0.0/16]}\n", []string{"exactly one entry"}},
	} {
		t.Run(each.name, func(t *testing.T) {
			inRootWith(t, map[string]string{versionFile: each.version, dropIn: each.text})
			refused(t, func() { readSettings() }, each.words...)
		})
	}
}

func TestSettingsThatTheirVersionTakes(t *testing.T) {
	for version, text := range map[string]string{
		"4.22": "dns: {hosts: {status: Enabled}}\ntelemetry: {status: Disabled}\ngenericDevicePlugin: {any: thing}\n",
		"4.18": "kubelet: {maxPods: 100, anything: else}\nstorage: {driver: none}\n",
	} {
		t.Run(version, func(t *testing.T) {
			inRootWith(t, map[string]string{versionFile: version, dropIn: text})
			mustDo(t, attempt(func() { readSettings() }))
		})
	}
}

func TestNamesOfTheAPI(t *testing.T) {
	inRootWith(t, map[string]string{tlsSanMarker: "10.89.0.100, api.example\n\tedge.example\n"})
	var s settings
	s.APIServer.SubjectAltNames = []string{"first.example"}
	wanted := []string{"first.example", "10.89.0.100", "api.example", "edge.example"}
	if names := s.alternativeNames(); !slices.Equal(names, wanted) {
		t.Errorf("got %q", names)
	}
	if len(s.APIServer.SubjectAltNames) != 1 {
		t.Errorf("the settings have changed: %q", s.APIServer.SubjectAltNames)
	}
}

func TestANodeKeepsItsName(t *testing.T) {
	inRootWith(t, nil)
	var first, later settings
	first.Node.HostnameOverride, later.Node.HostnameOverride = "node-1", "node-2"
	first.refuseNewName()
	first.refuseNewName()
	refused(t, later.refuseNewName, `"node-2"`, `"node-1"`)
}
