// Stands in for the operators' issuing of certificates: from a signer that was seeded, never from one of their own.
package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"net"
	"time"
)

// pair is a certificate and its key in PEM.
type pair struct{ certificate, key []byte }

// authority signs certificates.
type authority struct {
	files       pair
	certificate *x509.Certificate
	signer      any
}

// leaf says whose a certificate is to be; hosts are names and addresses.
type leaf struct {
	name   string
	group  []string
	hosts  []string
	usages []x509.ExtKeyUsage
}

var (
	asServer = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	asClient = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	// asPeer is etcd's: its members are clients of each other, and its gateway is one of itself.
	asPeer = append(asServer, asClient...)
)

func authorityOf(own pair) authority {
	read := must(tls.X509KeyPair(own.certificate, own.key))
	if !read.Leaf.IsCA {
		fail("%s is no authority", read.Leaf.Subject)
	}
	return authority{own, read.Leaf, read.PrivateKey}
}

// issue gives a leaf a new key, for a year at most.
func (a authority) issue(own leaf) pair {
	template := templateOf(own)
	template.NotBefore = a.certificate.NotBefore
	if a.certificate.NotAfter.Before(template.NotAfter) {
		template.NotAfter = a.certificate.NotAfter
	}
	key := must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	return inPEM(must(x509.CreateCertificate(rand.Reader, template, a.certificate, key.Public(), a.signer)), key)
}

// selfSigned is a certificate that nobody is asked to trust.
func selfSigned(name string) pair {
	template := templateOf(leaf{name: name, usages: asServer})
	key := must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	return inPEM(must(x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)), key)
}

func templateOf(own leaf) *x509.Certificate {
	template := &x509.Certificate{
		Subject:     pkix.Name{CommonName: own.name, Organization: own.group},
		NotBefore:   time.Now(),
		NotAfter:    time.Now().AddDate(1, 0, 0),
		KeyUsage:    x509.KeyUsageDigitalSignature,
		ExtKeyUsage: own.usages,
	}
	for _, host := range own.hosts {
		if address := net.ParseIP(host); address != nil {
			template.IPAddresses = append(template.IPAddresses, address)
		} else {
			template.DNSNames = append(template.DNSNames, host)
		}
	}
	return template
}

func inPEM(certificate []byte, key *ecdsa.PrivateKey) pair {
	return pair{
		pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate}),
		pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: must(x509.MarshalPKCS8PrivateKey(key))}),
	}
}
