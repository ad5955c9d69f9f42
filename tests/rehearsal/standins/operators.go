// Stands in for the cluster-version operator and for all operators that it would start: one loop that plays them.
package main

import (
	"fmt"
	"log"
	"os"
	"strings"
	"time"
)

// What tests set otherwise when they link the program.
var (
	// versionFile is in the machine image: what the payload's metadata say.
	versionFile = "/usr/share/rehearsal/version"
	// featureGatesWithin is how long operators wait for the status of their version.
	featureGatesWithin = "1m"
	lookEvery          = "1s"
)

const (
	versionNamespace = "openshift-cluster-version"
	deployments      = "/apis/apps/v1/namespaces/" + versionNamespace + "/deployments"
	endpointsPath    = "/api/v1/namespaces/openshift-etcd/configmaps/etcd-endpoints"
	leases           = "/apis/coordination.k8s.io/v1/namespaces/" + versionNamespace + "/leases"
	leaseSeconds     = 10
)

// operators plays what starts from the release; it keeps nothing that the cluster does not know as well.
type operators struct {
	cluster                  cluster
	identity, version, image string
	// seeds are read once they are whole.
	seeds *seeds
	// written is the status that was last written to each object, so that one is written only when it changes.
	written map[string]string
}

// clusterVersionOperator acts while it holds the lease: first on the bootstrap machine, then on a control plane.
func clusterVersionOperator(arguments []string) {
	given := options(arguments, "start", "release-image", "kubeconfig", "enable-auto-update", "listen")
	o := &operators{
		cluster:  clusterOf(awaitFile(given["kubeconfig"])),
		identity: fmt.Sprintf("%s-%d", os.Getenv("NODE_NAME"), time.Now().UnixNano()),
		version:  strings.TrimSpace(string(must(os.ReadFile(versionFile)))),
		image:    given["release-image"],
		written:  map[string]string{},
	}
	for attempt(func() { read[object](o.cluster, "/version") }) != nil {
		time.Sleep(time.Second)
	}
	awaitFeatureGates(o.cluster, o.version)
	every := must(time.ParseDuration(lookEvery))
	for last := ""; ; time.Sleep(every) {
		said := "nothing is left to do"
		if err := attempt(o.step); err != nil {
			said = err.Error()
		}
		if said != last {
			log.Print(said)
		}
		last = said
	}
}

// awaitFile waits for a file that the machine of this pod may still have to be given.
func awaitFile(path string) string {
	for attempt(func() { must(os.Stat(path)) }) != nil {
		time.Sleep(time.Second)
	}
	return path
}

// step looks at the cluster, reports what it sees, and does the first thing that is not done; it fails with what is
// waited for, and the next step begins anew.
func (o *operators) step() {
	o.holdLease()
	if o.seeds == nil {
		o.prepare()
		o.seeds = readSeeds(o.cluster)
	}
	w := o.look()
	o.report(w)
	for _, machine := range w.masters {
		o.bringUp(w, machine)
	}
	o.leaveBootstrap(w)
}

// bringUp makes a registered machine a control plane: etcd first, which has to be in sync before it counts.
func (o *operators) bringUp(w *world, machine node) {
	name, own := machine.Metadata.Name, w.memberOf(machine)
	if own == nil {
		w.etcd.call("add", object{"peerURLs": []string{machine.url("2380")}, "isLearner": true})
		fail("%s was added to etcd as a learner", name)
	}
	o.install(w, etcdKind, "openshift-etcd", machine, func() material {
		return etcdMaterial(o.seeds, machine, w.initialCluster(machine))
	})
	if own.IsLearner {
		w.etcd.call("promote", object{"ID": own.ID})
		fail("%s was promoted in etcd", name)
	}
	o.writeEndpoints(w)
	// The operator of kube-apiserver writes no configuration before it has observed enough servers of etcd.
	if observed := 1 + len(w.etcd.addresses); observed < o.seeds.wanted && w.revision(apiServerComponent, machine) == 0 {
		fail("%s: etcd-servers has %d of %d", name, observed, o.seeds.wanted)
	}
	o.install(w, controlPlaneKind, "openshift-kube-apiserver", machine, func() material {
		return controlPlaneMaterial(o.seeds, machine)
	})
	for _, part := range components {
		if w.revision(part, machine) == 0 {
			fail("%s: %s is not ready", name, part.pod)
		}
	}
	o.startTwin(w)
}

