package main

import (
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

const kubeletConfig = resourcesFolder + "/kubelet/config.yaml"

// startNode starts the kubelet, waits until its Node is there, and labels it: upstream's kubelet may not do that itself.
func startNode(s settings, own identity, children *family) {
	write(kubeletConfig, must(yaml.Marshal(object{
		"apiVersion": "kubelet.config.k8s.io/v1beta1", "kind": "KubeletConfiguration",
		"containerRuntimeEndpoint": "unix:///run/containerd/containerd.sock",
		"authentication": object{
			"anonymous": object{"enabled": false}, "webhook": object{"enabled": true},
			"x509": object{"clientCAFile": clientBundle},
		},
		"authorization":      object{"mode": "Webhook"},
		"tlsCertFile":        certificateFile(kubeletServerCert),
		"tlsPrivateKeyFile":  keyFile(kubeletServerCert),
		"rotateCertificates": false, "serverTLSBootstrap": false,
		"resolvConf": "", "failSwapOn": false, "imageGCHighThresholdPercent": 100,
		// What follows is what a machine that is a container needs (facts: podman-nodes.md, 4).
		"cgroupDriver": "cgroupfs", "cgroupRoot": "/", "failCgroupV1": false, "enforceNodeAllocatable": []string{},
		"featureGates": object{"KubeletInUserNamespace": true}, "localStorageCapacityIsolation": false,
		"evictionHard": object{
			"memory.available": "0%", "nodefs.available": "0%", "nodefs.inodesFree": "0%", "imagefs.available": "0%",
		},
	})), 0o600)
	children.start("kubelet", programFolder+"/kubelet",
		"--config="+kubeletConfig, "--kubeconfig="+kubeletKubeconfig, "--node-ip="+own.address,
		"--hostname-override="+own.name)
	children.start("kube-proxy", programFolder+"/kube-proxy",
		"--kubeconfig="+proxyKubeconfig, "--hostname-override="+own.name, "--proxy-mode=iptables",
		"--cluster-cidr="+strings.Join(s.Network.ClusterNetwork, ","),
		"--conntrack-max-per-core=0", "--conntrack-min=0",
		"--conntrack-tcp-timeout-established=0s", "--conntrack-tcp-timeout-close-wait=0s")
	labels := object{"node-role.kubernetes.io/worker": ""}
	if !own.isWorker {
		labels["node-role.kubernetes.io/control-plane"] = ""
		labels["node-role.kubernetes.io/master"] = ""
	}
	node := apiOf(kubeletKubeconfig)
	until("node "+own.name+" is registered", 3*time.Minute, func() {
		node.merge(nodePath(own.name), object{"metadata": object{"labels": labels}})
	})
}

func nodePath(name string) string { return "/api/v1/nodes/" + name }
