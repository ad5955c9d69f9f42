package main

import (
	"encoding/json"
	"slices"
	"testing"
)

func at(id, name, address string) member {
	return member{ID: id, Name: name, PeerURLs: []string{peerURL(address)}}
}

// A member that has just been added has no name until its process has started: the joining node knows its own.
func TestTheConfigOfAMemberThatJoins(t *testing.T) {
	inRootWith(t, nil)
	members := []member{at("1", "node-1", "10.89.0.11"), at("2", "", "10.89.0.12")}
	writeEtcdConfig(members, identity{name: "node-2", address: "10.89.0.12"})
	wanted := "ETCD_INITIAL_CLUSTER=node-1=https://10.89.0.11:2380,node-2=https://10.89.0.12:2380\n" +
		"ETCD_INITIAL_CLUSTER_STATE=existing\n"
	if text := textOf(t, etcdConfig); text != wanted {
		t.Errorf("got %q", text)
	}
	if mode := modeOf(t, etcdConfig); mode != 0o600 {
		t.Errorf("the file has mode %o", mode)
	}
	if known := knownMembers(); !slices.Equal(known, []string{"10.89.0.11", "10.89.0.12"}) {
		t.Errorf("a later start finds %q", known)
	}
	if members[1].Name != "" {
		t.Errorf("the list has changed: %+v", members)
	}
}

func TestAMemberThatBeganTheClusterKnowsNobody(t *testing.T) {
	inRootWith(t, nil)
	if known := knownMembers(); known != nil {
		t.Errorf("got %q", known)
	}
}

// etcd's gateway leaves out what is empty or false.
func TestMembersAsTheGatewayTellsThem(t *testing.T) {
	var answer struct{ Members []member }
	text := `{"header": {}, "members": [
		{"ID": "1", "name": "node-1", "peerURLs": ["https://10.89.0.11:2380"], "clientURLs": ["https://10.89.0.11:2379"]},
		{"ID": "18446744073709551615", "peerURLs": ["https://[fd00::12]:2380"], "isLearner": true}]}`
	mustDo(t, json.Unmarshal([]byte(text), &answer))
	first, second := answer.Members[0], answer.Members[1]
	if first.address() != "10.89.0.11" || first.Name != "node-1" || first.IsLearner {
		t.Errorf("got %+v", first)
	}
	if second.address() != "fd00::12" || second.Name != "" || !second.IsLearner || second.ID != "18446744073709551615" {
		t.Errorf("got %+v", second)
	}
	if address := (member{}).address(); address != "" {
		t.Errorf("a member without URLs is at %q", address)
	}
}

func TestEtcdWithoutMembersSaysSo(t *testing.T) {
	refused(t, func() { etcd{}.members() }, "no etcd member is known")
}

func TestCommandsThatEtcdDoesNotHave(t *testing.T) {
	refused(t, func() { microshiftEtcd([]string{"member", "promote"}) }, `"member promote"`, "microshift-etcd")
}
