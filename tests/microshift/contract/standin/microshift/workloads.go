package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"
)

// crdFolder has the real CRDs of OpenShift that MicroShift brings.
const crdFolder = "/usr/share/microshift/crds"

// workload is one that MicroShift brings, and that is played by containers that do nothing but the named command.
type workload struct {
	kind, namespace, name string
	onControlPlanes       bool
	containers            map[string][]string
}

var idle = []string{"/usr/bin/sleep", "infinity"}

func idling(names ...string) map[string][]string {
	all := map[string][]string{}
	for _, name := range names {
		all[name] = idle
	}
	return all
}

// workloads are those by which a cluster is known to be ready (facts: microshift.md, A10 and B13).
var workloads = []workload{
	{"DaemonSet", "openshift-ovn-kubernetes", "ovnkube-master", true, map[string][]string{
		"northd": idle, "ovnkube-master": idle,
		"nbdb": {"/usr/bin/microshift-ovn", "OVN_Northbound"}, "sbdb": {"/usr/bin/microshift-ovn", "OVN_Southbound"},
	}},
	{"DaemonSet", "openshift-ovn-kubernetes", "ovnkube-node", false, idling("ovn-controller", "ovnkube-node")},
	{"Deployment", "openshift-service-ca", "service-ca", false, idling("service-ca-controller")},
	{"DaemonSet", "openshift-dns", "dns-default", false, idling("dns", "kube-rbac-proxy")},
	{"DaemonSet", "openshift-dns", "node-resolver", false, idling("dns-node-resolver")},
	{"Deployment", "openshift-ingress", "router-default", false, idling("router")},
	{"Deployment", "kube-system", "csi-snapshot-controller", false, idling("snapshot-controller")},
}

// applyEverything brings what MicroShift itself has, and then, at each start anew, what is in the folders of manifests.
func applyEverything(s settings, own identity) {
	kubectl(nil, "apply", "--server-side", "--force-conflicts", "--filename="+crdFolder)
	kubectl(nil, "wait", "--for=condition=Established", "--timeout=60s", "--filename="+crdFolder)
	kubectl(ownObjects(), "apply", "--server-side", "--force-conflicts", "--filename=-")
	for _, pattern := range s.Manifests.KustomizePaths {
		folders := must(filepath.Glob(pattern))
		slices.Sort(folders)
		for _, folder := range folders {
			if isThere(folder + "/kustomization.yaml") {
				kubectl(nil, "apply", "--server-side", "--force-conflicts", "--kustomize="+folder)
			}
		}
	}
	logf("all manifests are applied by %s", own.name)
}

// kubectl tries for two minutes: etcd may have no leader for a moment while a member joins.
func kubectl(input []byte, arguments ...string) {
	until("kubectl "+arguments[0], 2*time.Minute, func() {
		command := exec.Command(programFolder+"/kubectl", append([]string{"--kubeconfig=" + adminKubeconfig}, arguments...)...)
		command.Stdin = bytes.NewReader(input)
		command.Env = append(os.Environ(), "HOME=/root")
		if said, err := command.CombinedOutput(); err != nil {
			fail("%w: %s", err, said)
		}
	})
}

func ownObjects() []byte {
	items := []object{{
		"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole",
		"metadata": object{"name": "system:openshift:scc:anyuid"},
		"rules": []object{{
			"apiGroups": []string{"security.openshift.io"}, "resources": []string{"securitycontextconstraints"},
			"resourceNames": []string{"anyuid"}, "verbs": []string{"use"},
		}},
	}}
	var namespaces []string
	for _, each := range workloads {
		if !slices.Contains(namespaces, each.namespace) {
			namespaces = append(namespaces, each.namespace)
			items = append(items, object{"apiVersion": "v1", "kind": "Namespace", "metadata": object{"name": each.namespace}})
		}
		items = append(items, each.object())
	}
	return must(json.Marshal(object{"apiVersion": "v1", "kind": "List", "items": items}))
}

func (w workload) object() object {
	labels := object{"app": w.name}
	spec := object{
		"selector": object{"matchLabels": labels},
		"template": object{"metadata": object{"labels": labels}, "spec": w.pod()},
	}
	if w.kind == "Deployment" {
		spec["replicas"] = 1
	}
	return object{
		"apiVersion": "apps/v1", "kind": w.kind,
		"metadata": object{"name": w.name, "namespace": w.namespace}, "spec": spec,
	}
}

// pod has the machine's own userland, as no registry is reached.
func (w workload) pod() object {
	var names []string
	for name := range w.containers {
		names = append(names, name)
	}
	slices.Sort(names)
	var containers []object
	for _, name := range names {
		containers = append(containers, object{
			"name": name, "image": "localhost/k8s:1", "imagePullPolicy": "Never", "command": w.containers[name],
			"env": []object{
				{"name": "PATH", "value": "/usr/sbin:/usr/bin"},
				{"name": "NODE_ADDRESS", "valueFrom": object{"fieldRef": object{"fieldPath": "status.hostIP"}}},
			},
			"volumeMounts": []object{
				{"name": "userland", "mountPath": "/usr", "readOnly": true},
				{"name": "data", "mountPath": dataFolder},
			},
		})
	}
	pod := object{
		"hostNetwork": true, "terminationGracePeriodSeconds": 1, "containers": containers,
		"tolerations": []object{{"operator": "Exists"}},
		"volumes": []object{
			{"name": "userland", "hostPath": object{"path": "/usr"}}, {"name": "data", "hostPath": object{"path": dataFolder}},
		},
	}
	if w.onControlPlanes {
		pod["nodeSelector"] = object{"node-role.kubernetes.io/master": ""}
	}
	return pod
}
