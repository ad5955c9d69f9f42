package main

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
)

// The databases of OVN-Kubernetes are played: who is a server of them is one truth in etcd, which ovn-appctl shows and
// changes (facts: microshift.md, B11).
const ovnPrefix = "/contract/ovn/"

var ovnPorts = map[string]string{"OVN_Northbound": "9643", "OVN_Southbound": "9644"}

// ownOvnAddress is told to the pod, and where etcd is reached from there.
func ownOvnAddress() string { return os.Getenv("NODE_ADDRESS") }

func ovnServerID(database, address string) string {
	return fmt.Sprintf("%x", sha256.Sum256([]byte(database+address)))[:4]
}

func encoded(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }

// ovnDatabase is the server of a database: it joins at its first start, and stays.
func ovnDatabase(arguments []string) {
	if len(arguments) != 1 || ovnPorts[arguments[0]] == "" {
		fail("usage: microshift-ovn <OVN_Northbound|OVN_Southbound>")
	}
	database, address := arguments[0], ownOvnAddress()
	mark := ovnFolder + "/db/" + database
	if !isThere(mark) {
		key := ovnPrefix + database + "/" + ovnServerID(database, address)
		etcdAt([]string{address}).call("kv/put", object{"key": encoded(key), "value": encoded(address)})
		write(mark, nil, 0o600)
	}
	ended := make(chan os.Signal, 1)
	signal.Notify(ended, syscall.SIGTERM, syscall.SIGINT)
	<-ended
}

// ovnAppctl answers "-t SOCKET cluster/status DATABASE" and "-t SOCKET cluster/kick DATABASE SERVER".
func ovnAppctl(arguments []string) {
	if len(arguments) < 4 || arguments[0] != "-t" || ovnPorts[arguments[3]] == "" {
		fail("usage: ovn-appctl -t SOCKET cluster/status|cluster/kick DATABASE [SERVER]")
	}
	database := arguments[3]
	servers := ovnServers(database)
	switch {
	case arguments[2] == "cluster/status" && len(arguments) == 4:
		showOvn(database, servers)
	case arguments[2] == "cluster/kick" && len(arguments) == 5:
		address, known := servers[arguments[4]]
		if !known {
			fail("%s: unknown server", arguments[4])
		}
		if len(servers) == 1 {
			fail("%s is the last server (%s)", arguments[4], address)
		}
		etcdAt([]string{ownOvnAddress()}).call("kv/deleterange", object{"key": encoded(ovnPrefix + database + "/" + arguments[4])})
		fmt.Println("started removal")
	default:
		fail("%q is not a valid command", arguments[2])
	}
}

// ovnServers are the addresses of a database's servers by their ids.
func ovnServers(database string) map[string]string {
	prefix := ovnPrefix + database + "/"
	var answer struct {
		Kvs []struct{ Key, Value []byte }
	}
	// The end of a range of keys with one prefix is the prefix with its last byte one higher.
	end := prefix[:len(prefix)-1] + string(prefix[len(prefix)-1]+1)
	text := etcdAt([]string{ownOvnAddress()}).call("kv/range", object{"key": encoded(prefix), "rangeEnd": encoded(end)})
	check(json.Unmarshal(text, &answer))
	servers := map[string]string{}
	for _, found := range answer.Kvs {
		servers[strings.TrimPrefix(string(found.Key), prefix)] = string(found.Value)
	}
	return servers
}

// leader is the server with the first id: all agree on it without an election.
func leader(servers map[string]string) string {
	ids := slices.Sorted(maps.Keys(servers))
	if len(ids) == 0 {
		return ""
	}
	return ids[0]
}

func showOvn(database string, servers map[string]string) {
	own := ovnServerID(database, ownOvnAddress())
	status, role := "cluster member", "follower"
	if own == leader(servers) {
		role = "leader"
	}
	if servers[own] == "" {
		status = "left cluster"
	}
	at := func(address string) string { return "ssl:" + address + ":" + ovnPorts[database] }
	fmt.Printf("%s\nName: %s\nCluster ID: c0de (c0de0000-0000-4000-8000-000000000000)\n", own, database)
	fmt.Printf("Server ID: %s (%s)\nAddress: %s\nStatus: %s\nRole: %s\nTerm: 1\nServers:\n", own, own, at(ownOvnAddress()), status, role)
	for id, address := range servers {
		self := ""
		if id == own {
			self = " (self)"
		}
		fmt.Printf("    %s (%s at %s)%s\n", id, id, at(address), self)
	}
}
