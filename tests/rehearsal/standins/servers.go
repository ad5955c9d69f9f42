// Stands in for the small programs beside the bootstrap's control plane, of which others only ask whether they are well.
package main

import (
	"crypto/tls"
	"errors"
	"flag"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// options reads the flags after the subcommand; one that is not named here is a failure.
func options(arguments []string, subcommand string, names ...string) map[string]string {
	if len(arguments) == 0 || arguments[0] != subcommand {
		fail("only %q is played", subcommand)
	}
	set, read := flag.NewFlagSet(subcommand, flag.ContinueOnError), map[string]string{}
	for _, name := range append(names, "v") {
		set.Func(name, "", func(value string) error {
			read[name] = value
			return nil
		})
	}
	check(set.Parse(arguments[1:]))
	if set.NArg() > 0 {
		fail("%q is no flag", set.Arg(0))
	}
	return read
}

// insecureReadyz tells a load balancer by plain HTTP whether the API server is ready.
func insecureReadyz(arguments []string) {
	given := options(arguments, "insecure-readyz", "insecure-port", "delegate-url")
	// As the real one: it asks its own machine, and passes on what it hears.
	trusting := &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}
	client := &http.Client{Timeout: 10 * time.Second, Transport: trusting}
	http.HandleFunc("/readyz", func(w http.ResponseWriter, _ *http.Request) {
		answer, err := client.Get(given["delegate-url"])
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		defer answer.Body.Close()
		w.WriteHeader(answer.StatusCode)
		io.Copy(w, answer.Body)
	})
	check(http.ListenAndServe(":"+given["insecure-port"], nil))
}

// policyController is healthy, and gives no namespace a range of user ids.
func policyController(arguments []string) {
	given := options(arguments, "start", "config", "kubeconfig", "namespace")
	var config struct {
		Kind        string
		ServingInfo struct {
			BindAddress string `yaml:"bindAddress"`
		} `yaml:"servingInfo"`
		KubeClientConfig struct {
			KubeConfig string `yaml:"kubeConfig"`
		} `yaml:"kubeClientConfig"`
	}
	check(yaml.Unmarshal(must(os.ReadFile(given["config"])), &config))
	if config.Kind != "OpenShiftControllerManagerConfig" {
		fail("%s is a %q", given["config"], config.Kind)
	}
	clusterOf(config.KubeClientConfig.KubeConfig)
	http.HandleFunc("/healthz", well)
	own := selfSigned("cluster-policy-controller")
	server := serverOf(config.ServingInfo.BindAddress, must(tls.X509KeyPair(own.certificate, own.key)))
	check(server.ListenAndServeTLS("", ""))
}

// machineConfigController renders nothing: it looks whether the folders of its inputs and outputs are there. The files
// in them come from renders, which a rehearsal has none of.
func machineConfigController(arguments []string) {
	given := options(arguments, "bootstrap", "manifest-dir", "dest-dir", "pull-secret", "payload-version")
	var missing []error
	for _, name := range []string{"manifest-dir", "dest-dir"} {
		_, err := os.Stat(given[name])
		missing = append(missing, err)
	}
	check(errors.Join(missing...))
}

// machineConfigServer has the certificate and the ports of the real one, and no configuration for any machine.
func machineConfigServer(arguments []string) {
	options(arguments, "bootstrap", "payload-version", "server-basedir", "bootstrap-kubeconfig")
	certificate := must(tls.LoadX509KeyPair("/etc/ssl/mcs/tls.crt", "/etc/ssl/mcs/tls.key"))
	http.HandleFunc("/healthz", well)
	http.HandleFunc("/config/", func(w http.ResponseWriter, request *http.Request) {
		wanted := strings.TrimPrefix(request.URL.Path, "/config/")
		http.Error(w, "rehearsal: no configuration of "+wanted, http.StatusNotFound)
	})
	ended := make(chan error)
	go func() { ended <- http.ListenAndServe(":22624", nil) }()
	go func() { ended <- serverOf(":22623", certificate).ListenAndServeTLS("", "") }()
	check(<-ended)
}

// python3 plays the one module of Python that a smoke test starts, which serves the folder that it is started in.
func python3(arguments []string) {
	if len(arguments) != 5 || arguments[0] != "-m" || arguments[1] != "http.server" || arguments[3] != "--bind" {
		fail("only \"-m http.server PORT --bind ADDRESS\" is played, not %q", arguments)
	}
	check(http.ListenAndServe(net.JoinHostPort(arguments[4], arguments[2]), http.FileServer(http.Dir("."))))
}

func well(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "ok\n") }

func serverOf(address string, certificate tls.Certificate) *http.Server {
	return &http.Server{Addr: address, TLSConfig: &tls.Config{Certificates: []tls.Certificate{certificate}}}
}
