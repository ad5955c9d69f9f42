package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"os"
	"path/filepath"
	"slices"
)

// signers are the authorities of a cluster, each under certs/<name> and in a Secret of that name (facts: microshift.md, B7).
var signers = []string{
	"kube-control-plane-signer", "kube-apiserver-to-kubelet-signer", "admin-kubeconfig-signer", "kubelet-signer",
	"kube-csr-signer", "aggregator-signer", "service-ca", "ingress-ca", "kube-apiserver-external-signer",
	"kube-apiserver-localhost-signer", "kube-apiserver-service-network-signer", "etcd-signer",
}

const (
	adminCert          = "admin-kubeconfig-signer/admin-kubeconfig-client"
	toKubeletCert      = "kube-apiserver-to-kubelet-signer/kube-apiserver-to-kubelet-client"
	managerCert        = "kube-control-plane-signer/kube-controller-manager"
	schedulerCert      = "kube-control-plane-signer/kube-scheduler"
	proxyCert          = "kube-control-plane-signer/kube-proxy"
	kubeletClientCert  = "kube-csr-signer/kubelet-client"
	kubeletServerCert  = "kube-csr-signer/kubelet-server"
	aggregatorCert     = "aggregator-signer/aggregator-client"
	externalCert       = "kube-apiserver-external-signer/kube-external-serving"
	localhostCert      = "kube-apiserver-localhost-signer/kube-apiserver-localhost-serving"
	serviceNetworkCert = "kube-apiserver-service-network-signer/kube-apiserver-service-network-serving"
	etcdServingCert    = "etcd-signer/etcd-serving"
	etcdPeerCert       = "etcd-signer/etcd-peer"
	etcdClientCert     = "etcd-signer/apiserver-etcd-client"

	clientBundle      = certsFolder + "/ca-bundle/client-ca.crt"
	serverBundle      = certsFolder + "/ca-bundle/service-account-token-ca.crt"
	serviceAccountKey = resourcesFolder + "/kube-apiserver/secrets/service-account-key/service-account"
)

func signerFile(signer string) string { return certsFolder + "/" + signer + "/ca.crt" }

// certificateFile and keyFile are those of a leaf by its path below certs: server.* of one that serves, else client.*.
func certificateFile(leaf string) string { return filepath.Join(certsFolder, leaf, stem(leaf)+".crt") }
func keyFile(leaf string) string         { return filepath.Join(certsFolder, leaf, stem(leaf)+".key") }

func stem(leaf string) string {
	if slices.Contains([]string{externalCert, localhostCert, serviceNetworkCert, etcdServingCert, kubeletServerCert}, leaf) {
		return "server"
	}
	if leaf == etcdPeerCert {
		return "peer"
	}
	return "client"
}

// ensureSigners makes the authorities that are missing: all at a cluster's first start, none on a node that has joined.
func ensureSigners() {
	for _, signer := range signers {
		folder := certsFolder + "/" + signer
		if !isThere(folder + "/ca.key") {
			own := newAuthority(signer)
			write(folder+"/ca.crt", own.certificate, 0o644)
			write(folder+"/ca.key", own.key, 0o600)
			write(folder+"/serial.txt", []byte("1\n"), 0o600)
		}
	}
	if !isThere(serviceAccountKey + ".key") {
		key := must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
		private := &pem.Block{Type: "PRIVATE KEY", Bytes: must(x509.MarshalPKCS8PrivateKey(key))}
		write(serviceAccountKey+".key", pem.EncodeToMemory(private), 0o600)
		write(serviceAccountKey+".pub", publicPEM(key), 0o600)
	}
}

func issueTo(path string, own leaf) {
	signer := filepath.Dir(path)
	issued := authorityIn(certsFolder + "/" + signer).issue(own)
	write(certificateFile(path), issued.certificate, 0o644)
	write(keyFile(path), issued.key, 0o600)
}

// issueEtcdCertificates makes what a member serves, speaks to others and is reached with.
func issueEtcdCertificates(node identity) {
	hosts := []string{"localhost", node.name, "127.0.0.1", node.address}
	issueTo(etcdServingCert, leaf{node.name, nil, hosts, asPeer})
	issueTo(etcdPeerCert, leaf{node.name, nil, hosts, asPeer})
	issueTo(etcdClientCert, leaf{"etcd", []string{"etcd"}, nil, asClient})
}

// issueCertificates makes the other leaves anew, as each start may have other names to cover.
func issueCertificates(s settings, node identity) {
	names := []string{"kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc.cluster.local"}
	services := append(slices.Clone(names), s.firstServiceAddress())
	external := append([]string{node.name, node.address, "api." + s.DNS.BaseDomain, "api-int." + s.DNS.BaseDomain}, services...)
	external = append(external, s.alternativeNames()...)
	masters := []string{"system:masters"}
	issueTo(adminCert, leaf{"system:admin", masters, nil, asClient})
	issueTo(toKubeletCert, leaf{"system:kube-apiserver", masters, nil, asClient})
	issueTo(managerCert, leaf{"system:kube-controller-manager", nil, nil, asClient})
	issueTo(schedulerCert, leaf{"system:kube-scheduler", nil, nil, asClient})
	issueTo(aggregatorCert, leaf{"system:openshift-aggregator", nil, nil, asClient})
	issueTo(externalCert, leaf{node.address, nil, external, asServer})
	issueTo(localhostCert, leaf{"localhost", nil, []string{"localhost", "127.0.0.1"}, asServer})
	issueTo(serviceNetworkCert, leaf{s.firstServiceAddress(), nil, services, asServer})
	issueNodeCertificates(node)
	bundle(clientBundle, "kube-control-plane-signer", "admin-kubeconfig-signer", "kube-csr-signer", "kube-apiserver-to-kubelet-signer")
	bundle(serverBundle, "kube-apiserver-external-signer", "kube-apiserver-localhost-signer", "kube-apiserver-service-network-signer")
}

// issueNodeCertificates makes what the kubelet of each node serves and speaks with.
func issueNodeCertificates(node identity) {
	issueTo(kubeletClientCert, leaf{"system:node:" + node.name, []string{"system:nodes"}, nil, asClient})
	issueTo(kubeletServerCert, leaf{node.name, nil, []string{node.name, node.address}, asServer})
	issueTo(proxyCert, leaf{"system:kube-proxy", nil, nil, asClient})
	bundle(clientBundle, "kube-control-plane-signer", "admin-kubeconfig-signer", "kube-csr-signer", "kube-apiserver-to-kubelet-signer")
}

func bundle(path string, from ...string) {
	var all bytes.Buffer
	for _, signer := range from {
		all.Write(must(os.ReadFile(signerFile(signer))))
	}
	write(path, all.Bytes(), 0o644)
}
