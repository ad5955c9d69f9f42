// Stands in for what the operators report: the status that gates, bootkube and a user wait for.
package main

import (
	"slices"
	"time"
)

const (
	configPools   = "/apis/machineconfiguration.openshift.io/v1/machineconfigpools"
	machineConfig = "machine-config"
)

var poolNames = []string{"master", "worker"}

// prepare makes the objects that come with the payload.
func (o *operators) prepare() {
	for _, part := range components {
		o.cluster.create(operatorAPI+part.resource, asJSON(object{
			"apiVersion": "operator.openshift.io/v1",
			"kind":       part.kind,
			"metadata":   object{"name": "cluster"},
			"spec":       object{"managementState": "Managed"},
		}))
		o.createOperator(part.operator)
	}
	o.createOperator(machineConfig)
	for _, pool := range poolNames {
		o.cluster.create(configPools, asJSON(object{
			"apiVersion": "machineconfiguration.openshift.io/v1",
			"kind":       "MachineConfigPool",
			"metadata":   object{"name": pool},
			"spec": object{
				"machineConfigSelector": object{"matchLabels": object{"machineconfiguration.openshift.io/role": pool}},
				"nodeSelector":          object{"matchLabels": object{"node-role.kubernetes.io/" + pool: ""}},
			},
		}))
	}
}

func (o *operators) createOperator(name string) {
	o.cluster.create(configAPI+"clusteroperators", asJSON(object{
		"apiVersion": "config.openshift.io/v1",
		"kind":       "ClusterOperator",
		"metadata":   object{"name": name},
		"spec":       object{},
	}))
}

// conditions of an object, by type.
type conditions map[string]bool

// report writes every status that follows from what is seen.
func (o *operators) report(w *world) {
	running := len(w.voters()) >= o.seeds.wanted
	// Both stay as they are while a control plane is away that is replaced.
	removed := w.complete && w.bootstrap() == nil
	rendered := slices.ContainsFunc(w.masters, func(machine node) bool {
		return w.revision(apiServerComponent, machine) > 0
	})
	all := removed && rendered
	for _, part := range components {
		available := o.reportComponent(w, part, running, removed)
		o.reportOperator(part.operator, available, !available || (part == etcdComponent && !removed))
		all = all && available
	}
	o.reportOperator(machineConfig, rendered, !rendered)
	if rendered {
		o.reportPools()
	}
	status := object{
		"availableUpdates":   []object{},
		"desired":            object{"version": o.version, "image": o.image},
		"observedGeneration": 1,
		"versionHash":        "rehearsal",
	}
	o.writeStatus(configAPI+"clusterversions/version", status,
		conditions{"Available": all, "Failing": false, "Progressing": !all})
}

// reportComponent tells which machines have the component; returns whether all do, and are enough.
func (o *operators) reportComponent(w *world, part component, running, removed bool) bool {
	installed, statuses := 0, []object{}
	for _, machine := range w.masters {
		status := object{"nodeName": machine.Metadata.Name}
		// The API refuses a revision of a machine that was not listed without one before.
		revision, listed := w.revisions[part.kind][machine.Metadata.Name]
		if listed && (revision > 0 || w.ready(part, machine)) {
			status["currentRevision"] = 1
			installed++
		}
		statuses = append(statuses, status)
	}
	available := installed >= o.seeds.wanted && installed == len(w.masters)
	told := conditions{"Available": available}
	if part == etcdComponent {
		told["EtcdRunningInCluster"], told["EtcdBootstrapMemberRemoved"] = running, removed
	}
	o.writeStatus(part.path(), object{"latestAvailableRevision": 1, "nodeStatuses": statuses}, told)
	return available
}

func (o *operators) reportOperator(name string, available, progressing bool) {
	status := object{"versions": []object{{"name": "operator", "version": o.version}}}
	o.writeStatus(configAPI+"clusteroperators/"+name, status,
		conditions{"Available": available, "Progressing": progressing, "Degraded": false})
}

// reportPools names a rendered configuration, as the machine-config controller does once it runs in the cluster.
func (o *operators) reportPools() {
	for _, pool := range poolNames {
		path, rendered := configPools+"/"+pool, object{"name": "rendered-" + pool + "-rehearsal"}
		if o.written[path] == "" {
			o.cluster.merge(path, object{"spec": object{"configuration": rendered}})
		}
		o.writeStatus(path, object{"configuration": rendered},
			conditions{"Updated": true, "Updating": false, "Degraded": false, "RenderDegraded": false})
	}
}

// writeStatus writes a status by its subresource, if it is another one than the last.
func (o *operators) writeStatus(path string, status object, told conditions) {
	now := string(asJSON([]any{status, told}))
	if o.written[path] == now {
		return
	}
	list := []object{}
	for name, holds := range told {
		list = append(list, object{
			"type": name, "status": map[bool]string{true: "True", false: "False"}[holds],
			"reason": "Rehearsal", "message": "", "lastTransitionTime": time.Now().UTC().Format(time.RFC3339),
		})
	}
	status["conditions"] = list
	o.cluster.merge(path+"/status", object{"status": status})
	o.written[path] = now
}
