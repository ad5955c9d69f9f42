import * as command from "@pulumi/command";
import * as libvirt from "@pulumi/libvirt";
import * as pulumi from "@pulumi/pulumi";
import { consoleLog, domainStylesheet } from "../../manifests/libvirt/domain";
import { libvirtOf } from "../../topology/libvirt";
import { isOpenshift } from "../../topology/openshift/plan";
import type { ClusterPlan, Machine } from "../../topology/plan";
import { loadBalancerNames } from "../channel";
import {
  type Boot,
  type BootArgs,
  type BootOptions,
  ignoredIn,
  instanceOf,
  type Platform,
  sharedScript,
} from "../platform";
import type { Access } from "./access";
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

/** What a machine is booted with beside that. */
export interface DomainBootArgs extends DomainArgs {
  readonly access: Access;
}

const gibibyte = 1024 ** 3;

/** What the provider takes for changes that it can make, and makes none (terraform-provider-libvirt 0.8.3). */
const neverApplied = ["cpu", ...["mac", "networkId", "bridge"].map((key) => `networkInterfaces[*].${key}`)];

/** How long a machine may take to boot and to apply its config; a node of CoreOS fetches half of it, and may wait for the server. */
const bootSeconds = { kvm: 180, qemu: 900, coreos: 1200 } as const;

/** A domain, and the config that it boots with. */
export interface MadeDomain {
  readonly domain: libvirt.Domain;
  /** Of a machine that is made once: that of the run that put it there, be it an earlier one than made the domain. Secret. */
  readonly given: pulumi.Output<string>;
}

/** A machine as a domain: its disk, its Ignition config and the domain itself. */
export function makeDomain(name: string, args: DomainArgs, { parent }: BootOptions): MadeDomain {
  const { plan, machine, ignition, lifetime, after, link, hypervisor, channel } = args;
  const { provider, storage } = hypervisor;
  const { domainType, sizes, bridge } = libvirtOf(plan);
  const { memory, cpus, disk } = sizes[machine.role];
  const domainName = `${instanceOf(plan)}-${machine.name}`;
  const ignoreChanges = ignoredIn(lifetime);
  // What makes a machine another one makes all of it anew: a domain that kept its disk would be a member that has left.
  const identity = identityOf(machine, { memory, cpus, disk, domainType, bridge, ...siteOf(hypervisor) });

  const volume = new libvirt.Volume(
    `${name}-disk`,
    { name: domainName, pool: storage.pool.name, baseVolumeId: storage.base.id, size: disk * gibibyte },
    {
      parent,
      provider,
      // Another network is other machines, and is asked for before any part of one is deleted.
      dependsOn: [link.network, ...after],
      deleteBeforeReplace: true,
      replacementTrigger: identity,
      ignoreChanges,
    },
  );
  const config = new command.local.Command(
    `${name}-ignition`,
    {
      create: script("ignition-up"),
      delete: script("ignition-down"),
      stdin: pulumi.secret(ignition),
      environment: { ...channel, NAME: machine.name },
      triggers: [volume.id, identity],
    },
    {
      parent,
      deleteBeforeReplace: true,
      // Read once, at the first boot; later changes reach the machine by its own resource.
      ignoreChanges: ignoredIn(lifetime, ["stdin"]),
    },
  );
  const domain = new libvirt.Domain(
    `${name}-domain`,
    {
      name: domainName,
      type: domainType,
      cpu: { mode: domainType === "kvm" ? "host-passthrough" : "maximum" },
      memory,
      vcpu: cpus,
      autostart: lifetime === "managed",
      // The provider wants a volume's key and, after a semicolon, something that tells one use from another.
      coreosIgnition: config.stdout.apply((path) => `${path.trim()};${machine.name}`),
      disks: [{ volumeId: volume.id }],
      networkInterfaces: [
        { ...link.attachment, mac: machine.mac, ...(bridge === undefined && leaseOf(machine)) },
      ],
      graphics: { type: "vnc", listenType: "none" },
      consoles: [{ type: "pty", targetType: "serial", targetPort: "0" }],
      xml: { xslt: domainStylesheet(domainName, domainType) },
    },
    {
      parent,
      provider,
      deleteBeforeReplace: true,
      replaceOnChanges: neverApplied,
      // What is read back is what was leased, and nothing is.
      ignoreChanges: [...ignoreChanges, "networkInterfaces[*].addresses"],
      hooks: { onError: [leftDomains(`${name}-left`, { domain: domainName, channel })] },
    },
  );
  const given = lifetime === "once" ? config.stdin.apply((text) => text ?? "") : pulumi.output(ignition);
  return { domain, given: pulumi.secret(given) };
}

/** A machine as a domain, and the wait until it has booted. */
export function bootDomain(name: string, args: DomainBootArgs, { parent }: BootOptions): Boot {
  const { plan, machine, lifetime, access, channel } = args;
  const { domainType } = libvirtOf(plan);
  const { domain, given } = makeDomain(name, args, { parent });
  const booted = new command.local.Command(
    `${name}-booted`,
    {
      create: script("machine-booted"),
      update: sharedScript("machine-update"),
      stdin: given,
      environment: {
        ...channel,
        NAME: machine.name,
        LOAD_BALANCERS: loadBalancerNames(plan),
        CONSOLE_LOG: consoleLog(`${instanceOf(plan)}-${machine.name}`),
        BOOT_SECONDS: String(bootSeconds[isOpenshift(plan) ? "coreos" : domainType]),
      },
      triggers: [domain.id],
    },
    {
      parent,
      dependsOn: [access.ready],
      deleteBeforeReplace: true,
      ignoreChanges: ignoredIn(lifetime),
    },
  );
  return { made: domain, booted };
}

/** Everything of which a change makes another machine, as one text. */
function identityOf(
  { generation, addresses, mac }: Machine,
  others: Readonly<Record<string, string | number | undefined>>,
): string {
  return JSON.stringify({ generation, addresses, mac, ...others });
}

/** A hypervisor without a name has been the only one ever since. */
function siteOf({ planned }: Hypervisor): Readonly<Record<string, string>> {
  return planned.name === "" ? {} : { hypervisor: planned.name };
}

/** What the network's own DHCP server would tell the machine, which has it in its files. */
function leaseOf({ name, addresses }: Machine): { readonly hostname: string; readonly addresses: string[] } {
  return { hostname: name, addresses: [...addresses] };
}
