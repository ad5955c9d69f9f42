package main

import (
	"log"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// settings is the part of config.yaml that the stand-in acts on, with MicroShift's own values for what is left out.
type settings struct {
	APIServer struct {
		SubjectAltNames []string `yaml:"subjectAltNames"`
	} `yaml:"apiServer"`
	DNS struct {
		BaseDomain string `yaml:"baseDomain"`
	} `yaml:"dns"`
	Network struct {
		ClusterNetwork       []string `yaml:"clusterNetwork"`
		ServiceNetwork       []string `yaml:"serviceNetwork"`
		ServiceNodePortRange string   `yaml:"serviceNodePortRange"`
	} `yaml:"network"`
	Node struct {
		HostnameOverride string `yaml:"hostnameOverride"`
		NodeIP           string `yaml:"nodeIP"`
	} `yaml:"node"`
	Manifests struct {
		KustomizePaths []string `yaml:"kustomizePaths"`
	} `yaml:"manifests"`
}

// sinceOfKey has the keys of config.yaml, and the version that was the first to have each (facts: microshift.md, A6).
var sinceOfKey = map[string]string{
	"apiServer.advertiseAddress": "4.15", "apiServer.subjectAltNames": "4.15", "apiServer.auditLog": "4.16",
	"apiServer.tls": "4.16", "apiServer.namedCertificates": "4.15",
	"debugging.logLevel": "4.15",
	"dns.baseDomain":     "4.15", "dns.hosts": "4.22", "dns.configFile": "4.22",
	"etcd.memoryLimitMB": "4.15",
	"ingress.status":     "4.16", "ingress.ports": "4.16", "ingress.listenAddress": "4.16",
	"ingress.routeAdmissionPolicy": "4.16",
	"manifests.kustomizePaths":     "4.15",
	"network.clusterNetwork":       "4.15", "network.serviceNetwork": "4.15", "network.serviceNodePortRange": "4.15",
	"network.cniPlugin": "4.15", "network.multus": "4.15",
	"node.hostnameOverride": "4.15", "node.nodeIP": "4.15", "node.nodeIPv6": "4.15",
	"storage.driver": "4.17", "storage.optionalCsiComponents": "4.17",
	"telemetry.status": "4.22", "telemetry.endpoint": "4.22", "telemetry.proxy": "4.22",
}

// openKeys take any settings of a user.
var openKeys = map[string]string{"kubelet": "4.17", "clusterToCluster": "4.22", "genericDevicePlugin": "4.22"}

var sinceOfFeature = map[string]string{"drop-ins": "4.18", "add-node": "4.21"}

func installedVersion() string { return strings.TrimSpace(string(must(os.ReadFile(versionFile)))) }

// The versions that there are all have two digits after the dot.
func has(feature string) bool { return installedVersion() >= sinceOfFeature[feature] }

// readSettings reads config.yaml and, where the version has them, the drop-ins in the order of their names.
func readSettings() settings {
	merged := map[string]any{}
	var files []string
	if isThere(configFile) {
		files = append(files, configFile)
	}
	if has("drop-ins") {
		dropIns := must(filepath.Glob(dropInFolder + "/*.yaml"))
		slices.Sort(dropIns)
		files = append(files, dropIns...)
	}
	for _, file := range files {
		var content map[string]any
		if err := yaml.Unmarshal(must(os.ReadFile(file)), &content); err != nil {
			fail("failed to parse config file %q: %w", file, err)
		}
		refuseUnknown(file, content)
		merge(merged, content)
	}
	var read settings
	read.DNS.BaseDomain = "example.com"
	read.Network.ClusterNetwork = []string{"10.42.0.0/16"}
	read.Network.ServiceNetwork = []string{"10.43.0.0/16"}
	read.Network.ServiceNodePortRange = "30000-32767"
	read.Manifests.KustomizePaths = []string{
		"/usr/lib/microshift/manifests", "/usr/lib/microshift/manifests.d/*",
		"/etc/microshift/manifests", "/etc/microshift/manifests.d/*",
	}
	if err := yaml.Unmarshal(must(yaml.Marshal(merged)), &read); err != nil {
		fail("invalid configuration: %w", err)
	}
	if len(read.Network.ServiceNetwork) != 1 {
		fail("invalid configuration: network.serviceNetwork must have exactly one entry")
	}
	return read
}

func refuseUnknown(file string, content map[string]any) {
	version := installedVersion()
	refuse := func(key string) { fail("invalid configuration: %s: unknown key %q in version %s", file, key, version) }
	for key, value := range content {
		if since, open := openKeys[key]; open && version >= since {
			continue
		}
		below, isMap := value.(map[string]any)
		if !isMap {
			refuse(key)
		}
		for name := range below {
			since, known := sinceOfKey[key+"."+name]
			if !known || version < since {
				refuse(key + "." + name)
			}
		}
	}
}

// merge merges maps and replaces everything else, lists included.
func merge(into, from map[string]any) {
	for key, value := range from {
		below, isMap := value.(map[string]any)
		present, there := into[key].(map[string]any)
		if isMap && there {
			merge(present, below)
		} else {
			into[key] = value
		}
	}
}

func (s settings) nodeName() string {
	if s.Node.HostnameOverride != "" {
		return s.Node.HostnameOverride
	}
	return must(os.Hostname())
}

// refuseNewName fails where the node had another name at its first start, as the real one does.
func (s settings) refuseNewName() {
	if !isThere(nodeNameFile) {
		write(nodeNameFile, []byte(s.nodeName()), 0o600)
	}
	if first := string(must(os.ReadFile(nodeNameFile))); first != s.nodeName() {
		fail("configured node name %q does not match previous node name %q, and a node cannot be renamed", s.nodeName(), first)
	}
}

// nodeIP is the configured address, or the first of the bridge's that is no single one as a virtual address is.
func (s settings) nodeIP() string {
	if s.Node.NodeIP != "" {
		return s.Node.NodeIP
	}
	for _, name := range []string{"br-ex", "eth0"} {
		link, err := net.InterfaceByName(name)
		if err != nil {
			continue
		}
		for _, address := range must(link.Addrs()) {
			found, isNet := address.(*net.IPNet)
			if !isNet || found.IP.To4() == nil {
				continue
			}
			if length, _ := found.Mask.Size(); length < 32 {
				return found.IP.String()
			}
		}
	}
	fail("neither br-ex nor eth0 has an IPv4 address")
	return ""
}

// alternativeNames are further names and addresses of the API, those of the marker included.
func (s settings) alternativeNames() []string {
	names := slices.Clone(s.APIServer.SubjectAltNames)
	if isThere(tlsSanMarker) {
		separators := func(letter rune) bool { return strings.ContainsRune(", \n\t", letter) }
		names = append(names, strings.FieldsFunc(string(must(os.ReadFile(tlsSanMarker))), separators)...)
	}
	return names
}

// firstServiceAddress is the one of Service default/kubernetes.
func (s settings) firstServiceAddress() string {
	_, network, err := net.ParseCIDR(s.Network.ServiceNetwork[0])
	check(err)
	first := slices.Clone(network.IP)
	first[len(first)-1]++
	return first.String()
}

func logf(format string, values ...any) { log.Printf("stand-in: "+format, values...) }
