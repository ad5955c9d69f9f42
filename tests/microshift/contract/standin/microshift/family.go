package main

import (
	"os"
	"os/exec"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"
)

// family is the programs that stand in for the goroutines of the real one. As with these, the service ends when one does.
type family struct {
	ended    chan string
	stopping atomic.Bool
	stopped  chan os.Signal
	commands []*exec.Cmd
}

func newFamily() *family {
	f := &family{ended: make(chan string, 16), stopped: make(chan os.Signal, 1)}
	signal.Notify(f.stopped, syscall.SIGTERM, syscall.SIGINT)
	go func() {
		<-f.stopped
		f.stopping.Store(true)
		f.stop()
		os.Exit(0)
	}()
	return f
}

// start starts a program that ends at the moment the service does, however that ends.
func (f *family) start(name, program string, arguments ...string) {
	f.startWith(syscall.SIGKILL, name, program, arguments...)
}

// startApart starts a program that is one of its own in the real one too, and is told when the service ends.
func (f *family) startApart(name, program string, arguments ...string) {
	f.startWith(syscall.SIGTERM, name, program, arguments...)
}

func (f *family) startWith(atTheEnd syscall.Signal, name, program string, arguments ...string) {
	command := exec.Command(program, arguments...)
	command.Stdout, command.Stderr = os.Stderr, os.Stderr
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: atTheEnd}
	check(command.Start())
	f.commands = append(f.commands, command)
	go func() {
		err := command.Wait()
		logf("%s ended: %v", name, err)
		f.ended <- name
	}()
}

// stop ends the programs in the reverse order of their start, and gives each some seconds.
func (f *family) stop() {
	for range f.commands {
		last := f.commands[len(f.commands)-1]
		f.commands = f.commands[:len(f.commands)-1]
		_ = last.Process.Signal(syscall.SIGTERM)
		select {
		case <-f.ended:
		case <-time.After(4 * time.Second):
			_ = last.Process.Kill()
		}
	}
}

// wait fails when a program has ended that was not told to; those that are told end one after the other.
func (f *family) wait() {
	name := <-f.ended
	if f.stopping.Load() {
		f.ended <- name
		select {}
	}
	fail("%s ended, and MicroShift with it", name)
}
