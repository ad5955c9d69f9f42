// Stands in for the client libraries of the operators: the few requests that the stand-ins make to the API.
package main

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"

	"go.yaml.in/yaml/v3"
)

// object is any object of the API, or a part of one.
type object = map[string]any

// metadata is the part of an object's that is read.
type metadata struct {
	Name, Namespace, ResourceVersion string
	Labels, Annotations              map[string]string
}

type secret struct {
	Metadata metadata
	Type     string
	Data     map[string][]byte
}

type configMap struct {
	Metadata metadata
	Data     map[string]string
}

// cluster is the API as one kubeconfig reaches it. Its methods fail at any answer that they do not name.
type cluster struct {
	url    string
	client *http.Client
}

// clusterOf reads a kubeconfig whose certificates and key stand in the file.
func clusterOf(file string) cluster {
	var config struct {
		Clusters []struct {
			Cluster struct {
				Server string
				CA     string `yaml:"certificate-authority-data"`
			}
		}
		Users []struct {
			User struct {
				Certificate string `yaml:"client-certificate-data"`
				Key         string `yaml:"client-key-data"`
			}
		}
	}
	check(yaml.Unmarshal(must(os.ReadFile(file)), &config))
	if len(config.Clusters) != 1 || len(config.Users) != 1 {
		fail("%s has not one cluster and one user", file)
	}
	decode := func(text string) []byte { return must(base64.StdEncoding.DecodeString(text)) }
	server, user := config.Clusters[0].Cluster, config.Users[0].User
	own := pair{decode(user.Certificate), decode(user.Key)}
	return cluster{server.Server, mutualTLS(decode(server.CA), own)}
}

// mutualTLS is a client that trusts one bundle and shows one certificate.
func mutualTLS(bundle []byte, own pair) *http.Client {
	config := &tls.Config{
		RootCAs:      x509.NewCertPool(),
		Certificates: []tls.Certificate{must(tls.X509KeyPair(own.certificate, own.key))},
	}
	config.RootCAs.AppendCertsFromPEM(bundle)
	return &http.Client{Timeout: 15 * time.Second, Transport: &http.Transport{TLSClientConfig: config}}
}

// read gets an object; one that is not there is a failure.
func read[T any](c cluster, path string) T {
	found, there := find[T](c, path)
	if !there {
		fail("%s is not there", path)
	}
	return found
}

// find gets an object, if it is there.
func find[T any](c cluster, path string) (found T, there bool) {
	status, text := c.send(http.MethodGet, path, "", nil)
	if status == http.StatusNotFound {
		return found, false
	}
	check(refusal(status, path, text))
	check(json.Unmarshal(text, &found))
	return found, true
}

// create makes an object, given in JSON or YAML; that it is there already is as good.
func (c cluster) create(collection string, manifest []byte) {
	status, text := c.send(http.MethodPost, collection, "application/yaml", manifest)
	if status != http.StatusConflict {
		check(refusal(status, collection, text))
	}
}

// merge changes an object by a merge patch.
func (c cluster) merge(path string, patch object) {
	status, text := c.send(http.MethodPatch, path, "application/merge-patch+json", asJSON(patch))
	check(refusal(status, path, text))
}

// replace writes an object with the resource version that was read, so that of two writers one is refused.
func (c cluster) replace(path string, value object) {
	status, text := c.send(http.MethodPut, path, "application/json", asJSON(value))
	check(refusal(status, path, text))
}

func (c cluster) send(method, path, contentType string, body []byte) (int, []byte) {
	request := must(http.NewRequest(method, c.url+path, bytes.NewReader(body)))
	request.Header.Set("Accept", "application/json")
	request.Header.Set("Content-Type", contentType)
	answer := must(c.client.Do(request))
	defer answer.Body.Close()
	return answer.StatusCode, must(io.ReadAll(answer.Body))
}

func refusal(status int, path string, text []byte) error {
	if status < 300 {
		return nil
	}
	var told struct{ Message string }
	_ = json.Unmarshal(text, &told)
	return fmt.Errorf("%s: %d %s", path, status, told.Message)
}

func collection(namespace, resource string) string {
	return "/api/v1/namespaces/" + namespace + "/" + resource
}

func core(namespace, resource, name string) string {
	return collection(namespace, resource) + "/" + name
}

func asJSON(value any) []byte { return must(json.Marshal(value)) }
