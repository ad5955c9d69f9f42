package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"
)

// member is one of etcd's, as its JSON gateway tells it: what is empty or false is left out.
type member struct {
	ID, Name  string
	PeerURLs  []string
	IsLearner bool
}

func (m member) address() string {
	if len(m.PeerURLs) == 0 {
		return ""
	}
	return must(url.Parse(m.PeerURLs[0])).Hostname()
}

func peerURL(address string) string   { return "https://" + address + ":2380" }
func clientURL(address string) string { return "https://" + address + ":2379" }

// etcd is reached at some of its members, by the certificate that a control plane has.
type etcd struct {
	client    *http.Client
	addresses []string
}

func etcdAt(addresses []string) etcd {
	own := pair{must(os.ReadFile(certificateFile(etcdClientCert))), must(os.ReadFile(keyFile(etcdClientCert)))}
	return etcd{mutualTLS(must(os.ReadFile(signerFile("etcd-signer"))), own), addresses}
}

// call asks the members in turn until one does what it is asked.
func (e etcd) call(path string, body object) (said []byte) {
	last := fmt.Errorf("no etcd member is known")
	for _, address := range e.addresses {
		last = attempt(func() {
			gateway := api{clientURL(address), e.client, ""}
			status, text := gateway.send(http.MethodPost, "/v3/"+path, "application/json", must(json.Marshal(body)))
			check(refusal(status, "etcd "+path, text))
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
	check(json.Unmarshal(e.call("cluster/member/list", object{}), &answer))
	return answer.Members
}

// writeEtcdConfig has what a member that joins is told of the others, and what later starts find them by.
func writeEtcdConfig(members []member, own identity) {
	var entries []string
	for _, found := range members {
		if found.address() == own.address {
			found.Name = own.name
		}
		entries = append(entries, found.Name+"="+found.PeerURLs[0])
	}
	text := "ETCD_INITIAL_CLUSTER=" + strings.Join(entries, ",") + "\nETCD_INITIAL_CLUSTER_STATE=existing\n"
	write(etcdConfig, []byte(text), 0o600)
}

// knownMembers are the addresses that the config has.
func knownMembers() (addresses []string) {
	if !isThere(etcdConfig) {
		return nil
	}
	for _, line := range strings.Split(string(must(os.ReadFile(etcdConfig))), "\n") {
		entries, is := strings.CutPrefix(line, "ETCD_INITIAL_CLUSTER=")
		if !is {
			continue
		}
		for _, entry := range strings.Split(entries, ",") {
			_, peer, _ := strings.Cut(entry, "=")
			addresses = append(addresses, must(url.Parse(peer)).Hostname())
		}
	}
	return addresses
}

// microshiftEtcd has the subcommands "run", which becomes a member, and "member list".
func microshiftEtcd(arguments []string) {
	switch strings.Join(arguments, " ") {
	case "run":
		runEtcd(identify(readSettings()))
	case "member list":
		own := identify(readSettings()).address
		for _, found := range etcdAt(append([]string{own}, knownMembers()...)).members() {
			fmt.Printf("%s, %s, %s, learner=%t\n", found.ID, found.Name, strings.Join(found.PeerURLs, " "), found.IsLearner)
		}
	default:
		fail("unknown command %q for \"microshift-etcd\"", strings.Join(arguments, " "))
	}
}

func runEtcd(own identity) {
	flags := []string{
		"etcd", "--name=" + own.name, "--data-dir=" + etcdFolder, "--max-learners=2",
		"--listen-peer-urls=https://0.0.0.0:2380", "--initial-advertise-peer-urls=" + peerURL(own.address),
		"--listen-client-urls=https://0.0.0.0:2379", "--advertise-client-urls=" + clientURL(own.address),
		"--client-cert-auth", "--trusted-ca-file=" + signerFile("etcd-signer"),
		"--cert-file=" + certificateFile(etcdServingCert), "--key-file=" + keyFile(etcdServingCert),
		"--peer-client-cert-auth", "--peer-trusted-ca-file=" + signerFile("etcd-signer"),
		"--peer-cert-file=" + certificateFile(etcdPeerCert), "--peer-key-file=" + keyFile(etcdPeerCert),
		"--log-level=warn",
	}
	environment := os.Environ()
	if isThere(etcdConfig) {
		environment = append(environment, strings.Fields(string(must(os.ReadFile(etcdConfig))))...)
	} else {
		flags = append(flags, "--initial-cluster="+own.name+"="+peerURL(own.address))
	}
	check(syscall.Exec(programFolder+"/etcd", flags, environment))
}

// startEtcd starts the member in a scope of its own, which ends when this service does, and waits until it answers.
func startEtcd(own identity, children *family) {
	// One that an earlier start left may still be on its way out.
	if exec.Command("systemctl", "is-active", "--quiet", "microshift-etcd.scope").Run() == nil {
		check(exec.Command("systemctl", "stop", "microshift-etcd.scope").Run())
	}
	children.startApart("microshift-etcd", "systemd-run", "--scope", "--collect", "--quiet", "--unit=microshift-etcd",
		"--property=BindsTo=microshift.service", "/usr/bin/microshift-etcd", "run")
	local := api{clientURL("127.0.0.1"), etcdAt(nil).client, ""}
	until("etcd answers", 3*time.Minute, func() {
		status, text := local.send(http.MethodGet, "/version", "", nil)
		check(refusal(status, "/version", text))
	})
}

// refreshMembers brings both files up to date from the member list, and returns where the API server finds etcd: in the
// machine's own member, or in those that have a vote while that has none.
func refreshMembers(own identity) []string {
	others := slices.DeleteFunc(knownMembers(), func(address string) bool { return address == own.address })
	var members []member
	err := attempt(func() { members = etcdAt(append([]string{own.address}, others...)).members() })
	if err != nil {
		logf("the etcd members cannot be listed, the files stay as they are: %v", err)
		return []string{clientURL("localhost")}
	}
	writeEtcdConfig(members, own)
	var addresses, voters []string
	isLearner := false
	for _, found := range members {
		addresses = append(addresses, found.address())
		if !found.IsLearner {
			voters = append(voters, clientURL(found.address()))
		} else if found.address() == own.address {
			isLearner = true
		}
	}
	readClusterConfig().with(addresses).write()
	if isLearner {
		return voters
	}
	return []string{clientURL("localhost")}
}
