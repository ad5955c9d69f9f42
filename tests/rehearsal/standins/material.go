// Stands in for what the static pod operators make of the seeds: the files that a control plane is given.
package main

import (
	"bytes"
	"embed"
	"fmt"
	"strings"
	"text/template"
)

//go:embed pods/*.yaml
var podFiles embed.FS

var podTemplates = template.Must(template.ParseFS(podFiles, "pods/*.yaml"))

// Kinds of static pods that are installed together.
const (
	etcdKind         = "etcd"
	controlPlaneKind = "control-plane"
)

// podValues is what the templates are filled with.
type podValues struct {
	Name, Kind, Folder, Node, Address, AnyAddress, PeerURL, ClientURL, InitialCluster, Services, ReleaseImage string
}

func podValuesFor(kind string, machine node) podValues {
	anyAddress := "0.0.0.0"
	if strings.Contains(machine.address(), ":") {
		anyAddress = "[::]"
	}
	return podValues{
		Kind: kind, Folder: resources(kind), Node: machine.Metadata.Name,
		Address: machine.address(), AnyAddress: anyAddress,
		PeerURL: machine.url("2380"), ClientURL: machine.url("2379"),
	}
}

func render(pod string, values podValues) []byte {
	var text bytes.Buffer
	check(podTemplates.ExecuteTemplate(&text, pod+".yaml", values))
	return text.Bytes()
}

// material is the content of the files that one installer writes, by name.
type material map[string][]byte

func (m material) add(name string, own pair) {
	m[name+".crt"], m[name+".key"] = own.certificate, own.key
}

// etcdMaterial has the certificates of a member.
func etcdMaterial(s *seeds, machine node, initialCluster string) material {
	hosts := append(machine.addresses(), "localhost", "127.0.0.1", "::1")
	for _, namespace := range []string{"kube-system", "openshift-etcd"} {
		hosts = append(hosts, "etcd."+namespace+".svc", "etcd."+namespace+".svc.cluster.local")
	}
	values := podValuesFor(etcdKind, machine)
	values.InitialCluster = initialCluster
	files := material{"ca.crt": s.etcdBundle, "etcd" + podSuffix: render("etcd", values)}
	for _, name := range []string{"etcd-peer", "etcd-serving"} {
		files.add(name, s.etcd.issue(leaf{name: name + "-" + machine.Metadata.Name, hosts: hosts, usages: asPeer}))
	}
	return files
}

// controlPlaneMaterial has what kube-apiserver, kube-controller-manager and kube-scheduler of a machine read.
func controlPlaneMaterial(s *seeds, machine node) material {
	server := func(hosts ...string) leaf {
		return leaf{"system:kube-apiserver", []string{"kube-master"}, hosts, asServer}
	}
	services := []string{s.firstServiceAddress}
	for _, suffix := range []string{"", ".default", ".default.svc", ".default.svc.cluster.local"} {
		services = append(services, "kubernetes"+suffix, "openshift"+suffix)
	}
	files := material{
		"etcd-ca.crt":          s.etcdBundle,
		"client-ca.crt":        s.clientBundle,
		"server-ca.crt":        s.serverBundle,
		"kubelet-ca.crt":       s.kubeletBundle,
		"aggregator-ca.crt":    s.aggregator.files.certificate,
		"service-account.key":  s.boundKey,
		"localhost.kubeconfig": localKubeconfig(s),
	}
	files.add("etcd-client", s.etcdClient)
	files.add("kubelet-signer", s.kubelet.files)
	files.add("service-network", s.serviceNetwork.issue(server(services...)))
	files.add("localhost", s.localhost.issue(server("localhost", "127.0.0.1", "::1")))
	files.add("external", s.loadBalancer.issue(server(s.apiHost)))
	files.add("internal", s.loadBalancer.issue(server(s.internalHost)))
	files.add("to-kubelet", s.toKubelet.issue(leaf{"system:kube-apiserver", []string{"kube-master"}, nil, asClient}))
	files.add("aggregator", s.aggregator.issue(leaf{"system:openshift-aggregator", nil, nil, asClient}))
	for index, key := range s.tokenKeys {
		files[fmt.Sprintf("token-%d.pub", index)] = key
	}
	values := podValuesFor(controlPlaneKind, machine)
	values.Services = strings.Join(s.serviceNetworks, ",")
	for _, pod := range []string{"kube-apiserver", "kube-controller-manager", "kube-scheduler"} {
		files[pod+podSuffix] = render(pod, values)
	}
	return files
}

// localKubeconfig is the one by which programs of a control plane reach the API server beside them.
func localKubeconfig(s *seeds) []byte {
	own := s.controlPlane.issue(leaf{"system:admin", []string{"system:masters"}, nil, asClient})
	return asJSON(object{
		"apiVersion": "v1",
		"kind":       "Config",
		"clusters": []object{{"name": "localhost", "cluster": object{
			"server": "https://localhost:6443", "certificate-authority-data": s.localhost.files.certificate,
		}}},
		"users": []object{{"name": "admin", "user": object{
			"client-certificate-data": own.certificate, "client-key-data": own.key,
		}}},
		"contexts":        []object{{"name": "admin", "context": object{"cluster": "localhost", "user": "admin"}}},
		"current-context": "admin",
	})
}
