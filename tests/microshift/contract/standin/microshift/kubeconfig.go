package main

import (
	"encoding/base64"
	"os"

	"go.yaml.in/yaml/v3"
)

// access is how somebody reaches the API: at which URL, whom it trusts, and with which certificate.
type access struct {
	server, authority, leaf string
}

// writeKubeconfig puts certificates and key into the file, for root alone.
func writeKubeconfig(path string, a access) {
	encoded := func(file string) string { return base64.StdEncoding.EncodeToString(must(os.ReadFile(file))) }
	type object = map[string]any
	write(path, must(yaml.Marshal(object{
		"apiVersion": "v1",
		"kind":       "Config",
		"clusters": []object{{"name": "microshift", "cluster": object{
			"server": a.server, "certificate-authority-data": encoded(a.authority),
		}}},
		"users": []object{{"name": "user", "user": object{
			"client-certificate-data": encoded(certificateFile(a.leaf)), "client-key-data": encoded(keyFile(a.leaf)),
		}}},
		"contexts":        []object{{"name": "microshift", "context": object{"cluster": "microshift", "user": "user"}}},
		"current-context": "microshift",
	})), 0o600)
}

const (
	adminKubeconfig    = kubeadminFolder + "/kubeconfig"
	managerKubeconfig  = resourcesFolder + "/kube-controller-manager/kubeconfig"
	schedulerKubconfig = resourcesFolder + "/kube-scheduler/kubeconfig"
	kubeletKubeconfig  = resourcesFolder + "/kubelet/kubeconfig"
	proxyKubeconfig    = resourcesFolder + "/kube-proxy/kubeconfig"
)

// writeAdminKubeconfigs writes one for this machine, and one for each name by which others reach it (facts: microshift.md, A7).
func writeAdminKubeconfigs(s settings, node identity) {
	localSigner, externalSigner := signerFile("kube-apiserver-localhost-signer"), signerFile("kube-apiserver-external-signer")
	writeKubeconfig(adminKubeconfig, access{"https://localhost:6443", localSigner, adminCert})
	for _, name := range append([]string{node.name}, s.alternativeNames()...) {
		writeKubeconfig(kubeadminFolder+"/"+name+"/kubeconfig", access{"https://" + name + ":6443", externalSigner, adminCert})
	}
	writeKubeconfig(managerKubeconfig, access{"https://localhost:6443", localSigner, managerCert})
	writeKubeconfig(schedulerKubconfig, access{"https://localhost:6443", localSigner, schedulerCert})
}

// writeNodeKubeconfigs is for the programs that each node runs.
func writeNodeKubeconfigs(server string) {
	signer := "kube-apiserver-external-signer"
	if server == "localhost" {
		signer = "kube-apiserver-localhost-signer"
	}
	writeKubeconfig(kubeletKubeconfig, access{"https://" + server + ":6443", signerFile(signer), kubeletClientCert})
	writeKubeconfig(proxyKubeconfig, access{"https://" + server + ":6443", signerFile(signer), proxyCert})
}
