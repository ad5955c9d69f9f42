package main

import (
	"encoding/json"
	"net/http"
	"os/exec"
	"time"
)

const podNetworkFile = "/etc/cni/net.d/10-pods.conflist"

// nodeObject is the part of a Node that is read.
type nodeObject struct {
	Metadata struct {
		Name   string
		Labels map[string]string
	}
	Spec   struct{ PodCIDR string }
	Status struct {
		Addresses  []struct{ Type, Address string }
		Conditions []struct{ Type, Status string }
	}
}

func (n nodeObject) address() string {
	for _, found := range n.Status.Addresses {
		if found.Type == "InternalIP" {
			return found.Address
		}
	}
	return ""
}

func (n nodeObject) isReady() bool {
	for _, condition := range n.Status.Conditions {
		if condition.Type == "Ready" {
			return condition.Status == "True"
		}
	}
	return false
}

func (n nodeObject) isControlPlane() bool {
	_, is := n.Metadata.Labels["node-role.kubernetes.io/control-plane"]
	return is
}

// connectPods stands in for OVN-Kubernetes: a bridge for the node's own pods, and a route to those of each other node.
func connectPods(own identity) {
	// A kubelet may see its own Node alone.
	node := apiOf(proxyKubeconfig)
	// A watch stays open for as long as it has something to say.
	node.client.Timeout = 0
	for {
		if err := attempt(func() { followNodes(node, own) }); err != nil {
			logf("nodes cannot be followed: %v", err)
		}
		time.Sleep(time.Second)
	}
}

func followNodes(node api, own identity) {
	answer := must(node.client.Get(node.url + "/api/v1/nodes?watch=true&timeoutSeconds=300"))
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		fail("%s", answer.Status)
	}
	done := map[string]string{}
	for events := json.NewDecoder(answer.Body); ; {
		var event struct {
			Type   string
			Object nodeObject
		}
		if events.Decode(&event) != nil {
			return
		}
		found := event.Object
		if event.Type == "DELETED" || found.Spec.PodCIDR == "" || found.address() == "" || done[found.Metadata.Name] == found.Spec.PodCIDR {
			continue
		}
		if found.Metadata.Name == own.name {
			writePodNetwork(found.Spec.PodCIDR)
		} else {
			check(exec.Command("ip", "route", "replace", found.Spec.PodCIDR, "via", found.address()).Run())
		}
		done[found.Metadata.Name] = found.Spec.PodCIDR
	}
}

// writePodNetwork makes the node's pods a network of their own (CNI specification 1.0.0).
func writePodNetwork(podNetwork string) {
	write(podNetworkFile, must(json.Marshal(object{
		"cniVersion": "1.0.0", "name": "pods",
		"plugins": []object{
			{
				"type": "bridge", "bridge": "cni0", "isGateway": true, "ipMasq": false, "hairpinMode": true,
				"ipam": object{
					"type": "host-local", "ranges": [][]object{{{"subnet": podNetwork}}},
					"routes": []object{{"dst": "0.0.0.0/0"}},
				},
			},
			{"type": "portmap", "capabilities": object{"portMappings": true}},
		},
	})), 0o644)
}
