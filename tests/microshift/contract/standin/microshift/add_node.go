package main

import (
	"encoding/json"
	"flag"
	"io"
	"net/http"
	"os"
	"os/exec"
	"time"
)

// joining is how add-node was called.
type joining struct {
	kubeconfig string
	learner    bool
	workerOnly bool
}

// addNode makes the machine a node of the cluster that the kubeconfig is of, in the order of facts/microshift.md, B7.
func addNode(arguments []string) {
	var call joining
	var limit time.Duration
	flags := flag.NewFlagSet("add-node", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&call.kubeconfig, "kubeconfig", "", "")
	flags.DurationVar(&limit, "timeout", 10*time.Minute, "")
	flags.BoolVar(&call.learner, "learner", true, "")
	flags.BoolVar(&call.workerOnly, "worker-only", false, "")
	check(flags.Parse(arguments))
	refuseUnprepared(call)

	s := readSettings()
	own := identity{s.nodeName(), s.nodeIP(), call.workerOnly}
	cluster := apiOf(call.kubeconfig)
	if _, there := find[nodeObject](cluster, nodePath(own.name)); there {
		logf("node %s is in the cluster already", own.name)
		return
	}
	kubeconfig := must(os.ReadFile(call.kubeconfig))
	for _, folder := range []string{etcdFolder, certsFolder, resourcesFolder, bootstrapFolder, ovnFolder} {
		check(os.RemoveAll(folder))
	}
	fetchSigners(cluster)
	known := readClusterConfig()
	// A second voter takes the first one's majority until it has started: the API answers nobody meanwhile.
	controlPlanes := controlPlanesOf(cluster)
	if !own.isWorker {
		issueEtcdCertificates(own)
		becomeMember(controlPlanes, own, call.learner)
		write(ovnConfig, []byte("OVN_BOOTSTRAP_NODE="+known.addresses()[0]+"\n"), 0o600)
	}
	write(bootstrapConfig, kubeconfig, 0o600)
	if own.isWorker {
		write(workerOnlyMarker, nil, 0o600)
	}
	clusterConfig{"", known.EnableHA}.withAll(controlPlanes, own).write()
	run := exec.Command("systemctl", "restart", "microshift.service")
	if said, err := run.CombinedOutput(); err != nil {
		fail("microshift does not start: %w: %s", err, said)
	}
	until("node "+own.name+" is Ready", limit/2, func() {
		if !read[nodeObject](cluster, nodePath(own.name)).isReady() {
			fail("it is not")
		}
	})
}

// refuseUnprepared fails where the real one would go wrong later, or for others.
func refuseUnprepared(call joining) {
	if exec.Command("systemctl", "is-active", "--quiet", "microshift.service").Run() == nil {
		fail("microshift.service runs: it would begin a cluster of its own in the data that add-node deletes")
	}
	status, err := os.Stat(call.kubeconfig)
	if err != nil {
		fail("failed to load kubeconfig: %w", err)
	}
	if status.Mode().Perm()&0o077 != 0 {
		fail("kubeconfig %s has mode %04o: others can read the administrator's key", call.kubeconfig, status.Mode().Perm())
	}
	if !isThere(clusterConfigFile) {
		fail("%s is missing: it has to come from a control plane", clusterConfigFile)
	}
	if call.workerOnly {
		return
	}
	if !isThere(enableHAMarker) || !readClusterConfig().EnableHA {
		fail("Cannot add control plane - bootstrap node not created with ENABLE_HA=1")
	}
	if !isThere(tlsSanMarker) {
		fail("%s is missing: the API's certificate would not have the virtual address", tlsSanMarker)
	}
}

// fetchSigners puts the authorities where the cluster's own nodes have them. Only the community variant has published them.
func fetchSigners(cluster api) {
	type secret struct{ Data map[string][]byte }
	fetch := func(name string, files map[string]string) {
		found, there := find[secret](cluster, "/api/v1/namespaces/kube-system/secrets/"+name)
		if !there {
			fail("failed to get CA secret %s: it is not published, as by a build without MICROSHIFT_VARIANT=community", name)
		}
		for key, path := range files {
			write(path, found.Data[key], 0o600)
		}
	}
	for _, signer := range signers {
		fetch(signer, signerFiles(signer))
	}
	fetch(serviceAccountSecret, serviceAccountFiles)
}

// becomeMember announces the machine's member, and writes what it is started with once that has been done.
func becomeMember(controlPlanes []string, own identity, learner bool) {
	reached := etcdAt(controlPlanes)
	for _, found := range reached.members() {
		if found.address() == own.address {
			fail("etcd has a member at %s already: it has to be removed first", peerURL(own.address))
		}
	}
	var answer struct{ Members []member }
	said := reached.call("cluster/member/add", object{"peerURLs": []string{peerURL(own.address)}, "isLearner": learner})
	check(json.Unmarshal(said, &answer))
	writeEtcdConfig(answer.Members, own)
}

// controlPlanesOf are the addresses of the Ready control planes.
func controlPlanesOf(cluster api) (addresses []string) {
	for _, node := range read[struct{ Items []nodeObject }](cluster, "/api/v1/nodes").Items {
		if node.isControlPlane() && node.isReady() {
			addresses = append(addresses, node.address())
		}
	}
	if len(addresses) == 0 {
		fail("the cluster has no control plane that is Ready (%s)", http.StatusText(http.StatusServiceUnavailable))
	}
	return addresses
}
