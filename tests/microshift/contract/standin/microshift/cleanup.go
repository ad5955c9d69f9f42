package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// cleanupData deletes what MicroShift has on the machine, after it has asked (facts: microshift.md, A13).
func cleanupData(arguments []string) {
	modes := slices.DeleteFunc(slices.Clone(arguments), func(word string) bool { return word == "--keep-images" })
	if len(modes) != 1 || !slices.Contains([]string{"--all", "--ovn", "--cert"}, modes[0]) {
		fail("usage: microshift-cleanup-data <--all [--keep-images] | --ovn | --cert>")
	}
	fmt.Print("DATA LOSS WARNING: Do you wish to stop and clean ALL MicroShift data AND cri-o container workloads?\n1) Yes\n2) No\n#? ")
	answer, _ := bufio.NewReader(os.Stdin).ReadString('\n')
	if strings.TrimSpace(answer) != "1" {
		fmt.Println("Aborting cleanup")
		return
	}
	check(exec.Command("systemctl", "stop", "microshift.service").Run())
	switch modes[0] {
	case "--cert":
		check(os.RemoveAll(certsFolder))
	case "--ovn":
		check(os.RemoveAll(ovnFolder))
	case "--all":
		check(exec.Command("systemctl", "disable", "microshift.service").Run())
		check(exec.Command("systemctl", "stop", "kubepods.slice").Run())
		unmountVolumes()
		check(os.RemoveAll(dataFolder))
		check(os.RemoveAll("/var/lib/kubelet"))
	}
	fmt.Println("MicroShift data cleanup succeeded")
}

// unmountVolumes takes away what the kubelet has mounted for pods that have ended.
func unmountVolumes() {
	for _, line := range strings.Split(string(readBytes("/proc/mounts")), "\n") {
		if fields := strings.Fields(line); len(fields) > 1 && strings.HasPrefix(fields[1], "/var/lib/kubelet/") {
			check(exec.Command("umount", fields[1]).Run())
		}
	}
}
