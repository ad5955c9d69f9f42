import * as command from "@pulumi/command";
import * as libvirt from "@pulumi/libvirt";
import * as pulumi from "@pulumi/pulumi";
import { domainStylesheet } from "../../manifests/libvirt/domain";
import { libvirtOf } from "../../topology/libvirt";
import type { ClusterPlan, Machine } from "../../topology/plan";
import { type BootArgs, type BootOptions, ignoredIn, instanceOf, type Platform } from "../platform";
import type { Hypervisor } from "./hypervisor";
import { script } from "./instance";
import { leftDomains } from "./left-domains";
import type { MachineLink } from "./machine-network";

/** What a domain is made from beside what any machine is. */
export interface DomainArgs extends BootArgs {
  readonly plan: ClusterPlan;
  readonly link: MachineLink;
  readonly hypervisor: Hypervisor;
  /** The way to this machine. */
  readonly channel: Platform["channel"];
}

/** A domain, and the config that it boots with. */
export interface MadeDomain {
  readonly domain: libvirt.Domain;
  /** Of a machine that is made once: that of the run that put it there, be it an earlier one than made the domain. Secret. */
  readonly given: pulumi.Output<string>;
}

const gibibyte = 1024 ** 3;

/** What the provider takes for changes that it can make, and makes none (terraform-provider-libvirt 0.8.3). */
const neverApplied = ["cpu", ...["mac", "networkId", "bridge"].map((key) => `networkInterfaces[*].${key}`)];

/** The machine's name among all of its hypervisor's. */
export function domainName({ plan, machine }: Pick<DomainArgs, "plan" | "machine">): string {
  return `${instanceOf(plan)}-${machine.name}`;
}

/** A machine's disk, with what it holds at first. */
export function makeDisk(
  name: string,
  args: DomainArgs,
  content: Pick<libvirt.VolumeArgs, "baseVolumeId" | "format">,
  { parent }: BootOptions,
): libvirt.Volume {
  const { plan, machine, lifetime, after, link, hypervisor } = args;
  const { disk } = libvirtOf(plan).sizes[machine.role];
  return new libvirt.Volume(
    `${name}-disk`,
    { name: domainName(args), pool: hypervisor.storage.pool.name, size: disk * gibibyte, ...content },
    {
      parent,
      provider: hypervisor.provider,
      // Another network is other machines, and is asked for before any part of one is deleted.
      dependsOn: [link.network, ...after],
      deleteBeforeReplace: true,
      replacementTrigger: identityOf(args),
      ignoreChanges: ignoredIn(lifetime),
    },
  );
}

/** How a machine is handed its Ignition config. */
export interface Handover {
  /** `ignition`: in a volume of its own. `live-iso`: in the image that it boots at first. */
  readonly by: "ignition" | "live-iso";
  readonly volume: libvirt.Volume;
  /** What the scripts are told beside the way to the machine; later changes of it are of no interest. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Puts a machine's config where its first boot finds it; the resource prints the path of the volume that it is in. */
export function handConfig(
  name: string,
  args: DomainArgs,
  { by, volume, environment }: Handover,
  { parent }: BootOptions,
): command.local.Command {
  const { machine, ignition, lifetime, channel } = args;
  return new command.local.Command(
    `${name}-${by}`,
    {
      create: script(`${by}-up`),
      delete: script(`${by}-down`),
      stdin: pulumi.secret(ignition),
      environment: { ...channel, NAME: machine.name, ...environment },
      triggers: [volume.id, identityOf(args)],
    },
    {
      parent,
      deleteBeforeReplace: true,
      // Read once, at the first boot; later changes reach the machine by its own resource.
      ignoreChanges: ignoredIn(lifetime, [
        "stdin",
        ...Object.keys(environment).map((key) => `environment.${key}`),
      ]),
    },
  );
}

/** What a domain starts from, beside its disk. */
export interface FirstBoot extends Pick<libvirt.DomainArgs, "coreosIgnition" | "cloudinit" | "bootDevices"> {
  readonly volume: libvirt.Volume;
}

/** The domain itself; it starts as soon as it is made. */
export function makeMachineDomain(
  name: string,
  args: DomainArgs,
  { volume, ...firstBoot }: FirstBoot,
  { parent }: BootOptions,
): libvirt.Domain {
  const { plan, machine, lifetime, link, hypervisor, channel } = args;
  const { domainType, sizes, bridge } = libvirtOf(plan);
  const { memory, cpus } = sizes[machine.role];
  const domain = domainName(args);
  return new libvirt.Domain(
    `${name}-domain`,
    {
      name: domain,
      type: domainType,
      cpu: { mode: domainType === "kvm" ? "host-passthrough" : "maximum" },
      memory,
      vcpu: cpus,
      autostart: lifetime === "managed",
      disks: [{ volumeId: volume.id }],
      ...firstBoot,
      networkInterfaces: [
        { ...link.attachment, mac: machine.mac, ...(bridge === undefined && leaseOf(machine)) },
      ],
      graphics: { type: "vnc", listenType: "none" },
      consoles: [{ type: "pty", targetType: "serial", targetPort: "0" }],
      xml: { xslt: domainStylesheet(domain, domainType) },
    },
    {
      parent,
      provider: hypervisor.provider,
      deleteBeforeReplace: true,
      replaceOnChanges: neverApplied,
      // What is read back is what was leased, and nothing is.
      ignoreChanges: [...ignoredIn(lifetime), "networkInterfaces[*].addresses"],
      hooks: { onError: [leftDomains(`${name}-left`, { domain, channel })] },
    },
  );
}

/** The provider wants a volume's key and, after a semicolon, something that tells one use from another. */
export function volumeUse(config: command.local.Command, { machine }: DomainArgs): pulumi.Output<string> {
  return config.stdout.apply((path) => `${path.trim()};${machine.name}`);
}

/**
 * Everything of which a change makes another machine, as one text: all of it is made anew then, as a domain that kept its
 * disk would be a member that has left.
 */
function identityOf({ plan, machine, hypervisor }: DomainArgs): string {
  const { domainType, sizes, bridge } = libvirtOf(plan);
  const { generation, addresses, mac, role } = machine;
  const { memory, cpus, disk } = sizes[role];
  const { name } = hypervisor.planned;
  // A hypervisor without a name has been the only one ever since.
  const site = name === "" ? {} : { hypervisor: name };
  return JSON.stringify({ generation, addresses, mac, memory, cpus, disk, domainType, bridge, ...site });
}

/** What the network's own DHCP server would tell the machine, which has it in its files. */
function leaseOf({ name, addresses }: Machine): { readonly hostname: string; readonly addresses: string[] } {
  return { hostname: name, addresses: [...addresses] };
}
