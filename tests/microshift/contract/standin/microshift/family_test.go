package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A program that takes its time to end would hold the next start back, as no goroutine of the real one can.
func TestProgramsEndWithTheService(t *testing.T) {
	if os.Getenv("SERVICE_OF_TEST") != "" {
		children := newFamily()
		children.start("stubborn", "sh", "-c", "trap '' TERM; echo stubborn $$ >&2; while :; do sleep 0.1; done")
		children.wait()
	}
	service := exec.Command(os.Args[0], "-test.run=^TestProgramsEndWithTheService$")
	service.Env = append(os.Environ(), "SERVICE_OF_TEST=yes")
	said, err := service.StderrPipe()
	mustDo(t, err)
	mustDo(t, service.Start())
	var program int
	for lines := bufio.NewScanner(said); program == 0 && lines.Scan(); {
		if number, is := strings.CutPrefix(lines.Text(), "stubborn "); is {
			program, err = strconv.Atoi(number)
			mustDo(t, err)
		}
	}
	mustDo(t, service.Process.Kill())
	_ = service.Wait()
	for deadline := time.Now().Add(5 * time.Second); isRunning(program); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d still runs", program)
		}
	}
}

// isRunning is false of one that has ended, even if nobody has asked how.
func isRunning(program int) bool {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", program))
	if err != nil {
		return false
	}
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	return syscall.Kill(program, 0) == nil && fields[0] != "Z"
}
