package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"time"
)

// pair is a certificate and its key in PEM.
type pair struct{ certificate, key []byte }

// authority signs certificates.
type authority struct {
	certificate *x509.Certificate
	key         any
}

// leaf says whose a certificate is to be; hosts are names and addresses.
type leaf struct {
	name   string
	groups []string
	hosts  []string
	usages []x509.ExtKeyUsage
}

var (
	asServer = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	asClient = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	// asPeer is etcd's: members are clients of each other, and a member's gateway is one of itself.
	asPeer = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth}
)

// newAuthority is one that signs itself, for ten years.
func newAuthority(name string) pair {
	template := &x509.Certificate{
		SerialNumber:          big.NewInt(1),
		Subject:               pkix.Name{CommonName: name},
		NotBefore:             time.Now().Add(-time.Minute),
		NotAfter:              time.Now().AddDate(10, 0, 0),
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
		BasicConstraintsValid: true,
		IsCA:                  true,
	}
	key := must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	return inPEM(must(x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)), key)
}

func authorityIn(folder string) authority {
	read := must(tls.X509KeyPair(must(os.ReadFile(folder+"/ca.crt")), must(os.ReadFile(folder+"/ca.key"))))
	if !read.Leaf.IsCA {
		fail("%s/ca.crt is no authority", folder)
	}
	return authority{read.Leaf, read.PrivateKey}
}

// issue gives a leaf a new key, for a year.
func (a authority) issue(own leaf) pair {
	template := &x509.Certificate{
		Subject:     pkix.Name{CommonName: own.name, Organization: own.groups},
		NotBefore:   a.certificate.NotBefore,
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
	key := must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	return inPEM(must(x509.CreateCertificate(rand.Reader, template, a.certificate, key.Public(), a.key)), key)
}

func inPEM(certificate []byte, key *ecdsa.PrivateKey) pair {
	return pair{
		pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate}),
		pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: must(x509.MarshalPKCS8PrivateKey(key))}),
	}
}

// publicPEM is the public half of a key in PEM.
func publicPEM(key *ecdsa.PrivateKey) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: must(x509.MarshalPKIXPublicKey(key.Public()))})
}
