package main

import (
	"net/http"
	"strings"
	"time"
)

// startControlPlane starts the API server, waits until it is ready, and starts what works by it.
func startControlPlane(s settings, own identity, etcdURLs []string, children *family) {
	aggregatorCA := signerFile("aggregator-signer")
	children.start("kube-apiserver", programFolder+"/kube-apiserver",
		"--etcd-servers="+strings.Join(etcdURLs, ","),
		"--etcd-cafile="+signerFile("etcd-signer"),
		"--etcd-certfile="+certificateFile(etcdClientCert), "--etcd-keyfile="+keyFile(etcdClientCert),
		"--advertise-address="+own.address, "--secure-port=6443",
		"--client-ca-file="+clientBundle,
		"--tls-cert-file="+certificateFile(externalCert), "--tls-private-key-file="+keyFile(externalCert),
		"--tls-sni-cert-key="+certificateFile(localhostCert)+","+keyFile(localhostCert),
		"--kubelet-certificate-authority="+signerFile("kube-csr-signer"),
		"--kubelet-client-certificate="+certificateFile(toKubeletCert), "--kubelet-client-key="+keyFile(toKubeletCert),
		"--kubelet-preferred-address-types=InternalIP",
		"--requestheader-client-ca-file="+aggregatorCA, "--requestheader-allowed-names=system:openshift-aggregator",
		"--requestheader-username-headers=X-Remote-User", "--requestheader-group-headers=X-Remote-Group",
		"--requestheader-extra-headers-prefix=X-Remote-Extra-",
		"--proxy-client-cert-file="+certificateFile(aggregatorCert), "--proxy-client-key-file="+keyFile(aggregatorCert),
		"--service-account-issuer=https://kubernetes.svc",
		"--service-account-key-file="+serviceAccountKey+".pub",
		"--service-account-signing-key-file="+serviceAccountKey+".key",
		"--service-cluster-ip-range="+strings.Join(s.Network.ServiceNetwork, ","),
		"--service-node-port-range="+s.Network.ServiceNodePortRange,
		"--authorization-mode=Node,RBAC", "--allow-privileged=true", "--profiling=false",
	)
	local := apiOf(adminKubeconfig)
	until("the API server is ready", 3*time.Minute, func() {
		status, text := local.send(http.MethodGet, "/readyz", "", nil)
		check(refusal(status, "/readyz", text))
	})
	children.start("kube-controller-manager", programFolder+"/kube-controller-manager",
		"--kubeconfig="+managerKubeconfig,
		"--authentication-kubeconfig="+managerKubeconfig, "--authorization-kubeconfig="+managerKubeconfig,
		"--client-ca-file="+clientBundle, "--requestheader-client-ca-file="+aggregatorCA,
		"--leader-elect=true", "--use-service-account-credentials=true",
		"--root-ca-file="+serverBundle, "--service-account-private-key-file="+serviceAccountKey+".key",
		"--cluster-signing-cert-file="+signerFile("kube-csr-signer"),
		"--cluster-signing-key-file="+certsFolder+"/kube-csr-signer/ca.key",
		"--allocate-node-cidrs=true", "--cluster-cidr="+strings.Join(s.Network.ClusterNetwork, ","),
		"--service-cluster-ip-range="+strings.Join(s.Network.ServiceNetwork, ","),
	)
	children.start("kube-scheduler", programFolder+"/kube-scheduler",
		"--kubeconfig="+schedulerKubconfig,
		"--authentication-kubeconfig="+schedulerKubconfig, "--authorization-kubeconfig="+schedulerKubconfig,
		"--leader-elect=true",
	)
}

// publishSigners puts what a node that joins needs into Secrets, where it fetches it from. Only the community variant does.
func publishSigners(local api) {
	publish := func(name string, files map[string]string) {
		data := object{}
		for key, path := range files {
			data[key] = readBytes(path)
		}
		local.create("/api/v1/namespaces/kube-system/secrets", object{
			"apiVersion": "v1", "kind": "Secret", "metadata": object{"name": name}, "type": "Opaque", "data": data,
		})
	}
	until("namespace kube-system is there", time.Minute, func() { read[object](local, "/api/v1/namespaces/kube-system") })
	for _, signer := range signers {
		publish(signer, signerFiles(signer))
	}
	publish(serviceAccountSecret, serviceAccountFiles)
}
