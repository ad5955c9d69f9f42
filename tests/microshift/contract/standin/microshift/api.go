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

// api is an HTTPS server, by which a client reaches it. Its methods fail at any answer that they do not name.
type api struct {
	url    string
	client *http.Client
	// token is shown where the client has no certificate.
	token string
}

// apiOf reads a kubeconfig whose certificates and key stand in the file.
func apiOf(file string) api {
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
	if err := yaml.Unmarshal(must(os.ReadFile(file)), &config); err != nil {
		fail("failed to parse kubeconfig %s: %w", file, err)
	}
	if len(config.Clusters) != 1 || len(config.Users) != 1 {
		fail("kubeconfig %s has not one cluster and one user", file)
	}
	decode := func(text string) []byte { return must(base64.StdEncoding.DecodeString(text)) }
	server, user := config.Clusters[0].Cluster, config.Users[0].User
	return api{server.Server, mutualTLS(decode(server.CA), pair{decode(user.Certificate), decode(user.Key)}), ""}
}

// mutualTLS is a client that trusts one authority and shows one certificate.
func mutualTLS(authority []byte, own pair) *http.Client {
	config := &tls.Config{
		RootCAs:      x509.NewCertPool(),
		Certificates: []tls.Certificate{must(tls.X509KeyPair(own.certificate, own.key))},
	}
	config.RootCAs.AppendCertsFromPEM(authority)
	return &http.Client{Timeout: 5 * time.Second, Transport: &http.Transport{TLSClientConfig: config}}
}

// find gets an object, if it is there.
func find[T any](a api, path string) (found T, there bool) {
	status, text := a.send(http.MethodGet, path, "", nil)
	if status == http.StatusNotFound {
		return found, false
	}
	check(refusal(status, path, text))
	check(json.Unmarshal(text, &found))
	return found, true
}

// read gets an object; one that is not there is a failure.
func read[T any](a api, path string) T {
	found, there := find[T](a, path)
	if !there {
		fail("%s not found", path)
	}
	return found
}

// create makes an object; that it is there already is as good.
func (a api) create(collection string, value object) {
	status, text := a.send(http.MethodPost, collection, "application/json", must(json.Marshal(value)))
	if status != http.StatusConflict {
		check(refusal(status, collection, text))
	}
}

// merge changes an object by a merge patch.
func (a api) merge(path string, patch object) {
	status, text := a.send(http.MethodPatch, path, "application/merge-patch+json", must(json.Marshal(patch)))
	check(refusal(status, path, text))
}

func (a api) send(method, path, contentType string, body []byte) (int, []byte) {
	request := must(http.NewRequest(method, a.url+path, bytes.NewReader(body)))
	request.Header.Set("Accept", "application/json")
	request.Header.Set("Content-Type", contentType)
	if a.token != "" {
		request.Header.Set("Authorization", "Bearer "+a.token)
	}
	answer := must(a.client.Do(request))
	defer answer.Body.Close()
	return answer.StatusCode, must(io.ReadAll(answer.Body))
}

func refusal(status int, path string, text []byte) error {
	if status < 300 {
		return nil
	}
	var told struct{ Message string }
	if json.Unmarshal(text, &told) != nil || told.Message == "" {
		told.Message = string(text)
	}
	return fmt.Errorf("%s: %d %s", path, status, told.Message)
}

// until asks again and again, as a server that starts takes its time; the last failure is told at the limit.
func until(what string, limit time.Duration, work func()) {
	deadline := time.Now().Add(limit)
	for {
		err := attempt(work)
		if err == nil {
			return
		}
		if time.Now().After(deadline) {
			fail("%s: not within %s: %w", what, limit, err)
		}
		time.Sleep(200 * time.Millisecond)
	}
}
