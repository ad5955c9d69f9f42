// Stands in for what the operators read before they act: the status that must have been written, and all that was seeded.
package main

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"time"
)

const (
	apiOperator   = "openshift-kube-apiserver-operator"
	configManaged = "openshift-config-managed"
	configAPI     = "/apis/config.openshift.io/v1/"
)

// seeds is what was seeded and what the operators build on.
type seeds struct {
	etcd, kubelet, localhost, serviceNetwork, loadBalancer, toKubelet, controlPlane, aggregator authority

	etcdBundle, serverBundle, clientBundle, kubeletBundle []byte
	etcdClient                                            pair
	// tokenKeys verify tokens, boundKey signs them.
	tokenKeys [][]byte
	boundKey  []byte
	// apiHost and internalHost are the names of the load balancer.
	apiHost, internalHost string
	serviceNetworks       []string
	firstServiceAddress   string
	// wanted is the number of control planes that the topology asks for.
	wanted int
}

// seedReader reads one seed after the other and keeps what is wrong with each, so that all of it is told at once.
type seedReader struct {
	cluster
	problems []error
}

func readSeeds(c cluster) *seeds {
	r, s := &seedReader{cluster: c}, &seeds{}
	var metric authority
	for signer, place := range map[*authority][2]string{
		&s.etcd:           {"openshift-etcd", "etcd-signer"},
		&metric:           {"openshift-etcd", "etcd-metric-signer"},
		&s.kubelet:        {"openshift-kube-controller-manager-operator", "csr-signer-signer"},
		&s.localhost:      {apiOperator, "localhost-serving-signer"},
		&s.serviceNetwork: {apiOperator, "service-network-serving-signer"},
		&s.loadBalancer:   {apiOperator, "loadbalancer-serving-signer"},
		&s.toKubelet:      {apiOperator, "kube-apiserver-to-kubelet-signer"},
		&s.controlPlane:   {apiOperator, "kube-control-plane-signer"},
		&s.aggregator:     {apiOperator, "aggregator-client-signer"},
	} {
		r.reading("Secret "+place[1], func() { *signer = r.signer(place[0], place[1]) })
	}
	r.reading("the authorities of etcd", func() {
		s.etcdBundle = r.bundle("openshift-etcd", "etcd-ca-bundle", "ca-bundle.crt", s.etcd)
		metrics := r.bundle("openshift-etcd", "etcd-metrics-ca-bundle", "ca-bundle.crt", metric)
		r.bundle("openshift-etcd", "etcd-all-bundles", "server-ca-bundle.crt", s.etcd)
		r.bundle("openshift-etcd", "etcd-all-bundles", "metrics-ca-bundle.crt", metric)
		s.etcdClient = r.client("openshift-etcd", "etcd-client", s.etcdBundle)
		r.client("openshift-etcd", "etcd-metric-client", metrics)
	})
	r.reading("the authorities of the API's clients", func() {
		s.kubeletBundle = r.bundle(configManaged, "csr-controller-ca", "ca-bundle.crt", s.kubelet)
		s.clientBundle = joined(
			r.text("openshift-config", "admin-kubeconfig-client-ca", "ca-bundle.crt"), s.kubeletBundle,
			s.toKubelet.files.certificate, s.controlPlane.files.certificate,
			r.text(configManaged, "kubelet-bootstrap-kubeconfig", "ca-bundle.crt"),
		)
	})
	s.serverBundle = joined(
		s.localhost.files.certificate, s.serviceNetwork.files.certificate, s.loadBalancer.files.certificate)
	r.reading("the keys of service accounts", func() { r.tokenKeys(s) })
	r.reading("Infrastructure cluster", func() { r.infrastructure(s) })
	r.reading("Network cluster", func() { r.network(s) })
	check(errors.Join(r.problems...))
	return s
}

// reading keeps the failure of one part and goes on.
func (r *seedReader) reading(what string, work func()) {
	if err := attempt(work); err != nil {
		r.problems = append(r.problems, fmt.Errorf("%s: %w", what, err))
	}
}

// signer refuses what library-go's controllers would replace by a signer of their own.
func (r *seedReader) signer(namespace, name string) authority {
	found := read[secret](r.cluster, core(namespace, "secrets", name))
	if found.Type != "kubernetes.io/tls" {
		fail("its type is %s, so that no operator adopts it", found.Type)
	}
	signer := authorityOf(pair{found.Data["tls.crt"], found.Data["tls.key"]})
	annotation := func(name string) string {
		return found.Metadata.Annotations["auth.openshift.io/certificate-"+name]
	}
	notBefore, notAfter := signer.certificate.NotBefore, signer.certificate.NotAfter
	switch {
	case !must(time.Parse(time.RFC3339, annotation("not-before"))).Equal(notBefore):
		fail("its annotation not-before is not its certificate's, so that the operator makes a new one")
	case !must(time.Parse(time.RFC3339, annotation("not-after"))).Equal(notAfter):
		fail("its annotation not-after is not its certificate's, so that the operator makes a new one")
	case time.Since(notBefore) > notAfter.Sub(notBefore)*8/10:
		fail("four fifths of its time are over, so that the operator makes a new one")
	case annotation("issuer") != signer.certificate.Issuer.CommonName:
		fail("its annotation issuer is %q", annotation("issuer"))
	}
	return signer
}

