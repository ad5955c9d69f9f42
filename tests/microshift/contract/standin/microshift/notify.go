package main

import (
	"net"
	"os"
)

// notifyReady tells systemd that the service has started (sd_notify(3)).
func notifyReady() {
	socket := os.Getenv("NOTIFY_SOCKET")
	if socket == "" {
		return
	}
	connection := must(net.Dial("unixgram", socket))
	defer connection.Close()
	must(connection.Write([]byte("READY=1")))
}
