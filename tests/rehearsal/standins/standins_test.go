package main

import (
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

const apiServerHead = "apiVersion: kubecontrolplane.config.openshift.io/v1\nkind: KubeAPIServerConfig\n"

func flagsIn(t *testing.T, program, text string) (list []string, err error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	err = attempt(func() { list = upstreamFlags(program, []string{"--openshift-config=" + file, "--v=2"}) })
	return list, err
}

func TestFlagsOfTheAPIServersFile(t *testing.T) {
	flags, err := flagsIn(t, "kube-apiserver", apiServerHead+`
servicesSubnet: 172.30.0.0/16
servingInfo:
  bindAddress: "[::]:6443"
  minTLSVersion: VersionTLS12
  cipherSuites: [A, B]
  namedCertificates:
    - { certFile: a.crt, keyFile: a.key }
    - { names: [localhost, "::1"], certFile: b.crt, keyFile: b.key }
apiServerArguments:
  authorization-mode: [Scope, SystemMasters, RBAC, Node]
  enable-admission-plugins: [NodeRestriction, security.openshift.io/SecurityContextConstraint]
  send-retry-after-while-not-ready-once: ["true"]
  secure-port: ["7443"]
`)
	if err != nil {
		t.Fatal(err)
	}
	wanted := []string{
		"--authorization-mode=RBAC", "--authorization-mode=Node",
		"--bind-address=::",
		"--enable-admission-plugins=NodeRestriction",
		"--secure-port=7443",
		"--service-cluster-ip-range=172.30.0.0/16",
		"--tls-cipher-suites=A", "--tls-cipher-suites=B",
		"--tls-min-version=VersionTLS12",
		"--tls-sni-cert-key=a.crt,a.key", "--tls-sni-cert-key=b.crt,b.key:localhost,::1",
		"--v=2",
	}
	if !slices.Equal(flags, wanted) {
		t.Errorf("got %s", strings.Join(flags, "\n    "))
	}
}

func TestConfigurationsOfUpstreamsAdmissionPluginsAreHandedOn(t *testing.T) {
	flags, err := flagsIn(t, "kube-apiserver", apiServerHead+`
servingInfo: { bindAddress: "0.0.0.0:6443" }
admission:
  pluginConfig:
    network.openshift.io/ExternalIPRanger: { configuration: { kind: Theirs } }
    PodSecurity: { configuration: { kind: PodSecurityConfiguration } }
`)
	if err != nil {
		t.Fatal(err)
	}
	file, found := strings.CutPrefix(flags[0], "--admission-control-config-file=")
	if !found {
		t.Fatalf("got %s", flags)
	}
	defer os.Remove(file)
	text, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(text), "PodSecurityConfiguration") || strings.Contains(string(text), "Theirs") {
		t.Errorf("%v: %s", err, text)
	}
}

func TestFlagsOfTheControllerManagersFile(t *testing.T) {
	flags, err := flagsIn(t, "kube-controller-manager", `
apiVersion: kubecontrolplane.config.openshift.io/v1
kind: KubeControllerManagerConfig
extendedArguments: { controllers: ["*", "-ttl"] }
`)
	if wanted := []string{"--controllers=*", "--controllers=-ttl", "--v=2"}; err != nil || !slices.Equal(flags, wanted) {
		t.Errorf("%v: %s", err, flags)
	}
}

func TestWrongFilesAreRefused(t *testing.T) {
	for text, part := range map[string]string{
		apiServerHead + "servingInfo: { bindaddress: 0.0.0.0:6443 }":                            "bindaddress",
		apiServerHead + "apiServerArgument: {}":                                                 "apiServerArgument",
		apiServerHead + "servingInfo: { bindAddress: nowhere }":                                 "nowhere",
		apiServerHead + "apiServerArguments: { v: two }":                                        "two",
		"apiVersion: kubecontrolplane.config.openshift.io/v1\nkind: KubeAPIServerConfiguration": "KubeAPIServerConfiguration",
	} {
		if flags, err := flagsIn(t, "kube-apiserver", text); err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%s\ngave %v and %s", text, err, flags)
		}
	}
}

func TestAFlagThatAStandInDoesNotKnowIsRefused(t *testing.T) {
	if attempt(func() { options([]string{"start", "--kubeconfg=x"}, "start", "kubeconfig") }) == nil {
		t.Error("a misspelt flag was taken")
	}
	given := options([]string{"start", "--kubeconfig=x", "--v=2"}, "start", "kubeconfig")
	if given["kubeconfig"] != "x" {
		t.Errorf("got %v", given)
	}
}

func TestPythonServesItsFolderAndNothingElseIsPlayed(t *testing.T) {
	if err := attempt(func() { python3([]string{"-m", "pip", "list"}) }); err == nil {
		t.Error("another module was played")
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	listener.Close()
	t.Chdir(t.TempDir())
	if err := os.WriteFile("pod.txt", []byte("smoke-a\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	go attempt(func() { python3([]string{"-m", "http.server", port, "--bind", "127.0.0.1"}) })
	var answer *http.Response
	for until := time.Now().Add(10 * time.Second); time.Now().Before(until); time.Sleep(20 * time.Millisecond) {
		if answer, err = http.Get("http://127.0.0.1:" + port + "/pod.txt"); err == nil {
			break
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil || string(text) != "smoke-a\n" || !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/plain") {
		t.Errorf("%v: %s %q", err, answer.Header, text)
	}
}