func (r *seedReader) text(namespace, name, key string) []byte {
	found := read[configMap](r.cluster, core(namespace, "configmaps", name))
	if found.Data[key] == "" {
		fail("ConfigMap %s has no %s", name, key)
	}
	return []byte(found.Data[key])
}

// bundle refuses one without the certificate of its signer.
func (r *seedReader) bundle(namespace, name, key string, signer authority) []byte {
	text := r.text(namespace, name, key)
	for block, rest := pem.Decode(text); block != nil; block, rest = pem.Decode(rest) {
		if signer.certificate != nil && bytes.Equal(block.Bytes, signer.certificate.Raw) {
			return text
		}
	}
	fail("ConfigMap %s: %s has not the certificate of its signer", name, key)
	return nil
}

// client refuses a certificate that the bundle does not vouch for.
func (r *seedReader) client(namespace, name string, bundle []byte) pair {
	found := read[secret](r.cluster, core(namespace, "secrets", name))
	block, _ := pem.Decode(found.Data["tls.crt"])
	if block == nil {
		fail("Secret %s has no certificate", name)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(bundle)
	must(must(x509.ParseCertificate(block.Bytes)).Verify(x509.VerifyOptions{Roots: roots, KeyUsages: asClient}))
	return pair{found.Data["tls.crt"], found.Data["tls.key"]}
}

// tokenKeys are the one of old, whose public half kube-apiserver finds itself, the listed one, and the bound one.
func (r *seedReader) tokenKeys(s *seeds) {
	old := read[secret](r.cluster, core("openshift-config", "secrets", "initial-service-account-private-key"))
	bound := read[secret](r.cluster, core(apiOperator, "secrets", "next-bound-service-account-signing-key"))
	listed := r.text(configManaged, "sa-token-signing-certs", "service-account-001.pub")
	s.boundKey = bound.Data["service-account.key"]
	s.tokenKeys = [][]byte{old.Data["service-account.key"], listed, bound.Data["service-account.pub"]}
	for index, key := range append(s.tokenKeys, s.boundKey) {
		if block, _ := pem.Decode(key); block == nil {
			fail("number %d is not PEM", index+1)
		}
	}
}

// infrastructure reads from the status how operators reach the API, and holds it to the cluster's domain.
func (r *seedReader) infrastructure(s *seeds) {
	found := read[struct {
		Status struct{ APIServerURL, APIServerInternalURI, ControlPlaneTopology, InfrastructureName string }
	}](r.cluster, configAPI+"infrastructures/cluster")
	dns := read[struct{ Spec struct{ BaseDomain string } }](r.cluster, configAPI+"dnses/cluster")
	s.apiHost, s.internalHost = "api."+dns.Spec.BaseDomain, "api-int."+dns.Spec.BaseDomain
	for given, host := range map[string]string{
		found.Status.APIServerURL: s.apiHost, found.Status.APIServerInternalURI: s.internalHost,
	} {
		if address := must(url.Parse(given)); address.Scheme != "https" || address.Hostname() != host {
			fail("%q in its status is not at %s, as DNS cluster has it", given, host)
		}
	}
	s.wanted = map[string]int{"HighlyAvailable": 3, "SingleReplica": 1}[found.Status.ControlPlaneTopology]
	if s.wanted == 0 || found.Status.InfrastructureName == "" {
		fail("its status has topology %q and name %q", found.Status.ControlPlaneTopology, found.Status.InfrastructureName)
	}
}

func (r *seedReader) network(s *seeds) {
	found := read[struct {
		Spec struct{ ServiceNetwork []string }
	}](r.cluster, configAPI+"networks/cluster")
	s.serviceNetworks = found.Spec.ServiceNetwork
	if len(s.serviceNetworks) == 0 {
		fail("it has no network of services")
	}
	s.firstServiceAddress = must(netip.ParsePrefix(s.serviceNetworks[0])).Masked().Addr().Next().String()
}

// awaitFeatureGates gives up after a minute without the status of this version, as every operator does.
func awaitFeatureGates(c cluster, version string) {
	limit := time.Now().Add(must(time.ParseDuration(featureGatesWithin)))
	for ; time.Now().Before(limit); time.Sleep(time.Second) {
		gates, _ := find[struct {
			Status struct{ FeatureGates []struct{ Version string } }
		}](c, configAPI+"featuregates/cluster")
		for _, known := range gates.Status.FeatureGates {
			if known.Version == version {
				return
			}
		}
	}
	fail("timed out waiting for FeatureGate detection: its status has no version %s", version)
}

// joined joins bundles, whether or not each ends with a new line.
func joined(bundles ...[]byte) []byte { return bytes.Join(bundles, []byte("\n")) }
