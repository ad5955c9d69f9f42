// Stands in for the informers of the operators: all that a step needs to know of the cluster, read at once.
package main

import (
	"slices"
	"strings"
)

// component is a part of every control plane, with the operator that installs it.
type component struct{ kind, resource, namespace, pod, operator string }

var (
	etcdComponent      = component{"Etcd", "etcds", "openshift-etcd", "etcd", "etcd"}
	apiServerComponent = component{
		"KubeAPIServer", "kubeapiservers", "openshift-kube-apiserver", "kube-apiserver", "kube-apiserver",
	}
	components = []component{
		etcdComponent,
		apiServerComponent,
		{
			"KubeControllerManager", "kubecontrollermanagers", "openshift-kube-controller-manager",
			"kube-controller-manager", "kube-controller-manager",
		},
		{"KubeScheduler", "kubeschedulers", "openshift-kube-scheduler", "openshift-kube-scheduler", "kube-scheduler"},
	}
)

const operatorAPI = "/apis/operator.openshift.io/v1/"

func (c component) path() string { return operatorAPI + c.resource + "/cluster" }

type node struct {
	Metadata metadata
	Spec     struct{ Taints []struct{ Key string } }
	Status   struct {
		Addresses []struct{ Type, Address string }
	}
}

// addresses are those by which other machines reach this one.
func (n node) addresses() (found []string) {
	for _, one := range n.Status.Addresses {
		if one.Type == "InternalIP" {
			found = append(found, one.Address)
		}
	}
	return found
}

func (n node) address() string { return n.addresses()[0] }

func (n node) url(port string) string { return atPort(n.address(), port) }

type pod struct {
	Metadata metadata
	Status   struct {
		Phase      string
		Conditions []struct{ Type, Status string }
	}
}

// world is what a step sees.
type world struct {
	masters   []node
	pods      map[string]pod
	endpoints configMap
	etcd      etcd
	members   []member
	// complete: the bootstrap's last act is to say so.
	complete bool
	// revisions are what each operator's object says of each machine; 0 is a machine without one.
	revisions map[string]map[string]int
}

// ready tells whether the machine's static pod is, by its mirror pod.
func (w *world) ready(part component, machine node) bool {
	return slices.Contains(w.pods[part.namespace+"/"+part.pod+"-"+machine.Metadata.Name].Status.Conditions,
		struct{ Type, Status string }{"Ready", "True"})
}

func (w *world) revision(part component, machine node) int {
	return w.revisions[part.kind][machine.Metadata.Name]
}

func (o *operators) look() *world {
	w := &world{
		pods:      map[string]pod{},
		endpoints: read[configMap](o.cluster, endpointsPath),
		revisions: map[string]map[string]int{},
	}
	for _, found := range read[struct{ Items []pod }](o.cluster, "/api/v1/pods").Items {
		w.pods[found.Metadata.Namespace+"/"+found.Metadata.Name] = found
	}
	done, _ := find[configMap](o.cluster, core("kube-system", "configmaps", "bootstrap"))
	w.complete = done.Data["status"] == "complete"
	w.masters = o.masters()
	w.etcd = etcdAt(o.seeds, w.endpoints)
	w.members = w.etcd.members()
	for _, part := range components {
		w.revisions[part.kind] = map[string]int{}
		for _, status := range read[struct {
			Status struct {
				NodeStatuses []struct {
					NodeName        string
					CurrentRevision int
				}
			}
		}](o.cluster, part.path()).Status.NodeStatuses {
			w.revisions[part.kind][status.NodeName] = status.CurrentRevision
		}
	}
	return w
}

const roles = "node-role.kubernetes.io/"

// masters are the control planes by name. OpenShift's kubelet gives itself the label of its role, which upstream's may
// not; the taint that a control plane registers with tells its role here.
func (o *operators) masters() (found []node) {
	for _, machine := range read[struct{ Items []node }](o.cluster, "/api/v1/nodes").Items {
		_, isMaster := machine.Metadata.Labels[roles+"master"]
		_, isWorker := machine.Metadata.Labels[roles+"worker"]
		if !isMaster && !isWorker {
			isMaster = slices.ContainsFunc(machine.Spec.Taints, func(taint struct{ Key string }) bool {
				return taint.Key == roles+"master"
			})
			labels := object{roles + "worker": ""}
			if isMaster {
				labels = object{roles + "master": "", roles + "control-plane": ""}
			}
			o.cluster.merge("/api/v1/nodes/"+machine.Metadata.Name, object{"metadata": object{"labels": labels}})
		}
		if isMaster && len(machine.addresses()) > 0 {
			found = append(found, machine)
		}
	}
	slices.SortFunc(found, func(a, b node) int { return strings.Compare(a.Metadata.Name, b.Metadata.Name) })
	return found
}
