// Stands in for hyperkube of the release: reads OpenShift's config files and becomes upstream's program.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"

	"go.yaml.in/yaml/v3"
)

// hyperkube becomes the program that its first argument names; after "print" it only tells the flags.
func hyperkube(arguments []string) {
	onlyTell := len(arguments) > 0 && arguments[0] == "print"
	if onlyTell {
		arguments = arguments[1:]
	}
	if len(arguments) == 0 {
		fail("the first argument names a program")
	}
	flags := upstreamFlags(arguments[0], arguments[1:])
	if onlyTell {
		fmt.Println(strings.Join(flags, "\n"))
		return
	}
	path := must(exec.LookPath(arguments[0]))
	check(syscall.Exec(path, append(arguments[:1:1], flags...), os.Environ()))
}

// upstreamFlags puts those of the config file before those of the command line, which therefore win.
func upstreamFlags(program string, arguments []string) []string {
	var fromFile, own []string
	for _, argument := range arguments {
		if file, isConfig := strings.CutPrefix(argument, "--openshift-config="); isConfig {
			fromFile = flagsOf(program, must(os.ReadFile(file)))
		} else {
			own = append(own, argument)
		}
	}
	return append(fromFile, own...)
}

// flagsOf reads a config file; a key that the program does not know there is a failure.
func flagsOf(program string, text []byte) []string {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	switch program {
	case "kube-apiserver":
		var config apiServerConfig
		check(decoder.Decode(&config))
		config.isA("KubeAPIServerConfig")
		return config.flags().list()
	case "kube-controller-manager":
		var config controllerManagerConfig
		check(decoder.Decode(&config))
		config.isA("KubeControllerManagerConfig")
		return config.ExtendedArguments.list()
	}
	fail("%s has no config file of OpenShift's", program)
	return nil
}

type header struct {
	APIVersion string `yaml:"apiVersion"`
	Kind       string `yaml:"kind"`
}

func (h header) isA(kind string) {
	if h.APIVersion != "kubecontrolplane.config.openshift.io/v1" || h.Kind != kind {
		fail("a %s was expected, not a %s of %s", kind, h.Kind, h.APIVersion)
	}
}

// apiServerConfig has the keys from which OpenShift's kube-apiserver takes flags, and those that only its patches read.
// The certificate of servingInfo is among the latter: only the arguments give the one for any name.
type apiServerConfig struct {
	header      `yaml:",inline"`
	ServingInfo struct {
		BindAddress       string   `yaml:"bindAddress"`
		BindNetwork       string   `yaml:"bindNetwork"`
		CertFile          string   `yaml:"certFile"`
		KeyFile           string   `yaml:"keyFile"`
		MinTLSVersion     string   `yaml:"minTLSVersion"`
		CipherSuites      []string `yaml:"cipherSuites"`
		NamedCertificates []struct {
			Names    []string `yaml:"names"`
			CertFile string   `yaml:"certFile"`
			KeyFile  string   `yaml:"keyFile"`
		} `yaml:"namedCertificates"`
	} `yaml:"servingInfo"`
	Admission struct {
		PluginConfig map[string]struct {
			Location      string `yaml:"location"`
			Configuration any    `yaml:"configuration"`
		} `yaml:"pluginConfig"`
	} `yaml:"admission"`
	CORSAllowedOrigins           []string `yaml:"corsAllowedOrigins"`
	ServicesSubnet               string   `yaml:"servicesSubnet"`
	ServiceAccountPublicKeyFiles []string `yaml:"serviceAccountPublicKeyFiles"`
	APIServerArguments           flags    `yaml:"apiServerArguments"`
	AuthConfig                   any      `yaml:"authConfig"`
	ConsolePublicURL             any      `yaml:"consolePublicURL"`
	ImagePolicyConfig            any      `yaml:"imagePolicyConfig"`
	ProjectConfig                any      `yaml:"projectConfig"`
}

type controllerManagerConfig struct {
	header             `yaml:",inline"`
	ExtendedArguments  flags `yaml:"extendedArguments"`
	ServiceServingCert any   `yaml:"serviceServingCert"`
	ProjectConfig      any   `yaml:"projectConfig"`
}

// flags are those of upstream's program, each with all its values.
type flags map[string][]string

// flags takes from the file what OpenShift's kube-apiserver does; its own arguments win.
func (c apiServerConfig) flags() flags {
	host, port, err := net.SplitHostPort(c.ServingInfo.BindAddress)
	check(err)
	var named []string
	for _, one := range c.ServingInfo.NamedCertificates {
		value := one.CertFile + "," + one.KeyFile
		if len(one.Names) > 0 {
			value += ":" + strings.Join(one.Names, ",")
		}
		named = append(named, value)
	}
	made := flags{
		"bind-address":                  {host},
		"secure-port":                   {port},
		"tls-min-version":               {c.ServingInfo.MinTLSVersion},
		"tls-cipher-suites":             c.ServingInfo.CipherSuites,
		"tls-sni-cert-key":              named,
		"admission-control-config-file": {c.admissionFile()},
		"cors-allowed-origins":          c.CORSAllowedOrigins,
		"service-cluster-ip-range":      {c.ServicesSubnet},
		"service-account-key-file":      c.ServiceAccountPublicKeyFiles,
	}
	maps.Copy(made, c.APIServerArguments)
	return made
}

// admissionFile writes the configurations of upstream's plugins as upstream reads them.
func (c apiServerConfig) admissionFile() string {
	var plugins []object
	for name, plugin := range c.Admission.PluginConfig {
		if !isOpenshifts(name) {
			plugins = append(plugins, object{"name": name, "configuration": plugin.Configuration})
		}
	}
	if plugins == nil {
		return ""
	}
	file := must(os.CreateTemp("", "admission-*.json"))
	defer file.Close()
	check(json.NewEncoder(file).Encode(object{
		"apiVersion": "apiserver.config.k8s.io/v1", "kind": "AdmissionConfiguration", "plugins": plugins,
	}))
	return file.Name()
}

// list has a flag for each value, without what upstream does not know of.
func (f flags) list() []string {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(f)) {
		for _, value := range f[name] {
			if value != "" && !slices.Contains(openshiftFlags, name) && !isOpenshifts(value) {
				list = append(list, "--"+name+"="+value)
			}
		}
	}
	return list
}

// openshiftFlags are added by OpenShift's patches.
var openshiftFlags = []string{"send-retry-after-while-not-ready-once", "startup-send-retry-after-until-ready"}

// isOpenshifts tells the names of its own plugins of admission and its own modes of authorization.
func isOpenshifts(value string) bool {
	return strings.Contains(value, "openshift.io/") || value == "Scope" || value == "SystemMasters"
}
