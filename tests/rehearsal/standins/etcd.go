// Stands in for the part of etcd-operator that knows the members: adds, promotes and removes them.
package main

import (
	"encoding/json"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

const (
	bootstrapMember     = "etcd-bootstrap"
	bootstrapAnnotation = "alpha.installer.openshift.io/etcd-bootstrap"
)

// member is one of etcd's, as its JSON gateway tells it: what is empty or false is left out.
type member struct {
	ID, Name  string
	PeerURLs  []string
	IsLearner bool
}

func (m member) isAt(machine node) bool { return slices.Contains(m.PeerURLs, machine.url("2380")) }

// number is the member's in hexadecimal digits, as ConfigMap etcd-endpoints has it.
func (m member) number() string { return strconv.FormatUint(must(strconv.ParseUint(m.ID, 10, 64)), 16) }

// etcd is reached by the certificate that was seeded, at the addresses that ConfigMap etcd-endpoints has.
type etcd struct {
	client    *http.Client
	addresses []string
}

func etcdAt(s *seeds, endpoints configMap) etcd {
	var addresses []string
	for _, address := range endpoints.Data {
		addresses = append(addresses, address)
	}
	if bootstrap := endpoints.Metadata.Annotations[bootstrapAnnotation]; bootstrap != "" {
		addresses = append(addresses, bootstrap)
	}
	if len(addresses) == 0 {
		fail("ConfigMap openshift-etcd/etcd-endpoints has no annotation %s and no data", bootstrapAnnotation)
	}
	return etcd{mutualTLS(s.etcdBundle, s.etcdClient), addresses}
}

// call asks the members in turn until one does what it is asked.
func (e etcd) call(path string, body object) (said []byte) {
	defer e.client.CloseIdleConnections()
	var last error
	for _, address := range e.addresses {
		last = attempt(func() {
			gateway := cluster{atPort(address, "2379"), e.client}
			status, text := gateway.send(http.MethodPost, "/v3/cluster/member/"+path, "application/json", asJSON(body))
			check(refusal(status, "etcd's member/"+path, text))
			said = text
		})
		if last == nil {
			return said
		}
	}
	check(last)
	return nil
}

func (e etcd) members() []member {
	var answer struct{ Members []member }
	check(json.Unmarshal(e.call("list", object{}), &answer))
	return answer.Members
}

// voters are the members of control planes that have a vote: the machine's address by the member's number.
func (w *world) voters() map[string]string {
	found := map[string]string{}
	for _, machine := range w.masters {
		if own := w.memberOf(machine); own != nil && own.Name != "" && !own.IsLearner {
			found[own.number()] = machine.address()
		}
	}
	return found
}

func (w *world) memberOf(machine node) *member {
	for index := range w.members {
		if w.members[index].isAt(machine) {
			return &w.members[index]
		}
	}
	return nil
}

// bootstrap is the member that is to go: known by its name alone, as etcd-operator knows it.
func (w *world) bootstrap() *member {
	for index := range w.members {
		if w.members[index].Name == bootstrapMember {
			return &w.members[index]
		}
	}
	return nil
}

// refuseStrangers fails at a member that nobody would ever remove.
func (w *world) refuseStrangers() {
	for _, found := range w.members {
		if found.Name != bootstrapMember && !slices.ContainsFunc(w.masters, found.isAt) {
			fail("etcd's member %q at %v is of no control plane and is not named %s, so that it would stay for ever",
				found.Name, found.PeerURLs, bootstrapMember)
		}
	}
}

// initialCluster is what a new member is told: all that have started, and itself.
func (w *world) initialCluster(machine node) string {
	var entries []string
	for _, found := range w.members {
		if found.isAt(machine) {
			found.Name = machine.Metadata.Name
		}
		for _, peer := range found.PeerURLs {
			entries = append(entries, found.Name+"="+peer)
		}
	}
	return strings.Join(entries, ",")
}

func atPort(address, port string) string { return "https://" + net.JoinHostPort(address, port) }
