# The commands of this project; what they do is in tools/*.ts. `make help` lists them.
STACK ?= dev
export STACK

hardway := node --require tsx/cjs tools/main.ts

.DEFAULT_GOAL := help
.PHONY: help up preview destroy status kubeconfig collect logs stop dev-patch tools libvirt-tools sdk image rehearsal-image microshift-contract-image vm-image boot-image test contract test-changes test-faults test-ha test-families test-microshift-ha test-sno-plus test-openshift-replacement test-machines test-virtual-ha test-interruption test-archive test-moments golden bench lint clean-images

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' Makefile
	@echo "  STACK=name picks the stack: Pulumi.<name>.yaml (now: $(STACK))"

up: node_modules/.installed ## stand the cluster up, or bring it up to date, and verify it
	@$(hardway) up

preview: node_modules/.installed ## show what `up` would change
	@$(hardway) preview

destroy: node_modules/.installed ## remove the cluster and everything that it has on this machine, but for the images that it was made from and MicroShift's imageCache
	@$(hardway) destroy

status: node_modules/.installed ## check the running cluster's health
	@$(hardway) status

kubeconfig: node_modules/.installed ## write the admin's kubeconfig; its path is the last line
	@$(hardway) kubeconfig

collect: node_modules/.installed ## put what the machines say into one archive, without secrets; its path is the last line
	@$(hardway) collect

logs: node_modules/.installed ## MicroShift: follow the journals of all nodes; LINES=200: as many of the past, FOLLOW=0: no more than these
	@$(hardway) logs

stop: node_modules/.installed ## MicroShift: end it and its pods on every node, whose images and data stay
	@$(hardway) stop

dev-patch: node_modules/.installed ## MicroShift on podman: put binaries of one's own into an image of one's own: SOURCE=/path/to/microshift, where it was built
	@$(hardway) dev-patch

tools: node_modules/.installed ## install what is missing: packages, toolchain, plugins
	@$(hardway) tools

libvirt-tools: node_modules/.installed ## install what platform libvirt needs as well: packages, plugin, provider
	@$(hardway) libvirt-tools

sdk: node_modules/.installed ## generate sdks/libvirt anew: read the diff before committing
	@$(hardway) sdk

image: node_modules/.installed ## make the machines' image
	@$(hardway) image

rehearsal-image: node_modules/.installed ## make the image of a rehearsal's machines, with what stands in for a release of OpenShift; its name is the last line
	@node --require tsx/cjs tests/rehearsal/image-main.ts

microshift-contract-image: node_modules/.installed ## make the image that stands in for MicroShift's, from real etcd and Kubernetes; its name is the last line
	@node --require tsx/cjs tests/microshift/contract/image-main.ts

vm-image: node_modules/.installed ## make the disk of virtual machines, for platform libvirt
	@$(hardway) vm-image

boot-image: node_modules/.installed ## print what sets a stack's boot image to that of a file of CoreOS's stream metadata: STREAM=scos.json STACK=okd
	@$(hardway) boot-image

test: node_modules/.installed ## run all tests, the cheap ones first
	@$(hardway) test

contract: node_modules/.installed ## play every recorded case of Pulumi's plugins with the stand-ins; CASES="a b": some
	@node --require tsx/cjs tests/contract/run.ts

test-changes: node_modules/.installed ## change a running cluster in every way, machines come and go; about 12 min, into docs/changes.md
	@node_modules/.bin/jest --runInBand /tests/changes/

test-faults: node_modules/.installed ## let every machine fail in every way; about 11 min, into docs/faults.md
	@node_modules/.bin/jest --runInBand /tests/faults/

test-ha: node_modules/.installed ## let each machine of topology external-etcd fail in every way, RUNS times (3), into docs/high-availability.md; FAULTS="the leader|^reset": some, by a regular expression, into .state/logs/test-ha
	@node_modules/.bin/jest --runInBand /tests/ha/

test-microshift-ha: node_modules/.installed ## hold the contract image to what it refuses, stand nodes of MicroShift up, one on an emulated machine too, cut that off, and let them fail in every way, about 40 min
	@node_modules/.bin/jest --runInBand /tests/microshift/ /tests/microshift-ha/

test-sno-plus: node_modules/.installed ## let one control plane grow to three that share the API's address, lose one and two of them, and one's disk, about 6 min
	@node_modules/.bin/jest --runInBand /tests/sno-plus/

test-openshift-replacement: node_modules/.installed ## replace machines of a rehearsed OpenShift, two control planes by one command, about 8 min
	@node_modules/.bin/jest --runInBand /tests/openshift-replacement/

test-families: node_modules/.installed ## stand clusters up with IPv6 alone and with both families, about 8 min
	@node_modules/.bin/jest --runInBand /tests/families/

test-machines: node_modules/.installed ## stand a small cluster up on virtual machines that are emulated, about 5 min; part of `make test`
	@node_modules/.bin/jest --runInBand /tests/virtual-machines/

test-virtual-ha: node_modules/.installed ## stand the whole plan up on emulated machines, and let them fail, and clusters on two hypervisors and on one by SSH; about 100 min, into docs/libvirt.md
	@node_modules/.bin/jest --runInBand /tests/virtual-ha/

test-interruption: node_modules/.installed ## cut each operation off at every moment, about 35 min; ROUNDS=2,5 picks some
	@ROUNDS=$${ROUNDS:-all} node_modules/.bin/jest --runInBand /tests/interruption/

test-archive: node_modules/.installed ## make a gate give up on a small cluster, and look into what it collected
	@node_modules/.bin/jest --runInBand /tests/archive/

test-moments: node_modules/.installed ## meet every bad moment for real, and kill the scripts of an OpenShift bootstrap at each of their calls, about 10 min
	@$(hardway) setup
	@MOMENTS=all node_modules/.bin/jest --runInBand /tests/moments/ /tests/unit/manifests/openshift/

golden: node_modules/.installed ## write the golden files anew: read the diff before committing
	@UPDATE_GOLDEN=1 node_modules/.bin/jest /tests/golden/

bench: node_modules/.installed ## measure what everything costs, about 25 min, into bench/results.json, README and docs; PARTS="sno-plus": one of dev, k8s-ha, sno-plus
	@node --require tsx/cjs bench/run.ts

lint: node_modules/.installed ## types, lint and format
	@node_modules/.bin/tsc --noEmit
	@node_modules/.bin/eslint --max-warnings 0 .
	@node_modules/.bin/prettier --check .

clean-images: node_modules/.installed ## remove the machine images of earlier recipes, and all that were fetched
	@$(hardway) clean-images

# Exactly what the lock file names, again only when it changes; it has no digest of the package in sdks.
node_modules/.installed: package-lock.json sdks/libvirt/package.json
	npm ci --no-audit --no-fund
	@touch $@
