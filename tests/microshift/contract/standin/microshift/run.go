package main

import "log"

// identity is what a node is known by.
type identity struct {
	name, address string
	isWorker      bool
}

func identify(s settings) identity {
	return identity{s.nodeName(), s.nodeIP(), isThere(workerOnlyMarker)}
}

// run starts the node and stays until one of its programs ends.
func run(arguments []string) {
	if len(arguments) > 0 {
		fail("unknown flag %q", arguments[0])
	}
	log.SetFlags(0)
	s := readSettings()
	checkPullSecret()
	s.refuseNewName()
	own, children := identify(s), newFamily()
	if own.isWorker {
		runWorker(s, own, children)
	} else {
		runControlPlane(s, own, children)
	}
	go connectPods(own)
	startNode(s, own, children)
	notifyReady()
	if !own.isWorker {
		applyEverything(s, own)
	}
	children.wait()
}

func runControlPlane(s settings, own identity, children *family) {
	beginCluster(own.address)
	ensureSigners()
	issueEtcdCertificates(own)
	issueCertificates(s, own)
	writeAdminKubeconfigs(s, own)
	writeNodeKubeconfigs("localhost")
	startEtcd(own, children)
	startControlPlane(s, own, refreshMembers(own), children)
	if isCommunity() {
		publishSigners(apiOf(adminKubeconfig))
	}
}

// runWorker reaches the API at the first address that the node knows, whatever it is.
func runWorker(s settings, own identity, children *family) {
	for _, signer := range signers {
		if !isThere(signerFile(signer)) {
			fail("%s is missing: a worker has to join by add-node", signerFile(signer))
		}
	}
	issueNodeCertificates(own)
	writeNodeKubeconfigs(readClusterConfig().addresses()[0])
}
