import type { LibvirtFacts } from "../../../../../../tools/stack/preflight/libvirt/facts";

/** What a look at a hypervisor shows on which a small cluster may be made. */
export const fitFacts: LibvirtFacts = {
  refusal: "",
  domainTypes: ["qemu", "kvm"],
  memory: { available: 20_000, total: 32_000 },
  room: 50_000,
  machines: [],
  running: [],
  networks: [{ name: "default", addresses: ["192.168.122.1/255.255.255.0"] }],
  macs: [{ mac: "52:54:00:00:00:01", where: "domain other" }],
  bridgeRefusal: "",
  leases: [],
};
