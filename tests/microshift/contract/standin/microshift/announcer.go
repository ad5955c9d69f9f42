package main

import (
	"encoding/binary"
	"net"
	"slices"
	"syscall"

	"github.com/vishvananda/netlink"
)

// announcer has addresses on a link, and tells the network so by ARP (RFC 5227, section 3).
type announcer struct {
	link, subnet string
	held         []string
}

// keep holds those addresses and no others of those that it has ever held.
func (a *announcer) keep(wanted []string) {
	if err := attempt(func() { a.change(wanted) }); err != nil {
		logf("addresses: %v", err)
	}
}

func (a *announcer) change(wanted []string) {
	if len(wanted) == 0 && len(a.held) == 0 {
		return
	}
	link := must(netlink.LinkByName(a.link))
	for _, address := range a.held {
		if !slices.Contains(wanted, address) {
			_ = netlink.AddrDel(link, a.parsed(address))
			logf("lets %s go", address)
		}
	}
	for _, address := range wanted {
		if !slices.Contains(a.held, address) {
			logf("holds %s on %s", address, a.link)
		}
		check(netlink.AddrReplace(link, a.parsed(address)))
		announce(link, net.ParseIP(address).To4())
	}
	a.held = wanted
}

func (a *announcer) parsed(address string) *netlink.Addr {
	return must(netlink.ParseAddr(address + "/" + a.subnet))
}

// announce sends a gratuitous ARP request: the address of whoever asks is the one that is asked for (RFC 826).
func announce(link netlink.Link, address net.IP) {
	const ethernetARP = 0x0806
	socket := must(syscall.Socket(syscall.AF_PACKET, syscall.SOCK_RAW, int(networkOrder(ethernetARP))))
	defer syscall.Close(socket)
	hardware := []byte(link.Attrs().HardwareAddr)
	broadcast := []byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff}
	frame := slices.Concat(broadcast, hardware, []byte{0x08, 0x06, 0, 1, 0x08, 0, 6, 4, 0, 1},
		hardware, []byte(address), make([]byte, 6), []byte(address))
	target := &syscall.SockaddrLinklayer{Ifindex: link.Attrs().Index, Protocol: networkOrder(ethernetARP), Halen: 6}
	copy(target.Addr[:], broadcast)
	check(syscall.Sendto(socket, frame, 0, target))
}

func networkOrder(number uint16) uint16 {
	return binary.NativeEndian.Uint16(binary.BigEndian.AppendUint16(nil, number))
}
