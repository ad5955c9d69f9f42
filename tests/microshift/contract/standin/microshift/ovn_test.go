package main

import (
	"io"
	"os"
	"strings"
	"testing"
)

// printed is what the work writes to standard output.
func printed(t *testing.T, work func()) string {
	t.Helper()
	read, wrote, err := os.Pipe()
	mustDo(t, err)
	before := os.Stdout
	os.Stdout = wrote
	err = attempt(work)
	os.Stdout = before
	mustDo(t, wrote.Close())
	mustDo(t, err)
	text, err := io.ReadAll(read)
	mustDo(t, err)
	return string(text)
}

func TestIDsOfServers(t *testing.T) {
	id := ovnServerID("OVN_Northbound", "10.89.0.11")
	if len(id) != 4 || strings.Trim(id, "0123456789abcdef") != "" {
		t.Errorf("%q is no id of four hexadecimal digits", id)
	}
	if id == ovnServerID("OVN_Southbound", "10.89.0.11") || id == ovnServerID("OVN_Northbound", "10.89.0.12") {
		t.Error("two servers have one id")
	}
}

func TestOneServerLeads(t *testing.T) {
	if first := leader(map[string]string{"b000": "10.89.0.11", "a000": "10.89.0.12"}); first != "a000" {
		t.Errorf("got %q", first)
	}
	if nobody := leader(nil); nobody != "" {
		t.Errorf("got %q", nobody)
	}
}

func TestTheStatusOfAServer(t *testing.T) {
	own, other := ovnServerID("OVN_Southbound", "10.89.0.11"), ovnServerID("OVN_Southbound", "10.89.0.12")
	servers := map[string]string{own: "10.89.0.11", other: "10.89.0.12"}
	for address, id := range map[string]string{"10.89.0.11": own, "10.89.0.12": other} {
		t.Setenv("NODE_ADDRESS", address)
		text := printed(t, func() { showOvn("OVN_Southbound", servers) })
		role := "follower"
		if id == leader(servers) {
			role = "leader"
		}
		for _, line := range []string{
			id, "Name: OVN_Southbound", "Cluster ID: c0de (c0de0000-0000-4000-8000-000000000000)",
			"Server ID: " + id + " (" + id + ")", "Address: ssl:" + address + ":9644",
			"Status: cluster member", "Role: " + role,
			"    " + id + " (" + id + " at ssl:" + address + ":9644) (self)",
		} {
			if !strings.Contains("\n"+text, "\n"+line+"\n") {
				t.Errorf("no line %q in\n%s", line, text)
			}
		}
		if count := strings.Count(text, "\n    "); count != 2 {
			t.Errorf("%d servers in\n%s", count, text)
		}
	}
}

func TestAServerThatWasKickedSaysThatItHasLeft(t *testing.T) {
	t.Setenv("NODE_ADDRESS", "10.89.0.13")
	text := printed(t, func() { showOvn("OVN_Northbound", map[string]string{"0000": "10.89.0.11"}) })
	if !strings.Contains(text, "\nStatus: left cluster\nRole: follower\n") || strings.Contains(text, "(self)") {
		t.Errorf("got\n%s", text)
	}
	if !strings.Contains(text, "    0000 (0000 at ssl:10.89.0.11:9643)\n") {
		t.Errorf("got\n%s", text)
	}
}

func TestWordsThatOVNDoesNotTake(t *testing.T) {
	for _, arguments := range [][]string{
		nil,
		{"cluster/status", "OVN_Northbound"},
		{"-t", "/run/ovn.ctl", "cluster/status", "OVN_Elsewhere"},
	} {
		refused(t, func() { ovnAppctl(arguments) }, "usage: ovn-appctl")
	}
	refused(t, func() { ovnDatabase([]string{"OVN_Elsewhere"}) }, "usage: microshift-ovn")
}