// install hands files over by a Secret and lets a pod on the machine write them; what is there stays as it is.
func (o *operators) install(w *world, kind, namespace string, machine node, files func() material) {
	values := podValuesFor(kind, machine)
	// Of its member, and not of the machine alone: one that left and came back is given everything anew.
	values.Name = "installer-" + w.memberOf(machine).number() + "-" + values.Node
	found, there := w.pods[namespace+"/"+values.Name]
	if found.Status.Phase == "Succeeded" {
		return
	}
	if !there {
		metadata := object{"name": values.Name}
		o.cluster.create(collection(namespace, "secrets"), asJSON(object{"metadata": metadata, "data": files()}))
		o.cluster.create(collection(namespace, "pods"), render("installer", values))
	}
	fail("%s/%s is %s", namespace, values.Name, found.Status.Phase)
}

// writeEndpoints tells clients of etcd where its voters are; the bootstrap's is in an annotation only.
func (o *operators) writeEndpoints(w *world) {
	wanted, changes := w.voters(), object{}
	for number, address := range wanted {
		if w.endpoints.Data[number] != address {
			changes[number] = address
		}
	}
	for number := range w.endpoints.Data {
		if wanted[number] == "" {
			changes[number] = nil
		}
	}
	if len(changes) > 0 {
		o.cluster.merge(endpointsPath, object{"data": changes})
		fail("ConfigMap etcd-endpoints was written")
	}
}

// startTwin lets this program run in the cluster, on a control plane and by the API server beside it; when that machine
// goes, on another.
func (o *operators) startTwin(w *world) {
	values := podValuesFor(controlPlaneKind, w.masters[0])
	values.ReleaseImage = o.image
	if _, there := find[object](o.cluster, deployments+"/cluster-version-operator"); !there {
		o.cluster.create(deployments, render("cluster-version-operator", values))
	}
}

// leaveBootstrap removes the bootstrap's member, once all others have a vote and the bootstrap is marked complete.
func (o *operators) leaveBootstrap(w *world) {
	if !w.complete || len(w.voters()) < o.seeds.wanted {
		return
	}
	w.refuseStrangers()
	if own := w.bootstrap(); own != nil {
		w.etcd.call("remove", object{"ID": own.ID})
		fail("%s was removed from etcd", own.Name)
	}
	if w.endpoints.Metadata.Annotations[bootstrapAnnotation] != "" {
		// etcd-operator writes its name with a dash at the end, by which library-go removes it.
		annotations := object{bootstrapAnnotation: nil}
		o.cluster.merge(endpointsPath, object{"metadata": object{"annotations": annotations}})
	}
}

// holdLease fails while the other of the two holds the lease.
func (o *operators) holdLease() {
	lease, there := find[struct {
		Metadata metadata
		Spec     struct {
			HolderIdentity string
			RenewTime      time.Time
		}
	}](o.cluster, leases+"/version")
	held := time.Since(lease.Spec.RenewTime) < leaseSeconds*time.Second
	if held && lease.Spec.HolderIdentity != o.identity {
		fail("%s acts", lease.Spec.HolderIdentity)
	}
	own := object{
		"metadata": object{"name": "version", "resourceVersion": lease.Metadata.ResourceVersion},
		"spec": object{
			"holderIdentity":       o.identity,
			"leaseDurationSeconds": leaseSeconds,
			"renewTime":            time.Now().UTC().Format("2006-01-02T15:04:05.000000Z"),
		},
	}
	if there {
		o.cluster.replace(leases+"/version", own)
	} else {
		o.cluster.create(leases, asJSON(own))
		fail("the lease was made")
	}
}
