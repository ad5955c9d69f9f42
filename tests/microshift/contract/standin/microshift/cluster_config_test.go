package main

import "testing"

func TestTheFirstStartDecidesOnHighAvailability(t *testing.T) {
	inRootWith(t, nil)
	beginCluster("10.89.0.11")
	mustDo(t, attempt(func() { write(enableHAMarker, nil, 0o600) }))
	beginCluster("10.89.0.12")
	if read := readClusterConfig(); read != (clusterConfig{"10.89.0.11", false}) {
		t.Errorf("got %+v", read)
	}
	if mode := modeOf(t, clusterConfigFile); mode != 0o600 {
		t.Errorf("the file has mode %o", mode)
	}
}

func TestTheMarkerThatIsThereByThenCounts(t *testing.T) {
	inRootWith(t, map[string]string{enableHAMarker: "yes\n"})
	beginCluster("10.89.0.11")
	if text := textOf(t, clusterConfigFile); text != "controlplane: 10.89.0.11\nenable_ha: true\n" {
		t.Errorf("got %q", text)
	}
}

func TestClusterConfigsThatAreRefused(t *testing.T) {
	for text, word := range map[string]string{
		"controlplane: [\n":       "failed to parse",
		"enable_ha: true\n":       "names no control plane",
		"controlplane: \" , \"\n": "names no control plane",
	} {
		t.Run(text, func(t *testing.T) {
			inRootWith(t, map[string]string{clusterConfigFile: text})
			refused(t, func() { readClusterConfig() }, clusterConfigFile, word)
		})
	}
}

func TestAddressesKeepTheirOrder(t *testing.T) {
	known := clusterConfig{"10.89.0.13,10.89.0.11 10.89.0.12", true}
	for _, each := range []struct {
		name      string
		addresses []string
		wanted    string
	}{
		{"where one comes", []string{"10.89.0.14", "10.89.0.11", "10.89.0.12", "10.89.0.13"}, "10.89.0.13,10.89.0.11,10.89.0.12,10.89.0.14"},
		{"where one leaves", []string{"10.89.0.11", "10.89.0.13"}, "10.89.0.13,10.89.0.11"},
		{"where one is told twice", []string{"10.89.0.11", "10.89.0.11"}, "10.89.0.11"},
	} {
		if got := known.with(each.addresses); got != (clusterConfig{each.wanted, true}) {
			t.Errorf("%s: got %+v", each.name, got)
		}
	}
}

func TestAJoiningNodeAddsItself(t *testing.T) {
	asked := []string{"10.89.0.11", "10.89.0.12"}
	joined := clusterConfig{"", true}.withAll(asked, identity{name: "node-3", address: "10.89.0.13"})
	if joined != (clusterConfig{"10.89.0.11,10.89.0.12,10.89.0.13", true}) {
		t.Errorf("got %+v", joined)
	}
	again := clusterConfig{}.withAll(asked, identity{name: "node-1", address: "10.89.0.11"})
	if again.ControlPlane != "10.89.0.11,10.89.0.12" {
		t.Errorf("got %+v", again)
	}
	if len(asked) != 2 {
		t.Errorf("the list that was asked for has changed: %q", asked)
	}
}
