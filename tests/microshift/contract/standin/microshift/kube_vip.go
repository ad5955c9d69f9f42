package main

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"
)

// kubeVipSettings are the variables of kube-vip that the stand-in acts on (facts: microshift.md, B12).
type kubeVipSettings struct {
	address, subnet, link, namespace, lease, node string
	duration, deadline, retry                     time.Duration
}

func readKubeVipSettings() kubeVipSettings {
	variable := func(name string) string {
		value := os.Getenv(name)
		if value == "" {
			fail("the variable %s is not set", name)
		}
		return value
	}
	seconds := func(name string) time.Duration {
		return time.Duration(must(strconv.Atoi(variable(name)))) * time.Second
	}
	for _, name := range []string{"vip_arp", "cp_enable", "svc_enable", "vip_leaderelection"} {
		if variable(name) != "true" {
			fail("%s is not true: the stand-in can do nothing else", name)
		}
	}
	return kubeVipSettings{
		variable("address"), variable("vip_subnet"), variable("vip_interface"), variable("cp_namespace"),
		variable("vip_leasename"), variable("vip_nodename"),
		seconds("vip_leaseduration"), seconds("vip_renewdeadline"), seconds("vip_retryperiod"),
	}
}

// kubeVip holds the virtual address while it holds the lease, and with it the addresses of Services.
func kubeVip(arguments []string) {
	if len(arguments) != 1 || arguments[0] != "manager" {
		fail("usage: kube-vip manager")
	}
	s := readKubeVipSettings()
	own := lease{settings: s, server: inCluster(s.deadline)}
	// One that was killed has left its address, which may be somebody else's by now.
	announced := announcer{s.link, s.subnet, []string{s.address}}
	ended := make(chan os.Signal, 1)
	signal.Notify(ended, syscall.SIGTERM, syscall.SIGINT)
	for ticks := time.Tick(s.retry); ; {
		if own.isHeld() {
			announced.keep(append([]string{s.address}, own.serviceAddresses()...))
		} else {
			announced.keep(nil)
		}
		select {
		case <-ended:
			announced.keep(nil)
			own.release()
			return
		case <-ticks:
		}
	}
}

// inCluster is the API as a pod reaches it, which gives each request so long.
func inCluster(limit time.Duration) api {
	const folder = "/var/run/secrets/kubernetes.io/serviceaccount/"
	authorities := x509.NewCertPool()
	authorities.AppendCertsFromPEM(must(os.ReadFile(folder + "ca.crt")))
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: authorities}}
	url := "https://" + os.Getenv("KUBERNETES_SERVICE_HOST") + ":" + os.Getenv("KUBERNETES_SERVICE_PORT")
	return api{url, &http.Client{Timeout: limit, Transport: transport}, string(must(os.ReadFile(folder + "token")))}
}

// serviceAddresses gives Services the status that their addresses are announced, and returns these.
func (l *lease) serviceAddresses() (addresses []string) {
	err := attempt(func() {
		var list struct {
			Items []struct {
				Metadata struct {
					Name, Namespace string
					Annotations     map[string]string
				}
				Spec   struct{ Type string }
				Status struct {
					LoadBalancer struct{ Ingress []struct{ IP string } }
				}
			}
		}
		status, text := l.server.send(http.MethodGet, "/api/v1/services", "", nil)
		check(refusal(status, "/api/v1/services", text))
		check(json.Unmarshal(text, &list))
		for _, service := range list.Items {
			address := service.Metadata.Annotations["kube-vip.io/loadbalancerIPs"]
			if service.Spec.Type != "LoadBalancer" || address == "" {
				continue
			}
			addresses = append(addresses, address)
			if len(service.Status.LoadBalancer.Ingress) == 0 {
				l.reportService("/api/v1/namespaces/"+service.Metadata.Namespace+"/services/"+service.Metadata.Name, address)
			}
		}
	})
	if err != nil {
		logf("services: %v", err)
	}
	return addresses
}

// reportService writes the status as the real one does, by an update, for which its rights suffice.
func (l *lease) reportService(path, address string) {
	service := read[object](l.server, path)
	service["status"] = object{"loadBalancer": object{"ingress": []object{{"ip": address}}}}
	status, text := l.server.send(http.MethodPut, path+"/status", "application/json", must(json.Marshal(service)))
	check(refusal(status, path, text))
}
