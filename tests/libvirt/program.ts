import * as libvirt from "@pulumi/libvirt";

/*
 * A program for the engine, not for jest: everything that platform libvirt makes, as small as can be. Where it is, and
 * what differs from run to run, is in its environment.
 */
const setting = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
};

const provider = new libvirt.Provider(
  "libvirt",
  { uri: setting("LAB_URI") },
  // The engine gives an explicit provider of a parameterized package another version in every second run's state.
  { ignoreChanges: ["version"] },
);
const options = { provider, deleteBeforeReplace: true };

const network = new libvirt.Network(
  "network",
  {
    name: "lab",
    bridge: "virbr-lab",
    mode: "nat",
    domain: "lab.internal",
    addresses: ["10.91.0.0/24"],
    dhcp: { enabled: true },
    dns: { enabled: true, localOnly: true, hosts: [{ hostname: "api.lab.internal", ip: "10.91.0.10" }] },
    dnsmasqOptions: {
      options: [{ optionName: "address", optionValue: "/apps.lab.internal/10.91.0.20" }],
    },
  },
  options,
);

const pool = new libvirt.Pool(
  "pool",
  { name: "lab", type: "dir", target: { path: `${setting("LAB_FOLDER")}/pool` } },
  options,
);
const base = new libvirt.Volume("base", { name: "base", pool: pool.name, size: 2 ** 23 }, options);
const disk = new libvirt.Volume(
  "disk",
  { name: "disk", pool: pool.name, baseVolumeId: base.id, size: 2 ** 24 },
  options,
);

new libvirt.Domain(
  "machine",
  {
    name: "machine",
    type: "qemu",
    memory: 128,
    // What follows the semicolon is of no use to anybody, but the provider insists on it.
    coreosIgnition: `${setting("LAB_IGNITION")};`,
    disks: [{ volumeId: disk.id }],
    networkInterfaces: [
      { networkId: network.id, mac: "52:54:00:00:00:0A", hostname: "machine", addresses: ["10.91.0.11"] },
    ],
    consoles: [{ type: "pty", targetType: "serial", targetPort: "0" }],
    graphics: { type: "vnc", listenType: "none" },
  },
  // Read are the addresses that the machine has a lease for, not those that are reserved for it.
  { ...options, ignoreChanges: ["networkInterfaces[*].addresses"] },
);
