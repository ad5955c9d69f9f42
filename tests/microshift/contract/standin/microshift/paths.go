package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// MicroShift's own layout (facts: microshift.md, A4 to A7, B4, B5, B7 and B11).
const (
	dataFolder     = "/var/lib/microshift"
	configFile     = "/etc/microshift/config.yaml"
	dropInFolder   = "/etc/microshift/config.d"
	pullSecretFile = "/etc/crio/openshift-pull-secret"
	versionFile    = "/usr/share/microshift/version"

	certsFolder       = dataFolder + "/certs"
	resourcesFolder   = dataFolder + "/resources"
	kubeadminFolder   = resourcesFolder + "/kubeadmin"
	etcdFolder        = dataFolder + "/etcd"
	etcdConfig        = etcdFolder + "/config"
	ovnFolder         = dataFolder + "/ovn"
	ovnConfig         = ovnFolder + "/config"
	bootstrapFolder   = dataFolder + "/bootstrap"
	bootstrapConfig   = bootstrapFolder + "/kubeconfig"
	nodeNameFile      = dataFolder + "/.nodename"
	enableHAMarker    = dataFolder + "/.enable-ha"
	tlsSanMarker      = dataFolder + "/.tls-san"
	clusterConfigFile = dataFolder + "/.cluster-config"
	workerOnlyMarker  = dataFolder + "/.worker-only"

	// programFolder has the real programs of Kubernetes and etcd.
	programFolder = "/opt/k8s/bin"
)

func isThere(path string) bool {
	_, err := os.Stat(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		check(err)
	}
	return err == nil
}

// write puts a file in its place in one step, its folder included, for root alone where it is private.
func write(path string, content []byte, mode fs.FileMode) {
	check(os.MkdirAll(filepath.Dir(path), 0o700))
	check(os.WriteFile(path+".new", content, mode))
	check(os.Chmod(path+".new", mode))
	check(os.Rename(path+".new", path))
}
